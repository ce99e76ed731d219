/** Brings a database up to date and is killed just before the commit, with every page already in the log: `migrate-child.ts <database>`. */
import { loadSqliteDriver } from '../../src/receiver/sqlite-driver.ts';
import { migrate } from '../../src/receiver/sqlite-migrations.ts';

const DatabaseSync = await loadSqliteDriver();
const db = new DatabaseSync(process.argv[2] ?? '');
db.exec('pragma journal_mode = wal; pragma cache_size = 1');
const mortal = new Proxy(db, {
  get: (_, name) => {
    if (name !== 'exec') return db.prepare.bind(db);
    return (sql: string) => (sql === 'commit' ? process.kill(process.pid, 'SIGKILL') : db.exec(sql));
  },
});
migrate(mortal);
