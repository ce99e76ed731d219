import type { Envelope } from '../contract/envelope.ts';

/** One envelope on its way into the store. Its `site` is the tenant it is kept under. */
export interface Submission {
  envelope: Envelope;
  /** The envelope as JSON text: what arrived, or, for a form post, what was made of it. */
  body: string;
  /** SHA-256 of the request body as it arrived, 64 lower-case hex digits. */
  sha256: string;
}

/**
 * What became of saving. Expected trouble is a value; `save` throws only for faults of our own.
 *
 * - `stored`: on disk now. `repeated`: the same bytes were already there; `storedAt` is the first time.
 * - `id-reused`: other bytes hold this id, and stay as they are.
 * - `full` and `unavailable`: nothing was stored; `reason` is the engine's, for the log.
 */
export type Saved =
  | { kind: 'stored' | 'repeated'; storedAt: string }
  | { kind: 'id-reused' }
  | { kind: 'full' | 'unavailable'; reason: string };

/** One stored envelope, as staff tools read it. */
export interface StoredSubmission {
  tenant: string;
  id: string;
  sha256: string;
  /** The receiver's clock at the commit, ISO 8601. The order of arrival is the order of the list. */
  storedAt: string;
  envelope: Envelope;
}

/** All the receiver asks of a database. */
export interface Store {
  /** Resolves with `stored` or `repeated` only when the row would survive a power cut. */
  save(submission: Submission): Promise<Saved>;
  /** Everything, in the order of arrival. */
  list(): Promise<StoredSubmission[]>;
  /** Lets go of the file. The store cannot be used afterwards. */
  close(): Promise<void>;
}
