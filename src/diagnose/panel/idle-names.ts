/** Which names on the page say nothing, because nobody knows them there. */
import { words } from '../../locales/en/check.ts';
import { fill } from '../../locales/index.ts';
import type { CheckedPage, Shape } from '../../page/found.ts';
import { distance, nearest } from '../../settings/nearest.ts';
import { look, type Finding } from '../finding.ts';
import { boxAround, knownTo, saidBy, siteAttributes } from './origins.ts';

const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The known name that a misspelt one is meant for, if there is one near enough. */
export function meantBy(name: string, known: readonly string[]): string | undefined {
  const near = nearest(bare(name), known.map(bare));
  const limit = Math.floor(Math.min(name.length, near.length) / 3);
  return distance(bare(name), near) <= limit ? known.find((each) => bare(each) === near) : undefined;
}

/** What any element may carry, and what is ours on a box or a script tag beside settings. */
const COMMON = /^(id|class|style|title|lang|dir|hidden|slot|part|role|tabindex|inert|translate|aria-.*|on.*)$/;
const OURS = ['data-l30', 'data-embed', 'data-check'];

type Place = keyof typeof words.places;

/** What one attribute says in vain, if it does. */
function idleName(element: Element, name: string, place: Place, known: readonly string[]): string | undefined {
  const prefix = place === 'box' || place === 'script' ? 'data-' : '';
  const isData = name.startsWith('data-');
  const short = isData ? name.slice(5) : name;
  const values = { wrong: name, place: words.places[place], right: prefix + short };
  if (COMMON.test(name) || OURS.includes(name) || (place === 'script' && name === 'src')) return undefined;
  if (isData !== !!prefix) {
    // A front door may read both forms; what holds is no mistake.
    const holds = isData && saidBy(element, short) === element.getAttribute(name);
    return known.includes(short) && !holds ? fill(isData ? words.noData : words.needsData, values) : undefined;
  }
  if (known.includes(short)) return undefined;
  const right = meantBy(short, known);
  if (right) return fill(words.misspelt, { ...values, right: prefix + right });
  // Editors and optimizers put data of their own everywhere, and it is copied; other names only people write.
  return place === 'tag' && !element.hasAttribute(`data-${name}`) ? fill(words.unknownName, values) : undefined;
}

const idleNamesOn = (element: Element, place: Place, known: readonly string[]): Finding[] =>
  [...element.attributes].flatMap(({ name }) => {
    const sentence = idleName(element, name, place, known);
    return sentence ? [look(sentence)] : [];
  });

/** Names that say nothing, on a widget's own box or tag. What a box says was copied to the tag, and is told once. */
export function misspeltOn(widget: Element, shape: Shape): Finding[] {
  const box = boxAround(widget);
  if (box) return idleNamesOn(box, 'box', knownTo(widget));
  return shape === 'element' ? idleNamesOn(widget, 'tag', knownTo(widget)) : [];
}

/** Names that say nothing and matter to the whole page. `placed`: what the widget takes that the script tag itself places. */
export function misspeltOnPage({ script }: CheckedPage, placed: readonly string[] = []): Finding[] {
  const sites = [...document.querySelectorAll('l30-site')].flatMap((site) => idleNamesOn(site, 'site', siteAttributes));
  return [...(script ? idleNamesOn(script, 'script', [...siteAttributes, ...placed]) : []), ...sites];
}
