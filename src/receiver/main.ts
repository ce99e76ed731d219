/** `npm run receiver`: the receiver alone, for the sites that `L30_SITES` names. A proxy that ends TLS belongs in front. */
import { createApp } from './app.ts';
import { run } from './run.ts';
import { sitesFromEnv } from './sites.ts';

run(
  async (store) => createApp({ store, sites: await sitesFromEnv() }),
  ({ url, path }) => `Receiver: ${url}/submissions and ${url}/subscriptions, kept in ${path}`,
);
