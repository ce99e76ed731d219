import { readFileSync } from 'node:fs';
import { readKeyFile, type KeyFile } from './key-file.ts';

/** The bytes of a file. Throws a sentence that says which one, and what is wrong with it. */
export function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'is not there' : 'cannot be read';
    throw new Error(`${path} ${why}.`, { cause });
  }
}

/** A private key file. Throws a sentence when it is none. */
export function loadKeyFile(path: string): KeyFile {
  const file = readKeyFile(new TextDecoder().decode(readBytes(path)));
  if (!file) throw new Error(`${path} is no private key file that this version knows.`);
  return file;
}
