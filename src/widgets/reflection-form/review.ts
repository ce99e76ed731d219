import { css, html, nothing, type TemplateResult } from 'lit';

export const reviewStyles = css`
  .review dd {
    white-space: pre-wrap;
  }
`;

/** One question of the review, what was answered, and what can be done about it. */
export const reviewRow = (
  question: string,
  said: unknown,
  buttons: readonly (readonly [label: string, act: () => void])[] = [],
): TemplateResult => html`<div>
  <dt>${question}</dt>
  ${said}
  ${
    buttons.length
      ? html`<dd class="buttons">${buttons.map(([label, act]) => html`<button type="button" class="quiet" aria-label="${label}: ${question}" @click=${act}>${label}</button>`)}</dd>`
      : nothing
  }
</div>`;
