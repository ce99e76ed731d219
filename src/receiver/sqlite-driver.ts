import type { DatabaseSync } from '@photostructure/sqlite';

/** The `DatabaseSync` class of `node:sqlite`, or of the package with the same interface. */
export type SqliteDriver = typeof DatabaseSync;

/**
 * The first SQLite without the WAL-reset bug, which can lose committed rows when one connection
 * checkpoints while another resets the log. Source: sqlite.org/wal.html, "The WAL-reset bug".
 */
export const OLDEST_SQLITE = '3.51.3';

/** A place that may hold a driver. `load` resolves with `undefined` where there is none. */
export interface DriverSource {
  name: string;
  load(): Promise<SqliteDriver | undefined>;
}

/** Node 22 calls its module experimental at every start. Nobody who runs a receiver can act on that. */
function withoutWarning<T>(load: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

const SOURCES: readonly DriverSource[] = [
  {
    name: 'node:sqlite',
    // Not an import: Node 20 has no such module, and asking this way is not an error there.
    load: async () =>
      withoutWarning(() => process.getBuiltinModule('node:sqlite') as { DatabaseSync: SqliteDriver } | undefined)
        ?.DatabaseSync,
  },
  { name: '@photostructure/sqlite', load: async () => (await import('@photostructure/sqlite')).DatabaseSync },
];

function versionOf(Driver: SqliteDriver): string {
  const db = new Driver(':memory:');
  const { version } = db.prepare('select sqlite_version() as version').get() as { version: string };
  db.close();
  return version;
}

function isNewEnough(version: string): boolean {
  return version.localeCompare(OLDEST_SQLITE, 'en', { numeric: true }) >= 0;
}

/**
 * The first driver whose SQLite is new enough: Node's own, else the package.
 * Throws a sentence that names what was found when none is.
 */
export async function loadSqliteDriver(sources: readonly DriverSource[] = SOURCES): Promise<SqliteDriver> {
  const found: string[] = [];
  for (const { name, load } of sources) {
    const Driver = await load();
    if (!Driver) continue;
    const version = versionOf(Driver);
    if (isNewEnough(version)) return Driver;
    found.push(`${name} has ${version}`);
  }
  throw new Error(
    `The receiver needs SQLite ${OLDEST_SQLITE} or newer, because older ones can lose answers already confirmed. ` +
      `Here ${found.join(' and ') || 'there is none'}. Update Node, or install @photostructure/sqlite again.`,
  );
}
