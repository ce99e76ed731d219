import { expect } from '@open-wc/testing';
import { words } from '../../src/locales/en/ages.ts';
import { en } from '../../src/locales/en/core.ts';
import type { L30Widget } from '../../src/element/l30-widget.ts';
import { fromSource } from '../../src/leaf.ts';
import { MoodCheckIn } from '../../src/widgets/mood-check-in/mood-check-in.ts';
import { QuestionCard } from '../../src/widgets/question-card/question-card.ts';
import { ReflectionForm } from '../../src/widgets/reflection-form/reflection-form.ts';
import { bannedWords, endpoint, receipt } from '../support.ts';
import { envelopes, eventually, headingOf, mount, SETTINGS, send, shown } from '../suites/widget.ts';

const all = (widget: L30Widget, selector: string): HTMLElement[] => [
  ...widget.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const press = async (widget: L30Widget, name: string): Promise<void> => {
  all(widget, 'button')
    .find(({ textContent }) => textContent!.trim() === name)!
    .click();
  await widget.updateComplete;
};
const ids = (widget: L30Widget): string[] =>
  all(widget, '.tiles input').map((input) => (input as HTMLInputElement).value);
const isEarly = (widget: L30Widget): Promise<void> => eventually(() => shown(widget).includes(words.helpEarly));
/** A screen of a reflection form by its place. */
const goTo = async (form: L30Widget, step: number): Promise<void> => {
  await press(form, en.start);
  for (let i = 1; i < step; i++) await press(form, en.next);
};

describe('ages', () => {
  before(() => [MoodCheckIn, QuestionCard, ReflectionForm].forEach((widget) => widget.define()));

  it('use no word that no pupil may read', () => expect(bannedWords(Object.values(words).join(' '))).to.deep.equal([]));

  for (const name of ['mood-check-in', 'question-card', 'reflection-form'] as const) {
    it(`show the youngest help in one line, its numbers one tap away, in the ${name}`, async () => {
      const widget = await mount(name, { ...SETTINGS, age: '4-7' });
      await isEarly(widget);
      const [numbers] = all(widget, '.help details') as [HTMLDetailsElement];
      expect(numbers.open).to.equal(false);
      expect(numbers.textContent).to.contain('0800 1111').and.to.contain('999');
      for (const control of all(widget, '.main button:not(.quiet), .tile'))
        expect(control.getBoundingClientRect().height, control.textContent!).to.be.at.least(96);
      await expect(widget).to.be.accessible();
    });

    it(`show teenagers where they can write as well, in the ${name}`, async () => {
      const widget = await mount(name, { ...SETTINGS, age: '13-18' });
      await eventually(() => widget.shadowRoot!.querySelector('a[href="sms:85258"]'));
      expect(shown(widget))
        .to.contain('0800 1111')
        .and.to.contain('You can also text SHOUT to 85258. Shout helps by text.');
      for (const each of all(widget, '.card p, .card span, .card button'))
        expect(parseFloat(getComputedStyle(each).fontSize)).to.be.at.least(15.5);
      await expect(widget).to.be.accessible();
    });

    for (const [region, numbers] of [
      ['wales', ['sms:84001', 'sms:85258']],
      ['ireland', ['sms:50101']],
    ] as const) {
      it(`show teenagers in ${region} whom to text there, in the ${name}`, async () => {
        const widget = await mount(name, { ...SETTINGS, age: '13-18', region });
        await eventually(() => all(widget, 'a[href^="sms:"]').length > 0);
        expect(all(widget, 'a[href^="sms:"]').map((link) => link.getAttribute('href'))).to.deep.equal(numbers);
      });
    }

    for (const age of ['', '8-12', '5-6']) {
      it(`change nothing of the ${name} with age="${age}"`, async () => {
        const asked: string[] = [];
        const widget = await mount(
          name,
          { ...SETTINGS, age },
          undefined,
          (path, bring) => (asked.push(path), fromSource(path, bring)),
        );
        expect(asked).not.to.include('element/ages');
        expect(shown(widget)).to.contain('0800 1111').and.not.to.contain('85258');
      });
    }

    it(`leave the whole help strip where the part cannot come, in the ${name}`, async () => {
      const widget = await mount(name, { ...SETTINGS, age: '4-7' }, undefined, (path, bring) =>
        path === 'element/ages' ? Promise.reject(new TypeError('no network')) : fromSource(path, bring),
      );
      expect(shown(widget)).to.contain('0800 1111');
    });
  }

  it('show no strip of their own where the page has its', async () => {
    const widget = await mount('mood-check-in', { ...SETTINGS, age: '4-7', help: 'host-provides' });
    await eventually(() => all(widget, '.early').length);
    expect(shown(widget)).not.to.contain(words.helpEarly);
  });

  it('choose the scale for the youngest, unless the page does', async () => {
    const own = await mount('mood-check-in', { ...SETTINGS, age: '4-7' });
    await eventually(() => headingOf(own) === 'How do you feel?');
    expect(ids(own).slice(0, 3)).to.deep.equal(['happy', 'ok', 'sad']);
    const five = await mount('mood-check-in', { ...SETTINGS, age: '4-7', scale: 'faces-5' });
    await isEarly(five);
    expect(ids(five)).to.have.length(6);
  });

  const packs: [age: string, pack: string, shows: string][] = [
    ['4-7', 'caused-harm', 'Putting it right'],
    ['13-18', 'caused-harm', 'Owning my part'],
    ['13-18', 'harmed', 'What happened to me'],
    ['4-7', 'prepare', 'Getting ready to meet'],
  ];
  for (const [age, pack, title] of packs) {
    it(`at ${age} ask ${pack} as "${title}"`, async () => {
      const form = await mount('reflection-form', { ...SETTINGS, age, pack });
      await eventually(() => headingOf(form) === title);
    });
  }

  it('have the adult read to the youngest before the first question, and still say who reads it', async () => {
    const form = await mount('reflection-form', { ...SETTINGS, age: '4-7' });
    await eventually(() => shown(form).includes(words.beforeEarly));
    expect(shown(form)).to.contain('Miss Khan, Pastoral Lead will read this').and.not.to.contain(en.noSecret);
    const talk = await mount('reflection-form', { age: '4-7' });
    await isEarly(talk);
    expect(shown(talk)).to.contain(en.talkOnly).and.not.to.contain(words.beforeEarly);
  });

  it('offer the youngest fewer choices, and store the same', async () => {
    const { fetch: real } = window;
    const welcome = (await import('../../src/packs/en/welcome.json', { with: { type: 'json' } })).default;
    const prompts = [
      {
        id: 'feel',
        phase: 'feelings',
        core: true,
        text: 'How do you feel?',
        answer: { kind: 'many', list: 'feelings' },
      },
    ];
    window.fetch = async () => Response.json({ ...welcome, id: 'hollybrook:feel', prompts });
    const sent: unknown[] = [];
    for (const [age, count] of [
      ['', 17],
      ['13-18', 17],
      ['4-7', 6],
    ] as const) {
      const to = endpoint(receipt());
      const form = await mount('reflection-form', { ...SETTINGS, age, src: '/packs/feel.json' }, to);
      if (age === '4-7') await isEarly(form);
      await goTo(form, 1);
      expect(ids(form)).to.have.length(count);
      expect(ids(form)).to.include.members(['i-am-not-sure', 'something-else']);
      all(form, 'input[value=sad]')[0]!.click();
      await form.updateComplete;
      await press(form, en.next);
      send(form);
      await eventually(() => to.asked.length === 1);
      sent.push(envelopes(to)[0]!.answers);
    }
    window.fetch = real;
    expect(sent[1]).to.deep.equal(sent[0]);
    expect(sent[2]).to.deep.equal(sent[0]);
  });
});
