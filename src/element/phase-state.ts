import type { Phase } from './submit-controller.ts';

/** Phases before anything has become of a press. */
const QUIET = /^(idle|sending|invalid)$/;

/** Shows where a submission stands as a `:state()` of the element. */
export class PhaseState {
  /** The phase that is shown. */
  now: Phase | undefined;
  readonly #internals: ElementInternals | undefined;

  constructor(host: HTMLElement) {
    try {
      this.#internals = host.attachInternals?.();
    } catch {
      // To the browser it is no custom element where a page forces the polyfill.
    }
  }

  /** Shows a new phase. Says where it leads whoever pressed, or is here: who is elsewhere on the page by then stays there. */
  show(phase: Phase, isHere: boolean): string {
    const { now } = this;
    try {
      if (now) this.#internals?.states.delete(now);
      this.#internals?.states.add(phase);
    } catch {
      // Engines from before :state() took only dashed names; the phase still shows and is announced.
    }
    this.now = phase;
    if (QUIET.test(phase) || !(isHere || QUIET.test(now!))) return '';
    return ['sent', 'unconfirmed', 'waiting'].includes(phase) ? 'h2' : '.alert';
  }
}
