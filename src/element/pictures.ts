/** Pictures of a school's own in place of our drawings. */
import { css, html, readEndpoint, type WidgetHost } from '../core.ts';

/** The pictures that schools have are lines for white paper: in the dark they need their own. */
export const styles = css`
  img { flex: none; width: 2em; height: 2em; padding: 2px; object-fit: contain; border-radius: 8px; background: #fff; forced-color-adjust: none }
  .faces img { width: 2.9em; height: 2.9em }
  img.large { width: 3.4em; height: 3.4em }
`;

/** Addresses that did not come. */
const failed = new Set<string>();

const usable = (address: unknown): string => {
  const read = readEndpoint(typeof address === 'string' ? address : '');
  return 'url' in read ? read.url : '';
};

/** The address of the picture for an id; undefined in place of all that where `symbols` is neither a folder's address nor a map. */
export function readPictures(symbols: string): ((id: string) => string) | undefined {
  if (symbols[0] !== '{')
    return usable(symbols) ? (id) => usable(`${symbols.replace(/\/$/, '')}/${id}.${'svg'}`) : undefined;
  try {
    const map = new Map(Object.entries(JSON.parse(symbols) as Record<string, unknown>));
    return (id) => usable(map.get(id));
  } catch {
    return undefined;
  }
}

/** Draws the school's picture for an id, or gives nothing where there is none. Undefined where the setting cannot be used. */
export function picturesFrom(
  widget: WidgetHost,
  symbols: string,
): ((id: string, className: string) => unknown) | undefined {
  const addressOf = readPictures(symbols);
  return (
    addressOf &&
    ((id, className) => {
      const address = addressOf(id);
      const fall = (): void => {
        failed.add(address);
        widget.requestUpdate();
      };
      return address && !failed.has(address)
        ? html`<img class=${className} src=${address} alt="" referrerpolicy="no-referrer" @error=${fall}>`
        : undefined;
    })
  );
}
