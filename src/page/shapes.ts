/**
 * The shapes of a snippet that few pages have: a link, a marker in the text, a tag that places its own
 * widget, a frame; and what an unclosed element has swallowed. A leaf: a page with the published snippet
 * never loads it. Each shape becomes the box that was meant, and the front door does the rest.
 */
import { isHarmless, ownPack, parse, settingsIn } from '../core.ts';
import { watchFrame } from './frames.ts';
import type { Found, FrontDoor, Note } from './found.ts';
import { isAlone, isBlank, isInline, linesIn } from './line.ts';
import { readMarker } from './marker.ts';
import { release } from './swallowed.ts';

/** Where nothing is a widget: code to be read, and text to be written. */
const NEVER = 'button,code,kbd,noscript,option,pre,samp,script,style,svg,template,textarea,title,xmp';
/** Where a link is a way to somewhere, and stays one. */
const MENUS = 'nav,[role=navigation],[role^=menu],li,summary';

/** How each widget was found that is more than what the front door sees by itself. */
const notes = new WeakMap<Element, Note>();

function noteOf(widget: Element): Note {
  const box = widget.parentElement!;
  const name = widget.localName.slice(4);
  const shape =
    box.getAttribute('data-l30') === name ? 'div' : box.classList.contains(widget.localName) ? 'class' : 'element';
  return notes.get(widget) ?? { shape, mended: shape !== 'element' && isBlank(widget.textContent!) ? ['emptied'] : [] };
}

const isEdited = (element: Element): boolean => (element as HTMLElement).isContentEditable;

const boxes = ({ names }: FrontDoor): string => `[data-l30],${names.map((name) => `l30-${name},div.l30-${name}`)}`;

/** Makes the box that was meant, where it was meant to be, and has the widget put into it. */
function furnish(
  door: FrontDoor,
  name: string,
  note: Note,
  settings: Iterable<readonly [name: string, value: string]>,
  put: (box: HTMLElement) => void,
): void {
  const box = document.createElement('div');
  box.className = `l30-${name}`;
  box.setAttribute('data-l30', name);
  for (const [setting, value] of settings) box.setAttribute(`data-${setting}`, value);
  put(box);
  door.place(box, name);
  notes.set(box.firstElementChild!, note);
}

/** Whether the same widget is the next thing above or below. */
function isBeside(node: Node, name: string): boolean {
  const same = `l30-${name},[data-l30=${name}]:not(script,a),div.l30-${name}`;
  const isSeen = (each: Node): boolean =>
    each instanceof Element
      ? !each.matches('script,style,br') && (!isBlank(each.textContent!) || !!each.querySelector('img,iframe'))
      : each instanceof Text && !isBlank(each.data);
  const near = (way: 'previousSibling' | 'nextSibling'): boolean => {
    for (let at = node; ;) {
      const next = at[way];
      if (next instanceof Element && (next.matches(same) || next.querySelector(same))) return true;
      if (next && isSeen(next)) return false;
      // Only out of what wraps a line: the next part of a page may well begin with another of its kind.
      if (!next && !isInline(at.parentNode) && !/^(?:P|DIV)$/.test(at.parentNode!.nodeName)) return false;
      at = next ?? at.parentNode!;
    }
  };
  return near('previousSibling') || near('nextSibling');
}

const dataOf = (element: Element): (readonly [string, string])[] =>
  [...element.attributes].flatMap(({ name, value }) =>
    name.startsWith('data-') && !/^data-(?:l30|embed|check)$/.test(name) ? [[name.slice(5), value] as const] : [],
  );

/** The widget whose own page an address is, on the server that the script came from or the one it names. */
function widgetAt(address: string, { base, script, names }: FrontDoor): string | undefined {
  const { protocol = '', origin, href = '', pathname = '' } = parse(address) ?? {};
  const [, name = ''] = /\/embed\/([a-z-]+)(?:\.html)?\/?$/.exec(pathname) ?? [];
  const pages = script?.getAttribute('data-embed');
  const isOurs =
    origin === new URL(base).origin || (pages && href.startsWith(parse(pages, document.baseURI)?.href ?? ' '));
  return /^(?:https?|file):/.test(protocol) && isOurs && names.includes(name) ? name : undefined;
}

function packOf(address: string, { base }: FrontDoor): (readonly [string, string])[] {
  const src = ownPack(address, base);
  return src ? [['src', src]] : [];
}

const told = new WeakSet<Node>();

/** Says once that there is no widget of that name. */
function tellUnknown(node: Node, name: string, { names, report }: FrontDoor): void {
  if (!told.has(node)) void report({ kind: 'unknown', what: 'widget', name, known: names });
  told.add(node);
}

/** A link that says what it is by its class is a widget wherever it stands; by its address alone, where it has a line to itself. */
function meetLink(link: HTMLAnchorElement, door: FrontDoor): void {
  const box = link.closest(boxes(door));
  const data = link.getAttribute('data-l30');
  const said = data ?? door.names.find((each) => link.classList.contains(`l30-${each}`));
  const name = said ?? widgetAt(link.href, door);
  if (!name || !door.names.includes(name) || isEdited(link) || link.closest(NEVER)) return;
  if (box && box !== link) {
    // It belongs to a box that was read before its end.
    const widget = box.querySelector(`l30-${name}`);
    if (widget?.parentElement !== box || link.parentElement !== box) return;
    widget.append(link);
    for (const [setting, value] of settingsIn(link.href))
      if (!widget.hasAttribute(setting)) widget.setAttribute(setting, value);
    return;
  }
  if (isBeside(link, name) || (!said && (link.closest(MENUS) || !isAlone(link)))) return;
  const settings = [...dataOf(link).filter(([setting]) => isHarmless(setting)), ...packOf(link.href, door)];
  furnish(door, name, { shape: 'link', mended: [] }, settings, (place) => {
    link.replaceWith(place);
    place.append(link);
  });
}

