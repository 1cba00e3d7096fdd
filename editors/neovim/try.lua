-- Drives Neovim with plenary.lua as a person would: nvim --headless -n -u editors/neovim/plenary.lua
-- -c 'luafile editors/neovim/try.lua' FILE, with `plenary` on the path. Each step that fails is said and
-- ends it with 1.

local function check(what, holds)
  io.stdout:write(what, holds and ': ok\n' or ': FAILED\n')
  if not holds then vim.cmd('cquit 1') end
end

local function wait(test) return vim.wait(10000, test, 20) end
local function lines() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') end
local function text_document() return { uri = vim.uri_from_bufnr(0) } end
local function ask(method, params)
  local answers = vim.lsp.buf_request_sync(0, method, params, 5000) or {}
  local _, answer = next(answers)
  return answer and answer.result
end
local function at(piece)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local column = line:find(piece, 1, true)
    if column then return { line = number - 1, character = column } end
  end
end

check('the server starts', wait(function() return #vim.lsp.buf_get_clients(0) > 0 end))
check('findings are shown', wait(function() return #vim.diagnostic.get(0) > 0 end))

local place = at('3 to stay')
local fixes = ask('textDocument/codeAction', {
  textDocument = text_document(),
  range = { start = place, ['end'] = place },
  context = { diagnostics = {}, only = { 'quickfix' } },
})
check('a fix is offered', fixes and #fixes == 1)
vim.lsp.util.apply_workspace_edit(fixes[1].edit, 'utf-16')
check('the fix is made', lines():find('~>2~~} to stay', 1, true) ~= nil)

ask('workspace/executeCommand', { command = 'plenary.accept', arguments = { vim.uri_from_bufnr(0), { at = at('{~~old') } } })
check('a change is accepted', wait(function() return lines():find('the new text', 1, true) ~= nil end))

local renamed = ask('textDocument/rename', { textDocument = text_document(), position = at('wtsa}'), newName = 'assembly' })
vim.lsp.util.apply_workspace_edit(renamed, 'utf-16')
check('a name is another', select(2, lines():gsub('assembly', '')) == 2)

local edits = ask('textDocument/formatting', { textDocument = text_document(), options = { tabSize = 2, insertSpaces = true } })
vim.lsp.util.apply_text_edits(edits, 0, 'utf-16')
check('the text is in its canonical form', lines():find('a) Resolution 64', 1, true) ~= nil)

local hover = ask('textDocument/hover', { textDocument = text_document(), position = at('{@assembly') })
check('hover says what is printed', hover and hover.contents.value:find('recalling a)', 1, true) ~= nil)
check('no fault is left', wait(function() return #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }) == 0 end))

local clients = vim.lsp.buf_get_clients(0)
for _, client in pairs(clients) do client.stop() end
check('the server ends', wait(function()
  for _, client in pairs(clients) do
    if not client.is_stopped() then return false end
  end
  return true
end))
vim.cmd('qa!')
