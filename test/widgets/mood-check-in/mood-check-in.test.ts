import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Envelope } from '../../../src/contract/envelope.ts';
import { builtInScales, SCALE_IDS } from '../../../src/packs/index.ts';
import { MoodCheckIn } from '../../../src/widgets/mood-check-in/mood-check-in.ts';
import { fromSource } from '../../../src/leaf.ts';
import { endpoint, receipt, rest } from '../../support.ts';
import { envelopes, eventually, mount, SETTINGS } from '../../suites/widget.ts';

const root = (widget: MoodCheckIn): ShadowRoot => widget.shadowRoot!;
const words = (widget: MoodCheckIn): string => root(widget).querySelector('.main')!.textContent!.replace(/\s+/g, ' ');

async function click(widget: MoodCheckIn, target: string): Promise<void> {
  const found =
    root(widget).querySelector<HTMLElement>(target) ??
    [...root(widget).querySelectorAll('button')].find((button) => button.textContent!.trim() === target);
  found!.click();
  await widget.updateComplete;
}

const open = (more = {}, to = endpoint(receipt()), leaves = fromSource): Promise<MoodCheckIn> =>
  mount<MoodCheckIn>('mood-check-in', { ...SETTINGS, ...more }, to, leaves);

const picked = (widget: MoodCheckIn): string[] =>
  [...root(widget).querySelectorAll<HTMLInputElement>('.faces :checked')].map(({ value }) => value);

/** How many of the pictures in the tiles are drawn, and how many leave their place empty. */
function pictures(widget: MoodCheckIn): { drawn: number; empty: number } {
  const lines = [...root(widget).querySelectorAll('.faces .tile svg:not(.tick) path:last-child')].map((path) =>
    path.getAttribute('d'),
  );
  return { drawn: lines.filter(Boolean).length, empty: lines.filter((d) => !d).length };
}

