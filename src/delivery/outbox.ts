import type { Parcel } from '../dialects/shared/dialect.ts';
import { OUTBOX } from '../contract/outbox-name.ts';

/** A sealed letter at rest on the device, with what it takes to send it. */
export interface Letter extends Parcel {
  endpoint: string;
  /** The dialect's name. */
  dialect: string;
  fields: Readonly<Record<string, string>>;
  /** The device's clock, in milliseconds. Orders the letters and words a reminder; nothing ever expires by it. */
  savedAt: number;
  /** Why the endpoint will not take it, once it has said so. */
  refused?: string;
}

const LETTERS = 'letters';

const isLetter = (record: unknown): record is Letter => {
  const { id, body, endpoint, dialect } = Object(record) as Partial<Letter>;
  return [id, body, endpoint, dialect].every((part) => typeof part === 'string');
};

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as DOMException);
  });

/**
 * Opens the database, and makes its first version if `make` says so. Asks for no version: where a newer
 * version of this code has been, the letters are still letters.
 */
function open(make: boolean): Promise<IDBDatabase> {
  const request = indexedDB.open(OUTBOX);
  request.onupgradeneeded = () => {
    if (make) request.result.createObjectStore(LETTERS, { keyPath: 'id' });
    else request.transaction?.abort();
  };
  return settled(request);
}

/**
 * Sealed letters in IndexedDB. Every change is awaited until it is on the disk (`strict`), because
 * someone is told that their words are safe on the strength of it.
 */
export class Outbox {
  #db: Promise<IDBDatabase> | undefined;

  #open(make: boolean): Promise<IDBDatabase> {
    const opening = (this.#db ??= (async () => {
      // Safari keeps an empty database when its making is called off, so it is asked first where it can say.
      const known = make ? undefined : await indexedDB.databases?.();
      if (known && !known.some(({ name }) => name === OUTBOX)) throw new Error(OUTBOX);
      const db = await open(make);
      // A newer version of this code wants to change the shape, and an open handle would block it.
      db.onversionchange = () => db.close();
      return db;
    })());
    opening.catch(() => (this.#db = undefined));
    return opening;
  }

  async #use<T>(mode: IDBTransactionMode, work: (letters: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const attempt = async (): Promise<T> => {
      const transaction = (await this.#open(mode === 'readwrite')).transaction(LETTERS, mode, { durability: 'strict' });
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error as DOMException);
      });
      const [result] = await Promise.all([settled(work(transaction.objectStore(LETTERS))), done]);
      return result;
    };
    // Safari drops a connection that slept in the background; a fresh one works (localForage#887, dexie#832).
    return attempt().catch(() => {
      this.#db = undefined;
      return attempt();
    });
  }

  /** Resolves when the letter would survive a power cut. Rejects where the device cannot keep it. */
  async put(letter: Letter): Promise<void> {
    await this.#use('readwrite', (letters) => letters.put(letter));
  }

  async remove(id: string): Promise<void> {
    await this.#use('readwrite', (letters) => letters.delete(id));
  }

  async has(id: string): Promise<boolean> {
    return (await this.#use('readonly', (letters) => letters.count(id))) > 0;
  }

  /**
   * Every letter, oldest first; rejects where nothing was ever kept, and makes no database then. A
   * record that is none of ours, or damaged, stays where it is and is left out; the console tells of it.
   */
  async all(): Promise<Letter[]> {
    const records: unknown[] = await this.#use('readonly', (letters) => letters.getAll());
    const letters = records.filter(isLetter);
    if (letters.length < records.length) console.error('[l30] Damaged letter');
    return letters.sort((a, b) => a.savedAt - b.savedAt);
  }
}
