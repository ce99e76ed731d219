import type { Dialect, Encoded, Parcel } from '../dialects/shared/dialect.ts';
import { MAX_BODY_BYTES, hex } from '../contract/envelope.ts';
import { toJson } from '../contract/json.ts';
import type { Reply } from '../contract/reply.ts';
import type { Issue } from '../contract/rules.ts';
import { PRESS } from '../contract/deadline.ts';

/**
 * `network` covers every case a browser keeps from the page: no Wi-Fi, a dead host, CORS, a blocked
 * redirect. `leaf` and `seal` are our own: a part of the sender could not be fetched, or could not seal.
 * `refused` comes with `waiting` alone: the endpoint will not take what is safe here.
 */
export type FailureCode =
  'too-large' | 'timeout' | 'network' | 'busy' | 'broken' | 'blocked' | 'not-a-receipt' | 'leaf' | 'seal' | 'refused';

/**
 * Where a letter stands. `certain` is false when it may have arrived all the same, so that nobody is
 * told that their words were not read when they might be.
 */
export type Outcome =
  | { kind: 'sent' | 'sent-unconfirmed'; checkEmail?: true }
  | { kind: 'refused'; code: string; issues: Issue[] }
  /** A sealed copy is safe on this device and will be tried again, at another visit if need be. */
  | { kind: 'waiting'; code?: FailureCode }
  /** `retrying`: it is tried again by itself for as long as the page stays open. `retryAfter` in seconds. */
  | { kind: 'failed'; code: FailureCode; certain: boolean; retrying?: boolean; retryAfter?: number };

/** The one way out of the page; a property of every widget, so that a test or a site can stand in for it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface DeliverOptions {
  endpoint: string;
  dialect: Dialect;
  /** The service's names for our fields, see `Target`. */
  fields?: Readonly<Record<string, string>>;
  fetch?: Fetch | undefined;
  /** Milliseconds until a silent server is given up, its answer's body included; a long letter gets more. */
  timeout?: number | undefined;
}

/** Letters longer than this get a second more for each kB: on the worst Wi-Fi, no more than that goes up in one. */
const SHORT = 4096;

/** Milliseconds that a letter may take longer than others. */
export const uploadTime = ({ body }: Parcel): number => Math.max(0, body.length - SHORT);

const pageFetch: Fetch = (url, init) => globalThis.fetch(url, init);

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
  // WebCrypto exists only on secure pages; without it a receipt cannot be checked, and nothing is called sent.
  if (!globalThis.crypto?.subtle) return undefined;
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return hex(new Uint8Array(hash));
}

function formData(fields: readonly [string, string][]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

/** No cookies travel, and no address of the page. A redirect is a filter's block page, unless the service answers by one. */
const manners = ({ redirects, opaque }: Encoded, signal: AbortSignal | undefined): RequestInit => ({
  credentials: 'omit',
  redirect: redirects || opaque ? 'follow' : 'error',
  referrerPolicy: 'no-referrer',
  mode: opaque ? 'no-cors' : 'cors',
  ...(signal && { signal }),
});

/**
 * Tries once to get a parcel to its endpoint. Never throws: expected trouble is an outcome, and never
 * `waiting`, because one try keeps nothing.
 */
export async function deliver(
  parcel: Parcel,
  { endpoint, dialect, fields = {}, fetch = pageFetch, timeout = PRESS }: DeliverOptions,
): Promise<Outcome> {
  // An old page has none; then a request that is given up goes on unheard.
  const { AbortController: Abort } = globalThis as Partial<typeof globalThis>;
  const abort = Abort && new Abort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async (): Promise<Reply | 'too-large'> => {
    const ticketFrom = dialect.ticketFrom?.(endpoint);
    const ticket = ticketFrom && (await (await fetch(ticketFrom, manners({} as Encoded, abort?.signal))).text());
    const encoded = dialect.encode(parcel, { endpoint, fields, ...(ticket && { ticket }) });
    const { url, body, contentType, headers } = encoded;
    const bytes = new TextEncoder().encode(typeof body === 'string' ? body : toJson(body));
    if (bytes.length > MAX_BODY_BYTES) return 'too-large';
    if (encoded.handOver) {
      location.href = url;
      return { kind: 'unconfirmed' };
    }
    const text = typeof body === 'string';
    // It is ready long before the answer, so the request need not wait for it.
    const hashing = text ? digest(bytes).catch(() => undefined) : undefined;
    const response = await fetch(url, {
      ...manners(encoded, abort?.signal),
      method: 'POST',
      // As a bare buffer, which even the oldest polyfill of `fetch` can send.
      body: text ? new Uint8Array(bytes).buffer : formData(body),
      headers: { ...(contentType && { 'Content-Type': contentType }), ...headers },
    });
    return dialect.decode(
      // An old polyfill's answer has no headers.
      {
        status: response.status,
        text: await response.text(),
        retryAfter: response.headers?.get('Retry-After') ?? null,
      },
      { id: parcel.id, sha256: await hashing },
    );
  };
  // A page's own fetch may not listen to the signal, so the clock is watched from outside as well.
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(
      () => {
        resolve('late');
        abort?.abort();
      },
      timeout + uploadTime(parcel),
    );
  });
  try {
    const reply = await Promise.race([ask(), late]);
    if (reply === 'too-large') return { kind: 'failed', code: reply, certain: true };
    if (reply === 'late') return { kind: 'failed', code: 'timeout', certain: false };
    switch (reply.kind) {
      case 'confirmed':
        return { ...reply, kind: 'sent' };
      case 'unconfirmed':
        return { ...reply, kind: 'sent-unconfirmed' };
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
