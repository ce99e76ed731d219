import { expect } from '@open-wc/testing';
import type { Envelope } from '../../src/contract/envelope.ts';
import { MoodCheckIn } from '../../src/widgets/mood-check-in.ts';
import { endpoint, receipt } from '../support.ts';
import { eventually, mount, SETTINGS } from '../suites/widget.ts';

const root = (widget: MoodCheckIn): ShadowRoot => widget.shadowRoot!;
const words = (widget: MoodCheckIn): string => root(widget).querySelector('.main')!.textContent!.replace(/\s+/g, ' ');

async function click(widget: MoodCheckIn, target: string): Promise<void> {
  const found = root(widget).querySelector<HTMLElement>(target) ?? [...root(widget).querySelectorAll('button')].find((button) => button.textContent!.trim() === target);
  found!.click();
  await widget.updateComplete;
}

const open = (more = {}, to = endpoint(receipt())): Promise<MoodCheckIn> => mount<MoodCheckIn>('mood-check-in', { ...SETTINGS, ...more }, to);

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

  it('says how someone is, and shows no number, score or rank', async () => {
    const widget = await open();
    expect(words(widget)).not.to.match(/\d/);
  });
});
