// The official TypeScript clients, driving the packaged server over its real transports: list, log,
// preview, ask, delete. Run once for each way a client may speak (legacy, modern, whatever the
// client chooses by itself, and the older SDK 1.x), on stdio and on HTTP. Prints one line a check
// and, last, how many passed.
//
// usage: node peer.mjs PATH-TO-LAUNCHER [ARGUMENTS...]

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as OldHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';

const [launcher, ...args] = process.argv.slice(2);
if (!launcher) {
  console.error('usage: node peer.mjs PATH-TO-LAUNCHER [ARGUMENTS...]');
  process.exit(2);
}

const text = result => result.content.map(block => block.text ?? '').join('\n');

/** The ways to speak. The clients of 1.x know the legacy era alone. */
const ways = {
  legacy: { mode: 'legacy' },
  modern: { mode: { pin: '2026-07-28' } },
  auto: { mode: 'auto' },
  sdk1: undefined,
};

/** A client of either SDK, which answers questions by `answer`. */
function clientFor(way, answer) {
  const info = { name: 'peer', version: '1' };
  if (way === 'sdk1') {
    const client = new OldClient(info, { capabilities: { elicitation: {} } });
    client.setRequestHandler(ElicitRequestSchema, answer);
    return client;
  }
  const client = new Client(info, {
    capabilities: { elicitation: {} },
    versionNegotiation: ways[way],
  });
  client.setRequestHandler('elicitation/create', answer);
  return client;
}

/** A transport to a server of its own, and how to end that server. */
async function reach(over, way, state) {
  const env = { ...process.env, MCP_CONTROL_PLANE_DSN: `file:${state}` };
  if (over === 'stdio') {
    const Stdio = way === 'sdk1' ? OldStdio : StdioClientTransport;
    const transport = new Stdio({ command: launcher, args, env, stderr: 'ignore' });
    return { transport, end: async () => {} };
  }
  const server = spawn(launcher, args, {
    env: { ...env, MCP_TRANSPORT: 'streamable_http', MCP_HTTP_BIND: '127.0.0.1:0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const port = await new Promise((resolve, reject) => {
    let said = '';
    server.stderr.on('data', chunk => {
      said += chunk;
      const found = /port=(\d+)/.exec(said);
      if (found) resolve(found[1]);
    });
    server.on('exit', code => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  const Http = way === 'sdk1' ? OldHttp : StreamableHTTPClientTransport;
  const transport = new Http(new URL(`http://127.0.0.1:${port}/mcp`));
  const end = () =>
    new Promise(resolve => {
      server.removeAllListeners('exit');
      server.on('exit', resolve);
      server.kill('SIGTERM');
    });
  return { transport, end };
}

async function converse(over, way, check) {
  const state = mkdtempSync(join(tmpdir(), 'clockify-mcp-peer-'));
  const asked = [];
  let agree = false;
  const client = clientFor(way, async request => {
    asked.push(request.params.message);
    return agree
      ? { action: 'accept', content: { confirm: true } }
      : { action: 'decline' };
  });
  const { transport, end } = await reach(over, way, state);
  await client.connect(transport);
  const call = (name, parameters) => client.callTool({ name, arguments: parameters });
  try {
    await check('lists its tools', async () => {
      const { tools } = await client.listTools();
      const names = tools.map(tool => tool.name);
      for (const name of ['clockify_log_time', 'clockify_list_entries', 'clockify_delete_entry']) {
        assert.ok(names.includes(name), `${name} is not listed`);
      }
    });

    let handle;
    await check('logs two hours by project name', async () => {
      const projects = text(await call('clockify_list_projects', {}));
      assert.ok(projects.includes(PROJECT), projects);
      const logged = await call('clockify_log_time', {
        project: PROJECT,
        start: 'yesterday 22:00',
        duration: '2h',
        description: `a peer was here, ${way}`,
      });
      assert.ok(!logged.isError, text(logged));
      handle = /[0-9a-f]{5,24}/.exec(text(logged))[0];
    });

    await check('finds it again', async () => {
      const listed = await call('clockify_list_entries', { start: 'yesterday' });
      assert.ok(text(listed).includes(`a peer was here, ${way}`), text(listed));
    });

    await check('previews a delete and sends nothing', async () => {
      const preview = await call('clockify_delete_entry', { entry_id: handle, dry_run: true });
      assert.ok(!preview.isError, text(preview));
      assert.ok(text(preview).includes('Delete'), text(preview));
      assert.ok(!/confirmation_token\W+\w/.test(text(preview)), 'a client that can ask got a token');
      assert.equal(asked.length, 0);
    });

    await check('asks the person, who says no, and deletes nothing', async () => {
      const declined = await call('clockify_delete_entry', { entry_id: handle });
      assert.equal(asked.length, 1);
      assert.ok(asked[0].includes('a peer was here'), asked[0]);
      assert.ok(declined.isError, text(declined));
      const entry = await call('clockify_get_entry', { entry_id: handle });
      assert.ok(!entry.isError, text(entry));
    });

    await check('asks again, hears yes, and deletes it', async () => {
      agree = true;
      const deleted = await call('clockify_delete_entry', { entry_id: handle });
      assert.equal(asked.length, 2);
      assert.ok(!deleted.isError, text(deleted));
      const listed = await call('clockify_list_entries', { start: 'yesterday' });
      assert.ok(!text(listed).includes(`a peer was here, ${way}`), text(listed));
    });
  } finally {
    await client.close();
    await end();
    rmSync(state, { recursive: true, force: true });
  }
}

const PROJECT = 'Booking App';
let passed = 0;
let failed = 0;
for (const over of ['stdio', 'http']) {
  for (const way of Object.keys(ways)) {
    const check = async (what, body) => {
      try {
        await body();
        passed++;
        console.log(`${over}, ${way}: ${what}`);
      } catch (error) {
        failed++;
        console.log(`${over}, ${way}: ${what}: FAILED\n${error.stack}`);
      }
    };
    try {
      await converse(over, way, check);
    } catch (error) {
      failed++;
      console.log(`${over}, ${way}: FAILED\n${error.stack}`);
    }
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
