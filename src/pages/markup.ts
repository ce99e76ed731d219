/** Text that is HTML already. Everything else is escaped on its way into a page. */
export class Markup {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter]!);

function show(value: unknown): string {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(show).join('');
  return value === undefined || value === false ? '' : escape(String(value));
}

/** HTML from a template. Values are escaped, also inside quoted attributes; a list is joined, nothing is left out for `undefined` and `false`. */
export function html(parts: TemplateStringsArray, ...values: unknown[]): Markup {
  return new Markup(parts.map((part, index) => part + (index < values.length ? show(values[index]) : '')).join(''));
}

/** Attributes with a space before each. One that is `undefined` is left out; an empty text stays, as a boolean attribute. */
export function attributes(values: Readonly<Record<string, string | undefined>>): Markup[] {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [html` ${name}="${value}"`]));
}

/** A text with `{name}` places, some of them filled with HTML. */
export function rich(text: string, values: Readonly<Record<string, string | Markup>>): Markup[] {
  return text.split(/\{(\w+)\}/).map((part, index) => html`${index % 2 ? (values[part] ?? `{${part}}`) : part}`);
}
