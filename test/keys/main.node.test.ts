import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { checkKeys } from '../../src/delivery/seal.ts';
import { makePrivateKey, ownKey } from '../../src/keys/pair.ts';
import { wordsOnSheet } from '../../src/keys/sheet.ts';
import { fingerprintOf } from '../../src/keys/words.ts';
import { run, tempFolder, type Ran } from './support.ts';

const [KHAN, OWEN] = ['river candle stone tree', 'another long passphrase'];
const lines = (...answers: string[]): string => answers.map((answer) => `${answer}\n`).join('');
const keysIn = (stdout: string): string[] => /^data-public-keys="([^"]*)"$/m.exec(stdout)?.[1]?.split(' ') ?? [];

describe('npm run keys', { concurrency: 2 }, () => {
  let cwd: string;
  let made: Ran;
  let folder: string;
  let words: string;
  const files = ['key-miss-khan.json', 'key-mr-owen.json'];

  before(async () => {
    cwd = tempFolder();
    const answers = lines(
      'not a site',
      'hollybrook',
      'Recovery sheet',
      'Miss Khan',
      '',
      'Miss Khan',
      'Mr Owen',
      '',
      'short',
      KHAN,
      KHAN,
      KHAN,
      KHAN,
      OWEN,
      'mistyped',
      OWEN,
      OWEN,
    );
    made = await run('main', [], { answers, cwd });
    folder = join(cwd, readdirSync(cwd)[0] ?? '');
    words = wordsOnSheet(readFileSync(join(folder, 'recovery-sheet.html'), 'utf8'));
  });

  it('asks for all it needs, says what will not do, and shows the keys after the drill', async () => {
    const { status, stdout, stderr } = made;
    assert.equal(status, 0, stderr);
    assert.match(folder, /keys-hollybrook-\d{4}-\d\d-\d\d$/);
    for (const said of [
      /A site is up to 64/,
      /at least two people/,
      /a name of their own/,
      /too short/,
      /Somebody else has just taken/,
      /not the same/,
    ])
      assert.match(stderr, said);
    assert.match(stdout, /^The drill went well: a letter sealed to all 3 keys was opened/);
    assert.equal(keysIn(stdout).length, 3);
    assert.equal(await checkKeys(keysIn(stdout)), undefined);
    for (const key of keysIn(stdout)) assert.ok(stdout.includes(await fingerprintOf(key)));
    for (const file of [...files, 'recovery-sheet.html', 'public-keys.txt'])
      assert.ok(stdout.includes(file) && existsSync(join(folder, file)), file);
  });

  it('shows no secret', () => {
    for (const secret of [KHAN, OWEN, words, words.split(' ').slice(0, 3).join(' ')])
      assert.ok(!`${made.stdout}${made.stderr}`.includes(secret));
  });

  it('overwrites nothing, and says so before anyone has typed a passphrase', async () => {
    const { status, stdout, stderr } = await run('main', ['--out', folder, '--site', 'hollybrook'], { cwd });
    assert.deepEqual({ status, stdout }, { status: 1, stdout: '' });
    assert.match(stderr, /is there already, and nothing is ever overwritten\. Name another folder with --out\.\n$/);
  });

  it('takes the site, the people and the folder from the command line', async () => {
    const { status, stdout } = await run(
      'main',
      ['--site', 'st-marys', '--person', 'A', '--person', 'B', '--out', 'here'],
      { answers: lines(KHAN, KHAN, OWEN, OWEN), cwd },
    );
    assert.equal(status, 0);
    assert.match(stdout, /data-site="st-marys"/);
    assert.ok(existsSync(join(cwd, 'here', 'key-b.json')));
  });

  for (const [what, args, said] of [
    ['one person', ['--site', 'x', '--person', 'A'], /at least two people/],
    ['a site that is none', ['--site', 'a b'], /A site is up to 64/],
    ['answers that end', ['--site', 'x', '--person', 'A', '--person', 'B'], /The answers ended/],
    ['an option it does not know', ['--passphrase', 'x'], /--passphrase/],
  ] as const) {
    it(`makes nothing for ${what}`, async () => {
      const empty = tempFolder();
      const { status, stdout, stderr } = await run('main', args, { cwd: empty });
      assert.deepEqual({ status, stdout }, { status: 1, stdout: '' });
      assert.match(stderr, said);
      assert.doesNotMatch(stderr, /\n\s+at /);
      assert.deepEqual(readdirSync(empty), []);
    });
  }

  describe('-- --drill', { concurrency: 2 }, () => {
    const paths = () => files.map((file) => join(folder, file));

    it('sees every key open, with each passphrase and the words', async () => {
      const { status, stdout, stderr } = await run('main', ['--drill', ...paths()], {
        answers: lines('wrong passphrase', KHAN, OWEN, words.replace(/^\w+/, 'qqqq'), words),
      });
      assert.equal(status, 0, stderr);
      assert.match(stderr, /This passphrase does not open the file/);
      assert.match(stderr, /Word 1 is not on the list/);
      assert.equal(stdout.match(/^ {2}opened /gm)?.length, 3);
      assert.match(stdout, /Every key that the page uses opens\./);
    });

    it('says what was not tried', async () => {
      const { status, stdout } = await run('main', ['--drill', paths()[0]!], { answers: lines(KHAN, '') });
      assert.equal(status, 1);
      assert.match(stdout, /^ {2}opened +\S+ {2}Miss Khan$/m);
      assert.match(stdout, /^ {2}not tried +\S+ {2}Mr Owen$/m);
      assert.match(stdout, /^ {2}not tried +\S+ {2}Recovery sheet$/m);
    });

    it('tells whose the keys of a page are, and that one is a stranger’s [case 89]', async () => {
      const [khan = '', owen = ''] = keysIn(made.stdout);
      const { publicKey: stranger } = await ownKey(await makePrivateKey());
      const { status, stdout } = await run('main', ['--drill', ...paths(), '--public-keys', `${owen} ${stranger}`], {
        answers: lines(KHAN, OWEN, ''),
      });
      assert.equal(status, 1);
      assert.ok(stdout.includes(`  opened        ${await fingerprintOf(owen)}  Mr Owen`));
      assert.ok(stdout.includes(`  not tried     ${await fingerprintOf(stranger)}  SOMEBODY ELSE`));
      assert.ok(stdout.includes(`  not used      ${await fingerprintOf(khan)}  Miss Khan`));
      assert.match(stdout, /its holder can read every letter/);
    });

    for (const [what, args, said] of [
      ['no files', () => [], /Say which private key files/],
      ['a file that is not there', () => ['nowhere.json'], /^nowhere\.json is not there\.\n$/],
      ['a file that is no key', () => [join(folder, 'public-keys.txt')], /public-keys\.txt is no private key file/],
      [
        'a key of a page that was cut short',
        () => [...paths(), '--public-keys', 'BAAA'],
        /Key 1 of --public-keys is no public key/,
      ],
    ] as const) {
      it(`says what to change about ${what}`, async () => {
        const { status, stdout, stderr } = await run('main', ['--drill', ...args()]);
        assert.deepEqual({ status, stdout }, { status: 1, stdout: '' });
        assert.match(stderr, said);
      });
    }

    it('does not mix files of two key sets', async () => {
      const other = join(tempFolder(), 'other.json');
      writeFileSync(other, readFileSync(paths()[0]!, 'utf8').replace('"Mr Owen"', '"Ms Else"'));
      const { status, stderr } = await run('main', ['--drill', paths()[1]!, other]);
      assert.equal(status, 1);
      assert.match(stderr, /were not made together/);
    });
  });
});
