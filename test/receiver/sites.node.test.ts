import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { sitesFromEnv } from '../../src/receiver/sites.ts';

const read = (value: unknown) => sitesFromEnv({ L30_SITES: typeof value === 'string' ? value : JSON.stringify(value) });

test('serves one site, school, without settings', async () => {
  assert.deepEqual(await sitesFromEnv({}), { school: { origins: [] } });
  assert.deepEqual(await read('  '), { school: { origins: [] } });
});

test('reads sites and their origins', async () => {
  const sites = {
    hollybrook: { origins: ['https://www.hollybrook.example', 'http://intranet:8080', 'null'] },
    'ash.field_2': { origins: [] },
  };
  assert.deepEqual(await read(sites), sites);
});

/** The example of RFC 7515, appendix A.3, as a page has it, and its name: the first half of its RFC 7638 thumbprint. */
const POINT = {
  crv: 'P-256',
  kty: 'EC',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};
const PUBLIC_KEY = Buffer.concat([
  Buffer.from([4]),
  Buffer.from(POINT.x, 'base64url'),
  Buffer.from(POINT.y, 'base64url'),
]).toString('base64url');
const KID = createHash('sha256').update(JSON.stringify(POINT)).digest().subarray(0, 16).toString('base64url');

test('reads the public keys that a site seals to, by their names', async () => {
  const sites = await read({ hollybrook: { origins: ['null'], keys: [PUBLIC_KEY] }, ashfield: { origins: [] } });
  assert.deepEqual(sites, { hollybrook: { origins: ['null'], keys: [KID] }, ashfield: { origins: [] } });
});

const REFUSED: [title: string, value: unknown, sentence: RegExp][] = [
  ['text that is not JSON', '{hollybrook}', /^L30_SITES is not JSON\. Write it like this: \{ "hollybrook"/],
  ['a list', ['hollybrook'], /Write it like this/],
  ['no site at all', {}, /names no site/],
  ['a site without origins', { hollybrook: {} }, /at hollybrook\.origins, is not as it should be/],
  ['an unknown setting', { hollybrook: { origins: [], key: 'x' } }, /at hollybrook\.key,/],
  ['an origin that is a number', { hollybrook: { origins: [1] } }, /at hollybrook\.origins\.0,/],
  ['a slash at the end', { hollybrook: { origins: ['https://h.example/'] } }, /Write "https:\/\/h\.example" instead/],
  [
    'a page instead of an origin',
    { hollybrook: { origins: ['https://H.example:443/form'] } },
    /Write "https:\/\/h\.example" instead/,
  ],
  [
    'every origin',
    { hollybrook: { origins: ['*'] } },
    /site "hollybrook" lists the origin "\*"\. Write an origin such as/,
  ],
  ['a bare host', { hollybrook: { origins: ['h.example'] } }, /an origin such as "https:/],
  ['a file', { hollybrook: { origins: ['file:///tmp'] } }, /an origin such as "https:/],
  ['an empty list of keys', { hollybrook: { origins: [], keys: [] } }, /at hollybrook\.keys, is not as it should be/],
  [
    'a key that is none',
    { hollybrook: { origins: [], keys: ['Miss Khan'] } },
    /site "hollybrook" lists the key "Miss Khan"\. Write a public key as it stands in the page: 87 letters/,
  ],
  ['a site id with a space', { 'holly brook': { origins: [] } }, /"holly brook" cannot be a site id/],
];

for (const [title, value, sentence] of REFUSED) {
  test(`refuses ${title} in L30_SITES and says what to write`, async () => {
    await assert.rejects(read(value), { message: sentence });
  });
}
