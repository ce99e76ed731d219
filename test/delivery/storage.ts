/** The device's storage as it is, past the outbox: for looking behind its back, and for doing what other versions do. */
import { OUTBOX } from '../../src/contract/outbox-name.ts';

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as DOMException);
  });

/** As a browser does when it clears its storage, or has kept nothing from an earlier session. */
export const clearDevice = async (): Promise<void> => void (await settled(indexedDB.deleteDatabase(OUTBOX)));

export const databaseNames = async (): Promise<unknown[]> => (await indexedDB.databases()).map(({ name }) => name);

/** Opens the database as another version of the code would. */
export function rawDatabase(
  version?: number,
  upgrade?: (db: IDBDatabase) => void,
  blocked?: () => void,
): Promise<IDBDatabase> {
  const request = indexedDB.open(OUTBOX, version);
  request.onupgradeneeded = () => upgrade?.(request.result);
  request.onblocked = () => blocked?.();
  return settled(request);
}

async function withLetters<T>(use: (letters: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await rawDatabase();
  const result = await settled(use(db.transaction('letters', 'readwrite').objectStore('letters')));
  db.close();
  return result;
}

/** Every record, whatever it is. */
export const rawLetters = (): Promise<unknown[]> => withLetters((letters) => letters.getAll() as IDBRequest<unknown[]>);

export async function writeRaw(...records: object[]): Promise<void> {
  for (const record of records) await withLetters((letters) => letters.put(record));
}
