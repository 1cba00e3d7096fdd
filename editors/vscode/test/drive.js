// Has a real VS Code (code-server) in a headless Chromium use the extension as a person would:
//   node test/drive.js CODE_SERVER_ENTRY VSIX PROGRAM TEXT
// Each step that fails is said and ends it with 1.

const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawn, spawnSync } = require('child_process');
const WebSocket = require('ws');

const [entry, vsix, program, text] = process.argv.slice(2).map((it) => path.resolve(it));
const SERVER = 8129;
const DEBUGGER = 9378;

const work = fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-'));
const folder = path.join(work, 'texts');
const file = path.join(folder, 'try.plen');
const children = [];
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(what, test, seconds = 30) {
  for (let tries = 0; tries < seconds * 5; tries += 1) {
    try {
      if (await test()) {
        console.log(`${what}: ok`);
        return;
      }
    } catch (error) {
      // The page is not there yet.
    }
    await sleep(200);
  }
  throw new Error(`${what}: FAILED`);
}

class Page {
  constructor(socket) {
    this.socket = socket;
    this.waiting = new Map();
    this.id = 0;
    socket.on('message', (data) => {
      const message = JSON.parse(data);
      if (this.waiting.has(message.id)) this.waiting.get(message.id)(message);
    });
  }
  ask(method, params = {}) {
    const id = ++this.id;
    this.socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }
  async evaluate(expression) {
    const answer = await this.ask('Runtime.evaluate', { expression, returnByValue: true });
    return answer.result.result.value;
  }
  /** Presses a key with others held: Alt 1, Ctrl 2, Shift 8. */
  async press(key, code, number, modifiers = 0) {
    const event = { key, code, windowsVirtualKeyCode: number, modifiers };
    await this.ask('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...event });
    await this.ask('Input.dispatchKeyEvent', { type: 'keyUp', ...event });
    await sleep(150);
  }
  async write(words) {
    await this.ask('Input.insertText', { text: words });
    await sleep(400);
  }
  enter() {
    return this.press('Enter', 'Enter', 13);
  }
  /** Brings the cursor to a line and column. */
  async goTo(line, column) {
    await this.press('g', 'KeyG', 71, 2);
    await this.write(`${line}:${column}`);
    await this.enter();
    await sleep(300);
  }
  /** Opens a file of the explorer with two clicks. */
  async open(name) {
    const row = `document.querySelector('.explorer-folders-view [aria-label^="${name}"]')`;
    await until('the file is listed', () => this.evaluate(`!!${row}`));
    const box = await this.evaluate(`(({ x, y, height }) => ({ x, y: y + height / 2 }))(${row}.getBoundingClientRect())`);
    for (const clickCount of [1, 2]) {
      for (const type of ['mousePressed', 'mouseReleased']) {
        await this.ask('Input.dispatchMouseEvent', { type, x: box.x + 40, y: box.y, button: 'left', clickCount });
      }
    }
  }
  /** Runs a command by its name. */
  async run(name) {
    await this.press('F1', 'F1', 112);
    await this.write(name);
    await sleep(500);
    await this.enter();
  }
  save() {
    return this.press('s', 'KeyS', 83, 2);
  }
  async picture(name) {
    const { result } = await this.ask('Page.captureScreenshot');
    fs.writeFileSync(name, Buffer.from(result.data, 'base64'));
  }
}

const content = () => fs.readFileSync(file, 'utf8');
const placeOf = (piece, further = 0) => {
  const before = content().slice(0, content().indexOf(piece) + further);
  return [before.split('\n').length, before.length - before.lastIndexOf('\n')];
};

async function drive(page) {
  await until('the workbench is there', () => page.evaluate('!!document.querySelector(".monaco-workbench")'), 60);
  await sleep(3000);
  await page.open('try.plen');
  await until('the text is open', () => page.evaluate('!!document.querySelector(".view-lines")'));
  await until('findings are shown', () => page.evaluate('!!document.querySelector(".squiggly-warning")'), 60);
  await until('words and changes are counted', () => page.evaluate('document.body.innerText.includes("1 change")'));

  await page.goTo(...placeOf('3 to stay'));
  await page.press('.', 'Period', 190, 2);
  await until('fixes are offered', () => page.evaluate('!!document.querySelector(".action-widget")'));
  await sleep(500);
  await page.enter();
  await sleep(700);
  await page.save();
  await until('a fix is made', () => content().includes('{~~3~>2~~} to stay'));

  await page.goTo(...placeOf('{~~old', 4));
  await page.press('a', 'KeyA', 65, 3);
  await sleep(1000);
  await page.save();
  await until('a change is accepted', () => content().includes('the new text'));

  await page.goTo(...placeOf('{@wtsa', 3));
  await page.press('F2', 'F2', 113);
  await sleep(1500);
  await page.press('a', 'KeyA', 65, 2);
  await page.write('assembly');
  await page.enter();
  await sleep(1000);
  await page.save();
  await until('a name is another', () => content().split('assembly').length === 3);

  await page.run('Format Document');
  await sleep(1500);
  await page.save();
  await until('the text is in its canonical form', () => content().includes('a) Resolution 64'));

  await page.run('Show the Page Beside the Text');
  await until('the page is shown beside the text', () => page.evaluate('!!document.querySelector("iframe.webview")'));
  await sleep(2500);
  if (process.env.PICTURE) await page.picture(process.env.PICTURE);
}

async function main() {
  fs.mkdirSync(folder);
  fs.copyFileSync(text, file);
  const user = path.join(work, 'user');
  const extensions = path.join(work, 'extensions');
  const settings = {
    'plenary.path': program,
    'security.workspace.trust.enabled': false,
    'workbench.startupEditor': 'none',
    'telemetry.telemetryLevel': 'off',
  };
  // What is a setting of the machine is read of its own file.
  for (const owner of ['User', 'Machine']) {
    fs.mkdirSync(path.join(user, owner), { recursive: true });
    fs.writeFileSync(path.join(user, owner, 'settings.json'), JSON.stringify(settings));
  }
  const places = ['--user-data-dir', user, '--extensions-dir', extensions];
  const installed = spawnSync('node', [entry, ...places, '--install-extension', vsix, '--force'], { encoding: 'utf8' });
  if (installed.status !== 0) throw new Error(`the extension is not installed: ${installed.stdout}${installed.stderr}`);
  const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-workspace-trust', '--disable-getting-started-override'];
  const server = ['--auth', 'none', '--bind-addr', `127.0.0.1:${SERVER}`, ...places, ...quiet, folder];
  children.push(spawn('node', [entry, ...server], { stdio: 'ignore', detached: true }));
  await until('the server of the editor runs', async () => (await fetch(`http://127.0.0.1:${SERVER}/healthz`)).ok);
  const browser = ['--headless=new', '--no-sandbox', '--disable-gpu', `--user-data-dir=${path.join(work, 'browser')}`,
    `--remote-debugging-port=${DEBUGGER}`, '--window-size=1280,900', `http://127.0.0.1:${SERVER}/?folder=${folder}`];
  children.push(spawn('chromium', browser, { stdio: 'ignore', detached: true }));
  let target;
  await until('the browser runs', async () => {
    const pages = await (await fetch(`http://127.0.0.1:${DEBUGGER}/json`)).json();
    target = pages.find((it) => it.type === 'page');
    return !!target;
  });
  const socket = new WebSocket(target.webSocketDebuggerUrl);
  await new Promise((resolve) => socket.once('open', resolve));
  const page = new Page(socket);
  try {
    await drive(page);
  } catch (error) {
    await page.picture(path.join(os.tmpdir(), 'vscode-failed.png'));
    throw error;
  }
  stop();
  const left = () => spawnSync('pgrep', ['-f', `${program} lsp`], { encoding: 'utf8' }).stdout.trim() === '';
  await until('the language server ends', left);
}

function stop() {
  for (const child of children.splice(0)) {
    try {
      process.kill(-child.pid);
    } catch (error) {
      // It has ended.
    }
  }
}

main()
  .catch((error) => {
    console.log(error.message);
    process.exitCode = 1;
  })
  .finally(() => {
    stop();
    if (!process.env.KEEP) fs.rmSync(work, { recursive: true, force: true });
  });
