import { expect } from '@open-wc/testing';
import type { Dialect, Encoded, Heard, Parcel, Sent, Target } from '../../src/dialects/shared/dialect.ts';
import { makeId, MAX_BODY_BYTES } from '../../src/contract/envelope.ts';
import { deliver, type DeliverOptions, type Fetch, type Outcome } from '../../src/delivery/deliver.ts';
import { dialect as json } from '../../src/dialects/json.ts';
import { endpoint, noNetwork, problem, receipt, sha256, webPage, type Answering } from '../support.ts';
import { Page, until } from './page.ts';

const URL_OF_SCHOOL = 'https://letters.example/submissions';

/** An endpoint that takes letters without proof, in a shape of its own. */
const trusting: Dialect = {
  name: 'trusting',
  carries: 'both',
  confirms: false,
  seals: true,
  repeats: 'doubled',
  facts: 'documented',
  encode: ({ body }, { endpoint: url }) => ({
    url,
    body: `letter=${encodeURIComponent(body)}`,
    contentType: 'application/x-www-form-urlencoded',
  }),
  decode: () => ({ kind: 'unconfirmed' }),
};

const encodingAs = (encoded: Partial<Encoded>): Dialect => ({
  ...trusting,
  encode: (parcel, target) => ({ ...trusting.encode(parcel, target), ...encoded }),
});

const multipart = (body: [string, string][]): Dialect => ({
  ...trusting,
  encode: (_parcel, { endpoint: url }) => ({ url, body }),
});

function letter(words: unknown = 'It was loud.'): Parcel {
  const id = makeId();
  return { id, body: JSON.stringify({ v: 1, id, answers: [{ id: 'words', question: 'Anything?', value: words }] }) };
}

interface Sending extends Partial<DeliverOptions> {
  parcel?: Parcel;
}

const send = (fetch: Fetch, { parcel = letter(), ...options }: Sending = {}): Promise<Outcome> =>
  deliver(parcel, { endpoint: URL_OF_SCHOOL, dialect: json, fetch, timeout: 5000, ...options });

/** How a request leaves the page, as the browser itself reads what it was given. */
function mannersOf({ url, init }: { url: string; init: RequestInit }): object {
  const { method, credentials, redirect, referrerPolicy, mode } = new Request(url, { ...init, body: null });
  return { method, credentials, redirect, referrerPolicy, mode };
}
const QUIET = { method: 'POST', credentials: 'omit', redirect: 'error', referrerPolicy: 'no-referrer', mode: 'cors' };

/** An answer of which only the beginning comes. */
const brokenOff =
  (beginning: string): Answering =>
  () =>
    new Response(
      new ReadableStream({
        start: (controller) => controller.enqueue(new TextEncoder().encode(beginning)),
        pull: (controller) => controller.error(new TypeError('The connection was reset.')),
      }),
      { status: 201 },
    );

const resting =
  (retryAfter: string): Answering =>
  () =>
    new Response('', { status: 503, headers: { 'Retry-After': retryAfter } });

const failed = (code: string, certain: boolean): object => ({ kind: 'failed', code, certain });

afterEach(() => Page.closeAll());

