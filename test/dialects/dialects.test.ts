import { expect } from '@open-wc/testing';
import type { Dialect, Encoded } from '../../src/dialects/shared/dialect.ts';
import type { Envelope } from '../../src/contract/envelope.ts';
import { DIALECT_NAMES, dialects, recognise } from '../../src/dialects/index.ts';
import { ANSWERS, heardOf, PAGE } from './answers.ts';
import { EXAMPLES, id, newsletter, pupils, sealed, sha256 } from './examples.ts';

const STATUSES = [
  0, 200, 201, 202, 204, 206, 301, 302, 304, 400, 401, 403, 404, 408, 409, 413, 415, 418, 422, 425, 429, 451, 500, 501,
  502, 503, 504, 511, 599,
];
const receipt = JSON.stringify({ id, sha256, storedAt: '2026-11-23T09:00:00.000Z' });

/** Nothing of this proves that a letter was kept, under any status but PostgREST's 201 with nothing. */
const EMPTY_WORDS: Readonly<Record<string, string>> = {
  nothing: '',
  'a page': PAGE,
  'a page in old HTML': `\r\n<HTML><BODY onload="location='/login'"></BODY></HTML>`,
  'a page in XML': '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
  'a truncated receipt': receipt.slice(0, 40),
  null: 'null',
  'a number': '1e400',
  'a text': '"receipt"',
  true: 'true',
  'empty JSON': '{}',
  'a list': '[{"id":1},null]',
  'an answer in JSON of a sign-in page': '{"status":"ok","login":true,"message":"Please sign in","url":"/login"}',
  'an object of surprises':
    '{"id":null,"sha256":{},"type":[],"issues":0,"errors":[null],"error":[],"status":[],"code":{},"invalid_fields":[null],"data":null,"message":0,"__proto__":{"type":"x"}}',
  'very deep JSON': '['.repeat(2000) + ']'.repeat(2000),
  'text beyond text': '\u0000\ud83d\ufffe',
};
const BODIES: Readonly<Record<string, string>> = {
  ...EMPTY_WORDS,
  'a receipt': receipt,
  'a byte order mark': `\ufeff${receipt}`,
};

const KINDS = ['confirmed', 'refused', 'unconfirmed', 'unavailable'];
const CODES = ['busy', 'broken', 'blocked', 'not-a-receipt'];

/** These take JSON and nothing else, so a preflight has to be. */
const NOT_SIMPLE = ['json', 'wordpress', 'power-automate', 'postgrest', 'supabase', 'ghost', 'hubspot'];
const SIMPLE_TYPES = /^(?:application\/x-www-form-urlencoded|text\/plain;charset=utf-8)$/;
const OWN_HEADERS: Readonly<Record<string, string[]>> = { supabase: ['apikey'] };
/** These take an address, a name and a list, and nothing else. */
const NO_PLACE_FOR_AN_ID = ['listmonk', 'ghost'];
/** What is handed to the person, or kept from the page, has no answer to read. */
const UNANSWERED = ['mailto'];

const encode = (dialect: Dialect, letter: object, fields?: Readonly<Record<string, string>>): Encoded => {
  const { endpoint, fields: usual } = EXAMPLES[dialect.name]!;
  return dialect.encode(
    { id, body: JSON.stringify(letter) },
    Object.freeze({ endpoint, fields: Object.freeze({ ...usual, ...fields }), ticket: '1:2:abc' }),
  );
};

/** Every text that a request carries, unpacked from its form. */
function textsOf({ url, body, contentType = '', handOver }: Encoded): string[] {
  if (typeof body !== 'string') return body.map(([, value]) => value);
  if (handOver) return [...new URL(url).searchParams.values()].map((value) => value.replaceAll('\r\n', '\n'));
  if (contentType.startsWith('application/x-www')) return [...new URLSearchParams(body).values()];
  return [body, ...textsIn(JSON.parse(body))];
}

/** Every text in a JSON value, and in the JSON that a text in it holds. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value, ...(value.startsWith('{') ? textsIn(JSON.parse(value)) : [])];
  return Object.values(Object(value) as object).flatMap(textsIn);
}

/** What a person gave, as they would read it again. */
const saidIn = ({ answers }: Envelope): string[] => answers.flatMap(({ value, words = value }) => words);

