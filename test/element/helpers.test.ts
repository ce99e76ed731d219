import { expect } from '@open-wc/testing';
import { words } from '../../src/locales/en/helpers.ts';
import { partnersIn } from '../../src/element/helpers.ts';
import { MoodCheckIn } from '../../src/widgets/mood-check-in/mood-check-in.ts';
import { QuestionCard } from '../../src/widgets/question-card/question-card.ts';
import { ReflectionForm } from '../../src/widgets/reflection-form/reflection-form.ts';
import { fromSource, type LeafLoader } from '../../src/leaf.ts';
import { bannedWords, listen, rest } from '../support.ts';
import { eventually, leave, mount, SETTINGS, shown } from '../suites/widget.ts';

const NURSE = {
  name: 'School nurse',
  phone: '01632 960001',
  web: 'https://school.example/nurse',
  verifiedOn: '2026-09-01',
};
const withoutPart: LeafLoader = (path, bring) =>
  path === 'element/helpers' ? Promise.reject(new TypeError('no network')) : fromSource(path, bring);

describe('help besides the strip', () => {
  let console: ReturnType<typeof listen>;
  before(() => [MoodCheckIn, QuestionCard, ReflectionForm].forEach((widget) => widget.define()));
  beforeEach(() => (console = listen()));
  afterEach(async () => {
    console.stop();
    await leave();
  });

  it('uses no word that no pupil may read', () =>
    expect(bannedWords(Object.values(words).join(' '))).to.deep.equal([]));

  describe('for families', () => {
    for (const name of ['question-card', 'reflection-form'] as const) {
      for (const [region, numbers] of [
        ['england', 'call 999. You can call the NSPCC on 0808 800 5000.'],
        ['ireland', 'call 112 / 999. You can call the ISPCC Support Line on 01 522 4300.'],
        ['atlantis', 'call your local emergency number.'],
      ] as const) {
        it(`names the school and a line for adults in a ${name}, in ${region}`, async () => {
          const widget = await mount(name, { ...SETTINGS, pack: 'family-home', region });
          await eventually(() => shown(widget).includes('Worried about a child?'));
          expect(shown(widget)).to.contain(
            `Call the school and ask for Mr Owen, Designated safeguarding lead. If a child is in danger now, ${numbers}`,
          );
          expect(shown(widget)).not.to.contain('Childline');
          await expect(widget).to.be.accessible();
        });
      }

      it(`keeps the usual strip of a ${name} where the words cannot come`, async () => {
        const widget = await mount(name, { ...SETTINGS, pack: 'family-home' }, undefined, withoutPart);
        expect(shown(widget)).to.contain('You can call Childline free on 0800 1111.');
      });
    }

    it('is left to the page that has its own', async () => {
      const widget = await mount('reflection-form', { ...SETTINGS, pack: 'family-plan', help: 'host-provides' });
      await rest();
      expect(widget.shadowRoot!.querySelector('[part=help]')).not.to.exist;
    });
  });

  describe('people nearby', () => {
    for (const name of ['mood-check-in', 'question-card', 'reflection-form'] as const) {
      it(`stand behind the strip of the ${name}, one tap away`, async () => {
        const widget = await mount(name, { ...SETTINGS, partners: JSON.stringify([NURSE]) });
        await eventually(() => widget.shadowRoot!.querySelector('.help details'));
        const details = widget.shadowRoot!.querySelector<HTMLDetailsElement>('.help details')!;
        expect(details.open).to.equal(false);
        expect(details.querySelector('summary')!.textContent).to.equal(words.partners);
        expect([...details.querySelectorAll('a')].map((link) => link.getAttribute('href'))).to.deep.equal([
          NURSE.web,
          'tel:01632960001',
        ]);
        expect(shown(widget)).to.contain('0800 1111');
        await expect(widget).to.be.accessible();
        expect(console.said).to.deep.equal([]);
      });
    }

    it('of a page without any are not asked for', async () => {
      const asked: string[] = [];
      await mount('mood-check-in', SETTINGS, undefined, (path, bring) => (asked.push(path), fromSource(path, bring)));
      expect(asked).not.to.include('element/helpers');
    });

    it('leave the strip as it is where they cannot come', async () => {
      const widget = await mount(
        'mood-check-in',
        { ...SETTINGS, partners: JSON.stringify([NURSE]) },
        undefined,
        withoutPart,
      );
      expect(shown(widget)).to.contain('0800 1111');
    });

    it('are read as words: an address that is a script is no link', async () => {
      const widget = await mount('mood-check-in', {
        ...SETTINGS,
        partners: JSON.stringify([{ ...NURSE, name: '<b>Nurse</b>', web: 'javascript:alert(1)' }]),
      });
      await eventually(() => shown(widget).includes('<b>Nurse</b>'));
      expect(
        [...widget.shadowRoot!.querySelectorAll('details a')].map((link) => link.getAttribute('href')),
      ).to.deep.equal(['tel:01632960001']);
    });

    it('that nobody has checked are told to the console, once', () => {
      const setting = JSON.stringify([NURSE, { name: 'Youth club', phone: '01632 960002', verifiedOn: null }]);
      for (const _ of [1, 2])
        expect(partnersIn(setting).map(({ name }) => name)).to.deep.equal(['School nurse', 'Youth club']);
      expect(console.said).to.have.length(1);
      expect(String(console.said)).to.contain('Youth club').and.not.to.contain('School nurse');
    });

    for (const setting of ['not JSON', '{"name":"x"}', '7', 'null']) {
      it(`are none in ${setting}, and the console says what to write`, () => {
        expect(partnersIn(setting)).to.deep.equal([]);
      });
    }

    it('without a name, or nothing to be reached by, are left out', () => {
      expect(partnersIn(JSON.stringify([null, 'x', {}, { name: 'A' }, { phone: '1' }, NURSE]))).to.deep.equal([NURSE]);
    });
  });
});
