import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, sql, SqliteDialect } from 'kysely';
import { loadSqliteDriver, type SqliteDriver } from './sqlite-driver.ts';
import type { Saved, Store } from './store.ts';

type Database = InstanceType<SqliteDriver>;

interface Schema {
  submissions: {
    /** Order of arrival, free of clocks. */
    seq: number;
    tenant: string;
    id: string;
    sha256: string;
    widget: string;
    pack: string | null;
    lang: string;
    stored_at: string;
    body: string;
  };
}

/** How each schema version becomes the next; the place in the list is the version it starts from. */
const MIGRATIONS = [
  `create table submissions (
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
  ) strict`,
];

/** Marks the file as ours ("L30W"), so that no other program's database is ever migrated by mistake. */
const APPLICATION_ID = 0x4c333057;

/**
 * Meanings: sqlite.org/pragma.html. None of these writes to the file. `fullfsync` acts only on macOS,
 * where a plain fsync stops at the drive's cache.
 */
const CONNECTION = {
  busy_timeout: 5000,
  trusted_schema: 0,
  cell_size_check: 1,
  foreign_keys: 1,
  secure_delete: 1,
  synchronous: 2,
  fullfsync: 1,
};

const NEXT = sql<number>`(select coalesce(max(seq), 0) + 1 from submissions)`;

/** Primary result codes, sqlite.org/rescode.html. */
const FULL = 13;
// CORRUPT, NOTADB; then PERM, BUSY, LOCKED, NOMEM, READONLY, IOERR, CANTOPEN.
const DAMAGED = [11, 26];
const UNAVAILABLE = [3, 5, 6, 7, 8, 10, 14, ...DAMAGED];

function codeOf(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown }).errcode;
  // An extended code keeps its primary code in the low byte.
  return typeof code === 'number' ? code & 0xff : undefined;
}

function pragma(db: Database, name: string): unknown {
  return Object.values(db.prepare(`pragma ${name}`).get() ?? {})[0];
}

/** SQLite ignores a pragma that it cannot honour, so each is read back. */
function set(db: Database, pragmas: Readonly<Record<string, number | string>>): void {
  for (const [name, value] of Object.entries(pragmas)) {
    db.exec(`pragma ${name} = ${value}`);
    const now = pragma(db, name);
    if (now === value) continue;
    throw new Error(`SQLite keeps ${name} at ${String(now)}, but the receiver needs ${value}. Is the file on a local disk?`);
  }
}

/** Refuses a file that is damaged, newer than this code, or somebody else's. Only reads. */
function inspect(db: Database, path: string): void {
  const application = pragma(db, 'application_id');
  const version = Number(pragma(db, 'user_version'));
  const isNew = application === 0 && db.prepare('select 1 from sqlite_schema').get() === undefined;
  if (application !== APPLICATION_ID && !isNew) {
    throw new Error(`${path} is the database of another program. To use another file, set L30_DATA.`);
  }
  if (version > MIGRATIONS.length) {
    throw new Error(
      `${path} was written by a newer version of this receiver (format ${version}; this one knows ` +
        `${MIGRATIONS.length}). Update the receiver. The file is left as it is.`,
    );
  }
  if (pragma(db, 'quick_check(1)') !== 'ok') throw new Error(damaged(path));
}

function damaged(path: string): string {
  return (
    `${path} is damaged or is not a database. The file is left as it is. ` +
    'Put a backup in its place, or move it away to begin with an empty one.'
  );
}

/** All steps and the version number are one transaction: an interrupted start leaves the old version, whole. */
function migrate(db: Database): void {
  // The lock comes before the question, so two receivers that start together do not both migrate.
  db.exec('begin immediate');
  try {
    for (let version = Number(pragma(db, 'user_version')); version < MIGRATIONS.length; version += 1) {
      db.exec(`${MIGRATIONS[version]}; pragma user_version = ${version + 1}; pragma application_id = ${APPLICATION_ID}`);
    }
    db.exec('commit');
  } catch (error) {
    db.exec('rollback');
    throw error;
  }
}

/** SQLite gives its side files the mode of the main one, so the main one has to exist first. */
function createPrivately(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
}

