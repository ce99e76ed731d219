import {
  css,
  draw,
  html,
  nothing,
  type L30SentEvent,
  type L30SubmitEvent,
  type Phase,
  type PupilHost,
  type ReactiveController,
  type ScaleOption,
} from '../../core.ts';
import { words as english } from '../../locales/en/mood-kiosk.ts';

export const styles = css`
  :host([kiosk]) .fields[part='outcome'] .buttons {
    display: none;
  }
  :host([kiosk]) form.main {
    flex: none;
  }
  .clearing {
    position: sticky;
    bottom: 0;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    border-color: var(--_line);
  }
  .counts {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 0.4em 1em;
  }
`;

/** Seconds until the screen is the next person's: after an answer is safe, and after the last touch of one that is not finished. */
const LIMIT = { done: 20, open: 60, stuck: 60 };
/** WCAG 2.2.1 asks for 20 seconds in which someone can say that they need longer. */
const WARNING = 20;
/** The outcome is read aloud before the end of its screen is. */
const SAID_AT = { done: 10, open: WARNING, stuck: WARNING };
/** Smaller numbers can point at a child. */
const FEW = 5;

/** A switch or a screen reader may press without pointing. */
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'input', 'click'];

type Screen = keyof typeof LIMIT;

/** What the check-in shows by itself, and how it stands. */
interface Usual {
  body: () => unknown;
  thanks: string;
  /** Someone chose not to say. */
  isAway: boolean;
  options: readonly ScaleOption[] | undefined;
}

/**
 * One device that goes around a class. What one person answered is never on the screen for the next, nothing
 * that has not arrived is thrown away by a clock, and what is counted stays in this object.
 */
class Kiosk implements ReactiveController {
  #screen: Screen | undefined;
  #until = 0;
  /** Seconds on the screen; 0 while there is time. */
  #left = 0;
  #said = false;
  /** Finished without sending; with the way to go for someone who would like to talk. */
  #finished: { talk: boolean } | undefined;
  #covered = false;
  #clock = 0;
  /** What is on its way, by the id of its envelope. */
  #going: Record<string, readonly string[]> = {};
  #counts: Record<string, number> = {};
  #people = 0;
  /** The counts as adults may see them. Were they always new, a look before and after one child would show that child's. */
  #shown: Readonly<Record<string, number>> = {};

