import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Receipt } from '../../src/contract/reply.ts';
import { FROZEN } from './frozen.ts';
import { DatabaseSync, envelope, form, json, plainIn, receiver, sha256, subscription } from './support.ts';

const NASTY = [
  'plain words',
  '\u0000 and every control: \u0001\u0007\u001b[31m\u007f\u0085\u009b2J',
  'lone high \ud83d and lone low \ude00 surrogates',
  'noncharacters \ufffe\uffff \u{10ffff}',
  'family \u{1f468}\u200d\u{1f469}\u200d\u{1f467} and flag \u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}',
  'direction \u202e override \u2066 isolate',
  'z\u0301\u0302\u0303'.repeat(500),
  `'; drop table submissions; -- <script>alert(1)</script> \${7*7} =cmd|' /C calc'!A0`,
  'line one\r\nline two\u2028line three',
  '',
];

test('answers 201 and exactly a receipt of the bytes that came', async () => {
  const { app, store, path } = await receiver();
  const sent = envelope();
  const body = `  ${JSON.stringify(sent, null, 2)}\n`;
  const before = new Date().toISOString();
  const response = await app.request('/submissions', json(body));
  const receipt = (await response.json()) as Receipt;
  assert.equal(response.status, 201);
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
  assert.deepEqual(receipt, { id: sent.id, sha256: sha256(body), storedAt: receipt.storedAt });
  assert.ok(receipt.storedAt >= before && receipt.storedAt <= new Date().toISOString());
  assert.deepEqual(await store.list(), [
    { tenant: 'hollybrook', id: sent.id, sha256: sha256(body), storedAt: receipt.storedAt, flags: [], envelope: sent },
  ]);
  const db = new DatabaseSync(path, { readOnly: true });
  assert.equal(db.prepare('select body from submissions').get().body, body, 'the text with that digest');
  db.close();
});

test('answers a repeat with 200 and the first receipt', async () => {
  const { app, store } = await receiver();
  const sent = envelope();
  const first = await (await app.request('/submissions', json(sent))).text();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const again = await app.request('/submissions', json(sent));
  assert.equal(again.status, 200);
  assert.equal(await again.text(), first);
  assert.equal((await store.list()).length, 1);
});

test('refuses another message under a known id, keeps the first and says so in the log [case 38]', async () => {
  const { app, store, lines } = await receiver();
  const sent = envelope();
  await app.request('/submissions', json(sent));
  const other = envelope({ id: sent.id, answers: [{ id: 'mood', question: 'How are you today?', value: 'rainy' }] });
  const response = await app.request('/submissions', json(other));
  assert.equal(response.status, 422);
  assert.equal((await response.json()).type, 'urn:l30:problem:id-reused');
  assert.deepEqual(
    (await store.list()).map((row) => row.envelope),
    [sent],
  );
  assert.match(
    lines[1] ?? '',
    new RegExp(
      ` alert id-reused: other bytes came for hollybrook under the id ${sent.id}; the first stay as they are$`,
    ),
  );
});

test('lets two schools use the same id', async () => {
  const { app, store } = await receiver();
  const one = envelope();
  const two = envelope({ id: one.id, site: 'ashfield' });
  assert.equal((await app.request('/submissions', json(one))).status, 201);
  assert.equal((await app.request('/submissions', json(two))).status, 201);
  assert.deepEqual(
    (await store.list()).map((row) => row.tenant),
    ['hollybrook', 'ashfield'],
  );
});

test('makes one row and equal receipts of a thousand posts at once [case 37]', async () => {
  const { app, store } = await receiver();
  const request = json(envelope());
  const responses = await Promise.all(Array.from({ length: 1000 }, () => app.request('/submissions', request)));
  const receipts = new Set(await Promise.all(responses.map((response) => response.text())));
  assert.equal(receipts.size, 1);
  assert.deepEqual(responses.map((response) => response.status).sort(), [...Array(999).fill(200), 201]);
  assert.equal((await store.list()).length, 1);
});

test('gives every kind of text back as it was written [case 91] [case 92] [case 93] [case 94] [case 95] [case 101]', async () => {
  const { app, store } = await receiver();
  const answers = NASTY.map((text, index) => ({
    id: `p${index}`,
    question: text,
    value: index % 2 ? text : [text, text],
    words: text,
  }));
  const sent = envelope({ answers });
  assert.equal((await app.request('/submissions', json(sent))).status, 201);
  assert.deepEqual((await store.list())[0]?.envelope, sent);
});

