import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../contract/envelope.ts';
import type { Outcome } from '../delivery/deliver.ts';
import { Leaf } from '../leaf.ts';
import { fill, joined } from '../locales/index.ts';
import { PACK_IDS, regionOf, regions, type Pack, type Prompt, type Scale } from '../packs/index.ts';
import type { SettingName } from '../settings/settings.ts';
import type { Trouble } from '../settings/trouble.ts';
import type { ContentController } from './content-controller.ts';
import { L30Widget } from './l30-widget.ts';
import { inOneBreath, missing, outcomePanel, safeScreen, sendButton, type Said } from './outcome.ts';
import { enter, leave } from './pupil-widgets.ts';
import type { Phase } from './submit-controller.ts';

const glossary = new Leaf('element/gloss', () => import('./gloss.ts'));
/** Whoever can help besides, and the words for families; until they are there, the usual strip is. */
const helpers = new Leaf('element/helpers', () => import('./helpers.ts'));
const ages = new Leaf('element/ages', () => import('./ages.ts'));

/** Nobody may be asked to write to a letter box that no named person opens. */
const PEOPLE: readonly SettingName[] = ['readers', 'readWhen', 'lead'];

/**
 * What the widgets for pupils share: who reads, talk-only without a named reader, and an honest
 * screen for each outcome with the words still there.
 */
export abstract class PupilWidget<Content extends Pack | Scale> extends L30Widget {
  /** The pack or scale on the screen. */
  protected abstract readonly content: ContentController<Content>;
  /** What would travel: the same list that a review shows. Empty boxes are left out. */
  protected abstract answers(content: Content): Answer[];
  protected abstract renderForm(content: Content): unknown;
  /** Whether this widget is meant to send at all. */
  protected get wantsToSend(): boolean {
    return true;
  }
  /** One more sentence on the screen after sending. */
  protected get thanks(): string {
    return '';
  }
  /** What else stands on the screen when the words are safe. */
  protected renderKept(): unknown {
    return nothing;
  }

  #copied = '';

  override connectedCallback(): void {
    super.connectedCallback();
    enter(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    leave(this);
  }

  /** What is different at this age, if anything, once it is there. */
  protected get aged(): typeof import('./ages.ts') | undefined {
    return this.tone ? this.use(ages) : undefined;
  }

  /** The pack for this age, where there is one: its id ends in the tone. */
  protected aptPack(id: string): string {
    const variant = `${id}-${this.tone}`;
    return PACK_IDS.includes(variant) ? variant : id;
  }

  /** True when a named reader, a reading time, a safeguarding lead and a usable endpoint are all set. */
  get canSend(): boolean {
    return this.wantsToSend && !this.#sendTrouble;
  }

  get #sendTrouble(): Trouble | undefined {
    const unsaid = PEOPLE.find((name) => !this.settings[name]);
    return unsaid ? { kind: 'people', missing: unsaid } : super.trouble;
  }

  override get trouble(): Trouble | undefined {
    const { emergency, helplines } = regionOf(this.settings);
    const unknownRegion: Trouble | undefined =
      emergency || helplines ? undefined : { kind: 'region', name: this.settings.region, known: Object.keys(regions) };
    return this.content.trouble ?? (this.wantsToSend ? this.#sendTrouble : undefined) ?? unknownRegion;
  }

  /** A text with the school's people in its places. */
  say(words: string): string {
    const { readers, readWhen: when, lead } = this.settings;
    return fill(words, { readers, when, lead: lead || this.text.leadUnnamed });
  }

  /** What the form's button does. */
  protected press(): void {
    void this.send();
  }

  /** Forgets everything that was entered. */
  protected forget(): void {
    this.entries.clear();
  }

  get #answers(): Answer[] {
    const { value } = this.content;
    const given = value ? this.answers(value) : [];
    const name = this.entries.get('name');
    // A name alone says nothing; it only goes along with an answer.
    return given.length && name.trim() ? [...given, { id: 'name', question: this.text.yourName, value: name }] : given;
  }

