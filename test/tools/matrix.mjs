/**
 * `npm run matrix`: the fault matrix with the tests that prove each case, read from the tests
 * themselves: a title that holds "[case 12]" proves case 12. A case without a test needs a line in
 * test/matrix/untested.json that says why; a case with neither, or with both, fails.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');
const readJson = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'));

/** Texts in the code of a test file, not its comments. */
function textsIn(path) {
  const file = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest);
  const texts = [];
  const visit = (node) => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text);
    else if (ts.isTemplateExpression(node))
      texts.push([node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…'));
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return texts;
}

/** Every file that holds tests. */
export const testFiles = () =>
  readdirSync(join(root, 'test'), { recursive: true })
    .map((file) => `test/${file}`)
    .filter((file) => /\.(test|services)\.ts$/.test(file) || file.startsWith('test/suites/'));

/** Which tests prove which case: case number to `{ file, title }`. */
export function provenCases() {
  const files = testFiles();
  const proven = new Map();
  for (const file of files) {
    for (const text of textsIn(file)) {
      for (const [, number] of text.matchAll(/\[case (\d+)\]/g)) {
        const title = text.replace(/ ?\[case \d+\]/g, '').trim();
        proven.set(number, [...(proven.get(number) ?? []), { file, title }]);
      }
    }
  }
  return proven;
}

/** The whole table, and what is wrong with it. */
export function matrix() {
  const rooms = readJson('test/matrix/cases.json');
  const untested = readJson('test/matrix/untested.json');
  const proven = provenCases();
  const known = Object.values(rooms).flatMap(Object.keys);
  const complaints = [
    ...known
      .filter((number) => !proven.has(number) && !untested[number])
      .map((number) => `Case ${number} has no test, and no line that says why.`),
    ...known
      .filter((number) => proven.has(number) && untested[number])
      .map((number) => `Case ${number} has a test, and a line that says it has none.`),
    ...[...proven.keys(), ...Object.keys(untested)]
      .filter((number) => !known.includes(number))
      .map((number) => `There is no case ${number}.`),
  ];
  return { rooms, untested, proven, complaints };
}

function print({ rooms, untested, proven, complaints }) {
  for (const [room, cases] of Object.entries(rooms)) {
    console.log(`\n${room}`);
    for (const [number, what] of Object.entries(cases)) {
      console.log(`${number.padStart(4)}  ${what}`);
      for (const { file, title } of proven.get(number) ?? []) console.log(`        ${file}: ${title}`);
      if (untested[number]) console.log(`        not tested: ${untested[number]}`);
    }
  }
  const tested = Object.values(rooms)
    .flatMap(Object.keys)
    .filter((number) => proven.has(number)).length;
  console.log(`\n${tested} cases with tests, ${Object.keys(untested).length} with a reason for having none.`);
  for (const complaint of complaints) console.error(complaint);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const table = matrix();
  print(table);
  if (table.complaints.length > 0) process.exitCode = 1;
}
