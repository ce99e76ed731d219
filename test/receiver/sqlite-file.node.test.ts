import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createApp } from '../../src/receiver/app.ts';
import { openBeside, openForReceiver } from '../../src/receiver/sqlite-file.ts';
import { openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import { SITES } from './sites.ts';
import { DatabaseSync, envelope, json, receiver, sealed, sha256, submission, tempFile } from './support.ts';

/** A database file with rows in it, closed. */
async function filled(rows: number): Promise<string> {
  const path = tempFile();
  const store = await openSqliteStore({ path });
  const answers = [{ id: 'a', question: 'q', value: 'x'.repeat(1000) }];
  for (let row = 0; row < rows; row += 1) await store.save(submission(envelope({ answers })));
  await store.close();
  return path;
}

function change(path: string, sql: string): void {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}

function ask(path: string, sql: string): Record<string, unknown>[] {
  const db = new DatabaseSync(path, { readOnly: true });
  const rows = db.prepare(sql).all();
  db.close();
  return rows.map((row) => ({ ...row }));
}

const REFUSED: [title: string, make: () => Promise<string>, sentence: RegExp][] = [
  [
    'a file that is no database [case 28]',
    async () => {
      const path = tempFile();
      writeFileSync(path, 'Dear diary, '.repeat(1000));
      return path;
    },
    /is damaged or is not a database\. The file is left as it is\. Put a backup in its place, or move it away/,
  ],
  [
    'a database with a damaged page [case 28]',
    async () => {
      const path = await filled(50);
      const bytes = readFileSync(path);
      writeFileSync(path, bytes.fill(0xa5, 4096 * 6, 4096 * 7));
      return path;
    },
    /is damaged/,
  ],
  [
    'a database that was cut off [case 28]',
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
    /newer version of this receiver \(format 99; this one knows 2\)/,
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
  test(`refuses, and leaves as it is, ${title}`, async () => {
    const path = await make();
    const before = sha256(readFileSync(path));
    await assert.rejects(openSqliteStore({ path }), { message: sentence });
    await assert.rejects(openSqliteStore({ path, readOnly: true }), { message: sentence });
    assert.equal(sha256(readFileSync(path)), before);
  });
}

test('names the file when it cannot be opened at all', async () => {
  const path = dirname(tempFile());
  await assert.rejects(openSqliteStore({ path }), {
    message: new RegExp(`^${path} cannot be opened: .* To use another file, set L30_DATA\\.$`),
  });
});

test('refuses a place where a setting does not take', async () => {
  const home = process.cwd();
  process.chdir(dirname(tempFile()));
  try {
    // SQLite keeps this name in memory, where there is no write-ahead log.
    await assert.rejects(openSqliteStore({ path: ':memory:' }), {
      message: /keeps journal_mode at memory, but the receiver needs wal/,
    });
  } finally {
    process.chdir(home);
  }
});

test('finishes setting up a file that an interrupted start left empty [case 30]', async () => {
  const path = tempFile();
  writeFileSync(path, '');
  await assert.rejects(openSqliteStore({ path, readOnly: true }), { message: /Start the receiver once/ });
  const store = await openSqliteStore({ path });
  assert.equal((await store.save(submission())).kind, 'stored');
  await store.close();
});

/** A file as version 1 of the receiver left it. The text is frozen: such files are on other people's disks. */
function oldFile(rows: number): { path: string; kept: unknown[] } {
  const path = tempFile();
  const db = new DatabaseSync(path);
  db.exec(`pragma journal_mode = wal;
  create table submissions (
    seq integer not null unique,
    tenant text not null,
    id text not null,
    sha256 text not null,
    widget text not null,
    pack text,
    lang text not null,
    stored_at text not null,
    body text not null,
    primary key (tenant, id)
  ) strict; pragma user_version = 1; pragma application_id = 1278423127`);
  const insert = db.prepare('insert into submissions values (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const kept = [];
  for (let seq = 1; seq <= rows; seq += 1) {
    const letter = envelope({ answers: [{ id: 'a', question: 'q', value: 'x'.repeat(2000) }] });
    const { body, sha256: digest } = submission(letter);
    const storedAt = new Date(seq).toISOString();
    insert.run(seq, letter.site, letter.id, digest, letter.widget, letter.pack ?? null, letter.lang, storedAt, body);
    kept.push({ tenant: letter.site, id: letter.id, sha256: digest, storedAt, flags: [], envelope: letter });
  }
  db.close();
  return { path, kept };
}

async function hasAll(path: string, kept: unknown[]): Promise<void> {
  const store = await openSqliteStore({ path });
  assert.deepEqual(await store.list(), kept);
  assert.equal((await store.save(submission(sealed()))).kind, 'stored');
  assert.equal((await store.list()).length, kept.length + 1);
  await store.close();
  assert.deepEqual(ask(path, 'pragma user_version'), [{ user_version: 2 }]);
}

test('brings a file of version 1 up to date with everything in it', async () => {
  const { path, kept } = oldFile(50);
  await assert.rejects(openSqliteStore({ path, readOnly: true }), { message: /has to be brought up to date first/ });
  await hasAll(path, kept);
});

test('leaves a file of version 1 whole when it is killed on the way to version 2, and gets there next time [case 30]', async () => {
  const { path, kept } = oldFile(50);
  const script = fileURLToPath(new URL('./migrate-child.ts', import.meta.url));
  const running = spawn(process.execPath, ['--import', 'tsx', script, path], { stdio: 'inherit' });
  assert.deepEqual(await once(running, 'exit'), [null, 'SIGKILL']);
  assert.ok(statSync(`${path}-wal`).size > 100_000, 'it was killed with its work in the log');
  assert.deepEqual(
    ask(
      path,
      "select count(*) as rows, (select user_version from pragma_user_version) as version from submissions where lang = 'en-GB'",
    ),
    [{ rows: 50, version: 1 }],
  );
  assert.deepEqual(ask(path, "select name from sqlite_schema where type = 'table'"), [{ name: 'submissions' }]);
  await hasAll(path, kept);
});

test('takes every step back when one fails, and tries again at the next start [case 30]', async () => {
  const { path, kept } = oldFile(3);
  // SQLite renames no table while a view is broken, and renaming is the last step.
  change(path, 'create view broken as select * from nowhere');
  const before = ask(path, 'select * from sqlite_schema');
  await assert.rejects(openSqliteStore({ path }), { message: /cannot be opened: .*broken/ });
  assert.deepEqual(ask(path, 'select * from sqlite_schema'), before);
  assert.deepEqual(ask(path, 'pragma user_version'), [{ user_version: 1 }]);
  change(path, 'drop view broken');
  await hasAll(path, kept);
});

test('lets no second receiver have the file, by whatever name, until the first has closed or failed to start [case 31]', async () => {
  const { path, store } = await receiver();
  const link = `${path}.link`;
  symlinkSync(path, link);
  for (const name of [path, link]) {
    await assert.rejects(openSqliteStore({ path: name }), {
      message: `Another receiver is running on ${name}. Stop that one first, or set L30_DATA to use another file.`,
    });
  }
  assert.equal((await store.save(submission())).kind, 'stored');
  await store.close();
  change(path, 'pragma user_version = 99');
  await assert.rejects(openSqliteStore({ path }), { message: /newer version/ });
  change(path, 'pragma user_version = 2');
  const next = await openSqliteStore({ path });
  await next.close();
});

test('has written an answer to its files when it gives the receipt, whatever becomes of the writing after it [case 25]', async () => {
  const { app, path } = await receiver();
  const confirmed = [];
  for (let round = 0; round < 3; round += 1) {
    const sent = envelope();
    assert.equal((await app.request('/submissions', json(sent))).status, 201);
    confirmed.push(sent);
  }
  const end = statSync(`${path}-wal`).size;
  await app.request('/submissions', json(envelope({ answers: [{ id: 'a', question: 'q', value: 'x'.repeat(9000) }] })));
  const torn = statSync(`${path}-wal`).size;
  assert.ok(torn > end);
  for (const size of [end, end + 1, end + 24, Math.floor((end + torn) / 2), torn - 4100]) {
    // Blocks that never reached the disk can be missing, or be there as zeros.
    for (const cut of [(log: Buffer) => log.subarray(0, size), (log: Buffer) => log.fill(0, size)]) {
      const copy = tempFile();
      copyFileSync(path, copy);
      writeFileSync(`${copy}-wal`, cut(readFileSync(`${path}-wal`)));
      const store = await openSqliteStore({ path: copy });
      assert.deepEqual(
        (await store.list()).map((row) => row.envelope),
        confirmed,
        `cut at ${size} of ${torn}`,
      );
      await store.close();
    }
  }
});

test('has the disk keep each answer before the receipt, and wipe each deleted one [case 25] [case 116]', () => {
  const path = tempFile();
  const { db, release } = openForReceiver(DatabaseSync, path);
  const beside = openBeside(DatabaseSync, path, { readOnly: false });
  for (const each of [db, beside]) {
    const settings = ['journal_mode', 'synchronous', 'fullfsync', 'secure_delete'].map(
      (name) => Object.values(each.prepare(`pragma ${name}`).get())[0],
    );
    // 2 is FULL: sqlite.org/pragma.html
    assert.deepEqual(settings, ['wal', 2, 1, 1]);
    each.close();
  }
  release();
});

test('takes again what a restored backup has lost, and knows what it has kept [case 29]', async () => {
  const { app, store, path } = await receiver();
  const [yesterday, today] = [envelope(), envelope()];
  const first = await (await app.request('/submissions', json(yesterday))).json();
  const backup = tempFile();
  change(path, `vacuum into '${backup}'`);
  await app.request('/submissions', json(today));
  await store.close();

  const restored = await openSqliteStore({ path: backup });
  const again = createApp({ store: restored, sites: SITES, log: () => undefined });
  assert.deepEqual(
    (await restored.list()).map((row) => row.id),
    [yesterday.id],
  );
  const known = await again.request('/submissions', json(yesterday));
  assert.deepEqual([known.status, await known.json()], [200, first]);
  assert.equal((await again.request('/submissions', json(today))).status, 201);
  assert.deepEqual(
    (await restored.list()).map((row) => row.envelope),
    [yesterday, today],
  );
  await restored.close();
});
