import type { Problem, Receipt } from '../src/contract/reply.ts';
import type { Fetch } from '../src/delivery/deliver.ts';

/** Kept from the start, because a story may take it away from the page: see `withoutWebCrypto`. */
const { subtle } = crypto;

/** In hex, as a receipt holds it. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What our own receiver answers when it has stored a body. */
export async function receiptFor(body: BodyInit): Promise<Receipt> {
  const bytes = new Uint8Array(await new Response(body).arrayBuffer());
  const { id } = JSON.parse(new TextDecoder().decode(bytes)) as { id: string };
  return { id, sha256: await sha256(bytes), storedAt: new Date().toISOString() };
}

/** What our own receiver answers when it does not store. */
export const problem = (status: number, code: string, more: object = {}): Response =>
  Response.json({ type: `urn:l30:problem:${code}`, title: 'No', status, detail: 'No.', ...more } satisfies Problem, {
    status,
  });

/** An answer that is a page: a Wi-Fi sign-in, a filter, a server's own error page. */
export const page = (status: number): Response =>
  new Response('<!doctype html><title>Sign in</title>', { status, headers: { 'Content-Type': 'text/html' } });

/** What a browser says about no Wi-Fi, a dead host, CORS and a blocked redirect alike. */
export function noNetwork(): never {
  throw new TypeError('Failed to fetch');
}

const waiting = new Set<() => void>();

/** Whether something is on its way that gets no answer. */
export const isWaiting = (): boolean => waiting.size > 0;

/** Gives what waits its receipt after all, so that it does not lose patience in the middle of another story. */
export function endWaiting(): void {
  waiting.forEach((end) => end());
  waiting.clear();
}

/** Every way an endpoint can answer, by name. Each stands in for `fetch`; nothing leaves the page. */
export const answers = {
  /** Our receiver, after the commit. */
  receipt: async (_url, { body }) => Response.json(await receiptFor(body!), { status: 201 }),
  /** Our receiver says no, for a reason that no person can put right on this screen. */
  refusal: async () => problem(422, 'unknown-site'),
  /** Our receiver looked at a signup more closely than the form did. */
  issues: async () => problem(422, 'invalid-subscription', { issues: [{ name: 'email', rule: 'email' }] }),
  /** Ghost, which has still to hear from the owner of the address. */
  checkEmail: async () => new Response('Created.', { status: 201 }),
  /** A service whose answer the browser hides from the page. */
  opaque: async () => Response.error(),
  /** Some form handler, which takes everything and proves nothing. */
  thanks: async () => Response.json({ ok: true }),
  busy: async () => problem(503, 'storage-unavailable'),
  /** The sign-in page of a Wi-Fi, or the page of a filter: looks fine, and proves nothing. */
  page: async () => page(200),
  /** Keeps a story in the middle of sending, as long as a widget has patience, or until `endWaiting`. */
  never: (url, init) => new Promise((resolve) => waiting.add(() => resolve(answers.receipt(url, init)))),
  offline: async () => noNetwork(),
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
