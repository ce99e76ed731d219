/** Help with a mistyped address, once its field is left. A leaf: it is asked for with the first letter of an address. */
import { css, html, nothing, type ReactiveController, type WidgetHost } from '../../core.ts';
import { words as english } from '../../locales/en/newsletter.ts';
import { probablyMeant } from './email.ts';

export const styles = css`
  .meant {
    justify-content: start;
    justify-items: start;
  }
`;

const ENDS_OF_PRESS = ['pointerup', 'pointercancel'];

class Slips implements ReactiveController {
  /** The address that was there when the field was left. */
  #left = '';
  #pressing = false;

  constructor(private readonly widget: WidgetHost) {
    const root = widget.shadowRoot!;
    this.#pressing = !!root.querySelector(':active');
    root.addEventListener('pointerdown', () => (this.#pressing = true));
    root.addEventListener('focusout', () => {
      // Words that come between press and release would move the button from under the finger.
      if (!this.#pressing) this.#offer();
    });
    widget.addController(this);
    // This may have come after the address was left; but words that come now would move what is being written in.
    void widget.updateComplete.then(() => {
      if (!this.#pressing && !root.querySelector('.field > input:focus')) this.#offer();
    });
  }

  hostConnected(): void {
    for (const type of ENDS_OF_PRESS) document.addEventListener(type, this.#released, true);
  }

  hostDisconnected(): void {
    for (const type of ENDS_OF_PRESS) document.removeEventListener(type, this.#released, true);
  }

  #released = (): void => {
    this.#pressing = false;
    setTimeout(() => this.widget.shadowRoot!.activeElement?.id !== 'email' && this.#offer());
  };

  #offer(): void {
    const email = this.widget.entries.get('email');
    if (email === this.#left) return;
    this.#left = email;
    const meant = probablyMeant(email);
    if (meant) this.widget.announce(`${this.widget.wordsOf('newsletter', english).didYouMean} ${meant}?`);
    this.widget.requestUpdate();
  }

  #take(meant: string): void {
    this.widget.entries.set('email', [meant]);
    this.widget.shadowRoot!.querySelector<HTMLElement>('#email')!.focus();
  }

  render(): unknown {
    const email = this.widget.entries.get('email');
    const meant = email === this.#left && probablyMeant(email);
    if (!meant) return nothing;
    const words = this.widget.wordsOf('newsletter', english);
    return html`<div class="field meant">
      <p>${words.didYouMean} <strong>${meant}</strong>?</p>
      <button type="button" @click=${() => this.#take(meant)}>${words.use} ${meant}</button>
    </div>`;
  }
}

const all = new WeakMap<WidgetHost, Slips>();

/** What stands under the field for the address. */
export function meant(widget: WidgetHost): unknown {
  const slips = all.get(widget) ?? new Slips(widget);
  all.set(widget, slips);
  return slips.render();
}
