/** A letter that says it is a test, sent to a school's endpoint by the code of the widgets. */
import { makeId, type Envelope, type WidgetName } from '../contract/envelope.ts';
import { deliver, type Fetch, type Outcome } from '../delivery/deliver.ts';
import { keysOf, loadSealing, readFields, type LoadPart } from '../delivery/route.ts';
import type { Dialect, Parcel } from '../dialects/shared/dialect.ts';
import { parseObject } from '../dialects/shared/heard.ts';
import { words } from '../locales/en/diagnose.ts';
import { fill } from '../locales/index.ts';
import { wordsFor } from '../settings/admin.ts';
import {
  canReach,
  type Destination,
  destinationOf,
  inspectDestination,
  type Inspection,
  type SendingSettings,
  type Surroundings,
} from './destination.ts';
import { judgeFit } from './judge-destination.ts';
import { knock, type Knocked } from './reach.ts';

/** One delivery of the letter. */
export interface Try {
  outcome: Outcome;
  /** The status of the answer, where it could be read. */
  status?: number;
  /** When the endpoint says that it stored the letter first. */
  storedAt?: string;
}

/** What a test has found out, before anyone says what it means. */
export interface TestFacts extends Destination {
  /** The origin of the page that the test was sent from, which the endpoint has to let in. */
  origin: string;
  isSameOrigin: boolean;
  dialect: Pick<Dialect, 'name' | 'confirms' | 'seals' | 'repeats'>;
  /** The service lets no page read its answer. */
  isOpaque: boolean;
  /** The browser has to ask the endpoint before it may send. */
  needsPreflight: boolean;
  contentType: string;
  isSealed: boolean;
  /** For finding the test letter, and for the log of whoever looks after the endpoint. */
  id: string;
  first: Try;
  /** The same letter again. Not tried where the first did not get through. */
  second?: Try;
  /** Asked only where the first try found nobody. */
  knocked?: Knocked;
}

export interface TestOptions {
  /** Who sends it: whoever opens the letter reads it. */
  sender: keyof typeof words.letter.senders;
  /** For a newsletter: the tester's own address, which is signed up. */
  email?: string;
  /** Sends the same letter again once it got through, and knocks where nobody answered. */
  isThorough?: boolean;
}

const SIMPLE = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/** Why there is nothing to test, in a sentence; nothing where there is. */
export function whyNoTest(destination: Destination, inspection: Inspection, email = ''): string | undefined {
  const [unfit] = judgeFit(inspection);
  if (unfit) return unfit.words;
  if (!canReach(destination)) return `${words.address.mail} ${words.letter.noTest}`;
  return destination.audience === 'newsletter' && !/.@.+\../.test(email) ? words.letter.noEmail : undefined;
}

function testLetter({ audience, widget, site }: Destination, { sender, email = '' }: TestOptions): Envelope {
  const value = fill(words.letter.test, { sender: words.letter.senders[sender] });
  const answers =
    audience === 'newsletter'
      ? [
          { id: 'email', question: words.letter.testerQuestion, value: email },
          { id: 'consent', question: value, value: 'yes' },
        ]
      : [{ id: 'test', question: words.letter.question, value }];
  return {
    v: 1,
    id: makeId(),
    widget,
    ...(audience === 'pupils' && { pack: 'test' }),
    site,
    lang: 'en-GB',
    sentAt: new Date().toISOString(),
    answers,
  };
}

/** How a parcel would travel. */
function encodingOf(parcel: Parcel, { route }: Destination, dialect: Dialect, isSameOrigin: boolean) {
  const target = { endpoint: route.endpoint, fields: readFields(route.fields) ?? {} };
  const { contentType = 'multipart/form-data', headers = {}, opaque } = dialect.encode(parcel, target);
  const isSimple =
    SIMPLE.includes(contentType.split(';')[0]!) && Object.keys(headers).every((name) => name === 'Accept');
  return { contentType, isOpaque: opaque === true, needsPreflight: !isSameOrigin && !isSimple };
}

async function tryOnce(parcel: Parcel, { route }: Destination, dialect: Dialect, fetch: Fetch): Promise<Try> {
  let heard: { status: number; text: string } | undefined;
  const noting: Fetch = async (url, init) => {
    const response = await fetch(url, init);
    if (init.method === 'POST') heard = { status: response.status, text: await response.clone().text() };
    return response;
  };
  const { endpoint } = route;
  const outcome = await deliver(parcel, { endpoint, dialect, fields: readFields(route.fields) ?? {}, fetch: noting });
  const { storedAt } = parseObject(heard?.text ?? '');
  return { outcome, ...(heard && { status: heard.status }), ...(typeof storedAt === 'string' && { storedAt }) };
}

export const isTaken = ({ outcome: { kind } }: Try): boolean => kind.startsWith('sent');

async function bodyOf(letter: Envelope, keys: readonly string[], load: LoadPart): Promise<string | undefined> {
  if (!keys.length) return JSON.stringify(letter);
  try {
    return await (await loadSealing(load)).seal(letter, keys);
  } catch {
    // Words that cannot be sealed stay here, as a pupil's would.
    return undefined;
  }
}

/**
 * Sends a test letter as the widget's own would go: sealed where the page seals. Resolves to what was found out, or
 * to a sentence that says why nothing was sent.
 */
export async function sendTestLetter(
  destination: Destination,
  inspection: Inspection,
  { fetch, load, origin }: Surroundings,
  options: TestOptions,
): Promise<TestFacts | { problem: string }> {
  const { dialect } = inspection;
  const problem = whyNoTest(destination, inspection, options.email);
  if (problem !== undefined || !dialect) return { problem: problem ?? '' };
  const { route } = destination;
  const keys = keysOf(route);
  const letter = testLetter(destination, options);
  const body = await bodyOf(letter, keys, load);
  if (body === undefined) return { problem: wordsFor({ kind: 'delivery', code: 'seal' }, origin) };
  const parcel: Parcel = { id: letter.id, body };
  const isSameOrigin = new URL(route.endpoint).origin === origin;
  const first = await tryOnce(parcel, destination, dialect, fetch);
  const isRepeated = options.isThorough && isTaken(first);
  const isLost = options.isThorough && first.status === undefined;
  return {
    ...destination,
    origin,
    isSameOrigin,
    dialect,
    ...encodingOf(parcel, destination, dialect, isSameOrigin),
    isSealed: keys.length > 0,
    id: letter.id,
    first,
    ...(isRepeated && { second: await tryOnce(parcel, destination, dialect, fetch) }),
    ...(isLost && { knocked: await knock(route.endpoint, dialect, { fetch }) }),
  };
}

/** The same for settings that nobody has looked at yet. */
export async function sendTestFor(
  widget: WidgetName,
  set: SendingSettings,
  surroundings: Surroundings,
  options: TestOptions,
): Promise<TestFacts | { problem: string }> {
  const use = destinationOf(widget, set, surroundings.origin);
  if ('trouble' in use) return { problem: wordsFor(use.trouble) };
  return sendTestLetter(use, await inspectDestination(use, surroundings), surroundings, options);
}
