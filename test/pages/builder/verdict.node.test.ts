import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it, test } from 'node:test';
import type { Fetch } from '../../../src/delivery/deliver.ts';
import { makePrivateKey, ownKey } from '../../../src/keys/pair.ts';
import { defaults, type Choices } from '../../../src/pages/builder/choices.ts';
import { secretIn } from '../../../src/pages/builder/secrets.ts';
import { sendTest, type Facts } from '../../../src/pages/builder/test-letter.ts';
import { judgeTest, type Line, type Verdict } from '../../../src/pages/builder/verdict.ts';
import { createApp } from '../../../src/receiver/app.ts';
import { openSqliteStore } from '../../../src/receiver/sqlite-store.ts';
import { tempFolder } from '../../keys/support.ts';

const ENDPOINT = 'https://inbox.hollybrook.example/submissions';
const [HERE, ELSEWHERE] = ['https://www.hollybrook.example', 'https://builder.example'];
const filled: Choices = { ...defaults, site: 'hollybrook', endpoint: ENDPOINT };

interface Asked {
  url: string;
  method: string;
  mode: RequestMode | undefined;
  body: string;
}

/** A network in which a browser's own rules are played by hand. */
function network(answer: (asked: Asked) => Response | undefined): { fetch: Fetch; asked: Asked[] } {
  const asked: Asked[] = [];
  const fetch: Fetch = async (url, { method = 'GET', mode, body }) => {
    const bytes =
      body instanceof Uint8Array
        ? new TextDecoder().decode(body)
        : body instanceof FormData
          ? JSON.stringify([...body])
          : '';
    const now = { url, method, mode, body: bytes };
    asked.push(now);
    const response = answer(now);
    if (!response) throw new TypeError('Failed to fetch');
    return response;
  };
  return { fetch, asked };
}

async function run(
  choices: Partial<Choices>,
  fetch: Fetch,
  origin = ELSEWHERE,
  email = '',
): Promise<{ facts: Facts; verdict: Verdict; line: (id: Line['id']) => Line }> {
  const facts = await sendTest({ ...filled, ...choices }, { fetch, origin, hostname: new URL(origin).hostname, email });
  assert.ok(!('problem' in facts), JSON.stringify(facts));
  const verdict = judgeTest(facts);
  return { facts, verdict, line: (id) => verdict.lines.find((line) => line.id === id)! };
}

const answersOf = ({ lines }: Verdict): Record<string, string> =>
  Object.fromEntries(lines.map(({ id, answer }) => [id, answer]));

/** Our own receiver, asked without a network; it lets one origin in. */
async function receiver(t: { after(then: () => void): void }) {
  const store = await openSqliteStore({ path: join(tempFolder(), 'l30.sqlite') });
  t.after(() => void store.close());
  const app = createApp({ store, sites: { hollybrook: { origins: [ELSEWHERE] } }, log: () => undefined });
  const fetch: Fetch = async (url, init) =>
    app.fetch(
      new Request(url, { ...init, headers: { ...(init.headers as Record<string, string>), Origin: ELSEWHERE } }),
    );
  return { fetch, store };
}

