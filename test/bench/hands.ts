/**
 * Runs inside the page: finds controls as a person names them, whatever they are made of, and notes when things
 * happen. The same for every subject.
 */
import type { WidgetName } from './subjects.ts';

export interface Hands {
  /** The first control of the first subject on the page. */
  first(): HTMLElement | undefined;
  /** Whether it has reacted to a press. */
  reacted(): boolean;
  /** What a choice is made with: radios, a tick box, or the button for another question. */
  choices(): HTMLElement[];
  /** The box that keys go to. */
  box(): HTMLElement | undefined;
  button(words: string): HTMLElement | undefined;
  /** The last press of a button and the success that followed, on the page's clock. */
  press: { pressed?: number; asked?: number; shown?: number };
  /** Notes the next press, the request and the words that say that it was stored. */
  watchPress(): void;
  shifts: number;
  /** Milliseconds of long tasks over 50. */
  blocking: number;
}

declare global {
  var hands: Hands;
}

/** Must hold no name from outside: its text is sent to the page. */
export function installHands(name: WidgetName): void {
  const root = (): ParentNode | null => {
    const host = document.querySelector(`l30-${name},bench-${name},form.native`);
    return host && (host.shadowRoot ?? host);
  };
  const all = <T extends HTMLElement = HTMLElement>(selector: string): T[] =>
    [...(root()?.querySelectorAll<T>(selector) ?? [])].filter((each) => !each.closest('[hidden]'));
  const button = (words: string): HTMLElement | undefined =>
    all('button').find(({ textContent }) => textContent.trim() === words);
  const heading = (): string => all('h2')[0]?.textContent ?? '';
  const boxes = (): HTMLElement[] => all('textarea,input[type=email],input:not([type])');
  let before = '';
  let turn = 0;
  const first: Record<WidgetName, () => HTMLElement | undefined> = {
    'question-card': () => button('Another one'),
    // Pressed again and again until there is a reaction: a radio that is chosen does not change twice.
    'mood-check-in': () => {
      const radios = all('input[type=radio]');
      return radios[turn++ % radios.length];
    },
    'reflection-form': () => button('Start'),
    'newsletter-signup': () => button('Sign up'),
  };
  const reacted: Record<WidgetName, () => boolean> = {
    'question-card': () => {
      before ||= heading();
      return heading() !== before;
    },
    'mood-check-in': () => boxes().length > 0,
    'reflection-form': () => all('input[type=radio]').length > 0,
    'newsletter-signup': () => all('[aria-invalid=true]').length > 0,
  };
  const choices: Record<WidgetName, () => HTMLElement[]> = {
    'question-card': () => all('button').filter(({ textContent }) => textContent.trim() === 'Another one'),
    'mood-check-in': () => all('input[type=radio]'),
    'reflection-form': () => all('input[type=radio]'),
    'newsletter-signup': () => all('input[type=checkbox]'),
  };
  const press: Hands['press'] = {};
  globalThis.hands = {
    first: first[name],
    reacted: reacted[name],
    choices: choices[name],
    box: () => boxes()[0],
    button,
    press,
    watchPress: () => {
      document.addEventListener('click', ({ timeStamp }) => (press.pressed = timeStamp), { capture: true, once: true });
      const watcher = new MutationObserver(() => {
        if (!/^(?:Sent|Thank you\. We have saved)/.test(heading())) return;
        watcher.disconnect();
        press.shown = performance.now();
        press.asked = performance
          .getEntriesByType('resource')
          .filter(({ name: address }) => address.endsWith('/submissions'))
          .at(-1)!.startTime;
      });
      watcher.observe(root() as Node, { childList: true, subtree: true, characterData: true });
    },
    shifts: 0,
    blocking: 0,
  };
  const watch = (type: string, add: (entry: PerformanceEntry) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(add)).observe({ type, buffered: true });
  watch('layout-shift', (entry) => (globalThis.hands.shifts += (entry as unknown as { value: number }).value));
  watch('longtask', ({ duration }) => (globalThis.hands.blocking += duration - 50));
  // A native form that has no script yet would leave the page.
  document.addEventListener('submit', (event) => event.preventDefault());
}
