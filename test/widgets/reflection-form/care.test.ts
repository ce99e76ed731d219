import { expect } from '@open-wc/testing';
import type { Envelope } from '../../../src/contract/envelope.ts';
import { ReflectionForm } from '../../../src/widgets/reflection-form/reflection-form.ts';
import { fromSource, type LeafLoader } from '../../../src/leaf.ts';
import { endpoint, noNetwork, receipt } from '../../support.ts';
import { eventually, headingOf, isBlank, mount, SETTINGS, settled, shown } from '../../suites/widget.ts';

const MINUTE = 60_000;
const STORY = 'My side of it';

const root = (form: ReflectionForm): ShadowRoot => form.shadowRoot!;
const buttons = (form: ReflectionForm): HTMLElement[] => [
  ...root(form).querySelectorAll<HTMLElement>('button, a.exit'),
];
const labelOf = (button: HTMLElement): string => (button.getAttribute('aria-label') ?? button.textContent!).trim();

async function press(form: ReflectionForm, name: string): Promise<void> {
  const button = buttons(form).find((each) => labelOf(each) === name);
  if (!button) throw new Error(`There is no button "${name}", but ${buttons(form).map(labelOf).join(', ')}`);
  button.click();
  await form.updateComplete;
}

async function open(more = {}, to = endpoint(receipt())): Promise<ReflectionForm> {
  const form = await mount<ReflectionForm>('reflection-form', { ...SETTINGS, pack: 'say-it', ...more }, to);
  await eventually(() => root(form).querySelector('details'), 'the whole pack');
  return form;
}

/** Starts, and writes on the first question that has a box. */
async function write(form: ReflectionForm): Promise<void> {
  await press(form, 'Start');
  const box = root(form).querySelector('textarea')!;
  box.value = STORY;
  box.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await form.updateComplete;
}

async function review(form: ReflectionForm): Promise<void> {
  while (!root(form).querySelector('.review')) await press(form, 'Next');
}

const answersTo = (to: ReturnType<typeof endpoint>): Envelope['answers'] =>
  (JSON.parse(to.asked[0]!.text) as Envelope).answers;

const asked = (form: ReflectionForm): HTMLDetailsElement | undefined =>
  [...root(form).querySelectorAll('details')].find((each) => each.textContent!.includes('should not read this'));

/** Opens the question, and waits for the names that come with it. */
async function ask(form: ReflectionForm): Promise<void> {
  asked(form)!.querySelector('summary')!.click();
  await eventually(() => asked(form)!.querySelector('input'), 'the part');
}

