import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { draw } from './draw.ts';
import { L30ChangeEvent } from './events.ts';

/** One box for words. Without a label of its own it is named by the question on the screen. */
export interface FieldOptions {
  /** The id it is kept under, unique in the widget. */
  id: string;
  label?: string | undefined;
  helper?: string | undefined;
  /** Lines of a larger box; one, or without it, is a single line. */
  rows?: number;
  type?: 'text' | 'email';
  /** What a browser may fill in about the adult who is signing up; nothing for pupils, whose forms are `autocomplete="off"`. */
  autocomplete?: 'email' | 'name';
  /** What to put right, in words. */
  issue?: string | undefined;
}

export interface Tile {
  id: string;
  text: string;
  symbol?: string;
  /** Address of a picture in place of a drawing. */
  photo?: string;
}

export interface TilesOptions {
  /** The id the choice is kept under, unique in the widget. */
  id: string;
  /** `radio` for one choice, `checkbox` for any number. */
  type: 'radio' | 'checkbox';
  tiles: readonly Tile[];
}

/**
 * What a person has entered, and the native controls they enter it with. Kept in memory only: the
 * browser is given nothing to restore, so that "back" never shows what the last child wrote.
 */
export class Entries {
  /** While words are on their way they stand still: what is typed then would neither travel nor stay. */
  locked = false;
  /** Which choices of a list are offered, where the school leaves some out. */
  offer: (<T extends { id: string }>(id: string, tiles: readonly T[]) => readonly T[]) | undefined;
  #values: Record<string, readonly string[]> = {};

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {}

  /** Everything kept under an id: typed words as a list of one, choices as their ids. */
  all(id: string): readonly string[] {
    return this.#values[id] ?? [];
  }

  /** The words, or the one choice, kept under an id; empty when there is none. */
  get(id: string): string {
    return this.all(id)[0] ?? '';
  }

  /** Whether more than white space was entered. */
  has(id: string): boolean {
    return this.all(id).some((value) => value.trim());
  }

  /** Whether anything was entered anywhere. */
  get any(): boolean {
    return Object.keys(this.#values).some((id) => this.has(id));
  }

  set(id: string, values: readonly string[]): void {
    this.#values[id] = values;
    this.host.requestUpdate();
    this.host.dispatchEvent(new L30ChangeEvent(id));
  }

  clear(): void {
    this.#values = {};
    this.host.requestUpdate();
  }

  field({ id, label, helper, rows, type = 'text', autocomplete, issue }: FieldOptions): TemplateResult {
    const described = [helper && `${id}-helper`, issue && `${id}-issue`].filter(Boolean).join(' ') || nothing;
    const named = label ? nothing : 'question';
    const keep = (event: Event): void => this.set(id, [(event.target as HTMLInputElement).value]);
    return html`<div class="field">
      ${label ? html`<label for=${id}>${label}</label>` : nothing}
      ${helper ? html`<p class="helper" id="${id}-helper">${helper}</p>` : nothing}
      ${issue ? html`<p class="issue" id="${id}-issue">${issue}</p>` : nothing}
      ${
        rows! > 1
          ? html`<textarea
            id=${id} rows=${rows} ?readonly=${this.locked} aria-labelledby=${named} aria-describedby=${described}
            .value=${this.get(id)} @input=${keep}
          ></textarea>`
          : html`<input
            id=${id} type=${type} ?readonly=${this.locked} autocomplete=${autocomplete ?? nothing} aria-labelledby=${named} aria-describedby=${described}
            aria-invalid=${issue ? 'true' : nothing} .value=${this.get(id)} @input=${keep}
          />`
      }
    </div>`;
  }

  /** Choices as native controls under large tiles. Stands in a fieldset named by the question. */
  tiles({ id, type, tiles }: TilesOptions): TemplateResult[] {
    const chosen = this.all(id);
    const pick = (event: Event): void => {
      const { value, checked } = event.target as HTMLInputElement;
      const others = type === 'radio' ? [] : this.all(id).filter((other) => other !== value);
      this.set(id, checked ? [...others, value] : others);
    };
    return (this.offer?.(id, tiles) ?? tiles).map(
      (tile) => html`<label class="tile" part="tile">
        <input type=${type} name=${id} value=${tile.id} .checked=${chosen.includes(tile.id)} @change=${pick} />
        <span>${tile.photo ? html`<img src=${tile.photo} alt="" />` : draw(tile.symbol, '', this.host)}<span>${tile.text}</span>${draw('tick', 'tick')}</span>
      </label>`,
    );
  }
}
