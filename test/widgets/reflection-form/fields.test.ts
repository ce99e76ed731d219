import { expect } from '@open-wc/testing';
import type { Envelope } from '../../../src/contract/envelope.ts';
import { calendarOf } from '../../../src/widgets/reflection-form/fields.ts';
import { ReflectionForm } from '../../../src/widgets/reflection-form/reflection-form.ts';
import { fromSource, type LeafLoader } from '../../../src/leaf.ts';
import { endpoint, receipt } from '../../support.ts';
import { eventually, headingOf, mount, SETTINGS } from '../../suites/widget.ts';

const PEOPLE = JSON.stringify([
  {
    id: 'khan',
    name: 'Miss Khan',
    role: 'Pastoral Lead',
    photo: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=',
    when: 'Monday to Friday',
  },
  { id: 'owen', name: 'Mr Owen', photo: '/owen.jpg' },
]);

const root = (form: ReflectionForm): ShadowRoot => form.shadowRoot!;
const tile = (form: ReflectionForm, value: string): HTMLInputElement =>
  root(form).querySelector<HTMLInputElement>(`input[value="${value}"]`)!;

async function press(form: ReflectionForm, name: string): Promise<void> {
  [...root(form).querySelectorAll('button')].find((each) => each.textContent!.trim() === name)!.click();
  await form.updateComplete;
}

async function choose(form: ReflectionForm, value: string): Promise<void> {
  tile(form, value).click();
  await form.updateComplete;
}

async function write(form: ReflectionForm, id: string, value: string): Promise<void> {
  const box = root(form).querySelector<HTMLInputElement>(`[id="${id}"]`)!;
  box.value = value;
  box.dispatchEvent(new Event('input'));
  box.dispatchEvent(new Event('change'));
  await form.updateComplete;
}

/** Opens a pack and goes on until its question is on the screen, with the part that it needs. */
async function at(question: RegExp, pack: string, more = {}, to = endpoint(receipt())): Promise<ReflectionForm> {
  const form = await mount<ReflectionForm>('reflection-form', { ...SETTINGS, pack, depth: 'full', ...more }, to);
  await eventually(() => root(form).querySelector('details'), 'the whole pack');
  await press(form, 'Start');
  while (!question.test(headingOf(form))) await press(form, 'Next');
  await eventually(
    () => root(form).querySelector('.row, .rungs, input[type=date], input[value=someone-else], input[value=not-yet]'),
    'the part',
  );
  return form;
}

async function sentBy(form: ReflectionForm, to: ReturnType<typeof endpoint>): Promise<Envelope['answers']> {
  while (!root(form).querySelector('.review')) await press(form, 'Next');
  await press(form, 'Send');
  await eventually(() => to.asked.length);
  return (JSON.parse(to.asked[0]!.text) as Envelope).answers;
}

