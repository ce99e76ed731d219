/** Rules of the panel "Is it working?", as texts for adopted style sheets, which every policy allows. The colours are those of the widgets. */
export const styles = `
  :host {
    all: initial !important;
    position: fixed !important;
    z-index: 2147483647 !important;
    inset-block: 0 !important;
    inset-inline-end: 0 !important;
    inline-size: min(100%, 34rem, 560px) !important;
    display: block !important;
    color-scheme: light dark !important;
    font: 16px/1.5 system-ui, sans-serif !important;
    --ink: light-dark(#1e2a35, #f2f0ea);
    --muted: light-dark(#4a5763, #b9c2cb);
    --paper: light-dark(#fffdf8, #171b21);
    --soft: light-dark(#e6f1f0, #22323a);
    --line: light-dark(#7a8794, #7c8893);
    --accent: light-dark(#155e63, #7fd1cb);
    --on-accent: light-dark(#fff, #10201f);
    --good: light-dark(#1c6b3c, #86d7a3);
    --look: light-dark(#7a4a00, #f0c674);
    --wrong: light-dark(#a1260d, #ffb59b);
  }
  * { box-sizing: border-box; margin: 0; padding: 0 }
  [hidden] { display: none !important }
  .panel { block-size: 100%; overflow: auto; overscroll-behavior: contain; padding: 0 1.25rem 1.25rem; color: var(--ink); background: var(--paper); border-inline-start: 1px solid var(--line); box-shadow: 0 0 2rem rgb(0 0 0 / 0.25); overflow-wrap: anywhere }
  header { position: sticky; inset-block-start: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem 1rem; padding-block: 0.9rem; background: var(--paper); border-block-end: 1px solid var(--line) }
  h2 { font-size: 1.4rem; line-height: 1.25 }
  h2:focus { outline: 0 }
  h3 { margin-block: 2rem 0.6rem; font-size: 1.15rem }
  h4 { margin-block-end: 0.5rem; font-size: 1rem }
  .buttons { display: flex; flex-wrap: wrap; gap: 0.5rem }
  button { min-block-size: 44px; padding-inline: 0.9rem; font: inherit; font-weight: 600; color: var(--accent); background: none; border: 2px solid var(--accent); border-radius: 10px; cursor: pointer }
  .primary { color: var(--on-accent); background: var(--accent) }
  :focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
  [role=status]:empty { display: none }
  [role=status]:not(.unseen) { margin-block-start: 0.8rem; padding: 0.6rem 0.9rem; background: var(--soft); border-radius: 10px }
  textarea { inline-size: 100%; margin-block-start: 0.6rem; padding: 0.6rem; font: 14px/1.4 ui-monospace, monospace; color: inherit; background: none; border: 2px solid var(--line); border-radius: 10px }
  ul { display: grid; gap: 0.5rem; list-style: none }
  li { display: grid; grid-template-columns: 1.5rem 1fr; column-gap: 0.25rem }
  li::before { content: '\\2022'; color: var(--muted) }
  li > * { grid-column: 2 }
  li strong { font-weight: 650 }
  .good::before { content: '\\2713'; color: var(--good); font-weight: 700 }
  .look::before { content: '?'; color: var(--look); font-weight: 700 }
  .wrong::before { content: '!'; color: var(--wrong); font-weight: 700 }
  .look strong { color: var(--look) }
  .wrong strong { color: var(--wrong) }
  .unseen, .good strong, .summary strong { position: absolute; inline-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
  .summary .wrong { font-weight: inherit }
  .fact { color: var(--muted) }
  .summary { margin-block-start: 1.1rem; padding: 0.9rem 1rem; background: var(--soft); border-radius: 14px }
  .summary > :first-child { font-size: 1.15rem; font-weight: 650 }
  article { padding-block: 0.9rem; border-block-start: 1px solid var(--line) }
  h3 + article { border: 0; padding-block-start: 0 }
  .action { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 0.8rem; margin-block-start: 0.8rem; color: var(--muted) }
  .action span { flex: 1 1 12rem; font-size: 0.92rem }
  details { margin-block-start: 0.6rem }
  summary { min-block-size: 44px; align-content: center; color: var(--accent); font-weight: 600; cursor: pointer }
  table { inline-size: 100%; border-collapse: collapse; font-size: 0.92rem }
  th, td { padding: 0.4rem 0.6rem 0.4rem 0; text-align: start; vertical-align: top; border-block-end: 1px solid color-mix(in srgb, var(--line) 40%, transparent) }
  thead th { color: var(--muted); font-weight: 600 }
  tbody th { font-weight: 600; white-space: nowrap; overflow-wrap: normal }
  @media (min-width: 30rem) { td:last-child, thead th { white-space: nowrap; overflow-wrap: normal } }
  .beside { margin-block-start: 0.6rem; color: var(--muted); font-size: 0.92rem }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; margin-block-start: 0.9rem; font-size: 0.92rem }
  dt { color: var(--muted) }
  .intro { margin-block-start: 1.5rem; padding-block-start: 0.9rem; color: var(--muted); font-size: 0.92rem; border-block-start: 1px solid var(--line) }
  @media (max-width: 30rem) {
    .panel { padding-inline: 1rem }
    .buttons { inline-size: 100% }
    .buttons button { flex: 1 1 auto; padding-inline: 0.5rem }
    thead { position: absolute; inline-size: 1px; overflow: hidden; clip-path: inset(50%) }
    tr { display: grid; padding-block: 0.4rem; border-block-end: 1px solid color-mix(in srgb, var(--line) 40%, transparent) }
    th, td { padding: 0; border: 0 }
    td:last-child { color: var(--muted) }
    dl { grid-template-columns: 1fr; gap: 0 }
    dd { margin-block-end: 0.5rem }
  }
  @media (forced-colors: active) {
    .summary, [role=status] { border: 1px solid }
  }
  @media print {
    :host { position: static !important; inline-size: auto !important }
    .panel { block-size: auto; overflow: visible; border: 0; box-shadow: none; padding: 0 }
    header { position: static }
    .buttons, .action, .intro, [role=status], textarea { display: none }
    details::details-content { content-visibility: visible; block-size: auto }
    article { break-inside: avoid }
  }
`;

/** While the panel is open, it is all that the page prints. */
export const onPaper = `
  @media print {
    body > :not(l30-check) { display: none !important }
    html, body { display: block !important; block-size: auto !important; overflow: visible !important; margin: 0 !important; background: none !important }
  }
`;
