import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { table } from '../../src/receiver/table.ts';
import { openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import { answerStaff, type Printed } from '../../src/receiver/staff.ts';
import type { StoredSubmission } from '../../src/receiver/store.ts';
import { envelope, json, receiver, sealed, tempFile } from './support.ts';

const SCRIPT = fileURLToPath(new URL('../../src/receiver/submissions.ts', import.meta.url));

const run = (path: string, ...options: string[]): Promise<Printed> => answerStaff(options, path);

/** The same in a process of its own. */
function runForReal(path: string, ...options: string[]): Promise<{ status: unknown; stdout: string; stderr: string }> {
  const environment = { ...process.env, L30_DATA: path };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', SCRIPT, ...options], { env: environment }, (error, stdout, stderr) =>
      resolve({ status: error?.code ?? 0, stdout, stderr }),
    );
  });
}

describe('npm run submissions', () => {
  test('shows what is stored while the receiver runs, and of a sealed letter who can open it and what to look into', async () => {
    const { app, store, path } = await receiver();
    const choices = [
      { id: 'who', question: 'Who helped?', value: ['a', 'b'], words: ['Ann', 'Ben'] },
      { id: 'note', question: 'More?', value: 'No\nthanks' },
    ];
    const locked = sealed({
      recipients: sealed().recipients.map((each, index) => ({ ...each, kid: `${index}`.repeat(22) })),
    });
    for (const letter of [envelope(), envelope({ widget: 'reflection-form', answers: choices }), locked])
      await app.request('/submissions', json(letter));
    const [first, second, third] = await store.list();
    const { status, stdout, stderr } = await run(path);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    assert.equal(
      stdout,
      [
        'stored                    site        widget           pack     id',
        `${first?.storedAt}  hollybrook  mood-check-in    weather  ${first?.id}`,
        '    How are you today?: Sunny',
        `${second?.storedAt}  hollybrook  reflection-form  weather  ${second?.id}`,
        '    Who helped?: Ann, Ben',
        '    More?: No',
        '      thanks',
        `${third?.storedAt}  oakfield    mood-check-in    -        ${locked.id}`,
        `    sealed, ${JSON.stringify(locked).length} bytes, for ${'0'.repeat(22)}, ${'1'.repeat(22)}`,
        '    flagged: unknown-key',
      ].join('\n'),
    );
    assert.equal((await app.request('/submissions', json(envelope()))).status, 201);
  });

  test('deletes letters while the receiver runs, says how many, and ends with 1 for an id that is not there', async () => {
    const { app, store, path } = await receiver();
    const [one, two, three] = [envelope(), sealed(), envelope()];
    for (const each of [one, two, three]) await app.request('/submissions', json(each));
    assert.deepEqual(await run(path, '--delete', one.id, 'f'.repeat(32), two.id, '\u009b2J'), {
      status: 1,
      stdout: 'Deleted: 2. Copies of the database made before, such as backups, still hold them.',
      stderr: `Not found: ${'f'.repeat(32)}, \\u009b2J`,
    });
    assert.deepEqual(
      (await store.list()).map((row) => row.envelope),
      [three],
    );
    assert.equal((await app.request('/submissions', json(envelope()))).status, 201);
  });

  test('prints the same as JSON, exactly and sealed letters whole, without a character that acts on a terminal [case 91] [case 93]', async () => {
    const { app, store, path } = await receiver();
    const text = '\u0000\u001b]0;owned\u0007 \u009b2J \u202e \ud83d \u2028 \u007f é 🙂';
    await app.request('/submissions', json(envelope({ answers: [{ id: 'a', question: text, value: [text] }] })));
    const locked = sealed({ site: 'ashfield' });
    await app.request('/submissions', json(locked));
    const { status, stdout, stderr } = await runForReal(path, '--json');
    assert.deepEqual([status, stderr], [0, '']);
    const rows = JSON.parse(stdout) as StoredSubmission[];
    assert.deepEqual(rows, await store.list());
    assert.deepEqual(rows[1]?.envelope, locked);
    assert.doesNotMatch(stdout.replaceAll('\n', ''), /[\p{Cc}\u2028-\u202e]/u);
  });

  test('says so, and is content, when there is no database yet', async () => {
    const path = tempFile();
    assert.deepEqual(await run(path), {
      status: 0,
      stdout: `There is no database at ${path} yet. It appears when the receiver starts for the first time.`,
      stderr: '',
    });
    assert.deepEqual(JSON.parse((await run(path, '--json')).stdout), []);
    assert.deepEqual(await run(path, '--delete', 'f'.repeat(32)), {
      status: 1,
      stdout: '',
      stderr: (await run(path)).stdout,
    });
    assert.equal(existsSync(path), false);
  });

  test('says so when nothing has been sent yet', async () => {
    const path = tempFile();
    await (await openSqliteStore({ path })).close();
    assert.deepEqual(await run(path), { status: 0, stdout: 'Nothing has been sent yet.', stderr: '' });
  });

  test('only ever reads, even where there is something to set up', async () => {
    const path = tempFile();
    writeFileSync(path, '');
    const { status, stderr } = await run(path);
    assert.equal(status, 1);
    assert.match(stderr, /^\S+ has to be brought up to date first\. Start the receiver once\.$/);
    assert.equal(statSync(path).size, 0);
  });

  test('ends with 1 and one sentence for a damaged database or an option it does not know', async () => {
    const path = tempFile();
    writeFileSync(path, 'no database '.repeat(500));
    const damaged = await run(path);
    assert.equal(damaged.status, 1);
    assert.match(damaged.stderr, /^\S+ is damaged or is not a database\. [^\n]*$/);
    const vague = await run(path, '--delete');
    assert.equal(vague.status, 1);
    assert.match(vague.stderr, /^Say which: npm run submissions -- --delete <id>/);
    const astray = await run(path, 'f'.repeat(32));
    assert.deepEqual([astray.status, astray.stdout], [1, '']);
    assert.doesNotMatch(astray.stderr, /damaged/);
    const unknown = await runForReal(path, '--csv');
    assert.equal(unknown.status, 1);
    assert.match(unknown.stderr, /--csv/);
    assert.doesNotMatch(unknown.stderr, /\n\s+at /);
  });
});

