import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { lookAtKeys } from '../../diagnose/keys.ts';
import { whyNotPassphrase, whyNotPeople, whyNotSite } from '../../keys/key-set.ts';
import { suggestPassphrase } from '../../keys/words.ts';
import { save } from '../../element/save.ts';
import { chapter, type Desk } from './fields.ts';
import { loadHere, makeKeys, whyNotHere, type MadeKeys } from './keys.ts';

interface PersonRow {
  name: string;
  passphrase: string;
  again: string;
}

const empty = (): PersonRow => ({ name: '', passphrase: '', again: '' });

/**
 * Makes a school's keys on the spot, or takes keys that are there. What is typed here stays here: it is no
 * part of the page's choices, and the passphrases are forgotten as soon as the keys are made.
 *
 * @summary The part of the builder that makes keys.
 * @tagname builder-keys
 */
export class BuilderKeys extends LitElement {
  static override properties = {
    desk: { attribute: false },
    rows: { state: true },
    made: { state: true },
    saved: { state: true },
    problem: { state: true },
    busy: { state: true },
    seen: { state: true },
  };

  declare desk: Desk;
  declare rows: PersonRow[];
  declare made: MadeKeys | undefined;
  declare saved: ReadonlySet<string>;
  declare problem: string;
  declare busy: boolean;
  /** What is known about the public keys that are set. */
  declare seen: { keys: string; problem?: string; fingerprints?: string[] };

  constructor() {
    super();
    this.rows = [empty(), empty()];
    this.saved = new Set();
    this.problem = '';
    this.busy = false;
    this.seen = { keys: '' };
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('beforeunload', this.#leaving);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.#leaving);
  }

  /** Keys that nobody saved are gone with the page. */
  #leaving = (event: BeforeUnloadEvent): void => {
    if (this.made && !this.#allSaved) event.preventDefault();
  };

  get #allSaved(): boolean {
    return this.made?.files.every(({ name }) => this.saved.has(name)) === true;
  }

  protected override willUpdate(): void {
    const { publicKeys: keys } = this.desk.choices;
    if (keys === this.seen.keys) return;
    this.seen = { keys };
    void lookAtKeys(keys, { load: loadHere, hostname: location.hostname }).then((found) => {
      if (this.seen.keys === keys) this.seen = { keys, ...found };
    });
  }

