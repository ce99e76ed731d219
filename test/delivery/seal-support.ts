/** What the tests of sealing and opening share. Runs in Node and in browsers. */
import { toBase64url } from '../../src/contract/base64url.ts';
import { makeId, type Envelope } from '../../src/contract/envelope.ts';
import { kidOf, type SealedEnvelope } from '../../src/contract/sealed.ts';
import type { PrivateKeys } from '../../src/keys/open.ts';
import { seal, suite } from '../../src/delivery/seal.ts';

type Pair = Awaited<ReturnType<typeof suite.GenerateKeyPair>>;

/** One person with a key, and what `open` wants of them. */
export interface Person {
  publicKey: string;
  kid: string;
  pair: Pair;
  keys: PrivateKeys;
}

export async function person(): Promise<Person> {
  const pair = await suite.GenerateKeyPair(true);
  const publicKey = toBase64url(await suite.SerializePublicKey(pair.publicKey));
  const kid = await kidOf(publicKey);
  return { publicKey, kid, pair, keys: new Map([[kid, pair]]) };
}

export function envelope(changes: Partial<Envelope> = {}): Envelope {
  return {
    v: 1,
    id: makeId(),
    widget: 'mood-check-in',
    pack: 'faces-5',
    site: 'hollybrook',
    lang: 'en-GB',
    sentAt: '2026-11-23T09:30:00.000Z',
    answers: [{ id: 'mood', question: 'How are you feeling right now?', value: 'low', words: 'A bit low' }],
    ...changes,
  };
}

export const saying = (...values: string[]): Envelope =>
  envelope({
    widget: 'reflection-form',
    answers: values.map((value, index) => ({ id: `a${index}`, question: 'What happened?', value })),
  });

export const sealTo = async (letter: Envelope, ...people: Person[]): Promise<SealedEnvelope> =>
  JSON.parse(
    await seal(
      letter,
      people.map(({ publicKey }) => publicKey),
    ),
  ) as SealedEnvelope;

/** Text that other tools have lost, cut, or shown as something else. */
export const AWKWARD: Record<string, string> = {
  'a lone high surrogate': 'a\ud83d',
  'a lone low surrogate': '\udc00b',
  'surrogates the wrong way round': '\udc00\ud83d',
  noncharacters: '\ufffe\uffff',
  'NUL and controls': 'a\u0000b\u0001\u001b[2J\u007f\u0085\u009b',
  'line and paragraph separators': 'a\u2028b\u2029c\r\nd\n',
  'direction overrides and isolates': '\u202etxt.exe\u202c \u2067abc\u2069',
  'ten thousand marks on one letter': `e${'\u0301'.repeat(10_000)}`,
  'families, flags and variation selectors': '👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿🇬🇧❤️✍🏽',
  'a byte order mark first': '\ufeffhello',
  'markup and templates': '<script>alert(1)</script>${x}{{y}}',
  'nothing but spaces': '   ',
};