for (const [name, dialect] of Object.entries(dialects)) {
  describe(`dialect ${name}`, () => {
    const letter = dialect.carries === 'newsletter' ? newsletter : pupils;

    it('says what it is', () => {
      expect(dialect.name).to.equal(name);
      expect(dialect.carries).to.be.oneOf(['pupils', 'newsletter', 'both']);
      expect(dialect.repeats).to.be.oneOf(['dropped', 'doubled']);
      expect(dialect.facts).to.be.oneOf(['documented', 'unverified']);
    });

    it('encodes the same letter the same way each time', () => {
      const first = encode(dialect, letter);
      encode(dialect, { ...letter, id: 'f'.repeat(32), answers: [] });
      encode(dialect, sealed);
      expect(encode(dialect, letter)).to.deep.equal(first);
    });

    it('sends to the address it was given, or to a neighbour of it', () => {
      expect(new URL(encode(dialect, letter).url).host).to.equal(new URL(EXAMPLES[name]!.endpoint).host);
    });

    it('keeps the id in the body, where no proxy strips it', () => {
      const named = encode(dialect, letter, dialect.carries === 'newsletter' ? { id: 'LETTER' } : undefined);
      const holdsIt = textsOf(named).some((text) => text.includes(id));
      expect(holdsIt).to.equal(!NO_PLACE_FOR_AN_ID.includes(name));
    });

    it('leaves nothing behind that a person gave', () => {
      const all = textsOf(encode(dialect, letter)).join('\n');
      const kept = dialect.carries === 'newsletter' ? saidIn(letter).slice(0, 2) : saidIn(letter);
      for (const words of kept) expect(all).to.include(words);
    });

    it(
      dialect.seals ? 'carries a sealed letter byte for byte' : 'sends no part of a sealed letter without the rest',
      () => {
        const body = JSON.stringify(sealed);
        const texts = textsOf(encode(dialect, sealed));
        const isWhole = texts.includes(body);
        if (dialect.seals) expect(isWhole).to.be.true;
        expect(texts.some((text) => text.includes(sealed.iv))).to.equal(isWhole);
      },
    );

    it('sends no header and no content type that it can do without', () => {
      const { body, contentType, headers = {}, handOver } = encode(dialect, letter);
      const own = Object.keys(headers).filter((header) => header !== 'Accept');
      expect(own).to.deep.equal(OWN_HEADERS[name] ?? []);
      const isSimple = typeof body !== 'string' || handOver === true || SIMPLE_TYPES.test(contentType ?? '');
      expect(isSimple && own.length === 0).to.equal(!NOT_SIMPLE.includes(name));
      if (typeof body !== 'string') expect(contentType).to.equal(undefined);
      expect(Object.values(headers)).not.to.include('');
    });

    it('makes one of four replies of whatever it hears', () => {
      for (const [what, text] of Object.entries(BODIES)) {
        for (const status of STATUSES) {
          for (const sent of [{ id, sha256 }, { id }]) {
            const reply = dialect.decode({ status, text }, sent);
            expect(reply.kind, `${status} with ${what}`).to.be.oneOf(KINDS);
            if (reply.kind === 'refused') {
              expect(reply.issues, `${status} with ${what}`).to.be.an('array');
              expect(reply.code, `${status} with ${what}`).to.match(/^[\w:.-]+$/);
            }
            if (reply.kind === 'unavailable') expect(reply.code, `${status} with ${what}`).to.be.oneOf(CODES);
          }
        }
      }
    });

    it('takes nothing for proof that a dead server, an empty page or a sign-in page could say', () => {
      for (const [what, text] of Object.entries(EMPTY_WORDS)) {
        for (const status of STATUSES) {
          const isInsertion = insertion(name, status, text) || membership(name, status, text);
          const { kind } = dialect.decode({ status, text }, { id, sha256 });
          if (!isInsertion) expect(kind, `${status} with ${what}`).not.to.equal('confirmed');
        }
      }
    });

    if (!UNANSWERED.includes(name)) {
      it('waits when it is told to, whatever else is said', () => {
        for (const text of [...Object.values(BODIES), ...ANSWERS[name]!.map((each) => heardOf(each).text)]) {
          for (const status of [429, 503]) {
            const reply = dialect.decode({ status, text, retryAfter: '30' }, { id, sha256 });
            expect(reply).to.deep.equal({ kind: 'unavailable', code: 'busy', retryAfter: 30 });
          }
          expect(dialect.decode({ status: 500, text }, { id, sha256 })).to.deep.equal({
            kind: 'unavailable',
            code: 'broken',
          });
        }
      });
    }

    if (!UNANSWERED.includes(name)) {
      it('takes no success for one under a status that is none', () => {
        const words = ANSWERS[name]!.filter(([, status]) => status >= 200 && status < 300).map(
          (each) => heardOf(each).text,
        );
        for (const status of [0, 302, 404].filter((each) => each > 0 || !encode(dialect, letter).opaque)) {
          for (const text of words)
            expect(dialect.decode({ status, text }, { id, sha256 }).kind, text).to.be.oneOf(['refused', 'unavailable']);
        }
      });
    }

    it(dialect.confirms ? 'confirms what proves it' : 'never confirms', () => {
      const kinds = [
        ...ANSWERS[name]!.map(heardOf),
        ...STATUSES.flatMap((status) => Object.values(BODIES).map((text) => ({ status, text }))),
      ].map((heard) => dialect.decode(heard, { id, sha256 }).kind);
      expect(kinds.includes('confirmed')).to.equal(dialect.confirms);
    });

    if (EXAMPLES[name]!.recognised) {
      it('is recognised by its address', () => {
        expect(recognise(EXAMPLES[name]!.endpoint)).to.equal(name);
      });
    }
  });
}

