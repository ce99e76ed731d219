/** What this device and its browser can do, and keep. */
import { mayHoldLetters } from '../../contract/held.ts';
import { Outbox } from '../../delivery/outbox.ts';
import { words } from '../../locales/en/check-page.ts';
import { fill } from '../../locales/index.ts';
import { fact, good, look, type Finding } from '../finding.ts';
import { fingerprintsOf } from '../keys.ts';

/** What only comes after a while. */
export interface Later {
  storage: boolean;
  waiting: number;
  /** Per key its fingerprint; empty for one that is not whole. */
  fingerprints: string[];
}

async function canStore(): Promise<boolean> {
  try {
    await mayHoldLetters();
    return true;
  } catch {
    return false;
  }
}

export async function lookLater(keys: readonly string[]): Promise<Later> {
  const [storage, waiting, fingerprints] = await Promise.all([
    canStore(),
    new Outbox().all().then(
      ({ length }) => length,
      () => 0,
    ),
    fingerprintsOf(keys),
  ]);
  return { storage, waiting, fingerprints };
}

function keyFindings(keys: readonly string[], { fingerprints }: Later): Finding[] {
  if (!keys.length) return [fact(words.noKeys)];
  const lines = keys.map((_, at) => fingerprints[at] || words.badKey).join('; ');
  return [fact(`${fill(words.keys, { count: keys.length })} ${lines}`)];
}

/** What was found out after a while. */
export const judgeLater = (keys: readonly string[], later: Later): Finding[] => [
  later.storage ? good(words.storage) : look(words.storageOff),
  ...keyFindings(keys, later),
  fact(later.waiting ? fill(words.waitingSome, { count: later.waiting }) : words.waitingNone),
];

/** The names of browsers as they give them; where they give a list, without the padding that is in it. */
export function browserName(): string {
  const { brands } =
    (navigator as { userAgentData?: { brands?: { brand: string; version: string }[] } }).userAgentData ?? {};
  const named = brands
    ?.filter(({ brand }) => !/not.?a.?brand/i.test(brand))
    .map(({ brand, version }) => `${brand} ${version}`);
  return named?.length ? named.join(', ') : navigator.userAgent;
}
