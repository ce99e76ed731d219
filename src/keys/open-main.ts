/**
 * `npm run open`: opens letters that were exported from a receiver, on a laptop that needs no network.
 *
 *     npm run submissions -- --json > letters.json
 *     npm run open -- --key keys/key-miss-khan.json letters.json      asks for the passphrase
 *     npm run open -- --recovery letters.json                         asks for the words of the recovery sheet
 *
 * Letters come from files or through a pipe. `--json` prints JSON in place of text. `L30_PASSPHRASE` and
 * `L30_RECOVERY_WORDS` answer in place of a keyboard. What was opened goes to stdout and nowhere else.
 *
 * Ends with 0 when every letter could be shown, with 2 when some could not, with 1 when it could not begin.
 */
import { buffer } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { printable, printableJson } from '../contract/printable.ts';
import { keyboard, openAsker, type Asker } from './ask.ts';
import { loadKeyFile, readBytes } from './files.ts';
import { unlock } from './key-file.ts';
import { readEntries, sortOut, textOf, type Entry } from './letters.ts';
import type { PrivateKeys } from './open.ts';
import { describeLetter, openLetter, summarise, type OpenedLetter } from './opened.ts';
import type { OwnKey } from './pair.ts';
import { fingerprintOf, keyFromWords } from './words.ts';

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function unlockFile(path: string, asker: () => Asker): Promise<OwnKey> {
  const file = loadKeyFile(path);
  const passphrase =
    process.env['L30_PASSPHRASE'] ?? (await asker().askSecret(`Passphrase of ${printable(file.name)}: `));
  const key = await unlock(file, passphrase);
  if (!key) throw new Error(`This passphrase does not open ${path}.`);
  return key;
}

async function readWords(asker: () => Asker): Promise<OwnKey> {
  const typed = await keyFromWords(
    process.env['L30_RECOVERY_WORDS'] ?? (await asker().ask('The 24 words of the recovery sheet: ')),
  );
  if ('problem' in typed) throw new Error(typed.problem);
  say(`The words are the key ${await fingerprintOf(typed.key.publicKey)}. Compare with the sheet.`);
  return typed.key;
}

async function unlockAll(files: readonly string[], recovery: boolean, asker: () => Asker): Promise<PrivateKeys> {
  const keys: OwnKey[] = [];
  for (const path of files) keys.push(await unlockFile(path, asker));
  if (recovery) keys.push(await readWords(asker));
  return new Map(keys.map(({ kid, pair }) => [kid, pair]));
}

/** Says which parts of an export could not be read, and passes on the rest. */
async function readExports(paths: readonly string[]): Promise<{ entries: Entry[]; whole: boolean }> {
  const all = { entries: [] as Entry[], whole: true };
  for (const path of paths) {
    const { entries, badLines } = readEntries(textOf(path === '-' ? await buffer(process.stdin) : readBytes(path)));
    all.entries.push(...entries);
    if (badLines.length === 0) continue;
    all.whole = false;
    const where = path === '-' ? 'what came through the pipe' : path;
    say(
      `In ${where}, these lines are no JSON and were left out: ${badLines.slice(0, 10).join(', ')}${badLines.length > 10 ? ' and more' : ''}.`,
    );
  }
  return all;
}

let asker: Asker | undefined;
try {
  const { values, positionals } = parseArgs({
    options: {
      key: { type: 'string', multiple: true, default: [] },
      recovery: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (values.key.length === 0 && !values.recovery)
    throw new Error(
      'Say with which key: --key and a private key file, or --recovery for the words of the recovery sheet.',
    );
  if (positionals.length === 0 && process.stdin.isTTY)
    throw new Error('Say which letters: a file that npm run submissions -- --json made.');
  const paths = positionals.length > 0 ? positionals : ['-'];
  // Read first: a pipe has to be empty before anyone is asked at the keyboard.
  const { entries, whole } = await readExports(paths);
  const keys = await unlockAll(
    values.key,
    values.recovery,
    () => (asker ??= openAsker(paths.includes('-') ? keyboard() : process.stdin)),
  );

  const letters: OpenedLetter[] = [];
  for (const letter of sortOut(entries)) letters.push(await openLetter(letter, keys));
  const text = values.json ? printableJson(letters) : letters.map(describeLetter).join('\n\n');
  if (text) process.stdout.write(`${text}\n`);
  say(`\n${summarise(letters)}`);
  if (letters.some(({ sealed }) => sealed))
    say('A seal says who can read a letter, not who wrote it: anyone can put one into a letter box.');
  if (!whole || letters.some(({ problem }) => problem !== undefined)) process.exitCode = 2;
} catch (error) {
  say((error as Error).message);
  process.exitCode = 1;
} finally {
  asker?.close();
}
