import { html, nothing, type TemplateResult } from 'lit';
import { draw } from './draw.ts';

/** Stands in for what could not be shown; the link from the page stays usable. */
export const missing = (words: string): TemplateResult => html`<p>${words}</p><slot></slot>`;

/** What became of the last press, over the buttons; nothing while there is nothing to say. */
export const outcomePanel = (title: string, words: string): TemplateResult | typeof nothing =>
  title ? html`<div class="outcome alert arrive" part="outcome">${draw('waiting')}<div><h3>${title}</h3><p>${words}</p></div></div>` : nothing;

/** The one filled button of a form. Never greyed out: while busy it says so, and presses do nothing. */
export const sendButton = (words: string, busy: boolean): TemplateResult =>
  html`<button class="primary" part="send" aria-disabled=${busy}>${words}</button>`;

/** The screen after the endpoint proved that it has the words. */
export const sentScreen = (title: string, body: unknown): TemplateResult =>
  html`<div class="fields arrive" part="outcome">${draw('letter', 'large')}<h2 tabindex="-1">${title}</h2>${body}</div>`;
