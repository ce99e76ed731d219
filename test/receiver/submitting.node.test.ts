import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Receipt } from '../../src/contract/reply.ts';
import { envelope, form, json, receiver, sha256, subscription } from './support.ts';

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
  const { app, store } = await receiver();
  const sent = envelope();
  const body = `  ${JSON.stringify(sent, null, 2)}\n`;
  const before = new Date().toISOString();
  const response = await app.request('/submissions', json(body));
  const receipt = (await response.json()) as Receipt;
  assert.equal(response.status, 201);
  assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
  assert.deepEqual(receipt, { id: sent.id, sha256: sha256(body), storedAt: receipt.storedAt });
  assert.ok(receipt.storedAt >= before && receipt.storedAt <= new Date().toISOString());
  assert.deepEqual(await store.list(), [{ tenant: 'hollybrook', id: sent.id, sha256: sha256(body), storedAt: receipt.storedAt, envelope: sent }]);
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

test('refuses another message under a known id, and keeps the first', async () => {
  const { app, store } = await receiver();
  const sent = envelope();
  await app.request('/submissions', json(sent));
  const other = envelope({ id: sent.id, answers: [{ id: 'mood', question: 'How are you today?', value: 'rainy' }] });
  const response = await app.request('/submissions', json(other));
  assert.equal(response.status, 422);
  assert.equal((await response.json()).type, 'urn:l30:problem:id-reused');
  assert.deepEqual((await store.list()).map((row) => row.envelope), [sent]);
});

test('lets two schools use the same id', async () => {
  const { app, store } = await receiver();
  const one = envelope();
  const two = envelope({ id: one.id, site: 'ashfield' });
  assert.equal((await app.request('/submissions', json(one))).status, 201);
  assert.equal((await app.request('/submissions', json(two))).status, 201);
  assert.deepEqual((await store.list()).map((row) => row.tenant), ['hollybrook', 'ashfield']);
});

test('makes one row and equal receipts of fifty posts at once', async () => {
  const { app, store } = await receiver();
  const sent = envelope();
  const responses = await Promise.all(Array.from({ length: 50 }, () => app.request('/submissions', json(sent))));
  const receipts = new Set(await Promise.all(responses.map((response) => response.text())));
  assert.equal(receipts.size, 1);
  assert.deepEqual(responses.map((response) => response.status).sort(), [...Array(49).fill(200), 201]);
  assert.equal((await store.list()).length, 1);
});

test('gives every kind of text back as it was written', async () => {
  const { app, store } = await receiver();
  const answers = NASTY.map((text, index) => ({ id: `p${index}`, question: text, value: index % 2 ? text : [text, text], words: text }));
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

test('takes the last of two fields with one name, for the row and the words alike', async () => {
  const { app, store } = await receiver();
  const body = JSON.stringify(envelope({ lang: 'cy' })).replace('{', '{"lang":"en","site":"ashfield",');
  assert.equal((await app.request('/submissions', json(body))).status, 201);
  const [row] = await store.list();
  assert.deepEqual([row?.tenant, row?.envelope.site, row?.envelope.lang], ['hollybrook', 'hollybrook', 'cy']);
});

test('takes a body of 64 KiB to the byte', async () => {
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
  assert.deepEqual(row?.envelope, {
    v: 1,
    id: receipt.id,
    widget: 'reflection-form',
    pack: 'caused-harm',
    site: 'hollybrook',
    lang: 'en-GB',
    sentAt: row?.envelope.sentAt,
    answers: [
      { id: 'what.happened', question: 'What happened?', value: 'We ran.\nWe fell & laughed. é 🙂' },
      { id: 'who', question: 'who', value: ['friend', 'teacher'], words: ['A friend', 'A teacher'] },
    ],
  });
  assert.ok(Math.abs(Date.now() - Date.parse(row?.envelope.sentAt ?? '')) < 5000);
});

test('knows a form again by the id it carries', async () => {
  const { app, store } = await receiver();
  const { id } = envelope();
  const fields: [string, string][] = [['id', id], ['widget', 'newsletter-signup'], ['site', 'hollybrook'], ['lang', 'en'], ['answer.email', 'a@b.example'], ['answer.consent', 'yes']];
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
    ['widget', 'reflection-form'], ['site', 'hollybrook'], ['lang', 'en'],
    ['answer.who', 'me'], ['answer.who', 'friend'],
    ['words.who.me', 'Me'], ['words.who.friend', 'My friend'], ['words.who.class', 'My class'],
    ['words.ready.yes', 'Yes'],
  ];
  assert.equal((await app.request('/submissions', form(fields))).status, 201);
  const [row] = await store.list();
  assert.deepEqual(row?.envelope.answers, [{ id: 'who', question: 'who', value: ['me', 'friend'], words: ['Me', 'My friend'] }]);
});
