/**
 * What the tests against other people's software stand on. `npm run test:services` makes it ready: see
 * test/tools/services.mjs. Everything started here listens on loopback alone, keeps its data in a
 * folder of its own, and ends with the test file, however that ends.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer as createWebServer } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import puppeteer, { type Page } from 'puppeteer-core';
import type { Engine } from '../e2e/support.ts';

type Need = 'ghost' | 'wordpress' | 'mariadb' | 'pages';

interface Ready {
  /** Where everything lies that was installed or built, in a folder for each need. */
  folder: string;
  /** What could not be made ready, and why. */
  missing: Partial<Record<Need, string>>;
}

const { folder, missing }: Ready = JSON.parse(process.env['L30_SERVICES'] ?? '{"folder":""}') as Ready;

export const folderOf = (need: Need): string => join(folder, need);

/** Why tests with these needs cannot run, or false. */
export function without(...needs: Need[]): string | false {
  if (!folder) return 'npm run test:services makes ready what this needs';
  return needs.flatMap((need) => missing[need] ?? []).join(' ') || false;
}

/** Milliseconds until something that should have started is called broken: a first start on two busy cores fills a database. */
const STARTING = 240_000;

/** Undone in the opposite order, because a program still writes into its folder until it has ended. */
const leftovers = new Set<() => void>();
const clear = (): void =>
  [...leftovers].reverse().forEach((undo) => {
    leftovers.delete(undo);
    undo();
  });
after(clear);
process.once('exit', clear);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

export function temporaryFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'l30-services-'));
  leftovers.add(() => rmSync(made, { recursive: true, force: true, maxRetries: 9 }));
  return made;
}

/** Starts a program and waits until it is `ready`. Answers the end of it, which comes with the test file at the latest. */
export async function start(
  command: string,
  args: string[],
  { ready, ...options }: { ready: () => Promise<unknown>; cwd: string; env?: NodeJS.ProcessEnv },
): Promise<{ ended: Promise<unknown> }> {
  let said = '';
  // A group of its own, because its workers would outlive it.
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4000)));
  const ended = once(child, 'exit');
  const kill = (): void => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  };
  leftovers.add(kill);
  child.once('exit', () => {
    kill();
    leftovers.delete(kill);
  });
  const until = Date.now() + STARTING;
  for (;;) {
    try {
      await ready();
      break;
    } catch (error) {
      if (child.exitCode !== null || Date.now() > until)
        assert.fail(`${command} has not started (${String(error)}): ${said}`);
      await wait(100);
    }
  }
  return { ended };
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  leftovers.add(() => server.close());
  return (server.address() as AddressInfo).port;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  server.close();
  return port;
}

export interface Database {
  socket: string;
  version: string;
  /** What a query gives: a line for each row, tabs between columns. */
  query(sql: string): string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A MariaDB without a network, whose user `root` has no password. */
export async function mariadb(): Promise<Database> {
  const home = temporaryFolder();
  const socket = join(home, 's');
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  // Nothing here has to outlive a power cut, and waiting for the disk is most of what making tables takes.
  const hasty = ['--innodb-flush-log-at-trx-commit=0', '--innodb-doublewrite=0', '--innodb-flush-method=nosync'];
  const common = ['--no-defaults', `--datadir=${join(home, 'data')}`, ...user, ...hasty];
  execFileSync('mariadb-install-db', [...common, '--auth-root-authentication-method=normal', '--skip-test-db'], {
    stdio: 'pipe',
  });
  const query = (sql: string): string =>
    execFileSync(
      'mariadb',
      [
        '--no-defaults',
        `--socket=${socket}`,
        '--user=root',
        '--default-character-set=utf8mb4',
        '--batch',
        '--raw',
        '--skip-column-names',
      ],
      { input: sql, encoding: 'utf8', stdio: 'pipe' },
    ).trim();
  let ended: Promise<unknown>;
  const database: Database = {
    socket,
    version: '',
    query,
    async start() {
      ({ ended } = await start('mariadbd', [...common, `--socket=${socket}`, '--skip-networking'], {
        cwd: home,
        ready: async () => query('select 1'),
      }));
    },
    async stop() {
      query('shutdown');
      await ended;
    },
  };
  await database.start();
  return { ...database, version: query('select version()') };
}

/** One mail that arrived. */
export interface Mail {
  to: string;
  /** Its plain text. */
  text: string;
}

/** A mail server that takes everything and passes nothing on. Speaks as much of RFC 5321 as a client needs. */
export async function mailSink(): Promise<{ port: number; mails: Mail[] }> {
  const mails: Mail[] = [];
  const converse = (socket: Socket): void => {
    let heard = '';
    let to = '';
    let inMail = false;
    const answers: [command: RegExp, answer: string][] = [
      [/^DATA/i, '354 Go on'],
      [/^QUIT/i, '221 Bye'],
      [/^/, '250 OK'],
    ];
    socket.setEncoding('utf8').on('error', () => undefined);
    socket.on('data', (chunk) => {
      heard += String(chunk);
      for (;;) {
        const mark = inMail ? '\r\n.\r\n' : '\r\n';
        const end = heard.indexOf(mark);
        if (end < 0) return;
        const said = heard.slice(0, end);
        heard = heard.slice(end + mark.length);
        if (inMail) mails.push({ to, text: plainText(said) });
        else to = /^RCPT TO:<(.*)>/i.exec(said)?.[1] ?? to;
        const [, answer = ''] = inMail ? ['', '250 OK'] : answers.find(([command]) => command.test(said))!;
        inMail = answer.startsWith('354');
        socket.write(`${answer}\r\n`);
      }
    });
    socket.write('220 sink\r\n');
  };
  return { port: await listening(createServer(converse)), mails };
}

/** The text/plain part of a mail. */
function plainText(mail: string): string {
  const boundary = /boundary="([^"]+)"/.exec(mail)?.[1];
  const parts = boundary ? mail.split(`--${boundary}`) : [mail];
  const plain = parts.find((part) => /^content-type: text\/plain/im.test(part)) ?? '';
  const start = plain.indexOf('\r\n\r\n');
  const [head, body] = [plain.slice(0, start), plain.slice(start).trim()];
  if (/^content-transfer-encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString();
  if (!/^content-transfer-encoding: quoted-printable/im.test(head)) return body;
  return body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** Opens a page, on an origin of its own, that has `body` in it and the built widgets beside it. */
export async function openPage(context: TestContext, engine: Engine, body: string): Promise<Page> {
  const types: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json' };
  const page = `<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>A school</title><main>${body}</main></html>`;
  const server = createWebServer(({ url = '/' }, response) => {
    const path = new URL(url, 'http://page').pathname;
    try {
      const text = path === '/' ? page : readFileSync(join(folderOf('pages'), path));
      response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/html; charset=utf-8' }).end(text);
    } catch {
      response.writeHead(404).end();
    }
  });
  const port = await listening(server);
  const executablePath = process.env[`L30_${engine.toUpperCase()}`]!;
  const args = engine === 'chromium' ? ['--no-sandbox', '--disable-background-networking', '--disable-quic'] : [];
  const browser = await puppeteer.launch({
    executablePath,
    browser: engine === 'firefox' ? 'firefox' : 'chrome',
    args,
    timeout: 60_000,
    protocolTimeout: 60_000,
  });
  leftovers.add(() => browser.process()?.kill('SIGKILL'));
  context.after(async () => {
    await browser.close();
    server.close();
  });
  const opened = await browser.newPage();
  await opened.goto(`http://127.0.0.1:${port}/`);
  return opened;
}
