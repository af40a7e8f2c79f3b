// The official TypeScript clients, driving the packaged server over its real transports. Run once
// for each way a client may speak (legacy, modern, whatever the client chooses by itself, and the
// older SDK 1.x), on stdio and on HTTP. Prints one line a check and, last, how many passed.
//
// usage: node peer.mjs PATH-TO-LAUNCHER [ARGUMENTS...]

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldStdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as OldHttp } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { converse, Person, Tally } from '../conversation/conversation.mjs';
import { serve, TOKEN } from '../conversation/server.mjs';

const [launcher, ...args] = process.argv.slice(2);
if (!launcher) {
  console.error('usage: node peer.mjs PATH-TO-LAUNCHER [ARGUMENTS...]');
  process.exit(2);
}

/** The ways to speak. The clients of 1.x know the legacy era alone. */
const ways = {
  legacy: { mode: 'legacy' },
  modern: { mode: { pin: '2026-07-28' } },
  auto: { mode: 'auto' },
  sdk1: undefined,
};

/** A client of either SDK, whose questions a person answers. */
function clientFor(way, person) {
  const info = { name: 'peer', version: '1' };
  const answer = async request => person.answer(request.params.message);
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
  const env = { MCP_CONTROL_PLANE_DSN: `file:${state}` };
  if (over === 'stdio') {
    const Stdio = way === 'sdk1' ? OldStdio : StdioClientTransport;
    const transport =
      new Stdio({ command: launcher, args, env: { ...process.env, ...env }, stderr: 'ignore' });
    return { transport, end: async () => {} };
  }
  const { port, end } = await serve(launcher, args, env);
  const Http = way === 'sdk1' ? OldHttp : StreamableHTTPClientTransport;
  const transport = new Http(new URL(`http://127.0.0.1:${port}/mcp`), {
    requestInit: { headers: { Authorization: `Bearer ${TOKEN}` } },
  });
  return { transport, end };
}

async function meet(over, way, check) {
  const state = mkdtempSync(join(tmpdir(), 'clockify-mcp-peer-'));
  const person = new Person();
  const client = clientFor(way, person);
  let end = async () => {};
  try {
    const server = await reach(over, way, state);
    end = server.end;
    await client.connect(server.transport);
    const told = {
      asks: true,
      list: async () => (await client.listTools()).tools.map(tool => tool.name).join('\n'),
      call: async (name, parameters) => {
        const result = await client.callTool({ name, arguments: parameters });
        const text = result.content.map(block => block.text ?? '').join('\n');
        return { error: result.isError ?? false, text };
      },
    };
    await converse(told, person, check);
  } finally {
    await client.close();
    await end();
    rmSync(state, { recursive: true, force: true });
  }
}

const tally = new Tally();
for (const over of ['stdio', 'http']) {
  for (const way of Object.keys(ways)) {
    const who = `${over}, ${way}`;
    await tally.check(who, 'connects and leaves', () =>
      meet(over, way, (what, body) => tally.check(who, what, body)));
  }
}
tally.end();
