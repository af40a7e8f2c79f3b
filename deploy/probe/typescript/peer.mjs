// The official TypeScript client, driving the packaged server over its real stdio: list, log,
// preview, ask, delete. Run once for each way a client may speak: legacy, modern, and whatever the
// client chooses by itself. Prints one line a check and, last, how many passed.
//
// usage: node peer.mjs PATH-TO-LAUNCHER [ARGUMENTS...]

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const [launcher, ...args] = process.argv.slice(2);
if (!launcher) {
  console.error('usage: node peer.mjs PATH-TO-LAUNCHER [ARGUMENTS...]');
  process.exit(2);
}

const text = result => result.content.map(block => block.text ?? '').join('\n');

/** The eras, and what the client is told of each. */
const ways = {
  legacy: { mode: 'legacy' },
  modern: { mode: { pin: '2026-07-28' } },
  auto: { mode: 'auto' },
};

async function converse(way, check) {
  const state = mkdtempSync(join(tmpdir(), 'clockify-mcp-peer-'));
  const asked = [];
  let agree = false;
  const client = new Client(
    { name: 'peer', version: '1' },
    { capabilities: { elicitation: {} }, versionNegotiation: ways[way] },
  );
  client.setRequestHandler('elicitation/create', async request => {
    asked.push(request.params.message);
    return agree
      ? { action: 'accept', content: { confirm: true } }
      : { action: 'decline' };
  });
  const transport = new StdioClientTransport({
    command: launcher,
    args,
    env: { ...process.env, MCP_CONTROL_PLANE_DSN: `file:${state}` },
    stderr: 'inherit',
  });
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
    rmSync(state, { recursive: true, force: true });
  }
}

const PROJECT = 'Booking App';
let passed = 0;
let failed = 0;
for (const way of Object.keys(ways)) {
  const check = async (what, body) => {
    try {
      await body();
      passed++;
      console.log(`${way}: ${what}`);
    } catch (error) {
      failed++;
      console.log(`${way}: ${what}: FAILED\n${error.stack}`);
    }
  };
  try {
    await converse(way, check);
  } catch (error) {
    failed++;
    console.log(`${way}: FAILED\n${error.stack}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
