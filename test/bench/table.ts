/** What was measured, as numbers, as ratios and beside the targets. */
import { median, quantile } from './numbers.ts';
import type { Subject, WidgetName } from './subjects.ts';

/** Medians of one measure. */
export type Medians = Readonly<Record<Subject, number>>;

export interface Target {
  words: string;
  met: (medians: Medians) => boolean;
}

/** One line of a table. */
export interface Measure {
  id: string;
  words: string;
  unit: 'ms' | 'kB' | '';
  /** Taken off before anything is compared: what the same page costs without a subject. */
  lessEmpty?: boolean;
  target?: Target;
}

/** Every value of a measure, by widget, measure and subject. */
export class Samples {
  #values = new Map<string, number[]>();

  add(widget: WidgetName, measure: string, subject: Subject, ...values: number[]): void {
    const key = [widget, measure, subject].join();
    this.#values.set(key, [...(this.#values.get(key) ?? []), ...values]);
  }

  of(widget: WidgetName, measure: string, subject: Subject): readonly number[] {
    return this.#values.get([widget, measure, subject].join()) ?? [];
  }
}

const WIDTHS = [44, 17, 17, 17, 11, 11, 17] as const;

const row = (cells: readonly string[]): string =>
  cells.map((cell, i) => (i ? cell.padStart(WIDTHS[i] ?? 0) : cell.padEnd(WIDTHS[0]))).join('');

const times = (value: number, base: number): string => (base > 0.05 ? `${(value / base).toFixed(2)}\u00d7` : '');

/** The table of one widget, with a mark for each target that is met and another for each that is not. */
export function tableOf(widget: WidgetName, measures: readonly Measure[], samples: Samples): string {
  const isBeside = measures.some(({ id }) => samples.of(widget, id, 'against').length);
  const lines = measures.flatMap(({ id, words, unit, lessEmpty, target }) => {
    const empty = lessEmpty ? median(samples.of(widget, id, 'empty')) : 0;
    const all = { native: NaN, minimal: NaN, widget: NaN, empty } as Record<Subject, number>;
    const [native, minimal, built, against] = (['native', 'minimal', 'widget', 'against'] as const).map((subject) => {
      const values = samples.of(widget, id, subject).map((value) => value - empty);
      all[subject] = median(values);
      const digits = unit ? 1 : Number.isInteger(all[subject]) ? 0 : 3;
      return `${all[subject].toFixed(digits)} (${quantile(values, 0.95).toFixed(digits)})`;
    });
    if (!Number.isFinite(all.widget)) return [];
    const mark = target ? `   ${target.met(all) ? '\u2713 met    ' : '\u2717 NOT MET'}  ${target.words}` : '';
    return [
      row([
        `${words}${unit && `, ${unit}`}`,
        native!,
        minimal!,
        built!,
        times(all.widget, all.native),
        times(all.widget, all.minimal),
        ...(isBeside ? [against!] : []),
      ]) + mark,
    ];
  });
  if (!lines.length) return '';
  return [
    `\n${widget}`,
    row([
      'median (p95)',
      'native',
      'minimal Lit',
      'widget',
      'to native',
      'to minimal',
      ...(isBeside ? ['against'] : []),
    ]) + '   target',
    ...lines,
  ].join('\n');
}
