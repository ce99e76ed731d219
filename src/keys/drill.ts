import { makeId, type Envelope } from '../contract/envelope.ts';
import { seal } from '../delivery/seal.ts';
import { open } from './open.ts';
import type { OwnKey } from './pair.ts';
import { suggestPassphrase } from './words.ts';

/** A letter that nobody could know in advance. */
const practiceLetter = (site: string): Envelope => ({
  v: 1,
  id: makeId(),
  widget: 'question-card',
  pack: 'check-in',
  site,
  lang: 'en',
  sentAt: new Date().toISOString(),
  answers: [{ id: 'drill', question: 'Does every key open this?', value: suggestPassphrase() }],
});

/**
 * The fire drill: seals one random letter to all these public keys, as a page does, and opens it with
 * every private key that is here. Resolves to the names (`kidOf`) of the keys that opened it.
 */
export async function drill(
  site: string,
  publicKeys: readonly string[],
  keys: readonly OwnKey[],
): Promise<Set<string>> {
  const letter = practiceLetter(site);
  const sealed: unknown = JSON.parse(await seal(letter, publicKeys));
  const opened = new Set<string>();
  for (const { kid, pair } of keys) {
    const result = await open(sealed, new Map([[kid, pair]]));
    if ('envelope' in result && JSON.stringify(result.envelope) === JSON.stringify(letter)) opened.add(kid);
  }
  return opened;
}
