/**
 * Reads the texts that a school puts in place of ours, and says of each that cannot be used what is wrong with it. A
 * leaf: it holds every text that there is, and only a page with texts of its own loads it.
 */
import { words as about } from '../locales/en/about.ts';
import { words as ages } from '../locales/en/ages.ts';
import { words as card } from '../locales/en/card.ts';
import { words as gloss } from '../locales/en/gloss.ts';
import { words as helpers } from '../locales/en/helpers.ts';
import { words as kiosk } from '../locales/en/mood-kiosk.ts';
import { words as needs } from '../locales/en/mood-needs.ts';
import { words as newsletter } from '../locales/en/newsletter.ts';
import { words as form } from '../locales/en/reflection-form.ts';
import { words as watch } from '../locales/en/watch.ts';
import { en } from '../locales/en/core.ts';
import { isFixed, UNTRUE } from '../locales/fixed.ts';
import { nearest } from '../settings/nearest.ts';
import type { OwnWords } from '../core.ts';

type Texts = Readonly<Record<string, string>>;

/** The texts of parts, by the name that stands in front of their keys. */
const PARTS: Readonly<Record<string, Texts>> = {
  about,
  ages,
  card,
  gloss,
  helpers,
  newsletter,
  watch,
  'mood-kiosk': kiosk,
  'mood-needs': needs,
  'reflection-form': form,
};

/** Every text of ours by the key that a school writes. */
export const TEXTS: ReadonlyMap<string, string> = new Map([
  ...Object.entries(en),
  ...Object.entries(PARTS).flatMap(([part, words]) =>
    Object.entries(words).map(([key, text]): [string, string] => [`${part}.${key}`, text]),
  ),
]);

const MOST_TOLD = 3;

const placesIn = (text: string): string[] => [...new Set(text.match(/\{\w*\}/g))].sort();

/** What is wrong with one text; nothing where it can be used. */
function faultOf(key: string, text: unknown): string {
  const ours = TEXTS.get(key);
  if (ours === undefined) return `there is no text called "${key}". Did you mean "${nearest(key, [...TEXTS.keys()])}"?`;
  if (isFixed(key)) return `"${key}" keeps our words, because it says where help is, or what became of a message.`;
  if (typeof text !== 'string' || !text.trim()) return `"${key}" takes words in quotes.`;
  const places = placesIn(ours);
  if (placesIn(text).join() !== places.join())
    return `"${key}" ${places.length ? `needs ${places.join(' and ')}, and no other name in { }` : 'has no names in { }'}.`;
  const [promise] = text.match(UNTRUE) ?? [];
  return promise ? `"${key}" promises "${promise}", which no page can keep.` : '';
}

function read(setting: string): OwnWords {
  let given: unknown;
  try {
    given = JSON.parse(setting);
  } catch {
    // Told with what is no object.
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return { texts: new Map(), faults: ['they are not a JSON object of keys and texts, such as {"send": "Post it"}.'] };
  }
  const all = Object.entries(given).map(([key, text]) => ({ key, text: text as string, fault: faultOf(key, text) }));
  const faults = all.flatMap(({ fault }) => fault || []);
  const more = faults.length - MOST_TOLD;
  return {
    texts: new Map(all.filter(({ fault }) => !fault).map(({ key, text }) => [key, text])),
    faults: more > 0 ? [...faults.slice(0, MOST_TOLD), `There are ${more} more.`] : faults,
  };
}

let last: { setting: string; words: OwnWords } | undefined;

/** The texts in a setting. Read again only when it is another: a widget asks each time it draws. */
export function readWords(setting: string): OwnWords {
  if (last?.setting !== setting) last = { setting, words: read(setting) };
  return last.words;
}

/** The texts of a widget with the school's in place of ours. */
export const withOwn = <T extends object>(strings: T, texts: OwnWords['texts']): T =>
  Object.fromEntries(Object.entries(strings).map(([key, text]) => [key, texts.get(key) ?? text])) as T;
