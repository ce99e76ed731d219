import { html, nothing, type PropertyValues } from 'lit';
import type { Answer } from '../../contract/envelope.ts';
import { ContentController } from '../../element/content-controller.ts';
import { L30StepEvent } from '../../element/events.ts';
import { PupilWidget } from '../../element/pupil-widget.ts';
import { fill } from '../../locales/index.ts';
import { promptsOf, type Pack } from '../../packs/index.ts';
import { ownPack, packs } from '../../element/content.ts';
import { Leaf } from '../../leaf.ts';
import { screenAt, type Screen, type Turn } from './screens.ts';

const paper = new Leaf('widgets/question-card/adults', () => import('./adults.ts'));

/**
 * One restorative question at a time, to think about, talk about or, with `respond`, answer in words.
 * The pack says how its questions follow each other: one a day, in order, or by turns for two people who
 * share the device.
 *
 * @summary Shows one restorative question.
 * @tagname l30-question-card
 * @attr pack - Id of the question pack. Default `check-in`, because connecting comes before repairing.
 * @attr src - Address of a pack of the school's own, in place of `pack`: https, or a path on this same site.
 * @attr depth - `core` asks the core questions, `full` asks all. Default `core`; a pack that shows one a day shows any of its questions.
 * @attr mode - `together` with an adult (default), or `alone`.
 * @attr print - Offers to print a pack that shows one question a day; others offer it anyway.
 * @attr watch - Address of a film to watch beside the question; with `watch-title`, `watch-words` (what it says) and `watch-captions`. Nothing is fetched before someone asks for it.
 * @attr respond - Offers a box for words and a Send button.
 * @attr endpoint - Where the words go; so do all settings of `<l30-site>` work on the widget itself.
 * @slot - A link or words for when the script cannot run; also shown when the pack cannot be loaded.
 * @event l30-step - Another question is on the screen; `step` is its id, or `pass` where the device changes hands.
 * @event l30-change - Words were typed; `prompt` is the question's id.
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
  static override properties = {
    pack: {},
    src: {},
    depth: {},
    mode: {},
    print: { type: Boolean },
    respond: { type: Boolean },
  };

  pack = 'check-in';
  src = '';
  depth: 'core' | 'full' = 'core';
  mode: 'together' | 'alone' = 'together';
  print = false;
  respond = false;

  protected override readonly content = new ContentController<Pack>(
    this,
    packs,
    // A question of the day needs no more than its words.
    ({ flow }) => flow !== 'pick' || this.print,
  );
  /** How far from the first question someone has moved on. */
  #moved = 0;

  protected override get wantsToSend(): boolean {
    return this.respond;
  }

  #screen(pack: Pack): Screen {
    return screenAt(pack, this.depth, this.#moved).screen;
  }

  /** Words are kept by question and by person, so moving on loses none; only those on the screen travel. */
  protected override answers(pack: Pack): Answer[] {
    const { prompt, turn } = this.#screen(pack);
    const id = boxOf(prompt.id, turn);
    const question = turn ? `${prompt.text} (${this.text[`turn-${turn}`]})` : prompt.text;
    return this.entries.has(id) ? [{ id, question, value: this.entries.get(id) }] : [];
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.content.want(this.aptPack(this.pack), this.src ? ownPack(this.src) : undefined);
  }

  #move(pack: Pack, to: number): void {
    if (this.submission.busy) return;
    this.#moved = to;
    this.submission.rest();
    this.leadTo();
    const { prompt, turn } = this.#screen(pack);
    this.dispatchEvent(new L30StepEvent(turn === 'pass' ? turn : prompt.id));
  }

  #renderAdults(pack: Pack): unknown {
    const { depth, mode, print } = this;
    const isAlone = mode === 'alone';
    // A question of the day is fetched no more for than it needs.
    const isWanted = (pack.adultGuide && pack.flow !== 'pick') || print || isAlone;
    const leaf = isWanted ? this.use(paper) : undefined;
    const prompts = promptsOf(pack, depth);
    return leaf?.adults(this, { pack, prompts, isFirst: !this.#moved, isAlone }) ?? this.renderAdultGuide(pack);
  }

  protected override renderForm(pack: Pack): unknown {
    const { text } = this;
    const { screen, last, steps } = screenAt(pack, this.depth, this.#moved);
    const { prompt, step, turn } = screen;
    const picks = pack.flow === 'pick';
    const on = last ? 0 : this.#moved + 1;
    const passes = turn === 'pass';
    const writes = this.respond && !passes;
    const where = picks
      ? []
      : [
          fill(text.stepOf, { step, steps, name: text[`step-${prompt.phase}`] }),
          ...(turn ? [text[`turn-${turn}`]] : []),
        ];
    const move = html`
      <button type="button" class=${writes && this.canSend ? '' : 'primary'} @click=${() => this.#move(pack, on)}>${picks ? text.anotherOne : last ? text.fromTheStart : text.next}</button>
      ${this.#moved ? html`<button type="button" class="quiet" @click=${() => this.#move(pack, this.#moved - 1)}>${picks ? text.theOneBefore : text.back}</button>` : nothing}
    `;
    return html`<p class="where">${[pack.title, ...where].join(' \u00b7 ')}</p>
      ${passes ? this.renderQuestion({ text: text['turn-pass'], helper: text.passOn }) : this.renderQuestion(prompt)}
      ${writes ? html`${this.entries.field({ id: boxOf(prompt.id, turn), label: text.addYourWords, helper: text.addYourWordsHelper, rows: 3 })} ${this.renderReaders()}` : nothing}
      ${passes ? html`<div class="buttons">${move}</div>` : this.renderSend(move)}
      ${this.#renderAdults(pack)}`;
  }
}

/** One box for one question, or for each of two people: nobody sees what the other wrote. */
const boxOf = (id: string, turn?: Turn): string => (turn ? `${id}.${turn}` : id);

declare global {
  interface HTMLElementTagNameMap {
    'l30-question-card': QuestionCard;
  }
}
