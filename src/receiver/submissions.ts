/**
 * `npm run submissions`: shows what is stored, for whoever looks after the receiver. It only reads,
 * and works while the receiver runs.
 *
 * `--json` prints an array of `{tenant, id, sha256, storedAt, envelope}` instead of a table.
 * `L30_DATA` names the database; default `.data/l30.sqlite`. Ends with 1 when it cannot be read.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printableJson, table } from './printable.ts';
import { dataPath, openSqliteStore } from './sqlite-store.ts';

try {
  const { json } = parseArgs({ options: { json: { type: 'boolean' } } }).values;
  const path = dataPath();
  if (existsSync(path)) {
    const store = await openSqliteStore({ path, readOnly: true });
    const submissions = await store.list();
    await store.close();
    if (json) console.log(printableJson(submissions));
    else console.log(submissions.length > 0 ? table(submissions) : 'Nothing has been sent yet.');
  } else {
    if (json) console.log('[]');
    const say = json ? console.error : console.log;
    say(`There is no database at ${path} yet. It appears when the receiver starts for the first time.`);
  }
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
