/** A whole receiver in a process of its own, for tests that lock it out or kill it: `serve-child.ts <database>` prints its address, then its log. */
import { createApp } from '../../src/receiver/app.ts';
import { serve } from '../../src/receiver/serve.ts';
import { openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import { SITES } from './sites.ts';

const store = await openSqliteStore({ path: process.argv[2] ?? '' });
const { url } = await serve({ app: createApp({ store, sites: SITES }), port: 0 });
console.log(url);
