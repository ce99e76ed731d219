import { expect } from '@open-wc/testing';
import type { Envelope } from '../../../src/contract/envelope.ts';
import { english } from '../../../src/locales/index.ts';
import { PACK_IDS, type Pack } from '../../../src/packs/index.ts';
import { answersOf } from '../../../src/widgets/reflection-form/answers.ts';
import { ReflectionForm } from '../../../src/widgets/reflection-form/reflection-form.ts';
import { endpoint, receipt } from '../../support.ts';
import { eventually, mount, SETTINGS } from '../../suites/widget.ts';

const root = (form: ReflectionForm): ShadowRoot => form.shadowRoot!;
const heading = (form: ReflectionForm): string => root(form).querySelector('h2')!.textContent!;
const words = (form: ReflectionForm): string => root(form).querySelector('.main')!.textContent!.replace(/\s+/g, ' ');

async function press(form: ReflectionForm, name: string): Promise<void> {
  const button = [...root(form).querySelectorAll('button')].find((each) =>
    (each.getAttribute('aria-label') ?? each.textContent!).trim().startsWith(name),
  );
  if (!button) throw new Error(`There is no button "${name}" on: ${words(form)}`);
  button.click();
  await form.updateComplete;
}

async function write(form: ReflectionForm, value: string, at = 0): Promise<void> {
  const box = root(form).querySelectorAll<HTMLInputElement>('textarea, input[type=text]')[at]!;
  box.value = value;
  box.dispatchEvent(new Event('input'));
  await form.updateComplete;
}

async function tick(form: ReflectionForm, ...ids: string[]): Promise<void> {
  for (const id of ids) {
    root(form).querySelector<HTMLElement>(`input[value="${id}"]`)!.click();
    await form.updateComplete;
  }
}

const open = (more = {}, to = endpoint(receipt())): Promise<ReflectionForm> =>
  mount<ReflectionForm>('reflection-form', { ...SETTINGS, ...more }, to);

/** The choice lists come after the first screen. */
const choicesThere = (form: ReflectionForm): Promise<void> =>
  eventually(() => root(form).querySelector('input[value=me]'), 'the choices');

