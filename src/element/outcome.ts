import { html, nothing, type TemplateResult } from 'lit';
import { draw } from './draw.ts';
import type { Phase } from './submit-controller.ts';

/** What the screen says of an outcome. Without a title there is nothing to say. */
export type Said = readonly [title: string, words: string];

/** The same for people who use a screen reader. */
export const inOneBreath = ([title, words]: Said): string => (words ? `${title}. ${words}` : title);

/** Stands in for what could not be shown; the link from the page stays usable. */
export const missing = (words: string): TemplateResult => html`<p>${words}</p><slot></slot>`;

/** What became of the last press, over the buttons; nothing while there is nothing to say. */
export const outcomePanel = (phase: Phase, title: string, words: string): TemplateResult | typeof nothing =>
  title
    ? html`<div class="outcome alert arrive" part="outcome">${draw(phase)}<div><h3>${title}</h3><p>${words}</p></div></div>`
    : nothing;

/** The one filled button of a form. Never greyed out: while busy it says so, and presses do nothing. */
export const sendButton = (words: string, busy: boolean): TemplateResult =>
  html`<button class="primary" part="send" aria-disabled=${busy}>${words}</button>`;

/** The screen when the words are safe: the endpoint proved that it has them, or they wait here sealed. */
export const safeScreen = (phase: Phase, title: string, words: string, more: unknown = nothing): TemplateResult =>
  html`<div class="fields arrive" part="outcome">${draw(phase, 'large')}<h2 tabindex="-1">${title}</h2><p>${words}</p>${more}</div>`;