describe('<l30-reflection-form> looks after whoever writes', () => {
  before(() => ReflectionForm.define());

  describe('someone who should not read it', () => {
    it('is asked for at once, and the names come when somebody opens it', async () => {
      const asks: string[] = [];
      const listen: LeafLoader = (path, bring) => (asks.push(path), fromSource(path, bring));
      const form = await mount<ReflectionForm>(
        'reflection-form',
        { ...SETTINGS, pack: 'say-it' },
        endpoint(receipt()),
        listen,
      );
      await eventually(() => asked(form), 'the question');
      expect(asks.filter((path) => path.startsWith('widgets/'))).to.deep.equal([]);
      await ask(form);
      expect(asked(form)!.textContent).to.contain('Not Miss Khan');
      expect(asks.filter((path) => path.startsWith('widgets/'))).to.deep.equal(['widgets/reflection-form/care']);
    });

    it('is asked for again by whoever opens it, where the names did not come', async () => {
      const { random } = Math;
      // No pause ends by itself while the test lasts.
      Math.random = () => 1000;
      let asks = 0;
      const form = await mount<ReflectionForm>(
        'reflection-form',
        { ...SETTINGS, pack: 'say-it' },
        endpoint(receipt()),
        (path, bring) =>
          path === 'widgets/reflection-form/care' && !asks++
            ? Promise.reject(new TypeError('no network'))
            : fromSource(path, bring),
      );
      await eventually(() => asked(form), 'the question');
      asked(form)!.querySelector('summary')!.click();
      await eventually(() => asks === 1);
      await form.updateComplete;
      expect(asked(form)!.querySelector('input')).not.to.exist;
      asked(form)!.querySelector('summary')!.click();
      await eventually(() => asked(form)!.querySelector('input'), 'the names');
      Math.random = random;
    });

    it('means that nothing is sent from here, and says so, and where to go', async () => {
      const to = endpoint(receipt());
      const form = await open(
        {
          readers: 'Miss Khan, Pastoral Lead; Mr Owen, Head',
          'trusted-adults': '[{"id":"khan","name":"Miss Khan"},{"id":"ada","name":"Ms Ada"}]',
        },
        to,
      );
      await ask(form);
      const [khan, owen] = asked(form)!.querySelectorAll('input');
      expect(asked(form)!.textContent).to.contain('Not Miss Khan, Pastoral Lead').and.to.contain('Not Mr Owen, Head');
      expect(owen!.checked).to.equal(false);
      khan!.click();
      await form.updateComplete;
      expect(shown(form))
        .to.contain('goes to Miss Khan, Pastoral Lead. We cannot keep it from them. So nothing will be sent')
        .and.to.contain('You could go to Ms Ada.')
        .and.to.contain('does not send or save');
      expect(root(form).querySelector('[role=status]')!.textContent).to.contain('nothing will be sent');
      await expect(form).to.be.accessible();
      await write(form);
      await review(form);
      expect(root(form).querySelector('[part=send]')).to.equal(null);
      expect(to.asked).to.deep.equal([]);
    });

    it('can be taken back', async () => {
      const to = endpoint(receipt());
      const form = await open({}, to);
      await ask(form);
      for (let time = 0; time < 2; time++) {
        asked(form)!.querySelector('input')!.click();
        await form.updateComplete;
      }
      await write(form);
      await review(form);
      await press(form, 'Send');
      await settled(form, 'sent');
      expect(answersTo(to).map(({ value }) => value)).to.deep.equal([STORY]);
    });

    it('is not asked where nothing is sent anyway', async () => {
      const form = await open({ readers: '' });
      await form.updateComplete;
      expect(asked(form)).to.equal(undefined);
    });
  });

  describe('with an adult beside them', () => {
    it('says that another hand wrote, in the review and in what is sent, and asks the pupil', async () => {
      const to = endpoint(receipt());
      const form = await open({}, to);
      await write(form);
      await review(form);
      root(form).querySelector<HTMLElement>('input[name=scribed]')!.click();
      await form.updateComplete;
      expect(shown(form)).to.contain('An adult helped to write this. Is it what you want to say?');
      await press(form, 'Send');
      await settled(form, 'sent');
      expect(answersTo(to).at(-1)).to.deep.equal({
        id: 'scribed',
        question: 'An adult wrote down my words',
        value: 'yes',
      });
    });

    it('can take that back in the review, and sends nothing for a tick alone', async () => {
      const to = endpoint(receipt());
      const form = await open({}, to);
      await press(form, 'Start');
      await review(form);
      expect(root(form).querySelector('input[name=scribed]'), 'nobody has written anything').to.equal(null);
      await press(form, 'Back');
      while (!root(form).querySelector('textarea')) await press(form, 'Back');
      const box = root(form).querySelector('textarea')!;
      box.value = STORY;
      box.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      await review(form);
      const tick = root(form).querySelector<HTMLElement>('input[name=scribed]')!;
      tick.click();
      await form.updateComplete;
      expect(shown(form)).to.contain('An adult helped');
      await press(
        form,
        [...buttons(form)].map(labelOf).find((name) => name.startsWith('Take out'))!,
      );
      await press(form, 'Send');
      expect(root(form).querySelector('[role=status]')!.textContent).to.contain('nothing to send yet');
      tick.click();
      await form.updateComplete;
      expect(shown(form)).not.to.contain('An adult helped');
      expect(to.asked).to.deep.equal([]);
    });

    it('has the words for adults on every step, and a pupil alone is neither given them nor asked who wrote', async () => {
      const together = await open();
      await press(together, 'Start');
      expect(root(together).querySelector('details')!.textContent).to.contain('If a child tells you about harm');
      const solo = await open({ mode: 'solo' });
      await write(solo);
      expect(root(solo).querySelector('details')).to.equal(null);
      await review(solo);
      expect(root(solo).querySelector('input[name=scribed]')).to.equal(null);
    });
  });

  describe('someone to talk to', () => {
    it('is asked for on any step, stands in the review, and is sent with the words or without', async () => {
      const to = endpoint(receipt());
      const form = await open({}, to);
      const heard: string[] = [];
      form.addEventListener('l30-talk', ({ type }) => heard.push(type));
      await press(form, 'Start');
      await press(form, 'I would like to talk to someone');
      expect(headingOf(form)).to.equal('Check your words');
      expect(shown(form)).to.contain('Thank you for telling us. Press Send to tell Miss Khan');
      expect(heard).to.deep.equal(['l30-talk']);
      await press(form, 'Back');
      await press(form, 'I would like to talk to someone');
      await press(form, 'Send');
      await settled(form, 'sent');
      expect(answersTo(to)).to.deep.equal([{ id: 'talk', question: 'I would like to talk to someone', value: 'yes' }]);
    });

    it('is found elsewhere where nothing can be sent, and the words stay', async () => {
      const form = await open({ lead: '' });
      await write(form);
      await press(form, 'I would like to talk to someone');
      expect(shown(form)).to.contain('This page cannot tell anyone for you. Please go to an adult you trust.');
      expect(root(form).querySelector('textarea')!.value).to.equal(STORY);
    });
  });

  describe('a copy to keep', () => {
    async function saved(form: ReflectionForm): Promise<string> {
      let file: Blob | undefined;
      const { createObjectURL } = URL;
      const { click } = HTMLAnchorElement.prototype;
      URL.createObjectURL = (blob: Blob) => createObjectURL.call(URL, (file = blob));
      HTMLAnchorElement.prototype.click = () => undefined;
      await press(form, 'Save a file');
      Object.assign(URL, { createObjectURL });
      HTMLAnchorElement.prototype.click = click;
      return file!.text();
    }

    it('holds what the review shows, before it is sent and after, until the screen is cleared', async () => {
      const form = await open();
      await write(form);
      const question = headingOf(form);
      await review(form);
      await eventually(() => shown(form).includes('Keep my copy'), 'the part');
      expect(await saved(form)).to.equal(`${question}\n${STORY}`);
      await press(form, 'Send');
      await settled(form, 'sent');
      expect(await saved(form)).to.equal(`${question}\n${STORY}`);
      await expect(form).to.be.accessible();
      await press(form, 'Clear this screen');
      expect(shown(form)).not.to.contain('Keep my copy');
      expect(isBlank(form)).to.equal(true);
    });
  });

  describe('a quick way out', () => {
    it('stands on every screen where the school wants it, and nowhere else', async () => {
      const form = await open({ 'exit-href': 'https://weather.example/' });
      await eventually(() => buttons(form).some((each) => labelOf(each) === 'Leave this page'), 'the part');
      const link = root(form).querySelector<HTMLAnchorElement>('a.exit')!;
      expect(link.href).to.equal('https://weather.example/');
      await write(form);
      expect(root(form).querySelector('a.exit')).to.equal(link);
      const other = await open({ 'exit-href': 'javascript:alert(1)' });
      await eventually(() => shown(other).includes('should not read this'), 'the part');
      expect(root(other).querySelector('a.exit')).to.equal(null);
    });
  });

  describe('a screen that someone has left', () => {
    let at = 0;
    const { now } = Date;
    const pass = async (form: ReflectionForm, minutes: number): Promise<void> => {
      at += minutes * MINUTE;
      document.dispatchEvent(new Event('visibilitychange'));
      await form.updateComplete;
    };
    const ready = ask;
    beforeEach(() => {
      at = now.call(Date);
      Date.now = () => at;
    });
    afterEach(() => {
      Date.now = now;
    });

    it('warns two minutes before, and is then cleared', async () => {
      const form = await open();
      await ready(form);
      await write(form);
      await pass(form, 17.9);
      expect(shown(form)).not.to.contain('Are you still there');
      await pass(form, 0.2);
      expect(shown(form)).to.contain('Are you still there? In two minutes');
      expect(root(form).querySelector('[role=status]')!.textContent).to.contain('Are you still there?');
      await expect(form).to.be.accessible();
      await pass(form, 1.8);
      expect(shown(form)).to.contain('Are you still there?');
      await pass(form, 0.2);
      expect(headingOf(form)).to.equal('Say how it is for you');
      expect(isBlank(form)).to.equal(true);
      expect(shown(form)).not.to.contain('Are you still there');
    });

    it('stays as it is for whoever touches it', async () => {
      const form = await open();
      await ready(form);
      await write(form);
      await pass(form, 19);
      await press(form, 'I am still here');
      expect(shown(form)).not.to.contain('Are you still there');
      await pass(form, 17);
      root(form)
        .querySelector('textarea')!
        .dispatchEvent(new Event('pointerdown', { bubbles: true }));
      await pass(form, 17);
      expect(root(form).querySelector('textarea')!.value).to.equal(STORY);
    });

    it('is cleared at once when a tablet wakes long after', async () => {
      const form = await open();
      await ready(form);
      await write(form);
      await pass(form, 300);
      expect(isBlank(form)).to.equal(true);
      expect(shown(form)).not.to.contain(STORY);
    });

    it('keeps words that did not arrive', async () => {
      const form = await open({}, endpoint(noNetwork));
      await ready(form);
      await write(form);
      await review(form);
      await press(form, 'Send');
      await settled(form, 'failed');
      await pass(form, 300);
      expect(shown(form)).to.contain(STORY).and.to.contain('keep this page open');
    });

    it('loses the copy of what was sent as well', async () => {
      const form = await open();
      await ready(form);
      await write(form);
      await review(form);
      await press(form, 'Send');
      await settled(form, 'sent');
      expect(shown(form)).to.contain('Keep my copy');
      await pass(form, 300);
      expect(headingOf(form)).to.equal('Say how it is for you');
    });

    it('can take other minutes, or none', async () => {
      for (const [minutes, wait, cleared] of [
        ['5', 6, true],
        ['0', 3000, false],
      ] as const) {
        const form = await open({ 'idle-minutes': minutes });
        await ready(form);
        await write(form);
        await pass(form, wait);
        expect(isBlank(form)).to.equal(cleared);
      }
    });

    it('watches no longer once the page has taken it away', async () => {
      const form = await open();
      await ready(form);
      await write(form);
      form.remove();
      await pass(form, 300);
      expect(root(form).querySelector('textarea')!.value).to.equal(STORY);
    });
  });
});
