import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeId, type Envelope } from '../../src/contract/envelope.ts';
import type { Receipt } from '../../src/contract/reply.ts';
import { SUITE, type SealedEnvelope } from '../../src/contract/sealed.ts';
import { createApp } from '../../src/receiver/app.ts';
import { loadSqliteDriver } from '../../src/receiver/sqlite-driver.ts';
import { openSqliteStore, type SqliteStoreOptions } from '../../src/receiver/sqlite-store.ts';
import type { Letter, Store, Submission } from '../../src/receiver/store.ts';
import { KEYS, SITES } from './sites.ts';

/** The SQLite that the receiver runs on here. */
export const DatabaseSync = await loadSqliteDriver();

const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A file name in a new folder that goes away after the tests. */
export function tempFile(name = 'l30.sqlite'): string {
  const folder = mkdtempSync(join(tmpdir(), 'l30-receiver-'));
  folders.push(folder);
  return join(folder, name);
}

/** A receiver on a real file, the lines it logged, and its store. */
export async function receiver(options: Partial<SqliteStoreOptions> = {}) {
  const path = options.path ?? tempFile();
  const store = await openSqliteStore({ ...options, path });
  const lines: string[] = [];
  return { app: createApp({ store, sites: SITES, log: (line) => lines.push(line) }), store, lines, path };
}

export function envelope(changes: Partial<Envelope> = {}): Envelope {
  return {
    v: 1,
    id: makeId(),
    widget: 'mood-check-in',
    pack: 'weather',
    site: 'hollybrook',
    lang: 'en-GB',
    sentAt: '2026-11-23T09:30:00.000Z',
    answers: [{ id: 'mood', question: 'How are you today?', value: 'sunny', words: 'Sunny' }],
    ...changes,
  };
}

export function subscription(changes: Partial<Envelope> = {}, values: Record<string, string> = {}): Envelope {
  const answers = Object.entries({ email: 'parent@example.org', consent: 'yes', ...values });
  return envelope({
    widget: 'newsletter-signup',
    answers: answers.map(([id, value]) => ({ id, question: id, value })),
    ...changes,
  });
}

/** A letter as a page with public keys sends it, as far as anyone without a private key can tell. */
export function sealed(changes: Partial<SealedEnvelope> = {}): SealedEnvelope {
  const bytes = (count: number) => randomBytes(count).toString('base64url');
  return {
    v: 1,
    id: makeId(),
    widget: 'mood-check-in',
    site: 'oakfield',
    suite: SUITE,
    commitment: bytes(32),
    recipients: KEYS.map((kid) => ({ kid, enc: bytes(65), key: bytes(48) })),
    iv: bytes(12),
    text: bytes(512 + 16),
    ...changes,
  };
}

/** A letter on its way into the store. */
export function submission(letter: Letter = envelope()): Submission {
  const body = JSON.stringify(letter);
  return { envelope: letter, body, sha256: sha256(body), flags: [] };
}

/** What the store holds in plain words, in the order of arrival. */
export async function plainIn(store: Store): Promise<Envelope[]> {
  return (await store.list()).map(({ envelope: letter }) => {
    assert.ok('answers' in letter, 'this letter is sealed');
    return letter;
  });
}

/** The request a widget makes for an envelope, or for any other body. */
export function json(body: unknown, headers: Record<string, string> = {}): RequestInit {
  const text = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: text as BodyInit };
}

/** The request a page without script makes. */
export function form(fields: Iterable<[string, string]> | string, headers: Record<string, string> = {}): RequestInit {
  const body = typeof fields === 'string' ? fields : new URLSearchParams([...fields]).toString();
  return { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, body };
}

export function sha256(body: string | Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}

/**
 * Sends a letter on a connection of its own and answers the receipt, or `undefined` where none came.
 * Node 20's `fetch` sometimes never answers when the other side is killed.
 */
export function send(url: string, letter: Letter, headers: Record<string, string> = {}): Promise<Receipt | undefined> {
  return new Promise((resolve) => {
    const sending = request(`${url}/submissions`, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/json', ...headers },
    });
    sending.on('response', (response) => {
      let heard = '';
      response.on('data', (chunk) => (heard += String(chunk)));
      response.on('end', () => response.complete && resolve(JSON.parse(heard) as Receipt));
    });
    sending.on('error', () => undefined);
    sending.on('close', () => resolve(undefined));
    sending.end(JSON.stringify(letter));
  });
}

/** When a receiver in a process of its own ends by itself, as if its power were cut. */
export type Fate = 'before-commit' | 'after-commit';

/** A receiver in a process of its own, and what it printed after its address. It ends with the test. */
export async function child(context: TestContext, path: string, fate: Fate | '' = '') {
  const script = fileURLToPath(new URL('./serve-child.ts', import.meta.url));
  const running = spawn(process.execPath, ['--import', 'tsx', script, path, fate], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(running, 'exit');
  const kill = () => {
    running.kill('SIGKILL');
    return exit;
  };
  context.after(kill);
  const output = createInterface(running.stdout);
  const ended = exit.then(([code, signal]) =>
    assert.fail(`it ended with ${code ?? signal} before it gave its address`),
  );
  const [url] = (await Promise.race([once(output, 'line'), ended])) as [string];
  ended.catch(() => undefined);
  const lines: string[] = [];
  output.on('line', (line) => lines.push(line));
  return { url, lines, kill, exit };
}
