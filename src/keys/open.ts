import type { KeyPair } from 'hpke';
import * as v from 'valibot';
import { fromBase64url, toBase64url } from '../contract/base64url.ts';
import type { Envelope } from '../contract/envelope.ts';
import { SUITE, boundTo, infoFor, isSealed, sha256, type Recipient, type SealedEnvelope } from '../contract/sealed.ts';
import { isPoint, suite } from '../delivery/seal.ts';

/** Whoever opens, by the names of their keys (`kidOf`). A private key need not be extractable. */
export type PrivateKeys = ReadonlyMap<string, KeyPair<CryptoKey>>;

/**
 * What became of a sealed letter.
 *
 * - `unknown-suite`: sealed in a way that a newer version of this project may know.
 * - `no-key`: sealed to other people than those whose keys were given.
 * - `damaged`: changed, moved from another letter, or never sealed as it should be. Nothing of it is shown.
 */
export type Opened = { envelope: Envelope } | { problem: 'unknown-suite' | 'no-key' | 'damaged' };

const sealedShape = v.looseObject({
  v: v.literal(1),
  id: v.string(),
  widget: v.string(),
  site: v.string(),
  suite: v.literal(SUITE),
  commitment: v.string(),
  recipients: v.array(v.looseObject({ kid: v.string(), enc: v.string(), key: v.string() })),
  iv: v.string(),
  text: v.string(),
});

const words = v.union([v.string(), v.array(v.string())]);

/** Loose, so that today's tools show what a later version adds rather than refuse a child's words. */
const envelopeShape = v.looseObject({
  v: v.literal(1),
  id: v.string(),
  widget: v.string(),
  site: v.string(),
  pack: v.optional(v.string()),
  lang: v.string(),
  sentAt: v.string(),
  replaces: v.optional(v.string()),
  answers: v.array(v.looseObject({ id: v.string(), question: v.string(), value: words, words: v.optional(words) })),
});

/** An envelope as far as a reader relies on it: anyone can seal anything, so what was inside is untrusted too. */
export const readEnvelope = (value: unknown): Envelope | undefined =>
  v.is(envelopeShape, value) ? (value as unknown as Envelope) : undefined;

/** Opens a letter from anywhere. Never throws and never answers with text that is not exactly what was sealed. */
export async function open(sealed: unknown, privateKeys: PrivateKeys): Promise<Opened> {
  if (!isSealed(sealed)) return { problem: 'damaged' };
  if (sealed.suite !== SUITE || sealed.v !== 1) return { problem: 'unknown-suite' };
  if (!v.is(sealedShape, sealed)) return { problem: 'damaged' };
  const mine = sealed.recipients.filter(({ kid }) => privateKeys.has(kid));
  if (mine.length === 0) return { problem: 'no-key' };
  for (const recipient of mine) {
    const envelope = await openWith(sealed, recipient, privateKeys.get(recipient.kid)!).catch(() => undefined);
    if (envelope) return { envelope };
  }
  return { problem: 'damaged' };
}

/** Throws, or finds nothing, unless every check holds. */
async function openWith(
  sealed: SealedEnvelope,
  { enc, key }: Recipient,
  pair: KeyPair<CryptoKey>,
): Promise<Envelope | undefined> {
  const aad = boundTo(sealed);
  const encapsulated = fromBase64url(enc);
  if (!isPoint(encapsulated)) return undefined;
  // A copy, because WebCrypto's types want bytes that are surely not shared with another thread.
  const contentKey = new Uint8Array(
    await suite.Open(pair, encapsulated, fromBase64url(key), { info: infoFor(sealed.site), aad }),
  );
  if (toBase64url(await sha256(contentKey)) !== sealed.commitment) return undefined;
  const aes = await crypto.subtle.importKey('raw', contentKey, 'AES-GCM', false, ['decrypt']);
  const bytes = await crypto.subtle.decrypt(
    { name: 'AES-GCM', iv: fromBase64url(sealed.iv), additionalData: aad },
    aes,
    fromBase64url(sealed.text),
  );
  const envelope = readEnvelope(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  const same = envelope?.id === sealed.id && envelope.site === sealed.site && envelope.widget === sealed.widget;
  return same ? envelope : undefined;
}
