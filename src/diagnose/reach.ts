/** Trying to reach an endpoint: asks for an answer without sending a word. */
import type { Dialect } from '../dialects/shared/dialect.ts';
import { isPage, parseObject } from '../dialects/shared/heard.ts';
import type { Fetch } from '../delivery/deliver.ts';

/** What came of asking. */
export type Reached =
  | { kind: 'answered'; status: number; ours: boolean; page: boolean; from: string }
  /** Something answered, but the browser does not let a letter through. `readable`: it lets the page read what needs no leave. */
  | { kind: 'closed'; readable: boolean }
  /** Something answered; by design no more can be known. */
  | { kind: 'blind' }
  | { kind: 'nothing' | 'late' | 'offline' }
  /** The page's own policy stopped the request. */
  | { kind: 'policy'; directive: string };

export interface Asking {
  fetch: Fetch;
  /** Milliseconds. */
  timeout?: number;
  /** The directive of the page's policy that has stopped a request to an address since asking began, if one has. */
  stoppedBy?: (address: string) => Promise<string | undefined>;
}

/** Milliseconds. */
export const TIMEOUT = 10_000;

/**
 * Receivers of ours, and servers of the school's own, are asked at the address itself. Of a service only the server
 * is asked: at the address a look alone may start a flow, or hand out what is stored.
 */
const isAsked = ({ name }: Dialect): boolean => ['json', 'form', 'multipart'].includes(name);

const addressFor = (endpoint: string, dialect: Dialect): string =>
  isAsked(dialect) ? endpoint : new URL('/', endpoint).href;

/** A letter as JSON needs leave beforehand. A look with the same header asks for the same leave. */
const asksLeave = (dialect: Dialect): boolean => dialect.name === 'json';

const manners: RequestInit = {
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  redirect: 'follow',
  cache: 'no-store',
};

/** What a knock tells: whether anything answers, and whether the page may read what needs no leave. */
export interface Knocked {
  answers: boolean;
  readable: boolean;
}

const SILENT: Knocked = { answers: false, readable: false };

/** One request, which can be called off. */
interface Call {
  fetch: Fetch;
  signal?: AbortSignal;
}

/** HEAD, because a GET can set off what is behind a webhook. */
const head = (address: string, mode: RequestMode, { fetch, signal }: Call): Promise<Response> =>
  fetch(address, { ...manners, method: 'HEAD', mode, ...(signal && { signal }) });

/** Knocks where a letter got no answer. */
export async function knock(endpoint: string, dialect: Dialect, call: Call): Promise<Knocked> {
  const ask = (mode: RequestMode): Promise<boolean> =>
    head(addressFor(endpoint, dialect), mode, call).then(
      () => true,
      () => false,
    );
  return { answers: await ask('no-cors'), readable: await ask('cors') };
}

async function glance(endpoint: string, dialect: Dialect, call: Call): Promise<Reached> {
  await head(addressFor(endpoint, dialect), 'no-cors', call);
  return { kind: 'blind' };
}

async function askOpenly(endpoint: string, dialect: Dialect, { fetch, signal }: Call): Promise<Reached> {
  const response = await fetch(endpoint, {
    ...manners,
    mode: 'cors',
    ...(signal && { signal }),
    headers: { Accept: 'application/json', ...(asksLeave(dialect) && { 'Content-Type': 'application/json' }) },
  });
  const text = await response.text();
  const { type } = parseObject(text);
  return {
    kind: 'answered',
    status: response.status,
    ours: typeof type === 'string' && type.startsWith('urn:l30:problem:'),
    page: isPage(text),
    from: response.url,
  };
}

/** Asks once. Never throws. */
export async function reach(
  endpoint: string,
  dialect: Dialect,
  { fetch, timeout = TIMEOUT, stoppedBy }: Asking,
): Promise<Reached> {
  // An old page has none.
  const { AbortController: Abort } = window as Partial<Window & typeof globalThis>;
  const abort = Abort && new Abort();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Reached>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: 'late' });
      abort?.abort();
    }, timeout);
  });
  const call = { fetch, ...(abort && { signal: abort.signal }) };
  const ask = async (): Promise<Reached> => {
    try {
      return await (isAsked(dialect) ? askOpenly : glance)(endpoint, dialect, call);
    } catch {
      const directive = await stoppedBy?.(addressFor(endpoint, dialect));
      if (directive) return { kind: 'policy', directive };
      const { answers, readable } = isAsked(dialect) ? await knock(endpoint, dialect, call) : SILENT;
      if (answers) return { kind: 'closed', readable };
      return { kind: navigator.onLine ? 'nothing' : 'offline' };
    }
  };
  try {
    return await Promise.race([ask(), late]);
  } finally {
    clearTimeout(timer);
  }
}
