// The MCP Inspector's command line, driving the packaged server. It makes one call a process: on
// stdio each has a server of its own, and they share a state folder and a Clockify; on HTTP one
// server answers them all. It says that it cannot ask its person, so changes need their token. Run
// once for each era it can be told to speak. Prints one line a check and, last, how many passed.
//
// usage: node inspector.mjs PATH-TO-LAUNCHER

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { converse, Person, Tally } from '../conversation/conversation.mjs';
import { sandbox, serve, TOKEN } from '../conversation/server.mjs';

const [launcher] = process.argv.slice(2);
if (!launcher) {
  console.error('usage: node inspector.mjs PATH-TO-LAUNCHER');
  process.exit(2);
}

const ERAS = ['legacy', 'modern', 'auto'];
const CALL_LIMIT_MS = 60_000;
/** Its exit code for a result that is an error. */
const TOOL_ERROR = 5;
const NODE = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/node/bin/node');
const INSPECTOR = join(
  dirname(createRequire(import.meta.url).resolve('@modelcontextprotocol/inspector/package.json')),
  'clients/launcher/build/index.js');

/** Runs it once, at home in `home`, and gives its exit code and its answer. */
function inspect(home, args) {
  const command = [INSPECTOR, '--cli', ...args];
  const options = { env: { ...process.env, HOME: home }, timeout: CALL_LIMIT_MS };
  return new Promise((resolve, reject) => {
    execFile(NODE, command, options, (error, stdout, stderr) => {
      const code = error ? error.code : 0;
      if (code !== 0 && code !== TOOL_ERROR) {
        reject(new Error(`the Inspector ended with ${code}: ${stdout}${stderr}`));
        return;
      }
      resolve({ code, result: JSON.parse(stdout).result });
    });
  });
}

/** How the Inspector is told where the server is, and how to end what was started for that. */
async function reach(over, state) {
  const own = { MCP_CONTROL_PLANE_DSN: `file:${state}` };
  if (over === 'http') {
    const { port, end } = await serve(launcher, ['--profile=sandbox'], own);
    const url = `http://127.0.0.1:${port}/mcp`;
    return { where: [url, '--header', `Authorization: Bearer ${TOKEN}`], end };
  }
  const { port, end } = await sandbox(launcher);
  const env = {
    ...own,
    CLOCKIFY_BASE_URL: `http://127.0.0.1:${port}/api/v1`,
    CLOCKIFY_API_KEY: 'sandbox-key-mina-member',
    CLOCKIFY_POLICY: 'standard',
  };
  // It hands on none of its own environment.
  const given = Object.entries(env).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  return { where: [launcher, ...given], end };
}

async function meet(over, era, check) {
  const state = mkdtempSync(join(tmpdir(), 'clockify-mcp-inspector-'));
  let end = async () => {};
  try {
    const server = await reach(over, state);
    end = server.end;
    const run = (...args) =>
      inspect(state, [
        ...server.where, '--protocol-era', era, '--stored-auth-only', '--format', 'json', '--quiet',
        '--method', ...args,
      ]);
    const told = {
      asks: false,
      list: async () =>
        (await run('tools/list')).result.tools.map(tool => tool.name).join('\n'),
      call: async (name, parameters) => {
        // It reads values as JSON where they are; a handle like 12345 would become a number.
        const pairs = Object.entries(parameters).map(([key, value]) =>
          `${key}=${JSON.stringify(value)}`);
        const { code, result } =
          await run('tools/call', '--tool-name', name, '--tool-arg', ...pairs);
        const text = result.content.map(block => block.text ?? '').join('\n');
        return { error: code === TOOL_ERROR, text };
      },
    };
    await converse(told, new Person(), check);
  } finally {
    await end();
    rmSync(state, { recursive: true, force: true });
  }
}

const tally = new Tally();
for (const over of ['stdio', 'http']) {
  for (const era of ERAS) {
    const who = `${over}, inspector, ${era}`;
    await tally.check(who, 'connects and leaves', () =>
      meet(over, era, (what, body) => tally.check(who, what, body)));
  }
}
tally.end();
