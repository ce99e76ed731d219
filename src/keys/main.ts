/**
 * `npm run keys`: makes a school's keys, on a laptop that needs no network.
 *
 * It asks for the site, at least two people and a passphrase from each, writes their private key files
 * and a recovery sheet into a new folder, and shows the public keys only after a drill with all of them.
 *
 *     npm run keys -- --site hollybrook --person "Miss Khan, Pastoral Lead" --person "Mr Owen, Safeguarding lead" --out keys
 *     npm run keys -- --drill keys/*.json                          the drill again, with what each person has
 *     npm run keys -- --drill keys/*.json --public-keys "<keys>"   and with the keys that a page uses
 *
 * Answers may come through a pipe, one line each, in the order of the questions. Ends with 0 when all
 * is well, with 1 when something is not.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printable } from '../contract/printable.ts';
import { kidOf } from '../contract/sealed.ts';
import { checkKeys } from '../delivery/seal.ts';
import { openAsker, type Asker } from './ask.ts';
import { drill } from './drill.ts';
import { loadKeyFile } from './files.ts';
import { SHORTEST, unlock, type KeyFile } from './key-file.ts';
import { publicText, whyNotName, whyNotPassphrase, whyNotPeople, whyNotSite, type Person } from './key-set.ts';
import { alreadyThere, makeKeySet } from './make.ts';
import type { OwnKey } from './pair.ts';
import { fingerprintOf, keyFromWords, suggestPassphrase } from './words.ts';

const show = (text: string): void => void process.stdout.write(`${text}\n`);
const today = (): string => new Date().toISOString().slice(0, 10);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Asks until the answer will do. */
async function askUntil(ask: () => Promise<string>, whyNot: (answer: string) => string | undefined): Promise<string> {
  for (;;) {
    const answer = await ask();
    const problem = whyNot(answer);
    if (!problem) return answer;
    say(problem);
  }
}

async function askPeople(asker: Asker): Promise<string[]> {
  say('Who may read what pupils send? At least two people, by name and role.');
  const names: string[] = [];
  for (;;) {
    const name = await asker.ask(
      `Person ${names.length + 1}${names.length >= 2 ? ', or nothing if these are all' : ''}: `,
    );
    const problem = name ? whyNotName(name, names) : whyNotPeople(names);
    if (problem) say(problem);
    else if (name) names.push(name);
    else return names;
  }
}

async function askPassphrases(asker: Asker, names: readonly string[]): Promise<Person[]> {
  const people: Person[] = [];
  for (const name of names) {
    say(
      `\n${printable(name)}: please sit at the keyboard alone. This passphrase opens your file, and nobody can reset it.`,
    );
    say(`Several words are best, at least ${SHORTEST} characters. Made by chance, for example: ${suggestPassphrase()}`);
    let passphrase: string;
    let problem: string | undefined;
    do {
      passphrase = await asker.askSecret('Passphrase (it does not show): ');
      problem = whyNotPassphrase(
        passphrase,
        people.map((person) => person.passphrase),
      );
      if (!problem && (await asker.askSecret('The same once more: ')) !== passphrase)
        problem = 'These two are not the same. Please begin again.';
      if (problem) say(problem);
    } while (problem);
    people.push({ name, passphrase });
  }
  return people;
}

async function make(
  asker: Asker,
  options: { site?: string | undefined; person?: string[] | undefined; out?: string | undefined },
): Promise<void> {
  const given = options.person?.map((name) => name.trim());
  const problem = (options.site !== undefined && whyNotSite(options.site)) || (given && whyNotPeople(given));
  if (problem) throw new Error(problem);
  const site =
    options.site ??
    (await askUntil(() => asker.ask('Which site are the keys for, as in data-site="hollybrook"? '), whyNotSite));
  const made = today();
  const folder = options.out ?? `keys-${site}-${made}`;
  if (existsSync(folder)) throw new Error(alreadyThere(folder));
  const names = given ?? (await askPeople(asker));
  const people = await askPassphrases(asker, names);
  const { set, files, sheet } = await makeKeySet(site, people, folder, made);

  show(`The drill went well: a letter sealed to all ${set.length} keys was opened with each file and with the words on the recovery sheet.

In ${printable(folder)}:

${files.map((file, index) => `  ${file}: give it to ${printable(names[index]!)}, and keep a copy elsewhere`).join('\n')}
  ${sheet}: print it now, put it into the safe, then delete the file and empty the bin
  public-keys.txt: what stands below, for whoever looks after your pages
`);
  show(printable(await publicText(site, made, set), { lines: true }).trimEnd());
}

