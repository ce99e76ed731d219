import type { ReactiveControllerHost } from 'lit';
import { makeId, type Answer, type Envelope } from '../contract/envelope.ts';
import type { Issue } from '../contract/rules.ts';
import { deliver, type DeliverOptions, type Outcome } from '../delivery/deliver.ts';
import { report } from '../site/trouble.ts';
import { L30ErrorEvent, L30RefusedEvent, L30SentEvent, L30SubmitEvent, L30UnconfirmedEvent } from './events.ts';

/** Where a submission stands. `waiting` belongs to the outbox. */
export type Phase = 'idle' | 'invalid' | 'sending' | 'sent' | 'unconfirmed' | 'waiting' | 'refused' | 'failed';

/** What a widget hands over: everything of an envelope but its making. */
export type Draft = Pick<Envelope, 'widget' | 'pack' | 'site' | 'lang'> & { answers: Answer[] };

const PHASE_OF = { sent: 'sent', 'sent-unconfirmed': 'unconfirmed', refused: 'refused', failed: 'failed' } as const;

/** One attempt whose fate may still matter. */
interface Attempt {
  said: string;
  envelope: Envelope;
  body: string;
  /** The endpoint may have it, although it did not say so. */
  mayHaveArrived: boolean;
}

/**
 * Takes one submission from a press of Send to an honest outcome. The first press wins: while one is
 * under way, further presses do nothing. Trying again with the same words sends the same bytes under
 * the same id, so that the receiver can tell; changed words travel as a new envelope that names the
 * one it replaces, when that one may have arrived and holds an answer to the same question.
 */
export class SubmitController {
  phase: Phase = 'idle';
  /** Set while `phase` is `failed` or `refused`. */
  outcome: Outcome | undefined;
  issues: Issue[] = [];
  /** Newest first. */
  #attempts: Attempt[] = [];

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {}

  get busy(): boolean {
    return this.phase === 'sending';
  }

  /** Shows breaches of the widget's own rules; nothing is sent. */
  refuseLocally(issues: Issue[]): void {
    this.issues = issues;
    this.#become('invalid');
    this.host.dispatchEvent(new L30RefusedEvent('invalid', issues));
  }

  /** Takes an outcome off the screen, if there is one. What was tried is remembered, so that the same words keep their id. */
  rest(): void {
    if (this.busy) return;
    this.outcome = undefined;
    this.issues = [];
    this.#become('idle');
  }

  /** Back to the start, with nothing remembered: the next words are someone else's. */
  reset(): void {
    if (this.busy) return;
    this.#attempts = [];
    this.rest();
  }

  async submit(draft: Draft, options: DeliverOptions): Promise<void> {
    if (this.busy) return;
    const attempt = this.#attemptFor(draft);
    if (!this.host.dispatchEvent(new L30SubmitEvent(attempt.envelope))) return;
    this.issues = [];
    this.outcome = undefined;
    this.#become('sending');
    const outcome = await deliver({ id: attempt.envelope.id, body: attempt.body }, options);
    if (outcome.kind === 'failed') {
      attempt.mayHaveArrived ||= !outcome.certain;
      outcome.certain = !attempt.mayHaveArrived;
    }
    this.outcome = outcome;
    if (outcome.kind === 'refused') this.issues = outcome.issues;
    this.#become(PHASE_OF[outcome.kind]);
    this.#tell(outcome, attempt.envelope.id);
  }

  #attemptFor(draft: Draft): Attempt {
    const said = JSON.stringify(draft);
    const again = this.#attempts.find((attempt) => attempt.said === said);
    if (again) return again;
    const asked = draft.answers.map(({ id }) => id);
    const earlier = this.#attempts.find(({ mayHaveArrived, envelope }) => mayHaveArrived && envelope.answers.some(({ id }) => asked.includes(id)));
    const envelope: Envelope = {
      v: 1,
      id: makeId(),
      ...draft,
      sentAt: new Date().toISOString(),
      ...(earlier && { replaces: earlier.envelope.id }),
    };
    const attempt = { said, envelope, body: JSON.stringify(envelope), mayHaveArrived: false };
    this.#attempts.unshift(attempt);
    return attempt;
  }

  #become(phase: Phase): void {
    this.phase = phase;
    this.host.requestUpdate();
  }

  #tell(outcome: Outcome, id: string): void {
    switch (outcome.kind) {
      case 'sent':
        this.host.dispatchEvent(new L30SentEvent(id));
        break;
      case 'sent-unconfirmed':
        this.host.dispatchEvent(new L30UnconfirmedEvent(id));
        break;
      case 'refused':
        void report({ kind: 'delivery', code: outcome.code });
        this.host.dispatchEvent(new L30RefusedEvent(outcome.code, outcome.issues));
        break;
      case 'failed':
        void report({ kind: 'delivery', code: outcome.code });
        this.host.dispatchEvent(new L30ErrorEvent(outcome.code));
    }
  }
}
