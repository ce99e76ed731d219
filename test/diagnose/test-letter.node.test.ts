import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it, test } from 'node:test';
import type { Fetch } from '../../src/delivery/deliver.ts';
import { judgeProof, judgeTestLetter, type Line, type Verdict } from '../../src/diagnose/judge-test-letter.ts';
import { secretIn } from '../../src/diagnose/secrets.ts';
import { sendTestFor, type TestFacts } from '../../src/diagnose/test-letter.ts';
import type { LoadPart } from '../../src/delivery/route.ts';
import { makePrivateKey, ownKey } from '../../src/keys/pair.ts';
import { defaults, type Choices } from '../../src/pages/builder/choices.ts';
import { createApp } from '../../src/receiver/app.ts';
import { openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import { tempFolder } from '../keys/support.ts';

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
      body instanceof Uint8Array || body instanceof ArrayBuffer
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

/** The sealing is all that has to be fetched. */
const load: LoadPart = async <T>() => (await import('../../src/delivery/seal.ts')) as T;

async function send(
  choices: Partial<Choices>,
  { fetch, origin, email = '' }: { fetch: Fetch; origin: string; email?: string },
): Promise<TestFacts> {
  const { widget, ...set } = { ...filled, ...choices };
  const surroundings = { fetch, load, origin, hostname: new URL(origin).hostname };
  const facts = await sendTestFor(widget, set, surroundings, { sender: 'builder', email, isThorough: true });
  assert.ok(!('problem' in facts), JSON.stringify(facts));
  return facts;
}

async function run(
  choices: Partial<Choices>,
  fetch: Fetch,
  origin = ELSEWHERE,
  email = '',
): Promise<{ facts: TestFacts; verdict: Verdict; line: (id: Line['id']) => Line }> {
  const facts = await send(choices, { fetch, origin, email });
  const verdict = judgeTestLetter(facts);
  return { facts, verdict, line: (id) => verdict.lines.find((line) => line.id === id)! };
}

const marksOf = ({ lines }: Verdict): Record<string, string> =>
  Object.fromEntries(lines.map(({ id, mark }) => [id, mark]));

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
    assert.deepEqual(marksOf(verdict), {
      reach: 'good',
      cors: 'good',
      preflight: 'good',
      readable: 'good',
      proof: 'good',
      repeat: 'good',
      sealed: 'fact',
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
        value:
          'TEST. No pupil wrote this. The person who looks after the website sent it from the snippet builder. You can delete it.',
      },
    ]);
  });

  it('travels sealed where there are keys', async (t) => {
    const { fetch, store } = await receiver(t);
    const keys = await Promise.all([1, 2].map(async () => (await ownKey(await makePrivateKey())).publicKey));
    const { line } = await run({ publicKeys: keys.join(' ') }, fetch);
    assert.equal(line('sealed').mark, 'good');
    assert.equal(line('repeat').mark, 'good');
    const text = JSON.stringify(await store.list());
    assert.match(text, /"suite"/);
    assert.doesNotMatch(text, /snippet builder/);
  });

  it('is not sent where it cannot be sealed, though the page seals', async () => {
    const { fetch, asked } = network(() => Response.json({}));
    const keys = await Promise.all([1, 2].map(async () => (await ownKey(await makePrivateKey())).publicKey));
    const { widget, ...set } = { ...filled, publicKeys: keys.join(' ') };
    const sealing = await import('../../src/delivery/seal.ts');
    const broken: LoadPart = async <T>() => ({ ...sealing, seal: () => Promise.reject(new Error('no entropy')) }) as T;
    const surroundings = { fetch, load: broken, origin: HERE, hostname: 'www.hollybrook.example' };
    const found = await sendTestFor(widget, set, surroundings, { sender: 'panel' });
    assert.match('problem' in found ? found.problem : '', /could not be sealed, so they were not sent/);
    const away: LoadPart = () => Promise.reject(new Error('not there'));
    const other = await sendTestFor(widget, set, { ...surroundings, load: away }, { sender: 'panel' });
    assert.match('problem' in other ? other.problem : '', /delivery\/seal\.js did not load/);
    assert.deepEqual(asked, []);
  });

  it('goes once, and asks nobody else, where a page does not test thoroughly', async () => {
    const { fetch, asked } = network(() => undefined);
    const { widget, ...set } = filled;
    const surroundings = { fetch, load, origin: HERE, hostname: 'www.hollybrook.example' };
    const found = await sendTestFor(widget, set, surroundings, { sender: 'panel' });
    assert.ok(!('problem' in found));
    assert.match(judgeProof(found).words, /Add https:\/\/www\.hollybrook\.example to its list of allowed origins/);
    assert.match(asked[0]!.body, /sent it from the panel \u201cIs it working\?\u201d/);
    assert.equal(asked.length, 1);
  });

  it('for a school that it does not know is refused, in words', async (t) => {
    const { fetch } = await receiver(t);
    const { verdict, line } = await run({ site: 'nobody' }, fetch);
    assert.equal(verdict.mark, 'wrong');
    assert.match(line('proof').words, /It knows no school of this name/);
    assert.equal(line('repeat').mark, 'unclear');
    assert.match(verdict.forIT, /Please look in its log/);
  });
});

