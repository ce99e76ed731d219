import type { Dialect, Parcel } from '../../dialects/shared/dialect.ts';
import { makeId, type Envelope } from '../../contract/envelope.ts';
import { parseObject } from '../../dialects/shared/heard.ts';
import { deliver, type Fetch, type Outcome } from '../../delivery/deliver.ts';
import {
  dialectOf,
  keysOf,
  loadDialect,
  misfitOf,
  readFields,
  type LoadPart,
  type Route,
} from '../../delivery/route.ts';
import * as sealing from '../../delivery/seal.ts';
import { DIALECT_NAMES, dialects, recognise } from '../../dialects/index.ts';
import { explain } from '../../settings/admin.ts';
import { readEndpoint } from '../../settings/endpoint.ts';
import { isForFamilies, type Choices } from './choices.ts';

/** One of the two deliveries of the same letter. */
export interface Try {
  outcome: Outcome;
  /** The status of the answer, where it could be read. */
  status?: number;
  /** When the endpoint says that it stored the letter first. */
  storedAt?: string;
}

/** What a test has found out, before anyone says what it means. */
export interface Facts {
  endpoint: string;
  /** The origin of this page, which the endpoint has to let in. */
  origin: string;
  isSameOrigin: boolean;
  dialect: Pick<Dialect, 'name' | 'confirms' | 'seals' | 'repeats'>;
  /** The service lets no page read its answer. */
  isOpaque: boolean;
  /** The browser has to ask the endpoint before it may send. */
  needsPreflight: boolean;
  contentType: string;
  isSealed: boolean;
  isForFamilies: boolean;
  /** For finding the test letter, and for the log of whoever looks after the endpoint. */
  id: string;
  first: Try;
  /** The same letter again. Not tried where the first did not get through. */
  second?: Try;
  /** Asked only when the first try found nobody: whether anything answers, and whether this page may read it. */
  probe?: { answers: boolean; readable: boolean };
}

/** Everything but the endpoint that a test needs from the page. */
export interface Surroundings {
  fetch: Fetch;
  origin: string;
  hostname: string;
  /** For a newsletter: the tester's own address, which is signed up. Never part of the page's address. */
  email: string;
}

/** All dialects are in this page, so nothing is fetched. */
const parts: LoadPart = async <T>(path: string): Promise<T> => {
  if (path === 'dialects/recognise') return { recognise } as T;
  if (path === 'dialects/names') return { DIALECT_NAMES } as T;
  if (path === 'delivery/seal') return sealing as T;
  return { dialect: dialects[path.replace('dialects/', '')] } as T;
};

/** Whoever opens it must see that no child wrote it. */
const TEST_WORDS = 'This is a test from the snippet builder. No pupil wrote it. You can delete it.';

function testLetter(choices: Choices, email: string): Envelope {
  const answers = isForFamilies(choices)
    ? [
        { id: 'email', question: 'Test: email address of whoever set up the page', value: email },
        { id: 'consent', question: TEST_WORDS, value: 'yes' },
      ]
    : [{ id: 'test', question: 'TEST LETTER', value: TEST_WORDS }];
  return {
    v: 1,
    id: makeId(),
    widget: choices.widget,
    ...(!isForFamilies(choices) && { pack: 'test' }),
    site: choices.site,
    lang: 'en-GB',
    sentAt: new Date().toISOString(),
    answers,
  };
}

const SIMPLE = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/** The way out that the settings describe. */
export function routeOf(choices: Choices): Route {
  const { endpoint, dialect, newsletterEndpoint, newsletterDialect, fields, publicKeys } = choices;
  return isForFamilies(choices)
    ? { endpoint: newsletterEndpoint, dialect: newsletterDialect, fields: fields || '{}', publicKeys: '' }
    : { endpoint, dialect, fields: fields || '{}', publicKeys };
}

/** Whether anything answers there, and lets this page read. HEAD, because a GET can set off what is behind a webhook. */
async function probe(endpoint: string, fetch: Fetch): Promise<NonNullable<Facts['probe']>> {
  const ask = (mode: RequestMode): Promise<boolean> =>
    fetch(endpoint, { method: 'HEAD', mode, credentials: 'omit', referrerPolicy: 'no-referrer' }).then(
      () => true,
      () => false,
    );
  return { answers: await ask('no-cors'), readable: await ask('cors') };
}

async function tryOnce(parcel: Parcel, route: Route, dialect: Dialect, fetch: Fetch): Promise<Try> {
  let heard: { status: number; text: string } | undefined;
  const noting: Fetch = async (url, init) => {
    const response = await fetch(url, init);
    if (init.method === 'POST') heard = { status: response.status, text: await response.clone().text() };
    return response;
  };
  const outcome = await deliver(parcel, {
    endpoint: route.endpoint,
    dialect,
    fields: readFields(route.fields) ?? {},
    fetch: noting,
  });
  const { storedAt } = parseObject(heard?.text ?? '');
  return { outcome, ...(heard && { status: heard.status }), ...(typeof storedAt === 'string' && { storedAt }) };
}

/**
 * Sends a letter that says it is a test to the school's endpoint, by the same code as the widgets, and then the
 * same letter again. Resolves to what was found out, or to a sentence that says what keeps the widget from sending at all.
 */
export async function sendTest(
  choices: Choices,
  { fetch, origin, hostname, email }: Surroundings,
): Promise<Facts | { problem: string }> {
  const set = routeOf(choices);
  const found = readEndpoint(set.endpoint, origin);
  const families = isForFamilies(choices);
  if ('problem' in found)
    return {
      problem: explain({
        kind: 'endpoint',
        problem: found.problem,
        setting: families ? 'newsletterEndpoint' : 'endpoint',
      }),
    };
  if (families && !/.@.+\../.test(email))
    return {
      problem:
        'Write your own email address for the test, because a newsletter service takes nothing without one. It will be signed up.',
    };
  const route: Route = { ...set, endpoint: found.url };
  const misfit = await misfitOf(route, families ? 'newsletter' : 'pupils', parts, hostname);
  if (misfit) return { problem: explain(misfit) };
  const dialect = await loadDialect(parts, await dialectOf(route, parts));
  if (dialect.name === 'mailto')
    return {
      problem:
        'This address opens the mail program of whoever writes, so there is nothing to test from here. Whether they send it, nobody can know: the widget never says \u201cSent\u201d.',
    };

  const letter = testLetter(choices, email);
  const keys = keysOf(route);
  const parcel: Parcel = {
    id: letter.id,
    body: keys.length ? await sealing.seal(letter, keys) : JSON.stringify(letter),
  };
  const {
    contentType = 'multipart/form-data',
    headers = {},
    opaque,
  } = dialect.encode(parcel, { endpoint: found.url, fields: readFields(route.fields) ?? {} });
  const isSameOrigin = new URL(found.url).origin === origin;
  const first = await tryOnce(parcel, route, dialect, fetch);
  const got = first.outcome.kind.startsWith('sent');
  return {
    endpoint: found.url,
    origin,
    isSameOrigin,
    dialect,
    isOpaque: opaque === true,
    needsPreflight:
      !isSameOrigin &&
      (!SIMPLE.includes(contentType.split(';')[0]!) || Object.keys(headers).some((name) => name !== 'Accept')),
    contentType,
    isSealed: keys.length > 0,
    isForFamilies: families,
    id: letter.id,
    first,
    ...(got && { second: await tryOnce(parcel, route, dialect, fetch) }),
    ...(first.status === undefined && { probe: await probe(found.url, fetch) }),
  };
}
