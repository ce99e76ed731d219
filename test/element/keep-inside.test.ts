import { expect } from '@open-wc/testing';
import { ReflectionForm } from '../../src/widgets/reflection-form/reflection-form.ts';
import { eventually, headingOf, mount, SETTINGS } from '../suites/widget.ts';

const root = (form: ReflectionForm): ShadowRoot => form.shadowRoot!;

/** As a finger does it: a click that counts. */
async function tap(form: ReflectionForm, selector: string): Promise<void> {
  root(form)
    .querySelector(selector)!
    .dispatchEvent(new MouseEvent('click', { detail: 1, bubbles: true, cancelable: true, composed: true }));
  await form.updateComplete;
}

describe('a screen that has just come', () => {
  const { get } = Object.getOwnPropertyDescriptor(Event.prototype, 'timeStamp')!;
  /** The time of events, in milliseconds. */
  let clock = 1000;
  const aMoment = (): number => (clock += 450);

  before(() => {
    ReflectionForm.define();
    Object.defineProperty(Event.prototype, 'timeStamp', { configurable: true, get: () => clock });
  });
  after(() => Object.defineProperty(Event.prototype, 'timeStamp', { configurable: true, get: get! }));

  async function start(): Promise<ReflectionForm> {
    const form = await mount<ReflectionForm>('reflection-form', SETTINGS);
    await tap(form, 'button.primary');
    expect(headingOf(form)).to.equal('Is now a good time to talk?');
    return form;
  }

  it('takes no tap that was meant for the one before: not to go on, not to choose, not to open anything', async () => {
    const form = await start();
    await tap(form, 'button.primary');
    await tap(form, 'button.quiet');
    await tap(form, '.tile');
    await tap(form, '.tile input');
    expect(headingOf(form)).to.equal('Is now a good time to talk?');
    expect(root(form).querySelectorAll(':checked').length).to.equal(0);
  });

  it('takes taps a moment later', async () => {
    const form = await start();
    aMoment();
    await tap(form, '.tile');
    expect(root(form).querySelectorAll(':checked').length).to.equal(1);
    await tap(form, 'button.primary');
    expect(headingOf(form)).to.contain('Tell it from your side');
  });

  it('takes taps one after the other where no screen changes: a choice can be taken back at once', async () => {
    const form = await mount<ReflectionForm>('reflection-form', { ...SETTINGS, pack: 'picture-talk' });
    await tap(form, 'button.primary');
    aMoment();
    for (let steps = 0; steps < 3 && !root(form).querySelector('[type=checkbox]'); steps++) {
      root(form).querySelector<HTMLElement>('button.primary')!.click();
      await form.updateComplete;
      await eventually(() => root(form).querySelector('.tile'), 'the choices');
    }
    aMoment();
    for (const chosen of [1, 0]) {
      await tap(form, '[type=checkbox]');
      expect(root(form).querySelectorAll(':checked').length).to.equal(chosen);
    }
  });

  it('takes keys at once, because they go to its heading', async () => {
    const form = await start();
    root(form).querySelector<HTMLElement>('button.primary')!.click();
    await form.updateComplete;
    expect(headingOf(form)).to.contain('Tell it from your side');
  });
});
