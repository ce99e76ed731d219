import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { en } from '../../../src/locales/en/core.ts';
import { MoodCheckIn } from '../../../src/widgets/mood-check-in/mood-check-in.ts';
import { fromSource } from '../../../src/leaf.ts';
import { bannedWords, endpoint, held, later, noNetwork, problem, receipt } from '../../support.ts';
import { envelopes, eventually, headingOf, isBlank, mount, SETTINGS, settled, shown } from '../../suites/widget.ts';
import { words } from '../../../src/locales/en/mood-kiosk.ts';

const root = (widget: MoodCheckIn): ShadowRoot => widget.shadowRoot!;
const button = (widget: MoodCheckIn, text: string): HTMLElement | undefined =>
  [...root(widget).querySelectorAll('button')].find(
    (each) => each.textContent!.trim() === text && each.checkVisibility(),
  );
const said = (widget: MoodCheckIn): string => root(widget).querySelector('[role=status]')!.textContent!;
const secondsLeft = (widget: MoodCheckIn): number | undefined => {
  const words = root(widget).querySelector('.clearing p')?.textContent;
  return words === undefined ? undefined : Number(/\d+/.exec(words!)![0]);
};

async function press(widget: MoodCheckIn, target: string): Promise<void> {
  (root(widget).querySelector<HTMLElement>(target.startsWith('input') ? target : 'never') ??
    button(widget, target))!.click();
  await widget.updateComplete;
}

/** A clock that goes only when it is told to. */
function standingClock(): { pass(widget: MoodCheckIn, seconds: number): Promise<void>; mend(): void } {
  const { now } = Date;
  const { setInterval } = window;
  const start = now();
  const ticks: (() => void)[] = [];
  let passed = 0;
  Date.now = () => start + passed * 1000;
  window.setInterval = ((run: () => void, pause: number) =>
    pause === 1000 ? ticks.push(run) : setInterval(run, pause)) as typeof window.setInterval;
  return {
    async pass(widget, seconds) {
      for (let i = 0; i < seconds; i++) {
        passed += 1;
        for (const tick of ticks) tick();
      }
      await widget.updateComplete;
    },
    mend: () => Object.assign(window, { setInterval }) && Object.assign(Date, { now }),
  };
}

