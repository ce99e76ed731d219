/** What is measured, and the targets that it is held against. */
import type { Measure, Medians, Target } from './table.ts';

const timesNative = (most: number): Target => ({
  words: `\u2264 ${most}\u00d7 native`,
  met: ({ widget, native }: Medians) => widget <= most * native,
});
const timesMinimal = (most: number): Target => ({
  words: `\u2264 ${most}\u00d7 minimal Lit`,
  met: ({ widget, minimal }: Medians) => widget <= most * minimal,
});
const nearNative = (ms: number): Target => ({
  words: `\u2264 native + ${ms} ms`,
  met: ({ widget, native }: Medians) => widget <= native + ms,
});
const atMost = (most: number, words: string): Target => ({
  words: `\u2264 ${most} ${words}`.trimEnd(),
  met: ({ widget }: Medians) => widget <= most,
});
const asNative: Target = {
  words: '\u2264 native',
  met: ({ widget, native }: Medians) => widget <= native,
};

export const FIRST_USE: readonly Measure[] = [
  { id: 'bytes', words: 'page and files until usable, as served', unit: 'kB' },
  { id: 'requests', words: 'requests until usable, beside the page', unit: '', target: atMost(1, '') },
  { id: 'usable', words: 'first usable control', unit: 'ms', target: timesNative(1.35) },
  { id: 'blocking', words: 'blocking time until then', unit: 'ms' },
];

export const STAY: readonly Measure[] = [
  { id: 'task', words: 'main thread until quiet', unit: 'ms', lessEmpty: true, target: timesMinimal(1.5) },
  { id: 'script', words: '  of that, scripts', unit: 'ms', lessEmpty: true },
  { id: 'style', words: '  of that, style', unit: 'ms', lessEmpty: true },
  { id: 'layout', words: '  of that, layout', unit: 'ms', lessEmpty: true },
  { id: 'shifts', words: 'layout shift', unit: '', target: atMost(0, '') },
  { id: 'firstChoice', words: 'first choice, with what it brings', unit: 'ms' },
  { id: 'choices', words: 'a further choice', unit: 'ms', target: nearNative(2) },
  { id: 'keys', words: 'a key', unit: 'ms', target: nearNative(2) },
  { id: 'toRequest', words: 'press of Send to request', unit: 'ms' },
  { id: 'toSuccess', words: 'press of Send to success', unit: 'ms', target: timesNative(1.3) },
];

export const GROWTH: readonly Measure[] = [
  { id: 'task-20', words: 'main thread of each from 1 to 20', unit: 'ms', target: asNative },
  { id: 'task-100', words: 'main thread of each from 20 to 100', unit: 'ms', target: asNative },
  { id: 'heap-100', words: 'memory of each from 20 to 100', unit: 'kB' },
  { id: 'bytes-100', words: 'bytes of each from 20 to 100, as served', unit: 'kB', target: asNative },
];
