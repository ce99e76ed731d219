import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { en } from '../../src/locales/en/core.ts';
import { isFixed } from '../../src/locales/fixed.ts';
import { PHASES } from '../../src/packs/index.ts';
import { TEXTS } from '../../src/element/own-words.ts';
import { TURNS } from '../../src/widgets/question-card/screens.ts';
import { projectFiles } from '../house/files.ts';

const root = join(import.meta.dirname, '../..');

/** The ways to compute a key: a step's name by its phase, a turn's words by whose it is, and the sentence beside a step. */
const COMPUTED: Readonly<Record<string, string[]>> = {
  '`step-${prompt.phase}`': PHASES.map((phase) => `step-${phase}`),
  "'turn-pass'": ['turn-pass'],
  'this.#aside': ['talkLocal', 'skipOk'],
  '`turn-${turn}`': TURNS.map((turn) => `turn-${turn}`),
};

/** Every text that some file of src outside the locales reads, as the compiler understands it. */
function keysInUse(): Set<string> {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => ts.sys.readFile(file));
  // The receiver next door has no words of ours.
  const { fileNames, options } = ts.parseJsonConfigFileContent(
    { ...config, include: ['src'], exclude: ['src/receiver'] },
    ts.sys,
    root,
  );
  const program = ts.createProgram(fileNames, { ...options, types: [] });
  const checker = program.getTypeChecker();
  const isStrings = (node: ts.Node): boolean =>
    checker.getTypeAtLocation(node).getProperty('helpStripNeutral') !== undefined;

  const used = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && isStrings(node.expression)) used.add(node.name.text);
    if (ts.isElementAccessExpression(node) && isStrings(node.expression)) {
      const keys = COMPUTED[node.argumentExpression.getText()];
      assert.ok(keys, `${node.getText()} is a way to compute a key that is not known here`);
      for (const key of keys) used.add(key);
    }
    if (ts.isObjectBindingPattern(node) && isStrings(node)) {
      for (const { propertyName, name } of node.elements) used.add((propertyName ?? name).getText());
    }
    ts.forEachChild(node, visit);
  };
  const ours = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(join(root, 'src/')) && !fileName.includes('/src/locales/'));
  for (const file of ours) visit(file);
  return used;
}

describe('keys of the locales', () => {
  const used = keysInUse();
  const folder = join(root, 'src/locales/en');
  /** The texts that come with a leaf, or with a page of their own. */
  const files = readdirSync(folder);
  const parts = files
    .filter((file) => file.endsWith('.ts') && !files.includes(file.replace('.ts', '.json')))
    .map((file) => file.replace('.ts', ''))
    .filter((part) => part !== 'core');

  it('every text is used somewhere, so that nobody translates one in vain', () => {
    assert.deepEqual(
      Object.keys(en).filter((key) => !used.has(key)),
      [],
    );
  });

  for (const part of parts) {
    it(`every text of ${part} is used by the part of a widget that brings it along`, async () => {
      const { words } = (await import(join(folder, `${part}.ts`))) as { words: Record<string, string> };
      const readers = projectFiles('src')
        .filter(({ text }) => text.includes(`/locales/en/${part}.ts'`))
        .map(({ text }) => text)
        .join('\n');
      assert.deepEqual(
        Object.keys(words).filter((key) => !new RegExp(`(?:words|wordsOf\\([^)]*\\))\\.${key}\\b`).test(readers)),
        [],
      );
    });
  }

  it('a school can put its own in place of every text of a part, under the name of its file', () => {
    // The panel "Is it working?" is for whoever looks after the page.
    const theirs = parts.filter((part) => !part.startsWith('check') && part !== 'diagnose');
    assert.deepEqual(
      theirs.filter((part) => ![...TEXTS.keys()].some((key) => key.startsWith(`${part}.`))),
      [],
    );
    const readers = projectFiles('src/widgets', 'src/element')
      .map(({ text }) => text)
      .join('\n');
    const canChange = theirs.filter((part) =>
      [...TEXTS.keys()].some((key) => key.startsWith(`${part}.`) && !isFixed(key)),
    );
    assert.deepEqual(
      canChange.filter((part) => !readers.includes(`wordsOf('${part}', `)),
      [],
    );
  });

  it('no two texts of English are the same, because a school puts its own in place of what ours say', () => {
    assert.equal(new Set(Object.values(en)).size, Object.keys(en).length);
  });

  it('the search for them finds each way of reading a text', () => {
    for (const key of ['helpStrip', 'scribed', 'reviewTitle', 'contentMissing', 'step-impact'])
      assert.ok(used.has(key), key);
    assert.ok(!used.has('dir'));
  });

  it('every phase has its name, and there is no name without a phase', () => {
    const named = Object.keys(en).filter((key) => key.startsWith('step-'));
    assert.deepEqual(
      named,
      PHASES.map((phase) => `step-${phase}`),
    );
  });
});
