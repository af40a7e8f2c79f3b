// The official conformance suite against a server over HTTP: every scenario of every revision, those
// that do not count for the suite's own score too. One line a scenario, the totals last.
//
//     node run.mjs JAVA FOLDER          starts mcp-core's fixture server, and ends it
//     node run.mjs URL [SCENARIO...]    a server that runs already; all scenarios or these
//
// FOLDER is mcp-core's target folder, with the class path of its tests in conformance.classpath.
//
// Exits with 0 when no check failed and none warned.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const FIXTURE = 'io.github.clockifymcp.mcp.conformance.ConformanceMain';
const HERE = dirname(fileURLToPath(import.meta.url));
const NODE = join(HERE, 'node_modules/node/bin/node');
const SUITE = join(
    dirname(createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json')),
    'dist/index.js');

// Revisions before 2025-11-25 have no set of requirements; there it is whatever applies to them.
const SETS = {
  '2025-03-26': ['--suite', 'all', '--spec-version', '2025-03-26'],
  '2025-06-18': ['--suite', 'all', '--spec-version', '2025-06-18'],
  '2025-11-25': ['--requirements', '2025-11-25'],
  '2026-07-28': ['--requirements', '2026-07-28'],
};
const START_LIMIT_MS = 30_000;
const SET_LIMIT_MS = 300_000;

const BAD = new Set(['FAILURE', 'WARNING']);

async function start(java, target) {
  const classPath = [
    join(target, 'test-classes'),
    join(target, 'classes'),
    (await readFile(join(target, 'conformance.classpath'), 'utf8')).trim(),
  ];
  const server = spawn(java, ['-cp', classPath.join(delimiter), FIXTURE, 'http', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((_, reject) =>
      server.once('exit', code => reject(new Error(`the fixture server ended with ${code}`))));
  ended.catch(() => {});
  const address = (async () => {
    for await (const line of createInterface({ input: server.stdout })) {
      if (line.startsWith('http://')) {
        return line;
      }
    }
    throw new Error('the fixture server named no address');
  })();
  const late = new Promise((_, reject) =>
      setTimeout(() => reject(new Error('the fixture server did not start')), START_LIMIT_MS).unref());
  return { url: await Promise.race([address, ended, late]), server };
}

/// Runs the suite once and gives back what it printed; its score is not ours.
function suite(args) {
  return new Promise((resolve, reject) => {
    const run = spawn(NODE, [SUITE, 'server', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: SET_LIMIT_MS,
    });
    let said = '';
    run.stdout.on('data', part => (said += part));
    run.stderr.on('data', part => (said += part));
    run.once('error', reject);
    run.once('exit', code => resolve({ code, said }));
  });
}

/// The checks of every scenario that ran, by the scenario's name.
async function checks(folder) {
  const found = new Map();
  for (const name of (await readdir(folder)).sort()) {
    const scenario = name.replace(/^server-/, '').replace(/-\d{4}-\d\d-\d\dT[\d-]+Z$/, '');
    found.set(scenario, JSON.parse(await readFile(join(folder, name, 'checks.json'), 'utf8')));
  }
  return found;
}

function report(set, scenario, all) {
  const passed = all.filter(check => check.status === 'SUCCESS').length;
  const bad = all.filter(check => BAD.has(check.status));
  console.log(`${bad.length ? 'not ok' : 'ok'} ${set} ${scenario}: ${passed} of ${passed + bad.length}`);
  for (const check of bad) {
    console.log(`    ${check.status} ${check.id}: ${check.errorMessage ?? check.description}`);
  }
  return { passed, failed: bad.length };
}

async function runSet(url, set, args) {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  try {
    const { code, said } = await suite(['--url', url, ...args, '-o', folder]);
    const total = { passed: 0, failed: 0 };
    for (const [scenario, all] of await checks(folder)) {
      const { passed, failed } = report(set, scenario, all);
      total.passed += passed;
      total.failed += failed;
    }
    // A scenario that broke down leaves no checks behind; only the suite's own end tells.
    if ((code !== 0 && total.failed === 0) || total.passed === 0) {
      console.log(`not ok ${set}: the suite ended with ${code}\n${said}`);
      total.failed++;
    }
    return total;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const [first, ...rest] = process.argv.slice(2);
if (!first) {
  console.error('usage: node run.mjs JAVA FOLDER | URL [SCENARIO...]');
  process.exit(2);
}
const running = /^https?:/.test(first);
const { url, server } = running ? { url: first } : await start(first, rest[0]);
const wanted = running ? rest : [];
const sum = { passed: 0, failed: 0 };
try {
  const sets = wanted.length
    ? wanted.map(scenario => [scenario, ['--scenario', scenario]])
    : Object.entries(SETS);
  for (const [set, args] of sets) {
    const { passed, failed } = await runSet(url, set, args);
    console.log(`# ${set}: ${passed} passed, ${failed} failed`);
    sum.passed += passed;
    sum.failed += failed;
  }
} finally {
  server?.kill();
}
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed ? 1 : 0;
