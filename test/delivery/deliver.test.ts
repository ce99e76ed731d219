import { expect } from '@open-wc/testing';
import type { Dialect } from '../../src/contract/dialect.ts';
import { makeId, MAX_BODY_BYTES } from '../../src/contract/envelope.ts';
import { deliver, type Fetch, type Outcome, type Parcel } from '../../src/delivery/deliver.ts';
import { dialects } from '../../src/dialects/index.ts';
import { endpoint, noNetwork, problem, receipt, webPage, type Answering } from '../support.ts';

const URL_OF_SCHOOL = 'https://letters.example/submissions';
const json = dialects['json']!;

/** An endpoint that takes letters without proof, in a shape of its own. */
const trusting: Dialect = {
  name: 'trusting',
  encode: (body) => ({ body: `letter=${encodeURIComponent(body)}`, contentType: 'application/x-www-form-urlencoded' }),
  decode: () => ({ kind: 'unconfirmed' }),
};

function letter(words: unknown = 'It was loud.'): Parcel {
  const id = makeId();
  return { id, body: JSON.stringify({ v: 1, id, answers: [{ id: 'words', question: 'Anything?', value: words }] }) };
}

const send = (fetch: Fetch, { parcel = letter(), dialect = json, timeout = 5000 } = {}): Promise<Outcome> =>
  deliver(parcel, { endpoint: URL_OF_SCHOOL, dialect, fetch, timeout });

const failed = (code: string, certain: boolean): object => ({ kind: 'failed', code, certain });

describe('deliver', () => {
  for (const dialect of [json, trusting]) {
    it(`asks once, with the very bytes and the content type of the dialect ${dialect.name}, and nothing that tells who asks`, async () => {
      const { fetch, asked } = endpoint(webPage(200));
      const parcel = letter('Zoë said: “no” 🙂');
      await send(fetch, { parcel, dialect });

      expect(asked.length).to.equal(1);
      const [{ url, init, bytes }] = asked as [(typeof asked)[0]];
      expect(url).to.equal(URL_OF_SCHOOL);
      const request = new Request(url, init);
      const { method, credentials, redirect, referrerPolicy } = request;
      expect({ method, credentials, redirect, referrerPolicy }).to.deep.equal({
        method: 'POST',
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
      });
      const { body, contentType } = dialect.encode(parcel.body);
      expect([...request.headers]).to.deep.equal([['content-type', contentType]]);
      expect([...bytes]).to.deep.equal([...new TextEncoder().encode(body)]);
    });
  }

  const outcomes: [what: string, answer: Answering, outcome: object][] = [
    ['a receipt', receipt(), { kind: 'sent' }],
    ['the receipt of a repeat', receipt({}, 200), { kind: 'sent' }],
    ['the receipt of another letter', receipt({ id: 'f'.repeat(32) }), failed('not-a-receipt', false)],
    ['the receipt of other bytes', receipt({ sha256: 'b'.repeat(64) }), failed('not-a-receipt', false)],
    ['half a receipt', () => new Response('{"id":"', { status: 201 }), failed('not-a-receipt', false)],
    ['a Wi-Fi sign-in page', webPage(200), failed('not-a-receipt', false)],
    ['a filter\'s block page', webPage(403), failed('not-a-receipt', false)],
    ['an empty answer', () => new Response(null, { status: 204 }), failed('not-a-receipt', false)],
    ['an answer that the browser hides', () => Response.error(), failed('not-a-receipt', false)],
    ['a refusal', problem(422, 'invalid', [{ name: 'email', rule: 'email' }]), { kind: 'refused', code: 'invalid', issues: [{ name: 'email', rule: 'email' }] }],
    ['too large for the receiver', problem(413, 'too-large'), { kind: 'refused', code: 'too-large', issues: [] }],
    ['too many at once', webPage(429), failed('busy', true)],
    ['a server at rest', webPage(503), failed('busy', true)],
    ['a slow request', webPage(408), failed('broken', false)],
    ['a broken server', webPage(500), failed('broken', false)],
    ['a broken proxy', webPage(502), failed('broken', false)],
    ['no network', noNetwork, failed('network', false)],
  ];
  for (const [what, answer, outcome] of outcomes) {
    it(`${what} is ${JSON.stringify(outcome)}`, async () => {
      expect(await send(endpoint(answer).fetch)).to.deep.equal(outcome);
    });
  }

  it('an answer without proof is never called sent', async () => {
    expect(await send(endpoint(webPage(200)).fetch, { dialect: trusting })).to.deep.equal({ kind: 'sent-unconfirmed' });
  });

  it('without a stand-in it asks the page\'s own fetch', async () => {
    // Port 9 is closed to pages in every browser, so this fails at once and without a network.
    const outcome = await deliver(letter(), { endpoint: 'http://127.0.0.1:9/submissions', dialect: json });
    expect(outcome).to.deep.equal(failed('network', false));
    const answered = await deliver(letter(), { endpoint: `${location.origin}/nobody-takes-letters-here`, dialect: json });
    expect(answered).to.deep.equal(failed('not-a-receipt', false));
  });
});

