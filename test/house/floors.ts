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

/** ARCHITECTURE's floors. The files directly in src are front doors and stand on the roof, beside the pages, but for those of `GROUND`. */
const FLOORS: Readonly<Record<string, number>> = {
  contract: 0,
  locales: 0,
  packs: 0,
  symbols: 0,
  dialects: 1,
  delivery: 2,
  settings: 3,
  page: 3,
  element: 4,
  widgets: 5,
  diagnose: 5,
  pages: 6,
  '': 6,
};

/** How everything is fetched that comes later; anybody may use it. */
const GROUND = 'leaf.ts';

/** What the running `l30.js` lends: for leaves alone, from wherever they stand. */
const CORE = 'core.ts';

const FRONT_DOOR = 'l30.ts';

/** Programs of their own, next door: what each may import. Nothing imports them, but for the door below. */
const NEXT_DOOR: Readonly<Record<string, readonly string[]>> = {
  receiver: ['contract'],
  keys: ['contract', 'delivery'],
  build: ['dialects', 'packs'],
};

/** A page that makes a school's keys does it with the same code as the program. That such a page runs without Node, its build shows. */
const DOORS: Readonly<Record<string, string>> = { pages: 'keys' };

/** Rooms whose files, or folders, do not know each other: each has its lists, and what all of them share. */
const STRANGERS: Readonly<Record<string, readonly string[]>> = {
  dialects: ['index.ts', 'shelf.ts'],
  widgets: ['index.ts'],
};
const SHARED = 'shared';

interface Import {
  specifier: string;
  line: number;
  /** Of types alone, which no built file holds. */
  isType: boolean;
  /** Fetched when it is used. */
  isLater: boolean;
}

/** Every import that goes up, sideways, out of src, or through a wall to next door. */
export function findBreaches(files: readonly House[]): Breach[] {
  return files.flatMap(({ path, text }) =>
    importsOf(text).flatMap(({ specifier, line }) => {
      const reason = judge(path, specifier);
      return reason ? [{ file: path, line, specifier, reason }] : [];
    }),
  );
}