describe('<l30-mood-check-in kiosk>', () => {
  let clock: ReturnType<typeof standingClock>;
  const { error } = console;
  before(() => {
    MoodCheckIn.define();
    console.error = () => undefined;
  });
  after(() => {
    console.error = error;
  });
  beforeEach(() => {
    clock = standingClock();
  });
  afterEach(() => clock.mend());

  async function open(to = endpoint(receipt()), more: Record<string, string> = {}): Promise<MoodCheckIn> {
    const widget = await mount<MoodCheckIn>('mood-check-in', { ...SETTINGS, kiosk: '', ...more }, to);
    await eventually(() => root(widget).querySelector('.counts'), 'the part has come');
    return widget;
  }
  const alone = { endpoint: '', readers: '' };
  const isStart = (widget: MoodCheckIn): boolean =>
    headingOf(widget) === 'How are you feeling right now?' && isBlank(widget) && !secondsLeft(widget);

  it('thanks after an answer has arrived, and clears itself for the next person', async () => {
    const to = endpoint(receipt());
    const widget = await open(to);
    await press(widget, 'input[value=low]');
    await press(widget, 'Send');
    await settled(widget, 'sent');
    expect(shown(widget)).to.contain(en.moodThanks).and.not.to.contain('A bit low');
    expect(secondsLeft(widget)).to.equal(20);
    expect(button(widget, 'Clear this screen')).to.equal(undefined);
    await expect(widget).to.be.accessible();
    await clock.pass(widget, 19);
    expect(secondsLeft(widget)).to.equal(1);
    await clock.pass(widget, 1);
    expect(isStart(widget)).to.equal(true);
    expect(to.asked).to.have.lengthOf(1);
  });

  it('is the next person\u2019s at once when someone says so', async () => {
    const to = endpoint(receipt());
    const widget = await open(to);
    for (const mood of ['happy', 'very-low']) {
      await press(widget, `input[value=${mood}]`);
      await press(widget, 'Send');
      await settled(widget, 'sent');
      await press(widget, 'Next person');
      expect(isStart(widget)).to.equal(true);
      expect(root(widget).activeElement).to.equal(root(widget).querySelector('h2'));
    }
    const [first, second] = envelopes(to);
    expect([first, second].map((each) => each!.answers[0]!.value)).to.deep.equal(['happy', 'very-low']);
    expect(second!.id).not.to.equal(first!.id);
    expect(second!.replaces).to.equal(undefined);
  });

  it('clears itself after "I would rather not say", with what had been chosen before', async () => {
    const widget = await open();
    await press(widget, 'input[value=low]');
    await press(widget, en.ratherNotSay);
    expect(secondsLeft(widget)).to.equal(20);
    await expect(widget).to.be.accessible();
    await clock.pass(widget, 20);
    expect(isStart(widget)).to.equal(true);
  });

  it('clears an answer that nobody goes on with, after a warning that is seen and heard, and gives more time to whoever wants it', async () => {
    const widget = await open();
    await press(widget, 'input[value=low]');
    await clock.pass(widget, 39);
    expect(secondsLeft(widget)).to.equal(undefined);
    await clock.pass(widget, 1);
    expect(secondsLeft(widget)).to.equal(20);
    await eventually(() => said(widget).startsWith(words.clearing));
    await expect(widget).to.be.accessible();
    for (let times = 0; times < 12; times++) {
      await press(widget, 'More time');
      expect(secondsLeft(widget), 'once more').to.equal(undefined);
      expect(root(widget).querySelector<HTMLInputElement>('input[value=low]')!.checked).to.equal(true);
      await clock.pass(widget, 50);
    }
    await clock.pass(widget, 10);
    expect(isStart(widget)).to.equal(true);
  });

  it('waits for as long as someone types, points or scrolls', async () => {
    const widget = await open();
    await press(widget, 'input[value=low]');
    for (const type of ['pointermove', 'wheel', 'keydown']) {
      await clock.pass(widget, 59);
      document.body.dispatchEvent(new Event(type, { bubbles: true }));
      await widget.updateComplete;
      expect(secondsLeft(widget), type).to.equal(undefined);
    }
    root(widget).querySelector('textarea')!.focus();
    await clock.pass(widget, 59);
    await sendKeys({ type: 'Hi' });
    await clock.pass(widget, 59);
    expect(root(widget).querySelector('textarea')!.value).to.equal('Hi');
  });

  it('shows nobody what was there when the device fell asleep, whatever is touched first', async () => {
    const widget = await open();
    await press(widget, 'input[value=low]');
    const { now } = Date;
    Date.now = () => now() + 3_600_000;
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    await widget.updateComplete;
    expect(isStart(widget)).to.equal(true);
  });

  it('has no clock on the screen while there is nothing to clear', async () => {
    const widget = await open();
    await clock.pass(widget, 300);
    expect(isStart(widget)).to.equal(true);
  });

  it('leaves someone who is elsewhere on the page where they are', async () => {
    const widget = await open();
    const elsewhere = document.body.appendChild(document.createElement('input'));
    await press(widget, 'input[value=low]');
    elsewhere.focus();
    await clock.pass(widget, 60);
    expect(isStart(widget)).to.equal(true);
    expect(document.activeElement).to.equal(elsewhere);
    elsewhere.remove();
  });

  for (const [what, answering] of [
    ['cut the way', noNetwork],
    ['said no', problem(403, 'origin-not-allowed')],
  ] as const) {
    it(`neither shows nor loses what could not be sent, when something has ${what}`, async () => {
      const to = endpoint(answering);
      const widget = await open(to);
      await press(widget, 'input[value=low]');
      await press(widget, 'Send');
      await settled(widget, what === 'said no' ? 'refused' : 'failed');
      await clock.pass(widget, 60);
      expect(headingOf(widget)).to.equal(words.coverTitle);
      expect(shown(widget))
        .not.to.contain('A bit low')
        .and.not.to.match(/\bsent yet\b/);
      expect(root(widget).querySelector('.faces')).not.to.exist;
      await expect(widget).to.be.accessible();
      await clock.pass(widget, 600);
      expect(headingOf(widget)).to.equal(words.coverTitle);
      root(widget).querySelector('details')!.open = true;
      await press(widget, 'Show it');
      expect(root(widget).querySelector<HTMLInputElement>('input[value=low]')!.checked).to.equal(true);
      await clock.pass(widget, 60);
      root(widget).querySelector('details')!.open = true;
      await press(widget, 'Next person');
      expect(isStart(widget)).to.equal(true);
    });
  }

  it('says so when what was covered has arrived by itself, and goes on with the next person', async () => {
    const widget = await open(endpoint(noNetwork, receipt()));
    await press(widget, 'input[value=low]');
    await press(widget, 'Send');
    await settled(widget, 'failed');
    await clock.pass(widget, 60);
    expect(headingOf(widget)).to.equal(words.coverTitle);
    const mend = later(60_000);
    await settled(widget, 'sent');
    mend();
    expect(headingOf(widget)).to.equal(en.sentTitle);
    await clock.pass(widget, 20);
    expect(isStart(widget)).to.equal(true);
  });

  it('does not throw away what could not be sent when its writer would rather not say after all', async () => {
    const widget = await open(endpoint(problem(403, 'origin-not-allowed')));
    await press(widget, 'input[value=low]');
    await press(widget, 'Send');
    await settled(widget, 'refused');
    await press(widget, en.ratherNotSay);
    await clock.pass(widget, 60);
    expect(headingOf(widget)).to.equal(words.coverTitle);
    root(widget).querySelector('details')!.open = true;
    await press(widget, 'Show it');
    await press(widget, en.goBack);
    expect(root(widget).querySelector<HTMLInputElement>('input[value=low]')!.checked).to.equal(true);
  });

  it('does not lose what is on its way when its writer would rather not say after all', async () => {
    const { answer, letGo } = held(noNetwork);
    const widget = await open(endpoint(answer));
    await press(widget, 'input[value=low]');
    await press(widget, 'Send');
    await press(widget, en.ratherNotSay);
    await clock.pass(widget, 300);
    letGo();
    await settled(widget, 'failed');
    await press(widget, en.goBack);
    expect(root(widget).querySelector<HTMLInputElement>('input[value=low]')!.checked).to.equal(true);
  });

  it('clears what an endpoint took without proof like an answer that nobody goes on with', async () => {
    const widget = await open(
      endpoint(() => new Response('{}', { status: 200 })),
      { dialect: 'form' },
    );
    await press(widget, 'input[value=low]');
    await press(widget, 'Send');
    await settled(widget, 'unconfirmed');
    await clock.pass(widget, 59);
    expect(shown(widget)).to.contain(en.unconfirmed);
    await clock.pass(widget, 1);
    expect(isStart(widget)).to.equal(true);
  });

  it('does not clear while an answer is on its way', async () => {
    const { answer, letGo } = held(receipt());
    const widget = await open(endpoint(answer));
    await press(widget, 'input[value=low]');
    await press(widget, 'Send');
    await clock.pass(widget, 300);
    expect(shown(widget)).to.contain('A bit low');
    letGo();
    await settled(widget, 'sent');
    expect(secondsLeft(widget)).to.equal(20);
  });

  it('works for a class that keeps its answers to itself, and says that nothing is sent', async () => {
    const to = endpoint(receipt());
    const widget = await open(to, alone);
    expect(root(widget).querySelector('.admin')).not.to.exist;
    expect(button(widget, 'Done')).to.equal(undefined);
    await press(widget, 'input[value=low]');
    await press(widget, 'input[name=talk]');
    expect(shown(widget)).to.contain(en.talkOnly);
    expect(root(widget).querySelector('[part=send]')).not.to.exist;
    await press(widget, 'Done');
    expect(headingOf(widget)).to.equal(en.moodThanks);
    expect(shown(widget)).to.contain(words.notSent).and.to.contain(words.talk).and.not.to.contain('A bit low');
    expect(root(widget).activeElement).to.equal(root(widget).querySelector('h2'));
    await expect(widget).to.be.accessible();
    await clock.pass(widget, 20);
    expect(isStart(widget)).to.equal(true);
    expect(to.asked).to.deep.equal([]);
  });

  async function choose(widget: MoodCheckIn, mood: string, times: number): Promise<void> {
    for (let i = 0; i < times; i++) {
      await press(widget, `input[value=${mood}]`);
      await press(widget, 'Done');
      await press(widget, 'Next person');
    }
  }
  const counts = (widget: MoodCheckIn): string[] =>
    [...root(widget).querySelectorAll('.counts dd')].map(({ textContent }) => textContent!);
  const few = 'fewer than five';

  it('counts for adults alone, from five on, and nothing from which a smaller number could be worked out', async () => {
    const widget = await open(endpoint(receipt()), alone);
    expect(root(widget).querySelector('details')!.open).to.equal(false);
    await choose(widget, 'happy', 4);
    expect(counts(widget)).to.deep.equal([few, few, few, few, few]);
    await choose(widget, 'happy', 1);
    expect(counts(widget)).to.deep.equal([few, '5', few, few, few]);
    await choose(widget, 'low', 4);
    expect(counts(widget), 'four more tell nothing new').to.deep.equal([few, '5', few, few, few]);
    await choose(widget, 'happy', 1);
    expect(counts(widget)).to.deep.equal([few, '6', few, few, few]);
    expect(root(widget).querySelector('details')!.textContent).not.to.match(/1[01]/);
  });

  it('holds the next larger number back where only one would be small', async () => {
    const widget = await open(endpoint(receipt()), {
      ...alone,
      scale: 'faces-3',
      heading: 'How are you feeling right now?',
    });
    await choose(widget, 'happy', 7);
    await choose(widget, 'ok', 6);
    await choose(widget, 'sad', 2);
    expect(counts(widget)).to.deep.equal(['7', 'not shown', few]);
  });

  it('counts what has arrived, once, and not what has not', async () => {
    const widget = await open(endpoint(noNetwork, receipt()));
    for (let i = 0; i < 5; i++) {
      await press(widget, 'input[value=low]');
      await press(widget, 'Send');
      if (i === 0) {
        await settled(widget, 'failed');
        await press(widget, en.tryAgain);
      }
      await settled(widget, 'sent');
      await press(widget, 'Next person');
    }
    expect(counts(widget)).to.deep.equal([few, few, few, '5', few]);
  });

  it('shows the counts only on an empty screen, and forgets them with the page', async () => {
    const widget = await open(endpoint(receipt()), alone);
    await choose(widget, 'happy', 5);
    await press(widget, 'input[value=low]');
    expect(root(widget).querySelector('.counts')).not.to.exist;
    expect(counts(await open(endpoint(receipt()), alone))).to.deep.equal([few, few, few, few, few]);
  });

  it('keeps nothing anywhere', async () => {
    const widget = await open(endpoint(receipt()), alone);
    await choose(widget, 'happy', 6);
    expect([localStorage.length, sessionStorage.length, document.cookie]).to.deep.equal([0, 0, '']);
    expect((await indexedDB.databases?.()) ?? []).to.deep.equal([]);
    expect(await caches.keys()).to.deep.equal([]);
  });

  it('goes on where the part cannot come: whoever is done clears the screen', async () => {
    const widget = await mount<MoodCheckIn>(
      'mood-check-in',
      { ...SETTINGS, kiosk: '' },
      endpoint(receipt()),
      (path, bring) =>
        path.startsWith('widgets/') ? Promise.reject(new TypeError('no network')) : fromSource(path, bring),
    );
    await press(widget, 'input[value=low]');
    await press(widget, 'Send');
    await settled(widget, 'sent');
    await press(widget, en.clearScreen);
    expect(isStart(widget)).to.equal(true);
  });

  it('says nothing that pupils may not read from us', () => {
    expect(Object.values(words).flatMap(bannedWords)).to.deep.equal([]);
  });
});
