import { html, nothing, type TemplateResult } from 'lit';
import type { ChoiceName, Choices } from './choices.ts';

/** What the parts of the page work on. */
export interface Desk {
  choices: Choices;
  set: (change: Partial<Choices>) => void;
  /** Says something once to people who use a screen reader. */
  say: (words: string) => void;
}

/** A choice among others, with its words. */
export type Option = readonly [value: string, words: string];

const valueIn = (event: Event): string => (event.target as HTMLInputElement).value;

export interface LineOptions {
  hint?: string;
  type?: string;
  spellcheck?: boolean;
}

/** One line of text. */
export function textField(
  { choices, set }: Desk,
  name: ChoiceName,
  label: string,
  { hint = '', type = 'text', spellcheck }: LineOptions = {},
): TemplateResult {
  return html`<div class="field">
    <label for=${name}>${label}</label>
    ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing}
    <input id=${name} type=${type} autocomplete="off" spellcheck=${spellcheck === false ? 'false' : nothing}
      aria-describedby=${hint ? `${name}-hint` : nothing} .value=${choices[name]} @input=${(event: Event) => set({ [name]: valueIn(event) })} />
  </div>`;
}

/** One of a list. Groups have a name each. */
export function select(
  { choices, set }: Desk,
  name: ChoiceName,
  label: string,
  groups: readonly (readonly [group: string, options: readonly Option[]])[],
): TemplateResult {
  const option = ([value, words]: Option): TemplateResult =>
    html`<option value=${value} ?selected=${choices[name] === value}>${words}</option>`;
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <select id=${name} .value=${choices[name]} @change=${(event: Event) => set({ [name]: valueIn(event) })}>
      ${groups.map(([group, options]) => (group ? html`<optgroup label=${group}>${options.map(option)}</optgroup>` : options.map(option)))}
    </select>
  </div>`;
}

/** A few choices side by side. */
export function radios(
  { choices, set }: Desk,
  name: ChoiceName,
  label: string,
  options: readonly (readonly [value: string, words: string, about?: string])[],
): TemplateResult {
  return html`<fieldset class="field">
    <legend>${label}</legend>
    <div class="radios ${options.some(([, , about]) => about) ? 'tall' : ''}">
      ${options.map(
        ([value, words, about]) => html`<label class="pick"
          ><input type="radio" name=${name} value=${value} .checked=${choices[name] === value} @change=${() => set({ [name]: value })} /><span>${words}${about ? html`<small>${about}</small>` : nothing}</span></label
        >`,
      )}
    </div>
  </fieldset>`;
}

/** On or off. */
export const tick = ({ choices, set }: Desk, name: ChoiceName, words: string, on = 'yes'): TemplateResult =>
  html`<label class="tick"><input type="checkbox" .checked=${choices[name] === on} @change=${(event: Event) => set({ [name]: (event.target as HTMLInputElement).checked ? on : '' })} /><span>${words}</span></label>`;

/** One part of the page under a number and a heading. */
export const chapter = (number: number, title: string, lead: unknown, body: unknown): TemplateResult =>
  html`<section class="part" aria-labelledby="part-${number}">
    <h2 id="part-${number}"><span class="number">${number}</span>${title}</h2>
    ${lead ? html`<p class="lead">${lead}</p>` : nothing} ${body}
  </section>`;

/** Text to take along, with a button that copies it. */
export function copyable(desk: Desk, label: string, text: string): TemplateResult {
  const copy = async (event: Event): Promise<void> => {
    const code = (event.currentTarget as HTMLElement).closest('figure')!.querySelector('code')!;
    try {
      await navigator.clipboard.writeText(text);
      desk.say('Copied.');
    } catch {
      // Without permission it is marked instead, so that Ctrl+C or a long press takes it.
      getSelection()?.selectAllChildren(code);
      desk.say('It is marked now: copy it with Ctrl+C, or with a long press.');
    }
  };
  return html`<figure class="code">
    <figcaption>${label}</figcaption>
    <pre><code>${text}</code></pre>
    <button type="button" @click=${copy}>Copy<span class="unseen">: ${label}</span></button>
  </figure>`;
}