  constructor(private readonly host: PupilHost) {
    host.addEventListener('l30-submit', (event) => {
      const { id, answers } = (event as L30SubmitEvent).envelope;
      this.#going[id] = [answers.find((answer) => answer.id === 'mood')?.value ?? []].flat();
    });
    for (const type of ['l30-sent', 'l30-waiting', 'l30-unconfirmed'])
      host.addEventListener(type, (event) => this.#arrived((event as L30SentEvent).id));
    host.addController(this);
  }

  hostConnected(): void {
    this.#clock = setInterval(this.#tick, 1000) as unknown as number;
    for (const type of TOUCHES) document.addEventListener(type, this.#touch, true);
    // A device that slept wakes up for somebody else.
    document.addEventListener('visibilitychange', this.#tick);
  }

  hostDisconnected(): void {
    clearInterval(this.#clock);
    for (const type of TOUCHES) document.removeEventListener(type, this.#touch, true);
    document.removeEventListener('visibilitychange', this.#tick);
  }

  get #words(): Readonly<Record<keyof typeof english, string>> {
    return this.host.wordsOf('mood-kiosk', english);
  }

  /** The widget's own screen, or what stands in its place, and what a class needs besides. */
  around({ body, thanks, isAway, options = [] }: Usual): unknown {
    const { phase, canSend } = this.host;
    const arrived = ['sent', 'waiting'].includes(phase);
    // It went on trying behind its cover.
    if (arrived) this.#covered = false;
    this.#turnTo(this.#screenFor(phase, arrived || isAway || !!this.#finished));
    const screen = this.#finished ? this.#renderThanks(thanks) : this.#covered ? this.#renderCover() : body();
    const isDone = !canSend && this.#screen === 'open';
    const [label, go] = isDone ? [this.#words.done, this.#finish] : [this.#words.next, this.#next];
    const button = html`<button type="button" class="primary" @click=${go}>${label}</button>`;
    return html`${screen}
      ${this.#screen === 'done' || isDone ? html`<div class="buttons">${button}</div>` : nothing}
      ${this.#left ? this.#renderClearing() : nothing}
      ${this.#screen || this.#covered || phase !== 'idle' ? nothing : this.#renderCounts(options)}`;
  }

  /** What is on its way, or may have arrived nowhere, is nothing to clear, wherever its writer has gone. */
  #screenFor(phase: Phase, done: boolean): Screen | undefined {
    if (phase === 'sending' || this.#covered) return undefined;
    if (['failed', 'refused'].includes(phase)) return 'stuck';
    if (done) return 'done';
    return ['mood', 'words', 'talk', 'name'].some((id) => this.host.entries.all(id).some(Boolean)) ? 'open' : undefined;
  }

  #turnTo(screen: Screen | undefined): void {
    if (screen === this.#screen) return;
    this.#screen = screen;
    this.#restart();
  }

  #restart(): void {
    this.#until = Date.now() + LIMIT[this.#screen ?? 'open'] * 1000;
    this.#left = this.#screen === 'done' ? LIMIT.done : 0;
    this.#said = false;
  }

  /** Whoever touches anything is still here. */
  #touch = (): void => {
    if (Date.now() >= this.#until) return this.#tick();
    const before = this.#left;
    this.#restart();
    if (this.#left !== before) this.host.requestUpdate();
  };

  #tick = (): void => {
    if (!this.#screen) return;
    const left = Math.ceil((this.#until - Date.now()) / 1000);
    if (left <= 0) return this.#end();
    const shown = left <= WARNING ? left : 0;
    if (shown && !this.#said && left <= SAID_AT[this.#screen]) {
      this.#said = true;
      this.host.announce(`${this.#words.clearing} ${left}`);
    }
    if (shown !== this.#left) this.host.requestUpdate();
    this.#left = shown;
  };

  #end(): void {
    if (this.#screen !== 'stuck') return this.#leave(this.host.matches(':focus-within'));
    // It may not have arrived anywhere: nobody else sees it, and it is not lost.
    this.#covered = true;
    this.host.announce(this.#words.coverTitle);
  }

  #leave(focus: boolean): void {
    this.#finished = undefined;
    this.#covered = false;
    this.host.startAgain(focus);
    this.host.announce('');
  }

  #next = (): void => this.#leave(true);

  #finish = (): void => {
    this.#count(this.host.entries.all('mood'));
    const talk = this.host.entries.has('talk');
    this.#leave(true);
    this.#finished = { talk };
  };

  #show = (): void => {
    this.#covered = false;
    this.host.requestUpdate();
    this.#toHeading();
  };

  /** The button under the finger is gone. */
  #toHeading = (): void => void this.host.updateComplete.then(() => this.host.shadowRoot!.querySelector('h2')?.focus());

  #arrived(id: string): void {
    this.#count(this.#going[id] ?? []);
    delete this.#going[id];
  }

  #count(ids: readonly string[]): void {
    if (!ids.length) return;
    for (const id of ids) this.#counts[id] = (this.#counts[id] ?? 0) + 1;
    this.#people += 1;
    if (this.#people % FEW === 0) this.#shown = { ...this.#counts };
  }

  #renderThanks(thanks: string): unknown {
    return html`<div class="fields arrive">${draw('tick', 'large', this.host)}
      <h2 tabindex="-1">${thanks}</h2>
      <p>${this.#words.notSent}</p>
      ${this.#finished!.talk ? html`<p class="outcome">${this.#words.talk}</p>` : nothing}
    </div>`;
  }

  #renderCover(): unknown {
    return html`${draw('failed', 'large', this.host)}
      <h2 tabindex="-1">${this.#words.coverTitle}</h2>
      <p>${this.#words.cover}</p>
      <details><summary>${this.#words.forAdults}</summary><div class="fields">
        <p>${this.#words.takenAway}</p>
        <div class="buttons"><button type="button" class="primary" @click=${this.#show}>${this.#words.show}</button><button type="button" @click=${this.#next}>${this.#words.next}</button></div>
      </div></details>`;
  }

  #renderClearing(): unknown {
    return html`<div class="outcome clearing"><p>${this.#words.clearing} ${this.#left}</p><button type="button" @click=${this.#toHeading}>${this.#words.moreTime}</button></div>`;
  }

  /** A single small number could be worked out from the others and the size of the class, so the next larger one stays out as well. */
  #renderCounts(options: readonly ScaleOption[]): unknown {
    const countOf = ({ id }: ScaleOption): number => this.#shown[id] ?? 0;
    const large = options.filter((option) => countOf(option) >= FEW).sort((a, b) => countOf(a) - countOf(b));
    const hidden = large.length === options.length - 1 ? large[0] : undefined;
    const said = (option: ScaleOption): string | number =>
      option === hidden ? this.#words.hidden : large.includes(option) ? countOf(option) : this.#words.few;
    return html`<details><summary>${this.#words.forAdults}</summary><div class="fields">
      <p>${this.#words.counts}</p>
      <dl class="counts">${options.map((option) => html`<dt>${option.text}</dt><dd>${said(option)}</dd>`)}</dl>
    </div></details>`;
  }
}

const kiosks = new WeakMap<PupilHost, Kiosk>();

/** A check-in's screen as a class needs it. */
export function around(host: PupilHost, usual: Usual): unknown {
  const kiosk = kiosks.get(host) ?? new Kiosk(host);
  kiosks.set(host, kiosk);
  return kiosk.around(usual);
}