describe('<l30-mood-check-in> and its choices', () => {
  before(() => MoodCheckIn.define());

  it('picks without sending', async () => {
    const to = endpoint(receipt());
    const widget = await open({}, to);
    await click(widget, 'input[value=very-low]');
    expect(to.asked).to.deep.equal([]);
    expect(words(widget)).to.contain(SETTINGS.readers).and.to.contain('we cannot keep it secret');
  });

  for (const mood of ['very-happy', 'happy', 'middle', 'low', 'very-low']) {
    it(`answers ${mood} as warmly as any other mood`, async () => {
      const widget = await open();
      await click(widget, `input[value=${mood}]`);
      await click(widget, 'Send');
      await eventually(() => root(widget).querySelector('h2')!.textContent === 'Sent');
      expect(words(widget))
        .to.contain('Thank you. All feelings are OK.')
        .and.not.to.match(/happy|low|middle/i);
    });
  }

  it('keeps both ways out on the same screen, before and after a choice', async () => {
    const widget = await open();
    for (const step of [() => Promise.resolve(), () => click(widget, 'input[value=low]')]) {
      await step();
      expect(words(widget)).to.contain('I would rather not say').and.to.contain('I would like to talk to someone');
    }
  });

  it('lets a smiling child ask to talk, and sends the wish only on Send', async () => {
    const to = endpoint(receipt());
    const widget = await open({}, to);
    let wished = 0;
    widget.addEventListener('l30-talk', () => wished++);
    await click(widget, 'input[value=very-happy]');
    await click(widget, 'input[type=checkbox]');
    expect(wished).to.equal(1);
    expect(words(widget)).to.contain('Press Send to tell Miss Khan');
    expect(to.asked).to.deep.equal([]);
    const name = root(widget).querySelector<HTMLInputElement>('#name')!;
    name.value = 'Ana';
    name.dispatchEvent(new Event('input'));
    await click(widget, 'Send');
    await eventually(() => to.asked.length === 1);
    const { answers } = JSON.parse(to.asked[0]!.text) as Envelope;
    expect(answers.map(({ id, value }) => [id, value])).to.deep.equal([
      ['mood', 'very-happy'],
      ['talk', 'yes'],
      ['name', 'Ana'],
    ]);
  });

  it('says plainly that it cannot tell anyone when it does not send', async () => {
    const widget = await open({ readers: '' });
    await click(widget, 'input[type=checkbox]');
    expect(words(widget)).to.contain('This page cannot tell anyone for you');
    expect(root(widget).querySelector('[part=send]')).not.to.exist;
  });

  it('takes "I would rather not say" kindly, and loses nothing', async () => {
    const to = endpoint(receipt());
    const widget = await open({}, to);
    await click(widget, 'input[value=low]');
    await click(widget, 'I would rather not say');
    expect(words(widget)).to.contain('That is fine. You do not have to say.');
    await click(widget, 'Go back');
    expect(root(widget).querySelector<HTMLInputElement>('input[value=low]')!.checked).to.equal(true);
    expect(to.asked).to.deep.equal([]);
  });

  it('shows a face and words on every choice, and loads another scale when it is asked for', async () => {
    const widget = await open({ scale: 'faces-3', heading: 'How was today?' });
    const tiles = [...root(widget).querySelectorAll('.faces .tile')];
    expect(tiles).to.have.lengthOf(3);
    for (const tile of tiles) {
      expect(tile.querySelector('svg[aria-hidden=true]')).to.exist;
      expect(tile.textContent!.trim()).to.match(/\w/);
    }
    expect(root(widget).querySelector('h2')!.textContent).to.equal('How was today?');
  });

  for (const scale of SCALE_IDS) {
    describe(`on the scale ${scale}`, () => {
      it('shows a drawing and words on every choice, the same ways out, and passes what checks for accessibility', async () => {
        const widget = await open({ scale });
        await eventually(() => pictures(widget).empty === 0, 'everything is drawn');
        const tiles = [...root(widget).querySelectorAll('.faces .tile')];
        expect(tiles.length).to.be.above(2);
        expect(pictures(widget).drawn).to.equal(tiles.length);
        for (const tile of tiles) expect(tile.textContent!.trim()).to.match(/\w/);
        expect(words(widget))
          .to.contain('I would rather not say')
          .and.to.contain('I would like to talk to someone')
          .and.not.to.match(/\d/);
        await click(widget, '.faces input');
        await expect(widget).to.be.accessible();
      });

      it('sends ids with the words beside them, and thanks as warmly as on any other', async () => {
        const to = endpoint(receipt());
        const widget = await open({ scale }, to);
        const tile = root(widget).querySelector('.faces .tile')!;
        const { type, value } = tile.querySelector('input')!;
        await click(widget, '.faces input');
        await click(widget, 'Send');
        await eventually(() => root(widget).querySelector('h2')!.textContent === 'Sent');
        expect(words(widget)).to.contain('Thank you. All feelings are OK.');
        const [{ pack, answers }] = envelopes(to) as [Envelope];
        const seen = tile.textContent!.trim();
        expect(pack).to.equal(scale);
        expect(answers.map(({ id, value: sent, words: beside }) => [id, sent, beside])).to.deep.equal([
          type === 'radio' ? ['mood', value, seen] : ['mood', [value], [seen]],
        ]);
      });
    });
  }

  it('takes one choice or several as a scale says: radios or checkboxes', async () => {
    const types: string[] = [];
    for (const scale of SCALE_IDS)
      types.push(root(await open({ scale })).querySelector<HTMLInputElement>('.faces input')!.type);
    expect(types).to.deep.equal(['radio', 'radio', 'radio', 'checkbox', 'radio', 'checkbox']);
  });

  it('says how many can be chosen, and what to do to choose another, without taking or losing one', async () => {
    const widget = await open({ scale: 'body' });
    expect(words(widget)).to.contain('Choose up to three.');
    for (const value of ['tight', 'tired', 'calm']) await click(widget, `input[value=${value}]`);
    expect(words(widget)).not.to.contain('That is three.');
    await click(widget, 'input[value=hot]');
    expect(picked(widget)).to.deep.equal(['calm', 'tight', 'tired']);
    expect(words(widget)).to.contain('That is three. To change, take one away first.');
    expect(root(widget).querySelector('[role=status]')!.textContent).to.equal(
      'That is three. To change, take one away first.',
    );
    await expect(widget).to.be.accessible();

    await click(widget, 'input[value=calm]');
    expect(words(widget)).not.to.contain('That is three.');
    await click(widget, 'input[value=hot]');
    expect(picked(widget)).to.deep.equal(['tight', 'tired', 'hot']);
  });

  it('says so where it can be seen, however long the list is and wherever the screen stands', async () => {
    const widget = await open({ scale: 'words' });
    widget.style.width = '320px';
    for (const value of ['happy', 'calm', 'ok', 'proud']) await click(widget, `input[value=${value}]`);
    widget.scrollIntoView();
    const { top, bottom } = root(widget).querySelector('.full')!.getBoundingClientRect();
    expect(widget.getBoundingClientRect().height).to.be.above(innerHeight);
    expect(top).to.be.above(0);
    expect(bottom).to.be.at.most(innerHeight + 1);
  });

  it('sends several choices in the order of the scale, and none that was taken away', async () => {
    const to = endpoint(receipt());
    const widget = await open({ scale: 'body' }, to);
    for (const value of ['sore', 'calm', 'tight', 'calm']) await click(widget, `input[value=${value}]`);
    await click(widget, 'Send');
    await eventually(() => to.asked.length === 1);
    expect(envelopes(to)[0]!.answers).to.deep.equal([
      {
        id: 'mood',
        question: 'What is your body telling you?',
        value: ['tight', 'sore'],
        words: ['Tight', 'Sore or poorly'],
      },
    ]);
  });

  for (const { scale, mood, question, step, id, value } of [
    {
      scale: 'words',
      mood: 'worried',
      question: 'How strong is it?',
      step: ['a-lot'],
      id: 'strength',
      value: ['a-lot', 'A lot'],
    },
    {
      scale: 'energy',
      mood: 'flat',
      question: 'Which words fit how you feel?',
      step: ['tired', 'sad'],
      id: 'feelings',
      value: [
        ['sad', 'tired'],
        ['Sad', 'Tired'],
      ],
    },
    {
      scale: 'body',
      mood: 'sore',
      question: 'What might help?',
      step: ['time', 'some-quiet'],
      id: 'needs',
      value: [
        ['some-quiet', 'time'],
        ['Some quiet', 'Time'],
      ],
    },
  ]) {
    it(`asks "${question}" only after a choice on the scale ${scale}, and sends what was chosen in the order of the list`, async () => {
      const to = endpoint(receipt());
      const widget = await open({ scale }, to);
      expect(words(widget)).not.to.contain(question);
      await click(widget, `input[value=${mood}]`);
      expect(words(widget)).to.contain(question);
      for (const each of step) await click(widget, `input[name=${id}][value=${each}]`);
      await expect(widget).to.be.accessible();
      await click(widget, 'Send');
      await eventually(() => to.asked.length === 1);
      const [, sent] = envelopes(to)[0]!.answers;
      expect(sent).to.deep.equal({ id, question, value: value[0], words: value[1] });
    });

    it(`sends no answer to "${question}" of a mood that was taken away`, async () => {
      const to = endpoint(receipt());
      const widget = await open({ scale }, to);
      await click(widget, `input[value=${mood}]`);
      await click(widget, `input[name=${id}][value=${step[0]}]`);
      const { type } = root(widget).querySelector<HTMLInputElement>('input[name=mood]')!;
      await click(widget, type === 'radio' ? '.faces + button' : `input[name=mood][value=${mood}]`);
      expect(words(widget)).not.to.contain(question);
      await click(widget, 'input[name=talk]');
      await click(widget, 'Send');
      await eventually(() => to.asked.length === 1);
      expect(envelopes(to)[0]!.answers.map((answer) => answer.id)).to.deep.equal(['talk']);
    });
  }

  it('says at the question that is full, and only there, that it is', async () => {
    const widget = await open({ scale: 'body' });
    await click(widget, 'input[value=tired]');
    for (const value of ['some-space', 'some-quiet', 'time', 'a-friend']) await click(widget, `input[value=${value}]`);
    expect(picked(widget)).to.deep.equal(['tired', 'some-space', 'some-quiet', 'time']);
    const said = [...root(widget).querySelectorAll('.full')];
    expect(said.map(({ textContent }) => textContent)).to.deep.equal([
      'You have chosen three. To choose another, take one away first.',
    ]);
    expect(said[0]!.previousElementSibling!.getAttribute('aria-labelledby')).to.equal('needs');
  });

  it('takes a single choice back, by finger and by keyboard, and stays with the question', async () => {
    const widget = await open({ scale: 'words' });
    expect(root(widget).querySelector('.faces + button')).not.to.exist;
    await click(widget, 'input[value=angry]');
    expect(root(widget).querySelector('.faces + button')).not.to.exist;
    await click(widget, 'input[value=a-lot]');
    await click(widget, 'Take my choice away');
    expect(picked(widget)).to.deep.equal(['angry']);
    expect(root(widget).activeElement).to.have.property('value', 'a-little');

    await click(widget, 'input[value=a-lot]');
    root(widget).querySelector<HTMLElement>('input[value=a-lot]')!.focus();
    await sendKeys({ press: 'Tab' });
    expect(root(widget).activeElement!.textContent!.trim()).to.equal('Take my choice away');
    await sendKeys({ press: 'Enter' });
    await widget.updateComplete;
    expect(picked(widget)).to.deep.equal(['angry']);
  });

  it('takes a face back, and then has nothing to send', async () => {
    const to = endpoint(receipt());
    const widget = await open({}, to);
    await click(widget, 'input[value=low]');
    await click(widget, 'Take my choice away');
    expect(picked(widget)).to.deep.equal([]);
    expect(root(widget).querySelector('[part=send]')).not.to.exist;
  });

  it('leaves every face where it was when a choice is made', async () => {
    const widget = await open();
    for (const width of ['320px', '600px']) {
      // As wide with a scroll bar beside it as without.
      Object.assign(widget.parentElement!.style, { width, maxWidth: 'none' });
      const places = (): number[] =>
        [...root(widget).querySelectorAll('.faces .tile')].flatMap((tile) => [
          tile.getBoundingClientRect().left,
          tile.getBoundingClientRect().width,
        ]);
      const before = places();
      await click(widget, 'input[value=low]');
      expect(places()).to.deep.equal(before);
      await click(widget, 'Take my choice away');
    }
  });

  /** What follows the moods, in the order of the page, which is the order of the screen. */
  const order = (widget: MoodCheckIn): string[] => {
    const all = [...root(widget).querySelectorAll<HTMLElement>('.faces, .exits')];
    const tops = all.map((each) => each.getBoundingClientRect().top);
    expect(tops).to.deep.equal([...tops].sort((a, b) => a - b));
    return all.map((each) => (each.matches('.exits') ? 'talk' : each.getAttribute('aria-labelledby')!));
  };

  for (const [scale, step, brighter, lower] of [
    ['words', 'strength', 'proud', 'numb'],
    ['energy', 'feelings', 'buzzing', 'wound-up'],
    ['body', 'needs', 'calm', 'cant-tell'],
  ] as const) {
    it(`puts talking to someone first after "${lower}", and keeps it in reach after "${brighter}", on the scale ${scale}`, async () => {
      const widget = await open({ scale });
      await click(widget, `input[value=${brighter}]`);
      expect(order(widget)).to.deep.equal(['question', step, 'talk']);
      await click(widget, `input[value=${lower}]`);
      expect(order(widget)).to.deep.equal(['question', 'talk', step]);
    });
  }

  it('keeps a wish to talk when the way to it comes first', async () => {
    const widget = await open({ scale: 'energy' });
    await click(widget, 'input[value=calm]');
    await click(widget, 'input[name=talk]');
    await click(widget, 'input[value=flat]');
    expect(root(widget).querySelector<HTMLInputElement>('input[name=talk]')!.checked).to.equal(true);
  });

  it('asks what someone needs where a page wants it, after a choice, and sends it', async () => {
    const to = endpoint(receipt());
    const widget = await open({ 'ask-needs': '' }, to);
    expect(words(widget)).not.to.contain('What do you need?');
    await click(widget, 'input[value=happy]');
    await eventually(() => words(widget).includes('What do you need?'));
    await eventually(() => pictures(widget).empty === 0, 'everything is drawn');
    await expect(widget).to.be.accessible();
    for (const value of ['time', 'some-space']) await click(widget, `input[value=${value}]`);
    expect(order(widget)).to.deep.equal(['question', 'needs', 'talk']);
    await click(widget, 'input[value=low]');
    expect(order(widget)).to.deep.equal(['question', 'talk', 'needs']);
    await click(widget, 'Send');
    await eventually(() => to.asked.length === 1);
    expect(envelopes(to)[0]!.answers).to.deep.equal([
      { id: 'mood', question: 'How are you feeling right now?', value: 'low', words: 'A bit low' },
      { id: 'needs', question: 'What do you need?', value: ['some-space', 'time'], words: ['Some space', 'Time'] },
    ]);
  });

  it('asks what someone needs once, where the scale asks it anyway', async () => {
    const widget = await open({ scale: 'body', 'ask-needs': '' });
    await click(widget, 'input[value=tired]');
    await eventually(() => root(widget).querySelector('[name=needs]'));
    await rest();
    expect(order(widget)).to.deep.equal(['question', 'needs', 'talk']);
    expect(words(widget)).not.to.contain('What do you need?');
  });

  it('does without the question about needs where it cannot come', async () => {
    const to = endpoint(receipt());
    const widget = await open({ 'ask-needs': '' }, to, (path, bring) =>
      path.startsWith('widgets/') ? Promise.reject(new TypeError('no network')) : fromSource(path, bring),
    );
    await click(widget, 'input[value=low]');
    await click(widget, 'Send');
    await eventually(() => to.asked.length === 1);
    expect(envelopes(to)[0]!.answers.map(({ id }) => id)).to.deep.equal(['mood']);
  });

  it('fetches no drawings and no scale for what is built in', async () => {
    const asked: string[] = [];
    const widget = await open({}, endpoint(receipt()), (path, bring) => {
      asked.push(path);
      return fromSource(path, bring);
    });
    await click(widget, 'input[value=low]');
    expect(asked.filter((path) => /^(?:symbols|packs|widgets)/.test(path))).to.deep.equal([]);
    expect(pictures(widget)).to.deep.equal({ drawn: Object.values(builtInScales)[0]!.options.length, empty: 0 });
  });

  it('says how someone is, and shows no number, score or rank', async () => {
    const widget = await open();
    expect(words(widget)).not.to.match(/\d/);
  });
});
