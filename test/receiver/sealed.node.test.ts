import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { test } from 'node:test';
import { toBase64url } from '../../src/contract/base64url.ts';
import { kidOf } from '../../src/contract/sealed.ts';
import { seal } from '../../src/delivery/seal.ts';
import type { Receipt } from '../../src/contract/reply.ts';
import { createApp } from '../../src/receiver/app.ts';
import type { Letter } from '../../src/receiver/store.ts';
import { KEYS } from './sites.ts';
import { envelope, form, json, receiver, sealed, sha256, subscription } from './support.ts';

const bytes = (count: number) => 'k'.repeat(Math.ceil((count * 4) / 3));
const alertsIn = (lines: readonly string[]) =>
  lines.filter((line) => line.includes(' alert ')).map((line) => line.slice(line.indexOf('alert ')));

test('stores a sealed letter as it came, with a receipt of its bytes', async () => {
  const { app, store, lines } = await receiver();
  const sent = sealed();
  const body = ` ${JSON.stringify(sent)}\n`;
  const response = await app.request('/submissions', json(body));
  const receipt = (await response.json()) as Receipt;
  assert.equal(response.status, 201);
  assert.deepEqual(receipt, { id: sent.id, sha256: sha256(body), storedAt: receipt.storedAt });
  assert.deepEqual(await store.list(), [
    { tenant: 'oakfield', id: sent.id, sha256: sha256(body), storedAt: receipt.storedAt, flags: [], envelope: sent },
  ]);
  assert.deepEqual(alertsIn(lines), []);
  assert.match(lines[0] ?? '', /Z \/submissions oakfield mood-check-in 201 \d+ \d+$/);
});

test('stores what this release seals', async () => {
  const pair = (await webcrypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, [
    'deriveBits',
  ])) as CryptoKeyPair;
  const publicKey = toBase64url(new Uint8Array(await webcrypto.subtle.exportKey('raw', pair.publicKey)));
  const { store, lines } = await receiver();
  const app = createApp({
    store,
    sites: { oakfield: { origins: [], keys: [await kidOf(publicKey)] } },
    log: (line) => lines.push(line),
  });
  const body = await seal(envelope({ site: 'oakfield', widget: 'reflection-form' }), [publicKey]);
  assert.equal((await app.request('/submissions', json(body))).status, 201);
  assert.deepEqual(
    (await store.list()).map((row) => [JSON.stringify(row.envelope), row.flags]),
    [[body, []]],
  );
  assert.deepEqual(alertsIn(lines), []);
});

test('answers a sealed repeat with the first receipt, and refuses other bytes under its id [case 38] [case 105]', async () => {
  const { app, store, lines } = await receiver();
  const sent = sealed();
  const first = await (await app.request('/submissions', json(sent))).text();
  const again = await app.request('/submissions', json(sent));
  assert.deepEqual([again.status, await again.text()], [200, first]);
  // One flipped bit is another letter; so is the same letter in plain words.
  const flipped = { ...sent, text: `${sent.text.slice(0, -1)}${sent.text.endsWith('A') ? 'B' : 'A'}` };
  for (const other of [flipped, envelope({ id: sent.id, site: 'oakfield' })]) {
    const response = await app.request('/submissions', json(other));
    assert.equal(response.status, 422);
    assert.equal((await response.json()).type, 'urn:l30:problem:id-reused');
  }
  assert.deepEqual(
    (await store.list()).map((row) => row.envelope),
    [sent],
  );
  assert.deepEqual(
    alertsIn(lines),
    Array(2).fill(`alert id-reused: other bytes came for oakfield under the id ${sent.id}; the first stay as they are`),
  );
});

const recipient = (kid: string) => ({ kid, enc: bytes(65), key: bytes(48) });
const [ONE = '', TWO = ''] = KEYS;
const KEY = 'alert unknown-key: a letter was stored that is sealed for a key that "keys" in L30_SITES does not list: ';
const PLAIN =
  'alert not-sealed: a letter was stored that came in plain words, though "keys" in L30_SITES says that this site seals: ';
const LATER = 'alert unknown-suite: a letter was stored that is sealed in a way newer than this receiver: ';
const newer = {
  suite: '0052-0001-0003',
  commitment: 'c',
  iv: 'i',
  recipients: [{ kid: ONE, enc: bytes(1120), key: bytes(60) }],
} as object;

