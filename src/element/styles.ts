import { css } from 'lit';
import { hostStyles } from './host-styles.ts';

/**
 * The look every widget shares.
 *
 * Where nothing else says how wide a widget may be, as on a page that is written from top to bottom, the card is less
 * wide than a phone; else it is as wide as its widget.
 *
 * Only what the keyboard reaches keeps a margin from the buttons at the foot of the screen: under a press, a page
 * that scrolled would move the button away before it is let go.
 */
const cardStyles = css`
  * {
    box-sizing: border-box;
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
    font: inherit;
    color: inherit;
  }
  .card,
  .main,
  .fields {
    display: flex;
    flex-direction: column;
    gap: 0.9em;
  }
  .card {
    min-width: 100%;
    max-width: calc(100vw - 32px);
    min-height: inherit;
    padding: 1.2em;
    color: var(--_ink);
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow: hidden;
    overflow: clip;
    overflow-wrap: break-word;
  }
  .main {
    flex: 1;
  }
  p,
  h2 {
    max-width: 36em;
  }
  p:empty {
    display: none;
  }
  .where {
    margin-block-end: -0.4em;
  }
  h2 + .helper {
    margin-block-start: -0.4em;
  }
  .where,
  .helper,
  .note,
  summary,
  .out {
    color: var(--_muted);
    font-size: 0.92em;
  }
  h2 {
    font-size: 1.5em;
    line-height: 1.25;
  }
  h2,
  h3,
  a,
  label,
  .issue,
  dt,
  strong,
  button {
    font-weight: 600;
  }
  .field,
  .outcome div {
    display: grid;
    gap: 0.35em;
  }
  textarea,
  input,
  button {
    min-height: 48px;
    padding: 0.45em 0.8em;
    border: 2px solid var(--_line);
    border-radius: calc(var(--_radius) * 0.7);
    background: none;
  }
  textarea {
    resize: vertical;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6em;
  }
  button,
  summary,
  .tile {
    cursor: pointer;
  }
  button {
    padding-inline: 1.1em;
    color: var(--_accent);
    border-color: var(--_accent);
  }
  .primary {
    color: var(--_on-accent);
    background: var(--_accent);
  }
  a,
  .quiet {
    text-decoration: underline;
    border-color: transparent;
  }
  .quiet {
    align-self: start;
    padding-inline: 0.3em;
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 7.4em), 1fr));
    grid-auto-rows: 1fr;
    gap: 12px;
  }
  .tile {
    position: relative;
    display: grid;
    font-weight: inherit;
  }
  .tile input {
    position: absolute;
    inset: 0;
    height: 100%;
    opacity: 0;
  }
  .tile input + span,
  .exits button {
    display: flex;
    align-items: center;
    gap: 0.6em;
    min-height: 64px;
    padding: 0.4em 1.9em 0.4em 0.8em;
    line-height: 1.25;
    border: 2px solid var(--_line);
    border-radius: var(--_radius);
  }
  .exits button {
    color: inherit;
    font-weight: inherit;
    text-align: start;
  }
  .faces input + span {
    flex-direction: column;
    padding: 0.6em 0.4em;
    text-align: center;
  }
  .faces svg {
    width: 2.9em;
    height: 2.9em;
  }
  .tile input:checked + span {
    border-color: var(--_accent);
    box-shadow: inset 0 0 0 2px var(--_accent);
    background: var(--_soft);
  }
  .tile .tick {
    position: absolute;
    inset-block-start: 6px;
    inset-inline-end: 6px;
    width: 1.3em;
    height: 1.3em;
    stroke-width: 5;
    color: var(--_accent);
    opacity: 0;
  }
  .tile input:checked + span .tick {
    opacity: 1;
  }
  svg {
    flex: none;
    width: 2em;
    height: 2em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .large {
    width: 3.4em;
    height: 3.4em;
    color: var(--_accent);
  }
  .fill {
    fill: var(--_soft);
    stroke: none;
  }
  :focus-visible,
  .tile :focus-visible + span {
    scroll-margin: 6em;
    outline: 3px solid var(--_ink);
    outline-offset: 3px;
    box-shadow: 0 0 0 3px var(--_surface);
  }
  h2:focus {
    outline: 0;
    box-shadow: none;
  }
  .outcome {
    display: flex;
    gap: 0.8em;
    padding: 0.9em 1em;
    border: 1px solid transparent;
    border-radius: var(--_radius);
    background: var(--_soft);
    scroll-margin: 9em;
  }
  .alert {
    background: var(--_tint);
  }
  .alert :is(h3, svg),
  .issue {
    color: var(--_alert);
  }
  .help {
    margin: 0.3em -1.2em -1.2em;
    padding: 0.7em 1.2em;
    background: var(--_tint);
    border-block-start: 1px solid var(--_line);
  }
  .help a {
    white-space: nowrap;
  }
  summary,
  .place {
    min-height: 44px;
    align-content: center;
  }
  .admin {
    padding: 0.7em;
    border: 2px dashed;
  }
  .unseen {
    position: absolute;
    width: 1px;
    overflow: hidden;
    clip-path: inset(50%);
  }
  @media (prefers-reduced-motion: no-preference) {
    .arrive {
      animation: arrive 180ms ease-out;
    }
    @keyframes arrive {
      from {
        transform: translateY(8px);
      }
    }
  }
  @media (min-height: 35em) {
    form > .buttons {
      position: sticky;
      inset-block-end: 0;
      padding-block: 6px;
      background: var(--_surface);
      box-shadow: 0 -8px 8px var(--_surface);
    }
    :is(.review, .alert) ~ .buttons {
      position: static;
    }
  }
  @media (forced-colors: active) {
    svg {
      forced-color-adjust: auto;
    }
    .tile input:checked + span,
    .primary {
      border: 4px solid Highlight;
    }
  }
  @media print {
    button,
    .admin {
      display: none;
    }
  }
`;

export const sharedStyles = [hostStyles, cardStyles];
