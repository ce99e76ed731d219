import { html, nothing, type PropertyValues } from 'lit';
import type { Answer } from '../../contract/envelope.ts';
import { ContentController } from '../../element/content-controller.ts';
import { draw } from '../../element/draw.ts';
import { L30StepEvent, L30TalkEvent } from '../../element/events.ts';
import { PupilWidget } from '../../element/pupil-widget.ts';
import { fill } from '../../locales/index.ts';
import { choicesFor, promptsOf, type Field, type Pack, type Prompt } from '../../packs/index.ts';
import { ownPack, packs } from '../../element/content.ts';
import { Leaf } from '../../leaf.ts';
import type { Trouble } from '../../settings/trouble.ts';
import { NOT_THEM } from './ids.ts';
import { answersOf, fieldsOf } from './answers.ts';
import type { Idle } from './care.ts';
import { reviewRow, reviewStyles } from './review.ts';

const fieldsLeaf = new Leaf('widgets/reflection-form/fields', () => import('./fields.ts'));
const careLeaf = new Leaf('widgets/reflection-form/care', () => import('./care.ts'));

/** What the property begins with. */
const IDLE_MINUTES = 20;

type Care = typeof import('./care.ts');

/**
 * Thinking something through, one question at a time: who reads it comes first, anything can be
 * skipped, and a review shows exactly what will be sent and to whom. Not a sanction: it counts
 * nothing, times nothing and asks for no apology.
 *
 * @summary A reflection form, one question per step.
 * @tagname l30-reflection-form
 * @attr pack - Id of the question pack. Default `caused-harm`.
 * @attr src - Address of a pack of the school's own, in place of `pack`: https, or a path on this same site.
 * @attr depth - `core` asks the core questions, `full` asks all. Default `core`.
 * @attr ask-name - Offers a field for a name before the first question.
 * @attr mode - `together` for a pupil with an adult beside them, who may write for them and has a guide on every step; `solo` for a pupil alone. Default `together`.
 * @attr exit-href - Address that a button "Leave this page" goes to, at once and with a cleared screen. Without it there is no such button.
 * @attr idle-minutes - Minutes without a touch after which the screen is cleared, with a warning two minutes before. `0` never clears. Default 20.
 * @attr trusted-adults - People to choose from by picture and name; see `<l30-site>`.
 * @attr endpoint - Where the words go; so do all settings of `<l30-site>` work on the widget itself.
 * @slot - A link or words for when the script cannot run; also shown when the pack cannot be loaded.
 * @event l30-step - Another step is on the screen; `step` is `before`, a prompt's id, or `review`.
 * @event l30-change - Something was chosen or typed; `prompt` says where, never what.
 * @event l30-talk - Someone would like to talk to a person. Nothing has been sent yet.
 * @event {L30SubmitEvent} l30-submit - Send was pressed; cancelable, carries the envelope.
 * @event l30-sent - The endpoint proved that it stored the envelope.
 * @event l30-unconfirmed - The endpoint took it without proof.
 * @event l30-waiting - Not sent yet: a locked copy is safe on this device. `l30-sent` follows if it is delivered while the page is open.
 * @event l30-refused - The endpoint said no.
 * @event l30-error - It did not arrive, or nobody knows; `code` says which.
 * @csspart card - The whole surface.
 * @csspart main - What stands above the help strip.
 * @csspart about - What the widget is for, one tap away.
 * @csspart question - The question.
 * @csspart tile - One choice.
 * @csspart review - The list of what will be sent.
 * @csspart send - The Send button.
 * @csspart outcome - What became of the last press of Send.
 * @csspart waiting - How many messages of earlier visits wait to be sent.
 * @csspart help - The help strip.
 * @csspart admin - The note for the person who looks after the website.
 * @cssproperty [--l30-accent=#155e63] - Buttons and chosen tiles; all properties of the question card work here too.
 * @cssstate idle - Nothing has been sent.
 * @cssstate sending - On its way.
 * @cssstate sent - Stored, with proof.
 * @cssstate unconfirmed - Passed on, without proof.
 * @cssstate waiting - Not sent yet; a locked copy is safe on this device.
 * @cssstate refused - The endpoint said no.
 * @cssstate failed - It did not arrive, or nobody knows.
 */
