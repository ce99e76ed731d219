import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sitesFromEnv } from '../../src/receiver/sites.ts';

const read = (value: unknown) => sitesFromEnv({ L30_SITES: typeof value === 'string' ? value : JSON.stringify(value) });

test('serves one site, school, without settings', () => {
  assert.deepEqual(sitesFromEnv({}), { school: { origins: [] } });
  assert.deepEqual(read('  '), { school: { origins: [] } });
});

test('reads sites and their origins', () => {
  const sites = { hollybrook: { origins: ['https://www.hollybrook.example', 'http://intranet:8080', 'null'] }, 'ash.field_2': { origins: [] } };
  assert.deepEqual(read(sites), sites);
});

const REFUSED: [title: string, value: unknown, sentence: RegExp][] = [
  ['text that is not JSON', '{hollybrook}', /^L30_SITES is not JSON\. Write it like this: \{ "hollybrook"/],
  ['a list', ['hollybrook'], /Write it like this/],
  ['no site at all', {}, /names no site/],
  ['a site without origins', { hollybrook: {} }, /at hollybrook\.origins, is not as it should be/],
  ['an unknown setting', { hollybrook: { origins: [], key: 'x' } }, /at hollybrook\.key,/],
  ['an origin that is a number', { hollybrook: { origins: [1] } }, /at hollybrook\.origins\.0,/],
  ['a slash at the end', { hollybrook: { origins: ['https://h.example/'] } }, /Write "https:\/\/h\.example" instead/],
  ['a page instead of an origin', { hollybrook: { origins: ['https://H.example:443/form'] } }, /Write "https:\/\/h\.example" instead/],
  ['every origin', { hollybrook: { origins: ['*'] } }, /site "hollybrook" lists the origin "\*"\. Write an origin such as/],
  ['a bare host', { hollybrook: { origins: ['h.example'] } }, /an origin such as "https:/],
  ['a file', { hollybrook: { origins: ['file:///tmp'] } }, /an origin such as "https:/],
  ['a site id with a space', { 'holly brook': { origins: [] } }, /"holly brook" cannot be a site id/],
];

for (const [title, value, sentence] of REFUSED) {
  test(`refuses ${title} in L30_SITES and says what to write`, () => {
    assert.throws(() => read(value), { message: sentence });
  });
}
