// The scenarios of the official suite that apply to any server, against the packaged one.
//
//     node product.mjs LAUNCHER
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from '../conversation/server.mjs';

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
// The suite has no token to show.
const { port, end } = await serve(launcher, ['--profile=sandbox'], {
  MCP_BEARER_TOKEN: '',
  MCP_CONTROL_PLANE_DSN: `file:${state}`,
});
const suite = spawn(
    process.execPath,
    [join(HERE, 'run.mjs'), `http://127.0.0.1:${port}/mcp`, ...SCENARIOS],
    { stdio: 'inherit' });
const code = await new Promise(resolve => suite.once('exit', resolve));
await end();
rmSync(state, { recursive: true, force: true });
process.exit(code ?? 1);
