import type { Envelope } from '../contract/envelope.ts';
import { printable } from '../contract/printable.ts';
import { isSealed } from '../contract/sealed.ts';
import type { Letter } from './letters.ts';
import { open, readEnvelope, type Opened, type PrivateKeys } from './open.ts';

type Problem = Extract<Opened, { problem: string }>['problem'] | 'refused' | 'no-letter';

/** A letter as its reader gets it. */
export interface OpenedLetter {
  id: string;
  site: string;
  storedAt?: string;
  /** Whether it came sealed. If not, whoever carried or kept it could read it too. */
  sealed: boolean;
  envelope?: Envelope;
  problem?: Problem;
  sameSealedAs?: string[];
}

const SENTENCES: Readonly<Record<Problem, string>> = {
  'unknown-suite': 'It is sealed in a way that this version does not know. A newer one may.',
  'no-key': 'It is sealed to other keys than yours.',
  damaged: 'It was changed on its way, or never sealed as it should be. Nothing of it can be trusted.',
  refused: 'Another letter with the same id came before it. Only one of them can be genuine.',
  'no-letter': 'It is no letter.',
};

/** Opens one letter, or says why not. Plain letters pass, marked as not sealed. */
export async function openLetter(
  { letter, id, site, storedAt, refused, sameSealedAs }: Letter,
  keys: PrivateKeys,
): Promise<OpenedLetter> {
  const sealed = isSealed(letter);
  const about = {
    id,
    site,
    ...(storedAt !== undefined && { storedAt }),
    sealed,
    ...(sameSealedAs.length > 0 && { sameSealedAs }),
  };
  if (refused) return { ...about, problem: 'refused' };
  if (sealed) return { ...about, ...(await open(letter, keys)) };
  const envelope = readEnvelope(letter);
  return envelope ? { ...about, envelope } : { ...about, problem: 'no-letter' };
}

/** Lines of an answer stay lines, but indented deeper than anything we say ourselves, so that none can pose as ours. */
const answerLines = (text: string): string =>
  text
    .split('\n')
    .map((line) => printable(line))
    .join('\n        ');

/** One opened letter, or one that stays closed, as text for a terminal or a printer. */
export function describeLetter({ id, site, storedAt, sealed, envelope, problem, sameSealedAs }: OpenedLetter): string {
  const { widget, pack, lang, sentAt, replaces, answers = [] } = envelope ?? ({} as Partial<Envelope>);
  const head = [storedAt ?? 'letter', site, widget, pack, lang].filter((part) => part !== undefined && part !== '');
  const ours = [
    `id ${id || 'unknown'}`,
    !sealed && envelope && 'NOT SEALED: whoever carried or kept it could read it too.',
    sentAt && `Send was pressed at ${sentAt} by the clock of that device.`,
    replaces && `It takes the place of ${replaces}, whose words were changed before they were sent again.`,
    sameSealedAs && `SAME SEALED CONTENT as ${sameSealedAs.join(', ')}: somebody made a copy.`,
    problem && `NOT OPENED: ${SENTENCES[problem]}`,
  ].filter((line): line is string => typeof line === 'string' && line !== '');
  const theirs = answers.map(({ question, value, words }) => {
    const shown = [words ?? []].flat().join(', ') || [value].flat().join(', ');
    return `      ${answerLines(`${question}: ${shown}`)}`;
  });
  return [printable(head.join('  ')), ...ours.map((line) => `  ${printable(line)}`), ...theirs].join('\n');
}

/** How it went, without a word of what anyone wrote. */
export function summarise(letters: readonly OpenedLetter[]): string {
  const count = (test: (letter: OpenedLetter) => boolean): number => letters.filter(test).length;
  const counts: [number, string][] = [
    [count(({ sealed, envelope }) => sealed && envelope !== undefined), 'opened'],
    [count(({ sealed, envelope }) => !sealed && envelope !== undefined), 'not sealed'],
    [count(({ problem }) => problem !== undefined), 'NOT OPENED'],
    [count(({ sameSealedAs }) => sameSealedAs !== undefined), 'with the same sealed content as another'],
  ];
  return `Letters: ${letters.length}. ${counts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${what}: ${number}`)
    .join(', ')}`.trim();
}
