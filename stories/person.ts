import type { LitElement } from 'lit';
import { widgets } from '../src/widgets/index.ts';

/** Milliseconds until a person gives up: what has not come by then hangs, rather than takes its time. */
const PATIENCE = 60_000;

/** Looks until there is something to see; `undefined` when patience has run out. */
export async function patiently<T>(look: () => T): Promise<T | undefined> {
  for (const deadline = Date.now() + PATIENCE; Date.now() < deadline;) {
    const found = look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return undefined;
}

const TAGS = widgets.map(({ widgetName }) => `l30-${widgetName}`).join();

const wordsOf = (element: Element | null | undefined): string =>
  element?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

/** Every widget in a story. */
export const widgetsIn = (canvas: Element): LitElement[] => [...canvas.querySelectorAll<LitElement>(TAGS)];

/** Someone at a widget: finds what the screen says by its words, and does what they would do with it. */
export class Person {
  constructor(private readonly widget: LitElement) {}

  /** Waits until some words are on the screen; what only a screen reader says does not count. */
  async sees(words: string): Promise<void> {
    await this.#find(() => this.showing(words), `the words "${words}"`);
  }

  /** Whether some words are on the screen now. */
  showing(words: string): boolean {
    return this.#all<HTMLElement>('[part="card"] > :not([role="status"])').some((part) =>
      part.innerText.includes(words),
    );
  }

  async presses(words: string): Promise<void> {
    const found = (): HTMLElement | undefined =>
      this.#all<HTMLElement>('button, summary').find((button) => wordsOf(button) === words);
    const button = await this.#find(found, `a button called "${words}"`);
    button.focus();
    button.click();
    await this.widget.updateComplete;
  }

  /** Ticks or chooses what stands under a label. */
  async chooses(words: string): Promise<void> {
    const found = (): HTMLElement | null | undefined =>
      this.#all<HTMLLabelElement>('label').find((label) => wordsOf(label) === words)?.control;
    const control = await this.#find(found, `a choice called "${words}"`);
    control.focus();
    control.click();
    await this.widget.updateComplete;
  }

  /** Writes into the box with a label, or into the only box there is. */
  async writes(words: string, label?: string): Promise<void> {
    const found = (): HTMLTextAreaElement | undefined =>
      this.#all<HTMLTextAreaElement>('textarea, input[type="text"], input[type="email"]').find(
        (box) => !label || wordsOf(box.labels?.[0]) === label,
      );
    const box = await this.#find(found, label ? `a box called "${label}"` : 'a box to write in');
    box.focus();
    box.value = words;
    box.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await this.widget.updateComplete;
  }

  #all<T extends Element>(selector: string): T[] {
    return [...(this.widget.shadowRoot?.querySelectorAll<T>(selector) ?? [])];
  }

  async #find<T>(look: () => T | null | undefined, what: string): Promise<T> {
    const found = await patiently(look);
    if (found) return found;
    throw new Error(`There is no sign of ${what} on a screen that says: ${wordsOf(this.#all('[part="card"]')[0])}`);
  }
}

/** A play function in which someone is at the first widget of the story. */
export const acted =
  (act: (person: Person) => Promise<void>) =>
  async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    const widget = widgetsIn(canvasElement)[0]!;
    await act(new Person(widget));
    // Whatever left the screen, someone who uses a keyboard is not put back to the top of the page.
    if (!(await patiently(() => widget.shadowRoot?.activeElement)))
      throw new Error(`The focus is no longer in ${widget.localName}.`);
  };
