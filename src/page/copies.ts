/** Tags that load us, under whatever address. */
export const OUR_TAGS = 'script[src*="l30.js"]';

/**
 * Lets one copy of the script open the page: of those that speak alike the newest. Where all tags load us
 * from one address there is nothing to wait for; otherwise the others have their turn first.
 */
export function arrive(serial: number, open: () => void): void {
  const page = document as unknown as Record<symbol, Record<number, () => void>>;
  const copies = (page[Symbol.for(`l30-${Math.floor(serial / 1e6)}`)] ??= {});
  copies[serial] ??= open;
  const start = (): void => {
    // One that speaks otherwise, or knows nothing of turns, may have been first. Numbers are kept in their order.
    if (!customElements.get('l30-site')) Object.values(copies).pop()!();
  };
  const tags = [...document.querySelectorAll<HTMLScriptElement>(OUR_TAGS)];
  if (document.readyState === 'complete' || tags.every(({ src }) => src === tags[0]!.src)) return start();
  document.addEventListener('DOMContentLoaded', start);
  addEventListener('load', start);
}
