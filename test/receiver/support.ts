import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { makeId, type Envelope } from '../../src/contract/envelope.ts';
import { createApp } from '../../src/receiver/app.ts';
import { openSqliteStore, type SqliteStoreOptions } from '../../src/receiver/sqlite-store.ts';
import { SITES } from './sites.ts';

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
