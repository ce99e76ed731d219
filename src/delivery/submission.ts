import { makeId, type Answer, type Envelope } from '../contract/envelope.ts';
import { toJson } from '../contract/json.ts';
import type { Courier } from './courier.ts';
import { Deadline } from '../contract/deadline.ts';
import type { FailureCode, Outcome } from './deliver.ts';
import { dialectOf, keysOf, loadSealing, readFields, type LoadPart, type Route } from './route.ts';

/** What a widget hands over: everything of an envelope but its making. */
export type Draft = Pick<Envelope, 'widget' | 'pack' | 'site' | 'lang'> & { answers: Answer[] };

/** One attempt whose fate may still matter. */
interface Attempt {
  /** The words, and the way they were to go. */
  said: string;
  envelope: Envelope;
  /** What travels, made once: the envelope's JSON, or the sealed letter. */
  body?: string;
  /** The endpoint may have it, although it did not say so. */
  mayHaveArrived: boolean;
}

/** Asked before anything is sent. With `false` the page has taken the envelope over. */
export type Allow = (envelope: Envelope) => boolean;

/**
 * What one person sends from one form, from the first try to the last. Trying again with the same
 * words sends the same bytes under the same id, so that the receiver can tell; changed words travel as
 * a new envelope that names the one it replaces, when that one may have arrived and holds an answer to
 * the same question.
 */
export class Submission {
  /** Newest first. */
  #attempts: Attempt[] = [];

  constructor(
    private readonly courier: Courier,
    private readonly load: LoadPart,
    private readonly allow: Allow,
  ) {}

  /**
   * Takes a draft on its way and tells where it stands, as often as that changes. Resolves to false when the
   * page has taken it over. With public keys it travels sealed, or not at all. What does not come in time is
   * missing; nothing is sent after that.
   */
  async send(
    draft: Draft,
    route: Route,
    tell: (outcome: Outcome, id: string) => void,
    deadline = new Deadline(),
  ): Promise<boolean> {
    const asked = draft.answers.map(({ id }) => id);
    const related = this.#attempts.filter(({ envelope }) => envelope.answers.some(({ id }) => asked.includes(id)));
    const attempt = this.#attemptFor(draft, route, related);
    const { envelope } = attempt;
    if (!this.allow(envelope)) return false;
    this.#withdraw(related.filter((each) => each !== attempt));
    const settle = (outcome: Outcome): void => {
      if (outcome.kind.startsWith('sent')) attempt.mayHaveArrived = true;
      if (outcome.kind === 'failed') {
        attempt.mayHaveArrived ||= !outcome.certain;
        outcome = { ...outcome, certain: !attempt.mayHaveArrived };
      }
      tell(outcome, envelope.id);
    };
    const { endpoint, fetch } = route;
    const keys = keysOf(route);
    let missing: FailureCode = 'leaf';
    try {
      const dialect = await deadline.within(dialectOf(route, this.load));
      if (keys.length && !attempt.body) {
        const { seal } = await deadline.within(loadSealing(this.load));
        missing = 'seal';
        attempt.body = await deadline.within(seal(envelope, keys));
      }
      attempt.body ??= toJson(envelope);
      const parcel = { id: envelope.id, body: attempt.body };
      await this.courier.send(
        parcel,
        { endpoint, dialect, fields: readFields(route.fields) ?? {}, fetch, deadline },
        keys.length > 0,
        settle,
      );
    } catch {
      settle({ kind: 'failed', code: missing, certain: true });
    }
    return true;
  }

  /** The next words are someone else's. */
  forget(): void {
    this.#withdraw(this.#attempts);
    this.#attempts = [];
  }

  #withdraw(attempts: readonly Attempt[]): void {
    for (const { envelope } of attempts) this.courier.withdraw(envelope.id);
  }

  #attemptFor(draft: Draft, route: Route, related: readonly Attempt[]): Attempt {
    // Should the page change keys or address meanwhile, bytes made for the old ones must not go.
    const said = JSON.stringify([draft, route]);
    const again = this.#attempts.find((attempt) => attempt.said === said);
    if (again) return again;
    const earlier = related.find(({ mayHaveArrived }) => mayHaveArrived);
    const envelope: Envelope = {
      v: 1,
      id: makeId(),
      ...draft,
      sentAt: new Date().toISOString(),
      ...(earlier && { replaces: earlier.envelope.id }),
    };
    const attempt: Attempt = { said, envelope, mayHaveArrived: false };
    this.#attempts.unshift(attempt);
    return attempt;
  }
}
