import type { Reply } from '../../contract/reply.ts';

/** One letter on its way: the JSON of an envelope, plain or sealed, never changed between tries. */
export interface Parcel {
  id: string;
  body: string;
}

/** Where a letter goes, as the page's admin set it. */
export interface Target {
  endpoint: string;
  /**
   * The service's own names for our fields, by ours: `{ "email": "entry.123" }`. For a few services also
   * a value that they ask for, by its name: `{ "apikey": "…" }`.
   */
  fields: Readonly<Record<string, string>>;
  /** What the dialect's first request was answered with, for the services that want one. */
  ticket?: string;
}

/** What a dialect makes of a parcel for one kind of endpoint. */
export interface Encoded {
  url: string;
  /** A text as it stands, or the fields of a multipart form. */
  body: string | [name: string, value: string][];
  /** Goes with a text; the browser makes the one of a multipart form. */
  contentType?: string;
  /** Only what a service cannot do without: most fail the preflight of a header they do not know. */
  headers?: Record<string, string>;
  /** The service sends its answer from another address, by a redirect. Otherwise a redirect is a block page. */
  redirects?: true;
  /** The service lets no page read its answer, so it is not asked for. */
  opaque?: true;
  /** `url` is given to the device, as a letter for its own mail program, and nothing is requested. */
  handOver?: true;
}

/** A response, reduced to what a dialect may look at. An answer that the browser hides has status 0 and no text. */
export interface Heard {
  status: number;
  text: string;
  /** The `Retry-After` header, where the page may read it. */
  retryAfter?: string | null;
}

/** What was sent, for comparing with what came back. */
export interface Sent {
  id: string;
  /** SHA-256 of the body's bytes in hex; absent for multipart forms and where the page has no WebCrypto (plain http). */
  sha256?: string | undefined;
}

/** The shape one kind of endpoint speaks. Everything in it is pure and never throws. */
export interface Dialect {
  name: string;
  /** Who it is for: `pupils` for what pupils write, `newsletter` for a mailing service, which is no place for that. */
  carries: 'pupils' | 'newsletter' | 'both';
  /** Whether its answer can prove that the letter was kept. */
  confirms: boolean;
  /** Whether it can carry a sealed letter whole. */
  seals: boolean;
  /** What a second arrival of the same letter does. Decides what may be tried again unasked. */
  repeats: 'dropped' | 'doubled';
  /** Whether its facts were read in the service's own source or documentation, or are second-hand. */
  facts: 'documented' | 'unverified';
  /** What an admin has to put into `fields`: names without which words would be dropped, or a key the service asks for. */
  needs?: readonly string[];
  /** Address of a request (GET) that has to come first. Its answer's text becomes the target's `ticket`. */
  ticketFrom?(endpoint: string): string;
  encode(parcel: Parcel, target: Target): Encoded;
  decode(heard: Heard, sent: Sent): Reply;
}
