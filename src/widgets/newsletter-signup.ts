import { css, html, nothing } from 'lit';
import { NEWSLETTER_RULES, validate, type Issue } from '../contract/rules.ts';
import { L30Widget } from '../element/l30-widget.ts';
import { Part } from '../element/part.ts';
import { inOneBreath, missing, outcomePanel, safeScreen, sendButton, type Said } from '../element/outcome.ts';
import type { Phase } from '../element/submit-controller.ts';
import { fill } from '../locales/index.ts';
import { readEndpoint } from '../site/endpoint.ts';
import type { Trouble } from '../site/trouble.ts';

const FIELDS = ['email', 'name', 'consent'] as const;
type FieldName = (typeof FIELDS)[number];

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
  static override styles = [
    ...L30Widget.styles,
    css`
      .consent {
        display: flex;
        gap: 0.7em;
        padding-block: 0.5em;
        cursor: pointer;
        font-weight: inherit;
      }
      .consent input {
        flex: none;
        width: 28px;
        min-height: 28px;
        accent-color: var(--_accent);
      }
    `,
  ];

  heading = '';
  listName = '';
  frequency = '';
  privacyHref = '';

  #part = new Part<typeof import('./newsletter-signup-part.ts')>(this, 'widgets/newsletter-signup-part');

  get #beside() {
    return this.#part.want()?.beside(this, this.kit);
  }

  protected override get trouble(): Trouble | undefined {
    return this.#beside?.trouble ?? super.trouble;
  }

  get #consentWords(): string {
    return fill(this.text.consent, { listName: this.listName || this.text.listDefault });
  }

  protected override renderHelp(): unknown {
    return nothing;
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { submission, entries } = this;
    if (submission.busy) return;
    const values = { email: entries.get('email').trim(), name: entries.get('name').trim(), consent: entries.get('consent') };
    const issues = validate(values, NEWSLETTER_RULES);
    if (issues.length) {
      submission.refuseLocally(issues);
      return this.#pointOut();
    }
    const questions = { email: this.text.email, name: this.text.yourName, consent: this.#consentWords };
    const answers = FIELDS.filter((id) => values[id]).map((id) => ({ id, question: questions[id], value: values[id] }));
    await this.deliver(this.#beside?.withConsents(answers) ?? answers);
  };

  settled(): void {
    if (this.submission.phase === 'sent') this.entries.clear();
    this.announce(inOneBreath(this.#outcome));
    this.#pointOut();
  }

  /** Says what to put right, if anything, and goes there. */
  #pointOut(): void {
    const [first] = this.#wrong;
    if (!first) return;
    this.announce(this.#wrong.map((name) => this.#issue(name)).join(' '));
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${first}`)?.focus());
  }

  /** What to put right in a field. Nothing for a rule without words, which an endpoint may name. */
  #issue(name: FieldName): string | undefined {
    const { requiredEmail, badEmail, consentNeeded, tooLong } = this.text;
    const { rule, param = 0 }: Partial<Issue> = this.submission.issues.find((each) => each.name === name) ?? {};
    const words = rule && { required: requiredEmail, email: badEmail, checked: consentNeeded, max: tooLong }[rule];
    return words && fill(words, { param });
  }

  get #wrong(): FieldName[] {
    return FIELDS.filter((name) => this.#issue(name));
  }

  /** Title and words for the outcome on the screen; empty while there is none, or the fields say it. */
  get #outcome(): Said {
    const { text } = this;
    const { phase, outcome } = this.submission;
    const next = outcome && 'checkEmail' in outcome ? text.checkEmail : '';
    const failed: Said = [text.notSignedUp, text.listFailed];
    const said: Partial<Record<Phase, Said>> = {
      sent: next ? [text.nearlyDone, next] : [text.listSent, ''],
      unconfirmed: [text.unconfirmedTitle, `${next} ${text.listUnconfirmed}`],
      refused: this.#wrong.length ? ['', ''] : failed,
      failed,
    };
    return said[phase] ?? ['', ''];
  }

  protected override renderBody(): unknown {
    const { text, submission, entries } = this;
    const beside = this.#beside;
    const consentIssue = this.#issue('consent');
    const [title, words] = this.#outcome;
    const { phase, busy } = submission;
    // A form that cannot send would take an address and do nothing with it.
    if (this.trouble) return missing(text.contentMissing);
    if (phase === 'sent' || phase === 'unconfirmed') return safeScreen(phase, title, words);
    const privacy = readEndpoint(this.privacyHref);
    const often = this.frequency ? fill(text.newsletterOften, { frequency: this.frequency }) : '';
    return html`<form class="main" @submit=${this.#submit} novalidate>
      <h2 tabindex="-1">${this.heading || text.newsletterTitle}</h2>
      <p class="helper">${text.newsletterLine} ${often}</p>
      ${entries.field({ id: 'email', type: 'email', autocomplete: 'email', label: text.email, issue: this.#issue('email') })} ${beside?.meant()}
      ${entries.field({ id: 'name', autocomplete: 'name', label: text.yourName, helper: text.canLeaveEmpty, issue: this.#issue('name') })}
      <div class="field">
        ${consentIssue ? html`<p class="issue" id="consent-issue">${consentIssue}</p>` : nothing}
        ${beside?.consents(consentIssue) ??
        html`<label class="consent">
          <input
            id="consent" type="checkbox" .checked=${entries.has('consent')}
            aria-invalid=${consentIssue ? 'true' : nothing} aria-describedby=${consentIssue ? 'consent-issue' : nothing}
            @change=${() => entries.set('consent', entries.has('consent') ? [] : ['yes'])}
          />
          <span>${this.#consentWords}</span>
        </label>`}
        <p class="note">
          ${text.privacyUse} ${'url' in privacy ? html`<a href=${privacy.url}>${text.privacyLink}</a>` : nothing}
        </p>
      </div>
      ${outcomePanel(phase, title, words)}
      <div class="buttons">${sendButton(busy ? text.sending : words ? text.tryAgain : text.signUp, busy)}</div>
      <p class="note">${text.pupilNote}</p>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'l30-newsletter-signup': NewsletterSignup;
  }
}