describe('a verdict', () => {
  it('on an endpoint where nothing answers says so, and what to ask of whom', async () => {
    const { fetch, asked } = network(() => undefined);
    const { verdict, line, facts } = await run({}, fetch);
    assert.deepEqual(marksOf(verdict), {
      reach: 'wrong',
      cors: 'unclear',
      preflight: 'unclear',
      readable: 'unclear',
      proof: 'wrong',
      repeat: 'unclear',
      sealed: 'fact',
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
    assert.deepEqual(marksOf(verdict), {
      reach: 'good',
      cors: 'wrong',
      preflight: 'wrong',
      readable: 'wrong',
      proof: 'wrong',
      repeat: 'unclear',
      sealed: 'fact',
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
    assert.equal(line('cors').mark, 'look');
    assert.equal(line('preflight').mark, 'wrong');
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
    assert.equal(verdict.mark, 'good');
  });

  it('on a service that keeps every repeat says that the test is there twice', async () => {
    const { fetch, asked } = network(() => Response.json({ next: '/thanks' }));
    const { line, verdict } = await run({ endpoint: 'https://formspree.io/f/xayzabcd' }, fetch);
    assert.equal(verdict.mark, 'good');
    assert.match(line('repeat').words, /find the test letter twice/);
    assert.equal(asked.length, 2);
    assert.equal(asked[0]!.body, asked[1]!.body, 'the same bytes');
  });

  it('on a service without proof says "Passed on"', async () => {
    const { verdict, line } = await run(
      { endpoint: 'https://hooks.zapier.com/hooks/catch/1/2/' },
      network(() => Response.json({ status: 'success' })).fetch,
    );
    assert.equal(verdict.mark, 'look');
    assert.match(line('proof').words, /\u201cPassed on\u201d, never \u201cSent\u201d/);
  });

  it('on one that lets no page read its answer says that this is its nature', async () => {
    const { verdict, line } = await run(
      { endpoint: 'https://docs.google.com/forms/d/e/1/formResponse', fields: '{"message":"entry.1"}' },
      network(() => Object.defineProperty(new Response(), 'status', { value: 0 })).fetch,
    );
    assert.equal(verdict.mark, 'look');
    assert.match(line('readable').words, /No page can/);
    assert.equal(verdict.forIT, '');
  });

  it('on a receiver that stores a repeat as another letter says no', async () => {
    let second = 0;
    const { fetch } = network(({ body }) => {
      const { id } = JSON.parse(body) as { id: string };
      return Response.json({ id, sha256: 'x', storedAt: `2026-11-23T09:00:0${second++}.000Z` });
    });
    const facts = await send({}, { fetch, origin: HERE });
    const { lines } = judgeTestLetter({
      ...facts,
      first: { ...facts.first, outcome: { kind: 'sent' } },
      second: { outcome: { kind: 'sent' }, status: 201, storedAt: '2026-11-23T09:00:09.000Z' },
    });
    assert.match(lines.find(({ id }) => id === 'repeat')!.words, /stored the second as another letter/);
    assert.equal(judgeTestLetter(facts).mark, 'wrong', 'a receipt for other bytes proves nothing');
  });

  it('on a filter\u2019s page says that it proves nothing', async () => {
    const { verdict, line } = await run(
      {},
      network(() => new Response('<h1>Sign in to use the Wi-Fi</h1>', { headers: { 'Content-Type': 'text/html' } }))
        .fetch,
    );
    assert.equal(verdict.mark, 'wrong');
    assert.match(line('proof').words, /answered without a receipt, so nothing is called sent/);
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
  assert.equal(verdict.mark, 'good', JSON.stringify(verdict));
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
