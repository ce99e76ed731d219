/** Milliseconds after a change of the screen in which a tap still belongs to the screen before: small hands tap twice. */
const HOLDOVER = 400;

/**
 * Keeps what happens inside a widget inside, so that page shortcuts and card links do not act on it, and a
 * second tap, which was meant for the screen before, from acting on the next one. Keys are no taps: they go to the heading.
 * Keeps a box for words in sight as well.
 */
export function keepInside(root: EventTarget): void {
  let changed = -HOLDOVER;
  root.addEventListener('focusin', ({ target, timeStamp }) => {
    const { localName } = target as Element;
    // A heading has the focus only where a screen has just come.
    if (localName === 'h2') changed = timeStamp;
    // Browsers show the first line of a box, which can lie behind the buttons at the foot of the screen.
    if (localName === 'textarea') (target as Element).scrollIntoView({ block: 'nearest' });
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
