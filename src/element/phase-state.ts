import type { Phase } from './submit-controller.ts';

/** Shows where a submission stands as a `:state()` of the element. */
export class PhaseState {
  /** The phase that is shown. */
  now: Phase | undefined;
  readonly #internals: ElementInternals | undefined;

  constructor(host: HTMLElement) {
    this.#internals = host.attachInternals?.();
  }

  show(phase: Phase): void {
    try {
      if (this.now) this.#internals?.states.delete(this.now);
      this.#internals?.states.add(phase);
    } catch {
      // Engines from before :state() took only dashed names; the phase still shows and is announced.
    }
    this.now = phase;
  }
}
