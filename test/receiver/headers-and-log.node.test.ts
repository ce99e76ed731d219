import assert from 'node:assert/strict';
import { test } from 'node:test';
import { envelope, form, json, receiver } from './support.ts';

const ANSWERS: [title: string, path: string, request: RequestInit, status: number][] = [
  ['a receipt', '/submissions', json(envelope()), 201],
  [
    'a page',
    '/submissions',
    form(
      [
        ['widget', 'mood-check-in'],
        ['site', 'hollybrook'],
        ['lang', 'en'],
        ['answer.mood', 'low'],
      ],
      { accept: 'text/html' },
    ),
    201,
  ],
  ['a problem', '/submissions', json('{'), 400],
  ['a preflight', '/submissions', { method: 'OPTIONS', headers: { origin: 'https://hollybrook.example' } }, 204],
  ['a refused preflight', '/submissions', { method: 'OPTIONS', headers: { origin: 'https://elsewhere.example' } }, 403],
  ['a wrong method', '/submissions', {}, 405],
  ['a wrong path', '/', {}, 404],
];

for (const [title, path, request, status] of ANSWERS) {
  test(`protects ${title} with headers`, async () => {
    const { app } = await receiver();
    const response = await app.request(path, request);
    assert.equal(response.status, status);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
  });
}

test('logs one line for each request, and nothing about who sent what', async () => {
  const { app, lines } = await receiver();
  const canary = 'canary-7c1f';
  const about = {
    'user-agent': canary,
    'x-forwarded-for': canary,
    referer: `https://${canary}.example`,
    cookie: canary,
  };
  const good = JSON.stringify(
    envelope({ answers: [{ id: canary, question: canary, value: canary }], pack: canary, lang: 'en' }),
  );
  await app.request(`/submissions?name=${canary}`, json(good, about));
  await app.request('/submissions', json(`{"${canary}`, about));
  await app.request('/submissions', json(envelope({ site: `${canary}\nforged 201` }), about));
  await app.request('/nowhere%0Aforged', json('', about));
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/.source;
  const expected = [
    `/submissions hollybrook mood-check-in 201 ${Buffer.byteLength(good)}`,
    '/submissions - - 400 13',
    '/submissions - mood-check-in 422 \\d+',
    '/nowhere%0Aforged - - 404 -',
  ];
  assert.equal(lines.length, expected.length);
  for (const [index, line] of lines.entries()) assert.match(line, new RegExp(`${time} ${expected[index]} \\d+$`));
  assert.ok(!lines.join('\n').includes(canary));
});
