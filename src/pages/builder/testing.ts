import { LitElement, html, nothing, type TemplateResult } from 'lit';
import type { Fetch } from '../../delivery/deliver.ts';
import { audienceOf, dialectFor, dialectsTo, routeOf } from '../../diagnose/destination.ts';
import { judgeTestLetter, type Line, type Verdict } from '../../diagnose/judge-test-letter.ts';
import { judgeWriting } from '../../diagnose/secrets.ts';
import { sendTestFor } from '../../diagnose/test-letter.ts';
import { recognise } from '../../dialects/index.ts';
import { words } from '../../locales/en/diagnose.ts';
import { isForFamilies, type Choices } from './choices.ts';
import { copyable, textField, chapter, select, type Desk, type Option } from './fields.ts';
import { loadHere } from './keys.ts';

function renderLine({ mark, question, words: answer }: Line): TemplateResult {
  const label = words.marks[mark];
  return html`<div class=${mark}><dt>${question}</dt><dd>${label ? html`<b>${label}</b> ` : nothing}${answer}</dd></div>`;
}

/**
 * Sends a test letter when somebody presses for it, and says what became of it.
 *
 * @summary The part of the builder that tries an endpoint.
 * @tagname builder-test
 */
export class BuilderTest extends LitElement {
  static override properties = {
    desk: { attribute: false },
    result: { state: true },
    busy: { state: true },
    email: { state: true },
  };

  declare desk: Desk;
  /** What came out, and which way out it was about: when that changes, it holds no longer. */
  declare result: { about: string; verdict?: Verdict; problem?: string } | undefined;
  declare busy: boolean;
  declare email: string;
  /** Stands in for the page's `fetch`, for tests. */
  fetch: Fetch = (url, init) => globalThis.fetch(url, init);

  constructor() {
    super();
    this.busy = false;
    this.email = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  get #about(): string {
    const { widget, ...set } = this.desk.choices;
    return JSON.stringify([routeOf(widget, set), set.site, widget]);
  }

  #press = async (): Promise<void> => {
    if (this.busy) return;
    this.busy = true;
    const about = this.#about;
    this.desk.say('Sending the test letter.');
    try {
      const { origin, hostname } = location;
      const { choices } = this.desk;
      const found = await sendTestFor(
        choices.widget,
        choices,
        { fetch: this.fetch, load: loadHere, origin, hostname },
        { sender: 'builder', email: this.email.trim(), isThorough: true },
      );
      this.result = { about, ...('problem' in found ? found : { verdict: judgeTestLetter(found) }) };
    } catch (error) {
      this.result = { about, problem: `The test itself did not work: ${(error as Error).message}` };
    }
    this.busy = false;
    this.desk.say(this.result.verdict?.title ?? this.result.problem ?? '');
  };

  protected override render(): TemplateResult {
    const { choices } = this.desk;
    const fresh = this.result?.about === this.#about ? this.result : undefined;
    return html`
      ${
        isForFamilies(choices)
          ? html`<div class="field"><label for="test-email">Your own email address, for the test</label><p class="hint" id="test-email-hint">It is signed up. It is not kept in the address of this page.</p>
            <input id="test-email" type="email" autocomplete="email" aria-describedby="test-email-hint" .value=${this.email} @input=${(event: Event) => (this.email = (event.target as HTMLInputElement).value)} /></div>`
          : nothing
      }
      <div class="buttons"><button type="button" class="primary" aria-disabled=${this.busy ? 'true' : nothing} @click=${this.#press}>${this.busy ? 'Sending\u2026' : 'Send a test'}</button></div>
      <p class="hint">It says that it is a test, and goes twice under one id, to see whether a repeat is kept once.</p>
      ${fresh?.problem ? html`<div class="verdict wrong"><h3>Nothing was sent</h3><p>${fresh.problem}</p></div>` : nothing}
      ${fresh?.verdict ? this.#renderVerdict(fresh.verdict) : nothing}
    `;
  }

  #renderVerdict({ mark, title, lines, forIT }: Verdict): TemplateResult {
    return html`<div class="verdict ${mark}">
        <h3>${title}</h3>
        <dl>${lines.map(renderLine)}</dl>
      </div>
      ${forIT ? copyable(this.desk, 'What to tell whoever looks after the endpoint', forIT) : nothing}`;
  }
}

/** 4. Where letters go. */
export function whereItGoes(desk: Desk): TemplateResult {
  const { choices } = desk;
  const families = isForFamilies(choices);
  const route = routeOf(choices.widget, choices);
  const options: Option[] = [
    ['', `Known by its address: ${recognise(route.endpoint)}`],
    ...dialectsTo(audienceOf(choices.widget)).map(({ name }): Option => [name, name]),
  ];
  const names: { address: keyof Choices; dialect: keyof Choices } = families
    ? { address: 'newsletterEndpoint', dialect: 'newsletterDialect' }
    : { address: 'endpoint', dialect: 'dialect' };
  const needs = dialectFor(route)?.needs ?? [];
  return chapter(
    4,
    'Where it goes',
    families
      ? 'Signups go to an address of their own, so that a pupil\u2019s words never reach a mailing service.'
      : 'The address that takes what pupils write: your receiver, or a service that you chose.',
    html`
    ${textField(desk, names.address, 'Endpoint', { hint: 'It begins with https://', type: 'url', spellcheck: false })}
    ${judgeWriting(route.endpoint).map((each) => html`<p class="note ${each.mark}">${each.words}</p>`)}
    ${select(desk, names.dialect, 'How it wants to be spoken to (dialect)', [['', options]])}
    ${needs.length || choices.fields ? textField(desk, 'fields', 'Names of fields, as JSON', { hint: `This service asks for ${needs.join(' and ') || 'none'}. For example: {"${needs[0] ?? 'message'}":"\u2026"}`, spellcheck: false }) : nothing}
    <builder-test .desk=${desk}></builder-test>
  `,
  );
}

customElements.define('builder-test', BuilderTest);
