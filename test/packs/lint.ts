/** The rules for packs that a machine can hold. Each takes a pack and tells what is wrong with it, in words. */
import { kindsOf, PHASES, type Choice, type PackFile, type Prompt } from '../../src/packs/index.ts';
import { WAYS_OUT } from '../../src/packs/ways-out.ts';
import { listsNamed } from '../../src/packs/whole.ts';
import { bannedWords } from '../support.ts';

/** What stands around a pack, which it names and does not hold. */
export interface Around {
  lists: Readonly<Record<string, Choice[]>>;
  guide: Readonly<Record<string, string>>;
  scales: readonly string[];
  symbols: readonly string[];
}

export type Rule = (pack: PackFile, around: Around) => string[];

export const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const IN_ORDER = ['sequence', 'turns', 'frame'];

/** In the early years help can be a choice and need no question of its own. */
const HELP_CHOICES = ['with-help', 'help-me'];

/** Packs that come before and after the talk in which things are put right. */
const BESIDE_THE_TALK = ['prepare', 'follow-up'];

/** What a young child may be asked about by name only with care, and in a circle not at all. */
const TENDER =
  /\b(?:money|holidays?|weekends?|pets?|food|breakfast|church|mosque|temple|pray\w*|god|m[uo]m(?:s|m?y|mies)?|dad\w*|parents?|brothers?|sisters?|famil(?:y|ies)|best friends?|like (?:the )?(?:most|best))\b/gi;

const SORRY_ALONE = /^\W*(?:i\W?a?m |i will |to )?(?:say(?:ing)? )?(?:i\W?a?m )?sorry\W*$/i;

/** Words of ours that can be taken another way, and always come with their meaning. */
const TO_EXPLAIN = [/\bmake it up\b/, /\bmake it better\b/, /\bput right\b/];

/** The most words in a sentence. What a pack is for is said in one, and read by staff at a desk. */
const LONGEST = { early: 8, pupil: 14, adult: 16, purpose: 20 };
export const longestFor = ({ audience, tone }: Pick<PackFile, 'audience' | 'tone'>): number => {
  if (tone === 'early') return LONGEST.early;
  return audience === 'staff' || audience === 'family' ? LONGEST.adult : LONGEST.pupil;
};
const MOST_CHOICES_EARLY = 6;
const HARDEST = { early: 2, others: 4 };

export const sentencesIn = (text: string): string[] => text.split(/(?<=[.!?:])\s+/);
export const wordsIn = (sentence: string): string[] => sentence.split(/\s+/).filter((word) => /\w/.test(word));
export const repeated = (ids: readonly string[]): string[] => ids.filter((id, i) => ids.indexOf(id) !== i);

const given = (...texts: (string | undefined)[]): string[] => texts.filter((text) => text !== undefined);
const ownChoices = (prompt: Prompt): Choice[][] =>
  kindsOf(prompt).flatMap((each) => ('choices' in each && each.choices ? [each.choices] : []));

/** What whoever answers reads in a prompt, its lists aside. */
const textsOf = (prompt: Prompt): string[] => [
  ...given(prompt.text, prompt.helper, prompt.easy),
  ...Object.entries(prompt.gloss ?? {}).flat(),
  ...ownChoices(prompt)
    .flat()
    .map(({ text }) => text),
];

/** Every choice list of a pack by a name to find it by: its own, and those it names. */
function listsOf(pack: PackFile, { lists }: Around): [name: string, list: Choice[]][] {
  return [
    ...listsNamed(pack.prompts).map((name): [string, Choice[]] => [name, pack.lists?.[name] ?? lists[name] ?? []]),
    ...pack.prompts.flatMap((prompt) => ownChoices(prompt).map((list): [string, Choice[]] => [prompt.id, list])),
  ];
}

/** All that pupils, or whoever else answers, can read. */
const readBy = (pack: PackFile, around: Around): string[] => [
  pack.title,
  ...pack.prompts.flatMap(textsOf),
  ...listsOf(pack, around).flatMap(([, list]) => list.map(({ text }) => text)),
];

/** Ids under which the form sends something of its own: a name, a wish to talk, a helping hand. */
const FORMS_OWN = ['name', 'talk', 'scribed'];

