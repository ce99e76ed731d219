import encodeQR from 'qr';
import { words as news } from '../../locales/en/newsletter.ts';
import { english, fill } from '../../locales/index.ts';
import { linesOf, regionOf } from '../../packs/index.ts';
import { isForFamilies, tidy, WIDGETS, type Choices } from './choices.ts';
import { pageOf } from './snippet.ts';

/** A code to scan: how many squares a side has, its quiet edge included, and the path that draws it. */
export interface Code {
  size: number;
  path: string;
}

/** Draws each row's dark squares as runs. Medium correction: a poster gets creased, but its address must stay scannable from a chair. */
export function codeOf(text: string): Code {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const path = rows.flatMap((row, y) =>
    row.flatMap((dark, x) => {
      if (!dark || row[x - 1]) return [];
      const end = row.indexOf(false, x);
      const length = (end < 0 ? row.length : end) - x;
      return [`M${x} ${y}h${length}v1h-${length}z`];
    }),
  );
  return { size: rows.length, path: path.join('') };
}

/** The words of a poster, from top to bottom. */
export interface Poster {
  school: string;
  title: string;
  address: string;
  code: Code;
  /** What to know before scanning, and for pupils where help is. */
  lines: readonly string[];
  help: string;
}

const { strings } = english;

/** The words of the help strip. */
function helpFor(choices: Choices): string {
  const { isOwn, emergency, helplines } = regionOf(choices);
  const lines = linesOf(helplines).map(
    ([helpline, phone]) => `${fill(isOwn ? strings.helpLineOwn : strings.helpLine, { helpline, phone })} `,
  );
  return fill(emergency ? strings.helpStrip : strings.helpStripNeutral, { lines: lines.join(''), emergency });
}

/** A poster for a wall or a letter home, with the address of the hosted page. */
export function posterOf(given: Partial<Choices>): Poster {
  const choices = tidy(given);
  const { school, readers, readWhen, lead, label, widget } = choices;
  const address = pageOf(choices);
  const isRead = readers && readWhen && lead;
  const pupils = [
    'You can skip any question, and you can stop at any time.',
    isRead ? fill(strings.readShort, { readers, when: readWhen }) : strings.talkOnly,
    ...(isRead ? [strings.noSecret] : []),
  ];
  return {
    school,
    title: label || WIDGETS[widget].label,
    address,
    code: codeOf(address),
    lines: isForFamilies(choices) ? [news.newsletterLine] : pupils,
    help: isForFamilies(choices) ? '' : helpFor(choices),
  };
}
