import type { KeyPair } from 'hpke';
import { fromBase64url, toBase64url } from '../contract/base64url.ts';
import { kidOf } from '../contract/sealed.ts';
import { suite } from '../delivery/seal.ts';

/** Somebody's key, ready for opening. */
export interface OwnKey {
  /** Its name in letters. */
  kid: string;
  /** As it is written on pages. */
  publicKey: string;
  pair: KeyPair<CryptoKey>;
}

/** A new private key: 32 bytes, the number itself. */
export async function makePrivateKey(): Promise<Uint8Array<ArrayBuffer>> {
  const { privateKey } = await suite.GenerateKeyPair(true);
  return new Uint8Array(await suite.SerializePrivateKey(privateKey));
}

/** Finds the public key that belongs to a private one. Rejects for the few numbers that are no key of P-256. */
export async function ownKey(privateKey: Uint8Array): Promise<OwnKey> {
  const key = await suite.DeserializePrivateKey(privateKey, true);
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', key);
  const point = Uint8Array.of(4, ...fromBase64url(x), ...fromBase64url(y));
  const publicKey = toBase64url(point);
  return {
    kid: await kidOf(publicKey),
    publicKey,
    pair: { privateKey: key, publicKey: await suite.DeserializePublicKey(point) },
  };
}