test('takes every widget at its own path', async () => {
  const { app } = await receiver();
  for (const widget of ['question-card', 'mood-check-in', 'reflection-form'] as const) {
    assert.equal((await app.request('/submissions', json(envelope({ widget })))).status, 201, widget);
  }
  assert.equal((await app.request('/subscriptions', json(subscription()))).status, 201);
});

test('takes an envelope with every optional part, and one with none', async () => {
  const { app } = await receiver();
  const { pack: _, ...least } = envelope({ answers: [{ id: 'mood', question: '', value: '' }] });
  assert.equal((await app.request('/submissions', json(least))).status, 201);
  const most = envelope({ replaces: least.id, lang: 'zh-Hant-TW', sentAt: '+010000-01-01T00:00:00.000Z' });
  assert.equal((await app.request('/submissions', json(most))).status, 201);
});

test('takes the last of two fields with one name, for the row and the words alike [case 103]', async () => {
  const { app, store } = await receiver();
  const body = JSON.stringify(envelope({ lang: 'cy' })).replace('{', '{"lang":"en","site":"ashfield",');
  assert.equal((await app.request('/submissions', json(body))).status, 201);
  const [row] = await store.list();
  const [kept] = await plainIn(store);
  assert.deepEqual([row?.tenant, kept?.site, kept?.lang], ['hollybrook', 'hollybrook', 'cy']);
});

test('takes a body of 64 KiB to the byte [case 97]', async () => {
  const { app } = await receiver();
  const body = JSON.stringify(envelope());
  const response = await app.request('/submissions', json(body.padEnd(65_536)));
  assert.equal(response.status, 201);
});

test('makes an envelope of a form post, with the digest of the form', async () => {
  const { app, store } = await receiver();
  const request = form([
    ['widget', 'reflection-form'],
    ['pack', 'caused-harm'],
    ['site', 'hollybrook'],
    ['lang', 'en-GB'],
    ['question.what.happened', 'What happened?'],
    ['answer.what.happened', 'We ran.\r\nWe fell & laughed. é 🙂'],
    ['answer.who', 'friend'],
    ['answer.who', ''],
    ['answer.who', 'teacher'],
    ['words.who', 'A friend'],
    ['words.who', 'A teacher'],
    ['answer.empty', ''],
    ['question.empty', 'Anything else?'],
  ]);
  const response = await app.request('/submissions', request);
  const receipt = (await response.json()) as Receipt;
  assert.equal(response.status, 201);
  const [row] = await store.list();
  assert.equal(receipt.sha256, sha256(request.body as string));
  assert.equal(row?.sha256, receipt.sha256);
  assert.match(receipt.id, /^[\da-f]{32}$/);
  const [kept] = await plainIn(store);
  assert.deepEqual(kept, {
    v: 1,
    id: receipt.id,
    widget: 'reflection-form',
    pack: 'caused-harm',
    site: 'hollybrook',
    lang: 'en-GB',
    sentAt: kept?.sentAt,
    answers: [
      { id: 'what.happened', question: 'What happened?', value: 'We ran.\nWe fell & laughed. é 🙂' },
      { id: 'who', question: 'who', value: ['friend', 'teacher'], words: ['A friend', 'A teacher'] },
    ],
  });
  assert.ok(Math.abs(Date.now() - Date.parse(kept?.sentAt ?? '')) < 5000);
});

test('knows a form again by the id it carries', async () => {
  const { app, store } = await receiver();
  const { id } = envelope();
  const fields: [string, string][] = [
    ['id', id],
    ['widget', 'newsletter-signup'],
    ['site', 'hollybrook'],
    ['lang', 'en'],
    ['answer.email', 'a@b.example'],
    ['answer.consent', 'yes'],
  ];
  const first = await app.request('/subscriptions', form(fields));
  await new Promise((resolve) => setTimeout(resolve, 5));
  const again = await app.request('/subscriptions', form(fields));
  assert.deepEqual([first.status, again.status], [201, 200]);
  assert.deepEqual(await again.json(), await first.json());
  assert.equal((await store.list()).length, 1);
});

