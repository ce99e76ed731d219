import type { Envelope } from '../contract/envelope.ts';
import type { Issue } from '../contract/rules.ts';

/** All our events bubble and leave the shadow root, so that a page can listen on any ancestor. */
class L30Event extends Event {
  constructor(type: string, cancelable = false) {
    super(type, { bubbles: true, composed: true, cancelable });
  }
}

/** Something was chosen or typed. Says which prompt, never what: free text stays in the widget. */
export class L30ChangeEvent extends L30Event {
  constructor(readonly prompt: string) {
    super('l30-change');
  }
}

/** Another question, or another step, is on the screen. */
export class L30StepEvent extends L30Event {
  constructor(readonly step: string) {
    super('l30-step');
  }
}

/**
 * Someone pressed Send. Cancelable: a page that calls `preventDefault()` takes the envelope over,
 * and the widget neither sends it nor says that it was sent.
 */
export class L30SubmitEvent extends L30Event {
  constructor(readonly envelope: Envelope) {
    super('l30-submit', true);
  }
}

/** The endpoint proved that it stored the envelope. */
export class L30SentEvent extends L30Event {
  constructor(readonly id: string) {
    super('l30-sent');
  }
}

/** The endpoint took the envelope, but gives no proof that it kept it. */
export class L30UnconfirmedEvent extends L30Event {
  constructor(readonly id: string) {
    super('l30-unconfirmed');
  }
}

/** It is not sent yet. A locked copy is safe on this device and will be tried again, at another visit if need be. */
export class L30WaitingEvent extends L30Event {
  constructor(readonly id: string) {
    super('l30-waiting');
  }
}

/** The endpoint, or a rule of the widget, said no. */
export class L30RefusedEvent extends L30Event {
  constructor(
    readonly code: string,
    readonly issues: Issue[],
  ) {
    super('l30-refused');
  }
}

/** It did not arrive, or nobody knows. `code` is a stable word, never a sentence. */
export class L30ErrorEvent extends L30Event {
  constructor(readonly code: string) {
    super('l30-error');
  }
}

/** Someone would like to talk to a person. Fires when they choose it; nothing has been sent yet. */
export class L30TalkEvent extends L30Event {
  constructor() {
    super('l30-talk');
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'l30-change': L30ChangeEvent;
    'l30-step': L30StepEvent;
    'l30-submit': L30SubmitEvent;
    'l30-sent': L30SentEvent;
    'l30-unconfirmed': L30UnconfirmedEvent;
    'l30-waiting': L30WaitingEvent;
    'l30-refused': L30RefusedEvent;
    'l30-error': L30ErrorEvent;
    'l30-talk': L30TalkEvent;
  }
}
