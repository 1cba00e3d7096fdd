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

/** The panels with pages, by the addresses of their texts. */
const pages = new Map();

/** A page of its own for the page of a text, which keeps its place and what was chosen on it. */
const PAGE = `<!doctype html><html><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; frame-src 'self'">
<style>html,body,iframe{margin:0;padding:0;border:0;width:100%;height:100%;background:#fff}</style></head>
<body><iframe title="Page"></iframe><script>
const frame = document.querySelector('iframe');
addEventListener('message', ({ data }) => {
  if (typeof data.html !== 'string') return;
  const before = frame.contentDocument;
  const place = frame.contentWindow.scrollY;
  const chosen = [...before.querySelectorAll('input:checked')].map((input) => input.id);
  frame.onload = () => {
    for (const id of chosen) {
      const input = id && frame.contentDocument.getElementById(id);
      if (input && !input.checked) input.click();
    }
    frame.contentWindow.scrollTo(0, place);
  };
  frame.srcdoc = data.html;
});
</script></body></html>`;

/** Shows the page of the text beside it, and keeps it as the text is. */
async function showPage() {
  const active = editor();
  if (!active) return;
  const uri = active.document.uri.toString();
  const known = pages.get(uri);
  if (known) {
    known.reveal(undefined, true);
    return;
  }
  const name = active.document.uri.path.split('/').pop();
  const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
  const panel = vscode.window.createWebviewPanel('plenary.page', `Page of ${name}`, place, {
    enableScripts: true,
    localResourceRoots: [],
    retainContextWhenHidden: true,
  });
  panel.webview.html = PAGE;
  pages.set(uri, panel);
  panel.onDidDispose(() => pages.delete(uri));
  await refreshPage(uri);
}

/** Sends a page what its text is now. */
async function refreshPage(uri) {
  const panel = pages.get(uri);
  if (!panel || !client) return;
  try {
    const html = await client.sendRequest('workspace/executeCommand', { command: 'plenary.page', arguments: [uri] });
    if (typeof html === 'string') panel.webview.postMessage({ html });
  } catch (error) {
    // While something in it cannot be printed, the last page stays.
  }
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
  register('plenary.showPage', showPage);

  const item = vscode.window.createStatusBarItem(vscode.StatusBarAlignment.Right);
  item.tooltip = 'Words of the final text, and tracked changes';
  let waiting;
  let waitingForPage;
  const recount = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => count(item), 400);
  };
  context.subscriptions.push(
    item,
    vscode.window.onDidChangeActiveTextEditor(recount),
    vscode.workspace.onDidChangeTextDocument((event) => {
      recount();
      const uri = event.document.uri.toString();
      if (!pages.has(uri)) return;
      clearTimeout(waitingForPage);
      waitingForPage = setTimeout(() => refreshPage(uri), 120);
    }),
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