export class ReflectionForm extends PupilWidget<Pack> {
  static override readonly widgetName = 'reflection-form';
  static override properties = {
    pack: {},
    src: {},
    depth: {},
    mode: {},
    askName: { type: Boolean, attribute: 'ask-name' },
    exitHref: { attribute: 'exit-href' },
    idleMinutes: { type: Number, attribute: 'idle-minutes' },
  };
  static override styles = [...PupilWidget.styles, reviewStyles];
  pack = 'caused-harm';
  src = '';
  depth: 'core' | 'full' = 'core';
  mode: 'together' | 'solo' = 'together';
  askName = false;
  exitHref = '';
  idleMinutes = 20;

  protected override readonly content = new ContentController<Pack>(this, packs, () => true);
  #idle: Idle | undefined;
  /** Whether what looks after whoever writes has been needed: nothing is fetched for someone who only looks. */
  #hasBegun = false;
  /** A sentence beside the step, which a screen reader has been told as well. */
  #aside: '' | 'talkLocal' | 'skipOk' = '';
  /** What was sent, for a copy to keep. */
  #kept = '';
  /** -1 before the first question; one past the last is the review. */
  #step = -1;
  /** Prompts whose words were skipped or taken out. The words stay, but do not travel. */
  #out = new Set<string>();
  /** Came from the review to change one answer, so the next step is the review again. */
  #changing = false;

