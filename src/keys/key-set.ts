import { drill } from './drill.ts';
import { RECOVERY, SHORTEST, lock, readKeyFile, unlock, type Holder } from './key-file.ts';
import { makePrivateKey, ownKey, type OwnKey } from './pair.ts';
import { recoverySheet, wordsOnSheet } from './sheet.ts';
import { fingerprintOf, keyFromWords, toWords } from './words.ts';

/** As many as make sense of a letter of 64 KiB, and one more for recovery: receivers take twenty keys. */
const MOST_PEOPLE = 19;

/** Somebody who may read what pupils send. */
export interface Person {
  /** Name and role, as others know them. */
  name: string;
  passphrase: string;
}

/** One file of a key set, with what is in it. */
export interface KeySetFile {
  name: string;
  text: string;
}

/** A key set as it is made, before anyone has seen it open. */
export interface FreshKeySet {
  /** All public keys with whose they are, the recovery key last. */
  set: Holder[];
  /** Private key files, in the order of the people. */
  files: KeySetFile[];
  sheet: KeySetFile;
}

/** Why a site's name, a person's, a list of people, or a passphrase cannot be used; undefined when it can. */
export const whyNotSite = (site: string): string | undefined =>
  /^[a-z\d][\w.-]{0,63}$/i.test(site)
    ? undefined
    : 'A site is up to 64 letters, digits, dots and hyphens, as in data-site="hollybrook".';

export function whyNotName(name: string, others: readonly string[]): string | undefined {
  if (others.length >= MOST_PEOPLE) return `A letter can be sealed to ${MOST_PEOPLE} people at most.`;
  const taken = [...others, RECOVERY].map((other) => other.toLowerCase());
  return name === '' || taken.includes(name.toLowerCase())
    ? `Every person needs a name of their own, other than “${RECOVERY}”.`
    : undefined;
}

export function whyNotPeople(names: readonly string[]): string | undefined {
  if (names.length < 2)
    return 'There must be at least two people. If the only one is ill, leaves or forgets, nobody could read what a child wrote.';
  return names.map((name, index) => whyNotName(name, names.slice(0, index))).find((problem) => problem !== undefined);
}

export function whyNotPassphrase(passphrase: string, others: readonly string[]): string | undefined {
  if ([...passphrase].length < SHORTEST)
    return `This is too short: whoever copies the file can try millions. Take several words, at least ${SHORTEST} characters.`;
  if (others.includes(passphrase))
    return 'Somebody else has just taken this one. Each person needs a passphrase that nobody else knows.';
  return undefined;
}

/** Names of files that any system takes, and that tell people apart. */
function fileNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    const plain = name
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z\d]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60);
    const free = plain && !taken.has(plain) ? plain : `${plain || 'person'}-${index + 1}`;
    taken.add(free);
    return `key-${free}.json`;
  });
}

/** Makes keys for these people and one for recovery, and the text of their files and of the recovery sheet. Nothing is written anywhere. */
export async function freshKeySet(site: string, people: readonly Person[], made: string): Promise<FreshKeySet> {
  const privateKeys = await Promise.all([...people, RECOVERY].map(() => makePrivateKey()));
  const publicKeys = await Promise.all(privateKeys.map(async (key) => (await ownKey(key)).publicKey));
  const set = publicKeys.map((publicKey, index) => ({ name: people[index]?.name ?? RECOVERY, publicKey }));
  const names = fileNames(people.map(({ name }) => name));
  const files = await Promise.all(
    people.map(async ({ name, passphrase }, index) => ({
      name: names[index]!,
      text: await lock(privateKeys[index]!, passphrase, { site, name, made, set }),
    })),
  );
  return {
    set,
    files,
    sheet: {
      name: 'recovery-sheet.html',
      text: await recoverySheet(toWords(privateKeys.at(-1)!), { site, made, set }),
    },
  };
}

/**
 * Opens every file as somebody will open it one day, each with its passphrase and the sheet with its
 * words, and drills: whether a letter to all the public keys opens with each of them.
 */
export async function holds(
  site: string,
  { set, files, sheet }: FreshKeySet,
  people: readonly Person[],
): Promise<boolean> {
  const keys = await Promise.all(
    files.map(async ({ text }, index) => {
      const read = readKeyFile(text);
      return read && unlock(read, people[index]!.passphrase);
    }),
  );
  const typed = await keyFromWords(wordsOnSheet(sheet.text));
  const there: OwnKey[] = [...keys, 'key' in typed ? typed.key : undefined].filter((key) => key !== undefined);
  const opened = await drill(
    site,
    set.map(({ publicKey }) => publicKey),
    there,
  );
  return opened.size === set.length;
}

/** The attribute that a page needs. */
export const attributeFor = (set: readonly Holder[]): string =>
  `data-public-keys="${set.map(({ publicKey }) => publicKey).join(' ')}"`;

/** Fingerprints with whose they are, one per line. */
async function fingerprints(set: readonly Holder[]): Promise<string> {
  const width = Math.max(...set.map(({ name }) => name.length));
  return (
    await Promise.all(
      set.map(async ({ name, publicKey }) => `  ${name.padEnd(width)}  ${await fingerprintOf(publicKey)}`),
    )
  ).join('\n');
}

/** What may be shown to anyone, for the person who looks after the pages. */
export const publicText = async (site: string, made: string, set: readonly Holder[]): Promise<string> =>
  `Public keys of ${site}, made on ${made}. These are no secret.

Write this on the script tag of every page that has data-site="${site}":

${attributeFor(set)}

Fingerprints, to compare when somebody asks whether these are your keys:

${await fingerprints(set)}
`;
