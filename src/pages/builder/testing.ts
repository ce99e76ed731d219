import { LitElement, html, nothing, type TemplateResult } from 'lit';
import type { Fetch } from '../../delivery/deliver.ts';
import { dialects, recognise } from '../../dialects/index.ts';
import { isForFamilies, type Choices } from './choices.ts';
import { copyable, line, part, select, type Desk, type Option } from './fields.ts';
import { secretIn } from './secrets.ts';
import { routeOf, sendTest } from './test-letter.ts';
import { judgeTest, type Line, type Verdict } from './verdict.ts';

const ANSWERS: Readonly<Record<Line['answer'], string>> = {
  yes: 'Good',
  partly: 'Note',
  no: 'Not yet',
  open: 'Unknown',
};

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
    const { choices } = this.desk;
    return JSON.stringify([routeOf(choices), choices.site, choices.widget]);
  }

  #press = async (): Promise<void> => {
    if (this.busy) return;
    this.busy = true;
    const about = this.#about;
    this.desk.say('Sending the test letter.');
    try {
      const found = await sendTest(this.desk.choices, {
        fetch: this.fetch,
        origin: location.origin,
        hostname: location.hostname,
        email: this.email.trim(),
      });
      this.result = { about, ...('problem' in found ? found : { verdict: judgeTest(found) }) };
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
      ${fresh?.problem ? html`<div class="verdict no"><h3>Nothing was sent</h3><p>${fresh.problem}</p></div>` : nothing}
      ${fresh?.verdict ? this.#renderVerdict(fresh.verdict) : nothing}
    `;
  }

  #renderVerdict({ answer, title, lines, forIT }: Verdict): TemplateResult {
    return html`<div class="verdict ${answer}">
        <h3>${title}</h3>
        <dl>${lines.map(({ question, answer: each, words }) => html`<div class=${each}><dt>${question}</dt><dd><b>${ANSWERS[each]}</b> ${words}</dd></div>`)}</dl>
      </div>
      ${forIT ? copyable(this.desk, 'What to tell whoever looks after the endpoint', forIT) : nothing}`;
  }
}

/** 4. Where letters go. */
export function whereItGoes(desk: Desk): TemplateResult {
  const { choices } = desk;
  const families = isForFamilies(choices);
  const { endpoint } = routeOf(choices);
  const audience = families ? 'newsletter' : 'pupils';
  const fitting = Object.values(dialects).filter(({ carries }) => carries === 'both' || carries === audience);
  const options: Option[] = [
    ['', `Known by its address: ${recognise(endpoint)}`],
    ...fitting.map(({ name }): Option => [name, name]),
  ];
  const names: { address: keyof Choices; dialect: keyof Choices } = families
    ? { address: 'newsletterEndpoint', dialect: 'newsletterDialect' }
    : { address: 'endpoint', dialect: 'dialect' };
  const needs = dialects[choices[names.dialect] || recognise(endpoint)]?.needs ?? [];
  const secret = secretIn(endpoint);
  return part(
    4,
    'Where it goes',
    families
      ? 'Signups go to an address of their own, so that a pupil\u2019s words never reach a mailing service.'
      : 'The address that takes what pupils write: your receiver, or a service that you chose.',
    html`
    ${line(desk, names.address, 'Endpoint', 'It begins with https://', { type: 'url', spellcheck: false })}
    ${/^\s*\//.test(endpoint) ? html`<p class="note">This is a path. It works only where your page and the endpoint are on the same site.</p>` : nothing}
    ${secret ? html`<p class="note warn">${secret}</p>` : nothing}
    ${select(desk, names.dialect, 'How it wants to be spoken to (dialect)', [['', options]])}
    ${needs.length || choices.fields ? line(desk, 'fields', 'Names of fields, as JSON', `This service asks for ${needs.join(' and ') || 'none'}. For example: {"${needs[0] ?? 'message'}":"\u2026"}`, { spellcheck: false }) : nothing}
    <builder-test .desk=${desk}></builder-test>
  `,
  );
}

customElements.define('builder-test', BuilderTest);
