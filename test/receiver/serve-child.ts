/**
 * A whole receiver in a process of its own, for tests that lock it out or kill it. It prints its
 * address, then its log. With a fate it kills itself at the first letter, just before or after the commit.
 *
 *     serve-child.ts <database> [before-commit | after-commit]
 */
import { createApp } from '../../src/receiver/app.ts';
import { serve } from '../../src/receiver/serve.ts';
import { openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import type { Store } from '../../src/receiver/store.ts';
import { SITES } from './sites.ts';

const [, , path = '', fate] = process.argv;
const store = await openSqliteStore({ path });
const die = () => process.kill(process.pid, 'SIGKILL');
const save: Store['save'] = async (submission) => {
  if (fate === 'before-commit') die();
  const saved = await store.save(submission);
  if (fate === 'after-commit') die();
  return saved;
};
const { url } = await serve({ app: createApp({ store: { ...store, save }, sites: SITES }), port: 0 });
console.log(url);
