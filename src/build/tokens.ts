/** Colours and measures that a page may set, with the values they have where it does not, as a style sheet. */
import { hostStyles } from '../element/host-styles.ts';

interface Token {
  name: string;
  value: string;
  /** The value in the dark, where it has one of its own. */
  dark?: string;
}

/** Every `--l30-*` property that widgets read. */
function tokens(css: string = hostStyles.cssText): Token[] {
  const darks = new Map(
    [...css.matchAll(/(--_[\w-]+)-: light-dark\(([^,]+), ([^)]+)\)/g)].map(([, name, , dark]) => [name, dark]),
  );
  return [...css.matchAll(/(--l30-[\w-]+), (?:var\((--_[\w-]+)-, )?([^()]+?)\)/g)].map(([, name, own, value]) => {
    const dark = darks.get(own);
    return { name: name!, value: value!, ...(dark && { dark }) };
  });
}

/** A style sheet to begin with: it says what widgets do anyway, and any rule of the page outweighs it. */
export function tokenSheet(all: readonly Token[] = tokens()): string {
  const rule = (indent: string, lines: readonly string[]): string =>
    [':where(:root) {', ...lines.map((line) => `  ${line};`), '}'].map((line) => indent + line).join('\n');
  const colours = all.flatMap(({ name, value, dark }) => (dark ? [`${name}: light-dark(${value}, ${dark})`] : []));
  return `${rule(
    '',
    all.map(({ name, value }) => `${name}: ${value}`),
  )}
@supports (color: light-dark(red, red)) {
${rule('  ', colours)}
}
`;
}
