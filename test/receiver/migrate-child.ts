/** Brings a database up to date and is killed just before the commit, with every page already in the log: `migrate-child.ts <database>`. */
import { DatabaseSync } from '@photostructure/sqlite';
import { migrate } from '../../src/receiver/sqlite-migrations.ts';

const db = new DatabaseSync(process.argv[2] ?? '');
db.exec('pragma journal_mode = wal; pragma cache_size = 1');
const mortal = new Proxy(db, {
  get: (_, name) => {
    if (name !== 'exec') return db.prepare.bind(db);
    return (sql: string) => (sql === 'commit' ? process.kill(process.pid, 'SIGKILL') : db.exec(sql));
  },
});
migrate(mortal);
