import { loadSqliteDriver } from './sqlite-driver.ts';
import { openBeside } from './sqlite-file.ts';

/** What became of deleting: how many letters the file knew by these ids, and the ids it did not know. */
export interface Deleted {
  count: number;
  unknown: string[];
}

/**
 * Deletes letters for good: from the file, its log and its free pages, but not from copies made
 * before. What stays is the id, the digest and the times, so that a repeat that arrives late gets its
 * receipt and is not stored anew. Safe beside a running receiver, and safe to do again. `patience` is
 * how many milliseconds to wait for other programs that use the file.
 *
 * Throws one sentence when the file cannot be opened or another program keeps old pages in use.
 */
export async function deleteSubmissions(path: string, ids: readonly string[], patience = 5000): Promise<Deleted> {
  const db = openBeside(await loadSqliteDriver(), path, { readOnly: false });
  try {
    db.exec(`pragma busy_timeout = ${patience}`);
    const forget = db.prepare(
      `update submissions set widget = null, pack = null, lang = null, flags = null, body = null,
        deleted_at = ? where id = ?`,
    );
    const now = new Date().toISOString();
    const deleted: Deleted = { count: 0, unknown: [] };
    db.exec('begin immediate');
    for (const id of ids) {
      const { changes } = forget.run(now, id);
      if (changes === 0) deleted.unknown.push(id);
      deleted.count += Number(changes);
    }
    db.exec('commit');
    // `secure_delete` wipes pages of the file, but the log still holds what they said before.
    const { busy } = db.prepare('pragma wal_checkpoint(truncate)').get() as { busy: number };
    if (busy === 0) return deleted;
    throw new Error(
      `Another program is reading ${path}, so its log still holds the deleted words. Close that program and delete the same ids again.`,
    );
  } finally {
    db.close();
  }
}
