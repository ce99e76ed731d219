import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Holder } from './key-file.ts';
import { freshKeySet, holds, publicText, type KeySetFile, type Person } from './key-set.ts';

/** A finished key set, drilled. */
export interface KeySet {
  /** All public keys with whose they are, the recovery key last. */
  set: Holder[];
  /** Private key files inside the folder, in the order of the people. */
  files: string[];
  sheet: string;
}

export const alreadyThere = (folder: string): string =>
  `${folder} is there already, and nothing is ever overwritten. Name another folder with --out.`;

/**
 * Makes keys for these people and one for recovery, writes their files and the recovery sheet into a
 * new folder, and drills with what is on the disk: a letter to all the public keys must open with each
 * file and with the words on the sheet. Rejects, and takes the folder away again, when it does not.
 * Overwrites nothing.
 */
export async function makeKeySet(
  site: string,
  people: readonly Person[],
  folder: string,
  made: string,
): Promise<KeySet> {
  const { set, files, sheet } = await freshKeySet(site, people, made);
  mkdirSync(dirname(folder), { recursive: true });
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (cause) {
    throw new Error(alreadyThere(folder), { cause });
  }
  try {
    const write = ({ name, text }: KeySetFile): void =>
      writeFileSync(join(folder, name), text, { mode: 0o600, flag: 'wx' });
    const readBack = ({ name }: KeySetFile): KeySetFile => ({ name, text: readFileSync(join(folder, name), 'utf8') });
    [...files, sheet].forEach(write);
    if (!(await holds(site, { set, files: files.map(readBack), sheet: readBack(sheet) }, people))) {
      throw new Error(
        'The drill failed: not every key opened the practice letter. The files were taken away again, and no key is to be used. Try once more, on another disk.',
      );
    }
    write({ name: 'public-keys.txt', text: await publicText(site, made, set) });
    return { set, files: files.map(({ name }) => name), sheet: sheet.name };
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
}
