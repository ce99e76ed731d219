import { wordlist } from '@scure/bip39/wordlists/english.js';
import { fromBase64url } from './base64url.ts';
import { kidOf } from './sealed.ts';

/**
 * A public key's fingerprint: the first 66 bits of its name (`kidOf`) as six words of BIP 39's list,
 * joined so that nobody takes them for recovery words. Two people can compare it on the telephone.
 */
export async function fingerprintOf(publicKey: string): Promise<string> {
  const bytes = fromBase64url(await kidOf(publicKey));
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: 6 }, (_, index) => wordlist[parseInt(bits.slice(index * 11, index * 11 + 11), 2)]).join(
    '-',
  );
}
