// The scenarios of the official suite that apply to any server, against the packaged one.
//
//     node product.mjs LAUNCHER
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// The others ask for the fixture's own tools, prompts and resources.
const SCENARIOS = [
  'server-initialize',
  'ping',
  'tools-list',
  'dns-rebinding-protection',
  'http-header-validation',
  'server-session-lifecycle',
  'server-sse-multiple-streams',
];
const HERE = dirname(fileURLToPath(import.meta.url));
const [launcher] = process.argv.slice(2);
const state = mkdtempSync(join(tmpdir(), 'clockify-mcp-conformance-'));
const server = spawn(launcher, ['--profile=sandbox'], {
  env: {
    ...process.env,
    MCP_CONTROL_PLANE_DSN: `file:${state}`,
    MCP_TRANSPORT: 'streamable_http',
    MCP_HTTP_BIND: '127.0.0.1:0',
  },
  stdio: ['ignore', 'ignore', 'pipe'],
});
const port = await new Promise((resolve, reject) => {
  let said = '';
  server.stderr.on('data', chunk => {
    said += chunk;
    const found = /port=(\d+)/.exec(said);
    if (found) resolve(found[1]);
  });
  server.once('exit', code => reject(new Error(`the server ended with ${code}: ${said}`)));
});
const suite = spawn(
    process.execPath,
    [join(HERE, 'run.mjs'), `http://127.0.0.1:${port}/mcp`, ...SCENARIOS],
    { stdio: 'inherit' });
const code = await new Promise(resolve => suite.once('exit', resolve));
server.removeAllListeners('exit');
server.kill('SIGTERM');
await new Promise(resolve => server.once('exit', resolve));
rmSync(state, { recursive: true, force: true });
process.exit(code ?? 1);
