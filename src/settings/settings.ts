import { createContext } from '@lit/context';
import type { PropertyDeclarations } from 'lit';

/**
 * What a whole page or part of it shares. Each is a plain string from an attribute: on a widget, on
 * the nearest `<l30-site>`, or, with `data-` before it, on the script tag; nearest wins.
 */
export interface Site {
  /** Where pupils' words go: an https address, or a path on this same site. */
  endpoint: string;
  /** Where newsletter signups go. Separate, so that a pupil's words never reach a mailing service. */
  newsletterEndpoint: string;
  /** The shape the endpoint speaks; empty to recognise it by its address. */
  dialect: string;
  /** The shape the newsletter's endpoint speaks; empty to recognise it by its address. */
  newsletterDialect: string;
  /** The service's own names for our fields, as JSON: `{ "email": "entry.123" }`. */
  fields: string;
  /** Public keys of everyone who may open what pupils write, with spaces between. With them, all of it travels sealed. */
  publicKeys: string;
  /** The receiver's name for this school. */
  site: string;
  /** The school's name as people read it. */
  school: string;
  /** Who reads what pupils write, by name and role. */
  readers: string;
  /** When they read it, as the end of a sentence: "each school day before 10am". */
  readWhen: string;
  /** The safeguarding lead, by name and role. */
  lead: string;
  /** Adults whom pupils can choose by picture and name, as JSON: `[{ "id": "khan", "name": "Miss Khan", "role": …, "photo": …, "when": … }]`. */
  trustedAdults: string;
  /** Whose emergency numbers to show; with `other` those in the next two. */
  region: string;
  /** The emergency number, where the region is `other`. */
  emergency: string;
  /** Whom children can call, where the region is `other`: "Name, 0800 123; Another, 0800 456". */
  helpline: string;
  /** More people who can help nearby, as JSON: `[{ "name": "School nurse", "web": …, "phone": …, "verifiedOn": … }]`. */
  partners: string;
  /** Pictures of the school's own in place of our drawings: a folder of SVG files, or a JSON map of ids to addresses. */
  symbols: string;
  /** Whom the page is for: `4-7`, `8-12` or `13-18`. */
  age: string;
  /** Texts of the school's own in place of ours, as JSON: `{ "send": "Post it" }`. */
  words: string;
  /** `yes` shows two sentences about each widget, one tap away; other words stand in their place. */
  about: string;
  /** Ids of choices that are not offered, with spaces between. Ways out stay. */
  hideChoices: string;
  /** `yes` shows translations that no person has checked, with a line that says so. Never those that say where help is. */
  allowDrafts: string;
  /** `host-provides` when the page itself shows help; anything else keeps the help strip. */
  help: string;
}

export type SettingName = keyof Site;

export const defaults: Readonly<Site> = {
  endpoint: '',
  newsletterEndpoint: '',
  dialect: '',
  newsletterDialect: '',
  fields: '',
  publicKeys: '',
  site: 'school',
  school: '',
  readers: '',
  readWhen: '',
  lead: '',
  trustedAdults: '',
  region: 'england',
  emergency: '',
  helpline: '',
  partners: '',
  symbols: '',
  age: '',
  words: '',
  about: '',
  hideChoices: '',
  allowDrafts: '',
  help: '',
};

export const settingNames = Object.keys(defaults) as SettingName[];

/** `readWhen` → `read-when`, as it is written in HTML. */
export const attributeOf = (name: SettingName): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Lit's declaration of every setting as a string property with its attribute. */
export const settingProperties: PropertyDeclarations = Object.fromEntries(
  settingNames.map((name) => [name, { attribute: attributeOf(name) }]),
);

/** Keeps only settings that say something; an attribute left empty does not hide an outer one. */
export function given(values: Partial<Record<SettingName, string | null | undefined>>): Partial<Site> {
  return Object.fromEntries(settingNames.flatMap((name) => (values[name] ? [[name, values[name]]] : [])));
}

/** Settings from attributes, each looked up by its attribute name. */
export function readSettings(attribute: (name: string) => string | null | undefined): Partial<Site> {
  return given(Object.fromEntries(settingNames.map((name) => [name, attribute(attributeOf(name))])));
}

/** The context key. A registered symbol, so that two copies of the script on one page understand each other. */
export const siteContext = createContext<Readonly<Site>>(Symbol.for('l30-site'));

/** The tone of each age that is not spoken to as children are. */
export const TONES: Readonly<Record<string, string>> = { '4-7': 'early', '13-18': 'teen' };
