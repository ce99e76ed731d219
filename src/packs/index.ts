/**
 * Content as data. The core questions of the commonest packs travel inside `l30.js`; every file in
 * this folder is also a leaf of the same name, loaded only when a page needs more than that.
 */
import causedHarm from './en/caused-harm.json' with { type: 'json' };
import checkIn from './en/check-in.json' with { type: 'json' };
import faces5 from './en/scales/faces-5.json' with { type: 'json' };
import sharedRegions from './regions.json' with { type: 'json' };

/** Where a prompt stands in the restorative order: story before feelings, impact before repair. */
export const PHASES = [
  'ready',
  'connect',
  'story',
  'thoughts',
  'feelings',
  'reflect',
  'impact',
  'needs',
  'repair',
  'future',
  'support',
  'plan',
] as const;
export type Phase = (typeof PHASES)[number];

/** One thing to choose. The id is stored; the text is what people see. */
export interface Choice {
  id: string;
  text: string;
  /** Id of the drawing beside the words. */
  symbol?: string;
  /** Address of a picture in place of a drawing: the face of a person whom the school names. */
  photo?: string;
}

/** How a prompt can be answered. Talking is always possible, so no kind demands typing. */
export type AnswerKind =
  /** Say, show or point; nothing is typed. */
  | { kind: 'talk' }
  | { kind: 'text'; rows?: number }
  /** `max` is how many at most; `other` adds words of one's own. */
  | { kind: 'one' | 'many'; list?: string; choices?: Choice[]; max?: number; other?: boolean }
  | { kind: 'scale'; scale: string }
  /** A person the pupil trusts, from those the school names. */
  | { kind: 'who' }
  /** A day: one that is near first, then a date. */
  | { kind: 'when' }
  /** Who, what, by when, and who checks. */
  | { kind: 'plan'; rows?: number }
  /** What was agreed before, to look at. */
  | { kind: 'show'; what: 'plan' };

/** One box to fill in, or one set of choices. Most prompts have one, a plan has some for each of its rows. */
export interface Field {
  /** Unique in the form, stable, and the id it travels under. */
  id: string;
  /** What was asked: for most fields the question itself. */
  question: string;
  /** The words above it, where the question alone does not say what goes there. */
  label?: string;
  answer: AnswerKind;
  /** The row of a plan it belongs to, from 1. */
  row?: number;
}

/** One question. There is no "required": every prompt can be skipped. */
export interface Prompt {
  /** Unique in its pack; never reused for a new meaning. */
  id: string;
  phase: Phase;
  /** False for a question that is asked only when all are. */
  core?: boolean;
  text: string;
  helper?: string;
  /** The question in fewer words. */
  easy?: string;
  /** Words a reader can ask about, and what they mean. */
  gloss?: Record<string, string>;
  /** Id of a drawing; without one the phase has its own. */
  symbol?: string;
  /** Several kinds stand together, the one that matters most first: where only one can be offered, it is that one. */
  answer: AnswerKind | AnswerKind[];
  /** Shows what stands before making it up: saying sorry, and a promise. */
  rungs?: boolean;
  /** Where a widget knows more to ask than the answer says. Not in a pack's file. */
  fields?: Field[];
  /** For translators. Not shown. */
  note?: string;
  /** A line for the adult beside the pupil. */
  adult?: string;
}

/** An ordered set of questions for one situation, as far as a widget needs it. */
export interface Pack {
  /** A pack of a school or another project has its name in front: "hollybrook:worry". */
  id: string;
  /** BCP 47 tag of the pack's own words. */
  lang: string;
  /** What pupils see. Never labels the child. */
  title: string;
  /** `sequence` asks in order, `turns` asks two people the same, `pick` shows one question a day, `frame` begins sentences. */
  flow: string;
  /** True where an adult sits beside the child. */
  adultNear?: boolean;
  prompts: Prompt[];
  /** Choice lists by name. A pack's file leaves out the common ones in `shared/lists.json`; the build adds them. */
  lists?: Record<string, Choice[]>;
  /** Words for the adult beside the pupil; in a pack's file, their keys in `shared/guide.json`. */
  adultGuide?: string[];
  /** What a responsive pack must not be used for; in a pack's file, keys likewise. */
  notFor?: string[];
}

/** A pack as its file holds it: what staff, translators and the pack lint need besides. `pack.schema.json` says the same to any editor. */
export interface PackFile extends Pack {
  schema: number;
  /** Changed words raise the middle number; changed ids or meanings the first. */
  version: string;
  /** What staff see. */
  staffTitle?: string;
  purpose: string;
  audience: string;
  role: string;
  /** Responsive packs answer to harm, and always say what they are not for. */
  stance: string;
  age: { from: number; to?: number };
  tone: string;
  /** The pack that this one says for another age. */
  variantOf?: string;
  source: string;
  licence: string;
}

/** One way to say how you feel. */
export interface ScaleOption extends Choice {
  symbol: string;
}

/** A question that is answered by choosing pictures. */
export interface Pictures {
  /** What is chosen travels under it. */
  id: string;
  question: string;
  options: ScaleOption[];
  /** How many may be chosen, where it is more than one; and the words that say so, before and to someone who chooses one more. */
  max?: number;
  helper?: string;
  full?: string;
}

