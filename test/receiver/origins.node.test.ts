import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envelope, form, json, receiver } from './support.ts';

const HERE = 'http://receiver.example';

/** Which origin sends for which site: whether it may, and whether its page may read the answer. */
const POSTS: [origin: string | undefined, site: string, status: number, readable: boolean][] = [
  ['https://hollybrook.example', 'hollybrook', 201, true],
  ['https://ashfield.example', 'ashfield', 201, true],
  ['null', 'hollybrook', 201, true],
  [HERE, 'hollybrook', 201, true],
  [HERE, 'ashfield', 201, true],
  [undefined, 'ashfield', 201, false],
  ['https://hollybrook.example', 'ashfield', 403, true],
  ['null', 'ashfield', 403, true],
  ['https://elsewhere.example', 'hollybrook', 403, false],
  ['http://hollybrook.example', 'hollybrook', 403, false],
  ['https://hollybrook.example:8443', 'hollybrook', 403, false],
  ['https://hollybrook.example.evil.example', 'hollybrook', 403, false],
  ['https://sub.hollybrook.example', 'hollybrook', 403, false],
  ['HTTPS://HOLLYBROOK.EXAMPLE', 'hollybrook', 403, false],
  ['https://receiver.example', 'hollybrook', 403, false],
];

for (const [origin, site, status, readable] of POSTS) {
  test(`answers ${status} when ${origin ?? 'no origin'} sends for ${site}`, async () => {
    const { app, store } = await receiver();
    const response = await app.request(`${HERE}/submissions`, json(envelope({ site }), origin ? { origin } : {}));
    assert.equal(response.status, status);
    assert.equal(response.headers.get('access-control-allow-origin'), readable ? origin : null);
    assert.equal(response.headers.get('access-control-expose-headers'), readable ? 'Retry-After' : null);
    assert.equal(response.headers.get('access-control-allow-credentials'), null);
    assert.equal(response.headers.get('vary'), 'Origin');
    assert.equal((await store.list()).length, status === 201 ? 1 : 0);
    if (status === 403) {
      const { type, detail } = await response.json();
      assert.equal(type, 'urn:l30:problem:origin-not-allowed');
      assert.ok(origin?.startsWith('HTTPS') || detail.includes(`"${origin}"`), detail);
      assert.match(detail, /L30_SITES/);
    }
  });
}

test('checks the origin of a form post, which no preflight guards', async () => {
  const { app, store } = await receiver();
  const post = (origin: string) =>
    app.request(
      '/submissions',
      form(
        [
          ['widget', 'mood-check-in'],
          ['site', 'hollybrook'],
          ['lang', 'en'],
          ['answer.mood', 'sunny'],
        ],
        { origin },
      ),
    );
  assert.equal((await post('https://elsewhere.example')).status, 403);
  assert.equal((await post('https://hollybrook.example')).status, 201);
  assert.equal((await store.list()).length, 1);
});

test('repeats an origin only when a browser could have sent it', async () => {
  const { app } = await receiver();
  const response = await app.request('/submissions', json(envelope(), { origin: 'https://<script>canary' }));
  assert.equal(response.status, 403);
  assert.doesNotMatch(await response.text(), /canary/);
});

const PREFLIGHTS: [origin: string, allowed: boolean][] = [
  ['https://hollybrook.example', true],
  ['https://ashfield.example', true],
  ['null', true],
  [HERE, true],
  ['https://elsewhere.example', false],
];

for (const [origin, allowed] of PREFLIGHTS) {
  test(`${allowed ? 'allows' : 'refuses'} the preflight of ${origin}`, async () => {
    const { app } = await receiver();
    const response = await app.request(`${HERE}/subscriptions`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
    const header = (name: string) => response.headers.get(`access-control-${name}`);
    assert.equal(response.headers.get('vary'), 'Origin');
    assert.equal(header('allow-credentials'), null);
    assert.equal(header('allow-origin'), allowed ? origin : null);
    assert.equal(header('allow-methods'), allowed ? 'POST' : null);
    assert.equal(header('allow-headers'), allowed ? 'content-type' : null);
    assert.equal(header('max-age'), allowed ? '7200' : null);
    assert.equal(response.status, allowed ? 204 : 403);
    if (!allowed) assert.match((await response.json()).detail, /"https:\/\/elsewhere\.example"/);
  });
}

test('lets an allowed page read why it was refused', async () => {
  const { app } = await receiver();
  const origin = 'https://hollybrook.example';
  const requests: [string, RequestInit][] = [
    ['/submissions', json('{', { origin })],
    ['/submissions', json({ ...envelope(), more: 1 }, { origin })],
    ['/submissions', json(envelope({ site: 'unknown' }), { origin })],
    ['/submissions', json(' '.repeat(70_000), { origin })],
    ['/submissions', json(envelope(), { origin, 'content-type': 'text/plain' })],
    ['/submissions', { method: 'GET', headers: { origin } }],
    ['/nowhere', json(envelope(), { origin })],
  ];
  for (const [path, request] of requests) {
    const response = await app.request(path, request);
    assert.ok(response.status >= 400);
    assert.equal(response.headers.get('access-control-allow-origin'), origin, `${response.status}`);
  }
});
