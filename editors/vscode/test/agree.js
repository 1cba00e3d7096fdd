// Whether the grammar and the parser colour the same: node test/agree.js PLENARY FILE…
// What the parser says is asked of `plenary lsp`.

const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');
const oniguruma = require('vscode-oniguruma');
const textmate = require('vscode-textmate');

const [program, ...files] = process.argv.slice(2);

/** The scope that the grammar must give to what the parser calls so. */
const WANTED = {
  property: 'support.type.property-name',
  comment: 'comment.',
  number: 'constant.numeric.label',
  decorator: 'attribute-name.signature',
  variable: /variable\.other|punctuation\.definition\.(reference|anchor|note)/,
  class: 'heading',
};

/** The scopes that are the parser's alone to give: the kind that it must say there. */
const ONLY = { 'constant.numeric.label': 'number', 'comment.line': 'comment' };

class Client {
  constructor() {
    this.process = spawn(program, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.waiting = new Map();
    this.id = 0;
    let buffer = Buffer.alloc(0);
    this.process.stdout.on('data', (data) => {
      buffer = Buffer.concat([buffer, data]);
      for (;;) {
        const end = buffer.indexOf('\r\n\r\n');
        if (end < 0) return;
        const length = Number(/Content-Length: (\d+)/.exec(buffer.subarray(0, end))[1]);
        if (buffer.length < end + 4 + length) return;
        const message = JSON.parse(buffer.subarray(end + 4, end + 4 + length));
        buffer = buffer.subarray(end + 4 + length);
        if (this.waiting.has(message.id)) this.waiting.get(message.id)(message.result);
      }
    });
  }
  send(message) {
    const text = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.process.stdin.write(`Content-Length: ${text.length}\r\n\r\n`);
    this.process.stdin.write(text);
  }
  ask(method, params) {
    const id = ++this.id;
    this.send({ id, method, params });
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }
}

async function main() {
  const wasm = fs.readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength));
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => {
      const file = path.join(__dirname, '../syntaxes/plenary.tmLanguage.json');
      return textmate.parseRawGrammar(fs.readFileSync(file, 'utf8'), file);
    },
  });
  const grammar = await registry.loadGrammar('source.plenary');
  const client = new Client();
  const begun = await client.ask('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  const kinds = begun.capabilities.semanticTokensProvider.legend.tokenTypes;
  let compared = 0;
  const differ = [];
  for (const file of files) {
    const text = fs.readFileSync(file, 'utf8');
    const lines = text.split(/\r\n|\r|\n/);
    const uri = `file://${path.resolve(file)}`;
    client.send({
      method: 'textDocument/didOpen',
      params: { textDocument: { uri, languageId: 'plenary', version: 1, text } },
    });
    const { data } = await client.ask('textDocument/semanticTokens/full', { textDocument: { uri } });
    client.send({ method: 'textDocument/didClose', params: { textDocument: { uri } } });
    const said = lines.map(() => []);
    let line = 0;
    let column = 0;
    for (let at = 0; at < data.length; at += 5) {
      column = data[at] === 0 ? column + data[at + 1] : data[at + 1];
      line += data[at];
      said[line].push({ start: column, end: column + data[at + 2], kind: kinds[data[at + 3]] });
    }
    let stack = textmate.INITIAL;
    lines.forEach((content, number) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(content, stack);
      stack = ruleStack;
      const scopes = (at) => {
        const token = tokens.find((token) => token.startIndex <= at && at < token.endIndex);
        return token ? token.scopes.join(' ') : '';
      };
      const tell = (what, piece) => differ.push(`${file}:${number + 1}: ${what} “${piece}” in “${content.slice(0, 70)}”`);
      for (const { start, end, kind } of said[number]) {
        const wanted = WANTED[kind];
        if (!wanted) continue;
        compared += 1;
        const given = scopes(start);
        const agrees = typeof wanted === 'string' ? given.includes(wanted) : wanted.test(given);
        if (!agrees) tell(`the parser says ${kind}, the grammar “${given.replace('source.plenary', '').trim()}”:`, content.slice(start, end));
      }
      for (const token of tokens) {
        const scope = token.scopes.join(' ');
        for (const [only, kind] of Object.entries(ONLY)) {
          if (!scope.includes(only)) continue;
          const spoken = said[number].some(
            (it) => it.kind === kind && it.start < token.endIndex && token.startIndex < it.end,
          );
          if (!spoken) tell(`the grammar says ${kind}:`, content.slice(token.startIndex, token.endIndex));
        }
      }
    });
  }
  client.send({ id: 0, method: 'shutdown' });
  client.send({ method: 'exit' });
  for (const line of differ.slice(0, 40)) console.log(line);
  console.log(`${files.length} files, ${compared} pieces compared, ${differ.length} differ`);
  process.exitCode = differ.length === 0 ? 0 : 1;
}

main();