  #entered(pack: Pack, prompt: Prompt): Answer[] {
    return answersOf(pack, prompt, (id) => this.entries.all(id), this.text);
  }

  /** The pack with the people and days that only this school and this day can offer. */
  #offering(pack: Pack): Pack {
    return this.#step < 0 ? pack : (this.use(fieldsLeaf)?.offering(this, pack) ?? pack);
  }

  protected override answers(given: Pack): Answer[] {
    const pack = this.#offering(given);
    const answers = promptsOf(pack, this.depth).flatMap((prompt) =>
      this.#out.has(prompt.id) ? [] : this.#entered(pack, prompt),
    );
    return [...answers, ...this.#own.filter(({ id }) => id === 'talk' || answers.length)];
  }

  /** What the form asks beside its pack. Whose hand wrote says nothing without words. */
  get #own(): (Answer & { value: string })[] {
    const { scribed, talkToSomeone: talk } = this.text;
    return Object.entries({ scribed, talk }).flatMap(([id, question]) =>
      this.entries.has(id) ? [{ id, question, value: this.entries.get(id) }] : [],
    );
  }

  protected override forget(): void {
    super.forget();
    this.#out.clear();
    this.#step = -1;
    this.#changing = false;
    this.#kept = '';
    this.#aside = '';
  }

  /** A copy is offered for as long as the screen is not cleared. */
  override settled(): void {
    const words = this.inWords;
    super.settled();
    this.#kept = words;
  }

  /** Nothing is sent to someone who should not read it. */
  override get canSend(): boolean {
    return super.canSend && !this.entries.has(NOT_THEM);
  }

  /** What looks after whoever writes, once it is there. */
  get #care(): Care | undefined {
    this.#hasBegun ||= this.#step >= 0 || this.entries.any || !!this.exitHref;
    const care = this.#hasBegun ? this.use(careLeaf) : undefined;
    if (care && !this.#idle) {
      this.#idle = new care.Idle(this, {
        minutes: () => this.#idleMinutes ?? IDLE_MINUTES,
        // Words that did not arrive are not taken away.
        mayClear: () => !['sending', 'failed', 'refused'].includes(this.phase) && (!!this.#kept || this.entries.any),
        clear: () => this.startAgain(false),
      });
    }
    return care;
  }

  /** Undefined where what was set is no number of minutes: a blank one, too, would read as never. */
  get #idleMinutes(): number | undefined {
    const minutes = this.idleMinutes ?? IDLE_MINUTES;
    const isNumber = minutes >= 0 && Number.isFinite(minutes) && this.getAttribute('idle-minutes')?.trim() !== '';
    return isNumber ? minutes : undefined;
  }

  override get trouble(): Trouble | undefined {
    const set = this.getAttribute('idle-minutes') ?? String(this.idleMinutes);
    return super.trouble ?? (this.#idleMinutes === undefined ? { kind: 'idle-minutes', value: set } : undefined);
  }

  #talk = (): void => {
    this.dispatchEvent(new L30TalkEvent());
    if (!this.canSend) {
      this.#aside = 'talkLocal';
      return this.announce(this.text.talkLocal);
    }
    this.entries.set('talk', ['yes']);
    this.#go(this.content.value!, Infinity);
  };

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.content.want(this.aptPack(this.pack), this.src ? ownPack(this.src) : undefined);
  }

  #go(pack: Pack, step: number): void {
    if (this.submission.busy) return;
    this.#step = step;
    this.#changing = false;
    this.#aside = '';
    this.submission.rest();
    this.leadTo();
    this.dispatchEvent(new L30StepEvent(step < 0 ? 'before' : (promptsOf(pack, this.depth)[step]?.id ?? 'review')));
  }

  #next(pack: Pack, skipped: boolean): void {
    const prompts = promptsOf(pack, this.depth);
    if (prompts[this.#step]) this.#leaveOut(prompts[this.#step]!, skipped);
    this.announce(skipped ? this.text.skipOk : '');
    this.#go(pack, this.#changing ? prompts.length : this.#step + 1);
    if (skipped) this.#aside = 'skipOk';
  }

  #leaveOut({ id }: Prompt, out: boolean): void {
    this.#out[out ? 'add' : 'delete'](id);
  }

  #take(prompt: Prompt, out: boolean): void {
    if (this.submission.busy) return;
    this.#leaveOut(prompt, out);
    this.submission.rest();
    this.announce(out ? this.text.leftOut : '');
  }

  protected override press(): void {
    const pack = this.content.value;
    if (pack && this.#step < promptsOf(pack, this.depth).length) this.#next(pack, false);
    else super.press();
  }

  protected override renderForm(given: Pack): unknown {
    if (this.#step < 0) return this.#renderBefore(given);
    const pack = this.#offering(given);
    const prompt = promptsOf(pack, this.depth)[this.#step];
    return prompt ? this.#renderStep(pack, prompt) : this.#renderReview(pack);
  }

  protected override renderBody(): unknown {
    const exit = this.exitHref
      ? html`<div class="place">${this.#care?.exit(this, this.exitHref, () => this.startAgain(false))}</div>`
      : nothing;
    return html`${exit}${super.renderBody()}${this.#idle?.render()}`;
  }

  protected override renderKept(): unknown {
    return this.#care?.keepCopy(this, this.#kept);
  }

  #renderBefore(pack: Pack): unknown {
    const { text } = this;
    const before = this.canSend ? (this.aged?.before(this) ?? [text.before, text.noSecret]) : [text.talkOnly];
    const ask = (): void => {
      this.#hasBegun = true;
      // Whoever opens it asks at once for what has not come before; should it not come now, Send is as it was.
      careLeaf.load().catch(() => undefined);
      this.requestUpdate();
    };
    const notEveryone = html`<details ?open=${this.entries.has(NOT_THEM)} @toggle=${ask}>
      <summary>${text.notEveryone}</summary>
      ${this.#care?.notEveryone(this)}
    </details>`;
    return html`<h2 tabindex="-1">${pack.title}</h2>
      ${before.map((words) => html`<p>${this.say(words)}</p>`)}
      ${super.canSend ? notEveryone : nothing} ${this.askName && this.canSend ? this.renderName() : nothing}
      <div class="buttons"><button class="primary">${text.start}</button></div>
      ${this.renderAdultGuide(pack)}`;
  }

  #renderStep(pack: Pack, prompt: Prompt): unknown {
    const { text } = this;
    const steps = promptsOf(pack, this.depth).length;
    const where = fill(text.stepOf, { step: this.#step + 1, steps, name: text[`step-${prompt.phase}`] });
    const guide = { ...pack, notFor: [prompt.adult ?? []].flat() };
    return html`<p class="where">${where}</p>
      ${this.renderQuestion(prompt)}
      <div class="fields arrive">${this.#renderFields(pack, prompt)}</div>
      <div class="buttons">
        <button type="button" @click=${() => this.#go(pack, this.#step - 1)}>${text.back}</button>
        <button class="primary">${text.next}</button>
        <button type="button" class="quiet" @click=${() => this.#next(pack, true)}>${text.skip}</button>
      </div>
      <div class="exits">
        <button type="button" @click=${this.#talk}>${draw('talk', '', this)}<span>${text.talkToSomeone}</span></button>
      </div>
      ${this.#aside ? html`<p class="outcome arrive">${text[this.#aside]}</p>` : nothing}
      ${this.mode === 'solo' ? nothing : this.renderAdultGuide(guide)}`;
  }

  #renderFields(pack: Pack, prompt: Prompt): unknown {
    const leaf = this.use(fieldsLeaf);
    const fields = fieldsOf(prompt, this.text);
    const draw = (field: Field): unknown => this.#renderField(pack, field);
    // The fields stay the same elements when the leaf comes: someone may be writing in one.
    const drawn = leaf?.plan(this, pack, fields, draw) ?? fields.map(draw);
    const isWords = fields.every(({ answer }) => answer.kind === 'text');
    return html`${leaf?.over(this, prompt)} ${drawn} ${leaf?.under(this, prompt, fields)}
    ${isWords ? html`<p class="helper">${this.text.talkInstead}</p>` : nothing}`;
  }

  #renderField(pack: Pack, { id, label, answer }: Field): unknown {
    const choices = choicesFor(pack, answer);
    const tiles = this.aged?.offered(this, answer, choices) ?? choices;
    if (!tiles.length)
      return this.entries.field({ id, label, rows: ('rows' in answer && answer.rows) || (label ? 2 : 4) });
    const many = answer.kind === 'many';
    return html`<p class="helper">${many ? this.text.chooseMany : ''}</p>
      ${label ? html`<strong id="${id}-label">${label}</strong>` : nothing}
      <fieldset class="tiles ${tiles[0]!.symbol && 'faces'}" aria-labelledby=${label ? `${id}-label` : 'question'}>
        ${this.entries.tiles({ id, type: many ? 'checkbox' : 'radio', tiles })}
      </fieldset>`;
  }

  #renderReview(pack: Pack): unknown {
    const { text, entries } = this;
    const prompts = promptsOf(pack, this.depth);
    const answered = prompts.filter((prompt) => this.#entered(pack, prompt).length);
    const isEmpty = !answered.length && !entries.has('talk');
    const intro = isEmpty ? text.nothingYet : this.canSend ? this.say(text.review) : text.talkOnly;
    const takeBack = (): void => entries.set('talk', []);
    const talk = html`<dd>${entries.get('talk')}</dd>`;
    const scribed = entries.tiles({
      id: 'scribed',
      type: 'checkbox',
      tiles: [{ id: 'yes', text: text.scribed, symbol: 'write' }],
    });
    const back = (): void => this.#go(pack, prompts.length - 1);
    return html`<h2 tabindex="-1">${text.reviewTitle}</h2>
      <p>${intro}</p>
      ${entries.has('talk') && this.canSend ? html`<p class="outcome">${this.say(text.talkAsk)}</p>` : nothing}
      <dl class="review" part="review">
        ${answered.map((prompt) => this.#renderAnswer(pack, prompt))}
        ${entries.has('talk') ? reviewRow(text.talkToSomeone, talk, [[text.takeOut, takeBack]]) : nothing}
        ${entries.has('name') ? reviewRow(text.yourName, html`<dd>${entries.get('name')}</dd>`) : nothing}
      </dl>
      ${this.askName && this.canSend && !entries.has('name') ? html`<p class="note">${text.noName}</p>` : nothing}
      ${this.mode !== 'solo' && this.canSend && answered.length ? html`<div class="tiles">${scribed}</div>` : nothing}
      ${entries.has('scribed') ? html`<p class="note">${text.reviewAdult}</p>` : nothing}
      ${this.renderSend(html`<button type="button" @click=${back}>${text.back}</button>`)}
      ${answered.length ? this.#care?.keepCopy(this, this.inWords) : nothing}`;
  }

  #renderAnswer(pack: Pack, prompt: Prompt): unknown {
    const { text } = this;
    const out = this.#out.has(prompt.id);
    const change = (): void => {
      this.#go(pack, promptsOf(pack, this.depth).indexOf(prompt));
      this.#changing = true;
    };
    const said = this.#entered(pack, prompt).map(
      ({ question, value, words = value }) =>
        html`<dd>${question === prompt.text ? nothing : `${question} `}<bdi>${[words].flat().join(', ')}</bdi></dd>`,
    );
    return reviewRow(prompt.text, out ? html`<dd class="out">${text.leftOut}</dd>` : said, [
      [text.change, change],
      [out ? text.putBack : text.takeOut, () => this.#take(prompt, !out)],
    ]);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'l30-reflection-form': ReflectionForm;
  }
}
