import * as v from 'valibot';
import { fromBase64url, toBase64url } from '../contract/base64url.ts';
import { PUBLIC_KEY } from '../contract/sealed.ts';
import { ownKey, type OwnKey } from './pair.ts';

/** One public key of a school, and whose it is: a person's name and role, or `RECOVERY`. */
export interface Holder {
  name: string;
  publicKey: string;
}

/** What stands in a name's place for the key that lies in the school's safe. */
export const RECOVERY = 'Recovery sheet';

/** What a private key file says about itself, readable without the passphrase. */
export interface About {
  /** The school's `data-site`, for people to tell files apart. A key opens letters of any school that seals to it. */
  site: string;
  /** Whose key this is. */
  name: string;
  /** Day it was made, ISO 8601, by the laptop's clock. */
  made: string;
  /** All keys that were made together. Whoever has one file can say which others belong to it. */
  set: Holder[];
}

/** From OWASP's Password Storage Cheat Sheet for PBKDF2 with HMAC-SHA256. */
const ROUNDS = 600_000;
/** More than anyone would choose: a made-up number must not keep a laptop busy for ever. */
const MOST_ROUNDS = 20_000_000;

/** NIST SP 800-63B-4 asks for 15 characters where a password is the only lock, as it is for a file that was copied. */
export const SHORTEST = 15;

const shape = v.object({
  v: v.literal(1),
  site: v.string(),
  name: v.string(),
  made: v.string(),
  set: v.array(v.object({ name: v.string(), publicKey: v.pipe(v.string(), v.regex(PUBLIC_KEY)) })),
  publicKey: v.pipe(v.string(), v.regex(PUBLIC_KEY)),
  rounds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_ROUNDS)),
  salt: v.string(),
  iv: v.string(),
  wrapped: v.string(),
});

/** A private key file, parsed. */
export type KeyFile = v.InferOutput<typeof shape>;

/** Composed in one way, because a keyboard may give an accent in another way than the one it was made with. */
const bytesOf = (passphrase: string) => new TextEncoder().encode(passphrase.normalize('NFKC'));

async function wrappingKey(passphrase: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', bytesOf(passphrase), 'PBKDF2', false, ['deriveKey']);
  const params = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(params, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Everything outside the wrapped key is bound to it, so that no file can be passed off as another person's. */
const boundTo = ({ wrapped: _, ...about }: KeyFile) =>
  new TextEncoder().encode(JSON.stringify(v.parse(v.omit(shape, ['wrapped']), about)));

/** The text of a private key file: readable as to whose it is, and locked with a passphrase (PBKDF2-SHA256, AES-256-GCM). */
export async function lock(privateKey: Uint8Array<ArrayBuffer>, passphrase: string, about: About): Promise<string> {
  const [salt, iv] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(12))];
  const { publicKey } = await ownKey(privateKey);
  const file: KeyFile = {
    v: 1,
    ...about,
    publicKey,
    rounds: ROUNDS,
    salt: toBase64url(salt),
    iv: toBase64url(iv),
    wrapped: '',
  };
  const key = await wrappingKey(passphrase, salt, ROUNDS);
  const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: boundTo(file) }, key, privateKey);
  const note =
    'A private key: with its passphrase it opens sealed letters. Keep it, keep a copy, and send it to nobody.';
  return `${JSON.stringify({ note, ...file, wrapped: toBase64url(new Uint8Array(wrapped)) }, null, 2)}\n`;
}

/** Reads a private key file's text; undefined when it is none, or one of a later version. */
export function readKeyFile(text: string): KeyFile | undefined {
  try {
    return v.parse(shape, JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Unlocks a private key file. Undefined when the passphrase is another one, or the file was changed. */
export async function unlock(file: KeyFile, passphrase: string): Promise<OwnKey | undefined> {
  try {
    const key = await wrappingKey(passphrase, fromBase64url(file.salt), file.rounds);
    const params = { name: 'AES-GCM', iv: fromBase64url(file.iv), additionalData: boundTo(file) };
    return await ownKey(new Uint8Array(await crypto.subtle.decrypt(params, key, fromBase64url(file.wrapped))));
  } catch {
    return undefined;
  }
}
