/** "Try to reach it": asks an endpoint for an answer without sending a word, and says what the answer means and what to tell IT. */
import type { Dialect } from '../dialects/shared/dialect.ts';
import { isPage, parseObject } from '../dialects/shared/heard.ts';
import type { Fetch } from '../delivery/deliver.ts';
import { words } from '../locales/en/check-page.ts';
import { fill } from '../locales/index.ts';
import { good, look, wrong, type Finding } from './report.ts';

/** What came of asking. */
export type Reached =
  | { kind: 'answered'; status: number; ours: boolean; page: boolean; from: string }
  /** Something answered, but the browser does not let the page read it. */
  | { kind: 'closed' }
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

const TIMEOUT = 10_000;

/**
 * Receivers of ours, and servers of the school's own, are asked at the address itself. Of a service only the server
 * is asked: at the address a look alone may start a flow, or hand out what is stored.
 */
const isAsked = ({ name }: Dialect): boolean => ['json', 'form', 'multipart'].includes(name);

/** A letter as JSON needs leave beforehand. A look with the same header asks for the same leave. */
const asksLeave = (dialect: Dialect): boolean => dialect.name === 'json';

const manners: RequestInit = {
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  redirect: 'follow',
  cache: 'no-store',
};

/** Asks once. Never throws. */
export async function reach(
  endpoint: string,
  dialect: Dialect,
  { fetch, timeout = TIMEOUT, stoppedBy }: Asking,
): Promise<Reached> {
  // An old page has none.
  const abort = globalThis.AbortController && new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<Reached>((resolve) => {
    timer = setTimeout(() => {
      resolve({ kind: 'late' });
      abort?.abort();
    }, timeout);
  });
  const signal = abort ? { signal: abort.signal } : {};
  const address = isAsked(dialect) ? endpoint : new URL('/', endpoint).href;
  const knock = (): Promise<unknown> => fetch(address, { ...manners, mode: 'no-cors', ...signal });
  const ask = async (): Promise<Reached> => {
    try {
      if (!isAsked(dialect)) {
        await knock();
        return { kind: 'blind' };
      }
      const response = await fetch(address, {
        ...manners,
        mode: 'cors',
        ...signal,
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
    } catch {
      const directive = await stoppedBy?.(address);
      if (directive) return { kind: 'policy', directive };
      if (
        isAsked(dialect) &&
        (await knock().then(
          () => true,
          () => false,
        ))
      )
        return { kind: 'closed' };
      return { kind: navigator.onLine ? 'nothing' : 'offline' };
    }
  };
  try {
    return await Promise.race([ask(), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What an answer means, with what to tell IT where something must be done. */
export function reachedFinding(
  reached: Reached,
  endpoint: string,
  dialect: Dialect,
  origin: string = location.origin,
): Finding {
  const { host, port, protocol, origin: source } = new URL(endpoint);
  const values = {
    host,
    origin,
    source,
    port: port || (protocol === 'http:' ? 80 : 443),
    seconds: TIMEOUT / 1000,
    when: new Date().toISOString(),
    status: 'status' in reached ? reached.status : '',
    directive: 'directive' in reached ? reached.directive : '',
  };
  const say = (text: string, it?: keyof typeof words.it): string =>
    fill(it ? `${text} ${words.forIt} ${words.it[it]}` : text, values);
  const said = words.reached;
  switch (reached.kind) {
    case 'policy':
      return wrong(say(said.policy, 'policy'));
    case 'closed':
      return dialect.name === 'json' ? wrong(say(said.closed, 'cors')) : look(say(said.blind));
    case 'blind':
      return look(say(said.blind));
    case 'nothing':
      return wrong(say(said.nothing, 'network'));
    case 'late':
      return wrong(say(said.late, 'network'));
    case 'offline':
      return wrong(say(said.offline));
    case 'answered': {
      const { status, ours, page, from } = reached;
      const cameFrom = from && new URL(from).host;
      if (ours) return status === 404 ? wrong(say(said.oursElsewhere)) : good(say(said.ours));
      if (cameFrom && cameFrom !== host)
        return wrong(`${fill(said.moved, { host: cameFrom })} ${say('', 'network').trim()}`);
      if (status >= 500) return wrong(say(said.broken, 'server'));
      if (status === 404 || status === 410) return wrong(say(said.missing));
      if (status === 401 || status === 403 || status === 451) return look(say(said.refused, 'network'));
      if (dialect.name !== 'json') return page ? look(say(said.answered)) : good(say(said.answered));
      return page ? wrong(say(said.page, 'network')) : look(say(said.notOurs));
    }
  }
}
