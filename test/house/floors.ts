import { posix } from 'node:path';
import ts from 'typescript';

/** A file of src; its path is relative to src and has forward slashes. */
export interface House {
  path: string;
  text: string;
}

export interface Breach {
  file: string;
  line: number;
  specifier: string;
  reason: string;
}

/** ARCHITECTURE's floors. The files directly in src are front doors and stand on the roof, beside the pages. */
const FLOORS: Readonly<Record<string, number>> = {
  contract: 0,
  locales: 0,
  packs: 0,
  symbols: 0,
  dialects: 1,
  delivery: 2,
  site: 3,
  element: 4,
  widgets: 5,
  pages: 6,
  '': 6,
};

/** Programs of their own, next door: what each may import. Nothing imports them, but for the door below. */
const NEXT_DOOR: Readonly<Record<string, readonly string[]>> = {
  receiver: ['contract'],
  keys: ['contract', 'delivery'],
};

/** A page that makes a school's keys does it with the same code as the program. That such a page runs without Node, its build shows. */
const DOORS: Readonly<Record<string, string>> = { pages: 'keys' };

/** Rooms whose files do not know each other. Only their index.ts does: it is the one list. */
const ROOMS_OF_STRANGERS = ['dialects', 'widgets'];

/** Every import that goes up, sideways, out of src, or through a wall to next door. */
export function findBreaches(files: readonly House[]): Breach[] {
  return files.flatMap(({ path, text }) =>
    importsOf(text).flatMap(({ specifier, line }) => {
      const reason = judge(path, specifier);
      return reason ? [{ file: path, line, specifier, reason }] : [];
    }),
  );
}

function judge(from: string, specifier: string): string | undefined {
  if (!/^\.{0,2}\//.test(specifier)) return undefined;
  const to = posix.join(specifier.startsWith('/') ? '..' : posix.dirname(from), specifier).replace(/^\.\.\/src\//, '');
  if (to.startsWith('../')) return 'leaves src';

  const [fromRoom, toRoom] = [roomOf(from), roomOf(to)];
  if (fromRoom === toRoom) {
    return ROOMS_OF_STRANGERS.includes(fromRoom) && !knows(from, to) ? `goes sideways within ${fromRoom}` : undefined;
  }
  if (toRoom in NEXT_DOOR) return DOORS[fromRoom] === toRoom ? undefined : `enters the ${toRoom}, next door`;
  const allowed = NEXT_DOOR[fromRoom];
  if (allowed)
    return allowed.includes(toRoom)
      ? undefined
      : `leaves the ${fromRoom} for a room other than ${allowed.join(' and ')}`;

  const [fromFloor, toFloor] = [FLOORS[fromRoom], FLOORS[toRoom]];
  if (fromFloor === undefined || toFloor === undefined) {
    return `touches ${fromFloor === undefined ? fromRoom : toRoom}, a room that has no floor yet`;
  }
  if (toFloor > fromFloor) return `goes up from ${fromRoom} to ${toRoom || 'a front door'}`;
  if (toFloor === 0 && fromFloor === 0 && toRoom !== 'contract') return `goes sideways from ${fromRoom} to ${toRoom}`;
  return undefined;
}

function roomOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

/** The list knows everyone; anyone else knows only neighbours that carry the same name, as x.ts knows x-part.ts. */
function knows(from: string, to: string): boolean {
  return posix.basename(from) === 'index.ts' || to.startsWith(`${from.slice(0, -'.ts'.length)}-`);
}

function importsOf(text: string): { specifier: string; line: number }[] {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest);
  const found: { specifier: string; line: number }[] = [];
  const add = (node: ts.Node | undefined): void => {
    if (!node) return;
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    for (const specifier of textsOf(node)) found.push({ specifier, line });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isImportTypeNode(node)) add(node.argument);
    else if (ts.isCallExpression(node) && importsSomething(node.expression)) add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** `import(…)`, and Vite's `import.meta.glob(…)`. */
function importsSomething(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isPropertyAccessExpression(callee) && callee.name.text === 'glob' && ts.isMetaProperty(callee.expression))
  );
}

/** What an import may say, as far as it is written down: of a computed address the beginning, which names the room. */
function textsOf(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isLiteralTypeNode(node)) return textsOf(node.literal);
  if (ts.isTemplateExpression(node)) return [node.head.text];
  if (ts.isBinaryExpression(node)) return textsOf(node.left);
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(textsOf);
  return [];
}
