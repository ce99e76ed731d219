import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from './random.ts';

const root = join(import.meta.dirname, '../..');

/** What can befall one request; the numbers are those of the fault matrix in PROMISES.md, section 6. */
const FAULTS = [
  [4, 'cut before it is read'], // 2, 18, 23
  [6, 'stored, and the answer lost'], // 3, 24
  [4, 'stored, and the receipt cut in half'], // 4
  [4, 'a sign-in page in its place'], // 5
  [2, 'a redirect to a block page'], // 6
  [0.1, 'a filter says no'], // 7: costs the letter five minutes, so it is rare
  [4, 'a server error'], // 10
  [4, 'stored, and then a server error'], // 10
  [3, 'told to wait some seconds'], // 11
  [3, 'told to wait until a time'], // 11
  [3, 'stored, and no answer in time'], // 12
  [3, 'the receipt of another letter'], // 21
] as const;
export type Fault = (typeof FAULTS)[number][1];

/** Milliseconds: longer than a page waits, whose ten seconds pass twenty times as fast. */
const TOO_LATE = 900;

const HTML = { 'content-type': 'text/html; charset=utf-8' };
const SIGN_IN = '<!doctype html><title>Welcome</title><h1>Sign in to use the Wi-Fi</h1>';

interface Answer {
  status: number;
  body: Buffer;
}

/** What the pages are told to do next, and what they say. */
export interface Desk {
  next(): object;
  told(what: { words?: string; id?: string; kind: string; code?: string }): void;
  left(count: number): void;
}

export interface NetworkOptions {
  chance: Chance;
  page: () => string;
  desk: Desk;
  /** Where the receiver is now; it dies and comes back. */
  receiver: () => string;
}

/** Everything between the pages and the receiver. Three of four posts meet a fault while `bad`. */
export class Network {
  bad = true;
  faults = 0;
  posts = 0;
  readonly seen = new Map<Fault, number>();
  url = '';
  #server: Server;

  constructor(private readonly options: NetworkOptions) {
    this.#server = createServer((incoming, outgoing) => {
      this.#serve(incoming, outgoing).catch(() => incoming.socket.destroy());
    });
  }

  async open(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { pathname } = new URL(incoming.url ?? '/', this.url);
    const { desk, page } = this.options;
    if (pathname === '/submissions') return this.#post(incoming, outgoing);
    const body = Buffer.concat(await incoming.toArray()).toString();
    if (pathname === '/next') outgoing.end(JSON.stringify(desk.next()));
    else if (pathname === '/told') {
      desk.told(JSON.parse(body));
      outgoing.end();
    } else if (pathname === '/left') {
      desk.left(Number(body));
      outgoing.end();
    } else if (pathname === '/') outgoing.writeHead(200, HTML).end(page());
    else if (pathname === '/person.js')
      outgoing
        .writeHead(200, { 'content-type': 'text/javascript' })
        .end(await readFile(join(import.meta.dirname, 'person.js')));
    else if (/^\/[\w/-]+\.js$/.test(pathname))
      outgoing.writeHead(200, { 'content-type': 'text/javascript' }).end(await readFile(join(root, 'dist', pathname)));
    else outgoing.writeHead(404).end();
  }

  async #post(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { chance } = this.options;
    this.posts += 1;
    const fault = this.bad && chance.next() < 0.75 ? chance.pick<Fault>(FAULTS) : undefined;
    if (fault) {
      this.faults += 1;
      this.seen.set(fault, (this.seen.get(fault) ?? 0) + 1);
    }
    if (fault === 'cut before it is read') return void incoming.socket.destroy();
    const body = Buffer.concat(await incoming.toArray());
    const store = (): Promise<Answer> => this.#forward(incoming, body);
    const answer = (status: number, headers: Record<string, string>, text: string): void =>
      void outgoing.writeHead(status, headers).end(text);
    switch (fault) {
      case 'a sign-in page in its place':
        return answer(200, HTML, SIGN_IN);
      case 'a redirect to a block page':
        return answer(302, { location: '/' }, '');
      case 'a filter says no':
        return answer(403, HTML, SIGN_IN);
      case 'a server error':
        return answer(
          chance.pick([
            [1, 500],
            [1, 502],
            [1, 504],
          ]),
          HTML,
          SIGN_IN,
        );
      case 'told to wait some seconds':
        return answer(503, { 'retry-after': '1' }, '');
      case 'told to wait until a time':
        return answer(429, { 'retry-after': new Date(Date.now() + 2000).toUTCString() }, '');
    }
    const stored = await store();
    switch (fault) {
      case 'stored, and the answer lost':
        return void incoming.socket.destroy();
      case 'stored, and the receipt cut in half':
        outgoing.writeHead(stored.status, { 'content-type': 'application/json', 'content-length': stored.body.length });
        outgoing.write(stored.body.subarray(0, stored.body.length / 2), () => incoming.socket.destroy());
        return;
      case 'stored, and then a server error':
        return answer(500, HTML, SIGN_IN);
      case 'stored, and no answer in time':
        await wait(TOO_LATE);
        break;
      case 'the receipt of another letter':
        return answer(
          201,
          { 'content-type': 'application/json' },
          stored.body.toString().replace(/[0-9a-f]{8}/, '00000000'),
        );
    }
    answer(stored.status, { 'content-type': 'application/json' }, stored.body.toString());
  }

  #forward({ headers, method, url }: IncomingMessage, body: Buffer): Promise<Answer> {
    const { hostname, port } = new URL(this.options.receiver());
    return new Promise((resolve, reject) => {
      request({ hostname, port, method, path: url, headers, agent: false }, (response) => {
        response
          .toArray()
          .then(
            (chunks: Buffer[]) => resolve({ status: response.statusCode ?? 502, body: Buffer.concat(chunks) }),
            reject,
          );
      })
        .once('error', reject)
        .end(body);
    });
  }
}
