import { WIDGET_NAMES, type WidgetName } from '../../contract/envelope.ts';

/**
 * Everything that somebody chooses on the builder's page, as plain texts. It is what the address of that
 * page holds, so nothing secret has a place in it: no private key, no passphrase.
 */
export interface Choices {
  widget: WidgetName;
  pack: string;
  scale: string;
  depth: string;
  heading: string;
  listName: string;
  frequency: string;
  privacyHref: string;
  purposes: string;
  /** Switches: `yes`, or empty. */
  respond: string;
  askName: string;
  askNeeds: string;
  kiosk: string;
  /** The words of the link inside the snippet. */
  label: string;

  site: string;
  school: string;
  readers: string;
  readWhen: string;
  lead: string;
  region: string;
  /** The numbers of a region that is `other`. */
  emergency: string;
  helpline: string;
  age: string;
  endpoint: string;
  dialect: string;
  newsletterEndpoint: string;
  newsletterDialect: string;
  fields: string;
  publicKeys: string;

  accent: string;
  onAccent: string;
  /** Whether the school's page is `light` or `dark`, and how wide in CSS pixels its column is shown; empty to fit in here. */
  scheme: string;
  width: string;

  /** Address of `l30.js`, and of the hosted page where it is not beside it. */
  script: string;
  page: string;
  /** Where it will be pasted, and the form of the snippet when the first one did not come through. */
  host: string;
  form: string;
}

export type ChoiceName = keyof Choices;

export const defaults: Readonly<Choices> = {
  widget: 'mood-check-in',
  pack: '',
  scale: '',
  depth: '',
  heading: '',
  listName: '',
  frequency: '',
  privacyHref: '',
  purposes: '',
  respond: '',
  askName: '',
  askNeeds: '',
  kiosk: '',
  label: '',
  site: 'school',
  school: '',
  readers: '',
  readWhen: '',
  lead: '',
  region: 'england',
  emergency: '',
  helpline: '',
  age: '',
  endpoint: '',
  dialect: '',
  newsletterEndpoint: '',
  newsletterDialect: '',
  fields: '',
  publicKeys: '',
  accent: '#155e63',
  onAccent: '#ffffff',
  scheme: 'light',
  width: '',
  script: '',
  page: '',
  host: '',
  form: '',
};

export const choiceNames = Object.keys(defaults) as ChoiceName[];

/** What each widget is for, and the words of its link where nobody chose others. */
export const WIDGETS: Readonly<Record<WidgetName, { name: string; about: string; label: string }>> = {
  'question-card': {
    name: 'Question card',
    about: 'One question a day, to think or talk about, or to answer.',
    label: 'Our question for today',
  },
  'mood-check-in': {
    name: 'Mood check-in',
    about: 'Pictures with words: how are you feeling right now?',
    label: 'How are you feeling right now?',
  },
  'reflection-form': {
    name: 'Reflection form',
    about: 'Thinking something through, one question at a time.',
    label: 'Think about it, one question at a time',
  },
  'newsletter-signup': {
    name: 'Newsletter signup',
    about: 'For families, on a page for adults.',
    label: 'Get our letter by email',
  },
};

/** Which choices are settings of the widget itself, by the widget. All others are settings of the whole page. */
const OWN: Readonly<Record<WidgetName, readonly ChoiceName[]>> = {
  'question-card': ['pack', 'respond'],
  'mood-check-in': ['scale', 'heading', 'askNeeds', 'askName', 'kiosk'],
  'reflection-form': ['pack', 'depth', 'askName'],
  'newsletter-signup': ['heading', 'listName', 'frequency', 'privacyHref', 'purposes'],
};

const SWITCHES: readonly ChoiceName[] = ['respond', 'askName', 'askNeeds', 'kiosk'];

const PEOPLE = ['readers', 'readWhen', 'lead', 'region', 'emergency', 'helpline', 'age'] as const;
const PUPILS = ['endpoint', 'dialect'] as const;
const FAMILIES = ['newsletterEndpoint', 'newsletterDialect'] as const;

