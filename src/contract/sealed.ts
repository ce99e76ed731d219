/**
 * A sealed letter: what an envelope becomes when the school has set public keys. Whoever carries or
 * keeps it sees which school and which widget, who can open it and about how long it is, and nothing
 * a person gave: the chosen face, the language, the device's time are all inside.
 *
 * The envelope's JSON, padded, is encrypted once with a fresh AES-256-GCM key; that key is sealed to
 * each recipient by HPKE base mode (RFC 9180). Everything outside the ciphertext is authenticated with
 * it, so that nobody can move a letter to another school, form or id. Base mode does not say who
 * wrote: anyone can put a letter into a letter box.
 */
import { fromBase64url, toBase64url } from './base64url.ts';
import type { Envelope } from './envelope.ts';
import { toJson } from './json.ts';

/** DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, by their numbers in the IANA registry for HPKE. */
export const SUITE = '0010-0001-0002';

/** The content key, sealed to one person. */
export interface Recipient {
  /** Whose key: see `kidOf`. */
  kid: string;
  /** HPKE's encapsulated secret, base64url of 65 bytes. */
  enc: string;
  /** The content key, sealed: base64url of 48 bytes. */
  key: string;
}

/** Field order is part of nothing: `boundTo` names what is authenticated. */
export interface SealedEnvelope extends Pick<Envelope, 'v' | 'id' | 'widget' | 'site'> {
  suite: typeof SUITE;
  /**
   * SHA-256 of the content key, base64url. AES-GCM alone would let a hostile sender make one text
   * that two recipients read differently; everyone who opens checks that their key is this one.
   */
  commitment: string;
  recipients: Recipient[];
  /** AES-GCM's nonce, base64url of 12 bytes. */
  iv: string;
  /** The ciphertext with its tag, base64url. */
  text: string;
}

/** How a public key is written on a page: the uncompressed point, base64url of 65 bytes beginning with 4. */
export const PUBLIC_KEY = /^B[A-P][\w-]{85}$/;

const encoder = new TextEncoder();

/** HPKE's `info`: product, version and school. */
export const infoFor = (site: string): Uint8Array<ArrayBuffer> => encoder.encode(`l30-widgets 1 ${site}`);

/** The additional data of the letter and of each recipient's block: all that stands outside. */
export function boundTo({
  v,
  id,
  widget,
  site,
  suite,
  commitment,
  recipients,
}: Omit<SealedEnvelope, 'iv' | 'text'>): Uint8Array<ArrayBuffer> {
  return encoder.encode(toJson([v, id, widget, site, suite, commitment, ...recipients.map(({ kid }) => kid)]));
}

/** A recipient block with only its name, for `boundTo` before the others are known. */
export const unsealedRecipient = (kid: string): Recipient => ({ kid, enc: '', key: '' });

/**
 * JSON bytes, filled up with spaces, which JSON ignores, to a multiple of 256 up to 4,096 and of
 * 1,024 above, so that a length does not tell one face from another. Never less than 1,024, because a
 * check-in without words has 250 to 400 bytes: some of its faces would fall below a step and some above.
 */
export function padded(envelope: Envelope): Uint8Array<ArrayBuffer> {
  const json = encoder.encode(toJson(envelope));
  const step = json.length <= 4096 ? 256 : 1024;
  const bytes = new Uint8Array(Math.max(1024, Math.ceil(json.length / step) * step)).fill(0x20);
  bytes.set(json);
  return bytes;
}

export const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** A key's name: the first 16 bytes of its RFC 7638 thumbprint, base64url. */
export async function kidOf(publicKey: string): Promise<string> {
  const point = fromBase64url(publicKey);
  const [x, y] = [toBase64url(point.slice(1, 33)), toBase64url(point.slice(33))];
  const thumbprint = await sha256(encoder.encode(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`));
  return toBase64url(thumbprint.slice(0, 16));
}

/** Whether a parsed body is a sealed letter, going by its suite alone. */
export const isSealed = (value: unknown): value is SealedEnvelope =>
  typeof (Object(value) as Partial<SealedEnvelope>).suite === 'string';
