import { serve, type ServeOptions } from './serve.ts';
import { dataPath, openSqliteStore } from './sqlite-store.ts';
import type { Store } from './store.ts';

/** Where a program that runs listens, and the database file it keeps. */
export interface Running {
  /** Without a slash at the end. */
  url: string;
  path: string;
}

function portFromEnv(): number {
  const text = process.env['PORT'] || '3030';
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT is "${text}". It should be a number from 0 to 65535; 0 means any free one.`);
  return port;
}

type MakeApp = (store: Store) => ServeOptions['app'] | Promise<ServeOptions['app']>;

async function start(makeApp: MakeApp): Promise<Running> {
  const port = portFromEnv();
  const path = dataPath();
  const store = await openSqliteStore({ path });
  const served = await Promise.resolve()
    .then(async () => serve({ app: await makeApp(store), port }))
    .catch(async (error: unknown) => {
      await store.close();
      throw error;
    });

  // A terminal and our parent may both pass on the same signal; the second must not cut the first one short.
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= served.close().then(() => store.close()));
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void close().then(() => process.exit(0)));
  return { url: served.url, path };
}

/**
 * Runs an app on its store until a signal asks it to stop, says where it is, and on trouble says what
 * to change and exits with 1. `PORT` (default 3030; 0 means any free one) and `L30_DATA` can be set.
 */
export function run(makeApp: MakeApp, greet: (running: Running) => string): void {
  start(makeApp).then(
    (running) => console.log(greet(running)),
    (error: unknown) => {
      console.error((error as Error).message);
      process.exitCode = 1;
    },
  );
}
