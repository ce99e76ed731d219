/**
 * Looking after whoever writes, and whoever comes to the same device next: who should not read it, a copy to
 * keep, a quick way out, and a screen that does not stay full of words. Comes as a leaf.
 */
import { words as english } from '../../locales/en/reflection-form.ts';
import {
  css,
  html,
  NOT_THEM,
  nothing,
  readEndpoint,
  type ReactiveController,
  type TemplateResult,
  type WidgetHost,
} from '../../core.ts';
import { save } from '../../element/save.ts';

export const styles = css`
  .review > div {
    padding-block: 0.6em;
    border-block-end: 1px solid var(--_line);
  }
  @media (min-width: 600px) {
    .review > div {
      display: grid;
      grid-template-columns: 1fr auto;
      column-gap: 1em;
    }
    .review .buttons {
      grid-area: 1 / 2 / 9;
    }
  }
  .tick-line {
    display: flex;
    align-items: center;
    gap: 0.7em;
    min-height: 48px;
    cursor: pointer;
    font-weight: inherit;
  }
  .tick-line input {
    flex: none;
    width: 28px;
    min-height: 28px;
    accent-color: var(--_accent);
  }
  .place {
    text-align: end;
  }
  .exit {
    display: inline-block;
    padding: 0.55em 1.1em;
    color: var(--_on-accent);
    background: var(--_alert);
    border-radius: calc(var(--_radius) * 0.7);
  }
  .still-there {
    position: sticky;
    inset-block-end: 0;
    flex-wrap: wrap;
    align-items: center;
    border-color: var(--_alert);
  }
`;

const wordsOf = (form: WidgetHost): Readonly<Record<keyof typeof english, string>> =>
  form.wordsOf('reflection-form', english);

/** "Miss Khan, Pastoral Lead; Mr Owen, Head" is two. */
const each = (readers: string): string[] =>
  readers
    .split(';')
    .map((reader) => reader.trim())
    .filter(Boolean);

/** Names of the trusted adults of a setting who are not among some readers; none where it is no list. */
function othersThan(readers: readonly string[], trustedAdults: string): string[] {
  try {
    const people = JSON.parse(trustedAdults || '[]') as { name: string }[];
    return people.map(({ name }) => name).filter((name) => !readers.some((reader) => reader.includes(name)));
  } catch {
    return [];
  }
}

/** Each reader, to be ruled out. The form has one way to its readers, so the honest answer is to send nothing, and say where to go. */
export function notEveryone(form: WidgetHost): TemplateResult {
  const { readers, trustedAdults } = form.settings;
  const words = wordsOf(form);
  const chosen = form.entries.all(NOT_THEM);
  const choose =
    (reader: string) =>
    (event: Event): void => {
      const others = chosen.filter((other) => other !== reader);
      const now = (event.target as HTMLInputElement).checked ? [...others, reader] : others;
      form.entries.set(NOT_THEM, now);
      if (now.length) form.announce(explain(words, now, trustedAdults));
    };
  return html`${each(readers).map(
    (reader) => html`<label class="tick-line">
        <input type="checkbox" .checked=${chosen.includes(reader)} @change=${choose(reader)} />
        <span>${words.notThem.replace('{reader}', reader)}</span>
      </label>`,
  )}
    ${chosen.length ? html`<p class="outcome">${explain(words, chosen, trustedAdults)}</p>` : nothing}`;
}

function explain(words: ReturnType<typeof wordsOf>, chosen: readonly string[], trustedAdults: string): string {
  const people = othersThan(chosen, trustedAdults);
  return [
    words.goesToThem.replace('{readers}', chosen.join('; ')),
    ...(people.length ? [words.youCouldAsk.replace('{people}', people.join(', '))] : []),
  ].join(' ');
}

/** Hands someone their own words. */
export function keepCopy(form: WidgetHost, text: string): TemplateResult {
  const words = wordsOf(form);
  const keep = (): void => save(words.copyName, 'text/plain;charset=utf-8', text);
  return html`<details>
    <summary>${words.keepCopy}</summary>
    <div class="fields">
      <p class="helper">${words.keepCopyHelper}</p>
      <div class="buttons"><button type="button" @click=${keep}>${words.download}</button></div>
    </div>
  </details>`;
}

/** A way out that leaves nothing on the screen, nor one press of "back" away. */
export function exit(form: WidgetHost, href: string, clear: () => void): TemplateResult | symbol {
  const address = readEndpoint(href);
  if (!('url' in address)) return nothing;
  const leave = (event: Event): void => {
    event.preventDefault();
    clear();
    location.replace(address.url);
  };
  return html`<a class="exit" href=${address.url} rel="noreferrer" @click=${leave}>${wordsOf(form).leave}</a>`;
}

const MINUTE = 60_000;

/** How long the warning stands, in milliseconds. More than WCAG 2.2.1 asks for; any touch ends it. */
const WARNING = 2 * MINUTE;

/** What shows that someone is there. */
const TOUCHES = ['pointerdown', 'keydown', 'input', 'focusin'];

interface Idling {
  /** Without a touch. Zero never clears. */
  minutes: () => number;
  /** Whether there is anything on the screen that may be cleared. */
  mayClear: () => boolean;
  clear: () => void;
}

/** Clears the words of someone who has gone, after a visible warning. A controller of the form. */
export class Idle implements ReactiveController {
  warns = false;
  #since = Date.now();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly form: WidgetHost,
    private readonly idling: Idling,
  ) {
    form.addController(this);
  }

  hostConnected(): void {
    for (const type of TOUCHES) this.form.shadowRoot!.addEventListener(type, this.#touch, true);
    document.addEventListener('visibilitychange', this.#look);
    this.#touch();
  }

  hostDisconnected(): void {
    for (const type of TOUCHES) this.form.shadowRoot!.removeEventListener(type, this.#touch, true);
    document.removeEventListener('visibilitychange', this.#look);
    clearTimeout(this.#timer);
  }

  #touch = (): void => {
    this.#since = Date.now();
    if (this.warns) this.form.announce('');
    this.warns = false;
    this.#look();
  };

  /** Looks how long it has been. A tablet that slept has no timers, so a late look clears without a warning that nobody saw. */
  #look = (): void => {
    clearTimeout(this.#timer);
    const { minutes, mayClear, clear } = this.idling;
    const left = this.#since + minutes() * MINUTE - Date.now();
    if (!minutes() || !mayClear()) this.#since = Date.now();
    else if (left <= 0) {
      this.warns = false;
      clear();
      this.form.announce('');
    } else if (left <= WARNING && !this.warns) {
      this.warns = true;
      this.form.announce(wordsOf(this.form).stillThere);
    }
    this.#timer = setTimeout(this.#look, Math.max(1000, this.warns || left <= WARNING ? left : left - WARNING));
  };

  render(): TemplateResult | symbol {
    if (!this.warns) return nothing;
    const words = wordsOf(this.form);
    return html`<div class="outcome alert still-there">
      <p>${words.stillThere}</p>
      <button type="button" @click=${this.#touch}>${words.stillHere}</button>
    </div>`;
  }
}
