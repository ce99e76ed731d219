import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import { envelope, send, tempFile } from './support.ts';

const main = fileURLToPath(new URL('../../src/receiver/main.ts', import.meta.url));

/** `npm run receiver` with these settings. */
function run(env: Record<string, string>) {
  return spawn(process.execPath, ['--import', 'tsx', main], {
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test('the receiver alone takes what its sites send, and keeps all it confirmed when it is asked to stop among many [case 42]', async (context) => {
  const path = tempFile();
  const child = run({ L30_DATA: path, L30_SITES: '{"hollybrook":{"origins":["https://www.hollybrook.example"]}}' });
  context.after(() => child.kill('SIGKILL'));
  const exit = once(child, 'exit');
  const output = createInterface(child.stdout);
  const [line] = (await once(output, 'line')) as [string];
  output.resume();
  const url = /http:\/\/[^ /]+/.exec(line)?.[0] ?? '';

  const confirmed: string[] = [];
  const late = envelope();
  const body = JSON.stringify(late);
  const halfway = connect(Number(new URL(url).port), '127.0.0.1');
  halfway.write(
    `POST /submissions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 50)}`,
  );
  let asked = 0;
  const senders = Array.from({ length: 10 }, async () => {
    for (;;) {
      const receipt = await send(url, envelope(), { origin: 'https://www.hollybrook.example' });
      if (!receipt) return;
      confirmed.push(receipt.id);
      if (confirmed.length !== 40) continue;
      asked = Date.now();
      child.kill('SIGTERM');
    }
  });
  await Promise.all(senders);
  // Nobody is let in any more, but who was halfway in is still served.
  halfway.write(body.slice(50));
  const [answer] = (await once(halfway, 'data')) as [Buffer];
  assert.match(answer.toString(), /^HTTP\/1\.1 201 /);
  confirmed.push(late.id);
  assert.deepEqual(await exit, [0, null]);
  assert.ok(Date.now() - asked < 10_000);
  const store = await openSqliteStore({ path, readOnly: true });
  const kept = (await store.list()).map(({ id }) => id);
  await store.close();
  assert.deepEqual(kept.sort(), confirmed.sort(), 'and nothing was kept without an answer either');
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