/** Rule 1. What the schema cannot see: ids are unique, and all that is named is there. */
const everythingIsThere: Rule = (pack, around) => {
  const { prompts, lists = {}, adultGuide = [], notFor = [] } = pack;
  const named = listsNamed(prompts);
  return [
    ...repeated(prompts.map(({ id }) => id)).map((id) => `two prompts are called ${id}`),
    ...prompts.filter(({ id }) => FORMS_OWN.includes(id)).map(({ id }) => `the id ${id} belongs to the form itself`),
    ...listsOf(pack, around).flatMap(([name, list]) => [
      ...repeated(list.map(({ id }) => id)).map((id) => `${name}: two choices are called ${id}`),
      ...repeated(list.map(({ text }) => text.toLowerCase())).map((text) => `${name}: two choices say "${text}"`),
      ...(list.length > 1 ? [] : [`${name}: nothing to choose from`]),
    ]),
    ...Object.keys(lists)
      .filter((name) => !named.includes(name))
      .map((name) => `no prompt names the list ${name}`),
    ...[...prompts, ...listsOf(pack, around).flatMap(([, list]) => list)].flatMap(({ symbol }) =>
      symbol === undefined || around.symbols.includes(symbol) ? [] : [`there is no drawing called ${symbol}`],
    ),
    ...prompts.flatMap((prompt) =>
      kindsOf(prompt).flatMap((each) =>
        each.kind !== 'scale' || around.scales.includes(each.scale)
          ? []
          : [`${prompt.id}: there is no scale called ${each.scale}`],
      ),
    ),
    ...[...adultGuide, ...notFor]
      .filter((words) => ID.test(words) && !(words in around.guide))
      .map((key) => `there are no words for adults called ${key}`),
  ];
};

/** Rule 2. Story comes before feelings and impact before repair. */
const phasesNeverGoBack: Rule = ({ flow, prompts }) => {
  if (!IN_ORDER.includes(flow)) return [];
  return prompts.flatMap(({ id, phase }, i) => {
    const before = prompts[i - 1]?.phase ?? phase;
    return PHASES.indexOf(phase) < PHASES.indexOf(before) ? [`${id} goes back from ${before} to ${phase}`] : [];
  });
};

/** Rule 3. Asks no why, accuses nobody and promises nothing, to adults neither. */
const accusesNobody: Rule = (pack, around) =>
  [...readBy(pack, around), ...given(pack.staffTitle, pack.purpose, ...pack.prompts.map(({ adult }) => adult))].flatMap(
    (text) => bannedWords(text).map((word) => `${word}: ${text}`),
  );

/** Rule 4, by the sentence. */
const sentencesAreShort: Rule = (pack, around) => [
  ...readBy(pack, around)
    .flatMap(sentencesIn)
    .filter((sentence) => wordsIn(sentence).length > longestFor(pack)),
  ...given(...pack.prompts.map(({ adult }) => adult))
    .flatMap(sentencesIn)
    .filter((sentence) => wordsIn(sentence).length > LONGEST.adult),
  ...sentencesIn(pack.purpose).filter((sentence) => wordsIn(sentence).length > LONGEST.purpose),
];

/** Nearly: groups of vowels, less an e that is not heard. */
const syllablesIn = (word: string): number =>
  Math.max(
    1,
    (
      word
        .toLowerCase()
        .replace(/[^a-z]/g, '')
        .replace(/(?:[^laeiouy]es|[^lt]ed|[^laeiouy]e)$/, '')
        .match(/[aeiouy]+/g) ?? []
    ).length,
  );

