import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { toBase64url } from '../../src/contract/base64url.ts';
import { seal } from '../../src/delivery/seal.ts';
import { deleteSubmissions } from '../../src/receiver/delete.ts';
import { openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import type { Letter } from '../../src/receiver/store.ts';
import { DatabaseSync, envelope, form, json, receiver, sealed, subscription, tempFile } from './support.ts';

/** Everything that is on the disk under a database's name. */
function onDisk(path: string): string {
  return ['', '-wal', '-shm', '.lock', '-journal']
    .map((end) => (existsSync(path + end) ? readFileSync(path + end, 'latin1') : ''))
    .join('\n');
}

function backUp(path: string): string {
  const copy = tempFile();
  const db = new DatabaseSync(path, { readOnly: true });
  db.exec(`vacuum into '${copy}'`);
  db.close();
  return copy;
}

/** Words that stand for what a person wrote, long and short, and a place for them in every part of a letter. */
const marked = (mark: string, repeat: number) => {
  const text = mark.repeat(repeat);
  return envelope({ pack: mark, answers: [{ id: mark, question: text, value: text, words: mark }] });
};

test('deletes letters from the file, its log and its free pages, and keeps all others [case 116]', async (context) => {
  const { app, store, path } = await receiver();
  context.after(() => store.close());
  const letters = Array.from({ length: 120 }, (_, index) => ({
    mark: `[canary ${index} 7c1f]`,
    letter: marked(`[canary ${index} 7c1f]`, index % 10 ? index : 1500),
  }));
  const send = async (from: number, to: number) => {
    for (const { letter } of letters.slice(from, to))
      assert.equal((await app.request('/submissions', json(letter))).status, 201);
  };
  await send(0, 80);
  const gone = letters.filter((_, index) => index % 3 === 0);
  const erase = (all: typeof letters) =>
    deleteSubmissions(
      path,
      all.map(({ letter }) => letter.id),
    );
  assert.deepEqual(await erase(gone.slice(0, 20)), { count: 20, unknown: [] });
  await send(80, 120);
  assert.deepEqual(await erase(gone.slice(20)), { count: 20, unknown: [] });

  const disk = onDisk(path);
  for (const { mark } of gone) assert.ok(!disk.includes(mark), mark);
  const others = letters.filter((each) => !gone.includes(each));
  for (const { mark } of others) assert.ok(disk.includes(mark), mark);
  assert.equal(statSync(`${path}-wal`).size, 0);
  assert.deepEqual(
    (await store.list()).map((row) => row.envelope),
    others.map(({ letter }) => letter),
  );
});

test('knows a deleted letter again: its repeat gets the first receipt, other bytes are refused, and no row comes back [case 116]', async () => {
  const { app, store, path } = await receiver();
  for (const letter of [envelope({ site: 'oakfield' }), sealed()] as Letter[]) {
    // The plain one has a flag, because its site seals.
    const first = await (await app.request('/submissions', json(letter))).text();
    assert.equal((await deleteSubmissions(path, [letter.id])).count, 1);
    const again = await app.request('/submissions', json(letter));
    assert.deepEqual([again.status, await again.text()], [200, first]);
    assert.equal((await app.request('/submissions', json({ ...letter, widget: 'question-card' }))).status, 422);
    assert.deepEqual(await store.list(), []);
    assert.deepEqual(
      await deleteSubmissions(path, [letter.id, 'f'.repeat(32)]),
      { count: 1, unknown: ['f'.repeat(32)] },
      'safe to do again',
    );
  }
  const db = new DatabaseSync(path);
  const rows = db.prepare('select * from submissions').all();
  db.close();
  for (const row of rows) {
    const held = Object.keys(row).filter((name) => row[name] !== null);
    assert.deepEqual(held, ['seq', 'tenant', 'id', 'sha256', 'stored_at', 'deleted_at']);
    assert.match(String(row.deleted_at), /^\d{4}-\d\d-\d\dT/);
  }
  assert.deepEqual(
    rows.map(({ seq }) => seq),
    [1, 2],
  );
});

test('never gives the place of a deleted letter to another', async () => {
  const { app, store, path } = await receiver();
  const [one, two, three] = [envelope(), envelope(), envelope()];
  for (const letter of [one, two]) await app.request('/submissions', json(letter));
  await deleteSubmissions(path, [two.id]);
  await app.request('/submissions', json(three));
  assert.deepEqual(
    (await store.list()).map((row) => row.id),
    [one.id, three.id],
  );
});

test('says so when a reader keeps the deleted words in the log, and deletes them when it has gone [case 116]', async () => {
  const { app, path } = await receiver();
  const letter = marked('[canary 7c1f]', 10);
  await app.request('/submissions', json(letter));
  const reader = new DatabaseSync(path, { readOnly: true });
  reader.exec('begin; select * from submissions');
  reader.prepare('select count(*) from submissions').get();
  await assert.rejects(deleteSubmissions(path, [letter.id], 100), {
    message:
      /is reading .*, so its log still holds the deleted words\. Close that program and delete the same ids again\.$/,
  });
  assert.ok(onDisk(path).includes('[canary 7c1f]'));
  reader.exec('commit');
  reader.close();
  assert.equal((await deleteSubmissions(path, [letter.id])).count, 1);
  assert.ok(!onDisk(path).includes('[canary 7c1f]'));
});

test('leaves what is not read where it is, however old it is [case 33] [case 116]', async (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: Date.parse('1990-01-01') });
  const path = tempFile();
  const first = await receiver({ path });
  const letter = envelope();
  await first.app.request('/submissions', json(letter));
  await first.store.close();
  context.mock.timers.setTime(Date.parse('2090-01-01'));
  const second = await receiver({ path });
  assert.deepEqual(
    (await second.store.list()).map((row) => row.envelope),
    [letter],
  );
});

