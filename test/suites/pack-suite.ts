import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import type { L30Widget } from '../../src/element/l30-widget.ts';
import { type Pack } from '../../src/packs/index.ts';
import { QuestionCard } from '../../src/widgets/question-card/question-card.ts';
import { ReflectionForm } from '../../src/widgets/reflection-form/reflection-form.ts';
import { endpoint, receipt } from '../support.ts';
import { box, button, enter, focused, tabTo } from './drivers.ts';
import { envelopes, eventually, headingOf, mount, SETTINGS, settled } from './widget.ts';

const packOf = (widget: L30Widget): Pack => (widget as unknown as { content: { value: Pack } }).content.value;

const REVIEW = 'Check your words';

const all = <T extends Element>(widget: L30Widget, selector: string): T[] => [
  ...widget.shadowRoot!.querySelectorAll<T>(selector),
];

/** Opens a pack, and waits until all of it has come. */
async function open<T extends L30Widget>(
  name: 'reflection-form' | 'question-card',
  pack: string,
  more: Record<string, string>,
  to = endpoint(receipt()),
): Promise<T> {
  const widget = await mount<T>(name, { ...SETTINGS, pack, ...more }, to);
  await eventually(
    () => packOf(widget).lists ?? (name === 'question-card' && packOf(widget).flow === 'pick'),
    'the whole pack',
  );
  await widget.updateComplete;
  return widget;
}

/** Every kind of control that a step can have is there, once the parts have come. */
const complete = (widget: L30Widget): Promise<void> =>
  eventually(
    () =>
      all(widget, '.fields input, .fields textarea, .fields .helper').length &&
      !all(widget, 'textarea[aria-labelledby=question]').some(({ id }) => id === 'plan'),
    'the step',
  );

/** The time of events, in milliseconds. It goes as fast as the hands of this test, because a tap right after a change of the screen does not count. */
let clock = 0;

/** Puts a finger on the middle of something: it must be large enough, on the screen, and under nothing else. */
async function touch(widget: L30Widget, target: HTMLElement): Promise<void> {
  target.scrollIntoView({ block: 'center' });
  const { left, top, width, height } = target.getBoundingClientRect();
  const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
  const name = target.textContent!.trim();
  expect(Math.round(height), `the height of "${name}"`).to.be.at.least(target.matches('.tile') ? 64 : 44);
  expect(target.contains(widget.shadowRoot!.elementFromPoint(x, y)), `nothing lies over "${name}"`).to.equal(true);
  clock += 500;
  await sendMouse({ type: 'click', position: [x, y] });
  await widget.updateComplete;
}

const touchButton = (widget: L30Widget, name: string): Promise<void> =>
  touch(
    widget,
    all<HTMLButtonElement>(widget, 'button').find((each) => each.textContent!.trim() === name)!,
  );

/** To the next screen, and until it has the focus: from then on it is too early for a tap. */
async function touchOn(widget: L30Widget, name: string): Promise<void> {
  const from = headingOf(widget);
  await touchButton(widget, name);
  await eventually(
    () => headingOf(widget) !== from && widget.shadowRoot!.activeElement?.localName === 'h2',
    'the next screen',
  );
}

/** What every pack must pass as a form and as a card, on the real keyboard and under a real finger. */
export function packSuite(pack: string): void {
  describe(`the pack ${pack}, from its first screen to its last`, () => {
    const { get } = Object.getOwnPropertyDescriptor(Event.prototype, 'timeStamp')!;
    before(() => {
      ReflectionForm.define();
      QuestionCard.define();
      Object.defineProperty(Event.prototype, 'timeStamp', { configurable: true, get: () => clock });
    });
    after(() => Object.defineProperty(Event.prototype, 'timeStamp', { configurable: true, get: get! }));

    it('as a form, by keyboard alone', async () => {
      const to = endpoint(receipt());
      const form = await open<ReflectionForm>('reflection-form', pack, {}, to);
      await enter('Start');
      let entered = 0;
      while (headingOf(form) !== REVIEW) {
        await complete(form);
        expect(focused()!.id, 'the focus is on the question').to.equal('question');
        const before = entered;
        await tabTo((control) => {
          if (entered > before || control.matches('button')) return true;
          return control.matches('.tile input, textarea, input[type=text]');
        });
        const control = focused()!;
        if (control.matches('.tile input')) {
          await sendKeys({ type: ' ' });
          expect((control as HTMLInputElement).checked, headingOf(form)).to.equal(true);
          entered += 1;
        } else if (box(control)) {
          await sendKeys({ type: 'Words' });
          entered += 1;
        }
        await tabTo(button('Next'));
        await sendKeys({ press: 'Enter' });
      }
      if (!entered) return;
      await enter('Send');
      await settled(form, 'sent');
      expect(envelopes(to)[0]!.answers.length).to.equal(entered);
    });

    it('as a form, by touch, with Next in sight on a tablet', async () => {
      const to = endpoint(receipt());
      const form = await open<ReflectionForm>('reflection-form', pack, { depth: 'full' }, to);
      form.parentElement!.style.width = '768px';
      await touchOn(form, 'Start');
      let entered = 0;
      while (headingOf(form) !== REVIEW) {
        await complete(form);
        const next = all<HTMLButtonElement>(form, 'button').find(button('Next'))!;
        expect(
          next.getBoundingClientRect().bottom - form.getBoundingClientRect().top,
          `Next under "${headingOf(form)}"`,
        ).to.be.at.most(1024);
        const [tile] = all<HTMLElement>(form, 'fieldset .tile');
        if (tile) {
          await touch(form, tile);
          expect(tile.querySelector('input')!.checked, headingOf(form)).to.equal(true);
          entered += 1;
        }
        await touchOn(form, 'Next');
      }
      if (!entered) return;
      await touchButton(form, 'Send');
      await settled(form, 'sent');
      expect(envelopes(to)[0]!.answers.length).to.equal(entered);
    });

    it('as a card, by keyboard and back to its start', async () => {
      const card = await open<QuestionCard>('question-card', pack, {});
      const first = headingOf(card);
      const seen = new Set([first]);
      const { prompts, flow } = packOf(card);
      const on = (control: Element): boolean => control.matches('button.primary');
      for (let moves = 0; moves < 60; moves++) {
        await tabTo(on);
        await sendKeys({ press: 'Enter' });
        await card.updateComplete;
        if (
          headingOf(card) === first &&
          !/Back|before/.test(
            all(card, 'button')
              .map(({ textContent }) => textContent)
              .join(),
          )
        )
          break;
        seen.add(headingOf(card));
        if (flow === 'pick' && seen.size === prompts.length) break;
      }
      expect(seen.size, 'more than one question').to.be.above(1);
    });
  });
}
