import { html, nothing } from 'lit';
import { L30Widget } from '../../element/l30-widget.ts';
import { missing, outcomePanel, safeScreen, sendButton } from '../../element/outcome.ts';
import { Part } from '../../element/part.ts';
import type { Kit } from '../../element/kit.ts';
import type { Trouble } from '../../settings/trouble.ts';
import type { SignupKit } from './form.ts';

/**
 * School news by email, for adults: one address, an optional name, and a consent that is never
 * ticked in advance. The words of the consent travel with it.
 *
 * @summary A newsletter signup for families.
 * @tagname l30-newsletter-signup
 * @attr heading - Replaces the title.
 * @attr list-name - What people sign up for, as the end of "Yes, email me …".
 * @attr frequency - How often it is sent, as the end of "We send it …".
 * @attr privacy-href - Address of the school's privacy notice.
 * @attr purposes - What people may be emailed about, each with a box of its own: "School news; events: Events for families".
 * @attr consent-version - Version of the words of the consent. Travels with them.
 * @attr beside-pupils - Allows it on a page with a widget for pupils, where it is otherwise not shown.
 * @attr newsletter-endpoint - Where signups go; so do all settings of `<l30-site>` work on the widget itself.
 * @slot - A link or words for when the script cannot run.
 * @event {L30SubmitEvent} l30-submit - Sign up was pressed and the form is in order; cancelable, carries the envelope.
 * @event l30-sent - The endpoint proved that it stored the address.
 * @event l30-unconfirmed - The endpoint took it without proof.
 * @event l30-refused - A rule of the form, or the endpoint, said no; `issues` says where.
 * @event l30-error - It did not arrive, or nobody knows; `code` says which.
 * @csspart card - The whole surface.
 * @csspart send - The button.
 * @csspart outcome - What became of the last press.
 * @csspart admin - The note for the person who looks after the website.
 * @cssproperty [--l30-accent=#155e63] - Buttons and the ticked box; all properties of the question card work here too.
 * @cssstate idle - Nothing has been sent.
 * @cssstate invalid - Something in the form needs a look.
 * @cssstate sending - On its way.
 * @cssstate sent - Stored, with proof.
 * @cssstate unconfirmed - Passed on, without proof.
 * @cssstate refused - The endpoint said no.
 * @cssstate failed - It did not arrive, or nobody knows.
 */
export class NewsletterSignup extends L30Widget {
  static override readonly widgetName = 'newsletter-signup';
  static override properties = {
    heading: {},
    listName: { attribute: 'list-name' },
    frequency: {},
    privacyHref: { attribute: 'privacy-href' },
  };
  static override readonly audience = 'newsletter';

  heading = '';
  listName = '';
  frequency = '';
  privacyHref = '';

  #misses = 0;
  /** Set once the form has not come although it was asked for again. */
  #lost: Trouble | undefined;
  #part = new Part<typeof import('./desk.ts')>(this, 'widgets/newsletter-signup/desk', (trouble) => {
    // Drawing asks again: once is a slip of the network, and the third time says nothing new.
    if (this.#misses++) this.#lost = trouble;
    if (this.#misses < 3) this.requestUpdate();
  });
  #lent: SignupKit = Object.assign<Kit, Omit<SignupKit, keyof Kit>>(this.kit, {
    line: (options) => this.entries.field(options),
    panel: outcomePanel,
    button: sendButton,
    screen: safeScreen,
    stands: this.submission,
    object: (issues) => this.submission.refuseLocally(issues),
    post: (answers) => this.deliver(answers),
  });

  get #form() {
    return this.#part.want()?.formOf(this, this.#lent);
  }

  protected override get trouble(): Trouble | undefined {
    const form = this.#form;
    return (form ? form.trouble : this.#lost) ?? super.trouble;
  }

  protected override renderHelp(): unknown {
    return nothing;
  }

  settled(): void {
    this.#form?.tell();
    if (this.submission.phase === 'sent') this.entries.clear();
  }

  protected override renderBody(): unknown {
    // A form that cannot send would take an address and do nothing with it.
    if (this.trouble) return missing(this.text.contentMissing);
    return this.#form?.render() ?? html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'l30-newsletter-signup': NewsletterSignup;
  }
}
