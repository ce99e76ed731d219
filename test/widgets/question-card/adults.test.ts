import { expect } from '@open-wc/testing';
import { words } from '../../../src/locales/en/card.ts';
import { fromSource } from '../../../src/leaf.ts';
import { QuestionCard } from '../../../src/widgets/question-card/question-card.ts';
import { bannedWords } from '../../support.ts';
import { eventually, mount, SETTINGS, shown } from '../../suites/widget.ts';

const SCHOOL = { ...SETTINGS, school: 'Hollybrook Primary School' };
const all = (card: QuestionCard, selector: string): HTMLElement[] => [
  ...card.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];
const called = (card: QuestionCard, selector: string, name: string): HTMLElement =>
  all(card, selector).find((each) => each.textContent!.trim() === name)!;
const ready = (card: QuestionCard): Promise<void> =>
  eventually(() => card.shadowRoot!.querySelector('.paper'), 'the part for adults is there');

/** Everything that printing could leave behind on a page. */
const page = (): unknown[] => [
  document.documentElement.outerHTML,
  [...document.adoptedStyleSheets],
  document.styleSheets.length,
];

describe('<l30-question-card> for adults', () => {
  before(() => QuestionCard.define());

  it('says first what a pack that answers harm is not for, one tap away, and names it on the first screen', async () => {
    const card = await mount<QuestionCard>('question-card', { ...SCHOOL, pack: 'harmed' });
    await ready(card);
    const guide = called(card, 'summary', words.forAdultsFirst).closest('details')!;
    expect(guide.open).to.equal(false);
    guide.open = true;
    expect([...guide.querySelectorAll('h3')].map(({ textContent }) => textContent)).to.deep.equal([
      words.notForTitle,
      words.guideTitle,
    ]);
    expect(guide.querySelector('h3 + p')!.textContent)
      .to.contain('Do not use this for abuse')
      .and.to.contain('Mr Owen');
    await expect(card).to.be.accessible();
    called(card, 'button', 'Next').click();
    await card.updateComplete;
    expect(called(card, 'summary', words.forAdults)).to.exist;
  });

  it('tells a pupil who is on their own that they may be, and keeps the guide', async () => {
    const card = await mount<QuestionCard>('question-card', { ...SCHOOL, pack: 'harmed', mode: 'alone' });
    await ready(card);
    expect(shown(card)).to.contain(words.alone).and.to.contain(words.notForTitle);
    expect(bannedWords(words.alone)).to.deep.equal([]);
    await expect(card).to.be.accessible();
  });

  it('offers printing of questions for each day where it is asked to', async () => {
    const card = await mount<QuestionCard>('question-card', { ...SCHOOL, print: '' });
    await ready(card);
    expect(called(card, 'button', words.printCards)).to.exist;
  });

  it('has the guide without a heading where the part cannot come', async () => {
    const card = await mount<QuestionCard>('question-card', { ...SCHOOL, pack: 'harmed' }, undefined, (path, bring) =>
      path.startsWith('widgets/') ? Promise.reject(new TypeError('no network')) : fromSource(path, bring),
    );
    await eventually(() => card.shadowRoot!.querySelector('details'));
    expect(shown(card)).to.contain('Do not use this for abuse');
    expect(card.shadowRoot!.querySelector('.paper')).not.to.exist;
  });

  describe('on paper', () => {
    const { print } = window;
    let printed: HTMLElement[];
    beforeEach(() => {
      printed = [];
      window.print = () => printed.push(...document.querySelectorAll<HTMLElement>('[data-l30-paper]'));
    });
    afterEach(() => {
      window.print = print;
      window.dispatchEvent(new Event('afterprint'));
    });
    const paperOf = async (attributes: Record<string, string>, button: string): Promise<ShadowRoot> => {
      const card = await mount<QuestionCard>('question-card', { ...SCHOOL, ...attributes });
      await ready(card);
      called(card, 'button', button).click();
      expect(printed).to.have.length(1);
      return printed[0]!.shadowRoot!;
    };
    const texts = (root: ParentNode, selector: string): string[] =>
      [...root.querySelectorAll(selector)].map(({ textContent }) => textContent!);

    it('has the core questions and helpers of the pack, the school and where help is, on each card', async () => {
      const root = await paperOf({ pack: 'harmed' }, words.printCards);
      const cards = [...root.querySelectorAll('li')];
      expect(cards).to.have.length(8);
      for (const card of cards) {
        expect(texts(card, '.title')).to.deep.equal(['What happened to me']);
        expect(texts(card, '.school')).to.deep.equal(['Hollybrook Primary School']);
        expect(texts(card, 'footer')[0]).to.contain('0800 1111').and.to.contain('999');
      }
      expect(texts(root, 'h2')[0]).to.equal('Would you like to share what happened?');
      expect(root.querySelector('button, input, textarea, [style]')).not.to.exist;
    });

    it('has all questions on one sheet with depth="full", and help of its own where the page has its', async () => {
      const root = await paperOf({ pack: 'harmed', depth: 'full', help: 'host-provides' }, words.printSheet);
      expect(texts(root, 'h1')).to.deep.equal(['What happened to me']);
      expect(root.querySelectorAll('li')).to.have.length(10);
      expect(texts(root, 'footer')[0]).to.contain(words.helpOnPaper);
    });

    it('shows nothing of itself on the screen, and leaves the page as it was', async () => {
      const card = await mount<QuestionCard>('question-card', { ...SCHOOL, pack: 'harmed' });
      await ready(card);
      const before = page();
      called(card, 'button', words.printCards).click();
      expect(page()).not.to.deep.equal(before);
      expect(printed[0]!.getBoundingClientRect().height, 'on the screen').to.equal(0);
      window.dispatchEvent(new Event('afterprint'));
      expect(page()).to.deep.equal(before);
    });

    it('takes the last paper away before the next, even when nobody said that printing was over', async () => {
      const card = await mount<QuestionCard>('question-card', { ...SCHOOL, pack: 'harmed' });
      await ready(card);
      const before = page();
      for (const name of [words.printCards, words.printSheet]) called(card, 'button', name).click();
      expect(printed).to.have.length(2);
      expect(document.querySelectorAll('[data-l30-paper]')).to.have.length(1);
      window.dispatchEvent(new Event('afterprint'));
      expect(page()).to.deep.equal(before);
    });

    it('shows markup in a pack as words', async () => {
      const { fetch: real } = window;
      const welcome = (await import('../../../src/packs/en/welcome.json', { with: { type: 'json' } })).default;
      window.fetch = async () => Response.json({ ...welcome, title: '<img src=x onerror=alert(1)>' });
      const root = await paperOf({ src: '/packs/ours.json' }, words.printSheet);
      window.fetch = real;
      expect(texts(root, 'h1')).to.deep.equal(['<img src=x onerror=alert(1)>']);
      expect(root.querySelector('img')).not.to.exist;
    });
  });
});
