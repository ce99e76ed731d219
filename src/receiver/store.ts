import type { Envelope } from '../contract/envelope.ts';
import type { SealedEnvelope } from '../contract/sealed.ts';

/**
 * What whoever looks after the receiver should know of a letter. It is stored all the same: to
 * refuse it would lose a child's words, and somebody can still find the key, or the page's mistake.
 *
 * - `unknown-key`: among its keys is one that the site does not list. The page may be ahead of
 *   `L30_SITES`, or somebody changed the keys in the page.
 * - `not-sealed`: it came in plain words although the site lists keys, as from a page without script.
 * - `unknown-suite`: it is sealed in a way that this receiver is too old to know.
 */
export type Flag = 'unknown-key' | 'not-sealed' | 'unknown-suite';

/** A sealed letter. Its suite may be newer than this receiver, which never opens one. */
export interface SealedLetter extends Omit<SealedEnvelope, 'suite'> {
  suite: string;
}

/** What the receiver takes: words in plain, or sealed. Only the plain one has `answers`. */
export type Letter = Envelope | SealedLetter;

/** One letter on its way into the store. Its `site` is the tenant it is kept under. */
export interface Submission {
  envelope: Letter;
  /** The letter as JSON text: what arrived, or, for a form post, what was made of it. */
  body: string;
  /** SHA-256 of the request body as it arrived, 64 lower-case hex digits. */
  sha256: string;
  flags: Flag[];
}

/**
 * What became of saving. Expected trouble is a value; `save` throws only for faults of our own.
 *
 * - `stored`: on disk now; with `notice`, room is running out. `repeated`: the same bytes were already
 *   there; `storedAt` is the first time, and the words may have been deleted since.
 * - `id-reused`: other bytes hold this id, and stay as they are.
 * - `full` and `unavailable`: nothing was stored; `reason` is the engine's, for the log.
 */
export type Saved =
  | { kind: 'stored'; storedAt: string; notice?: string }
  | { kind: 'repeated'; storedAt: string }
  | { kind: 'id-reused' }
  | { kind: 'full' | 'unavailable'; reason: string };

/** One stored letter, as staff tools read it. */
export interface StoredSubmission {
  tenant: string;
  id: string;
  sha256: string;
  /** The receiver's clock at the commit, ISO 8601. The order of arrival is the order of the list. */
  storedAt: string;
  flags: Flag[];
  envelope: Letter;
}

/** All the receiver asks of a database. */
export interface Store {
  /** Resolves with `stored` or `repeated` only when the row would survive a power cut. */
  save(submission: Submission): Promise<Saved>;
  /** Every letter whose words are still kept, in the order of arrival. */
  list(): Promise<StoredSubmission[]>;
  /** Lets go of the file. The store cannot be used afterwards. */
  close(): Promise<void>;
}