/** `readWhen` → `read-when`, as it is written in HTML and in the query of a link. */
const attributeOf = (name: ChoiceName): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Attributes by name, in the order in which they are written. */
export type Settings = Readonly<Record<string, string>>;

const settingsOf = (choices: Choices, names: readonly ChoiceName[]): Settings =>
  Object.fromEntries(
    names
      .filter((name) => choices[name])
      .map((name) => [attributeOf(name), SWITCHES.includes(name) ? '' : choices[name]]),
  );

/** Whether a choice means something for the widget that was chosen. */
export const concerns = ({ widget }: Choices, name: ChoiceName): boolean => OWN[widget].includes(name);

export const isForFamilies = ({ widget }: Choices): boolean => widget === 'newsletter-signup';

/** Settings of the widget: they stand on its box and in its link. None of them is a matter of safety. */
export const widgetSettings = (choices: Choices): Settings => settingsOf(choices, OWN[choices.widget]);

/** Where somebody consents, and what they can read first, is no matter for an address that anyone can write. */
const NOT_IN_LINKS: readonly ChoiceName[] = ['purposes', 'privacyHref'];

/** Settings that a link may carry: they choose what is shown, and the page behind the link shows the same. */
export const linkSettings = (choices: Choices): Settings =>
  settingsOf(choices, [
    ...OWN[choices.widget].filter((name) => !NOT_IN_LINKS.includes(name)),
    ...(isForFamilies(choices) ? [] : (['age'] as const)),
  ]);

/** Whether something was chosen that a link cannot carry. */
export const isLeftOut = (choices: Choices): boolean =>
  NOT_IN_LINKS.some((name) => concerns(choices, name) && choices[name] !== '');

/** Settings of the whole page: they stand on the script tag. The JSON of `fields` comes last, where it can spoil nothing. */
export function siteSettings(choices: Choices): Settings {
  const own: readonly ChoiceName[] = isForFamilies(choices) ? FAMILIES : [...PUPILS, ...PEOPLE, 'publicKeys'];
  return settingsOf(choices, ['site', 'school', ...own, 'fields']);
}

/** A text that comes through every editor: one line, no angle brackets, nothing that cannot be printed. */
const clean = (text: string): string =>
  text
    .replace(/[<>\p{Cc}\p{Cs}\p{Cn}\u2028\u2029]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Choices as a snippet can carry them; what cannot be, such as a widget that does not exist, is as it was in the beginning. */
export function tidy(choices: Partial<Choices>): Choices {
  const all = { ...defaults, ...choices };
  const texts = Object.fromEntries(choiceNames.map((name) => [name, clean(String(all[name]))])) as unknown as Choices;
  const isColour = (text: string): boolean => /^#[\da-f]{6}$/i.test(text);
  return {
    ...texts,
    widget: WIDGET_NAMES.includes(texts.widget) ? texts.widget : defaults.widget,
    accent: isColour(texts.accent) ? texts.accent : defaults.accent,
    onAccent: isColour(texts.onAccent) ? texts.onAccent : defaults.onAccent,
    ...Object.fromEntries(SWITCHES.map((name) => [name, texts[name] ? 'yes' : ''])),
  };
}

/** The choices as the part of an address behind its `#`, which no server is told. Only what was changed is in it. */
export const toAddress = (choices: Choices): string =>
  new URLSearchParams(
    choiceNames.filter((name) => choices[name] !== defaults[name]).map((name) => [attributeOf(name), choices[name]]),
  ).toString();

/** The choices of such an address. Anything else that stands there is left out. */
export function fromAddress(hash: string): Choices {
  const query = new URLSearchParams(hash.replace(/^#/, ''));
  const given = choiceNames
    .filter((name) => query.has(attributeOf(name)))
    .map((name) => [name, query.get(attributeOf(name))]);
  const choices: Choices = { ...defaults, ...Object.fromEntries(given) };
  return { ...choices, widget: WIDGET_NAMES.includes(choices.widget) ? choices.widget : defaults.widget };
}
