import { HEIGHTS } from '../embed.ts';
import {
  defaults,
  isLeftOut,
  linkSettings,
  siteSettings,
  tidy,
  WIDGETS,
  widgetSettings,
  type Choices,
  type Settings,
} from './choices.ts';
import { STEPS, STRICT, WITH_SCRIPT, type FormName } from './forms.ts';
import { hosts, type Host, type HostId } from './hosts.ts';
import type { StrictPage } from './strict.ts';

/** What somebody pastes, and how. */
export interface Snippet {
  form: FormName;
  /** What goes to the place where the widget shall stand: HTML, a line of text, or an address. */
  code: string;
  /** What goes into the site once, by somebody who may put scripts there; for the forms that need it. */
  siteCode?: string;
  /** What goes into the head of the page, where its policy allows scripts by their hashes alone. */
  head?: string;
  /** What has to be in such a policy. */
  policy?: string;
  /** What belongs into the site's style sheet, where the snippet cannot carry it. */
  css?: string;
  /** What to do, in order. */
  steps: readonly string[];
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** ASCII, whatever the character set of the page is. */
const toAscii = (text: string): string =>
  text
    .replace(/[&<>"]/g, (letter) => ENTITIES[letter]!)
    .replace(/[^\x20-\x7e]/gu, (letter) => `&#${letter.codePointAt(0)};`);

const asAttributes = (values: Settings): string =>
  Object.entries(values)
    .map(([name, value]) => ` ${name}="${toAscii(value)}"`)
    .join('');

const asData = (settings: Settings): Settings =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [`data-${name}`, value]));

const EXAMPLE = 'https://www.your-school.example/l30/l30.js';

/** An address in ASCII, as far as it is one. */
function address(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

const scriptOf = ({ script }: Choices): string => address(script)?.href ?? EXAMPLE;

/**
 * The hosted page of the widget, with what it shows in its query. Whose page it is, and where words go, is
 * never in it: a link that anyone can write must not decide that.
 */
export function pageOf(given: Partial<Choices>): string {
  const choices = tidy(given);
  const beside = new URL(`embed/${choices.widget}`, scriptOf(choices));
  const page = (choices.page && address(choices.page, scriptOf(choices))) || beside;
  for (const [name, value] of Object.entries(linkSettings(choices))) page.searchParams.set(name, value);
  return page.href;
}

/** A frame cannot grow, so it gets room for the longest screen that most people see. */
const FRAME_HEIGHT: Readonly<Record<Choices['widget'], number>> = {
  'question-card': 720,
  'mood-check-in': 960,
  'reflection-form': 960,
  'newsletter-signup': 960,
};

const labelOf = ({ label, widget }: Choices): string => label || WIDGETS[widget].label;

const colours = ({ accent, onAccent }: Choices): string[] =>
  accent === defaults.accent && onAccent === defaults.onAccent
    ? []
    : [`--l30-accent:${accent}`, `--l30-on-accent:${onAccent}`];

const link = (choices: Choices): string => `<a href="${toAscii(pageOf(choices))}">${toAscii(labelOf(choices))}</a>`;

/** Another site's script is compared with a hash only where both sides agree to it. */
const script = (choices: Choices, { integrity }: Partial<StrictPage>, more: Settings = {}): string =>
  `<script src="${toAscii(scriptOf(choices))}"${asAttributes({ ...(integrity && { integrity, crossorigin: 'anonymous' }), ...more })} defer></script>`;

const roomFor = ({ widget }: Choices): string => `min-height:${HEIGHTS[widget]}`;

/** With room for the first screen, so that the page does not jump when the widget arrives. A strict page takes no styles from its text. */
function boxFor(choices: Choices, { integrity }: Partial<StrictPage>): string {
  const { widget } = choices;
  const own = {
    class: `l30-${widget}`,
    'data-l30': widget,
    ...asData(widgetSettings(choices)),
    ...(!integrity && { style: [...colours(choices), roomFor(choices)].join(';') }),
  };
  return `<div${asAttributes(own)}>${link(choices)}</div>`;
}

/** A line of text that stands for the widget. It may be typed where no sign is written in another way, so it holds plain letters alone. */
function marker(choices: Choices): string {
  const plain = Object.entries(linkSettings(choices)).filter(([, value]) => /^[\w .,:;!?/-]*$/.test(value));
  return `[l30 ${[choices.widget, ...plain.map(([name, value]) => (value ? `${name}="${value}"` : name))].join(' ')}]`;
}

/** The parts of each form. */
const FORMS: Readonly<
  Record<FormName, (choices: Choices, strict: Partial<StrictPage>) => Pick<Snippet, 'code' | 'siteCode'>>
> = {
  whole: (choices, strict) => ({
    code: `${boxFor(choices, strict)}\n${script(choices, strict, asData(siteSettings(choices)))}`,
  }),
  self: (choices, strict) => ({
    code: script(choices, strict, {
      'data-l30': choices.widget,
      ...asData({ ...widgetSettings(choices), ...siteSettings(choices) }),
    }),
  }),
  'site-link': (choices, strict) => ({
    code: link(choices),
    siteCode: script(choices, strict, asData(siteSettings(choices))),
  }),
  'site-marker': (choices, strict) => ({
    code: marker(choices),
    siteCode: script(choices, strict, asData(siteSettings(choices))),
  }),
  frame: (choices) => ({
    code: `<iframe${asAttributes({ src: pageOf(choices), title: labelOf(choices), width: '100%', height: String(FRAME_HEIGHT[choices.widget]), style: 'border:0' })}></iframe>`,
  }),
  'frame-address': (choices) => ({ code: pageOf(choices) }),
  link: (choices) => ({ code: link(choices) }),
};

/** Forms whose page is in the school's own site, but whose colours have to come from its style sheet. */
const COLOURED_BY_SITE: readonly FormName[] = ['self', 'site-link', 'site-marker'];

/** Forms in which everything is in an address or in a text. */
const WITHOUT_CONSENTS: readonly FormName[] = ['site-link', 'site-marker', 'frame', 'frame-address', 'link'];
const LEFT_OUT =
  'Purposes and the address of your privacy notice cannot be in a link or in a text, which anyone could write. This form leaves them out: hosted pages take them from l30-config.js, see below.';

/**
 * The file `l30-config.js` for hosted pages on a web space without a server: the settings that no address may
 * give. ASCII, like all that we hand out.
 */
export function configFile(given: Partial<Choices>): string {
  const choices = tidy(given);
  const quote = (text: string): string =>
    JSON.stringify(text).replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const settings = Object.entries({ ...siteSettings(choices), ...widgetSettings(choices) }).filter(
    ([name]) => !(name in linkSettings(choices)),
  );
  return `// The settings of your hosted pages. This file lies beside l30.js.\nexport default {\n${settings.map(([name, value]) => `  ${quote(name)}: ${quote(value)},\n`).join('')}};\n`;
}

/** Rules for the site's style sheet: what the snippet of this form cannot carry. */
function cssFor(choices: Choices, form: FormName, isStrict: boolean): string {
  const own = colours(choices);
  return [
    ...(own.length && (isStrict || COLOURED_BY_SITE.includes(form)) ? [`:root{${own.join(';')}}`] : []),
    ...(isStrict && form === 'whole' ? [`.l30-${choices.widget}{${roomFor(choices)}}`] : []),
  ].join('\n');
}

/**
 * The snippet for one place: the form that comes through there, or the one that was chosen after it did
 * not, with numbered steps. ASCII, one line per tag, double quotes, no blank line. `strictPage` where the policy of
 * the page allows scripts by their hashes alone.
 */
export function snippetFor(
  given: Partial<Choices>,
  host: Host | HostId | string = given.host ?? '',
  strictPage?: StrictPage,
): Snippet {
  const choices = tidy(given);
  const place = typeof host === 'string' ? (hosts.find(({ id }) => id === host) ?? hosts.at(-1)!) : host;
  const form = choices.form in FORMS ? (choices.form as FormName) : place.form;
  const strict = WITH_SCRIPT.includes(form) ? strictPage : undefined;
  const css = cssFor(choices, form, !!strict);
  return {
    form,
    ...FORMS[form](choices, strict ?? {}),
    ...(strict && { head: `<script type="importmap">${strict.map}</script>`, policy: strict.policy }),
    ...(css && { css }),
    steps: [
      ...(strict ? [STRICT.first] : []),
      ...(form === place.form ? place : STEPS[form]).steps,
      ...(strict ? [STRICT.last(new URL('.', scriptOf(choices)).href)] : []),
      ...STEPS[form].after,
      ...(strict ? [STRICT.after] : []),
      ...(isLeftOut(choices) && WITHOUT_CONSENTS.includes(form) ? [LEFT_OUT] : []),
    ],
  };
}
