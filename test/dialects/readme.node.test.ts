import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { DIALECT_NAMES, dialects } from '../../src/dialects/index.ts';
import type { Dialect } from '../../src/dialects/shared/dialect.ts';
import { ANSWERS } from './answers.ts';
import { EXAMPLES } from './examples.ts';

const folder = join(import.meta.dirname, '../../src/dialects');
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

/** The rows of the README's tables, cell by cell, without the code marks. */
const tables = read('README.md')
  .split('\n\n')
  .filter((part) => part.startsWith('| dialect |'))
  .map((part) =>
    part
      .split('\n')
      .slice(2)
      .filter(Boolean)
      .map((line) =>
        line
          .replaceAll('`', '')
          .split('|')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ),
  );
const [facts = [], examples = []] = tables;
const yesOrNo = (is: boolean | undefined): string => (is ? 'yes' : 'no');

/** Whether people are told to look into their mail, by everything that counts as taken. */
function doubleOptIn(name: string): string {
  const taken = ANSWERS[name]!.flatMap(([, , , reply]) =>
    reply.kind === 'confirmed' || reply.kind === 'unconfirmed' ? [reply.checkEmail === true] : [],
  );
  if (taken.every(Boolean)) return 'always';
  return taken.some(Boolean) ? 'if it says so' : '—';
}

describe('the table of dialects', () => {
  it('has a row for each, in the order of the list', () => {
    assert.deepEqual(
      facts.map(([name]) => name),
      DIALECT_NAMES,
    );
    assert.deepEqual(
      examples.map(([name]) => name),
      DIALECT_NAMES,
    );
  });

  for (const [name = '', service, ...cells] of facts) {
    it(`says of ${name} what its file says`, () => {
      const { carries, confirms, seals, repeats, facts: evidence, needs = [] } = dialects[name]!;
      assert.ok(service);
      assert.deepEqual(cells, [
        carries,
        yesOrNo(confirms),
        yesOrNo(seals),
        repeats,
        doubleOptIn(name),
        evidence,
        needs.join(', ') || '—',
      ]);
    });
  }

  for (const [name = '', endpoint, fields = '', recognised] of examples) {
    it(`shows for ${name} what the tests use`, () => {
      const example = EXAMPLES[name]!;
      assert.equal(endpoint, example.endpoint);
      assert.deepEqual(fields === '—' ? undefined : JSON.parse(fields), example.fields);
      assert.equal(recognised, yesOrNo(example.recognised));
      for (const need of dialects[name]!.needs ?? []) assert.ok(example.fields?.[need], need);
    });
  }
});

describe('each file of a dialect', () => {
  const files = readdirSync(folder).filter(
    (file) => file.endsWith('.ts') && !['index.ts', 'names.ts', 'recognise.ts', 'shelf.ts'].includes(file),
  );

  it('is in the list', () => {
    assert.deepEqual(files.map((file) => file.replace('.ts', '')).sort(), [...DIALECT_NAMES].sort());
  });

  for (const file of files) {
    const name = file.replace('.ts', '');

    it(`${file} exports one dialect, which says the name of the file`, async () => {
      const exported = (await import(join(folder, file))) as { dialect: Dialect };
      assert.deepEqual(Object.keys(exported), ['dialect']);
      assert.equal(exported.dialect, dialects[name]);
      assert.equal(exported.dialect.name, name);
    });

    it(`${file} says what is special about it`, () => {
      const [, comment = ''] =
        /\/\*\*([^]*?)\*\/\nexport const /.exec(read(file).slice(read(file).lastIndexOf('/**'))) ?? [];
      const words = comment.replace(/\s*\n \* ?/g, ' ');
      for (const part of [`\`dialect="${name}"\``, 'Confirms: ', 'Sealed: ', 'Repeats: ', 'Double opt-in: ', 'Facts: '])
        assert.ok(words.includes(part), part);
    });
  }
});
