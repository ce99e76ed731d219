import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { readEntries, sortOut, textOf } from '../../src/keys/letters.ts';
import { describeLetter, openLetter, summarise } from '../../src/keys/opened.ts';
import { envelope, person, saying, sealTo } from '../delivery/seal-support.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const entry = (letter: unknown) => ({ letter });

describe('an export is read', () => {
  const one = { id: 'a', site: 's' };
  const row = { tenant: 's', id: 'a', sha256: 'x', storedAt: '2026-11-23T09:00:00.000Z', flags: [], envelope: one };
  const ways: [what: string, text: string][] = [
    ['as an array', JSON.stringify([row, row], null, 2)],
    ['as one line for each', `${JSON.stringify(row)}\n\n${JSON.stringify(row)}\n`],
    ['as arrays in lines', `${JSON.stringify([row])}\r\n${JSON.stringify([row])}`],
  ];
  for (const [what, text] of ways) {
    it(what, () =>
      assert.deepEqual(readEntries(text), {
        entries: [
          { letter: one, storedAt: row.storedAt },
          { letter: one, storedAt: row.storedAt },
        ],
        badLines: [],
      }),
    );
  }

  it('as letters alone, or a single one', () => {
    assert.deepEqual(readEntries(JSON.stringify([one])).entries, [entry(one)]);
    assert.deepEqual(readEntries(JSON.stringify(one)).entries, [entry(one)]);
    assert.deepEqual(readEntries('  \n').entries, []);
  });

  it('as npm prints it, and as Windows PowerShell saves it', () => {
    const printed = `\n> l30-widgets@0.1.0 submissions\n> node --import tsx src/receiver/submissions.ts --json\n\n${JSON.stringify([row], null, 2)}\n`;
    assert.deepEqual(readEntries(textOf(bytes(printed))), {
      entries: [{ letter: one, storedAt: row.storedAt }],
      badLines: [],
    });
    const utf16 = Buffer.from(`\ufeff${printed.replaceAll('\n', '\r\n')}`, 'utf16le');
    assert.deepEqual(readEntries(textOf(utf16)), { entries: [{ letter: one, storedAt: row.storedAt }], badLines: [] });
    assert.deepEqual(readEntries(textOf(bytes(`\ufeff${JSON.stringify(one)}`))).entries, [entry(one)]);
  });

  it('as far as it is JSON, and the other lines are named', () => {
    assert.deepEqual(readEntries(`${JSON.stringify(one)}\nhello\n{"id":\n${JSON.stringify(one)}`), {
      entries: [entry(one), entry(one)],
      badLines: [2, 3],
    });
  });
});

test('a repeat is shown once, and the same id with other bytes is refused', async () => {
  const khan = await person();
  const letter = envelope();
  const [sealed, again] = await Promise.all([sealTo(letter, khan), sealTo(letter, khan)]);
  const elsewhere = { ...again, site: 'elsewhere' };
  const sorted = sortOut([sealed, sealed, again, sealed, again, elsewhere].map(entry));
  assert.deepEqual(
    sorted.map(({ letter, refused }) => [(letter as typeof sealed).commitment, refused]),
    [
      [sealed.commitment, false],
      [again.commitment, true],
      [again.commitment, true],
      [elsewhere.commitment, false],
    ],
  );
  assert.deepEqual(await openLetter(sorted[0]!, khan.keys), {
    id: letter.id,
    site: 'hollybrook',
    sealed: true,
    envelope: letter,
  });
  assert.deepEqual(await openLetter(sorted[1]!, khan.keys), {
    id: letter.id,
    site: 'hollybrook',
    sealed: true,
    problem: 'refused',
  });
});

test('the same sealed content under another id is marked on both, by its key or by its text [case 106]', async () => {
  const khan = await person();
  const [one, two] = await Promise.all([sealTo(envelope(), khan), sealTo(envelope(), khan)]);
  const [copy, half] = [
    { ...one, id: 'f'.repeat(32) },
    { ...two, id: 'e'.repeat(32), text: one.text },
  ];
  const marks = sortOut([one, two, copy, half].map(entry)).map(({ id, sameSealedAs }) => [id, sameSealedAs]);
  assert.deepEqual(marks, [
    [one.id, [copy.id, half.id]],
    [two.id, [half.id]],
    [copy.id, [one.id, half.id]],
    [half.id, [two.id, one.id, copy.id]],
  ]);
  const [, , moved] = sortOut([one, two, copy].map(entry));
  const opened = await openLetter(moved!, khan.keys);
  assert.deepEqual(opened, {
    id: copy.id,
    site: 'hollybrook',
    sealed: true,
    sameSealedAs: [one.id],
    problem: 'damaged',
  });
  assert.match(describeLetter(opened), new RegExp(`SAME SEALED CONTENT as ${one.id}`));
});

