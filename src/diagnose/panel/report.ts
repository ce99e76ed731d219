import { words } from '../../locales/en/check.ts';
import { words as verdict } from '../../locales/en/diagnose.ts';
import { fill } from '../../locales/index.ts';
import { fact, good, wrong, type Finding } from '../finding.ts';

/** One setting: its name, its value, and where it comes from. */
export type SettingRow = readonly [name: string, value: string, from: string];

/** Something the panel tells about: a widget, an endpoint, the page. */
export interface Section {
  /** Stays the same from one drawing to the next. */
  id: string;
  title: string;
  findings: readonly Finding[];
  rows?: readonly SettingRow[];
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
  sections: readonly Section[];
}

export interface Report {
  head: readonly string[];
  summary: readonly Finding[];
  groups: readonly Group[];
}

const wrongOf = ({ findings }: Section): Finding[] => findings.filter(({ mark }) => mark === 'wrong');

/** What comes first: how many widgets work, and of each that does not what to do; then what is wrong with the page. `untried` when no endpoint was asked. */
export function summaryOf(widgets: readonly Section[], page: Section, untried: boolean): Finding[] {
  const sum = words.sum;
  const failing = widgets.filter((section) => wrongOf(section).length);
  const [total, bad] = [widgets.length, failing.length];
  const values = { total, bad, good: total - bad, needs: bad === 1 ? sum.needs : sum.need };
  const title = (): Finding => {
    if (!total) return wrong(`${sum.none} ${sum.noneFix}`);
    if (!bad) return good(fill([sum.allOne, sum.allTwo][total - 1] ?? sum.all, values));
    return wrong(total === 1 ? sum.oneOfOne : fill(sum.some, values));
  };
  return [
    title(),
    ...failing.map((section) =>
      wrong(
        `${section.title}: ${wrongOf(section)
          .map((each) => each.words)
          .join(' ')}`,
      ),
    ),
    ...wrongOf(page).map((each) => wrong(`${sum.page} ${each.words}`)),
    ...(untried ? [fact(sum.untried)] : []),
  ];
}

const findingAsText = ({ mark, words: text }: Finding): string =>
  verdict.marks[mark] ? `[${verdict.marks[mark]}] ${text}` : text;

function sectionAsText({ title, findings, rows = [], beside, facts = [] }: Section): string[] {
  return [
    title,
    ...findings.map((finding) => `  - ${findingAsText(finding)}`),
    ...facts.map(([name, value]) => `  ${name}: ${value}`),
    ...rows.map(([name, value, from]) => `  ${name} = ${value} (${from})`),
    ...(beside ? [`  ${beside}`] : []),
    '',
  ];
}

/** The whole report as a text that can be pasted into an email. */
export function reportAsText({ head, summary, groups }: Report): string {
  const sections = groups.flatMap((group) => [group.title.toUpperCase(), '', ...group.sections.flatMap(sectionAsText)]);
  return [...head, '', ...summary.map(findingAsText), '', ...sections].join('\n').trimEnd() + '\n';
}
