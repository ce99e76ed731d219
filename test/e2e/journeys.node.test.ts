/** What somebody enters on the school's website is what the school finds in its database: word for word, nothing more. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
// @ts-expect-error Plain JavaScript, because it runs before anything is installed.
import { enginesOf } from '../tools/engines.mjs';
import { eventually, houseIn, inEngine, inWords, Widget, type PlainRow } from './support.ts';

const QUESTIONS = {
  ready: 'Is now a good time to talk?',
  story: 'Tell it from your side. What happened first, next and last?',
  thoughts: 'What was in your head just before it happened?',
  who: 'Who has this been hard for?',
  impact: 'What do you think it has been like for them?',
  repair: 'Saying sorry is a start. What will you do to make it up to them?',
  help: 'What help would you like from us?',
  plan: 'What is the plan? Who will do what, and when?',
};

/** The review as pairs of question and words, read from the screen; what was taken out has none. */
async function review(form: Widget): Promise<[question: string, words: string][]> {
  return form.page.$eval(form.tag, (host) =>
    Array.from(host.shadowRoot!.querySelectorAll('[part=review] > div')).flatMap((entry) =>
      Array.from(entry.querySelectorAll('dd:not(.buttons, .out)')).map((line): [string, string] => {
        const words = line.querySelector('bdi')?.textContent ?? line.textContent!;
        // A plan's four boxes have questions of their own, which stand before the words.
        const own = line.textContent!.slice(0, -words.length).trim();
        return [own || entry.querySelector('dt')!.textContent!, words];
      }),
    ),
  );
}

/** Tomorrow on the calendar of the device, which is what "Tomorrow" has to mean to whoever reads it next week; runs in the page. */
function dayAfterToday(): string {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => `${part}`.padStart(2, '0')).join('-');
}

/** The name of what has the focus, and whether it is a heading that a screen reader has been taken to. */
async function focused(widget: Widget): Promise<string> {
  return widget.page.$eval(widget.tag, (host) => {
    const element = host.shadowRoot!.activeElement as HTMLInputElement | null;
    if (!element) return '';
    const label = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent;
    const named = host.shadowRoot!.getElementById(element.getAttribute('aria-labelledby') ?? '');
    return (label ?? named?.textContent ?? element.textContent ?? '').trim();
  });
}

/** Presses Tab until something has the focus. It must come without going round the whole page. */
async function tabTo(widget: Widget, name: string): Promise<void> {
  const passed: string[] = [];
  while (passed.length < 30) {
    await widget.page.keyboard.press('Tab');
    const now = await focused(widget);
    if (now === name) return;
    passed.push(now);
  }
  assert.fail(`Tab does not come to "${name}", but to: ${passed.join(' | ')}`);
}

