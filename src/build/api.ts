/**
 * What others lean on, one fact a line: entries, exported names and their types, and all that the manifest says of each
 * element. `npm run api` writes it to `src/build/api.txt`, and says which number of the version the change raises.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Package } from 'custom-elements-manifest';
import ts from 'typescript';
import { elementsOf, type Element } from './manifest.ts';

export const REPORT = 'src/build/api.txt';

export type Change = 'major' | 'minor' | 'patch';

const read = (file: string): string => readFileSync(file, 'utf8');

function elementFacts({ tagName, name, ...rest }: Element): string[] {
  const {
    attributes = [],
    members = [],
    events = [],
    slots = [],
    cssParts = [],
    cssProperties = [],
    cssStates = [],
  } = rest;
  const line = (kind: string, what: string, value?: string): string =>
    `${tagName!} ${kind} ${what}${value ? `: ${value}` : ''}`;
  return [
    line('class', name),
    ...attributes.map((each) =>
      line('attribute', each.name, `${each.type?.text ?? 'string'} = ${each.default ?? "''"}`),
    ),
    ...members.map((each) => line(each.kind, each.name, each.kind === 'field' ? each.type?.text : undefined)),
    ...events.map((each) => line('event', each.name, each.type.text)),
    ...slots.map((each) => line('slot', each.name || '(default)')),
    ...cssParts.map((each) => line('part', each.name)),
    ...cssProperties.map((each) => line('property', each.name, each.default)),
    ...cssStates.map((each) => line('state', each.name)),
  ];
}

/** Names that `.` exports. What a class has of Lit is Lit's, and what an element has stands in the manifest. */
function typeFacts(entry: string): string[] {
  const program = ts.createProgram([entry], {
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    strict: true,
    skipLibCheck: true,
  });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(entry)!;
  const show = (type: ts.Type, flags = ts.TypeFormatFlags.NoTruncation): string =>
    checker
      .typeToString(type, undefined, flags | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope)
      .replaceAll(/\s+/g, ' ');
  const ofOurs = (property: ts.Symbol): boolean =>
    !!property.declarations?.some((each) => each.getSourceFile().fileName.includes('dist/npm/'));

  return checker.getExportsOfModule(checker.getSymbolAtLocation(file)!).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const name = exported.getName();
    if (symbol.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.Class)) {
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      const isElement = type.getProperty('updateComplete') !== undefined;
      const properties = isElement ? [] : checker.getPropertiesOfType(type).filter(ofOurs);
      return [
        `${symbol.flags & ts.SymbolFlags.Class ? 'class' : 'interface'} ${name}`,
        ...properties.map((property) => {
          const optional = property.flags & ts.SymbolFlags.Optional ? '?' : '';
          return `${name}.${property.getName()}${optional}: ${show(checker.getTypeOfSymbol(property))}`;
        }),
      ];
    }
    if (symbol.flags & ts.SymbolFlags.TypeAlias) {
      const type = checker.getDeclaredTypeOfSymbol(symbol);
      return [`type ${name}: ${show(type, ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.InTypeAlias)}`];
    }
    return [`value ${name}: ${show(checker.getTypeOfSymbol(symbol))}`];
  });
}

/** The whole of it, from the built package. */
export function report(): string {
  const { exports } = JSON.parse(read('package.json')) as { exports: Record<string, unknown> };
  const manifest = JSON.parse(read('dist/npm/custom-elements.json')) as Package;
  const entries = Object.entries(exports).flatMap(([name, target]) => (target ? [`entry ${name}`] : []));
  const facts = [...entries, ...typeFacts('dist/npm/index.d.ts'), ...elementsOf(manifest).flatMap(elementFacts)];
  return `${[...new Set(facts)].sort().join('\n')}\n`;
}

export interface Difference {
  change: Change;
  gone: string[];
  come: string[];
}

/** Whoever leans on a fact that is gone, or is another, has to do something; what has come hurts nobody. */
export function difference(before: string, after: string): Difference {
  const [old, now] = [before, after].map((text) => text.split('\n').filter(Boolean)) as [string[], string[]];
  const gone = old.filter((fact) => !now.includes(fact));
  const come = now.filter((fact) => !old.includes(fact));
  return { change: gone.length ? 'major' : come.length ? 'minor' : 'patch', gone, come };
}

export const inWords = ({ change, gone, come }: Difference): string =>
  [`The public API: a ${change} change.`, ...gone.map((fact) => `- ${fact}`), ...come.map((fact) => `+ ${fact}`)].join(
    '\n',
  );

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const now = report();
  process.stdout.write(`${inWords(difference(existsSync(REPORT) ? read(REPORT) : '', now))}\n`);
  writeFileSync(REPORT, now);
}