function open(Driver: SqliteDriver, path: string, readOnly: boolean): Database {
  let db: Database | undefined;
  try {
    if (!readOnly) createPrivately(path);
    db = new Driver(path, { readOnly });
    set(db, CONNECTION);
    inspect(db, path);
    if (!readOnly) {
      set(db, { journal_mode: 'wal' });
      migrate(db);
    } else if (pragma(db, 'user_version') !== MIGRATIONS.length) {
      throw new Error(`${path} has to be brought up to date first. Start the receiver once.`);
    }
    return db;
  } catch (error) {
    db?.close();
    if (DAMAGED.includes(codeOf(error) ?? 0)) throw new Error(damaged(path), { cause: error });
    const { code, message } = error as NodeJS.ErrnoException;
    // Only our own sentences have no code.
    if (code === undefined) throw error;
    throw new Error(`${path} cannot be opened: ${message}. To use another file, set L30_DATA.`, { cause: error });
  }
}

function kysely(db: Database): Kysely<Schema> {
  const prepare = (text: string) => {
    const statement = db.prepare(text);
    return {
      reader: statement.columns().length > 0,
      all: (values: readonly unknown[]) => statement.all(...values),
      run: (values: readonly unknown[]) => statement.run(...values),
      iterate: (values: readonly unknown[]) => statement.iterate(...values),
    };
  };
  return new Kysely({ dialect: new SqliteDialect({ database: { prepare, close: () => db.close() } }) });
}

function trouble(error: unknown): Saved {
  const code = codeOf(error) ?? 0;
  const kind = code === FULL ? 'full' : UNAVAILABLE.includes(code) ? 'unavailable' : undefined;
  if (!kind) throw error;
  return { kind, reason: `SQLite ${code}, ${(error as Error).message}` };
}

/** Where the database is: `L30_DATA`, or `.data/l30.sqlite` under the working directory. */
export function dataPath(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return env.L30_DATA || '.data/l30.sqlite';
}

/** Which file, and how. */
export interface SqliteStoreOptions {
  path: string;
  /** For reading beside a running receiver: creates, migrates and writes nothing. */
  readOnly?: boolean;
  /** Bytes at which the store calls itself full, to spare a disk that others share. No limit when absent. */
  maxBytes?: number;
}

/**
 * Opens the embedded store, creating the file (mode 0600) and its folder (0700) when missing.
 *
 * Throws one clear sentence, and leaves the file as it is, when the file is damaged, newer than this
 * code or another program's, when a setting that durability rests on does not take, or when no
 * SQLite here is new enough.
 */
export async function openSqliteStore({ path, readOnly = false, maxBytes }: SqliteStoreOptions): Promise<Store> {
  const raw = open(await loadSqliteDriver(), path, readOnly);
  if (maxBytes !== undefined) {
    raw.exec(`pragma max_page_count = ${Math.floor(maxBytes / Number(pragma(raw, 'page_size')))}`);
  }
  const db = kysely(raw);

  return {
    async save({ envelope, body, sha256 }) {
      const { site: tenant, id, widget, pack = null, lang } = envelope;
      const stored_at = new Date().toISOString();
      try {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('submissions')
          .values({ seq: NEXT, tenant, id, sha256, widget, pack, lang, stored_at, body })
          .onConflict((row) => row.columns(['tenant', 'id']).doNothing())
          .executeTakeFirstOrThrow();
        // Asks nothing more of the disk: what is committed must not turn into "not stored".
        if (numInsertedOrUpdatedRows === 1n) return { kind: 'stored', storedAt: stored_at };
        const first = await db
          .selectFrom('submissions')
          .select(['sha256', 'stored_at'])
          .where('tenant', '=', tenant)
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        return first.sha256 === sha256 ? { kind: 'repeated', storedAt: first.stored_at } : { kind: 'id-reused' };
      } catch (error) {
        return trouble(error);
      }
    },

    async list() {
      const rows = await db
        .selectFrom('submissions')
        .select(['tenant', 'id', 'sha256', 'stored_at', 'body'])
        .orderBy('seq')
        .execute();
      return rows.map(({ stored_at, body, ...row }) => ({ ...row, storedAt: stored_at, envelope: JSON.parse(body) }));
    },

    async close() {
      if (!raw.isOpen) return;
      // @photostructure/sqlite keeps the connection half open until its statements are collected, so
      // SQLite cannot do this by itself. After it, the one file holds everything and can be copied.
      if (!readOnly) raw.exec('pragma wal_checkpoint(passive)');
      await db.destroy();
      // Kysely only closes what it has used.
      if (raw.isOpen) raw.close();
    },
  };
}
