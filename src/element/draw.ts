import { html, nothing, type ReactiveControllerHost } from 'lit';
import { leaf } from '../settings/leaf.ts';
import { symbols, type Drawing } from '../symbols/index.ts';

// Without what every object has: an id can be any word.
const drawings = Object.assign(Object.create(null) as Record<string, Drawing | undefined>, symbols);
let coming: Promise<unknown> | undefined;
let isComplete = false;

let illustrate: ((id: string, className: string) => unknown) | undefined;

/**
 * Says whose pictures the widget has that is about to draw: a school's own, or ours. A widget draws without a
 * pause, so that no other one comes in between.
 */
export const drawFrom = (pictures: typeof illustrate): void => void (illustrate = pictures);

/** Fetches the drawings that are not built in, once for the page. Without them the words stand alone. */
async function fetchMore(): Promise<void> {
  Object.assign(drawings, (await leaf<typeof import('../symbols/more.ts')>('symbols/more')).more);
  isComplete = true;
}

/**
 * Draws a symbol, if one is named: for a `host` the school's own picture, where there is one. It is hidden from
 * screen readers, because words always stand beside it. A drawing that is not built in leaves its place empty
 * until it is there, and then has the host draw again; one that does not exist leaves no place.
 */
export function draw(id = '', className = '', host?: ReactiveControllerHost): unknown {
  if (!id) return nothing;
  const picture = host && illustrate?.(id, className);
  if (picture) return picture;
  const drawing = drawings[id];
  if (!drawing) {
    if (isComplete) return nothing;
    (coming ??= fetchMore()).then(
      () => host?.requestUpdate(),
      () => nothing,
    );
  }
  return html`<svg class=${className} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
    <path class="fill" d=${drawing?.fill ?? ''}></path><path d=${drawing?.lines ?? ''}></path>
  </svg>`;
}
