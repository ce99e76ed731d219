/**
 * The front door for a script tag. Works as a classic script and as a module, wherever the tag
 * stands, whenever it arrives, and beside another copy of itself; leaves nothing on the page but the
 * elements it defines.
 */
import { ContextProvider } from '@lit/context';
import { setLeafLoader } from './site/leaf.ts';
import { L30Site } from './site/l30-site.ts';
import { defaults, readSettings, siteContext } from './site/settings.ts';
import { report } from './site/trouble.ts';
import { widgets } from './widgets/index.ts';

const names: readonly string[] = widgets.map(({ widgetName }) => widgetName);

/** Which widget a box has been given: a page that puts the box in order as its server knows it gets the same one again, with its words. */
const placed = new WeakMap<Element, HTMLElement>();

/** Puts the widget into a `div[data-l30]`; what was inside becomes its fallback. */
function place(box: HTMLElement, name: string): void {
  const tag = `l30-${name}`;
  if (box.firstElementChild?.localName === tag) return;
  const widget = placed.get(box) ?? document.createElement(tag);
  placed.set(box, widget);
  for (const { name: attribute, value } of box.attributes) {
    if (attribute.startsWith('data-') && attribute !== 'data-l30') widget.setAttribute(attribute.slice(5), value);
  }
  widget.replaceChildren(...box.childNodes);
  box.append(widget);
}

/** Upgrades an element that asks for a widget, and says so when there is none of that name. */
function meet(element: Element): void {
  const { localName } = element;
  if (localName === 'script') return;
  const asked = element.getAttribute('data-l30') ?? (localName.startsWith('l30-') && !customElements.get(localName) ? localName.slice(4) : null);
  if (asked === null) return;
  if (names.includes(asked)) place(element as HTMLElement, asked);
  else void report({ kind: 'unknown', what: 'widget', name: asked, known: names });
}

function scan(root: Element): void {
  [root, ...root.querySelectorAll('[data-l30],:not(:defined)')].forEach(meet);
}

function open(): void {
  // A module has no currentScript; the last tag that loads this file is ours.
  const script = document.currentScript ?? [...document.querySelectorAll('script[src*="l30.js"]')].pop();
  const base = new URL('.', (script as HTMLScriptElement | undefined)?.src || document.baseURI).href;
  const failures: Record<string, number> = {};
  // Some browsers remember for good that a file could not be loaded, and must be asked by another name; but by another name a file would slip past the hash that the page has for it.
  const isGuarded = (path: string): boolean => [...document.querySelectorAll('[type=importmap]')].some(({ textContent }) => textContent!.includes(`/${path}.js`));
  const again = (path: string): string => (failures[path] && !isGuarded(path) ? `?${failures[path]}` : '');
  setLeafLoader((path) =>
    import(/* @vite-ignore */ `${base}${path}.js${again(path)}`).catch((error: unknown) => {
      failures[path] = (failures[path] ?? 0) + 1;
      throw error;
    }),
  );

  new ContextProvider(document.documentElement, {
    context: siteContext,
    initialValue: { ...defaults, ...readSettings((name) => script?.getAttribute(`data-${name}`) ?? null) },
  });
  customElements.define('l30-site', L30Site);
  for (const widget of widgets) widget.define();

  scan(document.documentElement);
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      for (const node of addedNodes) if (node instanceof Element) scan(node);
      if (addedNodes.length && placed.has(target as Element)) meet(target as Element);
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
}

// Another copy that came first has done all this already.
if (!customElements.get('l30-site')) open();
