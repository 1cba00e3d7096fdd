-- Plenary in Neovim. Put this into init.lua, or into a file that it loads.

local group = vim.api.nvim_create_augroup('plenary', { clear = true })

vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, {
  group = group,
  pattern = '*.plen',
  callback = function() vim.bo.filetype = 'plenary' end,
})

-- What the server can be asked to do with the text in this buffer.
local function run(name, argument)
  vim.lsp.buf_request(0, 'workspace/executeCommand', {
    command = name,
    arguments = { vim.uri_from_bufnr(0), argument },
  }, function(fault, result)
    if fault then
      vim.notify(fault.message, vim.log.levels.WARN)
    elseif result and result.range then
      vim.api.nvim_win_set_cursor(0, { result.range.start.line + 1, result.range.start.character })
    end
  end)
end

local function here()
  return vim.lsp.util.make_position_params(0, 'utf-16').position
end

vim.api.nvim_create_autocmd('FileType', {
  group = group,
  pattern = 'plenary',
  callback = function()
    vim.bo.commentstring = '%% %s'
    local server = { name = 'plenary', cmd = { 'plenary', 'lsp' }, root_dir = vim.fn.getcwd() }
    if vim.lsp.start then
      vim.lsp.start(server)
    else -- Neovim 0.7
      local client = vim.lsp.start_client(server)
      if client then vim.lsp.buf_attach_client(0, client) end
    end
    local function map(keys, what, action)
      vim.keymap.set('n', keys, action, { buffer = true, desc = what })
    end
    map('K', 'what stands here', vim.lsp.buf.hover)
    map('gd', 'where it is given', vim.lsp.buf.definition)
    map('<leader>ca', 'mend, decide, mark', vim.lsp.buf.code_action)
    map('<leader>rn', 'another name', vim.lsp.buf.rename)
    map(']r', 'the next change', function() run('plenary.nextChange', here()) end)
    map('[r', 'the change before', function() run('plenary.previousChange', here()) end)
    map('<leader>ra', 'accept the change here', function() run('plenary.accept', { at = here() }) end)
    map('<leader>rr', 'refuse the change here', function() run('plenary.reject', { at = here() }) end)
  end,
})
