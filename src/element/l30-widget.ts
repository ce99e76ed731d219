import { ContextConsumer } from '@lit/context';
import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import type { Answer, WidgetName } from '../contract/envelope.ts';
import type { Fetch } from '../delivery/deliver.ts';
import type { Leaf } from '../leaf.ts';
import { english, type Locale, type Strings } from '../locales/index.ts';
import { defaults, given, settingProperties, siteContext, TONES, type Site } from '../settings/settings.ts';
import { reportLost, type Trouble } from '../settings/trouble.ts';
import { AdminNote } from './admin-note.ts';
import { enclose } from './enclosure.ts';
import { Entries } from './entries.ts';
import { helpStrip } from './help-strip.ts';
import { Own } from './own.ts';
import { PhaseState } from './phase-state.ts';
import { Speech, spoken } from './speech.ts';
import { sharedStyles } from './styles.ts';
import { SubmitController, type Phase } from './submit-controller.ts';
import { WaitingNote } from './waiting-note.ts';
import { WayOut, type Audience } from './way-out.ts';
import { wear, type Wearable } from './wear.ts';

/**
 * What every widget is: settings from the cascade, words in the page's language, one card with the
 * help strip at its foot, one live region, one submission at a time, and its phase as a `:state()`.
 *
 * Members without `protected` and not named in a widget's own documentation are for its leaves.
 */
export abstract class L30Widget extends LitElement {
  static override styles = sharedStyles;
  static override properties = settingProperties;

  /** The part of the tag after `l30-`. */
  static readonly widgetName: WidgetName;
  /** Whose words it takes: decides which settings say where they go, and whether they are sealed. */
  static readonly audience: Audience = 'pupils';

  /** Registers the widget. Safe to call twice, and beside another version that came first. */
  static define(registry: CustomElementRegistry = customElements): void {
    const tag = `l30-${this.widgetName}`;
    if (!registry.get(tag)) registry.define(tag, this as unknown as CustomElementConstructor);
  }

  /** Stands in for the page's `fetch`, for tests and for sites that must add something of their own. */
  fetch: Fetch | undefined;

  readonly entries = new Entries(this);
  readonly submission = new SubmitController(this);
  /** Every setting as it holds for this widget. */
  settings: Readonly<Site> = defaults;
  locale: Locale = english;
  /** How pages look and speak to the youngest and to teenagers; without it, as to children. */
  tone: string | undefined;
  readonly #speech = new Speech(this);
  readonly #own = new Own(this);
  readonly #note = new WaitingNote(this);
  readonly #out = new WayOut(this, (this.constructor as typeof L30Widget).audience);
  readonly #outer = new ContextConsumer(this, { context: siteContext, subscribe: true });
  readonly #adminNote = new AdminNote(this);
  readonly #state = new PhaseState(this);
  /** What was last said to people who use a screen reader. */
  protected said = '';
  /** What the next update leads to: the first of these that is there. */
  #next: string[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    // Leaves may have come while it was away, and nobody told it.
    this.requestUpdate();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.addEventListener('l30-change', () => this.submission.edited());
    // From the press on, and not only once it is drawn.
    root.addEventListener('beforeinput', (event) => this.submission.busy && event.preventDefault());
    enclose(root, this);
    // Nothing is fetched for someone who only looks. What has not come by then is asked for again.
    const prepare = (): void => void this.#out.prepare().then(() => this.requestUpdate());
    for (const type of ['focusin', 'pointerdown']) root.addEventListener(type, prepare, { once: true });
    return root;
  }

  /** Where the submission on the screen stands. */
  get phase(): Phase {
    return this.submission.phase;
  }

  /** What the person who looks after the page is told, if something is wrong. */
  get complaint(): Trouble | undefined {
    return this.#adminNote.trouble;
  }

  /** What keeps this widget from doing its work, if anything. */
  get trouble(): Trouble | undefined {
    return this.#out.trouble;
  }

  get text(): Strings {
    return this.locale.strings;
  }

  /** The texts of a leaf, named as in `src/locales/en`, with the school's in place of ours. */
  wordsOf<T extends Readonly<Record<string, string>>>(part: string, ours: T): Readonly<Record<keyof T, string>> {
    return this.#own.words(part, this.#speech.words(part, ours));
  }

  /** A leaf, with its rules worn, once it is there. Until then, and where it cannot come, the widget does without. */
  use<T extends object>(leaf: Leaf<T>): T | undefined {
    const module = leaf.want(this);
    if (module) wear(this, module as Wearable);
    else if (leaf.isLost) reportLost(leaf);
    return module;
  }

  /** Takes answers on their way, once. Resolves when it is known where they stand. */
  async deliver(answers: Answer[], pack?: string): Promise<void> {
    const { submission, settings, locale } = this;
    if (submission.busy || this.#out.trouble) return;
    const widget = (this.constructor as typeof L30Widget).widgetName;
    const draft = {
      widget,
      ...(pack && { pack }),
      site: settings.site,
      lang: locale.lang,
      answers: answers.map(spoken),
    };
    await submission.submit(draft, async () => {
      await this.#out.prepare();
      return this.#out.route;
    });
    if (!submission.outcome) this.announce('');
    void this.#note.look();
  }

  /** What became of the submission is another than before: called by the controller. */
  abstract settled(): void;

  /** Says something once to people who use a screen reader. */
  announce(words: string): void {
    this.said = words;
    this.requestUpdate();
  }

  /** Tells whoever looks after the page what a leaf has found wrong with it; `undefined` takes it back. */
  complain(trouble: Trouble | undefined): void {
    this.#adminNote.complain(trouble);
  }

  /** Leads to a heading, or something else, after the next update. What became of a press is brought into sight before a heading. */
  leadTo(selector = 'h2'): void {
    this.#next = [selector];
    this.requestUpdate();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    this.settings = { ...defaults, ...this.#outer.value, ...given(this as Partial<Site>) };
    this.#out.meet(this.settings);
    this.locale = this.#own.fit(this.settings, this.#speech.meet());
    this.tone = TONES[this.settings.age];
    const { phase, busy } = this.submission;
    this.entries.locked = busy;
    if (phase === this.#state.now) return;
    if (busy) this.said = this.text.sending;
    const outcome = this.#state.show(phase, this.matches(':focus-within'));
    if (outcome) this.#next.unshift(outcome);
  }

  protected override updated(): void {
    const at = this.#next.map((selector) => this.renderRoot.querySelector<HTMLElement>(selector)).find(Boolean);
    this.#next = [];
    at?.focus();
    if (at) (this.renderRoot.querySelector('.alert') ?? at).scrollIntoView({ block: 'nearest' });
  }

  protected override render(): TemplateResult {
    const { lang, dir } = this.locale;
    return html`<section class="card ${this.tone ?? ''}" part="card" lang=${lang} dir=${dir}>
      ${this.#speech.note}
      <div class="main" part="main">
        ${this.renderBody()}${this.#own.more}${this.#adminNote.render(this.trouble ?? this.#own.trouble, this.text)}
      </div>
      ${this.#note.render(this.text)}
      <p class="unseen" role="status">${this.said}</p>
      ${this.renderHelp()}
    </section>`;
  }

  /** What stands between the top of the card and the help strip. */
  protected abstract renderBody(): unknown;

  protected renderHelp(): unknown {
    return helpStrip(this.text, this.settings);
  }
}

export interface L30Widget extends Partial<Site> {}
