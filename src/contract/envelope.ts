/**
 * What travels: one envelope holds everything one person chose to send at one moment.
 *
 * The receiver stores it as it came, so every field that staff will read (the question as it was
 * shown, the words beside a picture) is inside. Nothing else is: no address, no device, no history.
 */

/** The widgets that can send. Also the part of their tag after `l30-`. */
export const WIDGET_NAMES = ['question-card', 'mood-check-in', 'reflection-form', 'newsletter-signup'] as const;
export type WidgetName = (typeof WIDGET_NAMES)[number];

/** One answered question. Questions that were left empty do not travel at all. */
export interface Answer {
  /** The prompt's id in its pack; stable across wording and languages. */
  id: string;
  /** The question in the words and language the person saw. */
  question: string;
  /** What was typed, or the stable id (or ids) of what was chosen. */
  value: string | string[];
  /** For choices: the words the person saw beside each chosen id. */
  words?: string | string[];
  /** BCP 47 tag of the language of this question, where it is not the envelope's: one without a translation stays as it is. */
  lang?: string;
}

/** The plain form of what travels. Its JSON bytes are hashed; a retry sends the very same bytes. */
export interface Envelope {
  /** Version of this shape. */
  v: 1;
  /** 128 random bits as 32 hex digits, made once, when Send is first pressed. */
  id: string;
  widget: WidgetName;
  /** Id of the question pack or mood scale that was shown; absent for the newsletter. */
  pack?: string;
  /** Which school this is for: the receiver's name for it. */
  site: string;
  /** BCP 47 tag of the language the questions were shown in. */
  lang: string;
  /** The device's clock at the first press of Send, ISO 8601. Never used to expire anything. */
  sentAt: string;
  /** Id of an earlier envelope whose fate is unknown and whose words were changed before trying again. */
  replaces?: string;
  answers: Answer[];
}

/** Largest body an endpoint must accept, in bytes: the limit browsers put on `keepalive` requests. */
export const MAX_BODY_BYTES = 65_536;

/** Bytes as hex digits. Not by `Array.from`, whose second argument is lost on pages with Prototype.js or MooTools. */
export const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Makes an envelope id. `getRandomValues` works on plain-http pages, where `randomUUID` does not exist. */
export const makeId = (): string => hex(crypto.getRandomValues(new Uint8Array(16)));
