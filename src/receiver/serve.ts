import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

/** What to serve, and where. */
export interface ServeOptions {
  /** A Hono app, or anything else with a web-standard `fetch`. */
  app: { fetch(request: Request): Response | Promise<Response> };
  /** 0 picks a free one. */
  port: number;
  /** Default `127.0.0.1`: only this machine. A proxy that ends TLS belongs in front. */
  host?: string;
  /** Milliseconds allowed for headers, for a whole request, and for the last requests when closing. Default 10,000. */
  patience?: number;
  /**
   * How many connections may be open at once. Default 2,000. One more is closed at once, which its
   * sender takes for a bad line; without an end, the process would run out of handles for its files.
   */
  connections?: number;
}

/** A server that listens. */
export interface Served {
  /** Without a slash at the end. */
  url: string;
  /** Takes no new connections, lets requests under way finish, and after `patience` ends them. */
  close(): Promise<void>;
}

/** Node's own limit is 16 KiB; our requests need less than one. */
const MAX_HEADER_BYTES = 8 * 1024;

function listenError(error: NodeJS.ErrnoException, port: number, host: string): Error {
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} is already in use, perhaps by a receiver still running. Choose another with PORT=${port + 1}.`,
    EACCES: `This user may not listen on port ${port}. Choose one above 1023, such as PORT=3030.`,
  };
  const other = `Cannot listen on ${host}, port ${port}: ${error.message}`;
  return new Error(sentences[error.code ?? ''] ?? other, { cause: error });
}

/**
 * Serves an app over HTTP on Node. Rejects with one clear sentence when the port cannot be had.
 * Signals are the caller's: `process.once('SIGTERM', () => served.close())`.
 */
export async function serve({
  app,
  port,
  host = '127.0.0.1',
  patience = 10_000,
  connections = 2000,
}: ServeOptions): Promise<Served> {
  const server = createServer(
    {
      headersTimeout: patience,
      requestTimeout: patience,
      // Node looks for late requests only this often, and every 30 s by default.
      connectionsCheckingInterval: Math.ceil(patience / 10),
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    getRequestListener((request) => app.fetch(request), { overrideGlobalObjects: false }),
  );
  server.maxConnections = connections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, port, host)));
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;

  let closed: Promise<void> | undefined;
  const close = () =>
    new Promise<void>((resolve) => {
      // A connection that finishes its request would otherwise be kept alive, and keep us.
      const sweep = setInterval(() => server.closeIdleConnections(), 50);
      const end = setTimeout(() => server.closeAllConnections(), patience);
      server.close(() => {
        clearInterval(sweep);
        clearTimeout(end);
        resolve();
      });
    });

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}`,
    close: () => (closed ??= close()),
  };
}
