import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { envelope, form, json, receiver } from './support.ts';

const BROWSER = {
  accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
  referer: 'https://hollybrook.example/form',
};
const FIELDS: [string, string][] = [
  ['widget', 'mood-check-in'],
  ['site', 'hollybrook'],
  ['lang', 'en'],
  ['answer.mood', 'canary-7c1f'],
];

/** What every page must be: whole, calm to a screen reader, and unable to run or load anything. */
async function pageOf(response: Response): Promise<string> {
  const text = await response.text();
  assert.match(response.headers.get('content-type') ?? '', /^text\/html; charset=utf-8/);
  assert.match(text, /^<!doctype html>\n<html lang="en">/);
  assert.match(text, /<meta name="viewport" content="width=device-width, initial-scale=1">/);
  assert.equal(text.match(/<h1>(.+)<\/h1>/)?.[1], text.match(/<title>(.+)<\/title>/)?.[1]);
  assert.doesNotMatch(text, /<script|<a |<img|<link| on\w+=| style=|canary|hollybrook\.example/);
  const hash = createHash('sha256')
    .update(text.match(/<style>([^]*)<\/style>/)?.[1] ?? '')
    .digest('base64');
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.ok(policy.includes(`default-src 'none'; style-src 'sha256-${hash}'`), policy);
  return text;
}

test('tells someone without script that their words are sent', async () => {
  const { app, store } = await receiver();
  const response = await app.request('/submissions', form(FIELDS, BROWSER));
  assert.equal(response.status, 201);
  const text = await pageOf(response);
  assert.match(text, /<h1>Sent\.<\/h1>/);
  assert.match(text, /close this page, or go back/);
  assert.equal((await store.list()).length, 1);
});

const REFUSED: [string, RequestInit, number, RegExp][] = [
  ['/submissions', form([...FIELDS, ['email', 'canary-7c1f']], BROWSER), 422, /&quot;email&quot;/],
  ['/submissions', form([...FIELDS, ['<b>', 'canary-7c1f']], BROWSER), 422, /&quot;&lt;b&gt;&quot;/],
  ['/submissions', form([...FIELDS, ['answer.x', 'x'.repeat(70_000)]], BROWSER), 413, /64 KiB/],
  ['/submissions', form(FIELDS, { ...BROWSER, 'content-type': 'text/plain' }), 415, /urlencoded/],
  [
    '/submissions',
    form(FIELDS, { ...BROWSER, origin: 'https://elsewhere.example' }),
    403,
    /https:\/\/elsewhere\.example/,
  ],
  ['/subscriptions', form(FIELDS, BROWSER), 422, /\/submissions/],
  ['/subscribe', form(FIELDS, BROWSER), 404, /\/subscriptions/],
  [
    '/subscriptions',
    form(
      [
        ['widget', 'newsletter-signup'],
        ['site', 'hollybrook'],
        ['lang', 'en'],
        ['answer.email', 'canary-7c1f'],
      ],
      BROWSER,
    ),
    422,
    /email, consent/,
  ],
];

for (const [path, request, status, detail] of REFUSED) {
  test(`tells someone without script that ${path} did not save their words (${status}, ${detail.source})`, async () => {
    const { app, store } = await receiver();
    const response = await app.request(path, request);
    assert.equal(response.status, status);
    const text = await pageOf(response);
    assert.match(text, detail);
    assert.match(text, /Your words were not saved\. Use your browser’s Back button: they may still be there\./);
    assert.doesNotMatch(text, /\bsent\b\./i);
    assert.deepEqual(await store.list(), []);
  });
}

test('never says sent when the store is broken', async () => {
  const { app, store } = await receiver();
  await store.close();
  const response = await app.request('/submissions', form(FIELDS, BROWSER));
  assert.equal(response.status, 500);
  const text = await pageOf(response);
  assert.match(text, /Your words were not saved/);
  assert.doesNotMatch(text, /\bsent\b\./i);
});

test('answers JSON to JSON and to forms that do not ask for a page', async () => {
  const { app } = await receiver();
  for (const request of [
    json(envelope(), BROWSER),
    form(FIELDS),
    form(FIELDS, { accept: '*/*' }),
    form(FIELDS, { accept: 'application/json' }),
  ]) {
    const response = await app.request('/submissions', request);
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/);
    assert.deepEqual(Object.keys(await response.json()), ['id', 'sha256', 'storedAt']);
  }
  for (const request of [json('{', BROWSER), form('more=1', { accept: 'application/json' })]) {
    const refused = await app.request('/submissions', request);
    assert.equal(refused.headers.get('content-type'), 'application/problem+json');
  }
});
