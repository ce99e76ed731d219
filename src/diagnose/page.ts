/** What the panel "Is it working?" finds out about the page around the widgets, its browser and its device. Reads, and changes nothing. */
import { PUBLIC_KEY } from '../contract/sealed.ts';
import { fingerprintOf } from '../contract/fingerprint.ts';
import { OUTBOX } from '../contract/outbox-name.ts';
import { Outbox } from '../delivery/outbox.ts';
import { words } from '../locales/en/check-page.ts';
import { fill } from '../locales/index.ts';
import { fact, good, look, wrong, type Finding, type Part } from './report.ts';
import { misspeltOnPage, withoutQuery } from './settings.ts';
import type { CheckedPage } from '../page/found.ts';

/** Something that a policy of the page has stopped. */
export interface Stopped {
  directive: string;
  /** An address without its query, or a word such as `inline`. */
  address: string;
}

/** Hears what the page's policy stops, from before the panel opened where the browser remembers it. `stop` ends it. */
export function watchPolicy(changed: () => void): { seen: Stopped[]; stop: () => void } {
  const seen: Stopped[] = [];
  const note = (directive = '', blocked = ''): void => {
    const stopped = { directive, address: /^\w+:\/\//.test(blocked) ? withoutQuery(blocked) : blocked || 'inline' };
    if (seen.some((each) => JSON.stringify(each) === JSON.stringify(stopped))) return;
    seen.push(stopped);
    changed();
  };
  const hear = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void =>
    note(effectiveDirective, blockedURI);
  document.addEventListener('securitypolicyviolation', hear);
  let observer: ReportingObserver | undefined;
  try {
    observer = new ReportingObserver(
      (reports) => {
        for (const { body } of reports) {
          const { effectiveDirective, blockedURL } = Object(body) as {
            effectiveDirective?: string;
            blockedURL?: string;
          };
          note(effectiveDirective, blockedURL);
        }
      },
      { types: ['csp-violation'], buffered: true },
    );
    observer.observe();
  } catch {
    // A browser without it forgets what was stopped before.
  }
  return {
    seen,
    stop: () => {
      document.removeEventListener('securitypolicyviolation', hear);
      observer?.disconnect();
    },
  };
}

/** What only comes after a while. */
export interface Later {
  storage: boolean;
  waiting: number;
  /** Per key its fingerprint; empty for one that is not whole. */
  fingerprints: string[];
}

async function lettersWaiting(): Promise<number> {
  // The outbox makes no database where there is none, if the browser can say so.
  if ((await indexedDB.databases?.())?.every(({ name }) => name !== OUTBOX)) return 0;
  return (await new Outbox().all()).length;
}

async function canStore(): Promise<boolean> {
  try {
    await indexedDB.databases?.();
    return true;
  } catch {
    return false;
  }
}

export async function lookLater(keys: readonly string[]): Promise<Later> {
  const fingerprint = async (key: string): Promise<string> =>
    PUBLIC_KEY.test(key) ? fingerprintOf(key).catch(() => '') : '';
  const [storage, waiting, fingerprints] = await Promise.all([
    canStore(),
    lettersWaiting().catch(() => 0),
    Promise.all(keys.map(fingerprint)),
  ]);
  return { storage, waiting, fingerprints };
}

const isOurs = (src: string): boolean => /\/l30\.js$/.test(new URL(src, document.baseURI).pathname);

/** Addresses of all scripts that ran from a file, of tags that are gone as well. */
function scriptAddresses(): URL[] {
  const tags = [...document.scripts].map(({ src }) => src).filter(Boolean);
  const loaded = (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    .filter(({ initiatorType }) => initiatorType === 'script')
    .map(({ name }) => name);
  return [...new Set([...tags, ...loaded])]
    .map((address) => new URL(address, document.baseURI))
    .filter(({ protocol }) => protocol.startsWith('http'));
}

function copies({ script }: CheckedPage): Finding[] {
  const tags = [...document.scripts].map(({ src }) => src).filter((src) => src && isOurs(src));
  const gone = script && !script.isConnected ? [fact(words.noScript)] : [];
  if (tags.length < 2) return gone;
  const addresses = [...new Set(tags)];
  return [
    look(fill(words.copies, { count: tags.length, addresses: addresses.map(withoutQuery).join(', ') })),
    ...(addresses.length > 1 ? [look(words.versions)] : []),
    ...gone,
  ];
}

/** The quiet page: nobody else's script beside a child's words. */
function outsiders({ base }: CheckedPage): Finding {
  const own = [location.origin, new URL(base, document.baseURI).origin];
  const hosts = [
    ...new Set(
      scriptAddresses()
        .filter(({ origin }) => !own.includes(origin))
        .map(({ host }) => host),
    ),
  ];
  return hosts.length ? look(fill(words.outsiders, { hosts: hosts.join(', ') })) : good(words.quiet);
}

/** `ours`: origins that the widgets need, our own files' and the endpoints'. */
function stoppedFindings(seen: readonly Stopped[], ours: readonly string[]): Finding[] {
  if (!seen.length) return [good(words.noneBlocked)];
  return seen.map(({ directive, address }) => {
    const said = fill(words.blocked, { directive, address });
    if (directive.includes('trusted-types')) return look(`${said} ${words.blockedTypes}`);
    const source = /^\w+:\/\//.test(address) ? new URL(address).origin : '';
    return ours.includes(source)
      ? wrong(`${said} ${fill(words.blockedOurs, { source, directive })}`)
      : fact(`${said} ${words.blockedOther}`);
  });
}

function policyInPage(): Finding[] {
  const text = [...document.querySelectorAll<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy" i]')]
    .map(({ content }) => content)
    .join('; ');
  const directives = text
    .split(';')
    .map((each) => each.trim().split(/\s+/)[0])
    .filter(Boolean);
  return [
    ...(directives.length ? [fact(fill(words.policyInPage, { directives: [...new Set(directives)].join(', ') }))] : []),
    ...(/require-trusted-types-for/.test(text) ? [good(words.trustedTypes)] : []),
  ];
}

function keyFindings(keys: readonly string[], { fingerprints }: Later): Finding[] {
  if (!keys.length) return [fact(words.noKeys)];
  const lines = keys.map((_, at) => fingerprints[at] || words.badKey).join('; ');
  return [fact(`${fill(words.keys, { count: keys.length })} ${lines}`)];
}

/** The names of browsers as they give them; where they give a list, without the padding that is in it. */
function browser(): string {
  const { brands } =
    (navigator as { userAgentData?: { brands?: { brand: string; version: string }[] } }).userAgentData ?? {};
  const named = brands
    ?.filter(({ brand }) => !/not.?a.?brand/i.test(brand))
    .map(({ brand, version }) => `${brand} ${version}`);
  return named?.length ? named.join(', ') : navigator.userAgent;
}

export interface Around {
  stopped: readonly Stopped[];
  /** Origins that the widgets need. */
  needed: readonly string[];
  keys: readonly string[];
  later: Later | undefined;
  strangers: readonly Finding[];
  /** What a widget takes that the script tag itself has placed. */
  placed: readonly string[];
}

/** The page, for the panel. */
export function pagePart(page: CheckedPage, { stopped, needed, keys, later, strangers, placed }: Around): Part {
  const called = words.facts;
  return {
    id: 'page',
    title: words.page,
    findings: [
      ...strangers,
      isSecureContext ? good(words.secureContext) : wrong(words.insecure),
      ...misspeltOnPage(page, placed),
      ...stoppedFindings(stopped, needed),
      ...policyInPage(),
      ...copies(page),
      outsiders(page),
      ...(later
        ? [
            later.storage ? good(words.storage) : look(words.storageOff),
            ...keyFindings(keys, later),
            fact(later.waiting ? fill(words.waitingSome, { count: later.waiting }) : words.waitingNone),
          ]
        : []),
      fact('locks' in navigator ? words.locks : words.locksOff),
    ],
    facts: [
      [called.script, page.base],
      [called.version, page.version],
      [called.origin, location.origin],
      [called.browser, browser()],
      [called.connection, navigator.onLine ? words.online : words.offline],
      [called.zone, Intl.DateTimeFormat().resolvedOptions().timeZone],
      [called.window, `${innerWidth} \u00d7 ${innerHeight}`],
      [called.language, document.documentElement.lang || '\u2013'],
    ],
  };
}
