/** What the panel "Is it working?" finds out about each widget, from the page alone: so it also tells of a widget of another copy of the script. */
import { WIDGET_NAMES, type WidgetName } from '../contract/envelope.ts';
import { words } from '../locales/en/check.ts';
import { fill } from '../locales/index.ts';
import { explain, verifiedOn } from '../settings/admin.ts';
import { fact, good, look, wrong, type Finding, type Part } from './report.ts';
import { misspeltOn, settingsOf, shownValue, siteOf, knownTo } from './settings.ts';
import { readEndpoint } from '../settings/endpoint.ts';
import type { CheckedPage, Found, Shape } from '../page/found.ts';
import { nearest } from '../settings/nearest.ts';
import type { SettingName, Site } from '../settings/settings.ts';
import type { Trouble } from '../settings/trouble.ts';

const TAGS = WIDGET_NAMES.map((name) => `l30-${name}`);

/** A widget with what is known of it. */
export interface Seen {
  id: string;
  name: WidgetName;
  title: string;
  found: Found;
  site: Site;
  /** Whether it is meant to send. */
  sends: boolean;
  audience: 'pupils' | 'newsletter';
  /** The first thing in its settings that keeps it from sending. */
  trouble: Trouble | undefined;
}

/** A frame that was left as it was: nobody looks into it from here. */
const isFrame = (widget: Element): widget is HTMLIFrameElement => widget.localName === 'iframe';

const nameOf = ({ widget }: Found): WidgetName | undefined => {
  const written = isFrame(widget)
    ? new URL(widget.src, document.baseURI).pathname.split('/').pop()
    : widget.localName.replace('l30-', '');
  return WIDGET_NAMES.find((name) => name === written);
};

/** How a widget that the front door did not tell of came here. */
function shapeOf({ parentElement: box }: Element): Shape {
  if (box?.hasAttribute('data-l30')) return 'div';
  return /(^| )l30-/.test(box?.className ?? '') ? 'class' : 'element';
}

/** All widgets of the page: those that the front door has found, and those that are there without its word. */
export function allWidgets(found: readonly Found[]): Found[] {
  const told = found.filter(({ widget }) => widget.isConnected);
  const others = [...document.querySelectorAll(TAGS.join())].filter(
    (widget) => !told.some((each) => each.widget === widget),
  );
  const all = [...told, ...others.map((widget): Found => ({ widget, shape: shapeOf(widget), mended: [] }))];
  const isBefore = (a: Element, b: Element): boolean =>
    !!(a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING);
  return all.sort((a, b) => (isBefore(a.widget, b.widget) ? -1 : 1));
}

/** Whether a widget is meant to send, by the rule of its kind. */
function isToSend(name: WidgetName, widget: Element, { endpoint }: Site): boolean {
  if (name === 'question-card') return widget.hasAttribute('respond');
  return name !== 'mood-check-in' || !widget.hasAttribute('kiosk') || !!endpoint;
}

const PEOPLE: readonly SettingName[] = ['readers', 'readWhen', 'lead'];

/** Everything in the settings that keeps a widget from sending, the first first. */
function troublesOf(audience: Seen['audience'], site: Site): Trouble[] {
  const setting = audience === 'pupils' ? 'endpoint' : 'newsletterEndpoint';
  const use = readEndpoint(site[setting]);
  const unsaid = audience === 'pupils' ? PEOPLE.filter((name) => !site[name]) : [];
  return [
    ...unsaid.map((missing): Trouble => ({ kind: 'people', missing })),
    ...('problem' in use ? [{ kind: 'endpoint', problem: use.problem, setting } as const] : []),
  ];
}

/** What is known of every widget, in the order of the page. */
export function seeAll(found: readonly Found[], page: CheckedPage): Seen[] {
  const named = allWidgets(found).flatMap((each) => {
    const name = nameOf(each);
    return name ? [{ name, found: each }] : [];
  });
  return named.map(({ name, found: each }, at) => {
    const alike = named.filter((other) => other.name === name);
    const [count, index] = [alike.length, alike.findIndex((other) => other.found === each) + 1];
    const site = siteOf(each, page);
    const audience = name === 'newsletter-signup' ? 'newsletter' : 'pupils';
    const sends = !isFrame(each.widget) && isToSend(name, each.widget, site);
    return {
      id: `widget-${at}`,
      name,
      title: count > 1 ? fill(words.oneOf, { name: words.names[name], index, count }) : words.names[name],
      found: each,
      site,
      sends,
      audience,
      trouble: sends ? troublesOf(audience, site)[0] : undefined,
    };
  });
}

