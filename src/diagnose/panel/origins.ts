/** Where each setting of a widget comes from, and how its value is shown. */
import { words } from '../../locales/en/check.ts';
import { fill } from '../../locales/index.ts';
import type { CheckedPage, Found, Shape } from '../../page/found.ts';
import { attributeOf, defaults, settingNames, type SettingName, type Site } from '../../core.ts';

export type Origin = keyof typeof words.origins;

export interface SettingFrom {
  /** As it is written in HTML, without `data-`. */
  name: string;
  value: string;
  from: Origin;
}

export const siteAttributes: readonly string[] = settingNames.map(attributeOf);

const propertyOf = (attribute: string): string =>
  attribute.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Reads a public property without saying which class has it: the widgets may be of another copy of the script. */
const property = (element: Element, attribute: string): unknown =>
  (element as unknown as Record<string, unknown>)[propertyOf(attribute)];

/** All names that a widget takes as attributes. */
export const knownTo = (widget: Element): string[] => [
  ...new Set([
    ...((widget.constructor as { observedAttributes?: string[] }).observedAttributes ?? []),
    ...siteAttributes,
  ]),
];

/** The box or link that a widget was put into, unless the widget was written by itself. */
export const boxAround = ({ parentElement: box }: Element): Element | undefined =>
  box && (box.hasAttribute('data-l30') || /(^| )l30-/.test(box.className)) && !box.localName.startsWith('l30-')
    ? box
    : undefined;

/** The link to the hosted page that belongs to a widget. */
function linkOf(widget: Element): URL | undefined {
  const link = widget.querySelector('a[href]') ?? widget.closest('a[href]');
  return link ? new URL((link as HTMLAnchorElement).href, document.baseURI) : undefined;
}

function* sitesAround(widget: Element): Generator<Element> {
  for (
    let each: Element | null = widget;
    each;
    each = each.parentElement ?? (each.getRootNode() as Partial<ShadowRoot>).host ?? null
  ) {
    if (each.localName === 'l30-site') yield each;
  }
}

/** What an element itself says to a setting: by its attribute, or by the property that a script has set. */
export function saidBy(element: Element, name: string): string | undefined {
  const value = property(element, name);
  return element.getAttribute(name) || (typeof value === 'string' && value) || undefined;
}

/** Where a setting stood that the front door put on a box of its own, in place of another shape. */
const MADE: Partial<Record<Shape, Origin>> = { marker: 'marker', script: 'script', link: 'tag' };

function ownOrigin({ widget, shape }: Found, name: string): Origin {
  if (!widget.hasAttribute(name)) return 'property';
  if (boxAround(widget)?.hasAttribute(`data-${name}`) && shape !== 'frame') return MADE[shape] ?? 'box';
  if (!linkOf(widget)?.searchParams.has(name)) return 'tag';
  return shape === 'frame' ? 'frame' : 'link';
}

/** One of the settings that a whole page can share. */
function sharedSetting(found: Found, name: SettingName, { script, site }: CheckedPage): SettingFrom {
  const attribute = attributeOf(name);
  const own = saidBy(found.widget, attribute);
  if (own) return { name: attribute, value: own, from: ownOrigin(found, attribute) };
  for (const around of sitesAround(found.widget)) {
    const value = saidBy(around, attribute);
    if (value) return { name: attribute, value, from: 'site' };
  }
  const onScript = script?.getAttribute(`data-${attribute}`);
  if (onScript) return { name: attribute, value: onScript, from: 'script' };
  return { name: attribute, value: site[name], from: site[name] === defaults[name] ? 'default' : 'page' };
}

/** Every setting that has a value, with where it comes from; those of the widget alone first. */
export function settingsWithOrigin(found: Found, page: CheckedPage): SettingFrom[] {
  const { widget } = found;
  const own = knownTo(widget)
    .filter((name) => !siteAttributes.includes(name) && widget.hasAttribute(name))
    .map((name): SettingFrom => {
      const value = widget.getAttribute(name) || (typeof property(widget, name) === 'boolean' ? words.on : words.empty);
      return { name, value, from: ownOrigin(found, name) };
    });
  return [...own, ...settingNames.map((name) => sharedSetting(found, name, page))].filter(({ value }) => value);
}

/** The settings that hold for a widget, as it reads them. */
export const siteOf = (found: Found, page: CheckedPage): Site =>
  Object.fromEntries(settingNames.map((name) => [name, sharedSetting(found, name, page).value])) as unknown as Site;

/** An address without what may be secret in it. */
export function withoutQuery(address: string): string {
  try {
    const url = new URL(address, document.baseURI);
    const bare = url.protocol === 'mailto:' ? `mailto:${url.pathname}` : url.origin + url.pathname;
    return url.search ? `${bare}?\u2026` : bare;
  } catch {
    return address;
  }
}

const LONG = 100;

/** A value as the panel shows it. Keys are counted, long values cut, and an address keeps its secrets. */
export function shownValue({ name, value }: SettingFrom): string {
  if (name === 'public-keys') return fill(words.keyCount, { count: value.split(/[\s,]+/).filter(Boolean).length });
  const text = /^https?:\/\/\S+\?/.test(value) ? withoutQuery(value) : value;
  return text.length > LONG ? `${text.slice(0, LONG)}\u2026` : text;
}
