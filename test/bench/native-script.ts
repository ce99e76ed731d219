/** The script of the native forms, as it runs in the page. */
import { QUESTIONS, STEPS, WORDS } from './controls.ts';
import { post } from './post.ts';

function enhance(form: HTMLFormElement): void {
  const one = <T extends HTMLElement>(selector: string): T | null => form.querySelector<T>(selector);
  const all = (selector: string): HTMLElement[] => [...form.querySelectorAll<HTMLElement>(selector)];
  const entered = (): Record<string, string> =>
    Object.fromEntries([...new FormData(form)].filter(([, value]) => value) as [string, string][]);
  let at = 0;

  function go(to: number): void {
    at = to;
    all('.step').forEach((step, i) => (step.hidden = i !== at));
    if (at > STEPS.length)
      one('.review')!.replaceChildren(
        ...Object.values(entered()).map((value) => Object.assign(document.createElement('dd'), { textContent: value })),
      );
  }
  const does: Record<string, () => void> = {
    move: () => {
      one('h2')!.textContent = QUESTIONS[++at % QUESTIONS.length]!;
    },
    next: () => go(at + 1),
    back: () => go(at - 1),
  };
  form.addEventListener('click', ({ target }) => {
    const { does: what } = (target as Element).closest('button')?.dataset ?? {};
    if (what) does[what]!();
  });
  form.addEventListener('change', () => one('.more')?.removeAttribute('hidden'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const email = one<HTMLInputElement>('[type=email]');
    if (email && !email.value) {
      email.setAttribute('aria-invalid', 'true');
      one('.issue')!.textContent = WORDS.badEmail;
      return email.focus();
    }
    const send = one('.primary:not([data-does])')!;
    send.textContent = 'Sending';
    void post(entered()).then(() => {
      const done = document.createElement('div');
      done.append(
        Object.assign(document.createElement('h2'), { textContent: 'Sent' }),
        Object.assign(document.createElement('p'), { textContent: WORDS.sent }),
      );
      form.replaceChildren(done);
    });
  });
}

document.querySelectorAll<HTMLFormElement>('form.native').forEach(enhance);
