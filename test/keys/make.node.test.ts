import assert from 'node:assert/strict';
import fs, { existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { before, describe, it, test } from 'node:test';
import decodeQR from 'qr/decode.js';
import { attributeFor, whyNotPassphrase, whyNotPeople, whyNotSite } from '../../src/keys/key-set.ts';
import { makeKeySet, type KeySet } from '../../src/keys/make.ts';
import { wordsOnSheet } from '../../src/keys/sheet.ts';
import { fingerprintOf, toWords } from '../../src/keys/words.ts';
import { tempFolder } from './support.ts';

const PEOPLE = [
  { name: 'Miss Khan, Pastoral Lead', passphrase: 'river candle stone tree' },
  { name: 'Zoë <b>"O\'Neil"</b> & Söhne', passphrase: 'another long passphrase' },
];
const MADE = '2026-11-23';

describe('a key set on the disk', () => {
  let folder: string;
  let made: KeySet;
  let html: string;
  before(async () => {
    folder = join(tempFolder(), 'new', 'keys');
    made = await makeKeySet('hollybrook', PEOPLE, folder, MADE);
    html = readFileSync(join(folder, made.sheet), 'utf8');
  });

  it('is one file for each person, the sheet, and what may be shown', () => {
    assert.deepEqual(readdirSync(folder).sort(), [
      'key-miss-khan-pastoral-lead.json',
      'key-zoe-b-o-neil-b-sohne.json',
      'public-keys.txt',
      'recovery-sheet.html',
    ]);
    assert.deepEqual(
      made.set.map(({ name }) => name),
      [PEOPLE[0]!.name, PEOPLE[1]!.name, 'Recovery sheet'],
    );
  });

  it(
    'is for nobody else on this computer',
    { skip: process.platform === 'win32' && 'Windows has no such permissions' },
    () => {
      assert.equal(statSync(folder).mode & 0o777, 0o700);
      for (const file of readdirSync(folder)) assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600, file);
    },
  );

  it('shows the attribute with every key, and how to compare them', async () => {
    const text = readFileSync(join(folder, 'public-keys.txt'), 'utf8');
    const [, keys = ''] = /^data-public-keys="([\w-]{87}(?: [\w-]{87}){2})"$/m.exec(text) ?? [];
    assert.deepEqual(
      keys.split(' '),
      made.set.map(({ publicKey }) => publicKey),
    );
    assert.ok(text.includes(attributeFor(made.set)));
    for (const { publicKey } of made.set) assert.ok(text.includes(await fingerprintOf(publicKey)));
  });

  it('has the words on the sheet, once as text and once in a code that holds the same', () => {
    const words = wordsOnSheet(html);
    assert.equal(words.split(' ').length, 24);
    const [, size = 0, path = ''] = /<svg viewBox="0 0 (\d+) \d+"[^>]*><path d="([^"]*)"/.exec(html) ?? [];
    assert.equal(decode(path, Number(size)), words.toUpperCase());
  });

  it('has a sheet that asks for nothing, and takes a name for text', async () => {
    assert.match(html, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
    assert.doesNotMatch(
      html,
      /<script|<link|<img|<b>|url\(|@import|src=|href=|(?<!www\.w3\.org\/)https?:\/\/(?!www\.w3\.org\/2000\/svg")/,
    );
    assert.ok(html.includes("Zoë &lt;b&gt;&quot;O'Neil&quot;&lt;/b&gt; &amp; Söhne"));
    for (const { publicKey } of made.set) assert.ok(html.includes(`<td>${await fingerprintOf(publicKey)}</td>`));
    assert.ok(html.includes(MADE));
  });

  it('keeps the words and passphrases out of every other file', () => {
    for (const file of readdirSync(folder).filter((name) => name !== made.sheet)) {
      const text = readFileSync(join(folder, file), 'utf8');
      assert.ok(!text.includes(wordsOnSheet(html).split(' ').slice(0, 2).join(' ')), file);
      for (const { passphrase } of PEOPLE) assert.ok(!text.includes(passphrase), file);
    }
  });

  it('is never overwritten', async () => {
    const before = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    await assert.rejects(
      makeKeySet('hollybrook', PEOPLE, folder, MADE),
      /is there already, and nothing is ever overwritten/,
    );
    assert.deepEqual(
      readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')),
      before,
    );
    const empty = join(tempFolder(), 'empty');
    mkdirSync(empty);
    await assert.rejects(makeKeySet('hollybrook', PEOPLE, empty, MADE), /is there already/);
  });
});

/** Reads a code from the path that draws it, one unit square after the other. */
function decode(path: string, size: number): string {
  const SCALE = 4;
  const side = size * SCALE;
  const data = new Uint8Array(side * side * 4).fill(255);
  let [x, y] = [0, 0];
  for (const [, kind, right, down] of path.matchAll(/([Mm])(-?\d+)[ ,]?(-?\d+)h1v1/g)) {
    [x, y] = kind === 'M' ? [Number(right), Number(down)] : [x + Number(right), y + Number(down)];
    for (let row = y * SCALE; row < (y + 1) * SCALE; row += 1) {
      for (let column = x * SCALE; column < (x + 1) * SCALE; column += 1)
        data.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
    }
  }
  return decodeQR({ width: side, height: side, data });
}

describe('a drill that goes wrong', () => {
  /** Changes what comes back from the disk, as a bad disk would. */
  function damage(
    context: { mock: { method(object: object, name: string, stub: unknown): unknown }; after(then: () => void): void },
    ending: string,
    change: (text: string) => string,
  ): void {
    const { readFileSync: read } = fs;
    context.mock.method(fs, 'readFileSync', (path: string, ...rest: unknown[]) => {
      const text = Reflect.apply(read, fs, [path, ...rest]) as string;
      return String(path).endsWith(ending) ? change(text) : text;
    });
    syncBuiltinESMExports();
  }
  const cases: [what: string, ending: string, change: (text: string) => string][] = [
    [
      'a file that does not open',
      'key-miss-khan-pastoral-lead.json',
      (text) => text.replace(/(?<="wrapped": ")./, (first) => (first === 'A' ? 'B' : 'A')),
    ],
    [
      'a word that is another one',
      'recovery-sheet.html',
      (text) => text.replace(/<li class="word">\w+/, '<li class="word">qqqq'),
    ],
    [
      'words of another key',
      'recovery-sheet.html',
      () =>
        toWords(new Uint8Array(32).fill(7))
          .map((word) => `<li class="word">${word}</li>`)
          .join(''),
    ],
  ];
  for (const [what, ending, change] of cases) {
    it(`because of ${what} leaves no files and no public keys`, async (context) => {
      const folder = join(tempFolder(), 'keys');
      damage(context, ending, change);
      try {
        await assert.rejects(makeKeySet('hollybrook', PEOPLE, folder, MADE), /^Error: The drill failed/);
      } finally {
        context.mock.restoreAll();
        syncBuiltinESMExports();
      }
      assert.equal(existsSync(folder), false);
    });
  }

  it('because the disk takes no more leaves no files either', async (context) => {
    const folder = join(tempFolder(), 'keys');
    const { writeFileSync: write } = fs;
    context.mock.method(fs, 'writeFileSync', (path: string, ...rest: unknown[]) => {
      if (String(path).endsWith('recovery-sheet.html')) throw new Error('ENOSPC');
      Reflect.apply(write, fs, [path, ...rest]);
    });
    syncBuiltinESMExports();
    try {
      await assert.rejects(makeKeySet('hollybrook', PEOPLE, folder, MADE), /ENOSPC/);
    } finally {
      context.mock.restoreAll();
      syncBuiltinESMExports();
    }
    assert.equal(existsSync(folder), false);
  });
});

test('files of people with the same or no plain letters stay apart', async () => {
  const folder = join(tempFolder(), 'keys');
  const people = ['Ann', 'ann.', '李老师'].map((name, index) => ({ name, passphrase: `a passphrase of ${index}` }));
  const { files } = await makeKeySet('hollybrook', people, folder, MADE);
  assert.deepEqual(files, ['key-ann.json', 'key-ann-2.json', 'key-person-3.json']);
});

test('a site is written as a receiver knows it', () => {
  for (const site of ['hollybrook', 'st-marys.school_2', 'A']) assert.equal(whyNotSite(site), undefined, site);
  for (const site of ['', '-x', 'a b', 'https://x', 'x'.repeat(65), 'é', '../x'])
    assert.match(whyNotSite(site) ?? '', /^A site is up to 64 letters/, site);
});

test('there are at least two people, with names of their own [case 82]', () => {
  for (const names of [[], ['Ann']]) assert.match(whyNotPeople(names) ?? '', /at least two people/);
  assert.equal(whyNotPeople(['Ann', 'Ben']), undefined);
  for (const names of [
    ['Ann', 'Ann'],
    ['Ann', 'ANN'],
    ['Ann', ''],
    ['Ann', 'recovery sheet'],
  ])
    assert.match(whyNotPeople(names) ?? '', /a name of their own/, names.join());
  const many = Array.from({ length: 20 }, (_, index) => `Person ${index}`);
  assert.equal(whyNotPeople(many.slice(1)), undefined);
  assert.match(whyNotPeople(many) ?? '', /19 people at most/);
});

test('a passphrase is long, and nobody else has it', () => {
  for (const short of ['', 'short', 'x'.repeat(14), '🙂'.repeat(14)])
    assert.match(whyNotPassphrase(short, []) ?? '', /too short.*Take several words, at least 15 characters/, short);
  assert.equal(whyNotPassphrase('river candle st', []), undefined);
  assert.match(whyNotPassphrase('river candle st', ['river candle st']) ?? '', /Somebody else/);
});
