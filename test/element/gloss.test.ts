import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { L30Widget } from '../../src/element/l30-widget.ts';
import { fromSource } from '../../src/leaf.ts';
import { QuestionCard } from '../../src/widgets/question-card/question-card.ts';
import { eventually, headingOf, mount, shown } from '../suites/widget.ts';

const words = (widget: L30Widget): HTMLButtonElement[] => [
  ...widget.shadowRoot!.querySelectorAll<HTMLButtonElement>('.gloss'),
];
const meaning = (widget: L30Widget): string | undefined =>
  widget.shadowRoot!.querySelector('#meaning')?.textContent?.trim();
const MEANS = '\u201cmake it up\u201d means: do something that helps.';

async function move(card: L30Widget, name: string): Promise<void> {
  [...card.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent!.trim() === name)!.click();
  await card.updateComplete;
}

/** The card with the question that has a word to explain. */
async function atRepair(
  attributes: Record<string, string> = {},
  leaves?: Parameters<typeof mount>[3],
): Promise<L30Widget> {
  const card = await mount('question-card', { pack: 'harmed', ...attributes }, undefined, leaves);
  while (!headingOf(card).includes('make it up')) await move(card, 'Next');
  return card;
}

describe('words that explain themselves', () => {
  before(() => QuestionCard.define());

  it('tell their meaning when they are pressed, and take it back', async () => {
    const card = await atRepair();
    await eventually(() => words(card).length === 1);
    expect(headingOf(card)).to.equal('What could they do to make it up to you?');
    const [word] = words(card) as [HTMLButtonElement];
    expect(word.textContent).to.equal('make it up');
    expect(word.getAttribute('aria-expanded')).to.equal('false');
    expect(meaning(card)).to.equal(undefined);
    expect(word.getBoundingClientRect().height, 'as high as any button').to.be.at.least(48);
    await expect(card).to.be.accessible();
    word.click();
    await card.updateComplete;
    expect(word.getAttribute('aria-expanded')).to.equal('true');
    expect(meaning(card)).to.equal(MEANS);
    expect(card.shadowRoot!.querySelector('[role=status]')!.textContent).to.equal(MEANS);
    await expect(card).to.be.accessible();
    word.click();
    await card.updateComplete;
    expect(meaning(card)).to.equal(undefined);
  });

  it('are reached and left by keyboard', async () => {
    const card = await atRepair();
    await eventually(() => words(card).length === 1);
    words(card)[0]!.focus();
    await sendKeys({ press: 'Enter' });
    await card.updateComplete;
    expect(meaning(card)).to.equal(MEANS);
    await sendKeys({ press: 'Escape' });
    await card.updateComplete;
    expect(meaning(card)).to.equal(undefined);
    expect(card.shadowRoot!.activeElement).to.equal(words(card)[0]);
  });

  it('stay in the question on paper, where no other button is', async () => {
    const card = await atRepair();
    await eventually(() => words(card).length === 1);
    const rules = card
      .shadowRoot!.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules])
      .filter((rule) => rule instanceof CSSMediaRule && rule.conditionText === 'print') as CSSMediaRule[];
    const shows = rules
      .flatMap(({ cssRules }) => [...cssRules] as CSSStyleRule[])
      .filter(({ selectorText }) => words(card)[0]!.matches(selectorText));
    expect(shows.map(({ selectorText, style }) => [selectorText, style.display])).to.deep.equal([
      ['button, .admin', 'none'],
      ['.gloss', 'inline'],
    ]);
  });

  it('are closed when someone comes back to the question', async () => {
    const card = await atRepair();
    await eventually(() => words(card).length === 1);
    words(card)[0]!.click();
    await move(card, 'Next');
    expect(meaning(card)).to.equal(undefined);
  });

  it('keep focus on the heading of the question while they come', async () => {
    const card = await atRepair();
    expect(card.shadowRoot!.activeElement).to.have.property('localName', 'h2');
    await eventually(() => words(card).length === 1);
    expect(card.shadowRoot!.activeElement).to.have.property('localName', 'h2');
  });

  it('are explained at once to the youngest', async () => {
    const { fetch: real } = window;
    const welcome = (await import('../../src/packs/en/welcome.json', { with: { type: 'json' } })).default;
    const prompts = [
      { id: 'a', phase: 'repair', core: true, text: 'How will you make it up?', answer: { kind: 'talk' } },
    ];
    window.fetch = async () => Response.json({ ...welcome, prompts });
    const card = await mount('question-card', { age: '4-7', src: '/packs/ours.json' });
    await eventually(() => shown(card).includes(MEANS));
    expect(words(card)).to.deep.equal([]);
    const older = await mount('question-card', { src: '/packs/ours.json' });
    window.fetch = real;
    await eventually(() => words(older).length === 1);
  });

  it('are plain words where the part cannot come', async () => {
    const card = await atRepair({}, (path, bring) =>
      path === 'element/gloss' ? Promise.reject(new TypeError('no network')) : fromSource(path, bring),
    );
    expect(headingOf(card)).to.equal('What could they do to make it up to you?');
    expect(words(card)).to.deep.equal([]);
    expect(shown(card)).not.to.contain('means:');
  });
});
