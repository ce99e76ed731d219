/**
 * `<l30-mood-check-in />` is not closed: HTML knows no such ending, and what follows on the page becomes
 * the inside of the element, where it is a fallback that nobody sees. It is brought back behind it.
 */
import { isBlank, isInline } from './line.ts';

/** What a snippet may hold besides its link: data, and what is for pages without script. */
const KEPT = 'script[type$="json"],noscript,template';

const isSeen = (node: Node): boolean =>
  node instanceof Element
    ? !node.matches('script,style,link,meta,template,noscript')
    : node instanceof Text && !isBlank(node.data);

/** Whether it leads to the widget's own page, by itself or wrapped as editors do. */
function isWayOut(node: Node, name: string): boolean {
  const link = `a[href*="/embed/${name}"]`;
  return (
    node instanceof Element &&
    (node.matches(link) || (!!node.querySelector(link) && !node.querySelector('h1,h2,h3,[data-l30],script')))
  );
}

/** Nodes of a widget that somebody wrote behind it, in their order. */
function swallowedBy(widget: Element): Node[] {
  const name = widget.localName.slice(4);
  const nodes = [...widget.childNodes];
  const isOwn = (node: Node): boolean =>
    !(node instanceof Element) ||
    node.matches(KEPT) ||
    node.localName === 'br' ||
    isInline(node) ||
    isWayOut(node, name);
  const form = widget.firstElementChild?.localName === 'form' ? widget.firstElementChild : null;
  const end = nodes.findIndex((node) => node !== form && !isOwn(node));
  if (end < 0) return [];
  // Words without a link are no fallback of ours when a paragraph follows.
  const kept = nodes
    .slice(0, end)
    .filter((node) => node === form || isWayOut(node, name) || (node instanceof Element && node.matches(KEPT)));
  return nodes.slice(nodes.indexOf(kept.pop()!) + 1);
}

/** A box may hold more than a link, because it was closed; not so when other widgets or our tag are in it. */
const holdsOthers = (widget: Element): boolean => !!widget.querySelector('[data-l30],script[src*="l30.js"]');

/** Brings back what a widget has swallowed. Says whether there was something to see. */
export function release(widget: Element): boolean {
  const around = widget.parentElement;
  const box = around?.matches(`[data-l30],div.${widget.localName}`) ? around : undefined;
  if (box && !holdsOthers(widget)) return false;
  const nodes = swallowedBy(widget);
  if (!nodes.some(isSeen)) return false;
  (box ?? widget).after(...nodes);
  return true;
}
