import type { LoadPart } from '../../delivery/route.ts';
import * as sealing from '../../delivery/seal.ts';
import { freshKeySet, holds, publicText, type KeySetFile, type Person } from '../../keys/key-set.ts';

/** This page carries the sealing, so nothing is fetched. */
export const loadHere: LoadPart = async <T>() => sealing as T;

/** A key set that has been seen to open. Its files are in memory alone, until somebody saves them. */
export interface MadeKeys {
  /** As a page needs them. */
  publicKeys: string;
  /** Everything to save, with what to do with it: private key files, the recovery sheet, the public keys. */
  files: (KeySetFile & { type: string; advice: string })[];
}

/** Why keys cannot be made or checked in this browser; undefined when they can. */
export const whyNotHere = (): string | undefined =>
  globalThis.crypto?.subtle
    ? undefined
    : 'This browser makes keys only on a secure page. Open the builder over https, or make the keys on a laptop with \u201cnpm run keys\u201d.';

/**
 * Makes the keys of a school in this browser, as `npm run keys` does on a laptop, and shows none of them
 * before a practice letter was opened with every file and with the words of the sheet. Sends nothing.
 */
export async function makeKeys(site: string, people: readonly Person[], made: string): Promise<MadeKeys> {
  const fresh = await freshKeySet(site, people, made);
  if (!(await holds(site, fresh, people)))
    throw new Error(
      'The drill failed: not every key opened the practice letter. No key is to be used. Close the browser and try once more.',
    );
  const { set, files, sheet } = fresh;
  return {
    publicKeys: set.map(({ publicKey }) => publicKey).join(' '),
    files: [
      ...files.map((file, index) => ({
        ...file,
        type: 'application/json',
        advice: `Give it to ${people[index]!.name}, and keep a copy on a second device.`,
      })),
      {
        ...sheet,
        type: 'text/html',
        advice: 'Open it, print it, put it into the safe. Then delete the file and empty the bin.',
      },
      {
        name: 'public-keys.txt',
        text: await publicText(site, made, set),
        type: 'text/plain',
        advice: 'Keep it with the settings of your website. It is no secret.',
      },
    ],
  };
}