/** What the widget itself tells its admin. */
function noteIn({ shadowRoot }: Element): string {
  const texts = [...(shadowRoot?.querySelector('[part~=admin]')?.childNodes ?? [])].filter(
    ({ nodeType }) => nodeType === Node.TEXT_NODE,
  );
  return texts
    .map(({ textContent }) => textContent)
    .join('')
    .replace(/^:?\s+/, '')
    .trim();
}

export type Phase = keyof typeof words.phases;

function phaseOf(widget: Element): Phase | undefined {
  return (Object.keys(words.phases) as Phase[]).find((phase) => {
    try {
      return widget.matches(`:state(${phase})`);
    } catch {
      // An older browser shows no states.
      return false;
    }
  });
}

const NARROWEST = 240;

function boxFindings(widget: Element): Finding[] {
  const { width, height } = widget.getBoundingClientRect();
  if (!width || !height || getComputedStyle(widget).visibility !== 'visible') return [look(words.hidden)];
  const values = { width: Math.round(width), height: Math.round(height) };
  return [values.width < NARROWEST ? look(fill(words.narrow, values)) : fact(fill(words.size, values))];
}

/** Whose help numbers a pupil widget shows, and when a person last looked whether they are right. */
function numberFindings({ region, help }: Site): Finding[] {
  if (help === 'host-provides') return [look(words.helpByHost)];
  const day = verifiedOn(region);
  if (day === undefined) return [];
  return [day ? fact(fill(words.numbersChecked, { region, day })) : look(fill(words.numbersUnchecked, { region }))];
}

const howFound = (name: string, { widget, shape, mended }: Found): Finding[] => [
  fact(fill(words.shapes[shape], { name, tag: `l30-${name}` })),
  ...(isFrame(widget)
    ? [fact(fill(words.inFrame, { address: `${widget.src}${widget.src.includes('?') ? '&' : '?'}l30-check` }))]
    : []),
  ...mended.map((id) => look(words.mended[id] ?? fill(words.mendedOther, { id }))),
];

/** One widget for the panel. `misfit`: what only the parts for sending could tell. `lastError`: the code of its last failure. */
export function widgetPart(
  { id, name, title, found, site, sends, audience }: Seen,
  page: CheckedPage,
  misfit?: Trouble,
  lastError?: string,
): Part {
  const { widget, shape } = found;
  const how = howFound(name, found);
  if (isFrame(widget)) return { id, title, findings: how };
  if (!widget.shadowRoot) return { id, title, findings: [wrong(words.notStarted), ...how] };
  const said = [...(sends ? troublesOf(audience, site) : []), ...(misfit && sends ? [misfit] : [])].map(explain);
  const note = noteIn(widget);
  const troubles = [...new Set([...(note ? [note] : []), ...said])].map(wrong);
  const phase = phaseOf(widget);
  const last =
    lastError && phase === 'failed'
      ? [wrong(`${words.lastTry} ${explain({ kind: 'delivery', code: lastError })}`)]
      : [];
  const state =
    phase && sends
      ? [phase === 'refused' || phase === 'failed' ? look(words.phases[phase]) : fact(words.phases[phase])]
      : [];
  const settings = settingsOf(found, page);
  const unset = knownTo(widget).filter((each) => !settings.some((setting) => setting.name === each));
  return {
    id,
    title,
    findings: [
      ...troubles,
      ...(troubles.length ? [] : [sends ? good(words.sends) : fact(words.doesNotSend)]),
      ...last,
      ...misspeltOn(widget, shape),
      ...how,
      ...state,
      ...boxFindings(widget),
      ...(audience === 'pupils' ? numberFindings(site) : []),
    ],
    rows: settings.map((setting) => [setting.name, shownValue(setting), words.origins[setting.from]]),
    beside: fill(words.notSet, { names: unset.join(', ') }),
  };
}

/** Elements and boxes that ask for a widget which does not exist. */
export function strangers(): Finding[] {
  const asking = [...document.querySelectorAll('[data-l30], :not(:defined)')].flatMap((each) => {
    const asked =
      each.getAttribute('data-l30') ?? (each.localName.startsWith('l30-') ? each.localName.slice(4) : undefined);
    // A link may say that it stays one, and a tag or a frame is told by the front door.
    return asked === undefined || /^(a|iframe|script)$/.test(each.localName) ? [] : [asked];
  });
  const unknown = asking.filter((name) => !(WIDGET_NAMES as readonly string[]).includes(name));
  return [...new Set(unknown)].map((name) =>
    wrong(fill(words.notAWidget, { name, nearest: nearest(name, WIDGET_NAMES) })),
  );
}