/** PostgREST's whole answer to an insertion is a status that no sign-in page has. */
function insertion(name: string, status: number, text: string): boolean {
  return ['postgrest', 'supabase'].includes(name) && status === 201 && text === '';
}

/** Ghost's words beside its 201 differ by version; it is enough that they are no page. */
function membership(name: string, status: number, text: string): boolean {
  return name === 'ghost' && status === 201 && !/^\s*</.test(text);
}

describe('dialects', () => {
  it('are those that an admin can name, each with an example and its answers', () => {
    const names = [...DIALECT_NAMES];
    expect(Object.keys(dialects)).to.deep.equal(names);
    expect(Object.keys(EXAMPLES)).to.deep.equal(names);
    expect(Object.keys(ANSWERS)).to.have.members(names);
  });
});

describe('recognise', () => {
  const foreign = [
    '',
    'mail',
    '/submissions',
    'https://school.example/',
    'https://formspree.io.evil.example/f/x',
    'https://notformspree.io/f/x',
    'https://school.example/?x=https://formspree.io/',
    'https://school.example/#/wp-json/',
    'https://formspree.io@school.example/',
  ];
  for (const endpoint of foreign) {
    it(`takes ${endpoint || 'nothing'} for our own receiver`, () => {
      expect(recognise(endpoint)).to.equal('json');
    });
  }

  const known: [endpoint: string, name: string][] = [
    ['https://FORMSPREE.io/f/x', 'formspree'],
    ['https://buttondown.email/api/emails/embed-subscribe/school', 'buttondown'],
    ['https://app.convertkit.com/forms/1/subscriptions', 'kit'],
    ['https://forms-eu1.hsforms.com/submissions/v3/integration/submit/1/2', 'hubspot'],
    [
      'https://default0.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/0',
      'power-automate',
    ],
    ['https://school.example/blog/wp-json/contact-form-7/v1/contact-forms/1/feedback', 'contact-form-7'],
    ['https://school.example/wp-json/gf/v2/forms/1/submissions', 'gravity-forms'],
    ['https://school.example/wp-json/gf/v1/forms', 'wordpress'],
    ['MAILTO:office@school.example', 'mailto'],
  ];
  for (const [endpoint, name] of known) {
    it(`takes ${endpoint} for ${name}`, () => {
      expect(recognise(endpoint)).to.equal(name);
    });
  }

  it('names only dialects that there are', () => {
    for (const { endpoint } of Object.values(EXAMPLES)) expect(DIALECT_NAMES).to.include(recognise(endpoint));
  });
});
