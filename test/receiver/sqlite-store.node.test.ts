import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { DatabaseSync } from '@photostructure/sqlite';
import { loadSqliteDriver, OLDEST_SQLITE, type SqliteDriver } from '../../src/receiver/sqlite-driver.ts';
import { dataPath, openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import { envelope, json, receiver, sha256, tempFile } from './support.ts';

const submission = (value = 'sunny') => {
  const sent = envelope({ answers: [{ id: 'mood', question: 'How are you?', value }] });
  const body = JSON.stringify(sent);
  return { envelope: sent, body, sha256: sha256(body) };
};

/** A database file with rows in it, closed. */
async function filled(rows: number): Promise<string> {
  const path = tempFile();
  const store = await openSqliteStore({ path });
  for (let row = 0; row < rows; row += 1) await store.save(submission('x'.repeat(1000)));
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
  const sent = [submission('one'), submission('two'), submission('three')];
  const first = await openSqliteStore({ path });
  for (const one of sent) assert.equal((await first.save(one)).kind, 'stored');
  await first.close();
  const again = await openSqliteStore({ path });
  assert.deepEqual((await again.list()).map((row) => row.envelope), sent.map((one) => one.envelope));
  assert.equal((await again.save(sent[1]!)).kind, 'repeated');
  await again.close();

  const db = new DatabaseSync(path);
  const rows = db.prepare('select seq, tenant, id, sha256, widget, pack, lang, body from submissions order by seq').all();
  assert.deepEqual(
    rows.map((row) => ({ ...row })),
    sent.map(({ envelope: { site, id, widget, pack, lang }, body, sha256: digest }, index) => ({ seq: index + 1, tenant: site, id, sha256: digest, widget, pack, lang, body })),
  );
  assert.equal(db.prepare('pragma journal_mode').get().journal_mode, 'wal');
  db.close();
});

test('does not wait for a clock to know the order of arrival', async (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: Date.parse('2026-11-23T12:00:00Z') });
  const { store } = await receiver();
  const sent = [submission('one'), submission('two'), submission('three')];
  for (const one of sent) {
    await store.save(one);
    context.mock.timers.setTime(Date.now() - 86_400_000);
  }
  assert.deepEqual((await store.list()).map((row) => row.id), sent.map((one) => one.envelope.id));
});

const REFUSED: [title: string, make: () => Promise<string>, sentence: RegExp][] = [
  [
    'a file that is no database',
    async () => {
      const path = tempFile();
      writeFileSync(path, 'Dear diary, '.repeat(1000));
      return path;
    },
    /is damaged or is not a database\. The file is left as it is/,
  ],
  [
    'a database with a damaged page',
    async () => {
      const path = await filled(50);
      const bytes = readFileSync(path);
      writeFileSync(path, bytes.fill(0xa5, 4096 * 6, 4096 * 7));
      return path;
    },
    /is damaged/,
  ],
  [
    'a database that was cut off',
    async () => {
      const path = await filled(50);
      writeFileSync(path, readFileSync(path).subarray(0, 4096 * 5));
      return path;
    },
    /is damaged/,
  ],
  [
    'a database of a newer version',
    async () => {
      const path = await filled(1);
      change(path, 'pragma user_version = 99');
      return path;
    },
    /newer version of this receiver \(format 99; this one knows 1\)/,
  ],
  [
    'the database of another program',
    async () => {
      const path = tempFile();
      change(path, 'create table recipes (name text); pragma user_version = 1');
      return path;
    },
    /another program\. To use another file, set L30_DATA/,
  ],
];

for (const [title, make, sentence] of REFUSED) {
  test(`refuses ${title}, and leaves it as it is`, async () => {
    const path = await make();
    const before = sha256(readFileSync(path));
    await assert.rejects(openSqliteStore({ path }), { message: sentence });
    await assert.rejects(openSqliteStore({ path, readOnly: true }), { message: sentence });
    assert.equal(sha256(readFileSync(path)), before);
  });
}

test('names the file when it cannot be opened at all', async () => {
  const path = dirname(tempFile());
  await assert.rejects(openSqliteStore({ path }), { message: new RegExp(`^${path} cannot be opened: .* To use another file, set L30_DATA\\.$`) });
});

test('refuses a place where a setting does not take', async () => {
  const home = process.cwd();
  process.chdir(dirname(tempFile()));
  try {
    // SQLite keeps this name in memory, where there is no write-ahead log.
    await assert.rejects(openSqliteStore({ path: ':memory:' }), { message: /keeps journal_mode at memory, but the receiver needs wal/ });
  } finally {
    process.chdir(home);
  }
});

test('finishes setting up a file that an interrupted start left empty', async () => {
  const path = tempFile();
  writeFileSync(path, '');
  await assert.rejects(openSqliteStore({ path, readOnly: true }), { message: /Start the receiver once/ });
  const store = await openSqliteStore({ path });
  assert.equal((await store.save(submission())).kind, 'stored');
  await store.close();
});

test('writes nothing when opened for reading', async () => {
  const path = await filled(2);
  const store = await openSqliteStore({ path, readOnly: true });
  assert.equal((await store.list()).length, 2);
  assert.equal((await store.save(submission())).kind, 'unavailable');
  await store.close();
  await assert.rejects(openSqliteStore({ path: `${path}.none`, readOnly: true }), { message: /cannot be opened/ });
});

test('answers 507 when storage is full, keeps what it has, and goes on after room is made', async () => {
  const { app, store, lines, path } = await receiver({ maxBytes: 200_000 });
  const big = () => json(envelope({ answers: [{ id: 'a', question: 'q', value: 'x'.repeat(30_000) }] }));
  const statuses: number[] = [];
  while (!statuses.includes(507) && statuses.length < 20) statuses.push((await app.request('/submissions', big())).status);
  const response = await app.request('/submissions', big());
  assert.equal(response.status, 507);
  assert.equal((await response.json()).type, 'urn:l30:problem:storage-full');
  assert.ok(lines.some((line) => /storage full: SQLite 13, database or disk is full$/.test(line)));
  const kept = (await store.list()).length;
  assert.equal(kept, statuses.filter((status) => status === 201).length);
  assert.ok(kept >= 3);
  change(path, 'delete from submissions where seq = 1');
  assert.equal((await app.request('/submissions', big())).status, 201);
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
    if (chosen === 'none') await assert.rejects(loading, { message: /^The receiver needs SQLite 3\.51\.3 or newer, .*@photostructure\/sqlite has 3\.5\d\.\d\. Update Node/ });
    else assert.equal(await loading, drivers[chosen]);
  });
}

test('finds a driver that is new enough on this machine', async () => {
  const Driver = await loadSqliteDriver();
  const { version } = new Driver(':memory:').prepare('select sqlite_version() as version').get() as { version: string };
  const [, minor = 0, patch = 0] = version.split('.').map(Number);
  assert.ok(minor > 51 || (minor === 51 && patch >= 3), version);
});
