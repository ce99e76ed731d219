import { html, nothing, type ReactiveControllerHost } from 'lit';
import { Leaf } from '../leaf.ts';
import { symbols, type Drawing } from '../symbols/index.ts';

const more = new Leaf('symbols/more', () => import('../symbols/more.ts'));

/** Own properties alone: an id can be any word. */
const drawingIn = (drawings: Readonly<Record<string, Drawing>> | undefined, id: string): Drawing | undefined =>
  drawings && Object.hasOwn(drawings, id) ? drawings[id] : undefined;

/** Who draws, and draws again. */
type Drawn = ReactiveControllerHost & { readonly isConnected?: boolean };

let illustrate: ((id: string, className: string) => unknown) | undefined;

/**
 * Says whose pictures the widget has that is about to draw: a school's own, or ours. A widget draws without a
 * pause, so that no other one comes in between.
 */
export const drawFrom = (pictures: typeof illustrate): void => void (illustrate = pictures);

/**
 * Draws a symbol, if one is named: for a `host` the school's own picture, where there is one. It is hidden from
 * screen readers, because words always stand beside it. A drawing that is not built in leaves its place empty
 * until it is there, and then has the host draw again; one that does not exist leaves no place.
 */
export function draw(id = '', className = '', host?: Drawn): unknown {
  if (!id) return nothing;
  const picture = host && illustrate?.(id, className);
  if (picture) return picture;
  const builtIn = drawingIn(symbols, id);
  const rest = builtIn ? undefined : more.want(host);
  const drawing = builtIn ?? drawingIn(rest?.more, id);
  if (!drawing && rest) return nothing;
  return html`<svg class=${className} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
    <path class="fill" d=${drawing?.fill ?? ''}></path><path d=${drawing?.lines ?? ''}></path>
  </svg>`;
}
