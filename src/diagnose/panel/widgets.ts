/** Which widgets there are, from the page alone: so a widget of another copy of the script is seen as well. */
import { WIDGET_NAMES, type WidgetName } from '../../contract/envelope.ts';
import type { Phase } from '../../element/submit-controller.ts';
import { words } from '../../locales/en/check.ts';
import { fill } from '../../locales/index.ts';
import type { CheckedPage, Found, Shape } from '../../page/found.ts';
import { nearest } from '../../settings/nearest.ts';
import type { SettingName, Site } from '../../settings/settings.ts';
import type { Trouble } from '../../settings/trouble.ts';
import { audienceOf, destinationOf, type Destination } from '../destination.ts';
import { wrong, type Finding } from '../finding.ts';
import { siteOf } from './origins.ts';

const TAGS = WIDGET_NAMES.map((name) => `l30-${name}`);

/** A widget with what is known of it. */
export interface SeenWidget {
  id: string;
  name: WidgetName;
  title: string;
  found: Found;
  site: Site;
  /** Whether it is meant to send. */
  sends: boolean;
  /** Where its letters go, if it is meant to send and the address can be used. */
  destination: Destination | undefined;
  /** Everything that keeps it from sending, the first first. */
  troubles: readonly Trouble[];
}

/** What a widget tells of itself. One of another copy of the script may know less. */
interface Telling {
  /** Where the submission on its screen stands. */
  phase?: Phase;
  /** What its admin is told. */
  complaint?: Trouble | undefined;
}

export const toldBy = (widget: Element): Telling => widget as Element & Telling;

/** A frame that was left as it was: nobody looks into it from here. */
export const isFrame = (widget: Element): widget is HTMLIFrameElement => widget.localName === 'iframe';

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
function allWidgets(found: readonly Found[]): Found[] {
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
  if (isFrame(widget)) return false;
  if (name === 'question-card') return widget.hasAttribute('respond');
  return name !== 'mood-check-in' || !widget.hasAttribute('kiosk') || !!endpoint;
}

const PEOPLE: readonly SettingName[] = ['readers', 'readWhen', 'lead'];

/** Where a widget's letters go, and all that its settings lack for it. */
function wayOf(name: WidgetName, widget: Element, site: Site): Pick<SeenWidget, 'destination' | 'troubles'> {
  const fields = site.fields || widget.querySelector('script[type="application/json"]')?.textContent || '';
  const use = destinationOf(name, { ...site, fields });
  const unsaid = audienceOf(name) === 'pupils' ? PEOPLE.filter((each) => !site[each]) : [];
  return {
    destination: 'route' in use ? use : undefined,
    troubles: [
      ...unsaid.map((missing): Trouble => ({ kind: 'people', missing })),
      ...('trouble' in use ? [use.trouble] : []),
    ],
  };
}

const NOWHERE: Pick<SeenWidget, 'destination' | 'troubles'> = { destination: undefined, troubles: [] };

/** What is known of every widget, in the order of the page. */
export function seeAll(found: readonly Found[], page: CheckedPage): SeenWidget[] {
  const named = allWidgets(found).flatMap((each) => {
    const name = nameOf(each);
    return name ? [{ name, found: each }] : [];
  });
  return named.map(({ name, found: each }, at) => {
    const alike = named.filter((other) => other.name === name);
    const [count, index] = [alike.length, alike.findIndex((other) => other.found === each) + 1];
    const site = siteOf(each, page);
    const sends = isToSend(name, each.widget, site);
    return {
      id: `widget-${at}`,
      name,
      title: count > 1 ? fill(words.oneOf, { name: words.names[name], index, count }) : words.names[name],
      found: each,
      site,
      sends,
      ...(sends ? wayOf(name, each.widget, site) : NOWHERE),
    };
  });
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