test('plain letters pass, marked as not sealed', async () => {
  const letter = envelope();
  const [plain] = sortOut([{ letter, storedAt: '2026-11-23T09:00:00.000Z' }]);
  const opened = await openLetter(plain!, new Map());
  assert.deepEqual(opened, {
    id: letter.id,
    site: 'hollybrook',
    storedAt: '2026-11-23T09:00:00.000Z',
    sealed: false,
    envelope: letter,
  });
  assert.equal(
    describeLetter(opened),
    [
      '2026-11-23T09:00:00.000Z  hollybrook  mood-check-in  faces-5  en-GB',
      `  id ${letter.id}`,
      '  NOT SEALED: whoever carried or kept it could read it too.',
      '  Send was pressed at 2026-11-23T09:30:00.000Z by the clock of that device.',
      '      How are you feeling right now?: A bit low',
    ].join('\n'),
  );
});

test('what is no letter is said to be none, and never stops the others', async () => {
  const letters = sortOut(
    [
      5,
      null,
      'x',
      [],
      {},
      { id: 7, site: {} },
      { answers: [] },
      { suite: 'x', id: 'a' },
      { suite: 'x', commitment: 5, text: {} },
    ].map(entry),
  );
  const opened = await Promise.all(letters.map((letter) => openLetter(letter, new Map())));
  assert.deepEqual(
    opened.map(({ problem }) => problem),
    [...Array<string>(7).fill('no-letter'), 'unknown-suite', 'unknown-suite'],
  );
  for (const letter of opened) assert.match(describeLetter(letter), /NOT OPENED/);
});

test('no word of a letter acts on the terminal, or poses as a word of ours [case 94]', async () => {
  const nasty =
    '\u001b[2J\r\u0007\u009b31m\u202etxt\u2066\u2029\ud800\nNOT SEALED: x\n  NOT OPENED: y\n2026-11-23  forged';
  const letter = {
    ...saying(nasty),
    pack: nasty,
    lang: nasty,
    sentAt: nasty,
    replaces: nasty,
    answers: [{ id: nasty, question: nasty, value: [nasty, 'b'], words: nasty }],
  };
  const [plain] = sortOut([{ letter: { ...letter, id: nasty, site: nasty }, storedAt: nasty }]);
  const opened = await openLetter(plain!, new Map());
  const text = describeLetter({ ...opened, sameSealedAs: [nasty] });
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u);
  const [head = '', ...rest] = text.split('\n');
  assert.ok(head.startsWith('\\u001b[2J'));
  const ours = rest.filter((line) => /^ {2}\S/.test(line));
  assert.deepEqual(
    ours.map((line) => line.slice(2, 10)),
    ['id \\u001', 'NOT SEAL', 'Send was', 'It takes', 'SAME SEA'],
  );
  assert.ok(rest.filter((line) => !ours.includes(line)).every((line) => line.startsWith('      ')));
});

test('answers show the words beside a choice, and the choice where there are none', async () => {
  const answers = [
    { value: 'a', words: 'A' },
    { value: ['a', 'b'] },
    { value: 'c', words: '' },
    { value: ['d'], words: [] },
  ].map((answer) => ({ id: 'x', question: 'Q', ...answer }));
  const [letter] = sortOut([entry(envelope({ answers }))]);
  const lines = describeLetter(await openLetter(letter!, new Map())).split('\n');
  assert.deepEqual(lines.slice(-4), ['      Q: A', '      Q: a, b', '      Q: c', '      Q: d']);
});

test('the summary counts, and says nothing of what anyone wrote', async () => {
  const khan = await person();
  const sealed = await sealTo(saying('CANARY'), khan);
  const letters = sortOut([sealed, { ...sealed, id: 'f'.repeat(32) }, envelope(), 5].map(entry));
  const opened = await Promise.all(letters.map((letter) => openLetter(letter, khan.keys)));
  assert.equal(
    summarise(opened),
    'Letters: 4. opened: 1, not sealed: 1, NOT OPENED: 2, with the same sealed content as another: 2',
  );
  assert.equal(summarise([]), 'Letters: 0.');
});
