/** The fields of a newsletter signup, what they must hold, and what becomes of a press. */
import type { ReactiveControllerHost } from 'lit';
import type { Answer } from '../../contract/envelope.ts';
import { NEWSLETTER_RULES, validate, type Issue } from '../../contract/rules.ts';
import type { FieldOptions } from '../../element/entries.ts';
import type { outcomePanel, safeScreen, Said, sendButton } from '../../element/outcome.ts';
import type { Phase, SubmitController } from '../../element/submit-controller.ts';
import { words as english } from '../../locales/en/newsletter.ts';
import { fill } from '../../locales/index.ts';
import { readEndpoint } from '../../settings/endpoint.ts';
import type { Kit } from '../../element/kit.ts';
import type { Trouble } from '../../settings/trouble.ts';

/** The signup, as far as its form reads it. */
export interface SignupHost extends ReactiveControllerHost, HTMLElement {
  heading: string;
  listName: string;
  frequency: string;
  privacyHref: string;
}

/** What the signup lends to its form beside what every part is lent. */
export interface SignupKit extends Kit {
  /** A box for one line. */
  line: (options: FieldOptions) => unknown;
  panel: typeof outcomePanel;
  button: typeof sendButton;
  screen: typeof safeScreen;
  /** Where the last press stands. */
  stands: Pick<SubmitController, 'phase' | 'busy' | 'outcome' | 'issues'>;
  /** Shows what is to be put right before anything is sent. */
  object: (issues: Issue[]) => void;
  /** Takes the answers on their way. */
  post: (answers: Answer[]) => Promise<void>;
}

export const styles = `
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
`;

const FIELDS = ['email', 'name', 'consent'] as const;
type FieldName = (typeof FIELDS)[number];

/** What stands beside the fields. */
interface Beside {
  trouble: Trouble | undefined;
  meant: () => unknown;
  consents: (issue: string | undefined) => unknown;
  withConsents: (answers: Answer[]) => Answer[];
}

export class Form {
  constructor(
    private readonly host: SignupHost,
    private readonly kit: SignupKit,
    private readonly beside: Beside,
  ) {}

  get trouble(): Trouble | undefined {
    return this.beside.trouble;
  }

  get #words(): Readonly<Record<keyof typeof english, string>> {
    return this.kit.own?.('newsletter', english) ?? english;
  }

  get #consentWords(): string {
    return fill(this.#words.consent, { listName: this.host.listName || this.#words.listDefault });
  }

  #entered(name: FieldName): string {
    const [value = ''] = this.kit.entered(name);
    return value;
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const { stands, object, post } = this.kit;
    if (stands.busy) return;
    const values = {
      email: this.#entered('email').trim(),
      name: this.#entered('name').trim(),
      consent: this.#entered('consent'),
    };
    const issues = validate(values, NEWSLETTER_RULES);
    if (issues.length) {
      object(issues);
      return this.#pointOut();
    }
    const words = this.#words;
    const questions = { email: words.email, name: words.yourName, consent: this.#consentWords };
    const answers = FIELDS.filter((id) => values[id]).map((id) => ({ id, question: questions[id], value: values[id] }));
    await post(this.beside.withConsents(answers));
  };

  /** Says what became of the last press, now that it is known. */
  tell(): void {
    const [title, more] = this.#outcome;
    this.kit.say(more ? `${title}. ${more}` : title);
    this.#pointOut();
  }

  /** Says what to put right, if anything, and goes there. */
  #pointOut(): void {
    const [first] = this.#wrong;
    if (!first) return;
    this.kit.say(this.#wrong.map((name) => this.#issue(name)).join(' '));
    void this.host.updateComplete.then(() => this.host.shadowRoot!.querySelector<HTMLElement>(`#${first}`)?.focus());
  }

  /** What to put right in a field. Nothing for a rule without words, which an endpoint may name. */
  #issue(name: FieldName): string | undefined {
    const { rule, param = 0 }: Partial<Issue> = this.kit.stands.issues.find((each) => each.name === name) ?? {};
    const words = this.#words;
    const wrong =
      rule &&
      { required: words.requiredEmail, email: words.badEmail, checked: words.consentNeeded, max: words.tooLong }[rule];
    return wrong && fill(wrong, { param });
  }

  get #wrong(): FieldName[] {
    return FIELDS.filter((name) => this.#issue(name));
  }

  /** Title and words for the outcome on the screen; empty while there is none, or the fields say it. */
  get #outcome(): Said {
    const words = this.#words;
    const { phase, outcome } = this.kit.stands;
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

  render(): unknown {
    const { host, kit } = this;
    const words = this.#words;
    const {
      html,
      stands: { phase, busy },
    } = kit;
    const [title, more] = this.#outcome;
    if (phase === 'sent' || phase === 'unconfirmed') return kit.screen(phase, title, more);
    const often = host.frequency ? fill(words.newsletterOften, { frequency: host.frequency }) : '';
    return html`<form class="main" @submit=${this.#submit} novalidate>
      <h2 tabindex="-1">${host.heading || words.newsletterTitle}</h2>
      <p class="helper">${words.newsletterLine} ${often}</p>
      ${kit.line({ id: 'email', type: 'email', autocomplete: 'email', label: words.email, issue: this.#issue('email') })} ${this.beside.meant()}
      ${kit.line({ id: 'name', autocomplete: 'name', label: words.yourName, helper: words.canLeaveEmpty, issue: this.#issue('name') })}
      ${this.#renderConsent()} ${kit.panel(phase, title, more)}
      <div class="buttons">${kit.button(busy ? words.sending : more ? words.tryAgain : words.signUp, busy)}</div>
      <p class="note">${words.pupilNote}</p>
    </form>`;
  }

  #renderConsent(): unknown {
    const { html, nothing, entered, enter } = this.kit;
    const words = this.#words;
    const issue = this.#issue('consent');
    const ticked = entered('consent').length > 0;
    const privacy = readEndpoint(this.host.privacyHref);
    return html`<div class="field">
      ${issue ? html`<p class="issue" id="consent-issue">${issue}</p>` : nothing}
      ${
        this.beside.consents(issue) ??
        html`<label class="consent">
        <input
          id="consent" type="checkbox" .checked=${ticked}
          aria-invalid=${issue ? 'true' : nothing} aria-describedby=${issue ? 'consent-issue' : nothing}
          @change=${() => enter('consent', ticked ? [] : ['yes'])}
        />
        <span>${this.#consentWords}</span>
      </label>`
      }
      <p class="note">${words.privacyUse} ${'url' in privacy ? html`<a href=${privacy.url}>${words.privacyLink}</a>` : nothing}</p>
    </div>`;
  }
}
