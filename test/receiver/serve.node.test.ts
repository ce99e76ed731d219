import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { test, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Receipt } from '../../src/contract/reply.ts';
import { serve, type ServeOptions } from '../../src/receiver/serve.ts';
import { envelope, json, receiver, sha256 } from './support.ts';

async function served(context: TestContext, options: Partial<ServeOptions> = {}) {
  const { app, store } = await receiver();
  const { url, close } = await serve({ app, port: 0, ...options });
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

const head = (length: string) =>
  `POST /submissions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n${length}\r\n\r\n`;

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

test('refuses a large body over the wire, with a length and in chunks [case 104]', async (context) => {
  const { url, store } = await served(context);
  const large = JSON.stringify(envelope()).padEnd(200_000);
  assert.equal((await fetch(`${url}/submissions`, json(large))).status, 413);
  const chunked = await fetch(`${url}/submissions`, {
    ...json(''),
    body: new Blob([large]).stream(),
    duplex: 'half',
  } as RequestInit);
  assert.equal(chunked.status, 413);
  assert.deepEqual(await store.list(), []);
});

test('accepts the page it serves itself', async (context) => {
  const { url } = await served(context);
  assert.equal((await fetch(`${url}/submissions`, json(envelope(), { origin: url }))).status, 201);
});

test('refuses headers beyond 8 KiB [case 104]', async (context) => {
  const { url } = await served(context);
  const { socket, heard } = raw(url);
  socket.end(`GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(9000)}\r\n\r\n`);
  assert.match(await heard, /^HTTP\/1\.1 431 /);
});

test('refuses a request that gives its length twice [case 104]', async (context) => {
  const { url, store } = await served(context);
  const { socket, heard } = raw(url);
  const body = JSON.stringify(envelope());
  socket.end(
    `${head(`Content-Length: ${body.length}\r\nTransfer-Encoding: chunked`)}${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
  );
  assert.match(await heard, /^HTTP\/1\.1 400 /);
  assert.deepEqual(await store.list(), []);
});

for (const [title, text, drop] of [
  ['a connection that says nothing', '', ''],
  ['headers that never end', 'POST /submissions HTTP/1.1\r\nHost: localhost\r\n', ''],
  ['headers that drip', 'POST /submissions HTTP/1.1\r\nHost: localhost\r\n', 'X: x\r\n'],
  ['a body that never ends', `${head('Transfer-Encoding: chunked')}5\r\n{"v":\r\n`, ''],
  ['a body that drips', `${head('Transfer-Encoding: chunked')}5\r\n{"v":\r\n`, '1\r\n \r\n'],
] as const) {
  test(`ends ${title} after its patience, and serves others meanwhile [case 104]`, async (context) => {
    const { url } = await served(context, { patience: 300 });
    const { socket, heard } = raw(url);
    const started = Date.now();
    socket.write(text);
    const dripping = setInterval(() => socket.write(drop), 20);
    assert.equal((await fetch(`${url}/submissions`, json(envelope()))).status, 201);
    assert.match(await heard, /^HTTP\/1\.1 408 /);
    clearInterval(dripping);
    assert.ok(Date.now() - started < 3000);
  });
}

test('serves the next one while 500 connections are held open [case 41]', async (context) => {
  const { url, store } = await served(context);
  const held = Array.from({ length: 500 }, () => raw(url));
  await Promise.all(held.map(({ socket }) => once(socket, 'connect')));
  assert.equal((await fetch(`${url}/submissions`, json(envelope()))).status, 201);
  assert.equal((await store.list()).length, 1);
  assert.ok(
    held.every(({ socket }) => !socket.destroyed),
    'they were still held',
  );
  for (const { socket } of held) socket.destroy();
});

test('closes connections beyond its limit at once, and takes new ones when there is room [case 41]', async (context) => {
  const { url } = await served(context, { connections: 3 });
  const held = Array.from({ length: 3 }, () => raw(url));
  await Promise.all(held.map(({ socket }) => once(socket, 'connect')));
  assert.equal(await raw(url).heard, '');
  await assert.rejects(fetch(`${url}/submissions`, json(envelope())));
  held[0]?.socket.destroy();
  await held[0]?.heard;
  await wait(50);
  assert.equal((await fetch(`${url}/submissions`, json(envelope()))).status, 201);
  for (const { socket } of held) socket.destroy();
});

test('lets a request under way finish when it closes [case 42]', async (context) => {
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

test('does not wait longer than its patience when it closes [case 42]', async (context) => {
  const { url, close } = await served(context, { patience: 300 });
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
  await assert.rejects(serve({ app, port }), {
    message: new RegExp(`^Port ${port} is already in use.* PORT=${port + 1}\\.$`),
  });
});
