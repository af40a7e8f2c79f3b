// Starts the packaged program where it listens on a port of its own.

import { spawn } from 'node:child_process';

/** What callers over HTTP have to show. */
export const TOKEN = 'a-token-nobody-would-guess';

const PORT = /port=(\d+)/;
const SANDBOX = /127\.0\.0\.1:(\d+)\/api/;

/** The server on streamable HTTP, for whoever has the token unless `env` says otherwise. */
export function serve(launcher, args, env) {
  return start(launcher, args, PORT, {
    MCP_BEARER_TOKEN: TOKEN,
    ...env,
    MCP_TRANSPORT: 'streamable_http',
    MCP_HTTP_BIND: '127.0.0.1:0',
  });
}

/** A Clockify in a process of its own, for servers that come and go. */
export function sandbox(launcher) {
  return start(launcher, ['sandbox', '--port', '0'], SANDBOX, {});
}

async function start(launcher, args, says, env) {
  const child = spawn(launcher, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const port = await new Promise((resolve, reject) => {
    let said = '';
    const hear = chunk => {
      said += chunk;
      const found = says.exec(said);
      if (found) resolve(found[1]);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('exit', code => reject(new Error(`it ended with ${code}: ${said}`)));
  });
  const end = () =>
    new Promise(resolve => {
      if (child.exitCode !== null || child.signalCode !== null) {
        resolve();
        return;
      }
      child.once('exit', resolve);
      child.kill('SIGTERM');
    });
  return { port, end };
}
