/**
 * `npm run mission`: what each sentence of the text that this project began with has become, written to
 * test/mission/README.md. The rows are in test/mission/rows.json: each names tests by their titles, where
 * "…" stands for what a test fills in, or places in the product by a file and what stands in it. A row with
 * neither, a title that no test has, and a place that is not there are complaints.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { testFiles } from './matrix.mjs';

const root = join(import.meta.dirname, '../..');
const LINT = 'test/packs/lint.ts';
export const TABLE = join(root, 'test/mission/README.md');

const textOf = (node) =>
  ts.isTemplateExpression(node)
    ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…')
    : node.text;

/** The titles of the tests in a file. The rules of the pack lint are titles too, for each pack. */
function titlesIn(path) {
  const file = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest);
  const titles = [];
  const visit = (node) => {
    if (ts.isCallExpression(node) && ['it', 'test'].includes(node.expression.text))
      titles.push(textOf(node.arguments[0]));
    if (path === LINT && ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name)) titles.push(node.name.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return titles;
}

/** Every title, with the file it stands in. */
function allTitles() {
  const found = new Map();
  for (const file of [...testFiles(), LINT])
    for (const title of titlesIn(file)) if (!found.has(title)) found.set(title, file);
  return found;
}

const isThere = ([file, words]) =>
  existsSync(join(root, file)) && readFileSync(join(root, file), 'utf8').includes(words);

/** The rows with the file of each test, and what is wrong with them. */
export function mission(rows = JSON.parse(readFileSync(join(root, 'test/mission/rows.json'), 'utf8'))) {
  const known = allTitles();
  const complaints = rows.flatMap(({ row, seed, does, tests, places }) => [
    ...(seed && does ? [] : [`Row ${row} does not say what it is about.`]),
    ...(tests.length + places.length ? [] : [`Row ${row} has no test and no place.`]),
    ...tests.filter((title) => !known.has(title)).map((title) => `Row ${row}: no test is called "${title}".`),
    ...places.filter((place) => !isThere(place)).map(([file, words]) => `Row ${row}: ${file} does not hold ${words}.`),
  ]);
  return {
    rows: rows.map((each) => ({ ...each, tests: each.tests.map((title) => ({ title, file: known.get(title) })) })),
    complaints,
  };
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** The table for people. */
export function tableOf({ rows }) {
  const lines = rows.map(({ row, seed, does, tests, places }) => {
    const held = [
      ...tests.map(({ title, file }) => `[${cell(title.replaceAll('[', '(').replaceAll(']', ')'))}](../../${file})`),
      ...places.map(([file, words]) => `\`${words.replace(/[:"]/g, '')}\` in [${file}](../../${file})`),
    ];
    return `| ${row} | ${cell(seed)} | ${cell(does)} | ${held.join('<br>')} |`;
  });
  return [
    '# What became of each sentence',
    '',
    'This project began with the public text of L30 Relational Systems on restorative practice. Each of its sentences, shortened, is a row: what it means for the widgets, and the test that proves it or the place where it stands. `npm run mission` writes this table from [rows.json](rows.json), and a test holds every title and place in it.',
    '',
    '| row | sentence | what it became | where it is held |',
    '|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const table = mission();
  writeFileSync(TABLE, tableOf(table));
  for (const complaint of table.complaints) console.error(complaint);
  if (table.complaints.length > 0) process.exitCode = 1;
}
