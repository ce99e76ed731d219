import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, sql, SqliteDialect } from 'kysely';
import { loadSqliteDriver } from './sqlite-driver.ts';
import { BUSY, codeOf, DAMAGED, openBeside, openForReceiver, pragma, type Database } from './sqlite-file.ts';
import type { Flag, Saved, Store } from './store.ts';

interface Schema {
  submissions: {
    /** Order of arrival, free of clocks. */
    seq: number;
    tenant: string;
    id: string;
    sha256: string;
    /** Of a deleted letter all of these are null but the time of its arrival. */
    widget: string | null;
    pack: string | null;
    lang: string | null;
    /** Separated by spaces; null when there are none. */
    flags: string | null;
    stored_at: string;
    deleted_at: string | null;
    body: string | null;
  };
}

const NEXT = sql<number>`(select coalesce(max(seq), 0) + 1 from submissions)`;

/** Primary result codes, sqlite.org/rescode.html. */
const FULL = 13;
// PERM, LOCKED, NOMEM, READONLY, IOERR, CANTOPEN.
const UNAVAILABLE = [3, BUSY, 6, 7, 8, 10, 14, ...DAMAGED];

/**
 * Milliseconds to wait for another program that writes to the file, and between two looks. SQLite's
 * own waiting would hold up everybody, because it stops the whole process.
 */
const PATIENCE = 2000;
const PAUSE = 50;

const MIB = 1024 * 1024;
/** Bytes left on the disk for deleting: on a full disk SQLite cannot even do that. */
const RESERVE = 16 * MIB;
/** Bytes left on the disk at which the log begins to say so. */
const LOW = 256 * MIB;

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

async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (codeOf(error) !== BUSY || performance.now() > end) throw error;
      await wait(PAUSE);
    }
  }
}

function trouble(error: unknown): Saved {
  const code = codeOf(error) ?? 0;
  const kind = code === FULL ? 'full' : UNAVAILABLE.includes(code) ? 'unavailable' : undefined;
  if (!kind) throw error;
  return { kind, reason: `SQLite ${code}, ${(error as Error).message}` };
}

function askDisk(path: string): number {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize;
  } catch {
    // A disk that does not tell is taken to have room; SQLite notices when it has none.
    return Infinity;
  }
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
  /** Bytes that are left on the disk. Default: asks the system. */
  bytesLeft?: () => number;
}

/**
 * Opens the embedded store, creating the file (mode 0600) and its folder (0700) when missing. Except
 * for reading, one process at a time can have it open.
 *
 * Throws one clear sentence, and leaves the file as it is, when the file is damaged, newer than this
 * code, another program's or another receiver's, when a setting that durability rests on does not
 * take, or when no SQLite here is new enough.
 */
export async function openSqliteStore({
  path,
  readOnly = false,
  maxBytes,
  bytesLeft = () => askDisk(path),
}: SqliteStoreOptions): Promise<Store> {
  const Driver = await loadSqliteDriver();
  const { db: raw, release } = readOnly
    ? { db: openBeside(Driver, path, { readOnly }), release: () => undefined }
    : openForReceiver(Driver, path);
  if (maxBytes !== undefined) {
    raw.exec(`pragma max_page_count = ${Math.floor(maxBytes / Number(pragma(raw, 'page_size')))}`);
  }
  // Staff tools have nobody else to hold up.
  if (!readOnly) raw.exec('pragma busy_timeout = 0');
  const db = kysely(raw);
  let said: number | undefined;

  async function known(tenant: string, id: string, sha256: string): Promise<Saved | undefined> {
    const first = await db
      .selectFrom('submissions')
      .select(['sha256', 'stored_at'])
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .executeTakeFirst();
    return first && (first.sha256 === sha256 ? { kind: 'repeated', storedAt: first.stored_at } : { kind: 'id-reused' });
  }

  return {
    async save({ envelope, body, sha256, flags }) {
      const { site: tenant, id, widget } = envelope;
      const { pack = null, lang } = 'answers' in envelope ? envelope : { lang: null };
      const left = bytesLeft();
      const mib = Math.floor(left / MIB);
      const reason = `${mib} MiB left on the disk`;
      try {
        if (left < RESERVE) return (await known(tenant, id, sha256)) ?? { kind: 'full', reason };
        const stored_at = new Date().toISOString();
        const row = {
          seq: NEXT,
          tenant,
          id,
          sha256,
          widget,
          pack,
          lang,
          flags: flags.join(' ') || null,
          stored_at,
          body,
        };
        const { numInsertedOrUpdatedRows } = await patiently(() =>
          db
            .insertInto('submissions')
            .values(row)
            .onConflict((key) => key.columns(['tenant', 'id']).doNothing())
            .executeTakeFirstOrThrow(),
        );
        // Asks nothing more of the disk: what is committed must not turn into "not stored".
        if (numInsertedOrUpdatedRows !== 1n) return (await known(tenant, id, sha256)) as Saved;
        // Once for each number, so that the log is not all about this.
        const isNews = left < LOW && mib !== said;
        said = mib;
        return { kind: 'stored', storedAt: stored_at, ...(isNews && { notice: reason }) };
      } catch (error) {
        return trouble(error);
      }
    },

    async list() {
      const rows = await db
        .selectFrom('submissions')
        .select(['tenant', 'id', 'sha256', 'stored_at', 'flags', 'body'])
        .where('body', 'is not', null)
        .orderBy('seq')
        .execute();
      return rows.map(({ stored_at, flags, body, ...row }) => ({
        ...row,
        storedAt: stored_at,
        flags: (flags?.split(' ') ?? []) as Flag[],
        envelope: JSON.parse(body as string),
      }));
    },

    async close() {
      if (!raw.isOpen) return;
      try {
        // @photostructure/sqlite keeps the connection half open until its statements are collected, so
        // SQLite cannot do this by itself. After it, the one file holds everything and can be copied.
        if (!readOnly) raw.exec('pragma wal_checkpoint(passive)');
      } catch (error) {
        // On a full disk the log goes on holding what it holds, and the next start reads it there.
        if (codeOf(error) === undefined) throw error;
      }
      await db.destroy();
      // Kysely only closes what it has used.
      if (raw.isOpen) raw.close();
      release();
    },
  };
}
