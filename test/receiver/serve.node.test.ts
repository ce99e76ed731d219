import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { describe, test, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { DatabaseSync } from '@photostructure/sqlite';
import type { Receipt } from '../../src/contract/reply.ts';
import { serve } from '../../src/receiver/serve.ts';
import { openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import { envelope, json, receiver, sha256, tempFile } from './support.ts';

async function served(context: TestContext, patience?: number) {
  const { app, store } = await receiver();
  const { url, close } = await serve({ app, port: 0, ...(patience && { patience }) });
  context.after(close);
  return { url, close, store };
}

/** A connection that says exactly what it is told; `heard` is all that came back once it is closed. */
function raw(url: string) {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString()));
  socket.on('error', () => undefined);
  const heard = new Promise<string>((resolve) => socket.once('close', () => resolve(text)));
  return { socket, heard };
}

const head = (length: string) => `POST /submissions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${length}\r\n\r\n`;

test('stores what comes over the wire, in one piece and in chunks', async (context) => {
  const { url, store } = await served(context);
  const whole = await fetch(`${url}/submissions`, json(envelope()));
  assert.equal(whole.status, 201);
  const body = JSON.stringify(envelope());
  const stream = new Blob([body.slice(0, 50), body.slice(50)]).stream();
  const chunked = await fetch(`${url}/submissions`, { ...json(''), body: stream, duplex: 'half' } as RequestInit);
  assert.equal(((await chunked.json()) as Receipt).sha256, sha256(body));
  assert.equal((await store.list()).length, 2);
});

test('refuses a large body over the wire, with a length and in chunks', async (context) => {
  const { url, store } = await served(context);
  const large = JSON.stringify(envelope()).padEnd(200_000);
  assert.equal((await fetch(`${url}/submissions`, json(large))).status, 413);
  const chunked = await fetch(`${url}/submissions`, { ...json(''), body: new Blob([large]).stream(), duplex: 'half' } as RequestInit);
  assert.equal(chunked.status, 413);
  assert.deepEqual(await store.list(), []);
});

test('accepts the page it serves itself', async (context) => {
  const { url } = await served(context);
  assert.equal((await fetch(`${url}/submissions`, json(envelope(), { origin: url }))).status, 201);
});

test('refuses headers beyond 8 KiB', async (context) => {
  const { url } = await served(context);
  const { socket, heard } = raw(url);
  socket.end(`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(9000)}\r\n\r\n`);
  assert.match(await heard, /^HTTP\/1\.1 431 /);
});

for (const [title, text] of [
  ['headers that never end', 'POST /submissions HTTP/1.1\r\nHost: localhost\r\n'],
  ['a body that never ends', `${head('Transfer-Encoding: chunked')}5\r\n{"v":\r\n`],
] as const) {
  test(`ends ${title} after its patience`, async (context) => {
    const { url } = await served(context, 300);
    const { socket, heard } = raw(url);
    const started = Date.now();
    socket.write(text);
    assert.match(await heard, /^HTTP\/1\.1 408 /);
    assert.ok(Date.now() - started < 3000);
  });
}

test('lets a request under way finish when it closes', async (context) => {
  const { url, close, store } = await served(context);
  const body = JSON.stringify(envelope());
  const { socket, heard } = raw(url);
  socket.write(head(`Content-Length: ${body.length}`) + body.slice(0, 10));
  await wait(50);
  const closed = close();
  await assert.rejects(fetch(url));
  const started = Date.now();
  socket.write(body.slice(10));
  assert.match(await heard, /^HTTP\/1\.1 201 /);
  await closed;
  assert.ok(Date.now() - started < 3000, 'does not keep a finished connection alive');
  assert.equal((await store.list()).length, 1);
});

test('does not wait longer than its patience when it closes', async (context) => {
  const { url, close } = await served(context, 300);
  const { socket } = raw(url);
  socket.write(head('Content-Length: 100'));
  await wait(50);
  const started = Date.now();
  await close();
  assert.ok(Date.now() - started < 2000);
});

test('says how to choose another port when one is in use', async (context) => {
  const { url } = await served(context);
  const port = Number(new URL(url).port);
  const { app } = await receiver();
  await assert.rejects(serve({ app, port }), { message: new RegExp(`^Port ${port} is already in use.* PORT=${port + 1}\\.$`) });
});

/** A receiver in a process of its own, and what it printed after its address. */
async function child(path: string) {
  const script = fileURLToPath(new URL('./serve-child.ts', import.meta.url));
  const running = spawn(process.execPath, ['--import', 'tsx', script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(running, 'exit');
  const output = createInterface(running.stdout);
  const [url] = (await once(output, 'line')) as [string];
  const lines: string[] = [];
  output.on('line', (line) => lines.push(line));
  const kill = () => {
    running.kill('SIGKILL');
    return exit;
  };
  return { url, lines, kill };
}

describe('in a process of its own', { concurrency: true }, () => {
  test('keeps every submission it gave a receipt for, though it is killed the moment after', async () => {
    const path = tempFile();
    const receipts: Receipt[] = [];
    for (let round = 0; round < 5; round += 1) {
      const { url, kill } = await child(path);
      const body = JSON.stringify(envelope());
      const response = await fetch(`${url}/submissions`, json(body));
      const receipt = (await response.json()) as Receipt;
      assert.deepEqual(await kill(), [null, 'SIGKILL']);
      assert.equal(receipt.sha256, sha256(body));
      receipts.push(receipt);
    }
    const store = await openSqliteStore({ path });
    assert.deepEqual((await store.list()).map(({ id, sha256: digest, storedAt }) => ({ id, sha256: digest, storedAt })), receipts);
    await store.close();
  });

  test('answers 503 while another program holds the database, and stores again after', async () => {
    const path = tempFile();
    const { url, lines, kill } = await child(path);
    const other = new DatabaseSync(path);
    other.exec('begin immediate');
    const request = json(envelope());
    const started = Date.now();
    const response = await fetch(`${url}/submissions`, request);
    assert.ok(Date.now() - started >= 4900, 'waits five seconds first');
    assert.equal(response.status, 503);
    assert.equal(response.headers.get('retry-after'), '10');
    assert.equal((await response.json()).type, 'urn:l30:problem:storage-unavailable');
    assert.match(lines[0] ?? '', /storage unavailable: SQLite 5, database is locked$/);
    assert.equal(other.prepare('select count(*) as rows from submissions').get().rows, 0);
    other.exec('rollback');
    other.close();
    assert.equal((await fetch(`${url}/submissions`, request)).status, 201);
    await kill();
  });
});