  #whyNot(): string | undefined {
    const names = this.rows.map(({ name }) => name.trim());
    const passphrases = this.rows.map(({ passphrase }) => passphrase);
    const bad = (index: number): string | undefined =>
      whyNotPassphrase(passphrases[index]!, passphrases.slice(0, index)) ??
      (this.rows[index]!.again === passphrases[index] ? undefined : 'The two passphrases are not the same.');
    const wrong = this.rows.findIndex((_, index) => bad(index));
    return (
      whyNotHere() ??
      whyNotSite(this.desk.choices.site) ??
      whyNotPeople(names) ??
      (wrong < 0 ? undefined : `${names[wrong]}: ${bad(wrong)}`)
    );
  }

  #make = async (): Promise<void> => {
    if (this.busy) return;
    this.problem = this.#whyNot() ?? '';
    if (this.problem) return this.desk.say(this.problem);
    this.busy = true;
    this.desk.say('Making the keys and trying them.');
    try {
      const people = this.rows.map(({ name, passphrase }) => ({ name: name.trim(), passphrase }));
      this.made = await makeKeys(this.desk.choices.site, people, new Date().toISOString().slice(0, 10));
      this.saved = new Set();
      this.rows = [empty(), empty()];
      this.desk.say('The drill went well. Save the files now.');
    } catch (error) {
      this.problem = (error as Error).message;
      this.desk.say(this.problem);
    }
    this.busy = false;
  };

  #use = (): void => {
    const left = this.made?.files.filter(({ name }) => !this.saved.has(name)).map(({ name }) => name) ?? [];
    this.problem = left.length
      ? `Save these first, because they are gone when this page is closed: ${left.join(', ')}.`
      : '';
    if (this.problem) return this.desk.say(this.problem);
    this.desk.set({ publicKeys: this.made!.publicKeys });
    this.made = undefined;
    this.desk.say('The public keys are in the snippet.');
  };

  #change(index: number, change: Partial<PersonRow>): void {
    this.rows = this.rows.map((row, at) => (at === index ? { ...row, ...change } : row));
  }

  #renderRow(row: PersonRow, index: number): TemplateResult {
    const field = (name: keyof PersonRow, label: string, type: string): TemplateResult => html`<div class="field">
      <label for="${name}-${index}">${label}</label>
      <input id="${name}-${index}" type=${type} autocomplete=${type === 'password' ? 'new-password' : 'off'} .value=${row[name]} @input=${(event: Event) => this.#change(index, { [name]: (event.target as HTMLInputElement).value })} />
    </div>`;
    return html`<fieldset class="person">
      <legend>Person ${index + 1}</legend>
      ${field('name', 'Name and role', 'text')}
      <div class="pair">${field('passphrase', 'Passphrase, at least 15 characters', 'password')}${field('again', 'The same once more', 'password')}</div>
      ${this.rows.length > 2 ? html`<button type="button" class="small" @click=${() => (this.rows = this.rows.filter((_, at) => at !== index))}>Take away person ${index + 1}</button>` : nothing}
    </fieldset>`;
  }

  #renderMaking(): TemplateResult {
    return html`<p>At least two people, each at the keyboard alone for their passphrase. Several words are best. Made by chance, for example: <b>${this.#example}</b>. Nobody can reset a passphrase.</p>
      ${this.rows.map((row, index) => this.#renderRow(row, index))}
      <div class="buttons">
        <button type="button" class="primary" aria-disabled=${this.busy ? 'true' : nothing} @click=${this.#make}>${this.busy ? 'Making and trying them\u2026' : 'Make the keys'}</button>
        <button type="button" @click=${() => (this.rows = [...this.rows, empty()])}>One more person</button>
      </div>`;
  }

  #example = suggestPassphrase();

  #renderMade({ files }: MadeKeys): TemplateResult {
    const take = ({ name, type, text }: MadeKeys['files'][number]): void => {
      save(name, type, text);
      this.saved = new Set([...this.saved, name]);
    };
    return html`<p><b>The drill went well:</b> a practice letter was opened with each file and with the words on the recovery sheet. These files are in the memory of this page and nowhere else. Save all of them now.</p>
      <ul class="files">
        ${files.map((file) => html`<li><button type="button" @click=${() => take(file)}>Save ${file.name}</button> <span>${this.saved.has(file.name) ? html`<b>Saved.</b> ` : nothing}${file.advice}</span></li>`)}
      </ul>
      <div class="buttons"><button type="button" class="primary" @click=${this.#use}>Put the public keys into the snippet</button></div>`;
  }

  protected override render(): TemplateResult {
    const { choices, set } = this.desk;
    const { problem, fingerprints = [] } = this.seen;
    return html`
      <div class="field">
        <label for="publicKeys">Public keys</label>
        <p class="hint" id="publicKeys-hint">Paste the keys that you have, or make new ones below. Public keys are no secret.</p>
        <textarea id="publicKeys" rows="3" spellcheck="false" autocomplete="off" aria-describedby="publicKeys-hint" .value=${choices.publicKeys} @input=${(event: Event) => set({ publicKeys: (event.target as HTMLTextAreaElement).value })}></textarea>
      </div>
      ${problem ? html`<p class="note look">${problem}</p>` : nothing}
      ${fingerprints.length ? html`<div class="note"><p>What pupils write is sealed to ${fingerprints.length === 1 ? 'this key' : `these ${fingerprints.length} keys`}. Compare the fingerprints with those of your sheet:</p><ul>${fingerprints.map((words) => html`<li>${words}</li>`)}</ul></div>` : nothing}
      <details ?open=${this.made !== undefined}>
        <summary>Make new keys, here and now</summary>
        ${whyNotHere() ? html`<p class="note look">${whyNotHere()}</p>` : this.made ? this.#renderMade(this.made) : this.#renderMaking()}
        ${this.problem ? html`<p class="wrong">${this.problem}</p>` : nothing}
      </details>
    `;
  }
}

/** 5. Who can open what pupils write. */
export const whoCanOpen = (desk: Desk): TemplateResult =>
  chapter(
    5,
    'Who can open it',
    'With keys, what a pupil sends is sealed on their device, and only the people you chose can open it. Keys are made in this browser and sent to nobody; you may switch the network off.',
    html`<builder-keys .desk=${desk}></builder-keys>`,
  );

customElements.define('builder-keys', BuilderKeys);
