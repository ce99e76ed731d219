import { closeSync, mkdirSync, openSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SqliteDriver } from './sqlite-driver.ts';
import { APPLICATION_ID, migrate, NEWEST } from './sqlite-migrations.ts';

export type Database = InstanceType<SqliteDriver>;

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

/** Primary result codes, sqlite.org/rescode.html. */
export const BUSY = 5;
const CORRUPT = 11;
const NOTADB = 26;
export const DAMAGED: readonly number[] = [CORRUPT, NOTADB];

/** The primary result code of an error that SQLite gave. */
export function codeOf(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown }).errcode;
  // An extended code keeps its primary code in the low byte.
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** The first column of what a pragma answers. */
export function pragma(db: Database, name: string): unknown {
  return Object.values(db.prepare(`pragma ${name}`).get() ?? {})[0];
}

/** SQLite ignores a pragma that it cannot honour, so each is read back. */
function set(db: Database, pragmas: Readonly<Record<string, number | string>>): void {
  for (const [name, value] of Object.entries(pragmas)) {
    db.exec(`pragma ${name} = ${value}`);
    const now = pragma(db, name);
    if (now === value) continue;
    throw new Error(
      `SQLite keeps ${name} at ${String(now)}, but the receiver needs ${value}. Is the file on a local disk?`,
    );
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
  if (version > NEWEST) {
    throw new Error(
      `${path} was written by a newer version of this receiver (format ${version}; this one knows ` +
        `${NEWEST}). Update the receiver. The file is left as it is.`,
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

/** SQLite gives its side files the mode of the main one, so the main one has to exist first. */
function createPrivately(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  closeSync(openSync(path, 'a', 0o600));
}

/**
 * Takes the place of the one receiver that may keep a file, and answers how to give it back.
 *
 * Two receivers would not harm the rows, but each would take the other's writing for a locked disk,
 * and a second one is always a mistake. The place is a lock on an empty database beside the file:
 * the system frees it when the process ends, however it ends, and readers do not meet it.
 */
function takePlace(Driver: SqliteDriver, path: string): () => void {
  const place = `${realpathSync(path)}.lock`;
  createPrivately(place);
  const db = new Driver(place);
  try {
    db.exec('begin exclusive');
  } catch (error) {
    db.close();
    if (codeOf(error) !== BUSY) throw error;
    throw new Error(
      `Another receiver is running on ${path}. Stop that one first, or set L30_DATA to use another file.`,
      { cause: error },
    );
  }
  return () => db.close();
}

/** Runs what opens a file, and says its troubles in one sentence. */
function saying<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (DAMAGED.includes(codeOf(error) ?? 0)) throw new Error(damaged(path), { cause: error });
    const { code, message } = error as NodeJS.ErrnoException;
    // Only our own sentences have no code.
    if (code === undefined) throw error;
    throw new Error(`${path} cannot be opened: ${message}. To use another file, set L30_DATA.`, { cause: error });
  }
}

function connect(Driver: SqliteDriver, path: string, readOnly: boolean): Database {
  const db = new Driver(path, { readOnly });
  try {
    set(db, CONNECTION);
    inspect(db, path);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Opens a file for staff tools, beside a running receiver or without one. Creates and migrates nothing.
 * Throws one clear sentence when the file is damaged, another program's, or of another version.
 */
export function openBeside(Driver: SqliteDriver, path: string, { readOnly }: { readOnly: boolean }): Database {
  return saying(path, () => {
    const db = connect(Driver, path, readOnly);
    if (pragma(db, 'user_version') === NEWEST) return db;
    db.close();
    throw new Error(`${path} has to be brought up to date first. Start the receiver once.`);
  });
}

/**
 * Opens a file for the receiver, which is alone with it: creates it (mode 0600) and its folder (0700)
 * when missing, and brings it up to date. `release` lets others in; call it once `db` is closed.
 * Throws as `openBeside` does, and when another receiver runs on the file.
 */
export function openForReceiver(Driver: SqliteDriver, path: string): { db: Database; release: () => void } {
  return saying(path, () => {
    createPrivately(path);
    const release = takePlace(Driver, path);
    let db: Database | undefined;
    try {
      db = connect(Driver, path, false);
      set(db, { journal_mode: 'wal' });
      migrate(db);
      return { db, release };
    } catch (error) {
      db?.close();
      release();
      throw error;
    }
  });
}
