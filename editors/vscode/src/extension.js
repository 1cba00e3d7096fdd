// The client: starts the server that the program has, and gives its commands names and keys.

const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

/** @type {LanguageClient | undefined} */
let client;

/** The text that is edited now, if it is one of ours. */
function editor() {
  const active = vscode.window.activeTextEditor;
  return active && active.document.languageId === 'plenary' ? active : undefined;
}

/** Has the server do something with the text that is edited now. */
async function run(command, argument) {
  const active = editor();
  if (!active || !client) return undefined;
  const uri = client.code2ProtocolConverter.asUri(active.document.uri);
  try {
    return await client.sendRequest('workspace/executeCommand', { command, arguments: [uri, argument] });
  } catch (error) {
    vscode.window.showWarningMessage(`Plenary: ${error.message}`);
    return undefined;
  }
}

/** The place of the cursor, as the protocol says it. */
function cursor() {
  const active = editor();
  return active && client && client.code2ProtocolConverter.asPosition(active.selection.active);
}

async function goTo(command) {
  const active = editor();
  const found = await run(command, cursor());
  if (!active || !found) return;
  const range = client.protocol2CodeConverter.asRange(found.range);
  active.selection = new vscode.Selection(range.start, range.start);
  active.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

async function showRedline() {
  const content = await run('plenary.redline');
  if (typeof content !== 'string') return;
  const document = await vscode.workspace.openTextDocument({ language: 'plenary', content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preview: true });
}

/** Shows how many words and changes the text has. */
async function count(item) {
  const active = editor();
  const counted = active && (await run('plenary.count'));
  if (!counted) {
    item.hide();
    return;
  }
  const changes = counted.changes === 1 ? '1 change' : `${counted.changes} changes`;
  item.text = `${counted.words} words, ${changes}`;
  item.show();
}

async function activate(context) {
  const configured = vscode.workspace.getConfiguration('plenary').get('path') || 'plenary';
  const server = { command: configured, args: ['lsp'] };
  client = new LanguageClient(
    'plenary',
    'Plenary',
    { run: server, debug: server },
    { documentSelector: [{ language: 'plenary' }] },
  );
  const register = (name, action) => context.subscriptions.push(vscode.commands.registerCommand(name, action));
  register('plenary.acceptChange', () => run('plenary.accept', { at: cursor() }));
  register('plenary.refuseChange', () => run('plenary.reject', { at: cursor() }));
  register('plenary.acceptAll', () => run('plenary.accept', {}));
  register('plenary.refuseAll', () => run('plenary.reject', {}));
  register('plenary.goToNextChange', () => goTo('plenary.nextChange'));
  register('plenary.goToPreviousChange', () => goTo('plenary.previousChange'));
  register('plenary.renumberLabels', () => run('plenary.renumber'));
  register('plenary.showRedline', showRedline);

  const item = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Right);
  item.tooltip = 'Words of the final text, and tracked changes';
  let waiting;
  const recount = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => count(item), 400);
  };
  context.subscriptions.push(
    item,
    vscode.window.onDidChangeActiveTextEditor(recount),
    vscode.workspace.onDidChangeTextDocument(recount),
  );
  try {
    await client.start();
  } catch (error) {
    vscode.window.showErrorMessage(
      `The program \`${configured}\` did not start; install it, or say in the setting plenary.path where it is. ${error.message}`,
    );
    return;
  }
  recount();
}

function deactivate() {
  return client && client.stop();
}

module.exports = { activate, deactivate };
