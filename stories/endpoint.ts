import type { Envelope } from '../src/contract/envelope.ts';
import type { Problem, Receipt } from '../src/contract/reply.ts';
import type { Fetch } from '../src/delivery/deliver.ts';

/** Kept from the start, because a story may take it away from the page: see `withoutWebCrypto`. */
const { subtle } = crypto;

const json = (status: number, body: Receipt | Problem): Response => Response.json(body, { status });

async function receiptFor(body: BodyInit): Promise<Receipt> {
  const bytes = new Uint8Array(await new Response(body).arrayBuffer());
  const { id } = JSON.parse(new TextDecoder().decode(bytes)) as Envelope;
  const hash = new Uint8Array(await subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return { id, sha256, storedAt: new Date().toISOString() };
}

const problem = (status: number, code: string, more: Partial<Problem> = {}): Response =>
  json(status, { type: `urn:l30:problem:${code}`, title: 'A story', status, detail: 'A story told this.', ...more });

const waiting = new Set<() => void>();

/** Gives what waits its receipt after all, so that it does not lose patience in the middle of another story. */
export function endWaiting(): void {
  waiting.forEach((end) => end());
  waiting.clear();
}

/** Every way an endpoint can answer, by name. Each stands in for `fetch`; nothing leaves the page. */
export const answers = {
  /** Our receiver, after the commit. */
  receipt: async (_url, { body }) => json(200, await receiptFor(body!)),
  /** Our receiver says no, for a reason that no person can put right on this screen. */
  refusal: async () => problem(422, 'unknown-site'),
  /** Our receiver looked at a signup more closely than the form did. */
  issues: async () => problem(422, 'invalid-subscription', { issues: [{ name: 'email', rule: 'email' }] }),
  busy: async () => problem(503, 'storage-unavailable'),
  /** The sign-in page of a Wi-Fi, or the page of a filter: looks fine, and proves nothing. */
  page: async () => new Response('<!doctype html><title>Sign in to Wi-Fi</title>', { headers: { 'Content-Type': 'text/html' } }),
  /** Keeps a story in the middle of sending, as long as a widget has patience, or until `endWaiting`. */
  never: (url, init) => new Promise((resolve) => waiting.add(() => resolve(answers.receipt(url, init)))),
  offline: async () => {
    throw new TypeError('Failed to fetch');
  },
} satisfies Record<string, Fetch>;

export type AnswerName = keyof typeof answers;

/**
 * Makes the page like one on plain http, where a receipt arrives but cannot be checked. Returns how to
 * put it back.
 */
export function withoutWebCrypto(): () => void {
  Object.defineProperty(crypto, 'subtle', { value: undefined, configurable: true });
  return () => {
    delete (crypto as { subtle?: SubtleCrypto }).subtle;
  };
}
