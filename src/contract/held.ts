import { OUTBOX } from './outbox-name.ts';

/**
 * Whether this device may hold letters; makes nothing by asking. True where a browser cannot say what it holds.
 * Rejects where a page may keep nothing.
 */
export async function mayHoldLetters(): Promise<boolean> {
  // A page without an origin keeps nothing, and Chromium leaves behind a rejection that nobody can catch where it is asked.
  if (window.origin === 'null' && location.protocol !== 'file:') throw new DOMException(OUTBOX, 'SecurityError');
  return (await indexedDB.databases?.())?.some(({ name }) => name === OUTBOX) ?? true;
}