test('shows controls in the table instead of sending them to the terminal', () => {
  const nasty = '\u001b[2J\r\u0007\u009b31m\u202etxt\u2066\u2029\ud800';
  const row = { tenant: 's', id: 'i', sha256: 'h', storedAt: 't', flags: [] };
  const text = table([
    {
      ...row,
      envelope: envelope({
        site: nasty,
        pack: nasty,
        lang: nasty,
        answers: [{ id: nasty, question: nasty, value: nasty, words: nasty }],
      }),
    },
  ]);
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u);
  assert.ok(text.includes('\\u001b[2J\\u000d\\u0007\\u009b31m\\u202etxt\\u2066\\u2029\\ud800'));
});

test('shows the words beside a choice, and the choice itself where there are none', () => {
  const row = { tenant: 's', id: 'i', sha256: 'h', storedAt: 't', flags: [] };
  const answers = [
    { value: 'a', words: 'A' },
    { value: ['a', 'b'] },
    { value: 'c', words: '' },
    { value: ['d'], words: [] },
  ];
  const text = table([
    { ...row, envelope: envelope({ answers: answers.map((answer) => ({ id: 'x', question: 'Q', ...answer })) }) },
  ]);
  assert.deepEqual(text.split('\n').slice(2), ['    Q: A', '    Q: a, b', '    Q: c', '    Q: d']);
});

test('lets no answer pose as a row', () => {
  const row = { tenant: 's', id: 'i', sha256: 'h', storedAt: 't', flags: [] };
  const text = table([
    { ...row, envelope: envelope({ answers: [{ id: 'x', question: 'Q', value: 'a\n2026-11-23  forged\n' }] }) },
  ]);
  assert.ok(
    text
      .split('\n')
      .slice(2)
      .every((line) => line.startsWith('    ')),
  );
});