describe('deliver', () => {
  for (const dialect of [json, trusting]) {
    it(`asks once, with the very bytes and the content type of the dialect ${dialect.name}, and nothing that tells who asks`, async () => {
      const { fetch, asked } = endpoint(webPage(200));
      const parcel = letter('Zoë said: “no” 🙂');
      await send(fetch, { parcel, dialect });

      expect(asked.length).to.equal(1);
      const [{ url, init, bytes }] = asked as [(typeof asked)[0]];
      expect(url).to.equal(URL_OF_SCHOOL);
      expect(mannersOf({ url, init })).to.deep.equal(QUIET);
      const { body, contentType } = dialect.encode(parcel, { endpoint: URL_OF_SCHOOL, fields: {} });
      expect([...new Headers(init.headers)]).to.deep.equal([['content-type', contentType]]);
      expect([...bytes]).to.deep.equal([...new TextEncoder().encode(body as string)]);
    });
  }

  const outcomes: [what: string, answer: Answering, outcome: object][] = [
    ['a receipt', receipt(), { kind: 'sent' }],
    ['the receipt of a repeat', receipt({}, 200), { kind: 'sent' }],
    ['the receipt of another letter', receipt({ id: 'f'.repeat(32) }), failed('not-a-receipt', false)],
    ['the receipt of other bytes', receipt({ sha256: 'b'.repeat(64) }), failed('not-a-receipt', false)],
    ['half a receipt', () => new Response('{"id":"', { status: 201 }), failed('not-a-receipt', false)],
    ['a Wi-Fi sign-in page', webPage(200), failed('not-a-receipt', false)],
    ["a filter's block page", webPage(403), failed('blocked', false)],
    ["a receipt under a filter's no", receipt({}, 403), failed('blocked', false)],
    ['an empty answer', () => new Response(null, { status: 204 }), failed('not-a-receipt', false)],
    ['an answer that the browser hides', () => Response.error(), failed('not-a-receipt', false)],
    ['a receipt of which half the bytes came', brokenOff('{"id":"'), failed('network', false)],
    [
      'a refusal',
      problem(422, 'invalid', [{ name: 'email', rule: 'email' }]),
      { kind: 'refused', code: 'invalid', issues: [{ name: 'email', rule: 'email' }] },
    ],
    ['too large for the receiver', problem(413, 'too-large'), { kind: 'refused', code: 'too-large', issues: [] }],
    ['too many at once', webPage(429), failed('busy', true)],
    ['a server at rest', webPage(503), failed('busy', true)],
    ['a slow request', webPage(408), failed('broken', false)],
    ['a broken server', webPage(500), failed('broken', false)],
    ['a broken proxy', webPage(502), failed('broken', false)],
    ['a server at rest that says for how long', resting('120'), { ...failed('busy', true), retryAfter: 120 }],
    ['a server at rest that says nothing of use', resting('soon'), failed('busy', true)],
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

  it("without a stand-in it asks the page's own fetch", async () => {
    // Port 9 is closed to pages in every browser, so this fails at once and without a network.
    const outcome = await deliver(letter(), { endpoint: 'http://127.0.0.1:9/submissions', dialect: json });
    expect(outcome).to.deep.equal(failed('network', false));
    const answered = await deliver(letter(), {
      endpoint: `${location.origin}/nobody-takes-letters-here`,
      dialect: json,
    });
    expect(answered).to.deep.equal(failed('blocked', false));
  });
});

describe('deliver and the ways of a dialect', () => {
  it("gives the dialect the letter, the address and the service's names", async () => {
    const given: [Parcel, Target][] = [];
    const curious: Dialect = {
      ...trusting,
      encode(parcel, target) {
        given.push([parcel, target]);
        return trusting.encode(parcel, target);
      },
    };
    const parcel = letter();
    const { fetch } = endpoint(webPage(200));
    await send(fetch, { parcel, dialect: curious, fields: { email: 'entry.1' } });
    await send(fetch, { parcel, dialect: curious });
    expect(given).to.deep.equal([
      [parcel, { endpoint: URL_OF_SCHOOL, fields: { email: 'entry.1' } }],
      [parcel, { endpoint: URL_OF_SCHOOL, fields: {} }],
    ]);
  });

  it('asks where the dialect says, with the headers that it cannot do without', async () => {
    const { fetch, asked } = endpoint(webPage(200));
    await send(fetch, { dialect: encodingAs({ url: 'https://letters.example/other', headers: { apikey: 'k' } }) });
    expect(asked[0]!.url).to.equal('https://letters.example/other');
    const headers = Object.fromEntries(new Headers(asked[0]!.init.headers));
    expect(headers).to.deep.equal({ apikey: 'k', 'content-type': 'application/x-www-form-urlencoded' });
  });

  it('sends fields as a multipart form, in their order, and leaves its content type to the browser', async () => {
    const { fetch, asked } = endpoint(webPage(200));
    const fields: [string, string][] = [
      ['b', 'Zoë 🙂'],
      ['a', ''],
      ['b', '"; name="x'],
    ];
    await send(fetch, { dialect: multipart(fields) });
    expect([...(asked[0]!.init.body as FormData)]).to.deep.equal(fields);
    expect(asked[0]!.init.method).to.equal('POST');
    expect([...new Headers(asked[0]!.init.headers)]).to.deep.equal([]);
  });

  it('tells the dialect what it heard and what was sent; a multipart form has no digest', async () => {
    const told: [Heard, Sent][] = [];
    const decode: Dialect['decode'] = (...words) => {
      told.push(words);
      return { kind: 'confirmed', checkEmail: true };
    };
    const parcel = letter();
    const { fetch, asked } = endpoint(resting('7'), () => new Response('Thank you'));
    expect(await send(fetch, { parcel, dialect: { ...trusting, decode } })).to.deep.equal({
      kind: 'sent',
      checkEmail: true,
    });
    await send(fetch, { parcel, dialect: { ...multipart([['a', 'b']]), decode } });
    expect(told).to.deep.equal([
      [
        { status: 503, text: '', retryAfter: '7' },
        { id: parcel.id, sha256: await sha256(asked[0]!.bytes) },
      ],
      [
        { status: 200, text: 'Thank you', retryAfter: null },
        { id: parcel.id, sha256: undefined },
      ],
    ]);
  });

  it('follows a redirect only where the service answers by one', async () => {
    const { fetch, asked } = endpoint(webPage(200));
    await send(fetch, { dialect: encodingAs({ redirects: true }) });
    expect(mannersOf(asked[0]!)).to.deep.equal({ ...QUIET, redirect: 'follow' });
  });

  it('asks for no answer where the service lets no page read it', async () => {
    const { fetch, asked } = endpoint(webPage(200));
    await send(fetch, { dialect: encodingAs({ opaque: true }) });
    // A browser takes no other redirect with no-cors.
    expect(mannersOf(asked[0]!)).to.deep.equal({ ...QUIET, mode: 'no-cors', redirect: 'follow' });
  });

  it('fetches a ticket first where the dialect wants one, and says no more by that', async () => {
    const { fetch, asked } = endpoint(() => new Response('1:2:abc'), receipt());
    const tickets: unknown[] = [];
    const guarded: Dialect = {
      ...json,
      ticketFrom: (address) => `${address}/ticket`,
      encode(parcel, target) {
        tickets.push(target);
        return json.encode(parcel, target);
      },
    };
    expect(await send(fetch, { dialect: guarded })).to.deep.equal({ kind: 'sent' });
    expect(asked.map(({ url }) => url)).to.deep.equal([`${URL_OF_SCHOOL}/ticket`, URL_OF_SCHOOL]);
    expect(mannersOf(asked[0]!)).to.deep.equal({ ...QUIET, method: 'GET' });
    expect([...new Headers(asked[0]!.init.headers)]).to.deep.equal([]);
    expect(tickets).to.deep.equal([{ endpoint: URL_OF_SCHOOL, fields: {}, ticket: '1:2:abc' }]);
  });

  it('sends nothing when the ticket does not come', async () => {
    const { fetch, asked } = endpoint(noNetwork);
    const guarded: Dialect = { ...json, ticketFrom: (address) => `${address}/ticket` };
    expect(await send(fetch, { dialect: guarded })).to.deep.equal(failed('network', false));
    expect(asked.map(({ url }) => url)).to.deep.equal([`${URL_OF_SCHOOL}/ticket`]);
  });

  it('hands a letter over to the device, asks nobody, and does not call it confirmed', async () => {
    const page = await Page.open();
    const { deliver: deliverThere } =
      await page.load<typeof import('../../src/delivery/deliver.ts')>('delivery/deliver.ts');
    const { fetch, asked } = endpoint(receipt());
    // An address that, like `mailto:`, loads nothing, and whose effect can be seen.
    const dialect = encodingAs({
      url: 'javascript:void (document.title = "A letter is open")',
      body: '',
      handOver: true,
    });
    const outcome = await deliverThere(letter(), { endpoint: 'mailto:office@school.example', dialect, fetch });
    expect(outcome).to.deep.equal({ kind: 'sent-unconfirmed' });
    expect(asked).to.deep.equal([]);
    await until(() => page.window.document.title === 'A letter is open');
  });

  it('honours a Retry-After that is a date', async () => {
    const outcome = await send(endpoint(resting(new Date(Date.now() + 90_000).toUTCString())).fetch);
    expect(outcome).to.include(failed('busy', true));
    // A date has whole seconds, and some of them pass while this runs.
    expect((outcome as { retryAfter: number }).retryAfter).to.be.within(80, 91);
  });
});

describe('deliver to a silent server', () => {
  it('gives up on one that never answers', async () => {
    const silent: Fetch = (_, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
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

  it('gives up on a stand-in that does not listen to the signal', async () => {
    expect(await send(() => new Promise(() => undefined), { timeout: 20 })).to.deep.equal(failed('timeout', false));
  });

  const patience: [what: string, length: number, milliseconds: number][] = [
    ['ten seconds for a short letter', 4096, 10_000],
    ['a millisecond more for each character beyond 4,096', 4097, 10_001],
    ['over a minute for the longest', MAX_BODY_BYTES, 71_440],
  ];
  for (const [what, length, milliseconds] of patience) {
    it(`waits ${what}`, async () => {
      const page = await Page.open();
      const { deliver: deliverThere } =
        await page.load<typeof import('../../src/delivery/deliver.ts')>('delivery/deliver.ts');
      let outcome: Outcome | undefined;
      let signal: AbortSignal | null | undefined;
      const silent: Fetch = (_, init) => {
        ({ signal } = init);
        return new Promise(() => undefined);
      };
      const parcel = { id: makeId(), body: 'a'.repeat(length) };
      void deliverThere(parcel, { endpoint: URL_OF_SCHOOL, dialect: json, fetch: silent }).then(
        (each) => (outcome = each),
      );
      await page.pass(milliseconds - 1);
      expect({ outcome, aborted: signal?.aborted }).to.deep.equal({ outcome: undefined, aborted: false });
      await page.pass(1);
      expect({ outcome, aborted: signal?.aborted }).to.deep.equal({ outcome: failed('timeout', false), aborted: true });
    });
  }

  it('sends, and gives up in time, on a page that has nothing to abort a request with', async () => {
    const page = await Page.open();
    page.set(page.window, 'AbortController', undefined);
    page.set(page.window, 'AbortSignal', undefined);
    const { deliver: deliverThere } =
      await page.load<typeof import('../../src/delivery/deliver.ts')>('delivery/deliver.ts');
    const { fetch, asked } = endpoint(receipt());
    const options = { endpoint: URL_OF_SCHOOL, dialect: json };
    expect(await deliverThere(letter(), { ...options, fetch })).to.deep.equal({ kind: 'sent' });
    expect(asked[0]!.init).not.to.have.property('signal');
    const giving = deliverThere(letter(), { ...options, fetch: () => new Promise(() => undefined) });
    await page.pass(10_000);
    expect(await giving).to.deep.equal(failed('timeout', false));
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

  it('measures all names and values of a multipart form', async () => {
    const { fetch, asked } = endpoint(webPage(200));
    const fields: [string, string][] = [
      ['a', '🙂'.repeat(8000)],
      ['b', '🙂'.repeat(8400)],
    ];
    expect(await send(fetch, { dialect: multipart(fields) })).to.deep.equal(failed('too-large', true));
    expect(asked).to.deep.equal([]);
    expect(await send(fetch, { dialect: multipart(fields.slice(1)) })).to.deep.equal({ kind: 'sent-unconfirmed' });
  });

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
    [
      'throws at once',
      () => {
        throw new Error('no');
      },
    ],
    ['rejects with a text', () => Promise.reject('no')],
    ['rejects with nothing', () => Promise.reject(undefined)],
    ['rejects as if it had been stopped', () => Promise.reject(new DOMException('stopped', 'AbortError'))],
    ...[undefined, null, 0, 'text', {}, [], { status: 201 }, { status: 201, text: 'x' }].map(
      (value): [string, Fetch] => [
        `gives ${JSON.stringify(value)}`,
        () => Promise.resolve(value as unknown as Response),
      ],
    ),
    [
      'gives an answer that was read before',
      async () => {
        const used = new Response('{}');
        await used.text();
        return used;
      },
    ],
    [
      'gives an answer whose body breaks off',
      async () => new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('gone')) })),
    ],
  ];
  for (const [what, fetch] of nonsense) {
    it(`when fetch ${what}`, async () => {
      expect(await send(fetch)).to.deep.equal(failed('network', false));
    });
  }
});