describe('<l30-reflection-form> and ways to answer that few packs have', () => {
  before(() => ReflectionForm.define());

  describe('someone you trust', () => {
    it('is chosen by name and picture from those the school names', async () => {
      const to = endpoint(receipt());
      const form = await at(/by your side/, 'harmed', { 'trusted-adults': PEOPLE }, to);
      expect([...root(form).querySelectorAll('.tile')].map((each) => each.textContent!.trim())).to.deep.equal([
        'Miss Khan, Pastoral Lead, Monday to Friday',
        'Mr Owen',
        'Someone else',
        'I am not sure',
      ]);
      const [photo] = root(form).querySelectorAll<HTMLImageElement>('.tile img');
      expect(photo!.src).to.equal(`${location.origin}/owen.jpg`);
      expect(photo!.alt).to.equal('');
      await choose(form, 'khan');
      await expect(form).to.be.accessible();
      const [answer] = await sentBy(form, to);
      expect(answer).to.include({ value: 'khan', words: 'Miss Khan, Pastoral Lead, Monday to Friday' });
    });

    it('can be named in words where the school names nobody, or it is someone else', async () => {
      const to = endpoint(receipt());
      const form = await at(/by your side/, 'harmed', {}, to);
      await choose(form, 'family');
      const [{ id }] = [...root(form).querySelectorAll<HTMLInputElement>('input:not([type=radio])')] as [
        HTMLInputElement,
      ];
      await write(form, id, 'My gran');
      await choose(form, 'not-sure');
      expect(root(form).querySelector(`[id="${id}"]`), 'nobody to name').to.equal(null);
      await choose(form, 'someone-else');
      expect(root(form).querySelector<HTMLInputElement>(`[id="${id}"]`)!.value).to.equal('My gran');
      const answers = await sentBy(form, to);
      expect(answers.map(({ value, words }) => [value, words])).to.deep.equal([
        ['someone-else', 'Someone else'],
        ['My gran', undefined],
      ]);
    });

    for (const [what, setting] of [
      ['no JSON', 'Miss Khan'],
      ['no list', '{"id": "khan", "name": "Miss Khan"}'],
      ['someone without a name', '[{"id": "khan"}]'],
      ['nothing at all in it', '[null]'],
    ] as const) {
      it(`tells the school about a setting with ${what}, and goes on without it`, async () => {
        const form = await at(/by your side/, 'harmed', { 'trusted-adults': setting });
        await eventually(
          () => root(form).querySelector('.admin')?.textContent!.includes('trusted-adults'),
          'the note for admins',
        );
        expect(tile(form, 'teacher')).to.exist;
      });
    }
  });

  describe('a day', () => {
    it('is a near one first, and travels as the day itself', async () => {
      const to = endpoint(receipt());
      const form = await at(/look again/, 'group-repair', {}, to);
      const near = [...root(form).querySelectorAll<HTMLInputElement>('.tile input')];
      expect(near.map((input) => input.closest('label')!.textContent!.trim().split(',')[0])).to.deep.equal([
        'Today',
        'Tomorrow',
        'In three days',
        'In a week',
      ]);
      const days = near.map(({ value }) => new Date(`${value}T12:00`).getTime());
      expect(days.slice(1).map((day) => Math.round((day - days[0]!) / 86_400_000))).to.deep.equal([1, 3, 7]);
      expect(new Date(days[0]!).toDateString()).to.equal(new Date().toDateString());
      await choose(form, near[1]!.value);
      const answers = await sentBy(form, to);
      expect(answers.at(-1)!.value).to.equal(near[1]!.value);
      expect(answers.at(-1)!.words).to.match(/^Tomorrow, \w+/);
    });

    it('can be any other from a calendar, which then has words like the others', async () => {
      const to = endpoint(receipt());
      const form = await at(/look again/, 'group-repair', {}, to);
      const box = root(form).querySelector<HTMLInputElement>('input[type=date]')!;
      await write(form, box.id, '2031-03-05');
      expect(tile(form, '2031-03-05').checked).to.equal(true);
      await write(form, box.id, '');
      expect(tile(form, '2031-03-05').checked, 'an emptied box takes nothing away').to.equal(true);
      await expect(form).to.be.accessible();
      const answers = await sentBy(form, to);
      expect(answers.at(-1)).to.include({
        value: '2031-03-05',
        words: new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'short' }).format(
          new Date('2031-03-05T12:00'),
        ),
      });
    });
  });

  it('leaves alone whoever is writing when the part comes', async () => {
    let come = (): void => undefined;
    const gate = new Promise<void>((resolve) => (come = resolve));
    const late: LeafLoader = async (path, bring) => {
      if (path.endsWith('/fields')) await gate;
      return fromSource(path, bring);
    };
    const form = await mount<ReflectionForm>(
      'reflection-form',
      { ...SETTINGS, pack: 'caused-harm-teen' },
      endpoint(receipt()),
      late,
    );
    await eventually(() => root(form).querySelector('button'));
    await press(form, 'Start');
    while (!/make it up/.test(headingOf(form))) await press(form, 'Next');
    const box = root(form).querySelector('textarea')!;
    box.focus();
    come();
    await eventually(() => root(form).querySelector('.rungs'), 'the part');
    expect(root(form).activeElement).to.equal(box);
  });

  describe('a plan', () => {
    it('has one row, more when they are asked for, and never more than its pack takes', async () => {
      const form = await at(/What is the plan/, 'caused-harm');
      expect(root(form).querySelectorAll('[role=group]').length).to.equal(1);
      await press(form, 'Add to the plan');
      await press(form, 'Add to the plan');
      expect(
        [...root(form).querySelectorAll('[role=group]')].map((row) => row.getAttribute('aria-label')),
      ).to.deep.equal(['Plan 1', 'Plan 2', 'Plan 3']);
      expect(
        [...root(form).querySelectorAll('button')].some((button) => button.textContent === 'Add to the plan'),
      ).to.equal(false);
      await expect(form).to.be.accessible();
    });

    it('sends each row under ids of its own', async () => {
      const to = endpoint(receipt());
      const form = await at(/What is the plan/, 'caused-harm', {}, to);
      await write(form, 'plan.what', 'Mend the den');
      await press(form, 'Add to the plan');
      await write(form, 'plan.2.who', 'Me and Sam');
      await write(form, 'plan.2.check', 'Miss Khan');
      const { options } = root(form).querySelector<HTMLSelectElement>('[id="plan.2.when"]')!;
      expect([...options].map(({ text }) => text.split(',')[0])).to.deep.equal([
        'Not decided yet',
        'Today',
        'Tomorrow',
        'In three days',
        'In a week',
        'Another day',
      ]);
      const tomorrow = options[2]!.value;
      await write(form, 'plan.2.when', tomorrow);
      await write(form, 'plan.when', options[3]!.value);
      await write(form, 'plan.when', '');
      const answers = await sentBy(form, to);
      expect(answers.map(({ id, question, value }) => [id, question, value])).to.deep.equal([
        ['plan.what', 'What will they do?', 'Mend the den'],
        ['plan.2.who', '2. Who will do it?', 'Me and Sam'],
        ['plan.2.when', '2. By when?', tomorrow],
        ['plan.2.check', '2. Who will check how it went?', 'Miss Khan'],
      ]);
    });

    it('offers its day for a calendar once there is one, without a word that anyone wrote', async () => {
      const form = await at(/What is the plan/, 'caused-harm');
      await write(form, 'plan.what', 'Mend the den');
      const named = (): boolean =>
        [...root(form).querySelectorAll('button')].some(
          (button) => button.textContent === 'Put this day in a calendar',
        );
      expect(named()).to.equal(false);
      await write(form, 'plan.on', 'other');
      expect(named(), 'no day yet').to.equal(false);
      await write(form, 'plan.on.day', '2031-03-05');
      expect(root(form).querySelector<HTMLSelectElement>('[id="plan.on"]')!.selectedOptions[0]!.value).to.equal(
        '2031-03-05',
      );
      expect(named()).to.equal(true);
      let file: Blob | undefined;
      const { createObjectURL } = URL;
      URL.createObjectURL = (blob: Blob) => createObjectURL.call(URL, (file = blob));
      // A download would leave the page of the tests.
      const { click } = HTMLAnchorElement.prototype;
      let name = '';
      HTMLAnchorElement.prototype.click = function () {
        name = this.download;
      };
      await press(form, 'Put this day in a calendar');
      Object.assign(URL, { createObjectURL });
      HTMLAnchorElement.prototype.click = click;
      expect(name).to.equal('plan.ics');
      expect(file!.type).to.equal('text/calendar');
      const text = await file!.text();
      expect(text)
        .to.contain('DTSTART;VALUE=DATE:20310305\r\n')
        .and.to.contain('SUMMARY:Look at our plan together\r\n')
        .and.not.to.contain('den');
    });

    it('is a calendar entry as RFC 5545 wants it', () => {
      const lines = calendarOf(
        '2031-03-05',
        'Look at our plan together',
        new Date(Date.UTC(2026, 10, 24, 9, 5, 7)),
      ).split('\r\n');
      expect(lines.filter((line) => !line.startsWith('UID:'))).to.deep.equal([
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//l30-widgets//EN',
        'BEGIN:VEVENT',
        'DTSTAMP:20261124T090507Z',
        'DTSTART;VALUE=DATE:20310305',
        'SUMMARY:Look at our plan together',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ]);
      expect(lines.find((line) => line.startsWith('UID:'))).to.match(/^UID:[\d-]+@l30-widgets$/);
    });

    it('loses no words that were written before the part had come', async () => {
      let come = (): void => undefined;
      const gate = new Promise<void>((resolve) => (come = resolve));
      const late: LeafLoader = async (path, bring) => {
        if (path.endsWith('/fields')) await gate;
        return fromSource(path, bring);
      };
      const to = endpoint(receipt());
      const form = await mount<ReflectionForm>('reflection-form', SETTINGS, to, late);
      await press(form, 'Start');
      while (!/What is the plan/.test(headingOf(form))) await press(form, 'Next');
      await write(form, 'plan', 'We mend the den together');
      come();
      await eventually(() => root(form).querySelector('.row'), 'the part');
      expect(root(form).querySelector<HTMLInputElement>('[id="plan"]')!.value).to.equal('We mend the den together');
      const answers = await sentBy(form, to);
      expect(answers.map(({ id, value }) => [id, value])).to.deep.equal([['plan', 'We mend the den together']]);
    });
  });

  it('makes nobody feel bad for not being ready', async () => {
    const form = await at(/good time to talk/, 'caused-harm');
    const kind = 'That is fine. You can stop here and come back another time.';
    expect(root(form).textContent).not.to.contain(kind);
    await choose(form, 'not-yet');
    await eventually(() => root(form).textContent!.includes(kind), 'the part');
    await choose(form, 'yes');
    expect(root(form).textContent).not.to.contain(kind);
  });

  it('shows making it up as the highest of three rungs, and asks for no apology', async () => {
    const form = await at(/make it up to them/, 'caused-harm');
    const rungs = [...root(form).querySelectorAll('.rungs li')].map((rung) => rung.textContent!);
    expect(rungs.length).to.equal(3);
    expect(rungs[0]).to.contain('sorry').and.to.contain('if you mean it');
    expect(rungs[2]).to.contain('Make it up').and.to.contain('it counts most');
    expect(root(form).querySelectorAll('.rungs input, .rungs textarea').length).to.equal(0);
  });
});
