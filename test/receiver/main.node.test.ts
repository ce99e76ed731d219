import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import { envelope, json, tempFile } from './support.ts';

const main = fileURLToPath(new URL('../../src/receiver/main.ts', import.meta.url));

/** `npm run receiver` with these settings. */
function run(env: Record<string, string>) {
  return spawn(process.execPath, ['--import', 'tsx', main], { env: { ...process.env, PORT: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

test('the receiver alone takes what its sites send, and ends when asked', async (context) => {
  const path = tempFile();
  const child = run({ L30_DATA: path, L30_SITES: '{"hollybrook":{"origins":["https://www.hollybrook.example"]}}' });
  context.after(() => child.kill('SIGKILL'));
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const url = /http:\/\/[^ ]+\/submissions/.exec(line)?.[0] ?? '';
  const sent = envelope();
  const { status } = await fetch(url, json(sent, { origin: 'https://www.hollybrook.example' }));
  assert.equal(status, 201);
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
  const store = await openSqliteStore({ path, readOnly: true });
  context.after(() => store.close());
  assert.deepEqual((await store.list()).map((row) => row.envelope), [sent]);
});

for (const [title, env, words] of [
  ['sites that are no JSON', { L30_SITES: '{' }, /L30_SITES/],
  ['a port that is no number', { PORT: 'http' }, /PORT is "http"/],
] as const) {
  test(`the receiver alone says what to change about ${title}`, async (context) => {
    const child = run({ L30_DATA: tempFile(), ...env });
    context.after(() => child.kill('SIGKILL'));
    let said = '';
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 1);
    assert.match(said, words);
    assert.doesNotMatch(said, /\n\s+at /);
  });
}
