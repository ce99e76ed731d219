/**
 * Reads JSON as a person's editor shows it: with the line and column of everything in it. Browsers word
 * their own errors each in another way, and some do not say where.
 */

/** A place in a file, both counted from 1. */
export interface Spot {
  line: number;
  column: number;
}

export type Path = readonly (string | number)[];

/** What was read and where each part of it stands; or what cannot be read, and where. */
export type Read = { value: unknown; spotOf: (path: Path) => Spot } | { says: string; spot: Spot };

/** A value with the place where it begins: of a property, the place of its key. */
interface Node {
  at: number;
  value: unknown;
  parts: Map<string | number, Node>;
}

/** Nobody writes deeper than this by hand, and deeper still could overflow a stack. */
const DEEPEST = 20;

class Fault extends Error {
  constructor(
    readonly at: number,
    readonly says: string,
  ) {
    super(says);
  }
}

class Reader {
  #at = 0;

  constructor(private readonly text: string) {}

  whole(): Node {
    const node = this.#value(0);
    if (this.#peek() !== '') throw new Fault(this.#at, 'nothing may follow the end of the pack');
    return node;
  }

  /** The next sign that is no white space; empty at the end. */
  #peek(): string {
    while (' \t\r\n'.includes(this.text[this.#at] ?? 'end')) this.#at++;
    return this.text[this.#at] ?? '';
  }

  #value(depth: number): Node {
    const sign = this.#peek();
    const node: Node = { at: this.#at, value: undefined, parts: new Map() };
    if (depth > DEEPEST) throw new Fault(this.#at, `nothing may lie deeper than ${DEEPEST} brackets`);
    if (sign === '{') this.#object(node, depth);
    else if (sign === '[') this.#list(node, depth);
    else if (sign === '"') node.value = this.#string();
    else node.value = this.#bare();
    return node;
  }

  #object(node: Node, depth: number): void {
    const entries: [string, unknown][] = [];
    this.#each('}', () => {
      const sign = this.#peek();
      const at = this.#at;
      if (sign !== '"') throw new Fault(at, `a name in straight quotes is missing${this.#found()}`);
      const key = this.#string();
      if (node.parts.has(key)) throw new Fault(at, `"${key}" stands there twice`);
      if (this.#peek() !== ':') throw new Fault(this.#at, `a colon is missing after "${key}"${this.#found()}`);
      this.#at++;
      const part = this.#value(depth + 1);
      node.parts.set(key, { ...part, at });
      entries.push([key, part.value]);
    });
    // Unlike an assignment, this makes a plain property of "__proto__".
    node.value = Object.fromEntries(entries);
  }

  #list(node: Node, depth: number): void {
    const values: unknown[] = [];
    this.#each(']', () => {
      const part = this.#value(depth + 1);
      node.parts.set(values.length, part);
      values.push(part.value);
    });
    node.value = values;
  }

  /** What stands between two brackets, with commas between. */
  #each(end: string, read: () => void): void {
    this.#at++;
    if (this.#peek() === end) return void this.#at++;
    for (;;) {
      read();
      const sign = this.#peek();
      if (sign !== ',' && sign !== end) throw new Fault(this.#at, `a comma or ${end} is missing${this.#found()}`);
      const comma = this.#at++;
      if (sign === end) return;
      if (this.#peek() === end) throw new Fault(comma, `the comma before ${end} is one too many`);
    }
  }

  #string(): string {
    const start = this.#at;
    for (this.#at++; this.text[this.#at] !== '"'; this.#at++) {
      const sign = this.text[this.#at] ?? '\n';
      if (sign < ' ') throw new Fault(start, 'the quotes that begin here do not end in the same line');
      if (sign === '\\') this.#at++;
    }
    this.#at++;
    try {
      return JSON.parse(this.text.slice(start, this.#at)) as string;
    } catch {
      throw new Fault(start, 'a \\ in these quotes is followed by a sign that cannot stand there');
    }
  }

  /** A number, true, false or null. */
  #bare(): unknown {
    const signs = /[-+.\w]*/y;
    signs.lastIndex = this.#at;
    const [word = ''] = signs.exec(this.text) ?? [];
    try {
      const value: unknown = JSON.parse(word);
      this.#at += word.length;
      return value;
    } catch {
      throw new Fault(this.#at, `a value is missing${this.#found()}`);
    }
  }

  #found(): string {
    const sign = String.fromCodePoint(this.text.codePointAt(this.#at) ?? 0);
    if (this.#at >= this.text.length) return ', and the file ends here';
    if ('\u201c\u201d\u201e\u2018\u2019'.includes(sign))
      return `: ${sign} is a curly quote; JSON takes only straight ones`;
    return `: here stands ${sign}`;
  }
}

function spotAt(text: string, at: number): Spot {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

export function readJson(text: string): Read {
  try {
    const root = new Reader(text).whole();
    const spotOf = (path: Path): Spot => {
      let node = root;
      for (const name of path) {
        const part = node.parts.get(name);
        if (!part) break;
        node = part;
      }
      return spotAt(text, node.at);
    };
    return { value: root.value, spotOf };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { says: error.says, spot: spotAt(text, error.at) };
  }
}
