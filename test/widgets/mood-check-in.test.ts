import { expect } from '@open-wc/testing';
import type { Envelope } from '../../src/contract/envelope.ts';
import { builtInScales, SCALE_IDS } from '../../src/packs/index.ts';
import { MoodCheckIn } from '../../src/widgets/mood-check-in.ts';
import { devLeaves } from '../../stories/leaves.ts';
import { endpoint, receipt } from '../support.ts';
import { envelopes, eventually, mount, SETTINGS } from '../suites/widget.ts';

const root = (widget: MoodCheckIn): ShadowRoot => widget.shadowRoot!;
const words = (widget: MoodCheckIn): string => root(widget).querySelector('.main')!.textContent!.replace(/\s+/g, ' ');

async function click(widget: MoodCheckIn, target: string): Promise<void> {
  const found = root(widget).querySelector<HTMLElement>(target) ?? [...root(widget).querySelectorAll('button')].find((button) => button.textContent!.trim() === target);
  found!.click();
  await widget.updateComplete;
}

const open = (more = {}, to = endpoint(receipt()), leaves = devLeaves): Promise<MoodCheckIn> =>
  mount<MoodCheckIn>('mood-check-in', { ...SETTINGS, ...more }, to, leaves);

const picked = (widget: MoodCheckIn): string[] => [...root(widget).querySelectorAll<HTMLInputElement>('.faces :checked')].map(({ value }) => value);

/** How many of the pictures in the tiles are drawn, and how many leave their place empty. */
function pictures(widget: MoodCheckIn): { drawn: number; empty: number } {
  const lines = [...root(widget).querySelectorAll('.faces .tile svg:not(.tick) path:last-child')].map((path) => path.getAttribute('d'));
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
      expect(words(widget)).to.contain('Thank you. All feelings are OK.').and.not.to.match(/happy|low|middle/i);
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
    expect(answers.map(({ id, value }) => [id, value])).to.deep.equal([['mood', 'very-happy'], ['talk', 'yes'], ['name', 'Ana']]);
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
        expect(words(widget)).to.contain('I would rather not say').and.to.contain('I would like to talk to someone').and.not.to.match(/\d/);
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
    for (const scale of SCALE_IDS) types.push(root(await open({ scale })).querySelector<HTMLInputElement>('.faces input')!.type);
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
    expect(root(widget).querySelector('[role=status]')!.textContent).to.equal('That is three. To change, take one away first.');
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
      { id: 'mood', question: 'What is your body telling you?', value: ['tight', 'sore'], words: ['Tight', 'Sore or poorly'] },
    ]);
  });

  it('asks how strong it is only after a feeling, and can be left', async () => {
    const to = endpoint(receipt());
    const widget = await open({ scale: 'words' }, to);
    expect(words(widget)).not.to.contain('How strong is it?');
    await click(widget, 'input[value=worried]');
    expect(words(widget)).to.contain('How strong is it?').and.to.contain('It fills me up');
    await click(widget, 'input[value=a-lot]');
    expect(picked(widget)).to.deep.equal(['worried', 'a-lot']);
    await expect(widget).to.be.accessible();
    await click(widget, 'Send');
    await eventually(() => to.asked.length === 1);
    expect(envelopes(to)[0]!.answers.map(({ id, value, words: beside }) => [id, value, beside])).to.deep.equal([
      ['mood', ['worried'], ['Worried']],
      ['strength', 'a-lot', 'A lot'],
    ]);
  });

  it('sends no strength of a feeling that was taken away', async () => {
    const to = endpoint(receipt());
    const widget = await open({ scale: 'words' }, to);
    for (const value of ['angry', 'a-lot', 'angry']) await click(widget, `input[value=${value}]`);
    await click(widget, 'input[name=talk]');
    await click(widget, 'Send');
    await eventually(() => to.asked.length === 1);
    expect(envelopes(to)[0]!.answers.map(({ id }) => id)).to.deep.equal(['talk']);
  });

  it('fetches no drawings and no scale for what is built in', async () => {
    const asked: string[] = [];
    const widget = await open({}, endpoint(receipt()), (path) => {
      asked.push(path);
      return devLeaves(path);
    });
    await click(widget, 'input[value=low]');
    expect(asked.filter((path) => /^(?:symbols|packs)/.test(path))).to.deep.equal([]);
    expect(pictures(widget)).to.deep.equal({ drawn: Object.values(builtInScales)[0]!.options.length, empty: 0 });
  });

  it('says how someone is, and shows no number, score or rank', async () => {
    const widget = await open();
    expect(words(widget)).not.to.match(/\d/);
  });
});
