import type { Dialect } from '../contract/dialect.ts';
import { MAX_BODY_BYTES } from '../contract/envelope.ts';
import type { Reply } from '../contract/reply.ts';
import type { Issue } from '../contract/rules.ts';

/**
 * Where an envelope stands after one try. `certain` is false when it may have arrived all the same,
 * so that nobody is told that their words were not read when they might be.
 */
export type Outcome =
  | { kind: 'sent' }
  | { kind: 'sent-unconfirmed' }
  | { kind: 'refused'; code: string; issues: Issue[] }
  | { kind: 'failed'; code: FailureCode; certain: boolean };

/** `network` covers every case a browser keeps from the page: no Wi-Fi, a dead host, CORS, a blocked redirect. */
export type FailureCode = 'too-large' | 'timeout' | 'network' | 'busy' | 'broken' | 'not-a-receipt';

/** The one way out of the page; a property of every widget, so that a test or a site can stand in for it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** One sealed or plain body on its way, never changed between tries. */
export interface Parcel {
  id: string;
  body: string;
}

export interface DeliverOptions {
  endpoint: string;
  dialect: Dialect;
  fetch?: Fetch | undefined;
  /** Milliseconds until a silent server is given up, its answer's body included. */
  timeout?: number;
}

/** Old iPads on slow Wi-Fi need most of ten seconds; a child gives up after them. */
const TIMEOUT = 10_000;

const pageFetch: Fetch = (url, init) => globalThis.fetch(url, init);

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  // WebCrypto exists only on secure pages; without it a receipt cannot be checked, and nothing is called sent.
  if (!globalThis.crypto?.subtle) return undefined;
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Tries once to get a parcel to its endpoint. Never throws: expected trouble is an outcome.
 *
 * No cookies travel, no redirect is followed (a filter's block page is a redirect), and there is no
 * custom header, because one would fail the preflight of many services; the id is in the body.
 */
export async function deliver(parcel: Parcel, { endpoint, dialect, fetch = pageFetch, timeout = TIMEOUT }: DeliverOptions): Promise<Outcome> {
  const { body, contentType } = dialect.encode(parcel.body);
  const bytes = new TextEncoder().encode(body);
  if (bytes.length > MAX_BODY_BYTES) return { kind: 'failed', code: 'too-large', certain: true };

  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // A page's own fetch may not listen to the signal, so the clock is watched from outside as well.
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => {
      resolve('late');
      abort.abort();
    }, timeout);
  });
  const ask = async (): Promise<Reply> => {
    const sha256 = await digest(bytes);
    const response = await fetch(endpoint, {
      method: 'POST',
      body: bytes,
      headers: { 'Content-Type': contentType },
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: abort.signal,
    });
    return dialect.decode({ status: response.status, text: await response.text() }, { id: parcel.id, sha256 });
  };
  try {
    const reply = await Promise.race([ask(), late]);
    if (reply === 'late') return { kind: 'failed', code: 'timeout', certain: false };
    switch (reply.kind) {
      case 'confirmed':
        return { kind: 'sent' };
      case 'unconfirmed':
        return { kind: 'sent-unconfirmed' };
      case 'refused':
        return reply;
      case 'unavailable':
        return { ...reply, kind: 'failed', certain: reply.code === 'busy' };
    }
  } catch {
    return { kind: 'failed', code: 'network', certain: false };
  } finally {
    clearTimeout(timer);
  }
}
