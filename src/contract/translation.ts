/**
 * What a translation is, and which of its texts may stand: of words and of packs, which do not know each other. Used
 * where leaves are built or stood in for: a page is given only texts that may, and shows English for the others.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Who has looked at a translation, the least first. A machine's draft is shown only where a school allows it. */
export const STATUSES = ['machine-draft', 'community', 'professional'] as const;
export type Status = (typeof STATUSES)[number];

/** A file with the texts of one language. */
export interface Translation {
  status: Status;
  /** The person who has read all of it, and the day; null for a draft. */
  reviewedBy: string | null;
  reviewedOn: string | null;
  strings: Record<string, string>;
  /** For each text the hash of the English that it translates. Where English has changed since, the text is stale. */
  sourceHash: Record<string, string>;
}

/** The first eight hex digits of the SHA-256 of an English text: enough to see that it has changed. */
export const hashOf = (english: string): string => bytesToHex(sha256(utf8ToBytes(english))).slice(0, 8);

/** How the translation of one text stands. */
export function stateOf(key: string, english: string, translation: Translation): 'fresh' | 'missing' | 'stale' {
  const { strings, sourceHash } = translation;
  if (!Object.hasOwn(strings, key) || !strings[key]) return 'missing';
  return Object.hasOwn(sourceHash, key) && sourceHash[key] === hashOf(english) ? 'fresh' : 'stale';
}

/**
 * The texts that may stand in place of English, by key. What is missing or stale is left out, and so is what `fixed`
 * names while no person has checked it: where help is, and what became of a letter, is never a machine's guess.
 */
export function translateWords<K extends string>(
  english: Readonly<Record<K, string>>,
  translation: Translation,
  { fixed = () => false }: { fixed?: (key: K) => boolean } = {},
): Partial<Record<K, string>> {
  const isDraft = translation.status === 'machine-draft';
  const keys = (Object.keys(english) as K[]).filter(
    (key) => stateOf(key, english[key], translation) === 'fresh' && !(isDraft && fixed(key)),
  );
  return Object.fromEntries(keys.map((key) => [key, translation.strings[key]])) as Partial<Record<K, string>>;
}
