/**
 * The form of a newsletter signup, with what stands beside its fields: several consents, help with a mistyped
 * address, and a look at who else is on the page. Comes as a leaf, because it is for adults, and most pages are
 * for pupils.
 */
import type { ReactiveController } from 'lit';
import type { Answer } from '../contract/envelope.ts';
import { words as english } from '../locales/en-newsletter.ts';
import type { Kit } from '../site/kit.ts';
import type { Trouble } from '../site/trouble.ts';
import { probablyMeant } from './newsletter-signup-part-email.ts';
import { Form, styles as formStyles, type SignupHost, type SignupKit } from './newsletter-signup-part-form.ts';
import { readPurposes, type Purpose } from './newsletter-signup-part-purposes.ts';

export const styles = `
  ${formStyles}
  fieldset {
    border: 0;
  }
  legend {
    font-weight: 600;
  }
  .meant {
    justify-content: start;
    justify-items: start;
  }
`;

const PUPILS = 'l30-question-card, l30-mood-check-in, l30-reflection-form';

const hasPupils = (node: Node): boolean =>
  node instanceof Element && (node.matches(PUPILS) || !!node.querySelector(PUPILS));

/** Read from the tag, because few pages have them. */
const SETTINGS = ['purposes', 'consent-version', 'beside-pupils'];

class Desk implements ReactiveController {
  /** An adult's form on a page where children write invites them to give an address. */
  trouble: Trouble | undefined;
  #pupils: Element | null = null;
  /** The address that was there when the field was left. */
  #left = '';
  #pressing = false;
  #observer = new MutationObserver((changes) => {
    const isAsked = changes.some(({ type }) => type === 'attributes');
    // Pages change all the time, and most changes are none of ours.
    const isOther = this.#pupils
      ? !this.#pupils.isConnected
      : changes.some(({ addedNodes }) => [...addedNodes].some(hasPupils));
    if (isAsked || isOther) this.#look();
    if (isAsked) this.kit.redraw();
  });

  constructor(
    private readonly host: SignupHost,
    private readonly kit: Kit,
  ) {
    const root = host.shadowRoot!;
    root.addEventListener('pointerdown', () => (this.#pressing = true));
    root.addEventListener('focusout', ({ target }) => {
      if ((target as Element).id === 'email') this.#leave();
    });
    host.addController(this);
  }

  hostConnected(): void {
    this.#observer.observe(document, { childList: true, subtree: true });
    this.#observer.observe(this.host, { attributeFilter: SETTINGS });
    for (const type of ['pointerup', 'pointercancel']) document.addEventListener(type, this.#released, true);
    this.#look();
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    for (const type of ['pointerup', 'pointercancel']) document.removeEventListener(type, this.#released, true);
  }

  #look(): void {
    const pupils = this.host.hasAttribute('beside-pupils') ? null : document.querySelector(PUPILS);
    const isOther = pupils !== this.#pupils;
    this.#pupils = pupils;
    this.trouble = pupils ? { kind: 'beside-pupils', name: pupils.localName } : undefined;
    if (isOther) this.kit.redraw();
  }

  /** Words that come between press and release would move the button from under the finger. */
  #leave(): void {
    if (!this.#pressing) this.#offer();
  }

  #released = (): void => {
    this.#pressing = false;
    setTimeout(() => this.host.shadowRoot!.activeElement?.id !== 'email' && this.#offer());
  };

  #offer(): void {
    const [email = ''] = this.kit.entered('email');
    if (email === this.#left) return;
    this.#left = email;
    const meant = probablyMeant(email);
    if (meant) this.kit.say(`${this.#words.didYouMean} ${meant}?`);
    this.kit.redraw();
  }

  #take = (meant: string): void => {
    this.kit.enter('email', [meant]);
    this.host.shadowRoot!.querySelector<HTMLElement>('#email')!.focus();
  };

  /** Under the field for the address. */
  meant(): unknown {
    const { html, nothing } = this.kit;
    const [email = ''] = this.kit.entered('email');
    const meant = email === this.#left && probablyMeant(email);
    if (!meant) return nothing;
    return html`<div class="field meant"><p>${this.#words.didYouMean} <strong>${meant}</strong>?</p><button type="button" @click=${() => this.#take(meant)}>${this.#words.use} ${meant}</button></div>`;
  }

  get #words(): Readonly<Record<keyof typeof english, string>> {
    return this.kit.own?.('newsletter', english) ?? english;
  }

  get #purposes(): Purpose[] {
    return readPurposes(this.host.getAttribute('purposes') ?? '');
  }

  /** They are kept behind the "yes" that every receiver asks for. */
  get #ticked(): Purpose[] {
    const [, ...ids] = this.kit.entered('consent');
    return this.#purposes.filter(({ id }) => ids.includes(id));
  }

  #tick(ids: readonly string[]): void {
    this.kit.enter('consent', ids.length ? ['yes', ...ids] : []);
  }

  /** A box for each purpose, in place of the one; undefined where the page names none. */
  consents(issue: string | undefined): unknown {
    const { html, nothing } = this.kit;
    const purposes = this.#purposes;
    if (!purposes.length) return undefined;
    const ticked = this.#ticked.map(({ id }) => id);
    // A tick for other words, from before these came, is no consent to them.
    if (!ticked.length && this.kit.entered('consent').length) queueMicrotask(() => this.#tick([]));
    const tick = (id: string, { target }: Event): void =>
      this.#tick((target as HTMLInputElement).checked ? [...ticked, id] : ticked.filter((each) => each !== id));
    return html`<fieldset aria-describedby=${issue ? 'consent-issue' : nothing}>
      <legend>${this.#words.purposes}</legend>
      ${purposes.map(
        ({ id, words: purpose }, i) => html`<label class="consent">
          <input id=${i ? `purpose-${id}` : 'consent'} type="checkbox" .checked=${ticked.includes(id)} aria-invalid=${issue ? 'true' : nothing} @change=${(event: Event) => tick(id, event)} />
          <span>${purpose}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  /** Each consent in its own words, and their version. The one that every receiver asks for holds them all. */
  withConsents(answers: Answer[]): Answer[] {
    const ticked = this.#ticked;
    // An answer of a signup is one line.
    const version = this.host.getAttribute('consent-version')?.replace(/\s+/g, ' ').trim();
    const all = [this.#words.purposes, ticked.map((each) => each.words).join('; ')].join(' ');
    return [
      ...answers.map((answer) => (answer.id === 'consent' && ticked.length ? { ...answer, question: all } : answer)),
      ...ticked.map((each) => ({ id: `consent.${each.id}`, question: each.words, value: 'yes' })),
      ...(version ? [{ id: 'consent-version', question: this.#words.version, value: version }] : []),
    ];
  }
}

const forms = new WeakMap<SignupHost, Form>();

/** The form of one signup. */
export function formOf(host: SignupHost, kit: SignupKit): Form {
  const form = forms.get(host) ?? new Form(host, kit, new Desk(host, kit));
  forms.set(host, form);
  return form;
}