describe('a test letter to our own receiver', () => {
  it('arrives once, is marked as a test, and everything is well', async (t) => {
    const { fetch, store } = await receiver(t);
    const { verdict, line, facts } = await run({}, fetch);
    assert.equal(verdict.title, 'Yes: your endpoint keeps letters and proves it');
    assert.deepEqual(answersOf(verdict), {
      reach: 'yes',
      cors: 'yes',
      preflight: 'yes',
      readable: 'yes',
      proof: 'yes',
      repeat: 'yes',
      sealed: 'partly',
    });
    assert.match(line('repeat').words, /sent twice, and it answered both times with the receipt of the first/);
    assert.equal(facts.second?.status, 200);
    assert.equal(verdict.forIT, '');
    const letters = await store.list();
    assert.equal(letters.length, 1);
    assert.deepEqual((letters[0]!.envelope as unknown as { answers: unknown }).answers, [
      {
        id: 'test',
        question: 'TEST LETTER',
        value: 'This is a test from the snippet builder. No pupil wrote it. You can delete it.',
      },
    ]);
  });

  it('travels sealed where there are keys', async (t) => {
    const { fetch, store } = await receiver(t);
    const keys = await Promise.all([1, 2].map(async () => (await ownKey(await makePrivateKey())).publicKey));
    const { line } = await run({ publicKeys: keys.join(' ') }, fetch);
    assert.equal(line('sealed').answer, 'yes');
    assert.equal(line('repeat').answer, 'yes');
    const text = JSON.stringify(await store.list());
    assert.match(text, /"suite"/);
    assert.doesNotMatch(text, /snippet builder/);
  });

  it('for a school that it does not know is refused, in words', async (t) => {
    const { fetch } = await receiver(t);
    const { verdict, line } = await run({ site: 'nobody' }, fetch);
    assert.equal(verdict.answer, 'no');
    assert.match(line('proof').words, /It knows no school of this name/);
    assert.equal(line('repeat').answer, 'open');
    assert.match(verdict.forIT, /Please look in its log/);
  });
});

describe('a verdict', () => {
  it('on an endpoint where nothing answers says so, and what to ask of whom', async () => {
    const { fetch, asked } = network(() => undefined);
    const { verdict, line, facts } = await run({}, fetch);
    assert.deepEqual(answersOf(verdict), {
      reach: 'no',
      cors: 'open',
      preflight: 'open',
      readable: 'open',
      proof: 'no',
      repeat: 'open',
      sealed: 'partly',
    });
    assert.match(line('reach').words, /^Nothing answered at inbox\.hollybrook\.example\./);
    assert.match(verdict.forIT, /Please check that inbox\.hollybrook\.example runs/);
    assert.ok(verdict.forIT.includes(facts.id));
    assert.deepEqual(
      asked.map(({ method, mode }) => `${method} ${mode}`),
      ['POST cors', 'HEAD no-cors', 'HEAD cors'],
      'nothing but the letter posts, and nothing is fetched by GET',
    );
  });

  it('on one that does not let the page in names CORS and the preflight, with the headers to set', async () => {
    const { verdict } = await run({}, network(({ mode }) => (mode === 'no-cors' ? new Response() : undefined)).fetch);
    assert.deepEqual(answersOf(verdict), {
      reach: 'yes',
      cors: 'no',
      preflight: 'no',
      readable: 'no',
      proof: 'no',
      repeat: 'open',
      sealed: 'partly',
    });
    for (const words of [
      'Access-Control-Allow-Origin',
      'Access-Control-Allow-Methods: POST',
      'Access-Control-Allow-Headers: content-type',
      ELSEWHERE,
      'L30_SITES',
    ])
      assert.ok(verdict.forIT.includes(words), words);
  });

  it('on one that lets the page read but fails the preflight says which', async () => {
    const { line, verdict } = await run(
      {},
      network(({ method }) => (method === 'HEAD' ? new Response() : undefined)).fetch,
    );
    assert.equal(line('cors').answer, 'partly');
    assert.equal(line('preflight').answer, 'no');
    assert.match(line('readable').words, /nothing was sent/);
    assert.match(verdict.forIT, /OPTIONS/);
  });

  it('on a form handler whose answer cannot be read does not claim that nothing arrived', async () => {
    const { line } = await run(
      { dialect: 'form' },
      network(({ mode }) => (mode === 'no-cors' ? new Response() : undefined)).fetch,
    );
    assert.match(line('preflight').words, /^No, not for letters of this kind/);
    assert.match(line('readable').words, /may have arrived all the same/);
  });

  it('on the same site needs no CORS', async (t) => {
    const { fetch } = await receiver(t);
    const { line, verdict } = await run({ endpoint: '/submissions' }, fetch, ELSEWHERE);
    assert.match(line('cors').words, /on the same site as this page/);
    assert.match(line('preflight').words, /^No,/);
    assert.equal(verdict.answer, 'yes');
  });

  it('on a service that keeps every repeat says that the test is there twice', async () => {
    const { fetch, asked } = network(() => Response.json({ next: '/thanks' }));
    const { line, verdict } = await run({ endpoint: 'https://formspree.io/f/xayzabcd' }, fetch);
    assert.equal(verdict.answer, 'yes');
    assert.match(line('repeat').words, /find the test letter twice/);
    assert.equal(asked.length, 2);
    assert.equal(asked[0]!.body, asked[1]!.body, 'the same bytes');
  });

  it('on a service without proof says "Passed on"', async () => {
    const { verdict, line } = await run(
      { endpoint: 'https://hooks.zapier.com/hooks/catch/1/2/' },
      network(() => Response.json({ status: 'success' })).fetch,
    );
    assert.equal(verdict.answer, 'partly');
    assert.match(line('proof').words, /\u201cPassed on\u201d, never \u201cSent\u201d/);
  });

  it('on one that lets no page read its answer says that this is its nature', async () => {
    const { verdict, line } = await run(
      { endpoint: 'https://docs.google.com/forms/d/e/1/formResponse', fields: '{"message":"entry.1"}' },
      network(() => Object.defineProperty(new Response(), 'status', { value: 0 })).fetch,
    );
    assert.equal(verdict.answer, 'partly');
    assert.match(line('readable').words, /No page can/);
    assert.equal(verdict.forIT, '');
  });

  it('on a receiver that stores a repeat as another letter says no', async () => {
    let second = 0;
    const { fetch } = network(({ body }) => {
      const { id } = JSON.parse(body) as { id: string };
      return Response.json({ id, sha256: 'x', storedAt: `2026-11-23T09:00:0${second++}.000Z` });
    });
    const facts = await sendTest(filled, { fetch, origin: HERE, hostname: 'www.hollybrook.example', email: '' });
    assert.ok(!('problem' in facts));
    const { lines } = judgeTest({
      ...facts,
      first: { ...facts.first, outcome: { kind: 'sent' } },
      second: { outcome: { kind: 'sent' }, status: 201, storedAt: '2026-11-23T09:00:09.000Z' },
    });
    assert.match(lines.find(({ id }) => id === 'repeat')!.words, /stored the second as another letter/);
    assert.equal(judgeTest(facts).answer, 'no', 'a receipt for other bytes proves nothing');
  });

  it('on a filter\u2019s page says that it proves nothing', async () => {
    const { verdict, line } = await run(
      {},
      network(() => new Response('<h1>Sign in to use the Wi-Fi</h1>', { headers: { 'Content-Type': 'text/html' } }))
        .fetch,
    );
    assert.equal(verdict.answer, 'no');
    assert.match(line('proof').words, /proves nothing/);
  });
});