describe('<l30-reflection-form> and its steps', () => {
  before(() => ReflectionForm.define());

  it('says who reads it, when, and that it cannot be secret, before the first question', async () => {
    const form = await open();
    expect(words(form))
      .to.contain(SETTINGS.readers)
      .and.to.contain(SETTINGS['read-when'])
      .and.to.contain('we cannot keep it secret')
      .and.to.contain('You can skip any question');
  });

  it('says, since it knows no term calendar, that nobody reads at night, at weekends or in the holidays [case 90]', async () => {
    expect(words(await open())).to.contain('No one reads it at night, at weekends or in the holidays.');
  });

  it('can be skipped from end to end, and then has nothing to send', async () => {
    const to = endpoint(receipt());
    const form = await open({}, to);
    await press(form, 'Start');
    for (let step = 1; step <= 8; step++) {
      expect(words(form)).to.contain(`Step ${step} of 8`);
      await press(form, 'Skip');
    }
    expect(heading(form)).to.equal('Check your words');
    await press(form, 'Send');
    expect(root(form).querySelector('[role=status]')!.textContent).to.contain('nothing to send yet');
    expect(to.asked).to.deep.equal([]);
  });

  it('goes back with everything still there', async () => {
    const form = await open();
    await press(form, 'Start');
    await tick(form, 'not-yet');
    await press(form, 'Next');
    await write(form, 'My side');
    await press(form, 'Back');
    expect(root(form).querySelector<HTMLInputElement>('input[value=not-yet]')!.checked).to.equal(true);
    await press(form, 'Next');
    expect(root(form).querySelector('textarea')!.value).to.equal('My side');
  });

  it('shows in the review exactly what it sends, field for field', async () => {
    const to = endpoint(receipt());
    const form = await open({ 'ask-name': '' }, to);
    await write(form, 'Ana');
    await press(form, 'Start');
    await tick(form, 'yes');
    await press(form, 'Next');
    await write(form, 'First line\nsecond line');
    await press(form, 'Next');
    await write(form, 'A thought to take out');
    await press(form, 'Next');
    await choicesThere(form);
    await tick(form, 'my-class', 'me');
    await press(form, 'Next');
    await write(form, 'Words skipped after all');
    await press(form, 'Skip');
    await tick(form, 'fix-it-or-clean-it-up');
    await press(form, 'Next');
    await press(form, 'Next');
    await eventually(() => root(form).querySelector('.row'), 'the plan');
    await write(form, 'I will mend it', 1);
    const day = root(form).querySelector<HTMLSelectElement>('[id="plan.when"]')!;
    day.selectedIndex = 2;
    day.dispatchEvent(new Event('change'));
    const { value: id, text } = day.selectedOptions[0]!;
    await press(form, 'Next');
    await press(form, 'Take out: What was in your head');
    expect(root(form).querySelector('[role=status]')!.textContent).to.contain('Left out');

    const shown = [...root(form).querySelectorAll('.review > div')]
      .filter((row) => !row.querySelector('.out'))
      .map((row) => [
        row.querySelector('dt')!.textContent!,
        ...[...row.querySelectorAll('dd:not(.buttons)')].map((each) => each.textContent!),
      ]);
    await press(form, 'Send');
    await eventually(() => heading(form) === 'Sent');

    const { answers } = JSON.parse(to.asked[0]!.text) as Envelope;
    expect(answers.map(({ id, value, words: seen = value }) => [id, value, seen])).to.deep.equal([
      ['ready', 'yes', 'Yes'],
      ['story', 'First line\nsecond line', 'First line\nsecond line'],
      ['who', ['me', 'my-class'], ['Me', 'My class']],
      ['repair', ['fix-it-or-clean-it-up'], ['Fix it or clean it up']],
      ['plan.what', 'I will mend it', 'I will mend it'],
      ['plan.when', id, text],
      ['name', 'Ana', 'Ana'],
    ]);
    expect(shown).to.deep.equal([
      ['Is now a good time to talk?', 'Yes'],
      ['Tell it from your side. What happened first, next and last?', 'First line\nsecond line'],
      ['Who has this been hard for?', 'Me, My class'],
      ['Saying sorry is a start. What will you do to make it up to them?', 'Fix it or clean it up'],
      ['What is the plan? Who will do what, and when?', 'What will they do? I will mend it', `By when? ${text}`],
      ['Your name', 'Ana'],
    ]);
  });

  it('changes one answer from the review and comes back to it, and puts back what was taken out', async () => {
    const form = await open();
    await press(form, 'Start');
    await press(form, 'Next');
    await write(form, 'My side');
    for (let step = 0; step < 7; step++) await press(form, 'Next');
    await press(form, 'Change: Tell it');
    expect(root(form).querySelector('textarea')!.value).to.equal('My side');
    await write(form, 'My side, better');
    await press(form, 'Next');
    expect(heading(form)).to.equal('Check your words');
    expect(words(form)).to.contain('My side, better');
    await press(form, 'Take out: Tell it');
    expect(words(form)).not.to.contain('My side, better');
    await press(form, 'Put back: Tell it');
    expect(words(form)).to.contain('My side, better');
  });

  it('asks every question when all are wanted', async () => {
    const form = await open({ depth: 'full' });
    await eventually(async () => {
      if (heading(form) === 'Putting things right') await press(form, 'Start');
      return words(form).includes('Step 1 of 12');
    });
  });

  it('offers a box for words where the choices could not be loaded', async () => {
    const form = await mount<ReflectionForm>('reflection-form', SETTINGS, endpoint(receipt()), () =>
      Promise.reject(new Error('no network')),
    );
    await press(form, 'Start');
    for (let step = 0; step < 3; step++) await press(form, 'Next');
    expect(heading(form)).to.equal('Who has this been hard for?');
    expect(root(form).querySelector('textarea')).to.exist;
  });

  it('never asks for an apology: making it up is the step, and sorry is no choice', async () => {
    const form = await open();
    await press(form, 'Start');
    for (let step = 0; step < 5; step++) await press(form, 'Next');
    await eventually(() => root(form).querySelector('input[type=checkbox]'));
    expect(heading(form)).to.contain('make it up to them');
    await eventually(() => root(form).querySelector('.gloss'));
    root(form).querySelector<HTMLElement>('.gloss')!.click();
    await eventually(() => words(form).includes('means: do something that helps'));
    for (const tile of root(form).querySelectorAll('.tile')) expect(tile.textContent).not.to.match(/sorry/i);
  });

  it('tells the adult, one tap away, what the pack is not for', async () => {
    const form = await open();
    const guide = (): HTMLDetailsElement | null =>
      [...root(form).querySelectorAll('details')].find((each) => each.textContent!.includes('For adults')) ?? null;
    await eventually(() => guide()?.textContent!.includes('Do not use this for abuse'), 'the words for adults');
    expect(guide()!.open).to.equal(false);
    expect(guide()!.textContent).to.contain(SETTINGS.lead);
  });

  it('offers every kind of answer that a question names, one under the other', async () => {
    const form = await open({ pack: 'caused-harm-teen' });
    await press(form, 'Start');
    while (!words(form).includes('Who has it affected')) await press(form, 'Next');
    expect(root(form).querySelectorAll('fieldset.tiles').length).to.equal(1);
    expect(root(form).querySelector('label[for="who.2"]')!.textContent).to.equal('Add your words');
  });

  it('shows a mood scale as faces, where a question asks by one', async () => {
    const form = await open({ pack: 'harmed-early' });
    await press(form, 'Start');
    while (!words(form).includes('How do you feel?')) await press(form, 'Next');
    expect(root(form).querySelectorAll('.tile input[type=radio]').length).to.equal(3);
    expect(root(form).querySelectorAll('.tile svg:not(.tick)').length).to.equal(3);
  });

  it('keeps words that were typed before the choices had come', async () => {
    const form = await open();
    const { value } = (form as unknown as { content: { value: Pack } }).content;
    const prompt = value.prompts.find(({ id }) => id === 'who')!;
    const typed = answersOf(value, prompt, () => ['Everyone in my class'], english.strings);
    expect(typed).to.deep.equal([{ id: 'who', question: prompt.text, value: 'Everyone in my class' }]);
  });
});