const FLAGGED: [title: string, letter: Letter, flags: string[], alerts: string[]][] = [
  ['a letter for every key of its site', sealed({ recipients: [TWO, ONE].map(recipient) }), [], []],
  ['a letter for some keys of its site', sealed({ recipients: [recipient(TWO)] }), [], []],
  ['a letter for no key of its site [case 44]', sealed({ recipients: [recipient(bytes(16))] }), ['unknown-key'], [KEY]],
  [
    'a letter for one key more [case 44]',
    sealed({ recipients: [ONE, TWO, bytes(16)].map(recipient) }),
    ['unknown-key'],
    [KEY],
  ],
  ['a letter of a site that lists no keys', sealed({ site: 'ashfield', recipients: [recipient(bytes(16))] }), [], []],
  ['plain words of a site that seals', envelope({ site: 'oakfield' }), ['not-sealed'], [PLAIN]],
  ['plain words of a site that lists no keys', envelope(), [], []],
  ['a letter of a newer suite', sealed(newer), ['unknown-suite'], [LATER]],
  [
    'a letter of a newer suite for another key',
    sealed({ ...newer, recipients: [recipient(bytes(16))] }),
    ['unknown-key', 'unknown-suite'],
    [KEY, LATER],
  ],
];

for (const [title, letter, flags, alerts] of FLAGGED) {
  test(`stores, ${flags.length > 0 ? `with the flag ${flags.join(', ')}` : 'without a flag'}, ${title}`, async () => {
    const { app, store, lines } = await receiver();
    assert.equal((await app.request('/submissions', json(letter))).status, 201);
    assert.equal((await app.request('/submissions', json(letter))).status, 200);
    assert.deepEqual(
      (await store.list()).map((row) => [row.envelope, row.flags]),
      [[letter, flags]],
    );
    assert.deepEqual(
      alertsIn(lines),
      alerts.map((words) => `${words}${letter.site} ${letter.id}`),
      'once, and not for the repeat',
    );
  });
}

test('flags no subscription, which is never sealed', async () => {
  const { app, store, lines } = await receiver();
  assert.equal((await app.request('/subscriptions', json(subscription({ site: 'oakfield' })))).status, 201);
  assert.deepEqual(
    (await store.list()).map((row) => row.flags),
    [[]],
  );
  assert.deepEqual(alertsIn(lines), []);
});

const without = (key: string) => Object.fromEntries(Object.entries(sealed()).filter(([name]) => name !== key));
const one = (changes: object) => sealed({ recipients: [{ ...recipient(ONE), ...changes }] });

const REFUSED: [title: string, path: string, letter: object, code: string, detail: RegExp][] = [
  ...['v', 'id', 'widget', 'site', 'commitment', 'recipients', 'iv', 'text'].map(
    (key): [string, string, object, string, RegExp] => [
      `no ${key}`,
      '/submissions',
      without(key),
      'invalid-envelope',
      new RegExp(`"${key}" is missing`),
    ],
  ),
  ['answers beside it', '/submissions', { ...sealed(), answers: [] }, 'unknown-field', /"answers"/],
  ['a language beside it', '/submissions', { ...sealed(), lang: 'en' }, 'unknown-field', /"lang"/],
  ['more in a recipient', '/submissions', one({ name: 'Miss Khan' }), 'unknown-field', /"recipients\.0\.name"/],
  ['another version', '/submissions', { ...sealed(), v: 2 }, 'invalid-envelope', /"v" should be 1/],
  [
    'a newsletter in it',
    '/submissions',
    sealed({ widget: 'newsletter-signup' }),
    'invalid-envelope',
    /"widget" should be one of question-card, mood-check-in, reflection-form\./,
  ],
  [
    'a newsletter in it, at its address',
    '/subscriptions',
    sealed({ widget: 'newsletter-signup' }),
    'invalid-envelope',
    /"widget"/,
  ],
  ['another address', '/subscriptions', sealed(), 'wrong-widget', /belongs to \/submissions/],
  ['an unknown site', '/submissions', sealed({ site: 'elsewhere' }), 'unknown-site', /L30_SITES/],
  [
    'no recipients',
    '/submissions',
    sealed({ recipients: [] }),
    'invalid-envelope',
    /"recipients" should be a list of 1 to 20/,
  ],
  [
    '21 recipients',
    '/submissions',
    sealed({ recipients: Array(21).fill(recipient(ONE)) }),
    'invalid-envelope',
    /"recipients" should be a list of 1 to 20/,
  ],
  [
    'a short kid',
    '/submissions',
    one({ kid: bytes(15) }),
    'invalid-envelope',
    /"recipients\.0\.kid" should be base64url of 16 bytes/,
  ],
  [
    'a long enc',
    '/submissions',
    one({ enc: bytes(66) }),
    'invalid-envelope',
    /"recipients\.0\.enc" should be base64url of 65 bytes/,
  ],
  [
    'a short key',
    '/submissions',
    one({ key: bytes(47) }),
    'invalid-envelope',
    /"recipients\.0\.key" should be base64url of 48 bytes/,
  ],
  [
    'a short commitment',
    '/submissions',
    sealed({ commitment: bytes(31) }),
    'invalid-envelope',
    /"commitment" should be base64url of 32 bytes/,
  ],
  ['a long iv', '/submissions', sealed({ iv: bytes(13) }), 'invalid-envelope', /"iv" should be base64url of 12 bytes/],
  ['padding', '/submissions', sealed({ iv: `${bytes(12).slice(1)}=` }), 'invalid-envelope', /"iv"/],
  ['words as text', '/submissions', sealed({ text: 'We ran.' }), 'invalid-envelope', /"text" should be base64url/],
  ['no text', '/submissions', sealed({ text: '' }), 'invalid-envelope', /"text"/],
  [
    'a suite with spaces',
    '/submissions',
    sealed({ suite: 'a suite' as never }),
    'invalid-envelope',
    /"suite" should be a suite such as 0010-0001-0002/,
  ],
  [
    'a newer suite and a short kid',
    '/submissions',
    sealed({ ...newer, recipients: [recipient('short')] }),
    'invalid-envelope',
    /"recipients\.0\.kid"/,
  ],
  ['a suite that is a number', '/submissions', { ...sealed(), suite: 1 }, 'unknown-field', /"suite"/],
];

