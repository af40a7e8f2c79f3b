// Plays the scripts of the tools with Prism between the packaged server and the packaged sandbox:
// Prism holds every request and every answer against the corrected OpenAPI document. What it finds
// and accepted.tsv does not have ends this with 1. Here nobody looks at what the tools answer, which
// EveryToolTest does: the scripts are only something to say. The clock is the real one, and not that
// of the scripts, so that some calls mean other days than there and ask for less.
//
// usage: node prism.mjs PATH-TO-LAUNCHER PATH-TO-DOCUMENT PATH-TO-SCRIPTS [SCRIPT...]

import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import prism from '@stoplight/prism-http';

const [launcher, document, folder, ...only] = process.argv.slice(2);
if (!folder) {
  console.error('usage: node prism.mjs PATH-TO-LAUNCHER PATH-TO-DOCUMENT PATH-TO-SCRIPTS [SCRIPT...]');
  process.exit(2);
}

const { createInstance, getHttpOperationsFromSpec } = prism;
/** Fewer operations than this in a whole run mean that something else is wrong. */
const FEWEST_OPERATIONS = 100;
/** Clockify's services by their paths in the sandbox; those of the document begin at the root. */
const SERVICES = ['/api/v1', '/report/v1', '/auditlog/v1'];
const started = [];

function start(command, args, options) {
  const child = spawn(command, args, options);
  started.push(child);
  return child;
}

async function startSandbox() {
  const child = start(launcher, ['sandbox'], { stdio: ['ignore', 'pipe', 'ignore'] });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('CLOCKIFY_BASE_URL=')) return new URL(line.slice(18)).origin;
  }
  throw new Error('The sandbox did not start.');
}

const templates = [...readFileSync(document, 'utf8').matchAll(/^ {2}"?(\/[^":]*)"?:$/gm)]
  .map(match => match[1])
  .map(path => ({
    name: path.replace(/\{[^}]*\}/g, '{}'),
    shape: new RegExp(`^${path.replace(/\{[^}]*\}/g, '[^/]+')}$`),
    literals: path.split('/').filter(segment => !segment.startsWith('{')).length,
  }))
  .sort((a, b) => b.literals - a.literals);

/** The template that a path is of. */
const template = path => templates.find(one => one.shape.test(path))?.name ?? path;

/** How often an operation was asked for. */
const passed = new Map();
/** Operation, place and code of what Prism finds, with its words. */
const found = new Map();
const failures = [];

function note(method, path, status, { input, output }) {
  const operation = `${method} ${template(path)}`;
  passed.set(operation, (passed.get(operation) ?? 0) + 1);
  for (const [side, all] of Object.entries({ request: input, response: output })) {
    for (const one of all) {
      const place = [side, ...(one.path ?? [])].map(part => String(part).replace(/^\d+$/, '*')).join('/');
      found.set([operation, place, one.code || `status ${status}`].join('\t'), one.message);
    }
  }
}

