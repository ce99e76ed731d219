import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Handler } from 'hono';

/** What may be served at all. A file of any other kind does not exist as far as visitors can tell. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
};

/** One plain name after another: no dot files, no way up, nothing that a file system reads differently. */
const SAFE = /^(?:\/[\w-][\w.-]*)*\/?$/;

/** The file that an address means: a folder is its index.html, and `.html` may be left out. */
function fileFor(path: string): string | undefined {
  if (!SAFE.test(path)) return undefined;
  if (path.endsWith('/')) return `${path}index.html`;
  return extname(path) ? path : `${path}.html`;
}

async function read(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return new Uint8Array(await readFile(join(folder, name)));
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'EISDIR', 'ENOTDIR', 'ENAMETOOLONG'].includes(code)) return undefined;
    throw error;
  }
}

/**
 * Serves the files of a folder. What is not there is left to the next handler. `no-cache` makes a
 * browser ask every time, so that whoever rebuilds sees the new files at once.
 */
export function files(folder: string, headers: Readonly<Record<string, string>> = {}): Handler {
  return async (c, next) => {
    // The path is taken as it was sent: none of our names needs an escape, so an escaped one is not ours.
    const name = fileFor(new URL(c.req.url).pathname);
    const type = name && TYPES[extname(name)];
    const body = type ? await read(folder, name) : undefined;
    if (!type || !body) return next();
    return c.body(body, 200, {
      'Content-Type': type,
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    });
  };
}
