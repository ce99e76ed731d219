/** What happens inside a widget and must mean nothing to the page: its shortcuts, card links and locks against copying. */
const INSIDE = ['keydown', 'keypress', 'keyup', 'click', 'submit', 'mousedown', 'touchstart', 'touchend', 'paste'];

/** Keeps what happens in a widget's root from the page around it. */
export function enclose(root: HTMLElement | DocumentFragment): void {
  for (const type of INSIDE) root.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  root.addEventListener('click', (event) => {
    const at = (event.target as Element).closest<HTMLButtonElement>('a,button,input,label,summary');
    const sends = at?.type === 'submit';
    // Words are no part of a link around the widget; and a sandboxed page drops submissions, so ours are events and no more.
    if (!at || sends) event.preventDefault();
    if (sends) at.form!.dispatchEvent(new Event('submit', { cancelable: true }));
  });
}
