/** What a visitor sees as one line of text: where it begins and ends, and whether something has it to itself. */

const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark q s samp small span strike strong sub sup tt u var wbr'.split(
    ' ',
  ),
);

/** Seen, and part of the line that it stands in. */
const THINGS =
  'audio,button,canvas,embed,iframe,img,input,math,meter,object,picture,progress,select,svg,textarea,video';

/** Nothing to see: spaces, no-break spaces, and letters without width. */
const BLANK = /^[\s\u00a0\u200b-\u200d\u2060\ufeff]*$/;

/** Markup that a filter has left for everyone to read. */
const ESCAPED = /<\/?[a-z][^<>]*>/gi;

export const isBlank = (text: string): boolean => BLANK.test(text);

export const isInline = (node: Node | null): node is HTMLElement =>
  node instanceof HTMLElement && INLINE.has(node.localName);

/** Whether nothing is seen of it, but perhaps our own snippet in letters. */
function isUnseen(node: Node): boolean {
  if (node instanceof Text) return isBlank(node.data.replace(ESCAPED, ''));
  if (node instanceof Comment) return true;
  return isInline(node) && isBlank(node.textContent!) && !node.querySelector(THINGS);
}

/** Whether a line ends at this node. A thing is no end, it stands on the line. */
const endsLine = (node: Node): boolean => node instanceof Element && !isInline(node) && !node.matches(THINGS);

function isFree(from: Node, way: 'previousSibling' | 'nextSibling'): boolean {
  for (let at = from; ;) {
    const next = at[way];
    if (next && endsLine(next)) return true;
    if (next && !isUnseen(next)) return false;
    if (!next && !isInline(at.parentNode)) return true;
    at = next ?? at.parentNode!;
  }
}

/** Whether a node has its line to itself. */
export const isAlone = (node: Node): boolean => isFree(node, 'previousSibling') && isFree(node, 'nextSibling');

/** The texts under an element, line by line, without those that `never` matches. */
export function linesIn(root: Element, never: string): Text[][] {
  const lines: Text[][] = [];
  let line: Text[] = [];
  const end = (): void => {
    if (line.length) lines.push(line);
    line = [];
  };
  const walk = (node: Node): void => {
    if (node instanceof Text) return void line.push(node);
    if (!(node instanceof Element)) return;
    if (!isInline(node)) end();
    if (!node.matches(never)) node.childNodes.forEach(walk);
    if (!isInline(node) || node.matches(never)) end();
  };
  walk(root);
  end();
  return lines;
}
