import { css, html, nothing, type PropertyValues } from 'lit';
import type { Answer } from '../../contract/envelope.ts';
import { NEWSLETTER_RULES, validate, type Issue } from '../../contract/rules.ts';
import { L30Widget } from '../../element/l30-widget.ts';
import { inOneBreath, missing, outcomePanel, safeScreen, sendButton, type Said } from '../../element/outcome.ts';
import { onPupilWidgets } from '../../element/pupil-widgets.ts';
import type { Phase } from '../../element/submit-controller.ts';
import { Leaf } from '../../leaf.ts';
import { words as english } from '../../locales/en/newsletter.ts';
import { fill } from '../../locales/index.ts';
import { readEndpoint } from '../../settings/endpoint.ts';
import { troubleOf, type Trouble } from '../../settings/trouble.ts';

const several = new Leaf('widgets/newsletter-signup/purposes', () => import('./purposes.ts'));
const slips = new Leaf('widgets/newsletter-signup/slips', () => import('./slips.ts'));

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
 * @event l30-change - Something was typed or ticked; `prompt` says where, never what.
 * @event {L30SubmitEvent} l30-submit - Sign up was pressed and the form is in order; cancelable, carries the envelope.
 * @event l30-sent - The endpoint proved that it stored the address.
 * @event l30-unconfirmed - The endpoint took it without proof.
 * @event l30-refused - A rule of the form, or the endpoint, said no; `issues` says where.
 * @event l30-error - It did not arrive, or nobody knows; `code` says which.
 * @csspart card - The whole surface.
 * @csspart main - What stands above the help strip.
 * @csspart about - What the widget is for, one tap away.
 * @csspart send - The button.
 * @csspart outcome - What became of the last press.
 * @csspart waiting - How many messages of earlier visits wait to be sent.
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
    purposes: {},
    consentVersion: { attribute: 'consent-version' },
    besidePupils: { type: Boolean, attribute: 'beside-pupils' },
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
  purposes = '';
  consentVersion = '';
  besidePupils = false;

  /** Stops hearing of the widgets for pupils on the page. */
  #stop = (): void => undefined;
  /** The tag of a widget for pupils on the same page. */
  #pupils: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stop = onPupilWidgets((tag) => {
      this.#pupils = tag;
      this.requestUpdate();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop();
  }

  /** An adult's form on a page where children write invites them to give an address. */
  override get trouble(): Trouble | undefined {
    if (this.#pupils && !this.besidePupils) return { kind: 'beside-pupils', name: this.#pupils };
    if (this.purposes && several.isLost) return troubleOf(several);
    return super.trouble;
  }

  get #words(): Readonly<Record<keyof typeof english, string>> {
    return this.wordsOf('newsletter', english);
  }

  get #consentWords(): string {
    return fill(this.#words.consent, { listName: this.listName || this.#words.listDefault });
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    // A tick for other words is no consent to these.
    if (changed.has('purposes') && this.hasUpdated) this.entries.set('consent', []);
  }

  #submit = (event: Event): void => {
    event.preventDefault();
    if (this.submission.busy) return;
    const entered = (name: FieldName): string => this.entries.get(name).trim();
    const values = { email: entered('email'), name: entered('name'), consent: entered('consent') };
    const issues = validate(values, NEWSLETTER_RULES);
    if (issues.length) {
      this.submission.refuseLocally(issues);
      return this.#pointOut();
    }
    const words = this.#words;
    const questions = { email: words.email, name: words.yourName, consent: this.#consentWords };
    const answers = FIELDS.filter((id) => values[id]).map((id) => ({ id, question: questions[id], value: values[id] }));
    void this.deliver([...this.#withPurposes(answers), ...this.#versionAnswer()]);
  };

  #withPurposes(answers: Answer[]): Answer[] {
    return (this.purposes && this.use(several)?.withConsents(this, this.purposes, answers)) || answers;
  }

  #versionAnswer(): Answer[] {
    // An answer of a signup is one line.
    const value = this.consentVersion.replace(/\s+/g, ' ').trim();
    return value ? [{ id: 'consent-version', question: this.#words.version, value }] : [];
  }

  settled(): void {
    this.announce(inOneBreath(this.#outcome));
    this.#pointOut();
    if (this.phase === 'sent') this.entries.clear();
  }

  /** Says what to put right, if anything, and goes there. */
  #pointOut(): void {
    const [first] = this.#wrong;
    if (!first) return;
    this.announce(this.#wrong.map((name) => this.#issue(name)).join(' '));
    this.leadTo(`#${first}`);
  }

  /** What to put right in a field. Nothing for a rule without words, which an endpoint may name. */
  #issue(name: FieldName): string | undefined {
    const { rule, param = 0 }: Partial<Issue> = this.submission.issues.find((each) => each.name === name) ?? {};
    const words = this.#words;
    const said = {
      required: words.requiredEmail,
      email: words.badEmail,
      checked: words.consentNeeded,
      max: words.tooLong,
    };
    const wrong = rule && said[rule];
    return wrong && fill(wrong, { param });
  }

  get #wrong(): FieldName[] {
    return FIELDS.filter((name) => this.#issue(name));
  }

  /** Title and words for the outcome on the screen; empty while there is none, or the fields say it. */
  get #outcome(): Said {
    const words = this.#words;
    const { phase, outcome } = this.submission;
    const next = outcome && 'checkEmail' in outcome ? words.checkEmail : '';
    const failed: Said = [words.notSignedUp, words.listFailed];
    const said: Partial<Record<Phase, Said>> = {
      sent: next ? [words.nearlyDone, next] : [words.listSent, ''],
      unconfirmed: [words.unconfirmedTitle, `${next} ${words.listUnconfirmed}`],
      refused: this.#wrong.length ? ['', ''] : failed,
      failed,
    };
    return said[phase] ?? ['', ''];
  }

  protected override renderHelp(): unknown {
    return nothing;
  }

  protected override renderBody(): unknown {
    // A form that cannot send would take an address and do nothing with it.
    if (this.trouble) return missing(this.text.contentMissing);
    if (this.purposes && !this.use(several)) return html`<slot></slot>`;
    const { phase, busy } = this.submission;
    const [title, more] = this.#outcome;
    if (phase === 'sent' || phase === 'unconfirmed') return safeScreen(phase, title, more);
    const words = this.#words;
    const often = this.frequency ? fill(words.newsletterOften, { frequency: this.frequency }) : '';
    const field = this.entries.field.bind(this.entries);
    return html`<form class="main" @submit=${this.#submit} novalidate>
      <h2 tabindex="-1">${this.heading || words.newsletterTitle}</h2>
      <p class="helper">${words.newsletterLine} ${often}</p>
      ${field({ id: 'email', type: 'email', autocomplete: 'email', label: words.email, issue: this.#issue('email') })}
      ${this.entries.has('email') ? this.use(slips)?.meant(this) : nothing}
      ${field({
        id: 'name',
        autocomplete: 'name',
        label: words.yourName,
        helper: words.canLeaveEmpty,
        issue: this.#issue('name'),
      })}
      ${this.#renderConsent()} ${outcomePanel(phase, title, more)}
      <div class="buttons">${sendButton(busy ? words.sending : more ? words.tryAgain : words.signUp, busy)}</div>
      <p class="note">${words.pupilNote}</p>
    </form>`;
  }

  #renderConsent(): unknown {
    const words = this.#words;
    const issue = this.#issue('consent');
    const privacy = readEndpoint(this.privacyHref);
    const link = 'url' in privacy ? html`<a href=${privacy.url}>${words.privacyLink}</a>` : nothing;
    return html`<div class="field">
      ${issue ? html`<p class="issue" id="consent-issue">${issue}</p>` : nothing}
      ${(this.purposes && this.use(several)?.consents(this, this.purposes, !!issue)) || this.#renderTick(!!issue)}
      <p class="note">${words.privacyUse} ${link}</p>
    </div>`;
  }

  #renderTick(isWrong: boolean): unknown {
    const ticked = this.entries.has('consent');
    return html`<label class="consent">
      <input
        id="consent"
        type="checkbox"
        .checked=${ticked}
        aria-invalid=${isWrong ? 'true' : nothing}
        aria-describedby=${isWrong ? 'consent-issue' : nothing}
        @change=${() => this.entries.set('consent', ticked ? [] : ['yes'])}
      />
      <span>${this.#consentWords}</span>
    </label>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'l30-newsletter-signup': NewsletterSignup;
  }
}
