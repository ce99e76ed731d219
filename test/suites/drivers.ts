import { sendKeys } from '@web/test-runner-commands';
import type { Answer, WidgetName } from '../../src/contract/envelope.ts';
import type { L30Widget } from '../../src/element/l30-widget.ts';

/** How a person uses one widget; the shared suite does the rest. */
export interface Driver {
  /** Attributes beyond the settings that every widget gets. */
  attributes: Readonly<Record<string, string>>;
  pupil: boolean;
  /** Each screen up to the one with Send, entered as with a finger. The last step leaves it ready to send. */
  steps: readonly ((root: ShadowRoot) => void)[];
  /** From the page's start to a pressed Send, by keyboard alone. */
  keys: () => Promise<void>;
  /** What then travels, without the questions' own words. */
  expected: readonly Pick<Answer, 'id' | 'value'>[];
  /** The words that must still be on the screen when sending did not work. */
  kept: (root: ShadowRoot) => string;
}

const press = (root: ShadowRoot, selector: string): void => root.querySelector<HTMLElement>(selector)!.click();

function type(root: ShadowRoot, selector: string, words: string): void {
  const box = root.querySelector<HTMLInputElement>(selector)!;
  box.value = words;
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

/** What has the focus, in whichever shadow root. */
export function focused(): Element | null {
  let control = document.activeElement;
  while (control?.shadowRoot?.activeElement) control = control.shadowRoot.activeElement;
  return control;
}

/** Moves focus from control to control as a person does, until it is on the one that is wanted. */
export async function tabTo(wanted: (control: Element) => boolean): Promise<void> {
  for (let stops = 0; stops < 30; stops++) {
    const control = focused();
    if (control && control !== document.body && wanted(control)) return;
    await sendKeys({ press: 'Tab' });
  }
  throw new Error('Tab never reached the control.');
}

export const button = (words: string) => (control: Element) =>
  control.matches('button') && control.textContent!.trim() === words;
export const box = (control: Element): boolean => control.matches('textarea, input[type=text], input[type=email]');

export async function enter(words: string): Promise<void> {
  await tabTo(button(words));
  await sendKeys({ press: 'Enter' });
}

export const drivers: Readonly<Record<WidgetName, Driver>> = {
  'question-card': {
    attributes: { pack: 'check-in', respond: '' },
    pupil: true,
    steps: [(root) => type(root, 'textarea', 'My words')],
    keys: async () => {
      await tabTo(box);
      await sendKeys({ type: 'My words' });
      await enter('Send');
    },
    expected: [{ id: '*', value: 'My words' }],
    kept: (root) => root.querySelector('textarea')!.value,
  },
  'mood-check-in': {
    attributes: { scale: 'faces-5' },
    pupil: true,
    steps: [(root) => press(root, 'input[value=low]'), (root) => type(root, 'textarea', 'My words')],
    keys: async () => {
      await tabTo((control) => control.matches('input[type=radio]'));
      await sendKeys({ type: ' ' });
      for (let i = 0; i < 3; i++) await sendKeys({ press: 'ArrowDown' });
      await tabTo(box);
      await sendKeys({ type: 'My words' });
      await enter('Send');
    },
    expected: [
      { id: 'mood', value: 'low' },
      { id: 'words', value: 'My words' },
    ],
    kept: (root) => root.querySelector('textarea')!.value,
  },
  'reflection-form': {
    attributes: { pack: 'caused-harm' },
    pupil: true,
    steps: [
      (root) => press(root, 'button.primary'),
      (root) => press(root, 'input[value=yes]'),
      (root) => press(root, 'button.primary'),
      (root) => type(root, 'textarea', 'My words'),
      ...Array.from({ length: 7 }, () => (root: ShadowRoot) => press(root, 'button.primary')),
    ],
    keys: async () => {
      await enter('Start');
      await tabTo((control) => control.matches('input[type=radio]'));
      await sendKeys({ type: ' ' });
      await enter('Next');
      await tabTo(box);
      await sendKeys({ type: 'My words' });
      for (let i = 0; i < 7; i++) await enter('Next');
      await enter('Send');
    },
    expected: [
      { id: 'ready', value: 'yes' },
      { id: 'story', value: 'My words' },
    ],
    kept: (root) => root.querySelector('.review')!.textContent!,
  },
  'newsletter-signup': {
    attributes: { 'list-name': 'the school letter' },
    pupil: false,
    steps: [
      (root) => type(root, 'input[type=email]', 'parent@example.org'),
      (root) => type(root, 'input[type=text]', 'My words'),
      (root) => press(root, 'input[type=checkbox]'),
    ],
    keys: async () => {
      await tabTo((control) => control.matches('input[type=email]'));
      await sendKeys({ type: 'parent@example.org' });
      await sendKeys({ press: 'Tab' });
      await sendKeys({ type: 'My words' });
      await tabTo((control) => control.matches('input[type=checkbox]'));
      await sendKeys({ type: ' ' });
      await enter('Sign up');
    },
    expected: [
      { id: 'email', value: 'parent@example.org' },
      { id: 'name', value: 'My words' },
      { id: 'consent', value: 'yes' },
    ],
    kept: (root) => root.querySelector<HTMLInputElement>('input[type=text]')!.value,
  },
};

/** Takes a widget to the screen with Send, everything entered. */
export async function fillIn(widget: L30Widget, { steps }: Driver): Promise<void> {
  for (const step of steps) {
    step(widget.shadowRoot!);
    await widget.updateComplete;
  }
}
