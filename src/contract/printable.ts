/**
 * Characters that act on a terminal instead of being shown: C0 and C1 controls (a C1 control is one
 * character of an escape sequence), line separators, direction overrides, unpaired surrogates.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069]/gu;

const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Text from outside, safe for a terminal: what could act on it is shown as `\u001b` instead, a line break too unless `lines` are wanted. */
export const printable = (text: string, { lines = false } = {}): string =>
  text.replace(UNSAFE, (character) => (lines && character === '\n' ? character : escape(character)));

/** JSON for a terminal or a pipe: parses to the same value, and holds no character that acts on a terminal. */
export const printableJson = (value: unknown): string => printable(JSON.stringify(value, null, 2), { lines: true });