for (const [title, path, letter, code, detail] of REFUSED) {
  test(`refuses a sealed letter with ${title}`, async () => {
    const { app, store } = await receiver();
    const response = await app.request(path, json(letter));
    assert.equal(response.status, 422);
    const problem = await response.json();
    assert.equal(problem.type, `urn:l30:problem:${code}`);
    assert.match(problem.detail, detail);
    assert.deepEqual(await store.list(), []);
  });
}

test('takes a sealed letter of 65,536 bytes, and refuses one of 65,537 [case 97]', async () => {
  const { app, store } = await receiver();
  const least = JSON.stringify(sealed({ text: '' })).length;
  const large = sealed({ text: 'x'.repeat(65_536 - least) });
  assert.equal(JSON.stringify(large).length, 65_536);
  assert.equal((await app.request('/submissions', json(large))).status, 201);
  const larger = await app.request('/submissions', json(sealed({ text: 'x'.repeat(65_537 - least) })));
  assert.equal(larger.status, 413);
  assert.match((await larger.json()).detail, /64 KiB \(65536 bytes\)/);
  assert.deepEqual(
    (await store.list()).map((row) => row.envelope),
    [large],
  );
});

/** What `dialect="form"` makes of a letter. */
const fieldsOf = (letter: Letter): [string, string][] => [
  ['id', letter.id],
  ['widget', letter.widget],
  ['site', letter.site],
  ['sealed', JSON.stringify(letter)],
];

test('takes a sealed letter as a field of a form, with the digest of the form', async () => {
  const { app, store } = await receiver();
  const sent = sealed();
  const request = form(fieldsOf(sent), { accept: 'application/json' });
  const response = await app.request('/submissions', request);
  const receipt = (await response.json()) as Receipt;
  assert.equal(response.status, 201);
  assert.deepEqual([receipt.id, receipt.sha256], [sent.id, sha256(request.body as string)]);
  const again = await app.request('/submissions', request);
  assert.deepEqual([again.status, await again.json()], [200, receipt]);
  const alone = sealed();
  assert.equal((await app.request('/submissions', form([['sealed', JSON.stringify(alone)]]))).status, 201);
  assert.deepEqual(
    (await store.list()).map((row) => row.envelope),
    [sent, alone],
  );
});

const FORMS: [title: string, fields: [string, string][], code: string, detail: RegExp][] = [
  ['words beside it', [...fieldsOf(sealed()), ['answer.mood', 'low']], 'unknown-field', /"answer\.mood"/],
  [
    'two of them',
    [...fieldsOf(sealed()), ['sealed', JSON.stringify(sealed())]],
    'invalid-envelope',
    /In the form, "sealed" should be one sealed letter as JSON text/,
  ],
  [
    'half of one',
    [['sealed', JSON.stringify(sealed()).slice(0, -1)]],
    'invalid-envelope',
    /"sealed" should be one sealed letter/,
  ],
  [
    'plain words in its place',
    [['sealed', JSON.stringify(envelope())]],
    'invalid-envelope',
    /"sealed" should be one sealed letter/,
  ],
  [
    'a part that is wrong',
    [['sealed', JSON.stringify(sealed({ iv: 'short' }))]],
    'invalid-envelope',
    /"iv" should be base64url of 12 bytes/,
  ],
];

for (const [title, fields, code, detail] of FORMS) {
  test(`refuses a form with a sealed letter and ${title}`, async () => {
    const { app, store } = await receiver();
    const response = await app.request('/submissions', form(fields));
    assert.equal(response.status, 422);
    const problem = await response.json();
    assert.equal(problem.type, `urn:l30:problem:${code}`);
    assert.match(problem.detail, detail);
    assert.deepEqual(await store.list(), []);
  });
}
