/** What a story's device holds. Afterwards it is empty again, so that no other story tells of it. */
import { makeId } from '../src/contract/envelope.ts';
import { OUTBOX } from '../src/contract/outbox-name.ts';
import { Outbox } from '../src/delivery/outbox.ts';

/** Keys that nobody has the other halves of. */
export const PUBLIC_KEYS =
  'BEw9HPNIJi2u9SHI3-ITOeqW0gU3wDBkOpVXDfIXi12VpGPN-8UynN_QTgELOtJ5gjWChf1RSRk8k7s9e8YImCk ' +
  'BHVAPtC13pkIbnuB7xmM16a4rjQxLyVYqIgnmCzx6pRQrUJgInoLKN1K7U-fxjBVdWwTlV0xySWN0D_IF6tXBJ0';

const HOUR = 60 * 60 * 1000;

const empty = (): Promise<void> =>
  new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(OUTBOX);
    request.onsuccess = request.onerror = () => resolve();
  });

/** For a story that leaves locked copies behind. Resolves to what clears up after it. */
export async function emptyDevice(): Promise<() => Promise<void>> {
  await empty();
  return empty;
}

/** A device on which others left locked messages, so many hours ago. Nothing is in them. */
export const deviceWith = (count: number, hours: number) => async (): Promise<() => Promise<void>> => {
  await empty();
  const outbox = new Outbox();
  for (let left = 0; left < count; left++) {
    await outbox.put({
      id: makeId(),
      body: '{}',
      endpoint: 'https://hollybrook.example/submissions',
      dialect: 'json',
      fields: {},
      savedAt: Date.now() - hours * HOUR,
    });
  }
  return empty;
};

/** Makes the device one that has no room. Returns how to put it back. */
export function fullDevice(): () => void {
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = () => {
    throw new DOMException('There is no room.', 'QuotaExceededError');
  };
  return () => {
    IDBObjectStore.prototype.put = put;
  };
}
