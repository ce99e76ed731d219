/** The same controls in one small element each, with Lit as it is published and nothing else. */
import { css, html, LitElement, nothing, unsafeCSS, type TemplateResult } from 'lit';
import { drawing, FACES, QUESTIONS, STEPS, STYLES, WORDS } from './controls.ts';
import { post } from './post.ts';

const svg = (id: Parameters<typeof drawing>[0]): TemplateResult => {
  const { lines, fill } = drawing(id);
  return html`<svg viewBox="0 0 48 48" aria-hidden="true"><path class="fill" d=${fill}></path><path d=${lines}></path></svg>`;
};

const help = html`<div class="help">
  Worried, or not safe? Tell an adult you trust. You can call Childline free on <a href="tel:08001111">0800 1111</a>. In
  danger now? Call <a href="tel:999">999</a>.
</div>`;

abstract class Minimal extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    ${unsafeCSS(STYLES)}
  `;
  static override properties = { entered: { state: true }, at: { state: true }, phase: { state: true } };
  declare entered: Record<string, string>;
  declare at: number;
  declare phase: string;
  constructor() {
    super();
    this.entered = {};
    this.at = 0;
    this.phase = '';
  }

  protected keep = ({ target }: Event): void => {
    const { name, value, type, checked } = target as HTMLInputElement;
    this.entered = { ...this.entered, [name]: type === 'checkbox' && !checked ? '' : value };
  };
  protected submit = (event: Event): void => {
    event.preventDefault();
    this.phase = 'sending';
    void post(this.entered).then(() => (this.phase = 'sent'));
  };

  protected box(name: string, label?: string): TemplateResult {
    return html`<div class="field">
      ${label ? html`<label for=${name}>${label}</label><p class="helper">You can leave this empty.</p>` : nothing}
      <textarea id=${name} name=${name} rows="3" .value=${this.entered[name] ?? ''} @input=${this.keep}></textarea>
    </div>`;
  }
  protected tiles(name: string, all: readonly (readonly [string, string, unknown?])[]): TemplateResult {
    return html`<fieldset class="tiles">
      ${all.map(
        ([value, words, drawn = nothing]) => html`<label class="tile">
          <input type="radio" name=${name} value=${value} .checked=${this.entered[name] === value} @change=${this.keep} />
          <span>${drawn}<span>${words}</span></span>
        </label>`,
      )}
    </fieldset>`;
  }
  protected get send(): TemplateResult {
    return html`<button class="primary">${this.phase === 'sending' ? 'Sending' : 'Send'}</button>`;
  }

  protected abstract form(): unknown;
  protected override render(): unknown {
    if (this.phase === 'sent') return html`<div class="card"><h2>Sent</h2><p>${WORDS.sent}</p></div>`;
    return html`<form class="card main" novalidate @submit=${this.submit}>${this.form()}</form>`;
  }
}

export class QuestionCard extends Minimal {
  protected override form(): unknown {
    return html`<h2>${QUESTIONS[this.at % QUESTIONS.length]}</h2><p class="helper">You can pass.</p>
      ${this.box('words', 'Add your words')}<p class="note">${WORDS.readers}</p>
      <div class="buttons">${this.send}<button type="button" @click=${() => this.at++}>Another one</button></div>${help}`;
  }
}

export class MoodCheckIn extends Minimal {
  protected override form(): unknown {
    return html`<h2>${WORDS.heading}</h2>
      ${this.tiles(
        'mood',
        FACES.map(([id, words]) => [id, words, svg(id)]),
      )}
      <div class="tiles">
        <label class="tile">
          <input type="checkbox" name="talk" value="yes" @change=${this.keep} />
          <span>${svg('talk')}<span>I would like to talk to someone</span></span>
        </label>
        <button type="button">${svg('rather-not')}<span>I would rather not say</span></button>
      </div>
      ${
        this.entered['mood'] || this.entered['talk']
          ? html`${this.box('words', 'Would you like to add anything?')}<p class="note">${WORDS.readers}</p><div class="buttons">${this.send}</div>`
          : nothing
      }${help}`;
  }
}

export class ReflectionForm extends Minimal {
  #go = (by: number) => () => (this.at += by);
  protected override form(): unknown {
    return html`${this.#screen()}${help}`;
  }
  #screen(): unknown {
    const back = html`<button type="button" @click=${this.#go(-1)}>Back</button>`;
    if (!this.at)
      return html`<h2>Think it through</h2><p>${WORDS.before}</p>
        <details><summary>Is there someone who should not read this?</summary></details>
        <div class="buttons"><button class="primary" type="button" @click=${this.#go(1)}>Start</button></div>`;
    const step = STEPS[this.at - 1];
    if (!step)
      return html`<h2>Check your words</h2>
        <dl>${Object.values(this.entered).map((value) => html`<dd>${value}</dd>`)}</dl>
        <div class="buttons">${this.send}${back}</div>`;
    const name = `step-${this.at}`;
    return html`<h2>${step.question}</h2><p class="helper">${step.helper}</p>
      ${
        step.choices
          ? this.tiles(
              name,
              step.choices.map((words) => [words, words]),
            )
          : this.box(name)
      }
      <div class="buttons">${back}<button class="primary" type="button" @click=${this.#go(1)}>Next</button></div>`;
  }
}

export class NewsletterSignup extends Minimal {
  protected override submit = (event: Event): void => {
    event.preventDefault();
    this.phase = this.entered['email'] ? 'sending' : 'invalid';
    if (this.phase === 'sending') void post(this.entered).then(() => (this.phase = 'sent'));
    else this.renderRoot.querySelector('input')!.focus();
  };
  protected override form(): unknown {
    const invalid = this.phase === 'invalid';
    const line = (name: string, type: string, label: string): TemplateResult => html`<div class="field">
      <label for=${name}>${label}</label>
      <input id=${name} name=${name} type=${type} autocomplete=${name} aria-invalid=${invalid} .value=${this.entered[name] ?? ''} @input=${this.keep} />
    </div>`;
    return html`<h2>${WORDS.newsletter}</h2><p class="helper">${WORDS.newsletterLine}</p>
      ${invalid ? html`<p class="issue">${WORDS.badEmail}</p>` : nothing}
      ${line('email', 'email', 'Email address')} ${line('name', 'text', 'Your name')}
      <label class="consent">
        <input type="checkbox" name="consent" value="yes" .checked=${!!this.entered['consent']} @change=${this.keep} /><span>${WORDS.consent}</span>
      </label>
      <p class="note">${WORDS.privacy}</p>
      <div class="buttons"><button class="primary">${this.phase === 'sending' ? 'Sending' : 'Sign up'}</button></div>
      <p class="note">${WORDS.pupil}</p>`;
  }
}
