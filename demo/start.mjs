/**
 * `npm start`: installs what is missing, builds, and serves the demo. Runs before anything is
 * installed, so it uses Node alone, and no syntax or function that an old Node would stumble over
 * before it could say that it is too old.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The Node version that package.json asks for, when this one is older. */
function missingNode() {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node.replace(/^\D+/, '');
  const [have, need] = [process.versions.node, wanted].map((version) => version.split('.').map(Number));
  const differs = need.findIndex((part, place) => part !== have[place]);
  return differs >= 0 && have[differs] < need[differs] ? wanted : undefined;
}

/** Runs a Node program here, passes signals on to it, and resolves with its exit code. */
function run(...args) {
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });
  const pass = (signal) => child.kill(signal);
  const signals = ['SIGINT', 'SIGTERM'];
  signals.forEach((signal) => process.on(signal, pass));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      signals.forEach((signal) => process.off(signal, pass));
      // A child that a signal ended has no code, and has not done what it was for.
      resolve(code === null ? 1 : code);
    });
  });
}

async function start() {
  const wanted = missingNode();
  if (wanted)
    throw new Error(
      `This is Node ${process.versions.node}, but Node ${wanted} or newer is needed. Get it from https://nodejs.org/ and run npm start again.`,
    );
  const { install } = await import('../test/tools/install.mjs');
  await install();
  const built = await run('node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error');
  return built || run('--import', 'tsx', 'demo/serve.ts');
}

start().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
