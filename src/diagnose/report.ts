import { fill } from '../locales/index.ts';
import { words } from '../locales/en/check.ts';

/** `good`: as it should be. `look`: worth a look. `wrong`: something does not work because of it. `fact`: neither. */
export type Mark = 'good' | 'look' | 'wrong' | 'fact';

export interface Finding {
  mark: Mark;
  words: string;
}

/** One setting: its name, its value, and where it comes from. */
export type Row = readonly [name: string, value: string, from: string];

/** Something the panel tells about: a widget, an endpoint, the page. */
export interface Part {
  /** Stays the same from one drawing to the next. */
  id: string;
  title: string;
  findings: readonly Finding[];
  rows?: readonly Row[];
  /** One sentence beside the settings. */
  beside?: string;
  /** Plain facts with their names. */
  facts?: readonly (readonly [name: string, value: string])[];
  actions?: readonly Action[];
}

/** A button, with what it does in one sentence. */
export interface Action {
  id: string;
  label: string;
  help: string;
  run: () => void;
}

export interface Group {
  id: string;
  title: string;
  parts: readonly Part[];
}

export interface Report {
  head: readonly string[];
  summary: readonly Finding[];
  groups: readonly Group[];
}

export const good = (text: string): Finding => ({ mark: 'good', words: text });
export const look = (text: string): Finding => ({ mark: 'look', words: text });
export const wrong = (text: string): Finding => ({ mark: 'wrong', words: text });
export const fact = (text: string): Finding => ({ mark: 'fact', words: text });

const wrongOf = ({ findings }: Part): Finding[] => findings.filter(({ mark }) => mark === 'wrong');

/** What comes first: how many widgets work, and of each that does not what to do; then what is wrong with the page. `untried` when no endpoint was asked. */
export function summaryOf(widgets: readonly Part[], page: readonly Part[], untried: boolean): Finding[] {
  const sum = words.sum;
  const failing = widgets.filter((part) => wrongOf(part).length);
  const [total, bad] = [widgets.length, failing.length];
  const values = { total, bad, good: total - bad, needs: bad === 1 ? sum.needs : sum.need };
  const title = (): Finding => {
    if (!total) return wrong(`${sum.none} ${sum.noneFix}`);
    if (!bad) return good(fill([sum.allOne, sum.allTwo][total - 1] ?? sum.all, values));
    return wrong(total === 1 ? sum.oneOfOne : fill(sum.some, values));
  };
  return [
    title(),
    ...failing.map((part) =>
      wrong(
        `${part.title}: ${wrongOf(part)
          .map((each) => each.words)
          .join(' ')}`,
      ),
    ),
    ...page.flatMap(wrongOf).map((each) => wrong(`${sum.page} ${each.words}`)),
    ...(untried ? [fact(sum.untried)] : []),
  ];
}

const line = ({ mark, words: text }: Finding): string => (words.marks[mark] ? `[${words.marks[mark]}] ${text}` : text);

function partAsText({ title, findings, rows = [], beside, facts = [] }: Part): string[] {
  return [
    title,
    ...findings.map((finding) => `  - ${line(finding)}`),
    ...facts.map(([name, value]) => `  ${name}: ${value}`),
    ...rows.map(([name, value, from]) => `  ${name} = ${value} (${from})`),
    ...(beside ? [`  ${beside}`] : []),
    '',
  ];
}

/** The whole report as a text that can be pasted into an email. */
export function asText({ head, summary, groups }: Report): string {
  const parts = groups.flatMap((group) => [group.title.toUpperCase(), '', ...group.parts.flatMap(partAsText)]);
  return [...head, '', ...summary.map(line), '', ...parts].join('\n').trimEnd() + '\n';
}
