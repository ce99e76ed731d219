/**
 * Checks a pack of a school's own in the browser. Its verdict is the one of `pack.schema.json`, which a test
 * holds it to; it says in words what to write instead, and takes what it does not know as a misspelling.
 */
import { PHASES, kindsOf, type Choice, type PackFile } from './index.ts';
import type { Path } from './json.ts';

/** One thing that is not as it can be. `extra` is a name that nobody reads: worth a warning, and no more. */
export interface Fault {
  path: Path;
  says: string;
  extra?: true;
}

type Check = (value: unknown, path: Path) => Fault[];
type Shape = Readonly<Record<string, Check>>;

const LONGEST_SHOWN = 40;

const show = (value: unknown): string => {
  const text = JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}\u2026` : text;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';

const when =
  (holds: (value: unknown) => boolean, wants: string): Check =>
  (value, path) =>
    holds(value) ? [] : [{ path, says: `is ${show(value)}; ${wants}` }];

const text = when(isText, 'it takes words in quotes');
const words = when((value) => isText(value) && /\S/.test(value), 'it takes words in quotes');
const yesOrNo = when((value) => typeof value === 'boolean', 'it can be true or false, without quotes');
const like = (pattern: RegExp, wants: string): Check => when((value) => isText(value) && pattern.test(value), wants);
const one = (...known: readonly unknown[]): Check =>
  when((value) => known.includes(value), `it can be ${known.join(', ')}`);
const whole = (least: number, most = Infinity): Check =>
  when(
    (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
    `it takes a whole number from ${least}${most < Infinity ? ` to ${most}` : ''}`,
  );

const name = like(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'it takes small letters, digits and hyphens');
const packId = like(
  /^(?:[a-z0-9]+(?:-[a-z0-9]+)*:)?[a-z0-9]+(?:-[a-z0-9]+)*$/,
  'it takes small letters, digits and hyphens, with the school in front: "hollybrook:worry"',
);

/** A list of at least so many, of which no two are the same where `differ` says so. */
const list =
  (each: Check, least: number, differ = false): Check =>
  (value, path) => {
    if (!Array.isArray(value) || value.length < least)
      return [{ path, says: `is ${show(value)}; it takes a list in [ ], of ${least} or more` }];
    const seen = value.map((item) => JSON.stringify(isRecord(item) ? Object.entries(item).sort() : item));
    return value.flatMap((item, i) => [
      ...each(item, [...path, i]),
      ...(differ && seen.indexOf(seen[i]!) < i ? [{ path: [...path, i], says: 'is there twice' }] : []),
    ]);
  };

/** Names of the writer's own choosing. */
const record =
  (key: Check, each: Check, least = 0): Check =>
  (value, path) => {
    if (!isRecord(value) || Object.keys(value).length < least)
      return [{ path, says: `is ${show(value)}; it takes names and values in { }` }];
    return Object.entries(value).flatMap(([own, item]) => [...key(own, [...path, own]), ...each(item, [...path, own])]);
  };

const object =
  (needed: Shape, free: Shape = {}): Check =>
  (value, path) => {
    if (!isRecord(value)) return [{ path, says: `is ${show(value)}; it takes names and values in { }` }];
    const checks = new Map(Object.entries({ ...needed, ...free }));
    return [
      ...Object.keys(needed).flatMap((own): Fault[] =>
        Object.hasOwn(value, own) ? [] : [{ path: [...path, own], says: 'is missing' }],
      ),
      ...Object.entries(value).flatMap(
        ([own, item]) =>
          checks.get(own)?.(item, [...path, own]) ?? [
            { path: [...path, own], says: 'is a name that no pack has', extra: true as const },
          ],
      ),
    ];
  };

const choices = list(object({ id: name, text: words }, { symbol: name }), 2, true);
const rows = whole(1, 20);

const LISTED: Shape = { list: name, choices, max: whole(1), other: yesOrNo };

/** What can stand beside the kind of an answer. */
const KINDS: Readonly<Record<string, [needed: Shape, free: Shape]>> = {
  talk: [{}, {}],
  text: [{}, { rows }],
  one: [{}, LISTED],
  many: [{}, LISTED],
  scale: [{ scale: name }, {}],
  who: [{}, {}],
  when: [{}, {}],
  plan: [{}, { rows }],
  show: [{ what: one('plan') }, {}],
};

const kind = one(...Object.keys(KINDS));

const answer: Check = (value, path) => {
  if (!isRecord(value)) return [{ path, says: `is ${show(value)}; it takes { "kind": \u2026 }` }];
  const [needed, free] = (isText(value['kind']) && Object.hasOwn(KINDS, value['kind']) && KINDS[value['kind']]) || [
    {},
    { ...LISTED, rows, scale: name, what: text },
  ];
  const found = object({ kind, ...needed }, free)(value, path);
  if (free !== LISTED || Object.hasOwn(value, 'list') !== Object.hasOwn(value, 'choices')) return found;
  return [...found, { path, says: 'takes either a "list" or "choices", and one of them is needed' }];
};

const prompt = object(
  {
    id: name,
    phase: one(...PHASES),
    core: yesOrNo,
    text: words,
    answer: (value, path) => (Array.isArray(value) ? list(answer, 2) : answer)(value, path),
  },
  {
    helper: words,
    easy: words,
    gloss: record(words, words, 1),
    symbol: name,
    note: words,
    rungs: yesOrNo,
    adult: words,
  },
);

const years = whole(4, 99);

const guide: Check = (value, path) => [
  ...list(words, 1, true)(value, path),
  ...(Array.isArray(value) && !value.includes('staff-guide')
    ? [{ path, says: 'needs "staff-guide", which says what to do when a child tells of harm' }]
    : []),
];

const pack = object(
  {
    id: packId,
    schema: one(1),
    version: like(/^(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)$/, 'it takes three numbers: "1.0.0"'),
    lang: like(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/, 'it takes a language tag, such as "en-GB" or "cy"'),
    title: words,
    purpose: words,
    audience: one('pupil', 'group', 'family', 'staff', 'everyone'),
    role: one('caused-harm', 'harmed', 'witness', 'both', 'group', 'connect', 'self', 'any'),
    stance: one('proactive', 'responsive'),
    age: object({ from: years }, { to: years }),
    tone: one('early', 'child', 'teen', 'adult'),
    flow: one('sequence', 'turns', 'pick', 'frame'),
    prompts: list(prompt, 1),
    adultGuide: guide,
    source: words,
    licence: words,
  },
  {
    $schema: text,
    staffTitle: words,
    adultNear: yesOrNo,
    variantOf: packId,
    lists: record(name, choices),
    notFor: list(words, 1, true),
  },
);

/** What the schema finds too. */
export function checkShape(value: unknown): Fault[] {
  const found = pack(value, []);
  if (!isRecord(value)) return found;
  const isUnlimited = value['stance'] === 'responsive' && !Object.hasOwn(value, 'notFor');
  const isAlone = value['tone'] === 'early' && value['adultNear'] !== true;
  return [
    ...found,
    ...(isUnlimited ? [{ path: ['notFor'], says: 'is missing; a responsive pack says what it is not for' }] : []),
    ...(isAlone ? [{ path: ['adultNear'], says: 'is not true; beside the youngest sits an adult' }] : []),
  ];
}

const twice = (ids: readonly string[], path: (at: number) => Path): Fault[] =>
  ids.flatMap((id, at) =>
    ids.indexOf(id) < at
      ? [{ path: path(at), says: `is "${id}" once more; answers travel under it, so each is there once` }]
      : [],
  );

/** What no schema can see: that ids are unique, and that what a pack names is there. */
export function checkSense({ prompts, lists = {} }: PackFile, shared: { lists: object; scales: object }): Fault[] {
  const sameIn = (list: readonly Choice[], path: Path): Fault[] =>
    twice(
      list.map(({ id }) => id),
      (at) => [...path, at, 'id'],
    );
  return [
    ...twice(
      prompts.map(({ id }) => id),
      (at) => ['prompts', at, 'id'],
    ),
    ...Object.entries(lists).flatMap(([own, list]) => sameIn(list, ['lists', own])),
    ...prompts.flatMap((each, at) => [
      ...(each.id === 'name'
        ? [{ path: ['prompts', at, 'id'], says: 'is "name", which is the id of the field for a name' }]
        : []),
      ...kindsOf(each).flatMap((way, i): Fault[] => {
        const path = ['prompts', at, 'answer', ...(Array.isArray(each.answer) ? [i] : [])];
        if (way.kind === 'scale' && !Object.hasOwn(shared.scales, way.scale))
          return [
            { path: [...path, 'scale'], says: `is "${way.scale}"; it can be ${Object.keys(shared.scales).join(', ')}` },
          ];
        if (way.kind !== 'one' && way.kind !== 'many') return [];
        if (way.choices) return sameIn(way.choices, [...path, 'choices']);
        return [lists, shared.lists].some((known) => Object.hasOwn(known, way.list!))
          ? []
          : [
              {
                path: [...path, 'list'],
                says: `is "${way.list}", which has no words: write them under "lists", or name one of ${Object.keys(shared.lists).join(', ')}`,
              },
            ];
      }),
    ]),
  ];
}

/** A path as it is written in JavaScript: `prompts[2].answer.kind`. */
export const written = (path: Path): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : i ? `.${part}` : part)).join('') || 'the file';
