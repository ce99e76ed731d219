/** A widget on a page of the tests: how it gets there, what is on its screen, and how the next test finds nothing of it. */
import { fixture } from '@open-wc/testing';
import { html, unsafeStatic } from 'lit/static-html.js';
import type { Envelope, WidgetName } from '../../src/contract/envelope.ts';
import type { L30Widget } from '../../src/element/l30-widget.ts';
import type { Phase, SubmitController } from '../../src/element/submit-controller.ts';
import { fromSource, setLeafLoader } from '../../src/leaf.ts';
import { clearDevice } from '../delivery/storage.ts';
import { endpoint, receipt, until } from '../support.ts';

export const SETTINGS = {
  endpoint: 'https://school.example/submissions',
  'newsletter-endpoint': 'https://school.example/subscriptions',
  readers: 'Miss Khan, Pastoral Lead',
  'read-when': 'each school day before 10am',
  lead: 'Mr Owen, Designated safeguarding lead',
};

const attributes = (all: Readonly<Record<string, string>>): string =>
  Object.entries(all)
    .map(([name, value]) => ` ${name}="${value.replace(/"/g, '&quot;')}"`)
    .join('');

export { until as eventually };

const mounted: L30Widget[] = [];

/** What shows that a widget is there: its heading, a note for the admin, or the words over the link of the page. */
const THERE = 'h2, .admin, p + slot';

/** A widget on a page, shown and settled. */
export async function mount<T extends L30Widget = L30Widget>(
  name: WidgetName,
  all: Readonly<Record<string, string>>,
  { fetch } = endpoint(receipt()),
  leaves = fromSource,
  there = THERE,
): Promise<T> {
  setLeafLoader(leaves);
  const tag = `l30-${name}`;
  const widget = await fixture<T>(
    html`<${unsafeStatic(`${tag}${attributes(all)}`)} .fetch=${fetch}><a href="/embed/${name}">Without script</a></${unsafeStatic(tag)}>`,
  );
  mounted.push(widget);
  await until(() => widget.shadowRoot!.querySelector(there), 'the widget shows something');
  return widget;
}

const submissionOf = (widget: L30Widget): SubmitController =>
  (widget as unknown as { submission: SubmitController }).submission;

/** Takes back whatever is still tried again, and empties the device, so that no test hears of another. */
export async function leave(): Promise<void> {
  for (const widget of mounted.splice(0)) submissionOf(widget).reset();
  await clearDevice();
  // A leaf that did not come asks again after a while: now, and not in another test's time.
  setLeafLoader();
  window.dispatchEvent(new Event('online'));
}
// In whichever file: whoever mounts widgets leaves none behind.
afterEach(leave);

export const phaseOf = (widget: L30Widget): Phase => submissionOf(widget).phase;

/** Waits until a widget is in a phase and shows it. */
export async function settled(widget: L30Widget, phase: Phase): Promise<void> {
  const now = (): string => `${phaseOf(widget)}: ${shown(widget)}`;
  await until(() => phaseOf(widget) === phase, `the phase becomes ${phase}`, now);
  await widget.updateComplete;
}

/** The words on the screen, and those that only a screen reader says. */
export const shown = (widget: L30Widget): string =>
  widget.shadowRoot!.querySelector('.card')!.textContent!.replace(/\s+/g, ' ');

export const headingOf = (widget: L30Widget): string => widget.shadowRoot!.querySelector('h2')!.textContent!;

export const send = (widget: L30Widget): void => widget.shadowRoot!.querySelector<HTMLElement>('[part=send]')!.click();

export const envelopes = ({ asked }: ReturnType<typeof endpoint>): Envelope[] =>
  asked.map(({ text }) => JSON.parse(text) as Envelope);

/** Notes the outcome events of a widget, in order, with the id that some of them carry. */
export function outcomesOf(widget: L30Widget): { types: string[]; ids: (string | undefined)[] } {
  const heard = { types: [] as string[], ids: [] as (string | undefined)[] };
  for (const type of ['l30-sent', 'l30-unconfirmed', 'l30-waiting', 'l30-refused', 'l30-error']) {
    widget.addEventListener(type, (event) => {
      heard.types.push(type);
      heard.ids.push((event as Event & { id?: string }).id);
    });
  }
  return heard;
}

/** Whether every box is empty and nothing is chosen. */
export const isBlank = (widget: L30Widget): boolean =>
  [...widget.shadowRoot!.querySelectorAll<HTMLInputElement>('textarea, input')].every(({ type, checked, value }) =>
    ['checkbox', 'radio'].includes(type) ? !checked : !value,
  );