describe('<l30-reflection-form> with every pack', () => {
  before(() => ReflectionForm.define());

  for (const pack of PACK_IDS) {
    it(`can be walked from start to finish with ${pack}, and sends what the review shows`, async () => {
      const to = endpoint(receipt());
      const form = await open({ pack, depth: 'full' }, to);
      await eventually(() => root(form).querySelector('details'), 'the whole pack');
      await press(form, 'Start');
      for (let step = 1; heading(form) !== 'Check your words'; step++) {
        expect(words(form)).to.contain(`Step ${step} of`);
        for (const tiles of root(form).querySelectorAll('fieldset.tiles'))
          [...tiles.querySelectorAll('input')].slice(0, 2).forEach((input) => input.click());
        for (const select of root(form).querySelectorAll('select')) {
          select.selectedIndex = 1;
          select.dispatchEvent(new Event('change'));
        }
        for (const at of root(form).querySelectorAll('textarea, input[type=text]').keys())
          await write(form, `Words ${step} ${at}`, at);
        await press(form, 'Next');
      }
      const shown = [...root(form).querySelectorAll('.review dd:not(.buttons)')].map((dd) => dd.textContent!.trim());
      const asked = [...root(form).querySelectorAll('.review dt')].map((dt) => dt.textContent);
      if (!shown.length) return void expect(words(form)).to.contain('nothing to send yet');
      await press(form, 'Send');
      await eventually(() => to.asked.length);
      const { answers } = JSON.parse(to.asked[0]!.text) as Envelope;
      expect(new Set(answers.map(({ id }) => id)).size, 'an id for each').to.equal(answers.length);
      expect(shown).to.deep.equal(
        answers.map(
          ({ question, value, words: said = value }) =>
            `${asked.includes(question) ? '' : `${question} `}${[said].flat().join(', ')}`,
        ),
      );
    });
  }
});