  protected async send(): Promise<void> {
    if (!this.#answers.length) return this.announce(this.text.nothingYet);
    this.#copied = '';
    await this.deliver(this.#answers, this.content.value!.id);
  }

  /** The words leave the screen only when they are safe: kept by the endpoint, or sealed on this device. */
  settled(): void {
    if (this.#isSafe) this.forget();
    this.announce(inOneBreath(this.#outcome));
  }

  get #isSafe(): boolean {
    return ['sent', 'waiting'].includes(this.submission.phase);
  }

  /** Title and words for the outcome on the screen; empty while there is none. */
  get #outcome(): Said {
    const { text } = this;
    const { phase, outcome } = this.submission;
    const { code = '', certain, retrying } = (outcome ?? {}) as Partial<Extract<Outcome, { kind: 'failed' }>>;
    const portal = code === 'not-a-receipt' ? text.portal : '';
    const next = retrying ? text.keepOpen : certain ? text.tryAgainOrTell : text.mayDouble;
    const notSent = code === 'too-large' ? text.tooLarge : joined(code === 'busy' ? text.busy : text.notReady, next);
    const said: Partial<Record<Phase, Said>> = {
      sent: [text.sentTitle, this.say(text.sent)],
      unconfirmed: [text.unconfirmedTitle, text.unconfirmed],
      waiting: [text.waitingTitle, joined(portal, code === 'refused' ? text.waitingRefused : text.waiting)],
      refused: [text.notSentTitle, text.refused],
      failed: certain ? [text.notSentTitle, notSent] : [text.unsureTitle, joined(portal, text.unsure, next)],
    };
    return said[phase] ?? ['', ''];
  }

  #submit = (event: Event): void => {
    event.preventDefault();
    this.press();
  };

  /** Leaves nothing of what was entered. Takes whoever pressed for it, but not someone elsewhere on the page, to the start. */
  startAgain = (pressed: unknown): void => {
    this.forget();
    this.submission.reset();
    if (pressed) this.leadTo();
  };

  /** All that would travel, to read. */
  protected get inWords(): string {
    return this.#answers
      .map(({ question, value, words = value }) => `${question}\n${[words].flat().join(', ')}`)
      .join('\n\n');
  }

  #copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.inWords);
      this.#copied = this.text.copied;
    } catch {
      this.#copied = this.text.notCopied;
    }
    this.announce(this.#copied);
  };

  protected override renderBody(): unknown {
    const { value, trouble } = this.content;
    if (trouble) return missing(this.text.contentMissing);
    if (!value) return nothing;
    if (this.#isSafe) return this.#renderSafe();
    return html`<form class="main" autocomplete="off" novalidate @submit=${this.#submit}>${this.renderForm(value)}</form>`;
  }

  /** The screen when the words are safe, with the next step for whoever comes next. */
  #renderSafe(): TemplateResult {
    const [title, words] = this.#outcome;
    const { phase } = this.submission;
    return safeScreen(
      phase,
      title,
      words,
      html`<p>${phase === 'sent' ? this.thanks : nothing}</p><div class="buttons">${this.#renderClear()}</div>${this.renderKept()}`,
    );
  }

  #renderClear(): TemplateResult {
    return html`<button type="button" class="primary" @click=${this.startAgain}>${this.text.clearScreen}</button>`;
  }

  protected renderQuestion(prompt: Pick<Prompt, 'text' | 'helper' | 'gloss'>): TemplateResult {
    const { text, helper, gloss } = prompt;
    const isAlwaysShown = this.tone === 'early' || !!(this.content.value as Partial<Pack>).adultNear;
    const explained = gloss && this.use(glossary)?.explain(this, prompt, isAlwaysShown);
    const [question, help, meanings] = explained ?? [text, helper];
    return html`<h2 id="question" tabindex="-1" part="question">${question}</h2>
      ${helper ? html`<p class="helper">${help}</p>` : nothing}${meanings}`;
  }

  /** Who reads it, when, and that it cannot be kept secret: beside every box for free words. */
  protected renderReaders(): TemplateResult {
    const { readShort, noSecret, talkOnly } = this.text;
    return html`<p class="note">${this.canSend ? [this.say(readShort), ' ', noSecret] : talkOnly}</p>`;
  }

  protected renderName(helper = this.text.canLeaveEmpty): TemplateResult {
    return this.entries.field({ id: 'name', label: this.text.yourName, helper });
  }

  /** The Send button with what stands beside it, and over them what became of the last press. */
  protected renderSend(beside: unknown = nothing): TemplateResult {
    const { text } = this;
    const { phase, busy } = this.submission;
    const [title, words] = this.#outcome;
    const send = this.canSend ? sendButton(busy ? text.sending : title ? text.tryAgain : text.send, busy) : nothing;
    return html`${outcomePanel(phase, title, words)}
      <div class="buttons">
        ${phase === 'unconfirmed' ? this.#renderClear() : send}
        ${title ? html`<button type="button" @click=${this.#copy}>${text.copyWords}</button>` : nothing} ${beside}
      </div>
      <p>${this.#copied}</p>`;
  }

  protected override renderHelp(): unknown {
    const usual = super.renderHelp();
    const isFamily = !!this.content.value?.id.startsWith('family-');
    const aged = isFamily ? usual : (this.aged?.help(this, usual) ?? usual);
    const more = isFamily || this.settings.partners ? this.use(helpers) : undefined;
    return more?.helpAround(this, aged, isFamily) ?? aged;
  }

  /** What the adult beside a pupil should know, one tap away. */
  renderAdultGuide({ notFor = [], adultGuide = [] }: Pack): unknown {
    const words = [...notFor, ...adultGuide];
    if (!words.length) return nothing;
    return html`<details>
      <summary>${this.text.forAdults}</summary>
      <div class="fields">${words.map((each) => html`<p>${this.say(each)}</p>`)}</div>
    </details>`;
  }
}