/** A tag in the text places its widget behind itself. One that a consent tool holds back does not run, and places nothing. */
function meetScript(script: HTMLScriptElement, door: FrontDoor): void {
  const name = script.getAttribute('data-l30')!;
  if (
    !script.src.includes('l30.js') ||
    !/^$|module|javascript/.test(script.type) ||
    !script.closest('body') ||
    script.parentElement!.closest(boxes(door))
  )
    return;
  if (!door.names.includes(name)) return tellUnknown(script, name, door);
  if (!isBeside(script, name))
    furnish(door, name, { shape: 'script', mended: [] }, dataOf(script), (box) => script.after(box));
}

/** A frame stays a frame. In one that an editor has put to sleep nothing can run, so the widget comes in its place. */
function meetFrame(frame: HTMLIFrameElement, door: FrontDoor): void {
  const name = widgetAt(frame.src, door);
  if (!name || isEdited(frame) || frame.parentElement!.closest(boxes(door))) return;
  if (!frame.hasAttribute('sandbox') || frame.sandbox.contains('allow-scripts')) {
    notes.set(frame, { shape: 'frame', mended: [] });
    return watchFrame(frame);
  }
  const link = document.createElement('a');
  link.href = frame.src;
  link.textContent = frame.title || document.title;
  furnish(door, name, { shape: 'frame', mended: ['sandboxed'] }, packOf(frame.src, door), (box) => {
    frame.replaceWith(box);
    box.append(link);
  });
}

function meetMarkers(root: Element, door: FrontDoor): void {
  const inside = boxes(door);
  while (isInline(root) && root.parentElement) root = root.parentElement;
  if (root.closest(NEVER) || root.closest(inside)) return;
  for (const line of linesIn(root, `${NEVER},${inside}`)) {
    const marker = readMarker(line.map(({ data }) => data).join(''));
    const words = line.filter(({ data }) => !isBlank(data));
    const [first] = words;
    if (!marker || !first?.parentElement || isEdited(first.parentElement) || first.parentElement.closest('a')) continue;
    const { name, settings, mended } = marker;
    if (!door.names.includes(name)) {
      tellUnknown(first, name, door);
      continue;
    }
    const cut = words.length > 1 ? ['cut'] : [];
    if (!isBeside(first, name))
      furnish(door, name, { shape: 'marker', mended: [...mended, ...cut] }, Object.entries(settings), (box) =>
        first.before(box),
      );
    // Only emptied: whoever wrote the page with a script may look for them again.
    for (const text of words) text.data = '';
  }
}

function find(root: Element, door: FrontDoor): void {
  const all = <T extends Element>(selector: string): T[] =>
    [root, ...root.querySelectorAll(selector)].filter((each): each is T => each.isConnected && each.matches(selector));
  // While the page is still being read nobody can tell where an element ends.
  if (document.readyState !== 'loading') {
    for (const widget of all(`${door.names.map((name) => `l30-${name}`)}`)) {
      if (!release(widget)) continue;
      const { shape, mended } = noteOf(widget);
      notes.set(widget, { shape, mended: [...mended, 'swallowed'] });
    }
  }
  all<HTMLScriptElement>('script[data-l30]').forEach((script) => meetScript(script, door));
  all<HTMLAnchorElement>('a[href]').forEach((link) => meetLink(link, door));
  all<HTMLIFrameElement>('iframe[src]').forEach((frame) => meetFrame(frame, door));
  meetMarkers(root, door);
}

/** Every widget of the page, in its order. */
export function foundBy({ names }: Pick<FrontDoor, 'names'>): Found[] {
  const all = [...document.querySelectorAll(`${names.map((name) => `l30-${name}`)},iframe`)];
  return all
    .filter((each) => each.localName !== 'iframe' || notes.has(each))
    .map((widget) => ({ widget, ...noteOf(widget) }));
}

/** Opens the panel that shows an admin what was found, once the page is whole. Where the panel is not there, nothing happens but a line in the console. */
async function check(door: FrontDoor): Promise<void> {
  if (document.readyState !== 'complete')
    await new Promise((resolve) => addEventListener('load', resolve, { once: true }));
  find(document.documentElement, door);
  const { script = null, base, site, version } = door;
  try {
    const { openCheck } = await door.check();
    openCheck(foundBy(door), { script, base, site, version });
  } catch (error) {
    console.error(
      '[l30] The check of this page could not be opened: diagnose/check.js must lie in a folder beside l30.js.',
      error,
    );
  }
}

let isChecked = false;

/** Finds the rarer shapes under an element, and the first time opens the check where it is asked for. May be called again and again. */
export function upgrade(root: Element, door: FrontDoor): void {
  find(root, door);
  if (isChecked || !(door.script?.hasAttribute('data-check') || location.search.includes('l30-check'))) return;
  isChecked = true;
  void check(door);
}
