/** What happens inside a widget and must mean nothing to the page: its shortcuts, card links and locks against copying. */
const INSIDE = ['keydown', 'keypress', 'keyup', 'click', 'submit', 'mousedown', 'touchstart', 'touchend', 'paste'];

/** Milliseconds after a change of the screen in which a tap still belongs to the screen before: small hands tap twice. */
const HOLDOVER = 400;

/**
 * Keeps what happens in the root of a widget from the page around it; a second tap, which was meant for the
 * screen before, from the next one; and a box for words in sight. Keys are no taps: they go to the heading.
 */
export function enclose(root: HTMLElement | DocumentFragment, host: Element): void {
  let changed = -HOLDOVER;
  root.addEventListener('focusin', (event) => {
    const { localName } = event.target as Element;
    // A heading has the focus only where a screen has just come.
    if (localName === 'h2') changed = event.timeStamp;
    // Browsers show the first line of a box, which can lie behind the buttons at the foot of the screen.
    if (localName === 'textarea') (event.target as Element).scrollIntoView({ block: 'nearest' });
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
  // Only what could hold up scrolling: where zone.js is, all listeners for one type are what its first one is.
  for (const type of INSIDE)
    root.addEventListener(type, (event) => event.stopPropagation(), { passive: type.startsWith('touch') });
  root.addEventListener('click', (event) => {
    const at = (event.target as Element).closest<HTMLButtonElement>('a,button,input,label,summary');
    const sends = at?.type === 'submit';
    // What is no control is part of a link around the widget; and a sandboxed page drops submissions, so ours are events and no more.
    if (sends || (!at && host.closest('a'))) event.preventDefault();
    if (sends) at.form!.dispatchEvent(new Event('submit', { cancelable: true }));
  });
}
