import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { leaf } from '../site/leaf.ts';
import { symbols, type Drawing } from '../symbols/index.ts';

const drawings: Record<string, Drawing | undefined> = { ...symbols };
let coming: Promise<unknown> | undefined;

/** Fetches the drawings that are not built in, once for the page. Without them the words stand alone. */
const fetchMore = async (): Promise<unknown> => Object.assign(drawings, (await leaf<typeof import('../symbols/more.ts')>('symbols/more')).more);

/**
 * Draws a symbol, if one is named. It is hidden from screen readers, because words always stand beside it.
 * One that is not built in leaves its place empty until it is there, and then has `host` draw again.
 */
export function draw(id = '', className = '', host?: ReactiveControllerHost): TemplateResult | typeof nothing {
  if (!id) return nothing;
  const drawing = drawings[id];
  if (!drawing) (coming ??= fetchMore()).then(() => drawings[id] && host?.requestUpdate(), () => nothing);
  return html`<svg class=${className} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
    <path class="fill" d=${drawing?.fill ?? ''}></path><path d=${drawing?.lines ?? ''}></path>
  </svg>`;
}
