import type { Envelope } from '../../src/contract/envelope.ts';
import type { Fetch } from '../../src/delivery/deliver.ts';

/** An endpoint that stands in for `fetch` and remembers what reached it. */
export interface Endpoint {
  fetch: Fetch;
  /** The envelopes that arrived, in order. */
  got: Envelope[];
}

type Answer = (bytes: Uint8Array<ArrayBuffer>, envelope: Envelope) => Response | Promise<Response>;

const answer = (body: string | object, status: number): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });

const problem = (code: string, status: number, more = {}): Response => answer({ type: `urn:l30:problem:${code}`, title: code, status, detail: code, ...more }, status);

async function receipt(bytes: Uint8Array<ArrayBuffer>, { id }: Envelope): Promise<Response> {
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  const sha256 = Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return answer({ id, sha256, storedAt: '2026-11-23T09:30:00.000Z' }, 201);
}

/** What an endpoint, or something in its place, can say. */
export const answers = {
  receipt,
  otherReceipt: (bytes, envelope) => receipt(bytes, { ...envelope, id: 'f'.repeat(32) }),
  refusal: () => problem('unknown-site', 422),
  busy: () => problem('storage-unavailable', 503),
  signInPage: () => answer('<!doctype html><title>Sign in to the Wi-Fi</title>', 200),
  noNetwork: () => Promise.reject(new TypeError('Failed to fetch')),
  serverError: () => answer('Internal Server Error', 500),
} as const satisfies Record<string, Answer>;

export type AnswerName = keyof typeof answers;

/** An endpoint that gives these answers in turn, and the last of them from then on. */
export function endpoint(...names: AnswerName[]): Endpoint {
  const got: Envelope[] = [];
  return {
    got,
    async fetch(_url, { body }) {
      const bytes = body as Uint8Array<ArrayBuffer>;
      const envelope = JSON.parse(new TextDecoder().decode(bytes)) as Envelope;
      got.push(envelope);
      const name = names[Math.min(got.length, names.length) - 1] ?? 'receipt';
      return answers[name](bytes, envelope);
    },
  };
}
