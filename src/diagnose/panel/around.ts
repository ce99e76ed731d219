/** The page around the widgets, for the panel. Reads, and changes nothing. */
import { words } from '../../locales/en/check-page.ts';
import { fill } from '../../locales/index.ts';
import type { CheckedPage } from '../../page/found.ts';
import { fact, good, look, wrong, type Finding } from '../finding.ts';
import { browserName, judgeLater, type Later } from './device.ts';
import { misspeltOnPage } from './idle-names.ts';
import { withoutQuery } from './origins.ts';
import { judgePolicy, policyInPage, type Stopped } from './policy.ts';
import type { Section } from './report.ts';

const isOurScript = (src: string): boolean => /\/l30\.js$/.test(new URL(src, document.baseURI).pathname);

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

function copiesOfScript({ script }: CheckedPage): Finding[] {
  const tags = [...document.scripts].map(({ src }) => src).filter((src) => src && isOurScript(src));
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
export function pageSection(page: CheckedPage, { stopped, needed, keys, later, strangers, placed }: Around): Section {
  const called = words.facts;
  return {
    id: 'page',
    title: words.page,
    findings: [
      ...strangers,
      isSecureContext ? good(words.secureContext) : wrong(words.insecure),
      ...misspeltOnPage(page, placed),
      ...judgePolicy(stopped, needed),
      ...policyInPage(),
      ...copiesOfScript(page),
      outsiders(page),
      ...(later ? judgeLater(keys, later) : []),
      fact('locks' in navigator ? words.locks : words.locksOff),
    ],
    facts: [
      [called.script, page.base],
      [called.version, page.version],
      [called.origin, location.origin],
      [called.browser, browserName()],
      [called.connection, navigator.onLine ? words.online : words.offline],
      [called.zone, Intl.DateTimeFormat().resolvedOptions().timeZone],
      [called.window, `${innerWidth} \u00d7 ${innerHeight}`],
      [called.language, document.documentElement.lang || '\u2013'],
    ],
  };
}