describe('deliver to a silent server', () => {
  it('gives up on one that never answers', async () => {
    const silent: Fetch = (_, { signal }) => new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    expect(await send(silent, { timeout: 20 })).to.deep.equal(failed('timeout', false));
  });

  it('gives up on an answer whose body never ends', async () => {
    const endless: Fetch = async (_, { signal }) => {
      const body = new ReadableStream({
        start(controller) {
          controller.enqueue(new TextEncoder().encode('{"id":"'));
          signal?.addEventListener('abort', () => controller.error(signal.reason));
        },
      });
      return new Response(body, { status: 201 });
    };
    expect(await send(endless, { timeout: 20 })).to.deep.equal(failed('timeout', false));
  });

  it('gives up on a stand-in that does not listen to the signal', async function () {
    this.timeout(2000);
    expect(await send(() => new Promise(() => undefined), { timeout: 20 })).to.deep.equal(failed('timeout', false));
  });

  it('calls no answer a timeout that came before the time was up', async () => {
    expect(await send(endpoint(noNetwork).fetch, { timeout: 60_000 })).to.deep.equal(failed('network', false));
  });
});

describe('deliver and the size of a letter', () => {
  /** A letter of exactly so many bytes, filled up with one character. */
  function letterOf(bytes: number, filling: string): Parcel {
    const { id } = letter();
    const empty = JSON.stringify({ id, words: '' });
    const room = bytes - empty.length;
    const width = new TextEncoder().encode(filling).length;
    return { id, body: JSON.stringify({ id, words: filling.repeat(room / width) + 'a'.repeat(room % width) }) };
  }

  for (const filling of ['a', 'é', '水', '🙂']) {
    it(`takes ${MAX_BODY_BYTES} bytes of ${filling}`, async () => {
      const { fetch, asked } = endpoint(receipt());
      expect(await send(fetch, { parcel: letterOf(MAX_BODY_BYTES, filling) })).to.deep.equal({ kind: 'sent' });
      expect(asked.map(({ bytes }) => bytes.length)).to.deep.equal([65_536]);
    });

    it(`refuses one byte more of ${filling} before anything is asked`, async () => {
      const { fetch, asked } = endpoint(receipt());
      const parcel = letterOf(MAX_BODY_BYTES + 1, filling);
      expect(await send(fetch, { parcel })).to.deep.equal(failed('too-large', true));
      expect(asked).to.deep.equal([]);
      expect(new TextEncoder().encode(parcel.body).length).to.equal(65_537);
    });
  }

  it('measures what the dialect makes of it, not what it was given', async () => {
    const { fetch, asked } = endpoint(receipt());
    const parcel = letterOf(30_000, '🙂');
    expect(await send(fetch, { parcel, dialect: trusting })).to.deep.equal(failed('too-large', true));
    expect(asked).to.deep.equal([]);
  });
});

describe('deliver and hostile words', () => {
  const table: [what: string, words: string][] = [
    ['a lone high surrogate', 'a\ud83db'],
    ['a lone low surrogate', 'a\ude00b'],
    ['surrogates the wrong way round', '\ude00\ud83d'],
    ['NUL and other controls', '\u0000\u0001\u0008\u001b\u007f\u0085'],
    ['noncharacters', '\ufffe\uffff\u{10ffff}'],
    ['a byte order mark', '\ufeffwords'],
    ['line ends of every kind', 'a\r\nb\rc\nd\u2028e\u2029f'],
    ['letters that turn the direction', '\u202e\u2066\u200f'],
    ['markup', '</script><script>alert(1)</script>${1}{{1}}'],
    ['JSON', '"}],"answers":[{"id":"x"}]'],
  ];
  for (const [what, words] of table) {
    it(`${what} arrive as they were written`, async () => {
      const { fetch, asked } = endpoint(receipt());
      expect(await send(fetch, { parcel: letter(words) })).to.deep.equal({ kind: 'sent' });
      const { answers } = JSON.parse(asked[0]!.text) as { answers: { value: string }[] };
      expect(answers[0]!.value === words).to.be.true;
    });
  }
});

describe('deliver never rejects', () => {
  const nonsense: [what: string, fetch: Fetch][] = [
    ['throws at once', () => { throw new Error('no'); }],
    ['rejects with a text', () => Promise.reject('no')],
    ['rejects with nothing', () => Promise.reject(undefined)],
    ['rejects as if it had been stopped', () => Promise.reject(new DOMException('stopped', 'AbortError'))],
    ...[undefined, null, 0, 'text', {}, [], { status: 201 }, { status: 201, text: 'x' }].map(
      (value): [string, Fetch] => [`gives ${JSON.stringify(value)}`, () => Promise.resolve(value as unknown as Response)],
    ),
    [
      'gives an answer that was read before',
      async () => {
        const used = new Response('{}');
        await used.text();
        return used;
      },
    ],
    ['gives an answer whose body breaks off', async () => new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('gone')) }))],
  ];
  for (const [what, fetch] of nonsense) {
    it(`when fetch ${what}`, async () => {
      expect(await send(fetch)).to.deep.equal(failed('network', false));
    });
  }
});
