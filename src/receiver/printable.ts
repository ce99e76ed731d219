import type { StoredSubmission } from './store.ts';

/**
 * Characters that act on a terminal instead of being shown: C0 and C1 controls (a C1 control is one
 * character of an escape sequence), line separators, direction overrides, unpaired surrogates.
 */
const UNSAFE = /[\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069]/gu;

function escape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Text from outside, safe for a terminal: what could act on it is shown as `\u001b` instead. */
export function printable(text: string): string {
  return text.replace(UNSAFE, escape);
}

/** JSON for a terminal or a pipe: parses to the same value, and holds no character that acts on a terminal. */
export function printableJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(UNSAFE, (character) => (character === '\n' ? character : escape(character)));
}

/** Lines of an answer stay lines, but always indented, so that no answer can pose as another row. */
function answerLines(text: string): string {
  return text.split('\n').map(printable).join('\n      ');
}

/** Stored submissions as a table: one row each, and under it one indented line per answer. */
export function table(submissions: readonly StoredSubmission[]): string {
  const rows = submissions.map(({ storedAt, envelope: { site, widget, pack = '-' } }) =>
    [storedAt, site, widget, pack].map(printable),
  );
  const head = ['stored', 'site', 'widget', 'pack'];
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const blocks = rows.map((row, index) => {
    const answers = submissions[index]?.envelope.answers ?? [];
    const lines = answers.map(({ question, value, words }) => {
      const shown = [words ?? []].flat().join(', ') || [value].flat().join(', ');
      return `    ${answerLines(`${question}: ${shown}`)}`;
    });
    return [line(row), ...lines].join('\n');
  });
  return [line(head), ...blocks].join('\n');
}
