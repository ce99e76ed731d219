/**
 * `npm run submissions`: shows what is stored, for whoever looks after the receiver. It works while
 * the receiver runs, and only reads unless asked to delete.
 *
 * `--json` prints an array of `{tenant, id, sha256, storedAt, flags, envelope}` instead of a table;
 * sealed letters are in it as they came. `--delete <id> …` deletes letters for good.
 * `L30_DATA` names the database; default `.data/l30.sqlite`. Ends with 1 when something did not go well.
 */
import { dataPath } from './sqlite-store.ts';
import { answerStaff } from './staff.ts';

const { status, stdout, stderr } = await answerStaff(process.argv.slice(2), dataPath());
if (stdout) console.log(stdout);
if (stderr) console.error(stderr);
process.exitCode = status;
