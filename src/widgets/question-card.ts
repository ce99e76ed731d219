import { html, nothing, type PropertyValues } from 'lit';
import type { Answer } from '../contract/envelope.ts';
import { ContentController } from '../element/content-controller.ts';
import { L30StepEvent } from '../element/events.ts';
import { PupilWidget } from '../element/pupil-widget.ts';
import { promptAt, type Pack, type Prompt } from '../packs/index.ts';
import { loadPack } from '../site/content.ts';

/**
 * One restorative question at a time, to think about, talk about or, with `respond`, answer in words.
 *
 * @summary Shows one restorative question.
 * @tagname l30-question-card
 * @attr pack - Id of the question pack. Default `check-in`, because connecting comes before repairing.
 * @attr respond - Offers a box for words and a Send button.
 * @attr endpoint - Where the words go; so do all settings of `<l30-site>` work on the widget itself.
 * @slot - A link or words for when the script cannot run; also shown when the pack cannot be loaded.
 * @event l30-step - Another question is on the screen; `step` is its id.
 * @event l30-change - Words were typed; `prompt` is the question's id.
 * @event {L30SubmitEvent} l30-submit - Send was pressed; cancelable, carries the envelope.
 * @event l30-sent - The endpoint proved that it stored the envelope.
 * @event l30-unconfirmed - The endpoint took it without proof.
 * @event l30-waiting - Not sent yet: a locked copy is safe on this device. `l30-sent` follows if it is delivered while the page is open.
 * @event l30-refused - The endpoint said no.
 * @event l30-error - It did not arrive, or nobody knows; `code` says which.
 * @csspart card - The whole surface.
 * @csspart question - The question.
 * @csspart send - The Send button.
 * @csspart outcome - What became of the last press of Send.
 * @csspart waiting - How many messages of earlier visits wait to be sent.
 * @csspart help - The help strip.
 * @csspart admin - The note for the person who looks after the website.
 * @cssproperty [--l30-accent=#155e63] - Buttons and chosen tiles.
 * @cssproperty [--l30-on-accent=#fff] - Words on the accent.
 * @cssproperty [--l30-surface=#fffdf8] - The card.
 * @cssproperty [--l30-ink=#1e2a35] - Words.
 * @cssproperty [--l30-muted=#4a5763] - Quieter words.
 * @cssproperty [--l30-soft=#e6f1f0] - Soft fill of what is chosen.
 * @cssproperty [--l30-tint=#fbf1df] - Background of the help strip.
 * @cssproperty [--l30-line=#7a8794] - Lines around controls.
 * @cssproperty [--l30-alert=#8a2b0e] - What needs attention; always with words.
 * @cssproperty [--l30-radius=14px] - Corner radius of the card.
 * @cssproperty [--l30-font=inherit] - Font family; the page's own by default.
 * @cssstate idle - Nothing has been sent.
 * @cssstate sending - On its way.
 * @cssstate sent - Stored, with proof.
 * @cssstate unconfirmed - Passed on, without proof.
 * @cssstate waiting - Not sent yet; a locked copy is safe on this device.
 * @cssstate refused - The endpoint said no.
 * @cssstate failed - It did not arrive, or nobody knows.
 */
export class QuestionCard extends PupilWidget<Pack> {
  static override readonly widgetName = 'question-card';
  static override properties = { pack: {}, respond: { type: Boolean } };

  pack = 'check-in';
  respond = false;

  protected override readonly content = new ContentController<Pack>(this, loadPack);
  /** How far from the day's question someone has moved on. */
  #moved = 0;

  protected override get wantsToSend(): boolean {
    return this.respond;
  }

  protected override get contentId(): string {
    return this.pack;
  }

  #prompt(pack: Pack): Prompt {
    return promptAt(pack, this.#moved);
  }

  /** Words are kept by question, so moving on to another one loses none; only those on the screen travel. */
  protected override answers(pack: Pack): Answer[] {
    const { id, text } = this.#prompt(pack);
    return this.entries.has(id) ? [{ id, question: text, value: this.entries.get(id) }] : [];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    void this.content.want(this.pack);
  }

  #move(pack: Pack, by: number): void {
    if (this.submission.busy) return;
    this.#moved += by;
    this.submission.rest();
    this.focusHeading();
    this.dispatchEvent(new L30StepEvent(this.#prompt(pack).id));
  }

  protected override renderForm(pack: Pack): unknown {
    const { text } = this;
    const prompt = this.#prompt(pack);
    const move = html`
      <button type="button" class=${this.canSend ? '' : 'primary'} @click=${() => this.#move(pack, 1)}>${text.anotherOne}</button>
      ${this.#moved ? html`<button type="button" class="quiet" @click=${() => this.#move(pack, -1)}>${text.theOneBefore}</button>` : nothing}
    `;
    return html`<p class="where">${pack.title}</p>
      ${this.renderQuestion(prompt)}
      ${this.respond ? html`${this.entries.field({ id: prompt.id, label: text.addYourWords, helper: text.addYourWordsHelper, rows: 3 })} ${this.renderReaders()}` : nothing}
      ${this.renderSend(move)}
      ${this.renderAdultGuide(pack)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'l30-question-card': QuestionCard;
  }
}
