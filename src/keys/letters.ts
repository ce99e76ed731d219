import { isSealed } from '../contract/sealed.ts';

/** One entry of an export: a letter, and what the receiver noted beside it. */
export interface Entry {
  storedAt?: string;
  /** The letter as it was sent: an envelope, a sealed one, or whatever else stood there. */
  letter: unknown;
}

/** A letter of an export, once, and what there is to say about it before it is opened. */
export interface Letter extends Entry {
  id: string;
  site: string;
  /** Another letter of this id came before it, with other bytes. Only one of them can be genuine. */
  refused: boolean;
  /** Other letters with the same ciphertext or content key: a copy, which somebody gave an id of its own. */
  sameSealedAs: string[];
}

/**
 * The text of a file, whatever wrote it: Windows PowerShell 5 saves the output of a program as UTF-16,
 * and npm prints the name of what it runs before the output.
 */
export function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
  return text.replace(/^(?:\s*\r?\n|> [^\n]*\n)+/, '');
}

const parse = (text: string): unknown[] => [JSON.parse(text)].flat(1);

/**
 * Entries of an export: a JSON array, or one JSON value per line; each the object that
 * `npm run submissions -- --json` prints, or a letter alone. Lines that are no JSON are named by number.
 */
export function readEntries(text: string): { entries: Entry[]; badLines: number[] } {
  const badLines: number[] = [];
  let values: unknown[];
  try {
    values = text.trim() === '' ? [] : parse(text);
  } catch {
    values = text.split('\n').flatMap((line, index) => {
      try {
        return line.trim() === '' ? [] : parse(line);
      } catch {
        badLines.push(index + 1);
        return [];
      }
    });
  }
  const entries = values.map((value): Entry => {
    const { envelope, storedAt } = Object(value) as { envelope?: unknown; storedAt?: unknown };
    return { letter: envelope ?? value, ...(typeof storedAt === 'string' && { storedAt }) };
  });
  return { entries, badLines };
}

const textIn = (value: unknown, name: string): string => {
  const found = (Object(value) as Record<string, unknown>)[name];
  return typeof found === 'string' ? found : '';
};

/**
 * Every letter once, in the order of the export. A repeat of the same bytes under the same id is left
 * out, as it is in a receiver; other bytes under a known id are refused; letters that share what was
 * sealed under different ids know of each other.
 */
export function sortOut(entries: readonly Entry[]): Letter[] {
  const bytesById = new Map<string, string>();
  const idsBySealed = new Map<string, Set<string>>();
  const letters: Letter[] = [];
  for (const entry of entries) {
    const [id, site] = [textIn(entry.letter, 'id'), textIn(entry.letter, 'site')];
    const [key, bytes] = [JSON.stringify([site, id]), JSON.stringify(entry.letter)];
    const known = bytesById.get(key);
    if (known === bytes && id !== '') continue;
    if (known === undefined) bytesById.set(key, bytes);
    letters.push({ ...entry, id, site, refused: known !== undefined && id !== '', sameSealedAs: [] });
    for (const part of sealedParts(entry.letter)) idsBySealed.set(part, (idsBySealed.get(part) ?? new Set()).add(id));
  }
  return letters.map((letter) => {
    const ids = sealedParts(letter.letter).flatMap((part) => [...(idsBySealed.get(part) ?? [])]);
    return { ...letter, sameSealedAs: [...new Set(ids)].filter((id) => id !== letter.id) };
  });
}

/** What two letters that were sealed apart never share. */
const sealedParts = (letter: unknown): string[] =>
  isSealed(letter) ? [textIn(letter, 'commitment'), textIn(letter, 'text')].filter(Boolean) : [];
