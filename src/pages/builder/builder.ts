import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { fromAddress, isForFamilies, tidy, toAddress, type Choices } from './choices.ts';
import { howItLooks, whatItShows, whoseItIs } from './choosing.ts';
import type { Desk } from './fields.ts';
import type { Pasted } from './forms.ts';
import { whoCanOpen } from './key-making.ts';
import { onTheWall, whereItStands, type StrictReport } from './placing.ts';
import { readHashes, strictPageFor, type Hashes } from './strict.ts';
import { whereItGoes } from './testing.ts';

/** Milliseconds until the preview follows what somebody types. */
const PAUSE = 250;

/**
 * The snippet builder: choices on one side, the widget as it will look on the other, and at the end what to
 * paste where. The address of the page holds the choices, so that it can be kept and passed on.
 *
 * @summary The snippet builder.
 * @tagname builder-page
 */
export class BuilderPage extends LitElement {
  static override properties = {
    choices: { state: true },
    outcome: { state: true },
    said: { state: true },
    tall: { state: true },
    wide: { state: true },
    scale: { state: true },
    ending: { state: true },
    strict: { state: true },
  };

  declare choices: Choices;
  declare outcome: Pasted | '';
  declare said: string;
  /** How high and wide the preview is, and how much it is made smaller where it is wider than its place. */
  declare tall: number;
  declare wide: number;
  declare scale: number;
  /** How the addresses of hosted pages end here. */
  declare ending: string;
  /** What a page with a strict policy needs besides the snippet, and the choices that it is about. */
  declare strict: StrictReport & { about: string };
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What the preview was last asked to show. */
  #shown = '';
  /** What was read beside the script that was chosen last. */
  #hashes: { script: string; hashes: Hashes } | undefined;
  #watch = new ResizeObserver(() => this.#fit());

  constructor() {
    super();
    this.choices = fromAddress(location.hash);
    this.outcome = '';
    this.said = '';
    this.tall = 640;
    this.wide = 320;
    this.scale = 1;
    this.ending = '';
    this.strict = { about: '' };
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('message', this.#hear);
    addEventListener('hashchange', this.#follow);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('message', this.#hear);
    removeEventListener('hashchange', this.#follow);
    this.#watch.disconnect();
  }

  get #frame(): HTMLIFrameElement {
    return this.querySelector('iframe')!;
  }

  /** Somebody wrote or pasted another address. */
  #follow = (): void => {
    if (location.hash.slice(1) !== toAddress(this.choices)) this.choices = fromAddress(location.hash);
  };

  #hear = ({ source, data }: MessageEvent): void => {
    const { height } = Object(data) as { height?: unknown };
    if (source === this.#frame.contentWindow && typeof height === 'number')
      this.tall = Math.min(3000, Math.max(200, height));
  };

  #fit(): void {
    const place = this.#frame.parentElement!.clientWidth;
    this.wide = Number(this.choices.width) || place;
    this.scale = Math.min(1, place / this.wide);
  }

  #set = (change: Partial<Choices>): void => {
    const { form, host, widget } = this.choices;
    this.choices = { ...this.choices, ...change };
    if (form !== this.choices.form || host !== this.choices.host || widget !== this.choices.widget) this.outcome = '';
    history.replaceState(null, '', `#${toAddress(this.choices)}`);
  };

  /** The same words twice are said twice. */
  #say = (words: string): void => {
    this.said = this.said === words ? `${words}\u00a0` : words;
  };

  /** With the addresses of this deployment where none were written. */
  get #resolved(): Choices {
    const { script, page, widget } = this.choices;
    const here = (path: string): string => new URL(path, location.href).href;
    return {
      ...this.choices,
      script: script || here('../l30.js'),
      page: page || (script ? '' : here(`../embed/${widget}${this.ending}`)),
    };
  }

  /** A server makes the hosted pages by name; on a web space without one they are files. */
  async #findPages(): Promise<void> {
    const { ok } = await fetch(new URL('../embed/question-card', location.href), { method: 'HEAD' }).catch(() => ({
      ok: false,
    }));
    this.ending = ok ? '' : '.html';
  }

  /** Works out anew what a strict page needs. The hashes lie beside the script that was chosen. */
  async #meetPolicy(): Promise<void> {
    const choices = tidy(this.#resolved);
    const about = choices.strict && JSON.stringify(choices);
    if (about === this.strict.about) return;
    // A map for other choices must not be copied.
    this.strict = { about };
    const found: StrictReport = about ? await this.#strictReport(choices) : {};
    if (about === this.strict.about) this.strict = { about, ...found };
  }

  async #strictReport(choices: Choices): Promise<StrictReport> {
    const { script } = choices;
    try {
      if (this.#hashes?.script !== script) this.#hashes = { script, hashes: await readHashes(script) };
      return { page: await strictPageFor(choices, script, this.#hashes.hashes) };
    } catch (error) {
      return { problem: (error as Error).message };
    }
  }

  protected override firstUpdated(): void {
    this.#watch.observe(this.#frame.parentElement!);
    void this.#findPages();
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('choices')) return;
    void this.#meetPolicy();
    this.#fit();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#preview(), this.#shown ? PAUSE : 0);
  }

  /** In place of the address it had, so that the way back leads out of the builder and not through its past. */
  #preview(): void {
    const next = new URL(`preview.html#${toAddress(this.choices)}`, location.href).href;
    if (next === this.#shown) return;
    this.#shown = next;
    this.#frame.contentWindow?.location.replace(next);
  }

  protected override render(): TemplateResult {
    const { choices, tall, wide, scale } = this;
    const desk: Desk = { choices, set: this.#set, say: this.#say };
    return html`
      ${whatItShows(desk)} ${whoseItIs(desk)} ${howItLooks(desk)}
      <aside aria-labelledby="preview-title">
        <h2 id="preview-title">Preview</h2>
        <p class="hint">The widget itself. It sends nothing from here.</p>
        <div class="stage ${choices.scheme}" .style=${`block-size:${Math.ceil(tall * scale)}px`}>
          <iframe title="Preview of the widget" .style=${`inline-size:${wide}px;block-size:${tall}px;scale:${scale}`}></iframe>
        </div>
      </aside>
      ${whereItGoes(desk)} ${isForFamilies(choices) ? nothing : whoCanOpen(desk)}
      ${whereItStands(desk, this.#resolved, { outcome: this.outcome, see: (outcome) => (this.outcome = outcome) }, this.strict)} ${onTheWall(this.#resolved)}
      <p class="unseen" role="status">${this.said}</p>
    `;
  }
}

customElements.define('builder-page', BuilderPage);
