#!/usr/bin/env node
'use strict';

// Starts the build for this machine. Standard output belongs to the protocol: nothing here writes to it.

const { spawn } = require('node:child_process');
const path = require('node:path');

const builds = Object.keys(require('../package.json').optionalDependencies);
const build = `clockify-mcp-${process.platform}-${process.arch}`;

function fail(message) {
  process.stderr.write(`clockify-mcp: ${message}\n`);
  process.exit(2);
}

function launcher() {
  if (!builds.includes(build)) {
    fail(
      `There is no build for ${process.platform}-${process.arch}. There are ${builds.join(', ')}.` +
        (process.platform === 'win32' ? ' On Windows the one for Linux runs in WSL.' : ''),
    );
  }
  try {
    return path.join(path.dirname(require.resolve(`${build}/package.json`)), 'bin', 'clockify-mcp');
  } catch {
    fail(
      `The package ${build}, which holds the server for this machine, is not installed.` +
        ' Install clockify-mcp again, without --omit=optional or --no-optional.',
    );
  }
}

// By way of sh, because an installer may have lost the permission to execute it.
const words = [launcher(), ...process.argv.slice(2)];

if (typeof process.execve === 'function') {
  // This process becomes the server, so that no Node stays beside it. Node calls that experimental, and says so.
  process.removeAllListeners('warning');
  process.execve('/bin/sh', ['sh', ...words], process.env);
}

const server = spawn('/bin/sh', words, { stdio: 'inherit' });
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of signals) {
  process.on(signal, () => server.kill(signal));
}
server.on('error', (error) => fail(`The server cannot be started: ${error.message}`));
server.on('exit', (code, signal) => {
  if (signal) {
    signals.forEach((each) => process.removeAllListeners(each));
    process.kill(process.pid, signal);
  } else {
    process.exitCode = code;
  }
});
