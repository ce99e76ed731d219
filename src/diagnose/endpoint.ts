/** What the panel "Is it working?" finds out about each address that words go to. Nothing is asked or sent until a button is pressed. */
import type { Dialect } from '../dialects/shared/dialect.ts';
import { makeId, type Envelope } from '../contract/envelope.ts';
import { deliver, type Fetch } from '../delivery/deliver.ts';
import { dialectOf, keysOf, misfitOf, readFields, type LoadPart, type Misfit, type Route } from '../delivery/route.ts';
import { dialects, DIALECT_NAMES, recognise } from '../dialects/index.ts';
import { words } from '../locales/en/check-page.ts';
import { fill } from '../locales/index.ts';
import { explain } from '../settings/admin.ts';
import { fact, good, look, wrong, type Finding } from './report.ts';
import type { Seen } from './widgets.ts';
import { readEndpoint } from '../settings/endpoint.ts';

/** One way that letters take, with the widgets that use it. */
export interface Way {
  id: string;
  route: Route;
  site: string;
  audience: Seen['audience'];
  users: Seen[];
  /** Whether a setting names the dialect. */
  named: boolean;
}

/** What is known of a way before anything is asked. */
export interface Study {
  dialect: Dialect | undefined;
  misfit: Misfit | undefined;
  /** A part that could not be fetched. */
  missing?: string;
}

/** The ways of all widgets that send by an address which can be used. */
export function waysOf(seen: readonly Seen[]): Way[] {
  const ways = new Map<string, Way>();
  for (const each of seen) {
    const {
      site,
      audience,
      found: { widget },
    } = each;
    const pupils = audience === 'pupils';
    const use = readEndpoint(pupils ? site.endpoint : site.newsletterEndpoint);
    if (!each.sends || 'problem' in use) continue;
    const dialect = pupils ? site.dialect : site.newsletterDialect;
    const fields = site.fields || widget.querySelector('script[type="application/json"]')?.textContent || '{}';
    const route: Route = { endpoint: use.url, dialect, fields, publicKeys: pupils ? site.publicKeys : '' };
    const id = JSON.stringify([audience, site.site, route]);
    const way = ways.get(id) ?? { id, route, site: site.site, audience, users: [], named: !!dialect };
    way.users.push(each);
    ways.set(id, way);
  }
  return [...ways.values()];
}

/** Parts of delivery that this leaf has itself; the others are asked of `load`. */
const having =
  (load: LoadPart): LoadPart =>
  async <T>(path: string) => {
    const name = path.replace('dialects/', '');
    if (path === 'dialects/recognise') return { recognise } as T;
    if (path === 'dialects/names') return { DIALECT_NAMES } as T;
    return path.startsWith('dialects/') ? ({ dialect: dialects[name] } as T) : load<T>(path);
  };

/** Looks at a way without asking anyone but our own files. */
export async function study({ route, audience }: Way, load: LoadPart): Promise<Study> {
  const name = await dialectOf(route, having(load));
  const dialect = Object.hasOwn(dialects, name) ? dialects[name] : undefined;
  try {
    return { dialect, misfit: await misfitOf(route, audience, having(load)) };
  } catch {
    return { dialect, misfit: undefined, missing: 'delivery/seal.js' };
  }
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

function addressFinding(url: URL): Finding {
  if (url.protocol === 'mailto:') return look(words.mail);
  return LOOPBACK.test(url.hostname) ? look(words.loopback) : good(words.secure);
}

/** What a way can do, by its address and its dialect's own facts. */
export function wayFindings({ route, named, audience, users }: Way, { dialect, misfit, missing }: Study): Finding[] {
  const url = new URL(route.endpoint);
  const keys = keysOf(route).length;
  const how = named ? words.named : recognise(route.endpoint) === 'json' ? words.assumed : words.recognised;
  const setting = audience === 'pupils' ? 'dialect' : 'newsletter-dialect';
  return [
    ...(misfit ? [wrong(explain(misfit))] : []),
    ...(missing ? [wrong(fill(words.noParts, { file: missing }))] : []),
    fact(fill(words.usedBy, { names: users.map(({ title }) => title).join('; ') })),
    addressFinding(url),
    ...(dialect
      ? [
          fact(fill(how, { dialect: dialect.name, setting })),
          dialect.confirms ? good(words.confirms) : look(words.unconfirmed),
          ...(audience === 'pupils'
            ? [
                fact(dialect.seals ? words.seals : words.sealsNot),
                keys ? good(fill(words.sealed, { count: keys })) : fact(words.open),
              ]
            : []),
          fact(dialect.repeats === 'dropped' ? words.dropped : words.doubled),
          ...(dialect.facts === 'unverified' ? [look(words.secondHand)] : []),
        ]
      : []),
  ];
}

/** A mailbox cannot be asked, and nothing may go by a way that does not fit. */
export const canTry = ({ route }: Way): boolean => !route.endpoint.startsWith('mailto:');

/** A test letter is stored. So it goes only to a letter box for pupils' words which proves that it arrived, never to a mailing list. */
export const canTest = (way: Way, { dialect, misfit, missing }: Study): boolean =>
  canTry(way) && way.audience === 'pupils' && !!dialect?.confirms && !misfit && !missing;

interface Sealing {
  seal: (envelope: Envelope, publicKeys: readonly string[]) => Promise<string>;
}

/** Sends one letter that says it is a test, as a pupil's would go: sealed if the page seals. Tried once. */
export async function sendTest(
  { route, site, users }: Way,
  { dialect }: Study,
  load: LoadPart,
  fetch?: Fetch,
): Promise<Finding> {
  const id = makeId();
  const envelope: Envelope = {
    v: 1,
    id,
    widget: users[0]!.name,
    site,
    lang: 'en-GB',
    sentAt: new Date().toISOString(),
    answers: [{ id: 'l30-check', question: words.testQuestion, value: words.testWords }],
  };
  const keys = keysOf(route);
  let body: string;
  try {
    body = keys.length ? await (await load<Sealing>('delivery/seal')).seal(envelope, keys) : JSON.stringify(envelope);
  } catch {
    return wrong(explain({ kind: 'delivery', code: 'seal' }));
  }
  const outcome = await deliver(
    { id, body },
    { endpoint: route.endpoint, dialect: dialect!, fields: readFields(route.fields) ?? {}, fetch },
  );
  if (outcome.kind === 'sent') return good(fill(words.testSent, { id }));
  if (outcome.kind === 'sent-unconfirmed') return look(fill(words.testPassed, { id }));
  return wrong(explain({ kind: 'delivery', code: 'code' in outcome ? (outcome.code ?? 'network') : 'network' }));
}
