/** What the sources of a widget do, to hold its documentation against. */
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { root } from './support.ts';

const read = (file: string): string => readFileSync(`${root}/${file}`, 'utf8');

/** A file and all that it imports, at once or later, as one text. Types bring no code, and `core.ts` lends to all what each asks for. */
export function reach(file: string, seen = new Map<string, string>()): Map<string, string> {
  if (seen.has(file) || file === 'src/core.ts' || file.endsWith('.json')) return seen;
  const text = read(file).replaceAll(/\/\*[\s\S]*?\*\//g, '');
  seen.set(file, text);
  const imports = text.matchAll(/(?:^(?:import|export) (?!type\b)[^;]*?from |\bimport\()'(\.[^']+)'/gm);
  for (const [, specifier] of imports) reach(posix.join(posix.dirname(file), specifier!), seen);
  return seen;
}

const all = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, found]) => found!))].sort();

/** Names of the events whose classes are made. */
export function eventsIn(text: string): string[] {
  const classes = read('src/element/events.ts').split('GlobalEventHandlersEventMap')[1]!;
  return [...classes.matchAll(/'(l30-[\w-]+)': (\w+);/g)]
    .filter(([, , name]) => text.includes(`new ${name!}(`))
    .map(([, event]) => event!)
    .sort();
}

export const partsIn = (text: string): string[] => all(text, /\bpart="([\w-]+)"/g);
export const propertiesIn = (text: string): string[] => all(text, /(--l30-[\w-]+)/g);
export const slotsIn = (text: string): string[] => all(text, /<slot name="([\w-]+)"/g);

/** Phases, from the type that names them all. */
export const phases = (): string[] =>
  all(/type Phase = ([^;]+);/.exec(read('src/element/submit-controller.ts'))![1]!, /'(\w+)'/g);
