/**
 * A small web space on loopback: `dist` and the pages of the subjects in brotli, with the cache headers that a
 * school's web space would send, and an endpoint that answers with a receipt at once.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { STYLES } from './controls.ts';
import { pageAt } from './pages.ts';
import { WIDGETS } from './subjects.ts';

const here = import.meta.dirname;
const dist = join(here, '../../dist');

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
};

/** Scripts and pages that never change while this runs, compressed once. */
class Shelf {
  #packed = new Map<string, Buffer>();

  pack(path: string, make: () => string | Buffer): Buffer {
    const packed = this.#packed.get(path) ?? brotliCompressSync(make());
    this.#packed.set(path, packed);
    return packed;
  }
}

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, loader: 'ts', resolveDir: here },
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    conditions: ['production'],
    write: false,
  });
  return outputFiles[0]!.text;
}

/** What the subjects beside the widget run, by its address. Each minimal element comes alone. */
async function scripts(): Promise<ReadonlyMap<string, string>> {
  const entries: [string, string][] = [['/bench/native.js', "import './native-script.ts'"]];
  for (const name of WIDGETS) {
    const element = name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
    entries.push([
      `/bench/minimal-${name}.js`,
      `import { ${element} } from './minimal.ts'; customElements.define('bench-${name}', ${element});`,
    ]);
  }
  return new Map(
    await Promise.all(entries.map(async ([path, code]) => [path, await bundle(code)] as [string, string])),
  );
}

async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const { id } = JSON.parse(body.toString()) as { id: string };
  const sha256 = createHash('sha256').update(body).digest('hex');
  response
    .writeHead(201, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
    .end(JSON.stringify({ id, sha256, storedAt: new Date().toISOString() }));
}

/** A running web space. */
export interface WebSpace {
  url: string;
  close: () => void;
}

/** `against` is the folder of another build, to be served under `/against/`. */
export async function serve(against?: string): Promise<WebSpace> {
  if (!existsSync(join(dist, 'l30.js'))) throw new Error('There is no dist/l30.js: run npm run build first.');
  const made = await scripts();
  const shelf = new Shelf();

  function fileAt(pathname: string): string | undefined {
    const [, path = ''] = /^\/against\/(.*)/.exec(pathname) ?? [];
    const folder = path && against ? resolve(against) : dist;
    const file = join(folder, normalize(path || pathname));
    return file.startsWith(folder) && existsSync(file) && statSync(file).isFile() ? file : undefined;
  }

  function contentOf(url: URL): { type: string; packed: Buffer; cache: string } | undefined {
    const { pathname, search, searchParams } = url;
    if (pathname === '/page')
      return {
        type: TYPES['.html']!,
        packed: shelf.pack(pathname + search, () => pageWithStyles(searchParams)),
        cache: 'no-cache',
      };
    const type = TYPES[extname(pathname)];
    const script = made.get(pathname);
    const file = fileAt(pathname);
    if (!type || !(script ?? file)) return undefined;
    return {
      type,
      packed: shelf.pack(pathname, () => script ?? readFileSync(file!)),
      cache: 'public, max-age=3600',
    };
  }

  const server = createServer((request, response) => {
    if (request.method === 'POST') return void receive(request, response);
    const content = contentOf(new URL(request.url ?? '/', 'http://localhost'));
    if (!content) return void response.writeHead(404).end();
    response
      .writeHead(200, {
        'Content-Type': content.type,
        'Content-Encoding': 'br',
        'Content-Length': content.packed.length,
        'Cache-Control': content.cache,
      })
      .end(content.packed);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The look of a native form is part of its page, as that of the elements is part of their scripts. */
function pageWithStyles(query: URLSearchParams): string {
  const page = pageAt(query);
  if (query.get('subject') !== 'native') return page;
  return page.replace('</style>', `.native { ${STYLES} }\n</style>`);
}
