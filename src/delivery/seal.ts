import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke';
import { fromBase64url, toBase64url } from '../contract/base64url.ts';
import { hex, type Envelope } from '../contract/envelope.ts';
import { toJson } from '../contract/json.ts';
import {
  SUITE,
  boundTo,
  infoFor,
  kidOf,
  padded,
  sha256,
  unsealedRecipient,
  type SealedEnvelope,
} from '../contract/sealed.ts';

/** What stops a page from sealing. `at` is the key's place in the list, from 0; an empty list is one bad key. */
export type KeyProblem = { problem: 'no-webcrypto' } | { problem: 'bad-key'; at: number };

/** The HPKE suite that `SUITE` names. */
export const suite = new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM);

const toInteger = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes)}`);

/** P-256's prime and its b, from NIST SP 800-186, 3.2.1.3; its a is -3. */
const PRIME = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/**
 * Whether these bytes are a point of P-256, uncompressed. RFC 9180 (7.1.4) demands the check of whoever
 * seals and whoever opens, and not every WebCrypto makes it: WebKitGTK imports a point that is off the
 * curve and seals to it, and nobody could ever open such a letter.
 */
export function isPoint(bytes: Uint8Array): boolean {
  if (bytes.length !== 65 || bytes[0] !== 4) return false;
  const [x, y] = [toInteger(bytes.slice(1, 33)), toInteger(bytes.slice(33))];
  return x < PRIME && y < PRIME && (x * x * x - 3n * x + B - y * y) % PRIME === 0n;
}

async function importKey(publicKey: string) {
  const bytes = fromBase64url(publicKey);
  if (!isPoint(bytes)) throw new Error('This public key is no point of P-256.');
  return suite.DeserializePublicKey(bytes);
}

/**
 * Whether letters can be sealed to all these keys here: each is a point of P-256, and the page has
 * WebCrypto, which plain http pages lack. Never throws.
 */
export async function checkKeys(publicKeys: readonly string[]): Promise<KeyProblem | undefined> {
  if (!globalThis.crypto?.subtle) return { problem: 'no-webcrypto' };
  const usable = await Promise.all(
    publicKeys.map((key) =>
      importKey(key).then(
        () => true,
        () => false,
      ),
    ),
  );
  const at = publicKeys.length === 0 ? 0 : usable.indexOf(false);
  return at < 0 ? undefined : { problem: 'bad-key', at };
}

/**
 * Seals an envelope to everyone whose public key is given; a key given twice counts once. Resolves to
 * the JSON of a `SealedEnvelope`, which must be kept and sent as it is: sealing again makes other
 * bytes. Rejects where `checkKeys` finds a problem.
 */
export async function seal(envelope: Envelope, publicKeys: readonly string[]): Promise<string> {
  // A letter that nobody could ever open must not look like a sealed one.
  if (publicKeys.length === 0) throw new Error('A letter is sealed to at least one public key.');
  const { v, id, widget, site } = envelope;
  // By name, because the last character of a key can be written in four ways.
  const keys = new Map(await Promise.all(publicKeys.map(async (key) => [await kidOf(key), key] as const)));
  const contentKey = crypto.getRandomValues(new Uint8Array(32));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const outside: Omit<SealedEnvelope, 'iv' | 'text'> = {
    v,
    id,
    widget,
    site,
    suite: SUITE,
    commitment: toBase64url(await sha256(contentKey)),
    recipients: [...keys.keys()].map(unsealedRecipient),
  };
  const aad = boundTo(outside);

  const recipients = await Promise.all(
    [...keys].map(async ([kid, key]) => {
      const sealed = await suite.Seal(await importKey(key), contentKey, { info: infoFor(site), aad });
      return { kid, enc: toBase64url(sealed.encapsulatedSecret), key: toBase64url(sealed.ciphertext) };
    }),
  );
  const aes = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['encrypt']);
  const text = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: aad }, aes, padded(envelope));
  return toJson({
    ...outside,
    recipients,
    iv: toBase64url(iv),
    text: toBase64url(new Uint8Array(text)),
  } satisfies SealedEnvelope);
}
