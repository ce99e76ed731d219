import { css, html, nothing, type PropertyValues } from 'lit';
import type { Answer } from '../../contract/envelope.ts';
import { chosen } from '../../element/chosen.ts';
import { ContentController } from '../../element/content-controller.ts';
import { draw } from '../../element/draw.ts';
import { L30TalkEvent } from '../../element/events.ts';
import { PupilWidget } from '../../element/pupil-widget.ts';
import type { Pictures, Scale } from '../../packs/index.ts';
import { scales } from '../../element/content.ts';
import { Leaf } from '../../leaf.ts';

const kiosks = new Leaf('widgets/mood-check-in/kiosk', () => import('./kiosk.ts'));
const needs = new Leaf('widgets/mood-check-in/needs', () => import('./needs.ts'));

/**
 * How someone is feeling right now: pictures with words, optional words of their own, and two ways out
 * that are not moods. Choosing is not sending, every mood gets the same answer, and nothing is counted.
 *
 * @summary A mood check-in with pictures and words.
 * @tagname l30-mood-check-in
 * @attr scale - Id of the mood scale: `faces-3`, `faces-5`, `energy`, `body`, `weather` or `words`. Default `faces-5`, for the youngest `faces-3`.
 * @attr heading - Replaces the scale's own question.
 * @attr ask-needs - Also asks what someone needs, after a choice.
 * @attr kiosk - For one device that goes around a class: the screen clears itself for the next person.
 * @attr ask-name - Offers a field for a name. It is always offered to someone who would like to talk.
 * @attr endpoint - Where the answer goes; so do all settings of `<l30-site>` work on the widget itself.
 * @slot - A link or words for when the script cannot run; also shown when the scale cannot be loaded.
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
export class MoodCheckIn extends PupilWidget<Scale> {
  static override readonly widgetName = 'mood-check-in';
  static override properties = {
    scale: {},
    heading: {},
    askNeeds: { type: Boolean, attribute: 'ask-needs' },
    askName: { type: Boolean, attribute: 'ask-name' },
    kiosk: { type: Boolean },
  };
  static override styles = [
    ...PupilWidget.styles,
    css`
      .faces-3,
      .faces-5 {
        grid-template-columns: repeat(auto-fit, minmax(4.4em, 1fr));
      }
      .energy {
        grid-template-columns: repeat(auto-fit, minmax(6.6em, 1fr));
      }
      .full {
        position: sticky;
        inset-block-end: 4em;
      }
      .exits {
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 11em), 1fr));
      }
    `,
  ];
  scale = '';
  heading = '';
  askNeeds = false;
  askName = false;
  kiosk = false;

  protected override readonly content = new ContentController(this, scales);
  /** Which question has as many answers as it takes, since someone chose one more. */
  #full = '';
  /** What a class needs, while it is wanted and there. */
  #kiosk: typeof import('./kiosk.ts') | undefined;
  /** Chose not to say: the choices are out of sight, but not lost. */
  #away = false;

  /** A class may keep its answers to itself. */
  protected override get wantsToSend(): boolean {
    return !this.kiosk || !!this.settings.endpoint;
  }

  protected override get thanks(): string {
    return this.text.moodThanks;
  }

  /** The scale's question and, after a choice, those that follow it. */
  #asked(scale: Scale): Pictures[] {
    const { steps = [], question } = scale;
    const mood = { ...scale, id: 'mood', question: this.heading || question };
    if (!this.entries.has('mood')) return [mood];
    return [mood, ...((this.askNeeds && this.use(needs)?.withNeeds(this, steps)) || steps)];
  }

  protected override answers(scale: Scale): Answer[] {
    const { text, entries } = this;
    return [
      ...this.#asked(scale).flatMap(({ id, question, options, max }) =>
        chosen(id, question, options, entries.all(id), max),
      ),
      ...(entries.has('words') ? [{ id: 'words', question: text.addAnything, value: entries.get('words') }] : []),
      ...(entries.has('talk') ? [{ id: 'talk', question: text.talkToSomeone, value: 'yes' }] : []),
    ];
  }

  protected override forget(): void {
    super.forget();
    this.#away = false;
    this.#full = '';
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.content.want(this.scale || (this.tone === 'early' ? 'faces-3' : 'faces-5'));
  }

  #wish = (event: Event): void => {
    const talk = (event.target as HTMLInputElement).checked;
    this.#full = '';
    this.announce(talk ? this.#talkWords : '');
    if (!talk) return;
    this.leadTo('.arrive');
    this.dispatchEvent(new L30TalkEvent());
  };

  get #talkWords(): string {
    return this.canSend ? this.say(this.text.talkAsk) : this.text.talkLocal;
  }

  #leave(away: boolean): void {
    this.#away = away;
    this.leadTo();
  }

  /** One more than the question takes is not chosen at all, and words say what can be done. */
  #renderTiles({ id, options, max, full = '' }: Pictures, label: string, name = id): unknown {
    const { entries } = this;
    const count = (event: Event): void => {
      const over = (event.target as HTMLInputElement).checked && entries.all(id).length >= max!;
      if (over) event.preventDefault();
      this.#full = over ? id : '';
      this.announce(over ? full : '');
    };
    // A radio that is chosen cannot be left by keyboard, nor by touch.
    const takeAway = (): void => {
      entries.set(id, []);
      this.renderRoot.querySelector<HTMLElement>(`[name=${id}]`)!.focus();
    };
    return html`<fieldset class="tiles faces ${name}" aria-labelledby=${label} @click=${count}>
        ${entries.tiles({ id, type: max ? 'checkbox' : 'radio', tiles: options })}
      </fieldset>
      ${!max && entries.has(id) ? html`<button type="button" class="quiet" @click=${takeAway}>${this.text.takeAway}</button>` : nothing}
      ${this.#full === id ? html`<p class="outcome full">${full}</p>` : nothing}`;
  }

  protected override renderBody(): unknown {
    const body = (): unknown => super.renderBody();
    const { thanks } = this;
    if (!this.kiosk) this.#kiosk?.leave(this);
    this.#kiosk = this.kiosk ? this.use(kiosks) : undefined;
    if (!this.#kiosk) return body();
    return this.#kiosk.around(this, { body, thanks, isAway: this.#away, options: this.content.value?.options });
  }

  protected override renderForm(scale: Scale): unknown {
    const { text, entries } = this;
    const [mood, ...steps] = this.#asked(scale);
    if (this.#away) {
      return html`<h2 tabindex="-1">${text.skipOk}</h2>
        <div class="buttons"><button type="button" @click=${() => this.#leave(false)}>${text.goBack}</button></div>`;
    }
    const talk = entries.has('talk');
    const more = steps.map(
      (step) =>
        html`<h3 id=${step.id}>${step.question}</h3><p class="helper">${step.helper}</p>${this.#renderTiles(step, step.id)}`,
    );
    const exits = html`<div class="tiles exits" @change=${this.#wish}>
        ${entries.tiles({ id: 'talk', type: 'checkbox', tiles: [{ id: 'yes', text: text.talkToSomeone, symbol: 'talk' }] })}
        <button type="button" @click=${() => this.#leave(true)}>${draw('rather-not', '', this)}<span>${text.ratherNotSay}</span></button>
      </div>
      ${talk ? html`<p class="outcome arrive">${this.#talkWords}</p>` : nothing}`;
    const talkFirst = entries.all('mood').some((id) => scale.talkFirst?.includes(id));
    return html`${this.renderQuestion({ text: mood!.question, helper: scale.helper })}
      ${this.#renderTiles(mood!, 'question', scale.id)}
      ${!more.length || talkFirst ? [exits, more] : [more, exits]}
      ${!this.canSend ? this.renderReaders() : talk || entries.has('mood') ? this.#renderMore(talk) : nothing}`;
  }

  /** What comes after a choice: a name, words, who reads them, and Send. */
  #renderMore(talk: boolean): unknown {
    const { text } = this;
    return html`${talk ? this.renderName(text.nameToFindYou) : this.askName ? this.renderName() : nothing}
      ${this.entries.field({ id: 'words', label: text.addAnything, helper: text.canLeaveEmpty, rows: 2 })}
      ${this.renderReaders()} ${this.renderSend()}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'l30-mood-check-in': MoodCheckIn;
  }
}