/** The bytes of a message. */
async function bytes(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A body as Prism wants it: JSON read, anything else as text. */
function read(body, type) {
  if (!body.length) return undefined;
  return /^application\/json/.test(type ?? '') ? JSON.parse(body) : body.toString();
}

/** Sends a request on as it came, and brings the answer as it came. */
async function forward(url, { method, headers }, body) {
  const answer = await new Promise((resolve, reject) => {
    http.request(url, { method, headers }, resolve).on('error', reject).end(body);
  });
  return { status: answer.statusCode, headers: answer.headers, body: await bytes(answer) };
}

const silent = { info() {}, warn() {}, error() {}, debug() {}, child: () => silent };

/**
 * Sends a request to a service through Prism. The sending is ours: Prism's own would read files as text, and its
 * command line says no more than 8 KiB of what it finds.
 */
async function ask(upstream, operations, request, body) {
  const { pathname, searchParams } = new URL(request.url, upstream);
  let answer;
  const forwarding = () => () => async () => {
    answer = await forward(upstream + request.url, request, body);
    const { status: statusCode, headers } = answer;
    return { _tag: 'Right', right: { statusCode, headers, body: read(answer.body, headers['content-type']) } };
  };
  const instance = createInstance(
    {
      isProxy: true,
      upstream: new URL(upstream),
      validateRequest: true,
      validateResponse: true,
      checkSecurity: true,
      errors: false,
    },
    { logger: silent, forward: forwarding });
  const result = await instance.request({
    method: request.method.toLowerCase(),
    url: { path: pathname, query: query(searchParams) },
    headers: request.headers,
    body: read(body, request.headers['content-type']),
  }, operations)();
  if (result._tag === 'Left') throw result.left;
  note(request.method, pathname, answer.status, result.right.validations);
  return answer;
}

/** Parameters that are given more than once are lists. */
function query(parameters) {
  return Object.fromEntries([...new Set(parameters.keys())].map(name => {
    const values = parameters.getAll(name);
    return [name, values.length > 1 ? values : values[0]];
  }));
}

/** Stands where the server looks for Clockify, and sends every request to the sandbox through Prism. */
async function startRouter(sandbox) {
  const operations = await getHttpOperationsFromSpec(document);
  const server = http.createServer(async (request, response) => {
    try {
      const base = SERVICES.find(service => request.url.startsWith(`${service}/`));
      request.url = request.url.slice(base.length);
      const answer = await ask(sandbox + base, operations, request, await bytes(request));
      response.writeHead(answer.status, answer.headers).end(answer.body);
    } catch (failure) {
      failures.push(`${request.method} ${request.url}: ${failure.stack}`);
      response.destroy();
    }
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** A session with the packaged server, whose person agrees to whatever is asked. */
class Session {
  constructor(environment) {
    this.home = mkdtempSync(join(tmpdir(), 'clockify-mcp-prism-'));
    this.child = start(launcher, [], {
      env: { PATH: process.env.PATH, HOME: this.home, ...environment },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    this.waiting = new Map();
    this.id = 0;
    createInterface({ input: this.child.stdout }).on('line', line => this.hear(JSON.parse(line)));
    this.child.on('exit', () => this.waiting.forEach(resolve => resolve({})));
  }

  send(message) {
    this.child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }

  hear(message) {
    if (message.method === 'elicitation/create') {
      const asked = Object.entries(message.params.requestedSchema?.properties ?? {});
      const content = Object.fromEntries(asked.map(([name, { type, enum: values }]) =>
        [name, type === 'boolean' ? true : values?.[0] ?? 'yes']));
      this.send({ id: message.id, result: { action: 'accept', content } });
    } else if (this.waiting.has(message.id)) {
      this.waiting.get(message.id)(message.result ?? {});
      this.waiting.delete(message.id);
    }
  }

  ask(method, params) {
    const id = ++this.id;
    this.send({ id, method, params });
    return new Promise(resolve => this.waiting.set(id, resolve));
  }

  async begin() {
    await this.ask('initialize', {
      protocolVersion: '2025-11-25',
      capabilities: { elicitation: {} },
      clientInfo: { name: 'prism', version: '1' },
    });
    this.send({ method: 'notifications/initialized' });
    return this;
  }

  async call(name, parameters) {
    const call = { name: 'clockify_run_tool', arguments: { name, arguments: parameters } };
    const result = await this.ask('tools/call', call);
    return (result.content ?? []).map(block => `${block.text ?? ''}${block.uri ?? ''}`).join('\n');
  }

  async end() {
    const ended = new Promise(resolve => this.child.on('exit', resolve));
    this.child.kill();
    await ended;
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** Says what a script says, and remembers what it remembers. */
async function play(file, environment, reset) {
  const variables = {};
  const said = line => line.replace(/\$([a-z][a-z0-9_]*)/g, (all, name) => variables[name] ?? all);
  let session;
  let answer = '';
  let calls = 0;
  for (const line of readFileSync(join(folder, file), 'utf8').split('\n')) {
    if (line.startsWith('@ ')) {
      const [person, ...settings] = line.slice(2).trim().split(' ');
      await session?.end();
      await reset();
      session = await new Session({
        ...environment,
        CLOCKIFY_API_KEY: `sandbox-key-${person}`,
        ...Object.fromEntries(settings.map(setting => setting.split(/=(.*)/s, 2))),
      }).begin();
    } else if (line.startsWith('> ')) {
      const [, tool, parameters] = said(line.slice(2)).match(/^(\S+) ?(.*)$/s);
      let json;
      try {
        json = JSON.parse(parameters || '{}');
      } catch {
        continue; // It names what an earlier answer did not have.
      }
      answer = await session.call(tool, json);
      calls++;
    } else if (line.startsWith('$')) {
      const [name, pattern] = line.slice(1).split(/ = (.*)/s, 2);
      const value = answer.match(new RegExp(pattern));
      if (value) variables[name.trim()] = value[1];
    }
  }
  await session?.end();
  return calls;
}

/** `*` is anything within a segment, `**` anything. */
function pattern(...parts) {
  const glob = part => part.split('**')
    .map(piece => piece.split('*').map(one => one.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('[^/\\s]*'))
    .join('[^\t]*');
  return new RegExp(`^${parts.map(glob).join('\t')}$`);
}

function lines(file) {
  const text = readFileSync(new URL(file, import.meta.url), 'utf8');
  return text.split('\n').filter(line => line && !line.startsWith('#')).map(line => {
    const columns = line.split('\t');
    if (columns.length !== 4 || !columns[3]) throw new Error(`${file} gives no reason: ${line}`);
    return { line, columns };
  });
}

/** What is accepted of Prism alone. */
const accepted = lines('accepted.tsv')
  .map(({ line, columns: [operation, place, code] }) => ({ line, pattern: pattern(operation, place, code) }));

/** What the contract test accepts of the answers; a null is a wrong type here, and no word of an enum. */
const documented = lines('../../sandbox/src/test/resources/contract/corrected-answers.tsv')
  .flatMap(({ columns: [operation, place, what] }) =>
    (what === 'null' ? ['type', 'enum'] : [what]).map(code => pattern(operation, `response/body${place}`, code)));

async function main() {
  const sandbox = await startSandbox();
  const router = await startRouter(sandbox);
  const environment = {
    CLOCKIFY_BASE_URL: `http://127.0.0.1:${router.address().port}/api/v1`,
    CLOCKIFY_WORKSPACE_ID: await studio(sandbox),
    CLOCKIFY_RATE_LIMIT: '0',
    CLOCKIFY_PER_TOKEN_RATE_LIMIT: '0',
  };
  const reset = () => fetch(`${sandbox}/sandbox/reset`, { method: 'POST' });
  let calls = 0;
  for (const file of readdirSync(folder).filter(name => name.endsWith('.txt')).sort()) {
    if (only.length && !only.includes(file)) continue;
    const made = await play(file, environment, reset);
    calls += made;
    console.log(`${file}: ${made} calls`);
  }
  router.close();
  failures.forEach(failure => console.log(`failed\t${failure}`));
  const all = [...found.keys()].sort();
  const unknown = all.filter(one =>
    !accepted.some(known => known.pattern.test(one)) && !documented.some(known => known.test(one)));
  const stale = accepted.filter(known => !all.some(one => known.pattern.test(one)));
  unknown.forEach(one => console.log(`violation\t${one}\t${found.get(one)}`));
  if (!only.length) stale.forEach(known => console.log(`not met\t${known.line}`));
  const requests = [...passed.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${calls} calls made ${requests} requests of ${passed.size} operations; `
    + `${all.length} kinds of violations, ${unknown.length} of them not accepted.`);
  const enough = only.length > 0 || passed.size >= FEWEST_OPERATIONS;
  if (!enough) console.log(`That are fewer than ${FEWEST_OPERATIONS} operations, too few to say anything.`);
  return enough && unknown.length === 0 && failures.length === 0;
}

/** The workspace that the scripts are about. */
async function studio(sandbox) {
  const answer = await fetch(`${sandbox}/api/v1/workspaces`, { headers: { 'X-Api-Key': 'sandbox-key-mina-member' } });
  return (await answer.json())[0].id;
}

let good = false;
try {
  good = await main();
} finally {
  started.forEach(child => child.kill());
}
process.exit(good ? 0 : 1);