describe('journeys', { concurrency: 2 }, () => {
  for (const engine of ['chromium', 'firefox'] as const) {
    describe(`in ${engine}`, inEngine(engine, 2), () => {
      const house = houseIn(engine);

      async function visit(context: TestContext, path: string, name: Widget['name']) {
        const { demo, open } = await house(context);
        const { page, errors } = await open(path);
        /** The one row that the database has then. */
        const row = async (): Promise<PlainRow> => {
          const [first, ...more] = await demo.rows();
          assert.ok(first, 'nothing was stored');
          assert.deepEqual(more, []);
          return first;
        };
        return { demo, widget: new Widget(page, name), errors, row };
      }

      it('the review of the reflection form shows what is stored, field for field, without what was skipped or taken out', async (context) => {
        const { widget: form, errors, row } = await visit(context, '/putting-it-right.html', 'reflection-form');
        await form.press('Start');
        await form.shows(QUESTIONS.ready);
        await form.choose('radio', 'Yes, with someone I trust');
        await form.press('Next');
        await form.shows(QUESTIONS.story);
        await form.type(QUESTIONS.story, 'First we raced.\nThen I pushed  him.');
        await form.press('Next');
        await form.shows(QUESTIONS.thoughts);
        await form.type(QUESTIONS.thoughts, 'These words are skipped');
        await form.press('Skip');
        await form.shows(QUESTIONS.who);
        await form.choose('checkbox', 'My class');
        await form.choose('checkbox', 'Me');
        await form.press('Next');
        await form.shows(QUESTIONS.impact);
        await form.type(QUESTIONS.impact, 'These words are taken out');
        await form.press('Next');
        await form.shows(QUESTIONS.repair);
        await form.choose('checkbox', 'Ask them to join in');
        await form.press('Next');
        await form.shows(QUESTIONS.help);
        await form.press('Next');
        await form.shows(QUESTIONS.plan);
        await form.type('Who will do it?', 'Me');
        const tomorrow = await form.pick('By when?', 'Tomorrow');
        await form.press('Next');
        await form.shows('Check your words');
        await form.press(`Take out: ${QUESTIONS.impact}`);
        await form.press(`Change: ${QUESTIONS.repair}`);
        await form.shows(QUESTIONS.repair);
        await form.choose('checkbox', 'Say it was me');
        await form.press('Next');
        await form.shows('Check your words');

        const shown = await review(form);
        assert.deepEqual(shown, [
          [QUESTIONS.ready, 'Yes, with someone I trust'],
          [QUESTIONS.story, 'First we raced.\nThen I pushed  him.'],
          [QUESTIONS.who, 'Me, My class'],
          [QUESTIONS.repair, 'Say it was me, Ask them to join in'],
          ['Who will do it?', 'Me'],
          ['By when?', tomorrow],
        ]);
        await form.press('Send');
        await form.becomes('sent', 'Sent');

        const { envelope } = await row();
        const { answers, id: _id, sentAt: _sentAt, ...rest } = envelope;
        assert.deepEqual(rest, {
          v: 1,
          widget: 'reflection-form',
          pack: 'caused-harm',
          site: 'hollybrook',
          lang: 'en-GB',
        });
        assert.deepEqual(inWords(answers), shown);
        assert.deepEqual(
          answers.map(({ id, value }) => [id, value]),
          [
            ['ready', 'with-someone'],
            ['story', 'First we raced.\nThen I pushed  him.'],
            ['who', ['me', 'my-class']],
            ['repair', ['say-it-was-me', 'ask-them-to-join-in']],
            ['plan.who', 'Me'],
            ['plan.when', await form.page.evaluate(dayAfterToday)],
          ],
        );
        assert.doesNotMatch(JSON.stringify(envelope), /skipped|taken out/);
        assert.deepEqual(errors, []);
      });

      it('the reflection form can be used with the keyboard alone [case 55]', async (context) => {
        const { widget: form, row } = await visit(context, '/putting-it-right.html', 'reflection-form');
        const { keyboard } = form.page;
        /** Each new screen takes the focus to its heading, or nobody who cannot see it would notice. */
        const arrives = (heading: string) => eventually(async () => assert.equal(await focused(form), heading));
        const pressOn = async (name: string, key: 'Enter' | ' ') => {
          await tabTo(form, name);
          await keyboard.press(key);
        };
        await form.shows('Putting things right');
        await pressOn('Start', 'Enter');
        await arrives(QUESTIONS.ready);
        await pressOn('Yes', ' ');
        await keyboard.press('ArrowDown');
        await eventually(async () => assert.deepEqual(await form.all(':checked + span'), ['Not yet']));
        await pressOn('Next', 'Enter');
        await arrives(QUESTIONS.story);
        await tabTo(form, QUESTIONS.story);
        await keyboard.type('We argued');
        await pressOn('Next', ' ');
        await arrives(QUESTIONS.thoughts);
        await pressOn('Skip', 'Enter');
        await arrives(QUESTIONS.who);
        await pressOn('My friend', ' ');
        await pressOn('Next', 'Enter');
        for (const question of [QUESTIONS.impact, QUESTIONS.repair, QUESTIONS.help]) {
          await arrives(question);
          await pressOn('Skip', ' ');
        }
        await arrives(QUESTIONS.plan);
        await pressOn('Next', 'Enter');
        await arrives('Check your words');
        await pressOn(`Take out: ${QUESTIONS.ready}`, ' ');
        await eventually(() => form.control('button', `Put back: ${QUESTIONS.ready}`));
        const shown = await review(form);
        await pressOn('Send', 'Enter');
        await form.becomes('sent', 'Sent');
        await arrives('Sent');

        const { envelope } = await row();
        assert.deepEqual(shown, [
          [QUESTIONS.story, 'We argued'],
          [QUESTIONS.who, 'My friend'],
        ]);
        assert.deepEqual(inWords(envelope.answers), shown);
      });

      // The form has every kind of control that the others are made of: for those, one engine will do.
      if (!enginesOf('one', ['chromium', 'firefox']).includes(engine)) return;

      it('what a pupil writes on the question card is in the database', async (context) => {
        const { widget: card, errors, row } = await visit(context, '/situations/custom-element.html', 'question-card');
        await card.press('Another one');
        const question = await card.heading();
        await card.type('Add your words', 'Die Sonne \u2600 & "a <b>friend</b>"');
        await card.press('Send');
        await card.becomes('sent', 'Sent');
        assert.match(await card.text(), /Miss Khan, Pastoral Lead will read it each school day before 10am\./);

        const { tenant, envelope } = await row();
        assert.equal(tenant, 'hollybrook');
        const { answers, id, sentAt, ...rest } = envelope;
        assert.deepEqual(rest, { v: 1, widget: 'question-card', pack: 'check-in', site: 'hollybrook', lang: 'en-GB' });
        assert.deepEqual(
          answers.map(({ id: _, ...answer }) => answer),
          [{ question, value: 'Die Sonne \u2600 & "a <b>friend</b>"' }],
        );
        assert.match(id, /^[\da-f]{32}$/);
        assert.ok(Math.abs(Date.now() - Date.parse(sentAt)) < 600_000, `the device's clock says ${sentAt}`);
        assert.deepEqual(errors, []);
      });

      it('the mood, the words, the wish to talk and the name are in the database as they were on the screen', async (context) => {
        const { widget: mood, errors, row } = await visit(context, '/pupils.html', 'mood-check-in');
        await mood.choose('radio', 'Very happy');
        await mood.choose('radio', 'A bit low');
        await mood.choose('checkbox', 'I would like to talk to someone');
        await mood.type('Your name', 'Zo\u00eb');
        await mood.type('Would you like to add anything?', 'My hamster is ill');
        const question = await mood.heading();
        const words = (await mood.all('.faces :checked + span')).join();
        await mood.press('Send');
        await mood.becomes('sent', 'Sent');

        const { envelope } = await row();
        const { answers, id: _id, sentAt: _sentAt, ...rest } = envelope;
        assert.deepEqual(rest, { v: 1, widget: 'mood-check-in', pack: 'faces-5', site: 'hollybrook', lang: 'en-GB' });
        assert.equal(words, 'A bit low');
        assert.deepEqual(answers, [
          { id: 'mood', question, value: 'low', words },
          { id: 'words', question: 'Would you like to add anything?', value: 'My hamster is ill' },
          { id: 'talk', question: 'I would like to talk to someone', value: 'yes' },
          { id: 'name', question: 'Your name', value: 'Zo\u00eb' },
        ]);
        assert.deepEqual(errors, []);

        // The next child sits down.
        await mood.press('Clear this screen');
        await mood.becomes('idle', question);
        assert.deepEqual(await mood.all(':checked'), []);
        assert.doesNotMatch(await mood.text(), /hamster|Zo\u00eb/);
      });

      it('a family that signs up is in the database with the words it consented to', async (context) => {
        const { demo, widget: signup, errors, row } = await visit(context, '/families.html', 'newsletter-signup');
        const consent = 'Yes, email me the Hollybrook letter. I am 18 or over.';
        await signup.type('Email address', 'parent@example.org');
        await signup.press('Sign up');
        // The box is never ticked in advance, so the form first asks for it.
        await signup.becomes('invalid', 'School news by email');
        assert.deepEqual(await demo.rows(), []);
        await signup.choose('checkbox', consent);
        await signup.press('Sign up');
        await signup.becomes('sent', 'Thank you. We have saved your email address.');

        const { envelope } = await row();
        const { answers, id: _id, sentAt: _sentAt, ...rest } = envelope;
        assert.deepEqual(rest, { v: 1, widget: 'newsletter-signup', site: 'hollybrook', lang: 'en-GB' });
        assert.deepEqual(answers, [
          { id: 'email', question: 'Email address', value: 'parent@example.org' },
          { id: 'consent', question: consent, value: 'yes' },
        ]);
        assert.deepEqual(errors, []);
      });

      it('the mood check-in can be used with the keyboard alone [case 55]', async (context) => {
        const { widget: mood, row } = await visit(context, '/pupils.html', 'mood-check-in');
        const { keyboard } = mood.page;
        await mood.shows('How are you feeling right now?');
        await tabTo(mood, 'Very happy');
        await keyboard.press(' ');
        await keyboard.press('ArrowDown');
        await keyboard.press('ArrowDown');
        await eventually(async () => assert.deepEqual(await mood.all(':checked + span'), ['In the middle']));
        await tabTo(mood, 'I would like to talk to someone');
        await keyboard.press(' ');
        await tabTo(mood, 'Would you like to add anything?');
        await keyboard.type('I slept badly');
        await tabTo(mood, 'Send');
        await keyboard.press('Enter');
        await mood.becomes('sent', 'Sent');
        await eventually(async () => assert.equal(await focused(mood), 'Sent'));

        const { envelope } = await row();
        assert.deepEqual(inWords(envelope.answers), [
          ['How are you feeling right now?', 'In the middle'],
          ['Would you like to add anything?', 'I slept badly'],
          ['I would like to talk to someone', 'yes'],
        ]);
      });
    });
  }
});