/** Flesch-Kincaid grade of a text, nearly. Short questions score near nothing, so it catches disasters alone. */
export function gradeOf(texts: readonly string[]): number {
  const sentences = texts.flatMap(sentencesIn);
  const words = sentences.flatMap(wordsIn);
  const syllables = words.reduce((sum, word) => sum + syllablesIn(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

/** Rule 4, by the pack. */
const wordsAreEasy: Rule = ({ tone, prompts }) => {
  const grade = gradeOf(prompts.flatMap(({ text, helper }) => given(text, helper)));
  return grade <= (tone === 'early' ? HARDEST.early : HARDEST.others) ? [] : [`reads like grade ${grade.toFixed(1)}`];
};

/** Rule 5. Responsive packs lead to repair, with support beside it, and end in help or a plan. */
const harmIsAnswered: Rule = ({ id, stance, flow, audience, notFor = [], prompts }) => {
  if (stance !== 'responsive') return [];
  const says = notFor.length ? [] : ['does not say what it is not for'];
  if (['pupil', 'group'].includes(audience) && !notFor.includes('not-for'))
    says.push('does not say that it is not for abuse');
  if (flow === 'frame') return says;
  const atHome = audience === 'family' && flow === 'turns';
  const faultsOf = (asked: readonly Prompt[], which: string): string[] => {
    const phases = asked.map(({ phase }) => phase);
    const helps =
      phases.includes('support') ||
      phases.includes('needs') ||
      asked.some((prompt) =>
        ownChoices(prompt)
          .flat()
          .some((choice) => HELP_CHOICES.includes(choice.id)),
      );
    return [
      ...(phases.includes('repair') || BESIDE_THE_TALK.includes(id) ? [] : [`${which}: nothing is put right`]),
      ...(helps ? [] : [`${which}: no support and no needs`]),
      ...(atHome || ['plan', 'support'].includes(phases.at(-1)!) ? [] : [`${which}: ends in ${phases.at(-1)}`]),
    ];
  };
  // A child may be asked the core questions alone. Adults who look back on themselves choose how far they go.
  const core =
    audience === 'staff'
      ? []
      : faultsOf(
          prompts.filter((prompt) => prompt.core),
          'core',
        );
  return [...says, ...faultsOf(prompts, 'all'), ...core];
};

/** Rule 6. Whoever counts who was touched counts themselves, and every list has a way out. */
const everyoneCountsAndCanLeave: Rule = (pack, around) => [
  ...pack.prompts
    .filter(({ phase }) => phase === 'impact')
    .flatMap((prompt) =>
      listsNamed([prompt]).map((name): [string, Choice[]] => [
        `${prompt.id}: ${name}`,
        pack.lists?.[name] ?? around.lists[name] ?? [],
      ]),
    )
    .filter(([, list]) => !list.some(({ id }) => id === 'me'))
    .map(([name]) => `${name} leaves me out`),
  ...listsOf(pack, around)
    .filter(([, list]) => !list.some(({ id }) => WAYS_OUT.includes(id)))
    .map(([name]) => `there is no way out of ${name}`),
];

/** Rule 7. Nobody is let off with sorry alone. To feel sorry is something else. */
const sorryIsAStart: Rule = (pack, around) =>
  listsOf(pack, around).flatMap(([name, list]) =>
    name === 'feelings' ? [] : list.filter(({ text }) => SORRY_ALONE.test(text)).map(({ text }) => `${name}: ${text}`),
  );

/** Rule 8, as far as words show it. Proactive packs ask about nothing that sets a child apart. */
const setsNobodyApart: Rule = (pack, around) =>
  pack.stance === 'proactive'
    ? readBy(pack, around).flatMap((text) => (text.match(TENDER) ?? []).map((word) => `${word}: ${text}`))
    : [];

/** Rule 9. In a circle everyone can pass, every time. */
const everyoneCanPass: Rule = ({ flow, prompts }) =>
  flow === 'pick'
    ? prompts.filter(({ helper = '' }) => !/\byou can pass\b/i.test(helper)).map(({ id }) => `${id} offers no pass`)
    : [];

/** The packs for the youngest offer few things at a time, ask one thing at a time, and have an adult near. */
const gentleWithTheYoungest: Rule = (pack, around) => {
  if (pack.tone !== 'early') return [];
  return [
    ...(pack.adultNear ? [] : ['no adult is near']),
    ...listsOf(pack, around)
      .filter(([, list]) => list.length > MOST_CHOICES_EARLY)
      .map(([name, list]) => `${name} has ${list.length} choices`),
    ...pack.prompts.filter(({ text }) => text.split('?').length > 2).map(({ text }) => `asks twice: ${text}`),
  ];
};

/** The words we lean on are explained to those who hear them for the first time. Staff know them. */
const wordsAreExplained: Rule = ({ audience, prompts }) => {
  if (audience === 'staff') return [];
  return prompts.flatMap(({ id, text, gloss = {} }) =>
    TO_EXPLAIN.flatMap((words) => {
      const found = words.exec(text)?.[0];
      return found === undefined || found in gloss ? [] : [`${id} leaves "${found}" unexplained`];
    }),
  );
};

/** An easier wording is one, and what is explained is there to be read. */
const helpHelps: Rule = ({ prompts }) => [
  ...prompts.flatMap(({ text, easy = '' }) =>
    easy === '' ||
    (easy.length < text.length && sentencesIn(easy).every((each) => wordsIn(each).length <= LONGEST.early))
      ? []
      : [`not easier: ${easy}`],
  ),
  ...prompts.flatMap(({ text, helper = '', gloss = {} }) =>
    Object.keys(gloss)
      .filter((words) => !`${text} ${helper}`.includes(words))
      .map((words) => `"${words}" is not in: ${text}`),
  ),
];

/** Every rule, by the sentence that a report shows. */
export const RULES: Readonly<Record<string, Rule>> = {
  'ids are unique, and every list, scale, drawing and word for adults that it names is there': everythingIsThere,
  'story comes before feelings and impact before repair: no phase goes back': phasesNeverGoBack,
  'asks no why, accuses nobody and promises nothing': accusesNobody,
  'no sentence is longer than its readers can hold': sentencesAreShort,
  'its words are easy': wordsAreEasy,
  'answers to harm with repair and support, ends in help or a plan, and says what it is not for': harmIsAnswered,
  'counts whoever answers among those who were touched, and every list has a way out': everyoneCountsAndCanLeave,
  'lets nobody off with sorry alone': sorryIsAStart,
  'asks about nothing that sets a child apart': setsNobodyApart,
  'lets everyone pass in a circle, every time': everyoneCanPass,
  'is gentle with the youngest': gentleWithTheYoungest,
  'explains the words it leans on': wordsAreExplained,
  'makes easier what it says in fewer words': helpHelps,
};
