/**
 * What is different for the youngest and for teenagers: sizes, some words, how many choices, and where help is.
 * A leaf: a page that sets no age never loads it. What is stored is the same at every age.
 */
import { words as english } from '../locales/en/ages.ts';
import regions from '../packs/regions.json' with { type: 'json' };
import shorter from '../packs/shorter.json' with { type: 'json' };
import {
  css,
  draw,
  html,
  nothing,
  pieces,
  type AnswerKind,
  type Choice,
  type Region,
  type WidgetHost,
} from '../core.ts';

export const styles = css`
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
export function offered({ tone }: WidgetHost, answer: AnswerKind, choices: readonly Choice[]): readonly Choice[] {
  const name = 'list' in answer ? (answer.list ?? '') : '';
  const kept = tone === 'early' && Object.hasOwn(fewer, name) ? fewer[name]! : undefined;
  return kept ? choices.filter(({ id }) => kept.includes(id)) : choices;
}

/** Read aloud before the first question by the adult beside the child, and who reads it. Nothing for those who read it themselves. */
export function before(widget: WidgetHost): string[] | undefined {
  const words = widget.wordsOf('ages', english);
  return widget.tone === 'early' ? [words.beforeEarly, words.readEarly] : undefined;
}

/** The help strip around the usual one: numbers are for grown-ups where children cannot call, and teenagers can also write. */
export function help(widget: WidgetHost, usual: unknown): unknown {
  const words = widget.wordsOf('ages', english);
  const { region } = widget.settings;
  if (usual === nothing) return nothing;
  if (widget.tone === 'early') {
    return html`<div class="help" part="help">
      <p class="lead">${draw('talk', '', widget)}<span>${words.helpEarly}</span></p>
      <details>
        <summary>${words.forGrownUps}</summary>
        ${usual}
      </details>
    </div>`;
  }
  const { texting = [] } = (
    Object.hasOwn(regions, region) ? regions[region as keyof typeof regions] : {}
  ) as Partial<Region>;
  const lines = texting
    .filter((line) => line.for === 'pupil13')
    .map(({ name, word, number }) => {
      const link = html`<a href="sms:${number}"><bdi dir="ltr">${number}</bdi></a>`;
      return html`<p>
        ${pieces<unknown>(word ? words.helpTeen : words.helpTeenPlain, { name, word, number: link })}
      </p>`;
    });
  return lines.length
    ? html`${usual}
        <div class="help" part="help">${lines}</div>`
    : usual;
}
