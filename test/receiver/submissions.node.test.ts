import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { table } from '../../src/receiver/printable.ts';
import { openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import { envelope, json, receiver, tempFile } from './support.ts';

const SCRIPT = fileURLToPath(new URL('../../src/receiver/submissions.ts', import.meta.url));

function run(path: string, ...options: string[]): Promise<{ status: unknown; stdout: string; stderr: string }> {
  const environment = { ...process.env, L30_DATA: path };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', SCRIPT, ...options], { env: environment }, (error, stdout, stderr) => resolve({ status: error?.code ?? 0, stdout, stderr }));
  });
}

describe('npm run submissions', { concurrency: true }, () => {
  test('shows what is stored while the receiver runs', async () => {
    const { app, store, path } = await receiver();
    await app.request('/submissions', json(envelope()));
    const choices = [{ id: 'who', question: 'Who helped?', value: ['a', 'b'], words: ['Ann', 'Ben'] }, { id: 'note', question: 'More?', value: 'No\nthanks' }];
    await app.request('/submissions', json(envelope({ widget: 'reflection-form', answers: choices })));
    const [first, second] = await store.list();
    const { status, stdout, stderr } = await run(path);
    assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    assert.equal(
      stdout,
      [
        'stored                    site        widget           pack',
        `${first?.storedAt}  hollybrook  mood-check-in    weather`,
        '    How are you today?: Sunny',
        `${second?.storedAt}  hollybrook  reflection-form  weather`,
        '    Who helped?: Ann, Ben',
        '    More?: No',
        '      thanks',
        '',
      ].join('\n'),
    );
    assert.equal((await app.request('/submissions', json(envelope()))).status, 201);
  });

  test('prints the same as JSON, exactly, without a character that acts on a terminal', async () => {
    const { app, store, path } = await receiver();
    const text = '\u0000\u001b]0;owned\u0007 \u009b2J \u202e \ud83d \u2028 \u007f é 🙂';
    await app.request('/submissions', json(envelope({ answers: [{ id: 'a', question: text, value: [text] }] })));
    const { status, stdout } = await run(path, '--json');
    assert.equal(status, 0);
    assert.deepEqual(JSON.parse(stdout), await store.list());
    assert.doesNotMatch(stdout.replaceAll('\n', ''), /[\p{Cc}\u2028-\u202e]/u);
  });

  test('says so, and is content, when there is no database yet', async () => {
    const path = tempFile();
    assert.deepEqual(await run(path), {
      status: 0,
      stdout: `There is no database at ${path} yet. It appears when the receiver starts for the first time.\n`,
      stderr: '',
    });
    assert.deepEqual(JSON.parse((await run(path, '--json')).stdout), []);
    assert.equal(existsSync(path), false);
  });

  test('says so when nothing has been sent yet', async () => {
    const path = tempFile();
    await (await openSqliteStore({ path })).close();
    assert.deepEqual(await run(path), { status: 0, stdout: 'Nothing has been sent yet.\n', stderr: '' });
  });

  test('only ever reads, even where there is something to set up', async () => {
    const path = tempFile();
    writeFileSync(path, '');
    const { status, stderr } = await run(path);
    assert.equal(status, 1);
    assert.match(stderr, /^\S+ has to be brought up to date first\. Start the receiver once\.\n$/);
    assert.equal(statSync(path).size, 0);
  });

  test('ends with 1 and one sentence for a damaged database or an option it does not know', async () => {
    const path = tempFile();
    writeFileSync(path, 'no database '.repeat(500));
    const damaged = await run(path);
    assert.equal(damaged.status, 1);
    assert.match(damaged.stderr, /^\S+ is damaged or is not a database\. [^\n]*\n$/);
    const unknown = await run(path, '--csv');
    assert.equal(unknown.status, 1);
    assert.match(unknown.stderr, /--csv/);
  });
});

test('shows controls in the table instead of sending them to the terminal', () => {
  const nasty = '\u001b[2J\r\u0007\u009b31m\u202etxt\u2066\u2029\ud800';
  const row = { tenant: 's', id: 'i', sha256: 'h', storedAt: 't' };
  const text = table([{ ...row, envelope: envelope({ site: nasty, pack: nasty, lang: nasty, answers: [{ id: nasty, question: nasty, value: nasty, words: nasty }] }) }]);
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u);
  assert.ok(text.includes('\\u001b[2J\\u000d\\u0007\\u009b31m\\u202etxt\\u2066\\u2029\\ud800'));
});

test('shows the words beside a choice, and the choice itself where there are none', () => {
  const row = { tenant: 's', id: 'i', sha256: 'h', storedAt: 't' };
  const answers = [{ value: 'a', words: 'A' }, { value: ['a', 'b'] }, { value: 'c', words: '' }, { value: ['d'], words: [] }];
  const text = table([{ ...row, envelope: envelope({ answers: answers.map((answer) => ({ id: 'x', question: 'Q', ...answer })) }) }]);
  assert.deepEqual(text.split('\n').slice(2), ['    Q: A', '    Q: a, b', '    Q: c', '    Q: d']);
});

test('lets no answer pose as a row', () => {
  const row = { tenant: 's', id: 'i', sha256: 'h', storedAt: 't' };
  const text = table([{ ...row, envelope: envelope({ answers: [{ id: 'x', question: 'Q', value: 'a\n2026-11-23  forged\n' }] }) }]);
  assert.ok(text.split('\n').slice(2).every((line) => line.startsWith('    ')));
});