/** A mood scale. A way in to a conversation, never a measurement: it has no numbers. */
export interface Scale extends Pictures {
  lang: string;
  /** Options after which the way to talk to someone comes before all else. A child chose it; nothing they wrote is looked at. */
  talkFirst?: string[];
  /** Asked after a choice, and free to leave. */
  steps?: Pictures[];
}

/** Pictures as a file holds them: their options may be a list in `shared/lists.json`. */
type InFile<T extends Pictures> = Omit<T, 'options' | 'steps'> & { options?: ScaleOption[]; list?: string };

/** A scale as its file holds it: what staff and the lint need besides. */
export interface ScaleFile extends InFile<Scale> {
  schema: number;
  version: string;
  choose: 'one' | 'many';
  age: { from: number; to?: number };
  steps?: InFile<Pictures>[];
}

/** Whom to call in one country. */
export interface Region {
  /** One number, or two with a slash between. */
  emergency: string;
  /** Lines for children: "Childline, 0800 1111; Meic, 080880 23456". */
  helplines: string;
  /** A line for adults who worry about a child, likewise. It comes with what shows it, and so do lines to write to. */
  adultLine?: string;
  /** Lines to write to, and for whom: `pupil13` from 13 years on. Some ask for a word to begin with. */
  texting?: { for: string; name: string; word?: string; number: string }[];
  /** The day on which a person has last looked whether all this still holds; null until one has. */
  verifiedOn?: string | null;
}

/** Every pack there is, built in or leaf. */
export const PACK_IDS: readonly string[] =
  'both-sides both-sides-early caused-harm caused-harm-early caused-harm-teen check-in check-in-early check-out check-out-early class-agreement family-home family-plan follow-up fresh-start group-repair harmed harmed-early learning-stuck picture-talk prepare say-it staff-circle staff-repair staff-self welcome witness witness-early'.split(
    ' ',
  );

/** Every mood scale there is, built in or leaf. */
export const SCALE_IDS: readonly string[] = ['faces-3', 'faces-5', 'energy', 'body', 'weather', 'words'];

/** Packs whose core questions travel inside `l30.js`. */
export const builtInPacks: Readonly<Record<string, Pack>> = {
  'caused-harm': causedHarm as Pack,
  'check-in': checkIn as Pack,
};

/** Scales that travel inside `l30.js`. */
export const builtInScales: Readonly<Record<string, Scale>> = { 'faces-5': faces5 };

export const regions: Readonly<Record<string, Region>> = sharedRegions;

/** The numbers of a page: of its region; for `other` those that the page gives; none where it gives none, or its region is unknown. */
export function regionOf({
  region,
  emergency,
  helpline,
}: {
  region: string;
  emergency: string;
  helpline: string;
}): Region & { isOwn: boolean } {
  const isOwn = region === 'other';
  return {
    ...(isOwn
      ? { emergency, helplines: helpline }
      : Object.hasOwn(regions, region)
        ? regions[region]!
        : { emergency: '', helplines: '' }),
    isOwn,
  };
}

/** "Childline, 0800 1111; Meic, 080880 23456" as names, each with its number. What has no number is left out. */
export const linesOf = (lines: string): [name: string, number: string][] =>
  lines.split(';').flatMap((line) => {
    const [name = '', number] = line.trim().split(/, *(?=[+\d][\d ]*$)/);
    return number ? [[name, number]] : [];
  });

/** The questions that are asked: the core ones, or all. A pack that shows one a day shows any of them. */
export const promptsOf = ({ flow, prompts }: Pack, depth: string): readonly Prompt[] =>
  flow === 'pick' || depth === 'full' ? prompts : prompts.filter(({ core = true }) => core);

const DAY = 86_400_000;

/**
 * The prompt `moved` questions on from a pack's first. The first of a `pick` pack changes each day by
 * the calendar of this device, so that a whole school sees the same question on one day.
 */
export function promptAt({ flow, prompts }: Pack, moved = 0, now = new Date()): Prompt {
  const day = flow === 'pick' ? Math.round(new Date(now).setHours(0, 0, 0, 0) / DAY) : 0;
  return prompts[(day + moved) % prompts.length]!;
}

/** The ways to answer a prompt, as a list even where there is one. */
export const kindsOf = ({ answer }: Prompt): readonly AnswerKind[] => [answer].flat();

/** What one kind of answer offers to choose from: its own choices, its pack's list, a mood scale, or the people and days that a widget adds. Empty when it offers nothing, or the list is not there yet. */
export function choicesFor({ lists = {} }: Pack, answer: AnswerKind): readonly Choice[] {
  if (answer.kind === 'scale') return lists[answer.scale] ?? [];
  if (answer.kind === 'who' || answer.kind === 'when') return lists[answer.kind] ?? [];
  if (answer.kind !== 'one' && answer.kind !== 'many') return [];
  return answer.choices ?? lists[answer.list ?? ''] ?? [];
}

/** The choices of a prompt, of the first kind that is chosen from. */
export function choicesOf(pack: Pack, prompt: Prompt): readonly Choice[] {
  const chosen = kindsOf(prompt).find(({ kind }) => ['one', 'many', 'scale'].includes(kind));
  return chosen ? choicesFor(pack, chosen) : [];
}
