import type { Issue } from './rules.ts';

/**
 * Our own receiver's proof that an envelope is on disk. Answered only after the commit; the digest
 * lets the sender see that exactly its bytes were stored, and not a proxy's idea of them.
 */
export interface Receipt {
  /** The envelope's id. */
  id: string;
  /** SHA-256 of the request body as it arrived, 64 lower-case hex digits. */
  sha256: string;
  /** The receiver's clock at the first commit, ISO 8601. A repeat returns the first time again. */
  storedAt: string;
}

/** What the receiver says when it does not store: RFC 9457 problem details. */
export interface Problem {
  /** `urn:l30:problem:` and a kebab-case code that never changes its meaning. */
  type: string;
  title: string;
  status: number;
  /** One sentence for the person who can fix it. Never repeats what a pupil wrote. */
  detail: string;
  /** For a subscription that breaks its rules: which field, which rule. */
  issues?: Issue[];
}

/**
 * A server's answer as a dialect understands it. Every answer is one of these; none throws.
 *
 * - `confirmed`: it proved that it keeps the letter. `unconfirmed`: it took it without proof. With
 *   `checkEmail`, the service has still to hear from the owner of the address (double opt-in).
 * - `refused`: it will say the same every time.
 * - `unavailable`: another time may go better. `busy` asked to wait, at least `retryAfter` seconds if
 *   it says so; `broken` is a fault of the server; `blocked` is a no that the service itself did not
 *   give, as a filter does; `not-a-receipt` is an answer that proves nothing, as a Wi-Fi sign-in page.
 */
export type Reply =
  | { kind: 'confirmed' | 'unconfirmed'; checkEmail?: true }
  | { kind: 'refused'; code: string; issues: Issue[] }
  | { kind: 'unavailable'; code: 'busy' | 'broken' | 'blocked' | 'not-a-receipt'; retryAfter?: number };
