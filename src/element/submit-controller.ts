import type { ReactiveControllerHost } from 'lit';
import type { Issue } from '../contract/rules.ts';
import { Deadline } from '../contract/deadline.ts';
import type { Outcome } from '../delivery/deliver.ts';
import type { Route } from '../delivery/route.ts';
import type { Draft, Submission } from '../delivery/submission.ts';
import { report } from '../settings/trouble.ts';
import { callDelivery } from './delivery.ts';
import {
  L30ErrorEvent,
  L30RefusedEvent,
  L30SentEvent,
  L30SubmitEvent,
  L30UnconfirmedEvent,
  L30WaitingEvent,
} from './events.ts';

/** Where a submission stands. */
export type Phase = 'idle' | 'invalid' | 'sending' | 'sent' | 'unconfirmed' | 'waiting' | 'refused' | 'failed';

/** Milliseconds in which words are mostly safe. Drawing "Sending" for less would only keep the device from making them so. */
const MOMENT = 150;

function eventFor(outcome: Outcome, id: string): Event {
  switch (outcome.kind) {
    case 'sent':
      return new L30SentEvent(id);
    case 'sent-unconfirmed':
      return new L30UnconfirmedEvent(id);
    case 'waiting':
      return new L30WaitingEvent(id);
    case 'refused':
      return new L30RefusedEvent(outcome.code, outcome.issues);
    case 'failed':
      return new L30ErrorEvent(outcome.code);
  }
}

/** A widget, which is told whenever the outcome on its screen is another. */
export interface SubmitHost extends ReactiveControllerHost, HTMLElement {
  settled(): void;
}

/**
 * Shows one submission from a press of Send to an honest outcome. The first press wins: while one is
 * under way, further presses do nothing. An outcome can change while it is on the screen, because what
 * waits or failed is tried again by itself.
 */
export class SubmitController {
  phase: Phase = 'idle';
  /** Set once something has become of the last press. */
  outcome: Outcome | undefined;
  issues: Issue[] = [];
  #submission: Submission | undefined;
  /** Counts what was shown, so that the fate of earlier words does not come over later ones. */
  #turn = 0;

  constructor(private readonly host: SubmitHost) {}

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
    this.#turn += 1;
    this.outcome = undefined;
    this.issues = [];
    if (this.phase !== 'idle') this.#become('idle');
  }

  /** What is on the screen is no longer what was sent: should that arrive by itself now, the new words must stay. */
  edited(): void {
    if (this.phase === 'failed') this.rest();
  }

  /** Back to the start, with nothing remembered: the next words are someone else's. */
  reset(): void {
    if (this.busy) return;
    this.#submission?.forget();
    this.rest();
  }

  /** Resolves when it is first known where the submission stands; without a way out nothing is sent. */
  async submit(draft: Draft, findWay: () => Promise<Route | undefined>): Promise<void> {
    if (this.busy) return;
    this.rest();
    this.phase = 'sending';
    setTimeout(() => this.busy && this.host.requestUpdate(), MOMENT);
    const turn = this.#turn;
    const deadline = new Deadline();
    await new Promise<void>((resolve) => {
      let told = '';
      const tell = (outcome: Outcome, id: string): void => {
        // A retry in the background does not say the same again.
        if (told === (told = JSON.stringify(outcome))) return;
        if (turn === this.#turn) this.#show(outcome);
        this.#announce(outcome, id);
        resolve();
      };
      const start = async (): Promise<void> => {
        const route = await deadline.within(findWay());
        this.#submission ??= (await deadline.within(callDelivery())).submission((envelope) =>
          this.host.dispatchEvent(new L30SubmitEvent(envelope)),
        );
        if (route && (await this.#submission.send(draft, route, tell, deadline))) return;
        this.#become('idle');
        resolve();
      };
      start().catch(() => tell({ kind: 'failed', code: 'leaf', certain: true }, ''));
    });
  }

  #become(phase: Phase): void {
    this.phase = phase;
    this.host.requestUpdate();
  }

  #show(outcome: Outcome): void {
    this.outcome = outcome;
    this.issues = outcome.kind === 'refused' ? outcome.issues : [];
    this.#become(outcome.kind === 'sent-unconfirmed' ? 'unconfirmed' : outcome.kind);
    this.host.settled();
  }

  #announce(outcome: Outcome, id: string): void {
    this.host.dispatchEvent(eventFor(outcome, id));
    if ('code' in outcome && outcome.code) void report({ kind: 'delivery', code: outcome.code });
  }
}