test('takes, of the words that a form sends with its choices, those of the chosen ones', async () => {
  const { app, store } = await receiver();
  const fields: [string, string][] = [
    ['widget', 'reflection-form'],
    ['site', 'hollybrook'],
    ['lang', 'en'],
    ['answer.who', 'me'],
    ['answer.who', 'friend'],
    ['words.who.me', 'Me'],
    ['words.who.friend', 'My friend'],
    ['words.who.class', 'My class'],
    ['words.ready.yes', 'Yes'],
  ];
  assert.equal((await app.request('/submissions', form(fields))).status, 201);
  const [kept] = await plainIn(store);
  assert.deepEqual(kept?.answers, [
    { id: 'who', question: 'who', value: ['me', 'friend'], words: ['Me', 'My friend'] },
  ]);
});

// The same texts at every run, so that a failure can be looked at.
fc.configureGlobal({ seed: 20_261_123 });

/** Any text that JavaScript can hold: every UTF-16 unit, and with them controls and half surrogate pairs. */
const unit = fc.oneof(
  fc.integer({ min: 0, max: 0xffff }),
  fc.integer({ min: 0, max: 0x9f }),
  fc.integer({ min: 0xd800, max: 0xdfff }),
  fc.integer({ min: 0x2000, max: 0x206f }),
);
const text = fc.array(unit, { maxLength: 40 }).map((units) => String.fromCharCode(...units));
const RESERVED = ['', '__proto__', 'constructor', 'prototype'];
const id = text.filter((each) => !RESERVED.includes(each));
const words = fc.oneof(text, fc.array(text, { maxLength: 3 }));

test('gives any text back as it was written, whatever field it was in [case 91] [case 92] [case 93] [case 94] [case 95]', async () => {
  const { app, store } = await receiver();
  const answer = fc.record({ id, question: text, value: words, words }, { requiredKeys: ['id', 'question', 'value'] });
  const sent: unknown[] = [];
  await fc.assert(
    fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 4 }), text.filter(Boolean), async (answers, pack) => {
      const letter = envelope({ answers: answers.map((each) => ({ ...each })), pack });
      assert.equal((await app.request('/submissions', json(letter))).status, 201);
      sent.push(letter);
    }),
    { numRuns: 200 },
  );
  assert.deepEqual(await plainIn(store), sent);
});

test('gives any text of a form back as it was written [case 91]', async () => {
  const { app, store } = await receiver();
  const sent: string[] = [];
  // A form cannot carry half a surrogate pair, and has one kind of line break.
  const typed = text.map((each) => each.replace(/\p{Cs}/gu, '').replace(/\r\n/g, '\n')).filter(Boolean);
  await fc.assert(
    fc.asyncProperty(typed, async (value) => {
      const fields: [string, string][] = [
        ['widget', 'mood-check-in'],
        ['site', 'hollybrook'],
        ['lang', 'en'],
        ['answer.mood', value],
      ];
      assert.equal((await app.request('/submissions', form(fields))).status, 201);
      sent.push(value);
    }),
    { numRuns: 200 },
  );
  assert.deepEqual(
    (await plainIn(store)).map(({ answers }) => answers[0]?.value),
    sent,
  );
});

test('stores a name and an address that try to be formulas or mark-up as the text they are [case 101]', async () => {
  const { app, store } = await receiver();
  const names = [
    `=cmd|' /C calc'!A0`,
    '@SUM(1)',
    '<script>alert(1)</script>',
    '${7*7}{{7*7}}',
    'javascript:alert(1)',
    '<svg onload=alert(1)>',
  ];
  for (const name of names)
    assert.equal((await app.request('/subscriptions', json(subscription({}, { name })))).status, 201);
  assert.deepEqual(
    (await plainIn(store)).map(({ answers }) => answers.at(-1)?.value),
    names,
  );
});

for (const [title, path, request, digest] of FROZEN) {
  test(`takes ${title} of version 1 [case 43]`, async () => {
    assert.equal(sha256(request.body as string), digest, 'the frozen text was changed');
    const { app, store } = await receiver();
    const response = await app.request(path, request);
    assert.equal(response.status, 201);
    assert.equal((await response.json()).sha256, digest);
    assert.equal((await store.list()).length, 1);
  });
}
