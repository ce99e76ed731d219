import { expect } from '@open-wc/testing';
import type { Envelope } from '../../../src/contract/envelope.ts';
import { QuestionCard } from '../../../src/widgets/question-card/question-card.ts';
import { promptAt, builtInPacks } from '../../../src/packs/index.ts';
import welcome from '../../../src/packs/en/welcome.json' with { type: 'json' };
import { endpoint, noNetwork, receipt } from '../../support.ts';
import { eventually, mount, SETTINGS, shown } from '../../suites/widget.ts';

const pack = builtInPacks['check-in']!;
const question = (card: QuestionCard): string => card.shadowRoot!.querySelector('h2')!.textContent!;
const box = (card: QuestionCard): HTMLTextAreaElement => card.shadowRoot!.querySelector('textarea')!;

async function press(card: QuestionCard, words: string): Promise<void> {
  [...card.shadowRoot!.querySelectorAll('button')].find((button) => button.textContent!.trim() === words)!.click();
  await card.updateComplete;
}

async function write(card: QuestionCard, words: string): Promise<void> {
  box(card).value = words;
  box(card).dispatchEvent(new Event('input'));
  await card.updateComplete;
}

const respond = { ...SETTINGS, respond: '' };

describe('<l30-question-card> and its questions', () => {
  before(() => QuestionCard.define());

  it('starts with a check-in, and shows the same question all day', async () => {
    const [one, other] = [
      await mount<QuestionCard>('question-card', {}),
      await mount<QuestionCard>('question-card', {}),
    ];
    expect(one.pack).to.equal('check-in');
    for (const card of [one, other]) expect(question(card)).to.equal(promptAt(pack).text);
    const days = Array.from(
      { length: pack.prompts.length },
      (_, day) => promptAt(pack, 0, new Date(2026, 2, 22 + day, 9)).id,
    );
    expect(new Set(days), 'one after the other, across the change of the clocks').to.have.property(
      'size',
      pack.prompts.length,
    );
    expect(promptAt(pack, 0, new Date(2026, 5, 1, 0, 5)).id).to.equal(
      promptAt(pack, 0, new Date(2026, 5, 1, 23, 55)).id,
    );
  });

  it('shows every question once before the first comes again, and can go back', async () => {
    const card = await mount<QuestionCard>('question-card', {});
    const seen = [];
    for (const _ of pack.prompts) {
      seen.push(question(card));
      await press(card, 'Another one');
    }
    expect(new Set(seen).size).to.equal(pack.prompts.length);
    expect(question(card)).to.equal(seen[0]);
    await press(card, 'The one before');
    expect(question(card)).to.equal(seen.at(-1));
    expect(card.shadowRoot!.activeElement).to.have.property('localName', 'h2');
  });

  it('has nothing to send, and needs no endpoint, unless it is asked to respond', async () => {
    const card = await mount<QuestionCard>('question-card', {});
    expect(card.shadowRoot!.querySelector('textarea, [part=send], .admin')).not.to.exist;
  });

  it('keeps words with their question when someone moves on, and sends only those on the screen', async () => {
    const to = endpoint(receipt());
    const card = await mount<QuestionCard>('question-card', respond, to);
    await write(card, 'First words');
    await press(card, 'Another one');
    expect(box(card).value).to.equal('');
    await press(card, 'The one before');
    expect(box(card).value).to.equal('First words');
    await press(card, 'Send');
    await eventually(() => to.asked.length === 1);
    expect(JSON.parse(to.asked[0]!.text)).to.have.nested.property('answers[0].value', 'First words');
  });

  it('sends the same bytes again after someone looked at another question in between', async () => {
    const to = endpoint(noNetwork, receipt());
    const card = await mount<QuestionCard>('question-card', respond, to);
    const { error } = console;
    console.error = () => undefined;
    await write(card, 'My words');
    await press(card, 'Send');
    await eventually(() => card.shadowRoot!.querySelector('[part=outcome]'));
    await press(card, 'Another one');
    await press(card, 'The one before');
    await press(card, 'Send');
    await eventually(() => question(card) === 'Sent');
    console.error = error;
    expect(to.asked[1]!.text).to.equal(to.asked[0]!.text);
  });

  it('stays where it is, words and all, while something is on its way', async () => {
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => (letGo = resolve));
    const to = endpoint(async (asked) => {
      await gate;
      return receipt()(asked);
    });
    const card = await mount<QuestionCard>('question-card', respond, to);
    await write(card, 'My words');
    await press(card, 'Send');
    const before = question(card);
    await press(card, 'Another one');
    expect(question(card)).to.equal(before);
    await eventually(() => box(card).readOnly);
    letGo();
    await eventually(() => question(card) === 'Sent');
  });

  it('asks the questions of a pack in order, says where one is, and begins again after the last', async () => {
    const card = await mount<QuestionCard>('question-card', { pack: 'caused-harm' });
    const core = builtInPacks['caused-harm']!.prompts.filter(({ core = true }) => core);
    const steps: string[] = [];
    card.addEventListener('l30-step', ({ step }) => steps.push(step));
    const where = (): string => card.shadowRoot!.querySelector('.where')!.textContent!;
    for (const [at, prompt] of core.entries()) {
      expect(question(card)).to.equal(prompt.text);
      expect(where())
        .to.contain(`Step ${at + 1} of ${core.length}`)
        .and.contain('Putting things right');
      await press(card, at < core.length - 1 ? 'Next' : 'From the start');
    }
    expect(question(card)).to.equal(core[0]!.text);
    expect(steps).to.deep.equal([...core.slice(1), core[0]!].map(({ id }) => id));
    expect([...card.shadowRoot!.querySelectorAll('button')].map((button) => button.textContent!.trim())).to.not.include(
      'Back',
    );
    await press(card, 'Next');
    await press(card, 'Back');
    expect(question(card)).to.equal(core[0]!.text);
  });

  it('asks all questions with depth="full"', async () => {
    const card = await mount<QuestionCard>('question-card', { pack: 'caused-harm', depth: 'full' });
    const where = (): string => card.shadowRoot!.querySelector('.where')!.textContent!;
    // The built-in core comes first, the other questions as a leaf.
    await eventually(() => where().includes('Step 1 of 12'));
    card.depth = 'core';
    await card.updateComplete;
    expect(where()).to.include('Step 1 of 8');
  });

  it('has the words for adults of a pack that answers harm one tap away', async () => {
    const card = await mount<QuestionCard>('question-card', { pack: 'caused-harm' });
    await eventually(() => card.shadowRoot!.querySelector('details'));
    expect(card.shadowRoot!.querySelector('details')!.open).to.equal(false);
  });

  it('hands the device from one person to the other, and shows neither what the other wrote', async () => {
    const to = endpoint(receipt());
    const card = await mount<QuestionCard>('question-card', { ...respond, pack: 'both-sides' }, to);
    const where = (): string => card.shadowRoot!.querySelector('.where')!.textContent!;
    const first = question(card);
    expect(where()).to.contain('First person');
    await write(card, 'What the first one thinks');
    await press(card, 'Next');
    expect(question(card)).to.equal('Pass it on');
    expect(box(card)).not.to.exist;
    expect(card.shadowRoot!.querySelector('[part=send]')).not.to.exist;
    await press(card, 'Next');
    expect(question(card)).to.equal(first);
    expect(where()).to.contain('Second person');
    expect(box(card).value).to.equal('');
    await write(card, 'What the second one thinks');
    await press(card, 'Send');
    await eventually(() => to.asked.length === 1);
    const { answers } = JSON.parse(to.asked[0]!.text) as Envelope;
    expect(answers).to.deep.equal([
      { id: 'ready.second', question: `${first} (Second person)`, value: 'What the second one thinks' },
    ]);
  });

  describe('with a pack of the school\u2019s own', () => {
    const { fetch: real } = window;
    const { error } = console;
    const serve = (pack: unknown): void => {
      window.fetch = async () => Response.json(pack);
    };
    afterEach(() => {
      window.fetch = real;
      console.error = error;
    });

    it('shows its questions as words, never as markup, and sends under its id', async () => {
      const to = endpoint(receipt());
      const text = 'What is <img src=x onerror=alert(1)> about?';
      serve({
        ...welcome,
        id: 'hollybrook:worry',
        flow: 'sequence',
        prompts: [
          { id: 'what', phase: 'story', core: true, text, symbol: 'no-such-drawing', answer: { kind: 'text' } },
        ],
      });
      const card = await mount<QuestionCard>('question-card', { ...respond, src: '/packs/worry.json' }, to);
      await eventually(() => card.shadowRoot!.querySelector('textarea'));
      expect(question(card)).to.equal(text);
      expect(card.shadowRoot!.querySelector('img')).not.to.exist;
      await expect(card).to.be.accessible();
      await write(card, 'My words');
      await press(card, 'Send');
      await eventually(() => to.asked.length === 1);
      expect(JSON.parse(to.asked[0]!.text)).to.include({ pack: 'hollybrook:worry' });
    });

    it('shows the page\u2019s own link in place of a broken one, and says to the admin where it is broken', async () => {
      const said: string[] = [];
      console.error = (...words: unknown[]) => said.push(words.join(' '));
      serve({ ...welcome, flow: 'sideways' });
      const card = await mount<QuestionCard>('question-card', { src: '/packs/sideways.json' });
      await eventually(() => card.shadowRoot!.querySelector('.admin'));
      expect(shown(card))
        .to.contain('This part could not be shown.')
        .and.to.contain('/packs/sideways.json, line 1, column')
        .and.to.contain('flow is "sideways"');
      expect(card.shadowRoot!.querySelector('slot')).to.exist;
      expect(said.join()).to.contain('flow is "sideways"');
      await expect(card).to.be.accessible();
      card.src = '';
      await eventually(() => card.shadowRoot!.querySelector('h2'));
    });
  });
});
