/**
 * Two loopback origins for the hazards: the school's site, with its pages, `l30.js` and a receiver, and
 * somebody else's, from which a script or an endpoint can come.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Envelope } from '../../src/contract/envelope.ts';
import { hazards } from './hazards.ts';

const here = import.meta.dirname;
const dist = join(here, '../../dist');

const fileOf = (library: string, path = ''): string => fileURLToPath(new URL(path, import.meta.resolve(library)));

/** Libraries as they are, by the name under which a page loads them: `/lib/<name>`. */
const LIBRARIES: Readonly<Record<string, string>> = {
  'zone.js': fileOf('zone.js', '../bundles/zone.umd.js'),
  'custom-elements.js': fileOf('@webcomponents/custom-elements'),
  'fetch.js': fileOf('whatwg-fetch'),
};

/** One post as it came. */
export interface Post {
  type: string;
  body: string;
}

const WIDGET =
  '<div class="l30-mood-check-in" data-l30="mood-check-in" data-scale="faces-5" style="min-height:clamp(410px,990px - 65vw,760px)"><a href="/embed/mood-check-in?scale=faces-5">How are you feeling right now?</a></div>';

const SETTINGS =
  'data-site="hollybrook" data-school="Hollybrook Primary School" data-readers="Miss Khan, Pastoral Lead" data-read-when="each school day before 10am" data-lead="Mr Owen, Designated safeguarding lead" data-region="england"';

/** What a page writes in place of what every page has. `more` are attributes of its own. */
function fill(page: string, endpoint: string, elsewhere: string): string {
  return page
    .replace(/<!-- widget -->/g, () => WIDGET)
    .replace(/<!-- before(.*?) -->/g, (_, more: string) => `<script src="/before.js"${more}></script>`)
    .replace(
      /<!-- script(.*?) -->/g,
      (_, more: string) =>
        `<script src="/before.js" defer${more}></script>\n<script src="/l30.js" ${SETTINGS} data-endpoint="${endpoint}" defer${more}></script>`,
    )
    .replace(/\{settings\}/g, () => `${SETTINGS} data-endpoint="${endpoint}"`)
    .replace(/\{elsewhere\}/g, () => elsewhere);
}

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  html: 'text/html; charset=utf-8',
};

export class Site {
  url = '';
  elsewhere = '';
  /** Everything that was posted, by hazard and engine. */
  readonly #posts = new Map<string, Post[]>();
  readonly #servers: Server[] = [];

  async start(): Promise<void> {
    if (!existsSync(join(dist, 'l30.js'))) throw new Error('there is no dist/l30.js: run npx vite build first');
    [this.elsewhere, this.url] = [await this.#listen(true), await this.#listen(false)];
  }

  stop(): void {
    for (const server of this.#servers) {
      server.close();
      server.closeAllConnections();
    }
  }

  posts(name: string, engine: string): Post[] {
    return this.#posts.get(`${engine}/${name}`) ?? [];
  }

  /** The one letter that arrived. */
  letters(name: string, engine: string): Envelope[] {
    return this.posts(name, engine).map(({ body }) => JSON.parse(body) as Envelope);
  }

  async #listen(isElsewhere: boolean): Promise<string> {
    const server = createServer((incoming, outgoing) => {
      this.#answer(incoming, outgoing, isElsewhere).catch((error: unknown) =>
        outgoing.writeHead(500).end(String(error)),
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    this.#servers.push(server);
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse, isElsewhere: boolean): Promise<void> {
    const { pathname, searchParams } = new URL(incoming.url!, 'http://site');
    const [, first = '', second = ''] = pathname.split('/');
    if (first === 'submissions')
      return this.#receive(incoming, outgoing, searchParams.get('engine')!, searchParams.get('hazard')!, isElsewhere);
    if (first === 'embed')
      return void outgoing
        .writeHead(200, { 'content-type': TYPES['html'] })
        .end('<!doctype html><title>The widget alone</title><h1>The widget alone</h1>');
    if (first === 'page') return this.#page(outgoing, second, pathname.split('/')[3]!);
    const library = first === 'lib' ? LIBRARIES[second] : undefined;
    const file = library ?? (first === 'before.js' ? join(here, first) : join(dist, pathname.replace(/^\/copy/, '')));
    if (!existsSync(file) || !/\.\w+$/.test(file)) return void outgoing.writeHead(404).end();
    const headers = {
      'content-type': TYPES[file.split('.').pop()!] ?? 'text/plain',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    };
    outgoing.writeHead(200, headers).end(readFileSync(file));
  }

  /** `/page/<engine>/<name>`: the hazard's page, or one that it needs. */
  #page(outgoing: ServerResponse, engine: string, file: string): void {
    const path = join(here, 'pages', file);
    if (!existsSync(path)) return void outgoing.writeHead(404).end();
    const name = file.replace('.html', '');
    const hazard = hazards[name];
    const endpoint = hazard?.endpoint ?? '/submissions';
    const to = `${endpoint.replace('{elsewhere}', this.elsewhere).replace('{site}', this.url)}?engine=${engine}&hazard=${name.replace(/-inside$/, '')}`;
    const html = fill(readFileSync(path, 'utf8'), to.replace('&', '&amp;'), this.elsewhere);
    outgoing.writeHead(200, {
      'content-type': TYPES['html'],
      'cache-control': 'no-store',
      ...hazard?.headers,
      ...(hazard?.charset && { 'content-type': `text/html; charset=${hazard.charset}` }),
    });
    outgoing.end(Buffer.from(html, hazard?.charset ? 'latin1' : 'utf8'));
  }

  async #receive(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    engine: string,
    name: string,
    isElsewhere: boolean,
  ): Promise<void> {
    const { receiver = 'kind' } = hazards[name] ?? {};
    const allowed = isElsewhere && receiver !== 'no-cors';
    const headers =
      allowed || incoming.headers.origin === 'null'
        ? { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' }
        : {};
    if (incoming.method === 'OPTIONS')
      return void outgoing.writeHead(receiver === 'no-preflight' ? 405 : 204, headers).end();
    const body = Buffer.concat(await incoming.toArray());
    const key = `${engine}/${name}`;
    this.#posts.set(key, [
      ...this.posts(name, engine),
      { type: incoming.headers['content-type'] ?? '', body: body.toString() },
    ]);
    if (receiver === 'broken') return void outgoing.writeHead(500, headers).end('Internal Server Error');
    let id: unknown;
    try {
      ({ id } = JSON.parse(body.toString()) as { id?: unknown });
    } catch {
      return void outgoing.writeHead(200, headers).end('Thank you');
    }
    const receipt = { id, sha256: createHash('sha256').update(body).digest('hex'), storedAt: new Date().toISOString() };
    outgoing.writeHead(201, { ...headers, 'content-type': 'application/json' }).end(JSON.stringify(receipt));
  }
}
