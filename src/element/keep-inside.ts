/** Milliseconds after a change of the screen in which a tap still belongs to the screen before: small hands tap twice. */
const HOLDOVER = 400;

/**
 * Keeps what happens inside a widget inside, so that page shortcuts and card links do not act on it, and a
 * second tap, which was meant for the screen before, from acting on the next one. Keys are no taps: they go to the heading.
 */
export function keepInside(root: EventTarget): void {
  let changed = -HOLDOVER;
  root.addEventListener('focusin', ({ target, timeStamp }) => {
    // A heading has the focus only where a screen has just come.
    if ((target as Element).localName === 'h2') changed = timeStamp;
  });
  root.addEventListener(
    'click',
    (event) => {
      if (!(event as UIEvent).detail || event.timeStamp - changed > HOLDOVER) return;
      event.preventDefault();
      event.stopPropagation();
    },
    true,
  );
  for (const type of ['keydown', 'keypress', 'keyup', 'click', 'submit']) root.addEventListener(type, (event) => event.stopPropagation());
}
