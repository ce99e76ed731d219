/**
 * What is different for the youngest and for teenagers: sizes, some words, how many choices, and where help is.
 * A leaf: a page that sets no age never loads it. What is stored is the same at every age.
 */
import { words as english } from '../locales/en/ages.ts';
import { pieces } from '../locales/index.ts';
import type { AnswerKind, Choice, Region } from '../packs/index.ts';
import regions from '../packs/regions.json' with { type: 'json' };
import shorter from '../packs/shorter.json' with { type: 'json' };
import type { Kit } from './kit.ts';
import { TONES, type Site } from '../settings/settings.ts';

type Ages = Pick<Site, 'age'>;

const wordsOf = (kit: Kit): Readonly<Record<keyof typeof english, string>> => kit.own?.('ages', english) ?? english;

const isEarly = ({ age }: Ages): boolean => TONES[age] === 'early';

export const styles = `
  .early { font-size: 1.12em }
  .early :is(button, .tile input + span, .exits button) { min-height: 96px }
  .early .buttons button { flex: 1 0 auto; padding-inline: 0.8em }
  .early .review button { white-space: nowrap }
  .early :is(.quiet, .help summary) { min-height: 64px }
  .early .help summary { color: inherit }
  .early .tiles { grid-template-columns: repeat(auto-fit, minmax(min(100%, 6.6em), 1fr)); gap: 16px }
  .early .faces input + span { padding-inline: 0.1em }
  .early .full { inset-block-end: 6em }
  .early .exits { grid-template-columns: repeat(auto-fit, minmax(min(100%, 13em), 1fr)) }
  .early :is(.tile, .exits) :is(svg, img):not(.tick) { width: 4.2em; height: 4.2em }
  .early .help .help { margin: 0; padding: 0.4em 0 0; border: 0; background: none; font-size: 0.9em }
  .early .lead { display: flex; align-items: center; gap: 0.6em }
  .teen .faces:not(.faces-3, .faces-5) { grid-template-columns: repeat(auto-fit, minmax(min(100%, 12em), 1fr)) }
  .teen .faces:not(.faces-3, .faces-5) input + span { flex-direction: row; justify-content: start; text-align: start; padding-inline: 0.8em }
  .teen .faces :is(svg, img):not(.tick) { width: 1.8em; height: 1.8em }
  .teen .fill { fill: none }
`;

const fewer: Readonly<Record<string, readonly string[]>> = shorter;

/** The choices that are offered. For the youngest a long list is cut to those that a file names; its ways out are among them. */
export function offered(site: Ages, answer: AnswerKind, choices: readonly Choice[]): readonly Choice[] {
  const name = 'list' in answer ? (answer.list ?? '') : '';
  const kept = isEarly(site) && Object.hasOwn(fewer, name) ? fewer[name]! : undefined;
  return kept ? choices.filter(({ id }) => kept.includes(id)) : choices;
}

/** Read aloud before the first question by the adult beside the child, and who reads it. Nothing for those who read it themselves. */
export function before(kit: Kit, site: Ages): string[] | undefined {
  const words = wordsOf(kit);
  return isEarly(site) ? [words.beforeEarly, words.readEarly] : undefined;
}

/** The help strip around the usual one: numbers are for grown-ups where children cannot call, and teenagers can also write. */
export function help(kit: Kit, usual: unknown, site: Pick<Site, 'age' | 'region'>): unknown {
  const { html, nothing, draw } = kit;
  const words = wordsOf(kit);
  if (usual === nothing) return nothing;
  if (isEarly(site)) {
    return html`<div class="help" part="help">
      <p class="lead">${draw('talk')}<span>${words.helpEarly}</span></p>
      <details><summary>${words.forGrownUps}</summary>${usual}</details>
    </div>`;
  }
  const { texting } = (
    Object.hasOwn(regions, site.region) ? regions[site.region as keyof typeof regions] : {}
  ) as Partial<Region>;
  const lines = (texting ?? [])
    .filter((line) => line.for === 'pupil13')
    .map(({ name, word, number }) => {
      const link = html`<a href="sms:${number}"><bdi dir="ltr">${number}</bdi></a>`;
      return html`<p>${pieces<unknown>(word ? words.helpTeen : words.helpTeenPlain, { name, word, number: link })}</p>`;
    });
  return lines.length ? html`${usual}<div class="help" part="help">${lines}</div>` : usual;
}