test('has what a pupil wrote in the body of its row and nowhere else, and of a sealed letter nowhere at all [case 113]', async () => {
  const { app, store, lines, path } = await receiver();
  let count = 0;
  const inside: string[] = [];
  const canary = () => {
    inside.push(`canary-${(count += 1)}-7c1f`);
    return inside.at(-1)!;
  };
  const answers = () => [
    { id: canary(), question: canary(), value: [canary(), canary()], words: [canary(), canary()] },
  ];
  const plain = envelope({ answers: answers() });
  const fields: [string, string][] = [
    ['widget', 'mood-check-in'],
    ['site', 'hollybrook'],
    ['lang', 'en'],
    [`answer.${canary()}`, canary()],
    [`words.${inside.at(-2)}`, canary()],
    [`question.${inside.at(-3)}`, canary()],
  ];
  const name = canary();
  const signup = subscription({}, { email: `${canary()}@c.example`, name });
  const requests: [string, RequestInit, number][] = [
    ['/submissions', json(plain), 201],
    ['/submissions', json(plain), 200],
    ['/submissions', json({ ...plain, lang: 'cy' }), 422],
    ['/submissions', form(fields), 201],
    ['/subscriptions', json(signup), 201],
    ['/submissions', json({ ...plain, more: canary() }), 422],
  ];
  const kept = inside.length - 1;
  for (const [target, request, status] of requests) assert.equal((await app.request(target, request)).status, status);

  const pair = (await webcrypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, [
    'deriveBits',
  ])) as CryptoKeyPair;
  const publicKey = toBase64url(new Uint8Array(await webcrypto.subtle.exportKey('raw', pair.publicKey)));
  const secret = Array.from({ length: 8 }, () => canary());
  const [a, b, c, d, e, pack, lang, time] = secret as [string, string, string, string, string, string, string, string];
  const letter = envelope({
    site: 'oakfield',
    pack,
    lang,
    sentAt: time,
    answers: [{ id: a, question: b, value: [c, d], words: e }],
  });
  const body = await seal(letter, [publicKey]);
  assert.equal((await app.request('/submissions', json(body))).status, 201);
  assert.equal((await app.request('/submissions', form([['sealed', body]]))).status, 422);

  assert.deepEqual(
    inside.filter((word) => lines.join('\n').includes(word)),
    [],
    'the log',
  );
  const backup = backUp(path);
  const copy = tempFile();
  copyFileSync(path, copy);
  copyFileSync(`${path}-wal`, `${copy}-wal`);
  for (const place of [path, backup, copy]) {
    const disk = onDisk(place);
    for (const word of inside.slice(0, kept)) assert.ok(disk.includes(word), 'the scan finds what is there');
    assert.deepEqual(
      inside.slice(kept).filter((word) => disk.includes(word)),
      [],
    );
  }
  const db = new DatabaseSync(path);
  const outside = JSON.stringify(
    db
      .prepare('select * from submissions')
      .all()
      .map(({ body: _, ...columns }) => columns),
  );
  db.close();
  assert.deepEqual(
    inside.filter((word) => outside.includes(word)),
    [],
    'the other columns',
  );
  await store.close();
  const stored = await openSqliteStore({ path: backup, readOnly: true });
  assert.equal((await stored.list()).length, 4);
  await stored.close();
});

test('takes 600 letters from one address in a moment, and that of another school after them [case 108]', async () => {
  const { app, store } = await receiver();
  const started = Date.now();
  const send = (site: string) =>
    app.request('/submissions', json(envelope({ site }), { 'x-forwarded-for': '192.0.2.1' }));
  const answers = await Promise.all(Array.from({ length: 600 }, () => send('hollybrook')));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
  assert.ok(Date.now() - started < 60_000);
  assert.equal((await send('ashfield')).status, 201);
  const rows = await store.list();
  assert.deepEqual([rows.length, rows.at(-1)?.tenant], [601, 'ashfield']);
});
