import { printable } from '../contract/printable.ts';
import type { StoredSubmission } from './store.ts';

/** Lines of an answer stay lines, but always indented, so that no answer can pose as another row. */
function answerLines(text: string): string {
  return text
    .split('\n')
    .map((line) => printable(line))
    .join('\n      ');
}

/** Of a sealed letter: who can open it, and how large it is. Of a plain one: a line for each answer. */
function linesOf({ envelope, flags }: StoredSubmission): string[] {
  const flagged = flags.length > 0 ? [`flagged: ${flags.join(', ')}`] : [];
  if (!('answers' in envelope)) {
    const size = Buffer.byteLength(JSON.stringify(envelope));
    return [
      `sealed, ${size} bytes, for ${envelope.recipients.map(({ kid }) => printable(kid)).join(', ')}`,
      ...flagged,
    ];
  }
  const answers = envelope.answers.map(({ question, value, words }) => {
    const shown = [words ?? []].flat().join(', ') || [value].flat().join(', ');
    return answerLines(`${question}: ${shown}`);
  });
  return [...answers, ...flagged];
}

/** Stored submissions as a table: one row each, and under it, indented, what it holds. */
export function table(submissions: readonly StoredSubmission[]): string {
  const rows = submissions.map(({ storedAt, id, envelope }) =>
    [storedAt, envelope.site, envelope.widget, ('answers' in envelope && envelope.pack) || '-', id].map((cell) =>
      printable(cell),
    ),
  );
  const head = ['stored', 'site', 'widget', 'pack', 'id'];
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const blocks = submissions.map((submission, index) =>
    [line(rows[index] ?? []), ...linesOf(submission).map((each) => `    ${each}`)].join('\n'),
  );
  return [line(head), ...blocks].join('\n');
}
