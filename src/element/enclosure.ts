/** What happens inside a widget and must mean nothing to the page: its shortcuts, card links and locks against copying. */
const INSIDE = ['keydown', 'keypress', 'keyup', 'click', 'submit', 'mousedown', 'touchstart', 'touchend', 'paste'];

/** Keeps what happens in the root of a widget from the page around it. */
export function enclose(root: HTMLElement | DocumentFragment, host: Element): void {
  for (const type of INSIDE) root.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  root.addEventListener('click', (event) => {
    const at = (event.target as Element).closest<HTMLButtonElement>('a,button,input,label,summary');
    const sends = at?.type === 'submit';
    // What is no control is part of a link around the widget; and a sandboxed page drops submissions, so ours are events and no more.
    if (sends || (!at && host.closest('a'))) event.preventDefault();
    if (sends) at.form!.dispatchEvent(new Event('submit', { cancelable: true }));
  });
}
