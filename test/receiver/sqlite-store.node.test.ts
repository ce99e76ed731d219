import assert from 'node:assert/strict';
import fs, { statSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { deleteSubmissions } from '../../src/receiver/delete.ts';
import type { Flag } from '../../src/receiver/store.ts';
import { loadSqliteDriver, OLDEST_SQLITE, type SqliteDriver } from '../../src/receiver/sqlite-driver.ts';
import { dataPath, openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import { DatabaseSync, envelope, json, receiver, sealed, submission, tempFile } from './support.ts';

const words = (value: string) => submission(envelope({ answers: [{ id: 'mood', question: 'How are you?', value }] }));

/** A database file with rows in it, closed. */
async function filled(rows: number): Promise<string> {
  const path = tempFile();
  const store = await openSqliteStore({ path });
  for (let row = 0; row < rows; row += 1) await store.save(words('x'.repeat(1000)));
  await store.close();
  return path;
}

function change(path: string, sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}

test('creates the folder and the file for its owner only', { skip: process.platform === 'win32' }, async () => {
  const path = join(dirname(tempFile()), 'new', 'data', 'l30.sqlite');
  const store = await openSqliteStore({ path });
  await store.save(submission());
  const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);
  assert.deepEqual([path, `${path}-wal`, `${path}-shm`, dirname(path)].map(mode), ['600', '600', '600', '700']);
  await store.close();
});

test('keeps rows, their order and their columns when it is closed and opened again', async () => {
  const path = tempFile();
  const sent = [
    words('one'),
    words('two'),
    words('three'),
    { ...submission(sealed()), flags: ['unknown-key', 'unknown-suite'] as Flag[] },
  ];
  const first = await openSqliteStore({ path });
  for (const one of sent) assert.equal((await first.save(one)).kind, 'stored');
  await first.close();
  const again = await openSqliteStore({ path });
  const kept = await again.list();
  assert.deepEqual(
    kept.map((row) => [row.envelope, row.flags]),
    sent.map((one) => [one.envelope, one.flags]),
  );
  assert.equal((await again.save(sent[1]!)).kind, 'repeated');
  await again.close();

  const db = new DatabaseSync(path);
  const rows = db
    .prepare('select * from submissions order by seq')
    .all()
    .map((row) => ({ ...row, stored_at: typeof row.stored_at }));
  const nothing = { flags: null, deleted_at: null, stored_at: 'string' };
  assert.deepEqual(rows, [
    ...sent.slice(0, 3).map(({ envelope: letter, body, sha256: digest }, index) => {
      assert.ok('answers' in letter);
      const { site, id, widget, pack, lang } = letter;
      return { ...nothing, seq: index + 1, tenant: site, id, sha256: digest, widget, pack, lang, body };
    }),
    {
      ...nothing,
      seq: 4,
      tenant: 'oakfield',
      id: sent[3]?.envelope.id,
      sha256: sent[3]?.sha256,
      widget: 'mood-check-in',
      pack: null,
      lang: null,
      flags: 'unknown-key unknown-suite',
      body: sent[3]?.body,
    },
  ]);
  assert.equal(db.prepare('pragma journal_mode').get().journal_mode, 'wal');
  db.close();
});

test('keeps the order of arrival though the clock jumps back a day each time [case 32]', async (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T12:00:00Z') });
  const { store } = await receiver();
  const sent = [words('one'), words('two'), words('three')];
  for (const one of sent) {
    await store.save(one);
    context.mock.timers.setTime(Date.now() - 86_400_000);
  }
  assert.deepEqual(
    (await store.list()).map((row) => row.id),
    sent.map((one) => one.envelope.id),
  );
});

test('keeps everything though the clock jumps forward fifty years [case 33]', async (context) => {
  const path = tempFile();
  const [early, late] = [words('one'), words('two')];
  const today = await openSqliteStore({ path });
  const first = await today.save(early);
  await today.close();
  context.mock.timers.enable({ apis: ['Date'], now: Date.now() + 50 * 365 * 86_400_000 });
  const then = await openSqliteStore({ path });
  assert.equal((await then.save(late)).kind, 'stored');
  assert.deepEqual(
    (await then.list()).map((row) => row.id),
    [early.envelope.id, late.envelope.id],
  );
  assert.ok(first.kind === 'stored');
  assert.deepEqual(await then.save(early), { kind: 'repeated', storedAt: first.storedAt });
  await then.close();
});

test('writes nothing when opened for reading', async () => {
  const path = await filled(2);
  const store = await openSqliteStore({ path, readOnly: true });
  assert.equal((await store.list()).length, 2);
  assert.equal((await store.save(submission())).kind, 'unavailable');
  await store.close();
  await assert.rejects(openSqliteStore({ path: `${path}.none`, readOnly: true }), { message: /cannot be opened/ });
});

test('answers 507 when storage is full, keeps what it has, and goes on after room is made [case 26]', async () => {
  const { app, store, lines, path } = await receiver({ maxBytes: 200_000 });
  const big = () => json(envelope({ answers: [{ id: 'a', question: 'q', value: 'x'.repeat(30_000) }] }));
  const statuses: number[] = [];
  while (!statuses.includes(507) && statuses.length < 20)
    statuses.push((await app.request('/submissions', big())).status);
  const response = await app.request('/submissions', big());
  assert.equal(response.status, 507);
  assert.equal((await response.json()).type, 'urn:l30:problem:storage-full');
  assert.ok(lines.some((line) => /Z alert storage-full: SQLite 13, database or disk is full$/.test(line)));
  const kept = (await store.list()).length;
  assert.equal(kept, statuses.filter((status) => status === 201).length);
  assert.ok(kept >= 3);
  change(path, 'delete from submissions where seq = 1');
  assert.equal((await app.request('/submissions', big())).status, 201);
});

test('answers 503 while another program holds the database, serves others meanwhile, and waits for a short lock [case 27]', async () => {
  const { app, store, lines, path } = await receiver();
  const other = new DatabaseSync(path);
  other.exec('begin immediate');
  const letter = json(envelope());
  const started = Date.now();
  const refused = app.request('/submissions', letter);
  await wait(100);
  assert.equal((await app.request('/submissions', { method: 'OPTIONS' })).status, 204);
  assert.ok(Date.now() - started < 1900, 'the lock holds up nobody else');
  const response = await refused;
  assert.ok(Date.now() - started >= 1900, 'it was waited for');
  assert.equal(response.status, 503);
  assert.equal(response.headers.get('retry-after'), '10');
  assert.equal((await response.json()).type, 'urn:l30:problem:storage-unavailable');
  assert.ok(lines.some((line) => /Z alert storage-unavailable: SQLite 5, database is locked$/.test(line)));
  assert.deepEqual(await store.list(), []);

  const patient = app.request('/submissions', letter);
  await wait(200);
  other.exec('rollback');
  other.close();
  assert.equal((await patient).status, 201);
});

test('says in the log that room is running out, and stops while there is still room for deleting [case 26] [case 108]', async () => {
  const MIB = 1024 * 1024;
  let left = 256 * MIB;
  const { app, store, lines, path } = await receiver({ bytesLeft: () => left });
  const alerts = () => lines.filter((line) => line.includes(' alert '));
  const early = envelope();
  assert.equal((await app.request('/submissions', json(early))).status, 201);
  assert.deepEqual(alerts(), []);

  for (left of [100.9 * MIB, 100.1 * MIB, 99 * MIB])
    assert.equal((await app.request('/submissions', json(envelope()))).status, 201);
  assert.deepEqual(
    alerts().map((line) => line.split(' ').slice(1).join(' ')),
    [100, 99].map((mib) => `alert storage-low: ${mib} MiB left on the disk`),
  );

  left = 16 * MIB - 1;
  const refused = await app.request('/submissions', json(envelope()));
  assert.equal(refused.status, 507);
  assert.match(alerts()[2] ?? '', /Z alert storage-full: 15 MiB left on the disk$/);
  assert.equal((await app.request('/submissions', json(early))).status, 200, 'what is kept still has its receipt');
  assert.equal((await app.request('/submissions', json({ ...early, lang: 'cy' }))).status, 422);
  assert.equal((await store.list()).length, 4);
  assert.equal((await deleteSubmissions(path, [early.id])).count, 1);

  left = 16 * MIB;
  assert.equal((await app.request('/submissions', json(envelope()))).status, 201);
});

test('asks the system how much room is left, and goes on where it does not tell', async (context) => {
  const statfs = context.mock.method(fs, 'statfsSync', () => ({ bavail: 3, bsize: 1024 * 1024 }));
  syncBuiltinESMExports();
  context.after(syncBuiltinESMExports);
  const { app, lines } = await receiver();
  assert.equal((await app.request('/submissions', json(envelope()))).status, 507);
  assert.match(lines[0] ?? '', /alert storage-full: 3 MiB left/);
  statfs.mock.mockImplementation(() => {
    throw new Error('ENOSYS');
  });
  assert.equal((await app.request('/submissions', json(envelope()))).status, 201);
  statfs.mock.restore();
});

test('takes the database from L30_DATA', () => {
  assert.equal(dataPath({ L30_DATA: '/srv/l30.sqlite' }), '/srv/l30.sqlite');
  assert.equal(dataPath({}), '.data/l30.sqlite');
});

/** A class that answers only what is asked of a driver before it is chosen. */
function driver(version: string): SqliteDriver {
  return class {
    prepare = () => ({ get: () => ({ version }) });
    close() {}
  } as unknown as SqliteDriver;
}

const CHOICES: [node: string | undefined, other: string, chosen: 'node' | 'other' | 'none'][] = [
  [undefined, '3.53.0', 'other'],
  [OLDEST_SQLITE, '3.53.0', 'node'],
  ['3.51.2', '3.53.0', 'other'],
  ['3.9.9', '3.100.0', 'other'],
  ['4.0.0', '3.53.0', 'node'],
  ['3.51.2', '3.50.4', 'none'],
  [undefined, '3.51.2', 'none'],
];

for (const [node, other, chosen] of CHOICES) {
  test(`chooses ${chosen} when Node has SQLite ${node ?? 'not at all'} and the package ${other}`, async () => {
    const drivers = { node: node === undefined ? undefined : driver(node), other: driver(other) };
    const loading = loadSqliteDriver([
      { name: 'node:sqlite', load: async () => drivers.node },
      { name: '@photostructure/sqlite', load: async () => drivers.other },
    ]);
    if (chosen === 'none')
      await assert.rejects(loading, {
        message: /^The receiver needs SQLite 3\.51\.3 or newer, .*@photostructure\/sqlite has 3\.5\d\.\d\. Update Node/,
      });
    else assert.equal(await loading, drivers[chosen]);
  });
}

test('finds a driver that is new enough on this machine', async () => {
  const Driver = await loadSqliteDriver();
  const { version } = new Driver(':memory:').prepare('select sqlite_version() as version').get() as { version: string };
  const [, minor = 0, patch = 0] = version.split('.').map(Number);
  assert.ok(minor > 51 || (minor === 51 && patch >= 3), version);
});
