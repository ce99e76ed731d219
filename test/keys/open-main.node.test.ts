import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { seal } from '../../src/delivery/seal.ts';
import { makeKeySet } from '../../src/keys/make.ts';
import { wordsOnSheet } from '../../src/keys/sheet.ts';
import { envelope, saying } from '../delivery/seal-support.ts';
import { run, tempFolder } from './support.ts';

const PASSPHRASE = 'river candle stone tree';
const env = { L30_PASSPHRASE: PASSPHRASE };
const CANARY = 'CANARY-5d1f';

describe('npm run open', { concurrency: 2 }, () => {
  const folder = tempFolder();
  const key = join(folder, 'keys', 'key-ann.json');
  const letters = join(folder, 'letters.json');
  let words: string;
  const said = saying(`${CANARY}\u001b[2J \ud83d 👩‍👩‍👧`, 'At lunch');
  const plain = envelope();
  let rows: { id: string; storedAt: string; envelope: unknown }[];

  before(async () => {
    const people = [
      { name: 'Ann', passphrase: PASSPHRASE },
      { name: 'Ben', passphrase: 'another long passphrase' },
    ];
    const { set, sheet } = await makeKeySet('hollybrook', people, join(folder, 'keys'), '2026-11-23');
    words = wordsOnSheet(readFileSync(join(folder, 'keys', sheet), 'utf8'));
    const sealed: unknown = JSON.parse(
      await seal(
        said,
        set.map(({ publicKey }) => publicKey),
      ),
    );
    rows = [sealed, plain, sealed].map((letter, index) => ({
      tenant: 'hollybrook',
      id: (letter as { id: string }).id,
      sha256: 'x',
      storedAt: `2026-11-23T09:00:0${index}.000Z`,
      flags: [],
      envelope: letter,
    }));
    writeFileSync(letters, JSON.stringify(rows, null, 2));
  });

  it('shows letters as text, once each, with nothing that acts on a terminal', async () => {
    const { status, stdout, stderr } = await run('open-main', ['--key', key, letters], { env });
    assert.equal(status, 0, stderr);
    assert.equal(stdout.split(CANARY).length, 2);
    assert.ok(stdout.includes(`      What happened?: ${CANARY}\\u001b[2J \\ud83d 👩‍👩‍👧\n`));
    assert.ok(stdout.includes(`  id ${plain.id}\n  NOT SEALED`));
    assert.doesNotMatch(stdout.replaceAll('\n', ''), /[\p{Cc}\p{Cs}]/u);
    assert.match(stderr, /Letters: 2\. opened: 1, not sealed: 1\n.*not who wrote it/);
  });

  it('shows the same as JSON, exactly', async () => {
    const { status, stdout } = await run('open-main', ['--key', key, '--json', letters], { env });
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout), [
      { id: said.id, site: 'hollybrook', storedAt: '2026-11-23T09:00:00.000Z', sealed: true, envelope: said },
      { id: plain.id, site: 'hollybrook', storedAt: '2026-11-23T09:00:01.000Z', sealed: false, envelope: plain },
    ]);
  });

  it('writes what it opened nowhere but to its output', async () => {
    const cwd = tempFolder();
    const before = readdirSync(folder, { recursive: true }).sort();
    const { stderr } = await run('open-main', ['--key', key, letters], { env, cwd });
    assert.ok(!stderr.includes(CANARY));
    assert.deepEqual(readdirSync(cwd), []);
    assert.deepEqual(readdirSync(folder, { recursive: true }).sort(), before);
  });

  it('asks for the passphrase where there is no setting, line by line', async () => {
    const { status, stdout, stderr } = await run('open-main', ['--key', key, letters], { answers: `${PASSPHRASE}\n` });
    assert.equal(status, 0, stderr);
    assert.match(stderr, /^Passphrase of Ann: /);
    assert.ok(stdout.includes(CANARY));
    assert.ok(!stderr.includes(PASSPHRASE));
  });

  it('opens with the words of the recovery sheet, and says which key they are', async () => {
    const { status, stdout, stderr } = await run('open-main', ['--recovery', letters], {
      env: { L30_RECOVERY_WORDS: words },
    });
    assert.equal(status, 0, stderr);
    assert.ok(stdout.includes(CANARY));
    const [, fingerprint = ''] = /The words are the key (\S+)\./.exec(stderr) ?? [];
    assert.ok(readFileSync(join(folder, 'keys', 'public-keys.txt'), 'utf8').includes(`Recovery sheet  ${fingerprint}`));
  });

  it('takes letters through a pipe, as npm and a receiver print them', async () => {
    const answers = `\n> l30-widgets@0.1.0 submissions\n> node x --json\n\n${JSON.stringify(rows)}\n`;
    const { status, stdout, stderr } = await run('open-main', ['--key', key], { answers, env });
    assert.equal(status, 0, stderr);
    assert.ok(stdout.includes(CANARY));
  });

  it('says what to do when letters come through a pipe and nobody can be asked', async () => {
    const { status, stdout, stderr } = await run('open-main', ['--key', key], { answers: JSON.stringify(rows) });
    assert.deepEqual({ status, stdout }, { status: 1, stdout: '' });
    assert.match(stderr, /Set L30_PASSPHRASE or L30_RECOVERY_WORDS, or save the letters to a file first/);
  });

  it('lists what it cannot open by id and reason, shows the rest, and ends with 2', async () => {
    const { publicKey } = JSON.parse(readFileSync(join(folder, 'keys', 'key-ben.json'), 'utf8')) as {
      publicKey: string;
    };
    const sealed = rows[0]!.envelope as object;
    const others: unknown = JSON.parse(await seal(envelope({ id: '0'.repeat(31) + '1' }), [publicKey]));
    const bad = [
      { ...sealed, id: '0'.repeat(31) + '2' },
      others,
      { ...sealed, id: '0'.repeat(31) + '3', suite: 'later' },
      { ...sealed, iv: 'x' },
    ];
    const file = join(tempFolder(), 'bad.json');
    writeFileSync(
      file,
      [...rows.map(({ envelope }) => envelope), ...bad].map((each) => JSON.stringify(each)).join('\n') + '\n{"id":\n',
    );
    const { status, stdout, stderr } = await run('open-main', ['--key', key, file], { env });
    assert.equal(status, 2);
    assert.ok(stdout.includes(CANARY));
    assert.match(stdout, /id 0+2\n {2}SAME SEALED CONTENT as [^\n]*\n {2}NOT OPENED: It was changed/);
    assert.match(stdout, /id 0+1\n {2}NOT OPENED: It is sealed to other keys/);
    assert.match(stdout, /id 0+3\n {2}SAME[^\n]*\n {2}NOT OPENED: It is sealed in a way/);
    assert.match(
      stdout,
      new RegExp(`id ${said.id}\\n {2}SAME[^\\n]*\\n {2}NOT OPENED: Another letter with the same id`),
    );
    assert.match(stderr, /bad\.json, these lines are no JSON and were left out: 8\.\n/);
    assert.match(stderr, /NOT OPENED: 4/);
  });

  for (const [what, args, settings, said] of [
    [
      'a wrong passphrase',
      ['--key', key, letters],
      { L30_PASSPHRASE: 'river candle stone treE' },
      /^This passphrase does not open .*key-ann\.json\.\n$/,
    ],
    [
      'words that were typed wrongly',
      ['--recovery', letters],
      { L30_RECOVERY_WORDS: 'one two' },
      /^There should be 24 words, and there are 2\.\n$/,
    ],
    ['no key at all', [letters], {}, /Say with which key: --key .* or --recovery/],
    ['letters that are not there', ['--key', key, 'nowhere.json'], env, /^nowhere\.json is not there\.\n$/],
    ['a key that is none', ['--key', letters, letters], env, /letters\.json is no private key file/],
    ['an option it does not know', ['--keys', key], env, /--keys/],
  ] as const) {
    it(`ends with 1 and one sentence for ${what}`, async () => {
      const { status, stdout, stderr } = await run('open-main', args, { env: settings });
      assert.deepEqual({ status, stdout }, { status: 1, stdout: '' });
      assert.match(stderr, said);
      assert.ok(!stderr.includes('candle'));
    });
  }
});