test('a newsletter is tested with the address of whoever tests', async (t) => {
  const { fetch, store } = await receiver(t);
  const { verdict, line } = await run(
    { widget: 'newsletter-signup', newsletterEndpoint: 'https://inbox.hollybrook.example/subscriptions' },
    fetch,
    ELSEWHERE,
    'office@hollybrook.example',
  );
  assert.equal(verdict.answer, 'yes', JSON.stringify(verdict));
  assert.match(line('sealed').words, /has to read the address/);
  assert.match(JSON.stringify(await store.list()), /office@hollybrook\.example/);
});

test('an address that is itself a secret is told from one that is not', () => {
  const secret = [
    'https://prod-00.uksouth.logic.azure.com/workflows/0/triggers/manual/paths/invoke?sig=0',
    'https://x.environment.api.powerplatform.com:443/a',
    'https://hooks.zapier.com/hooks/catch/1/2/',
    'https://hook.eu1.make.com/abc',
    'https://script.google.com/macros/s/AKfycb/exec',
    'https://inbox.example/x?token=1',
  ];
  for (const address of secret)
    assert.match(secretIn(address) ?? '', /is itself the key: anyone who looks into your page/, address);
  for (const address of [ENDPOINT, '/submissions', 'https://formspree.io/f/x', '', 'https://notmake.com/x'])
    assert.equal(secretIn(address), undefined, address);
});
