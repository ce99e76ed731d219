import type { Reply } from './reply.ts';

/** What a dialect makes of an envelope's bytes for one kind of endpoint. */
export interface Encoded {
  body: string;
  contentType: string;
}

/** A response, reduced to what a dialect may look at. */
export interface Heard {
  status: number;
  text: string;
}

/** What was sent, for comparing with what came back. */
export interface Sent {
  id: string;
  /** SHA-256 of the body's bytes in hex; absent where the page has no WebCrypto (plain http). */
  sha256?: string | undefined;
}

/** The shape one kind of endpoint speaks. Both directions are pure and never throw. */
export interface Dialect {
  name: string;
  encode(body: string): Encoded;
  decode(heard: Heard, sent: Sent): Reply;
}