/** Where an import leads, as a path in src; nothing for a package. */
function targetOf(from: string, specifier: string): string | undefined {
  if (!/^\.{0,2}\//.test(specifier)) return undefined;
  const base = specifier.startsWith('/') ? '..' : posix.dirname(from);
  return posix.join(base, specifier).replace(/^\.\.\/src\//, '');
}

function judge(from: string, specifier: string): string | undefined {
  const to = targetOf(from, specifier);
  if (to === undefined || to === GROUND) return undefined;
  if (to.startsWith('../')) return 'leaves src';

  const [fromRoom, toRoom] = [roomOf(from), roomOf(to)];
  // Whether it is a leaf that does so, `findEvaluatedTwice` sees.
  if (to === CORE && (FLOORS[fromRoom] ?? 0) > 0) return undefined;
  if (fromRoom === toRoom) return isStranger(fromRoom, from, to) ? `goes sideways within ${fromRoom}` : undefined;
  if (toRoom in NEXT_DOOR) return DOORS[fromRoom] === toRoom ? undefined : `enters the ${toRoom}, next door`;
  const allowed = NEXT_DOOR[fromRoom];
  if (allowed) {
    return allowed.includes(toRoom)
      ? undefined
      : `leaves the ${fromRoom} for a room other than ${allowed.join(' and ')}`;
  }

  const [fromFloor, toFloor] = [from === GROUND ? 0 : FLOORS[fromRoom], FLOORS[toRoom]];
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

/** The second step of a path: a widget's folder, or a dialect's file. */
const ownerOf = (path: string): string => path.split('/')[1]!;

/** The lists know everyone; anyone else knows only what is its own, and what is shared. */
function isStranger(room: string, from: string, to: string): boolean {
  const lists = STRANGERS[room];
  return !!lists && !lists.includes(ownerOf(from)) && ownerOf(to) !== SHARED && ownerOf(from) !== ownerOf(to);
}

type Graph = ReadonlyMap<string, readonly string[]>;

/** Which files of src each imports, as far as `counts` says. */
function graphOf(files: readonly House[], counts: (each: Import) => boolean): Graph {
  const paths = new Set(files.map(({ path }) => path));
  return new Map(
    files.map(({ path, text }) => [
      path,
      importsOf(text)
        .filter(counts)
        .flatMap(({ specifier }) => targetOf(path, specifier) ?? [])
        .filter((to) => paths.has(to)),
    ]),
  );
}

/** Files that import each other in a circle, types included: each circle once, as a path that ends where it begins. A leaf that is fetched later is no part of one. */
export function findCircles(files: readonly House[]): string[] {
  const graph = graphOf(files, ({ isLater }) => !isLater);
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    const at = way.indexOf(path);
    if (at >= 0) return void circles.push([...way.slice(at), path].join(' > '));
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return circles;
}

/** The leaves that a source asks for, by their names, and where each lies. */
export const leavesIn = (text: string): { name: string; specifier: string | undefined }[] =>
  [...text.matchAll(/new Leaf\('([\w/-]+)', \(\) => import\('([^']+)'\)/g)].map(([, name = '', specifier]) => ({
    name,
    specifier,
  }));

/** What is reached from a file without going through `core.ts`. */
function reach(graph: Graph, from: string): Set<string> {
  const found = new Set<string>();
  const walk = (path: string): void => {
    if (found.has(path) || path === CORE || path === GROUND) return;
    found.add(path);
    for (const next of graph.get(path) ?? []) walk(next);
  };
  walk(from);
  return found;
}

/** Files that would be evaluated a second time, because a leaf imports past `core.ts` what `l30.js` carries. Floor 0 has no state. */
export function findEvaluatedTwice(files: readonly House[]): string[] {
  const graph = graphOf(files, ({ isType, isLater }) => !isType && !isLater);
  const carried = new Set([...(graph.get(FRONT_DOOR) ?? []), CORE].flatMap((path) => [...reachAll(graph, path)]));
  return files
    .flatMap(({ text }) => leavesIn(text))
    .flatMap(({ name }) =>
      [...reach(graph, `${name}.ts`)]
        .filter((path) => carried.has(path) && FLOORS[roomOf(path)] !== 0)
        .map((path) => `${name} evaluates ${path} again`),
    );
}

/** What is reached from a file, through `core.ts` as well. */
function reachAll(graph: Graph, from: string, found = new Set<string>()): Set<string> {
  if (found.has(from)) return found;
  found.add(from);
  for (const next of graph.get(from) ?? []) reachAll(graph, next, found);
  return found;
}

/** Files that import `core.ts` although `l30.js` carries them: it would import itself. */
export function findCoreInside(files: readonly House[]): string[] {
  const graph = graphOf(files, ({ isType, isLater }) => !isType && !isLater);
  return [...reachAll(graph, CORE)].filter((path) => graph.get(path)?.includes(CORE));
}

function importsOf(text: string): Import[] {
  const file = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest);
  const found: Import[] = [];
  const add = (node: ts.Node | undefined, kind: Partial<Pick<Import, 'isType' | 'isLater'>> = {}): void => {
    if (!node) return;
    const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
    for (const specifier of textsOf(node)) found.push({ specifier, line, isType: false, isLater: false, ...kind });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, { isType: isTypeOnly(node.importClause) });
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, { isType: node.isTypeOnly });
    else if (ts.isImportTypeNode(node)) add(node.argument, { isType: true, isLater: true });
    else if (ts.isCallExpression(node) && importsSomething(node.expression)) add(node.arguments[0], { isLater: true });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Whether nothing but types is imported. */
function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause || clause.name) return false;
  if (clause.isTypeOnly) return true;
  const { namedBindings: names } = clause;
  return !!names && ts.isNamedImports(names) && names.elements.every(({ isTypeOnly: alone }) => alone);
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
