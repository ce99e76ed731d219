/**
 * The front door for a script tag. Works as a classic script and as a module, wherever the tag
 * stands, whenever it arrives, and beside another copy of itself; leaves nothing on the page but the
 * elements it defines.
 */
import { ContextProvider } from '@lit/context';
import { settingsIn } from './page/address.ts';
import { arrive, OUR_TAGS } from './page/copies.ts';
import type { CheckLeaf, FrontDoor } from './page/found.ts';
import { L30Site } from './settings/l30-site.ts';
import { defaults, readSettings, siteContext } from './settings/settings.ts';
import { hashOfFile, watchStops } from './settings/stopped.ts';
import { report, reportLost } from './settings/trouble.ts';
import * as core from './core.ts';
import { Leaf, setLeafLoader } from './leaf.ts';
import { build, serial, version } from './page/version.ts';
import { widgets } from './widgets/index.ts';

const shapes = new Leaf('page/shapes', () => import('./page/shapes.ts'));
const panel = new Leaf('diagnose/check', () => import('./diagnose/check.ts'));

const names: readonly string[] = widgets.map(({ widgetName }) => widgetName);
const tags = names.map((name) => `l30-${name}`);

/** What is inside a widget is its fallback. */
const INSIDE = `${tags.map((tag) => `${tag} *`)}`;
/** What only a leaf understands: links, frames, tags and text that stand for a widget, and what an unclosed widget has swallowed. */
const RARE = `:is(${names.map((name) => `[href*="/embed/${name}"],[src*="/embed/${name}"]`)},:is(a,script):is([data-l30],[class*=l30-])):not(${INSIDE}),:is(${tags})>:not(a)`;
const MARKER = /\[\s*l30/i;

/** Gives a widget what it was not told itself: by its box, then by the address of the link inside. */
function adopt(widget: Element, box: Element): void {
  const give = (name: string, value: string): unknown => widget.hasAttribute(name) || widget.setAttribute(name, value);
  for (const { name, value } of box.attributes) if (/^data-(?!l30)/.test(name)) give(name.slice(5), value);
  const link = box.querySelector<HTMLAnchorElement>(`a[href*="/embed/${widget.localName.slice(4)}"]`);
  if (link) for (const [name, value] of settingsIn(link.href)) give(name, value);
}

/** Which widget a box has been given: a page that puts the box in order as its server knows it gets the same one again, with its words. */
const placed = new WeakMap<Element, Element>();

/** Puts the widget into its box; what was inside becomes its fallback. */
function place(box: Element, name: string): void {
  const tag = `l30-${name}`;
  if (box.querySelector(`${tag},div.${tag},[data-l30=${name}]:not(a,script)`)) return;
  const widget = placed.get(box) ?? document.createElement(tag);
  placed.set(box, widget);
  adopt(widget, box);
  widget.replaceChildren(...box.childNodes);
  box.append(widget);
}

/** Upgrades an element that asks for a widget, and says so when there is none of that name. */
function meet(element: Element): void {
  const { localName, classList } = element;
  // Whoever writes in an editor keeps what they wrote.
  if ((element as HTMLElement).isContentEditable || element.matches(`a,script,${INSIDE}`)) return;
  if (tags.includes(localName)) return adopt(element, element);
  const asked =
    element.getAttribute('data-l30') ??
    (localName.startsWith('l30-') && !customElements.get(localName)
      ? localName.slice(4)
      : localName === 'div'
        ? names.find((name) => classList.contains(`l30-${name}`))
        : null);
  if (asked == null) return;
  if (names.includes(asked)) place(element, asked);
  else void report({ kind: 'unknown', what: 'widget', name: asked, known: names });
}

function open(script: HTMLScriptElement | undefined): void {
  const base = new URL('.', script?.src || document.baseURI).href;
  // What leaves find of us. A page that loads two builds has two of these.
  (document as unknown as Record<symbol, object>)[Symbol.for(`l30:${build}`)] = core;
  const asked: Record<string, number> = {};
  // By another address a file would slip past the hash that the page has for it.
  const isGuarded = (name: string): boolean =>
    [...document.querySelectorAll('[type=importmap]')].some(({ textContent }) => textContent!.includes(`/${name}.js`));
  const stoppedBy = watchStops();
  setLeafLoader(async (name) => {
    const times = asked[name] ?? 0;
    asked[name] = times + 1;
    // Some browsers remember for good that a file did not come, or was of another build, and must be asked by another name.
    const again = times && !isGuarded(name) ? `?${build}${times}` : '';
    const address = `${base}${name}.js${again}`;
    try {
      return await import(/* @vite-ignore */ address);
    } catch (error) {
      const directive = await stoppedBy(address);
      if (!directive) throw error;
      const trouble = { kind: 'stopped', name, folder: base, directive, hash: await hashOfFile(base, name) } as const;
      throw Object.assign(error as Error, { trouble });
    }
  });

  // Of two tags one may be bare.
  const given = [script, ...document.querySelectorAll(OUR_TAGS)]
    .map((tag) => readSettings((name) => tag?.getAttribute(`data-${name}`)))
    .find((settings) => Object.keys(settings).length);
  const site = { ...defaults, ...given };
  new ContextProvider(document.documentElement, { context: siteContext, initialValue: site });
  L30Site.define();
  for (const widget of widgets) widget.define();

  const isChecked = script?.hasAttribute('data-check') || location.search.includes('l30-check');
  const check = (): Promise<CheckLeaf> => panel.load();
  const door: FrontDoor = { script, base, site, version, names, place, check, report };
  // Whatever was met before it came is looked at then.
  const again = { isConnected: true, requestUpdate: () => lookForRare(document.documentElement) };
  const lookForRare = (root: Element): void => {
    if (!isChecked && !root.matches(RARE) && !root.querySelector(RARE) && !MARKER.test(root.textContent!)) return;
    const leaf = shapes.want(again);
    if (leaf) leaf.upgrade(root, door);
    else if (shapes.isLost) reportLost(shapes);
  };
  const scan = (root: Element): void => {
    [root, ...root.querySelectorAll(`[data-l30],[class*=l30-],:not(:defined),${tags}`)].forEach(meet);
    lookForRare(root);
  };
  const { documentElement } = document;
  scan(documentElement);
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      for (const node of addedNodes) {
        if (node instanceof Element) scan(node);
        else if (MARKER.test(node.textContent!)) scan(target as Element);
      }
      if (addedNodes.length && placed.has(target as Element)) meet(target as Element);
    }
  }).observe(documentElement, { childList: true, subtree: true });
  // What the parser brings in pieces is whole by then.
  document.addEventListener('DOMContentLoaded', () => lookForRare(documentElement));
}

// A module has no currentScript; the last tag that loads this file is ours.
const script = document.currentScript ?? [...document.querySelectorAll(OUR_TAGS)].pop();
arrive(serial, () => open(script as HTMLScriptElement | undefined));
