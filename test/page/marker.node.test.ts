import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { settingsIn, ownPack } from '../../src/page/address.ts';
import { readMarker } from '../../src/page/marker.ts';
import { serial, version } from '../../src/page/version.ts';

describe('a marker in the text', () => {
  const readable: [what: string, text: string, settings: Record<string, string>, mended: string[]][] = [
    ['as it was typed', '[l30 mood-check-in]', {}, []],
    ['with spaces around and inside', ' \n [ l30  mood-check-in ] \t', {}, []],
    ['in capitals', '[L30 Mood-Check-In]', {}, []],
    ['with our prefix, as in the tag', '[l30 l30-mood-check-in]', {}, []],
    ['with no-break spaces', '[l30\u00a0mood-check-in\u00a0scale="faces-3"]', { scale: 'faces-3' }, ['no-break-space']],
    ['with letters that have no width', '\ufeff[l30\u200b mood-check-in]', {}, []],
    ['with hyphens that do not break', '[l30 mood\u2011check\u2011in]', {}, []],
    [
      'with straight quotes',
      `[l30 mood-check-in scale="faces-3" heading='How was it?']`,
      { scale: 'faces-3', heading: 'How was it?' },
      [],
    ],
    [
      'with quotes curled on both sides, as WordPress does',
      '[l30 mood-check-in scale=\u201dfaces-3\u201d]',
      { scale: 'faces-3' },
      ['curly-quotes'],
    ],
    [
      'with an opening and a closing curl',
      '[l30 mood-check-in scale=\u201cfaces-3\u201d]',
      { scale: 'faces-3' },
      ['curly-quotes'],
    ],
    ['with single curls', '[l30 mood-check-in scale=\u2018faces-3\u2019]', { scale: 'faces-3' }, ['curly-quotes']],
    ['with primes', '[l30 mood-check-in scale=\u2033faces-3\u2033]', { scale: 'faces-3' }, ['curly-quotes']],
    [
      'with escapes that were escaped again',
      '[l30 mood-check-in scale=&#8221;faces-3&#8221; ask-name=&quot;&quot;]',
      { scale: 'faces-3', 'ask-name': '' },
      ['curly-quotes'],
    ],
    [
      'without quotes, and names alone',
      '[l30 mood-check-in scale=faces-3 ask-name kiosk]',
      { scale: 'faces-3', 'ask-name': '', kiosk: '' },
      [],
    ],
    ['with a slash at its end', '[l30 mood-check-in scale="faces-3" /]', { scale: 'faces-3' }, []],
    ['with data- before its settings', '[l30 mood-check-in data-scale="faces-3"]', { scale: 'faces-3' }, []],
    [
      'with settings that are not for whoever can write text',
      '[l30 mood-check-in endpoint="https://evil.example/" readers=Mallory help="host-provides" scale=faces-3]',
      { scale: 'faces-3' },
      [],
    ],
  ];
  for (const [what, text, settings, mended] of readable) {
    it(`${what}: is read`, () => assert.deepEqual(readMarker(text), { name: 'mood-check-in', settings, mended }));
  }

  for (const text of [
    '',
    'l30 mood-check-in',
    '[l30]',
    '[l30 ]',
    '[gallery ids="1"]',
    'Write [l30 mood-check-in]',
    '[l30 mood-check-in] here',
    '[l30 mood-check-in',
    '[l30x mood-check-in]',
    '[l30 <b>]',
  ]) {
    it(`"${text}" is none`, () => assert.equal(readMarker(text), undefined));
  }
});

describe('an address', () => {
  const addresses: [what: string, address: string, settings: [string, string][]][] = [
    ['without a query', 'https://school.example/embed/mood-check-in', []],
    [
      'with settings in any order',
      '/embed/mood-check-in?ask-name&scale=faces-3',
      [
        ['ask-name', ''],
        ['scale', 'faces-3'],
      ],
    ],
    ['with what others have added', '/embed/x?ref=school&scale=faces-3&utm_source=x#top', [['scale', 'faces-3']]],
    [
      'with an ampersand that was escaped once too often',
      '/embed/x?scale=faces-3&#038;heading=Hello&amp;age=4-7',
      [
        ['scale', 'faces-3'],
        ['heading', 'Hello'],
        ['age', '4-7'],
      ],
    ],
    ['with words', '/embed/x?heading=How%20are%20you%3F%20%26amp%3B', [['heading', 'How are you? &amp;']]],
    [
      'with everything that is the deployment\u2019s alone',
      '/embed/x?endpoint=a&newsletter-endpoint=a&dialect=a&newsletter-dialect=a&fields=a&public-keys=a&readers=a&read-when=a&lead=a&trusted-adults=a&region=a&emergency=a&helpline=a&help=a&site=a&school=a&symbols=a&exit-href=a&privacy-href=a&purposes=a&consent-version=a&beside-pupils=a&idle-minutes=0&src=a&ENDPOINT=a&constructor=a',
      [],
    ],
  ];
  for (const [what, address, settings] of addresses)
    it(`${what}: gives what is harmless`, () => assert.deepEqual(settingsIn(address), settings));

  const packs: [src: string, found: string | undefined][] = [
    ['packs/worry.json', 'https://school.example/l30/packs/worry.json'],
    ['/l30/worry.json', 'https://school.example/l30/worry.json'],
    ['../uploads/worry.json', undefined],
    ['/uploads/worry.json', undefined],
    ['//evil.example/l30/worry.json', undefined],
    ['https://evil.example/l30/worry.json', undefined],
    ['https://school.example.evil.example/l30/worry.json', undefined],
    ['javascript:alert(1)', undefined],
    ['data:application/json,{}', undefined],
  ];
  for (const [src, found] of packs) {
    it(`with src=${src}: is ${found ? 'a pack beside the script' : 'not a pack of this deployment'}`, () =>
      assert.equal(
        ownPack(`https://school.example/embed/x?${new URLSearchParams({ src })}`, 'https://school.example/l30/'),
        found,
      ));
  }
});

it('the version is that of the package, as words and as a number', () => {
  const { version: packaged } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    version: string;
  };
  assert.equal(version, packaged);
  assert.equal(
    serial,
    version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0),
  );
});
