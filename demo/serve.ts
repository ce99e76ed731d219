/**
 * Everything on one loopback port: the school's website, `l30.js` beside it, the hosted widget pages,
 * and the receiver.
 *
 * `PORT` (default 3030; 0 means any free one) and `L30_DATA` (default `.data/l30.sqlite`) can be set.
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Hono } from 'hono';
import { embedPage, hasEmbed, type EmbedSite } from '../src/pages/embed.ts';
import { createApp } from '../src/receiver/app.ts';
import { run } from '../src/receiver/run.ts';
import type { Store } from '../src/receiver/store.ts';
import { files } from './files.ts';

const here = import.meta.dirname;
const dist = join(here, '../dist');

/** The settings that the script tags of the pages carry as well. */
export const hollybrook: EmbedSite = {
  site: 'hollybrook',
  school: 'Hollybrook Primary School',
  endpoint: '/submissions',
  newsletterEndpoint: '/subscriptions',
  readers: 'Miss Khan, Pastoral Lead',
  readWhen: 'each school day before 10am',
  lead: 'Mr Owen, Designated safeguarding lead',
  region: 'england',
  listName: 'the Hollybrook letter',
  frequency: 'every other Friday',
  privacyHref: '/families.html#privacy',
  script: '/l30.js',
  stylesheet: '/embed.css',
};

/** The whole demo as one web-standard handler. `log` takes the receiver's lines. */
export function createDemo(store: Store, log?: (line: string) => void): Hono {
  const demo = new Hono();
  // The receiver accepts its own origin without being told, and here every page has the same one.
  const receiver = createApp({ store, sites: { hollybrook: { origins: [] } }, ...(log && { log }) });
  for (const path of ['/submissions', '/subscriptions']) demo.all(path, (c) => receiver.fetch(c.req.raw));

  // With `.html` it is the page for static hosts, which is a file.
  demo.get('/embed/:widget{[^.]+}', (c) => {
    const widget = c.req.param('widget');
    const query = c.req.query();
    return c.html(embedPage(widget, query, hollybrook), hasEmbed(widget, query) ? 200 : 404, {
      'Cache-Control': 'no-cache',
    });
  });

  // Its own files lie beside it, in a folder.
  demo.get('/builder', (c) => c.redirect('/builder/'));

  // Pages without a link to the crest, such as those in situations/, are asked about this one.
  demo.get('/favicon.ico', (c) => c.redirect('/images/crest.svg'));
  demo.get('*', files(here));
  // Other sites load these too, and a module script or a leaf from another origin needs permission.
  demo.get('*', files(dist, { 'Access-Control-Allow-Origin': '*' }));
  demo.notFound(async (c) => c.html(await readFile(join(here, '404.html'), 'utf8'), 404));
  return demo;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  if (!existsSync(join(dist, 'l30.js')))
    console.error('There is no dist/l30.js yet, so the pages show their links. `npm run build` makes it.');
  run(
    createDemo,
    ({ url, path }) => `Hollybrook demo: ${url}/
  The receiver answers at /submissions and /subscriptions and keeps what it gets in ${path}
  npm run submissions shows what has arrived; Ctrl+C stops the demo`,
  );
}
