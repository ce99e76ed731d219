import { html, nothing, type TemplateResult } from 'lit';
import { symbols, type Drawing, type SymbolId } from '../symbols/index.ts';

/** Draws a symbol, if there is one. It is hidden from screen readers, because words always stand beside it. */
export function draw(id = '', className = ''): TemplateResult | typeof nothing {
  const drawing: Drawing | undefined = symbols[id as SymbolId];
  if (!drawing) return nothing;
  return html`<svg class=${className} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
    <path class="fill" d=${drawing.fill ?? ''}></path><path d=${drawing.lines}></path>
  </svg>`;
}