function readKeyFiles(paths: readonly string[]): KeyFile[] {
  if (paths.length === 0) throw new Error('Say which private key files to try: npm run keys -- --drill keys/*.json');
  const files = paths.map(loadKeyFile);
  if (files.some(({ set }) => JSON.stringify(set) !== JSON.stringify(files[0]!.set)))
    throw new Error('These files were not made together. Drill one key set at a time.');
  return files;
}

/** Everything that can be unlocked here and now; whoever is not there leaves their line empty. */
async function askKeys(asker: Asker, files: readonly KeyFile[]): Promise<OwnKey[]> {
  const keys: OwnKey[] = [];
  for (const file of files) {
    for (;;) {
      const passphrase = await asker.askSecret(`Passphrase of ${printable(file.name)}, or nothing to leave it out: `);
      const key = passphrase ? await unlock(file, passphrase) : undefined;
      if (key) keys.push(key);
      if (key || !passphrase) break;
      say('This passphrase does not open the file.');
    }
  }
  for (;;) {
    const words = await asker.ask('The 24 words of the recovery sheet, or nothing to leave it out: ');
    if (!words) return keys;
    const typed = await keyFromWords(words);
    if ('key' in typed) return [...keys, typed.key];
    say(typed.problem);
  }
}

async function tryKeys(asker: Asker, paths: readonly string[], publicKeys?: string): Promise<boolean> {
  const files = readKeyFiles(paths);
  const { site, set } = files[0]!;
  const onPage = publicKeys?.split(/[\s,]+/).filter(Boolean) ?? set.map(({ publicKey }) => publicKey);
  const problem = await checkKeys(onPage);
  if (problem)
    throw new Error(
      problem.problem === 'bad-key'
        ? `Key ${problem.at + 1} of --public-keys is no public key. Copy them again, all of them, with a space between two.`
        : 'This Node has no WebCrypto. Use 20.20 or newer.',
    );

  const keys = await askKeys(asker, files);
  const opened = await drill(site, onPage, keys);
  const others = set.map(({ publicKey }) => publicKey).filter((key) => !onPage.includes(key));
  const rows = await Promise.all(
    [...onPage, ...others].map(async (publicKey) => {
      const kid = await kidOf(publicKey);
      const holder = set.find((each) => each.publicKey === publicKey)?.name;
      const tried = keys.some((key) => key.kid === kid);
      const state = others.includes(publicKey)
        ? 'not used'
        : opened.has(kid)
          ? 'opened'
          : tried
            ? 'DID NOT OPEN'
            : 'not tried';
      return {
        state,
        holder,
        line: `  ${state.padEnd(12)}  ${await fingerprintOf(publicKey)}  ${printable(holder ?? 'SOMEBODY ELSE')}`,
      };
    }),
  );
  show(`Drill for ${printable(site)} on ${today()}:\n\n${rows.map(({ line }) => line).join('\n')}\n`);
  if (rows.some(({ holder }) => holder === undefined))
    show('A key belongs to nobody in this set. Find out whose it is: its holder can read every letter.');
  const well = rows.every(({ state }) => state === 'opened' || state === 'not used');
  show(well ? 'Every key that the page uses opens.' : 'Not every key was seen to open. Once a term, each should be.');
  return well;
}

let asker: Asker | undefined;
try {
  const { values, positionals } = parseArgs({
    options: {
      site: { type: 'string' },
      person: { type: 'string', multiple: true },
      out: { type: 'string' },
      drill: { type: 'boolean' },
      'public-keys': { type: 'string' },
    },
    allowPositionals: process.argv.includes('--drill'),
  });
  asker = openAsker();
  if (!values.drill) await make(asker, values);
  else if (!(await tryKeys(asker, positionals, values['public-keys']))) process.exitCode = 1;
} catch (error) {
  say((error as Error).message);
  process.exitCode = 1;
} finally {
  asker?.close();
}
