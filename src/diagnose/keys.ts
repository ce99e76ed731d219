/** Looking at public keys. */
import { fingerprintOf } from '../contract/fingerprint.ts';
import { PUBLIC_KEY } from '../contract/sealed.ts';
import { OWN, keysOf } from '../delivery/route.ts';
import { wordsFor } from '../settings/admin.ts';
import { inspectDestination, type Surroundings } from './destination.ts';

/** The words of each key, for comparing with the sheet; empty for one that is not whole. */
export const fingerprintsOf = (keys: readonly string[]): Promise<string[]> =>
  Promise.all(keys.map((key) => (PUBLIC_KEY.test(key) ? fingerprintOf(key).catch(() => '') : '')));

/** What is known about the keys in a setting, checked as a widget checks them: a problem in words, or the words of each. */
export async function lookAtKeys(
  publicKeys: string,
  surroundings: Pick<Surroundings, 'load' | 'hostname'>,
): Promise<{ problem: string } | { fingerprints: string[] }> {
  const route = { endpoint: '', dialect: OWN, fields: '{}', publicKeys };
  const { misfit } = await inspectDestination({ route, audience: 'pupils' }, surroundings);
  return misfit ? { problem: wordsFor(misfit) } : { fingerprints: await fingerprintsOf(keysOf(route)) };
}
