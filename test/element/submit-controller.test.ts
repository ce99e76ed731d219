import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import type { Envelope } from '../../src/contract/envelope.ts';
import type { Outcome } from '../../src/delivery/deliver.ts';
import type { Delivery } from '../../src/delivery/index.ts';
import type { Route } from '../../src/delivery/route.ts';
import type { Allow, Draft, Submission } from '../../src/delivery/submission.ts';
import { L30SubmitEvent } from '../../src/element/events.ts';
import { SubmitController, type Phase, type SubmitHost } from '../../src/element/submit-controller.ts';
import { setLeafLoader, type LeafLoader } from '../../src/leaf.ts';
import { Page } from '../delivery/page.ts';
import { listen, turn } from '../support.ts';

class TestSubmitter extends LitElement {
  readonly submission = new SubmitController(this);
  /** The phase at each call. */
  readonly settlings: Phase[] = [];
  settled(): void {
    this.settlings.push(this.submission.phase);
  }
  protected override render() {
    return this.submission.phase;
  }
}
customElements.define('test-submitter', TestSubmitter);

const OUTCOME_EVENTS = ['l30-sent', 'l30-unconfirmed', 'l30-waiting', 'l30-refused', 'l30-error'];

const draft = (words = 'It was loud.'): Draft => ({
  widget: 'mood-check-in',
  pack: 'faces-5',
  site: 'hollybrook',
  lang: 'en-GB',
  answers: [{ id: 'words', question: 'Would you like to add anything?', value: words }],
});

const route: Route = { endpoint: 'https://letters.example/', dialect: '', fields: '{}', publicKeys: '' };
const way = async (): Promise<Route> => route;

/** What a press of Send set going, and how it goes on from there. */
interface Sending {
  draft: Draft;
  route: Route;
  tell: (outcome: Outcome, id?: string) => void;
}

/** Stands in for delivery: takes what is sent, and says of it what a test wants said. */
const desk = {
  opened: 0,
  forgotten: 0,
  sendings: [] as Sending[],
  /** What is known of a letter before `send` resolves. */
  atOnce: undefined as Outcome | undefined,
  submission(allow: Allow): Submission {
    desk.opened += 1;
    const send: Submission['send'] = async (given, taken, tell) => {
      if (!allow({ v: 1, id: 'a'.repeat(32), sentAt: '2026-11-23T09:00:00.000Z', ...given })) return false;
      desk.sendings.push({ draft: given, route: taken, tell: (outcome, id = 'a'.repeat(32)) => tell(outcome, id) });
      if (desk.atOnce) tell(desk.atOnce, 'a'.repeat(32));
      return true;
    };
    return { send, forget: () => void (desk.forgotten += 1) } as Submission;
  },
};

const FAILED: Outcome = { kind: 'failed', code: 'network', certain: false, retrying: true };
const WAITING: Outcome = { kind: 'waiting', code: 'network' };
const SENT: Outcome = { kind: 'sent' };

describe('SubmitController', () => {
  let host: TestSubmitter;
  let heard: Event[];
  let console: ReturnType<typeof listen>;

  before(() =>
    setLeafLoader((path) =>
      path === 'delivery/index'
        ? Promise.resolve({ open: () => desk as unknown as Delivery })
        : Promise.reject(new Error('no other leaves here')),
    ),
  );

  beforeEach(async () => {
    console = listen();
    Object.assign(desk, { opened: 0, forgotten: 0, sendings: [], atOnce: undefined });
    host = await fixture<TestSubmitter>(html`<test-submitter></test-submitter>`);
    heard = [];
    for (const type of OUTCOME_EVENTS) host.addEventListener(type, (event) => heard.push(event));
  });
  afterEach(() => console.stop());

  async function shown(): Promise<string> {
    await host.updateComplete;
    return host.shadowRoot!.textContent.trim();
  }

  const told = (): string[] => heard.map(({ type }) => type);

  /** Presses Send, and waits until the words are on their way. */
  async function press(words?: string): Promise<Sending> {
    void host.submission.submit(draft(words), way);
    await turn();
    return desk.sendings.at(-1)!;
  }

  it('hands over the draft and the way as they are', async () => {
    const sending = await press('My words');
    expect(sending.draft).to.deep.equal(draft('My words'));
    expect(sending.route).to.equal(route);
    expect(host.submission.busy).to.be.true;
  });

  it('shows that words are under way only when that takes longer than a moment', async () => {
    const moments: (() => void)[] = [];
    const { setTimeout } = window;
    window.setTimeout = ((call: () => void) => moments.push(call)) as unknown as typeof setTimeout;
    const { tell } = await press();
    window.setTimeout = setTimeout;
    expect(await shown()).to.equal('idle');
    for (const pass of moments) pass();
    expect(await shown()).to.equal('sending');
    tell(SENT);
    expect(await shown()).to.equal('sent');
  });

  describe('the first press wins [case 50]', () => {
    it('while one is under way, another press with the same or other words does nothing', async () => {
      const { tell } = await press('first');
      await host.submission.submit(draft('second'), way);
      await host.submission.submit(draft('first'), way);
      expect(host.submission.phase).to.equal('sending');
      tell(SENT);
      expect(await shown()).to.equal('sent');
      expect(desk.sendings.map(({ draft: { answers } }) => answers[0]!.value)).to.deep.equal(['first']);
      expect(told()).to.deep.equal(['l30-sent']);
    });

    it('even while the way is still being looked at', async () => {
      let found = (_route: Route): void => undefined;
      const first = host.submission.submit(draft('first'), () => new Promise((resolve) => (found = resolve)));
      expect(host.submission.busy).to.be.true;
      await host.submission.submit(draft('second'), way);
      expect(desk.sendings).to.deep.equal([]);
      desk.atOnce = SENT;
      found(route);
      await first;
      expect(desk.sendings.map(({ draft: { answers } }) => answers[0]!.value)).to.deep.equal(['first']);
    });

    it('once it is over, a press counts again', async () => {
      (await press()).tell(FAILED);
      expect(host.submission.busy).to.be.false;
      await press();
      expect(desk.sendings.length).to.equal(2);
    });
  });

  it('remembers from press to press, so that the same words keep their id: all go through one submission', async () => {
    (await press('first')).tell(FAILED);
    (await press('second')).tell(FAILED);
    host.submission.rest();
    (await press('third')).tell(SENT);
    expect(desk.opened).to.equal(1);
    expect(desk.forgotten).to.equal(0);
  });

  describe('l30-submit', () => {
    it('shows a page on any ancestor the envelope that is about to travel', async () => {
      const seen: Event[] = [];
      const see = (event: Event): unknown => seen.push(event);
      document.addEventListener('l30-submit', see);
      await press('My words');
      document.removeEventListener('l30-submit', see);

      const [event] = seen as [L30SubmitEvent];
      expect(seen.length).to.equal(1);
      expect(event).to.be.instanceOf(L30SubmitEvent);
      expect(event).to.include({ bubbles: true, composed: true, cancelable: true });
      expect(event.envelope satisfies Envelope).to.deep.include(draft('My words'));
    });

    it('lets the page take over: nothing is sent, and nothing is called sent', async () => {
      host.addEventListener('l30-submit', (event) => event.preventDefault());
      await host.submission.submit(draft(), way);
      expect(desk.sendings).to.deep.equal([]);
      expect(await shown()).to.equal('idle');
      expect(host.submission.outcome).to.be.undefined;
      expect([told(), host.settlings]).to.deep.equal([[], []]);
    });
  });

  it('without a way nothing is sent, nothing is told, and the next press counts', async () => {
    await host.submission.submit(draft(), async () => undefined);
    expect(desk.sendings).to.deep.equal([]);
    expect(await shown()).to.equal('idle');
    expect([told(), host.settlings]).to.deep.equal([[], []]);
    await press();
    expect(desk.sendings.length).to.equal(1);
  });

  it('a way that cannot even be looked for is a part that is missing, and nothing was sent', async () => {
    await host.submission.submit(draft(), () => Promise.reject(new TypeError('no network')));
    expect(host.submission.outcome).to.deep.equal({ kind: 'failed', code: 'leaf', certain: true });
    expect(desk.sendings).to.deep.equal([]);
  });

  describe('has one time limit for a press', () => {
    let page: Page;
    beforeEach(async () => (page = await Page.open()));
    afterEach(() => Page.closeAll());

    /** A host on a page whose time is told to pass, with all of delivery but the parts that a leaf loader brings. */
    async function submitting(leaves: LeafLoader): Promise<SubmitController> {
      const { SubmitController: Controller } =
        await page.load<typeof import('../../src/element/submit-controller.ts')>('element/submit-controller.ts');
      (await page.load<typeof import('../../src/leaf.ts')>('leaf.ts')).setLeafLoader(leaves);
      const anyone = Object.assign(page.window.document.createElement('p'), { requestUpdate() {}, settled() {} });
      return new Controller(anyone as unknown as SubmitHost);
    }
    const after = <T>(milliseconds: number, value: T): Promise<T> =>
      new Promise((resolve) => page.window.setTimeout(() => resolve(value), milliseconds));
    const OUT_OF_TIME: Outcome = { kind: 'failed', code: 'leaf', certain: true };

    it('however many parts in a row keep it waiting', async () => {
      const delivery = await page.load('delivery/index.ts');
      const submission = await submitting((path) =>
        path === 'delivery/index' ? after(4000, delivery) : new Promise(() => {}),
      );
      void submission.submit(draft(), () => after(4000, { ...route, dialect: '' }));
      await page.pass(9999);
      expect(submission.phase).to.equal('sending');
      await page.pass(1);
      expect(submission.outcome).to.deep.equal(OUT_OF_TIME);
    });

    it('and sends nothing after it, whatever comes late', async () => {
      const asked: unknown[] = [];
      const delivery = await page.load('delivery/index.ts');
      const submission = await submitting(async () => delivery);
      const fetch = async (url: string): Promise<never> => {
        asked.push(url);
        throw new TypeError('Failed to fetch');
      };
      void submission.submit(draft(), () => after(11_000, { ...route, dialect: 'json', fetch }));
      await page.pass(10_000);
      expect(submission.outcome).to.deep.equal(OUT_OF_TIME);
      await page.pass(60_000);
      expect(asked).to.deep.equal([]);
      expect(submission.outcome).to.deep.equal(OUT_OF_TIME);
    });
  });

  describe('every outcome', () => {
    const issues = [{ name: 'email', rule: 'email' } as const];
    const id = 'b'.repeat(32);
    const table: [outcome: Outcome, phase: Phase, event: string, fields: object][] = [
      [SENT, 'sent', 'l30-sent', { id }],
      [{ kind: 'sent', checkEmail: true }, 'sent', 'l30-sent', { id }],
      [{ kind: 'sent-unconfirmed' }, 'unconfirmed', 'l30-unconfirmed', { id }],
      [{ kind: 'waiting' }, 'waiting', 'l30-waiting', { id }],
      [WAITING, 'waiting', 'l30-waiting', { id }],
      [{ kind: 'refused', code: 'invalid', issues }, 'refused', 'l30-refused', { code: 'invalid', issues }],
      [FAILED, 'failed', 'l30-error', { code: 'network' }],
      [{ kind: 'failed', code: 'seal', certain: true }, 'failed', 'l30-error', { code: 'seal' }],
    ];
    for (const [outcome, phase, type, fields] of table) {
      it(`${JSON.stringify(outcome)} shows as ${phase} and is told once by ${type}, out of the shadow root and up the page`, async () => {
        const { tell } = await press();
        tell(outcome, id);
        expect(await shown()).to.equal(phase);
        expect(host.settlings).to.deep.equal([phase]);
        expect(host.submission.outcome).to.deep.equal(outcome);
        expect(told()).to.deep.equal([type]);
        const [event] = heard as [Event];
        expect(event).to.include({ bubbles: true, composed: true, cancelable: false });
        for (const [name, value] of Object.entries(fields))
          expect(event[name as keyof Event], name).to.deep.equal(value);
        expect(host.submission.issues).to.deep.equal('issues' in fields ? fields.issues : []);
      });
    }

    it('resolves the press when it is first known, and not before', async () => {
      let over = false;
      const pressing = host.submission.submit(draft(), way).then(() => (over = true));
      await turn();
      expect(over).to.be.false;
      desk.sendings[0]!.tell(FAILED);
      await pressing;
    });

    it('trouble is told to whoever looks after the site, and only trouble', async () => {
      (await press()).tell(SENT);
      host.submission.rest();
      (await press()).tell({ kind: 'waiting' });
      host.submission.rest();
      await turn();
      expect(console.said).to.deep.equal([]);
      (await press()).tell(WAITING);
      host.submission.rest();
      (await press()).tell({ kind: 'failed', code: 'busy', certain: true });
      (await press()).tell({ kind: 'refused', code: 'unknown-site', issues: [] });
      await turn();
      expect(console.said).to.deep.equal(
        ['network', 'busy', 'unknown-site'].map((code) => ['[l30]', { kind: 'delivery', code }]),
      );
    });

    it("a new try leaves nothing of the last one's outcome", async () => {
      (await press()).tell({ kind: 'refused', code: 'invalid', issues });
      await press();
      expect(host.submission.issues).to.deep.equal([]);
      expect(host.submission.outcome).to.be.undefined;
    });
  });

  describe('what changes later, in the background', () => {
    const flips: [from: Outcome, to: Outcome, phases: Phase[], events: string[]][] = [
      [WAITING, SENT, ['waiting', 'sent'], ['l30-waiting', 'l30-sent']],
      [
        { kind: 'waiting' },
        { kind: 'sent-unconfirmed' },
        ['waiting', 'unconfirmed'],
        ['l30-waiting', 'l30-unconfirmed'],
      ],
      [WAITING, { kind: 'waiting', code: 'refused' }, ['waiting', 'waiting'], ['l30-waiting', 'l30-waiting']],
      [FAILED, SENT, ['failed', 'sent'], ['l30-error', 'l30-sent']],
      [FAILED, { kind: 'refused', code: 'invalid', issues: [] }, ['failed', 'refused'], ['l30-error', 'l30-refused']],
    ];
    for (const [from, to, phases, events] of flips) {
      it(`shows and tells ${JSON.stringify(to)} after ${JSON.stringify(from)}`, async () => {
        const { tell } = await press();
        tell(from);
        tell(to);
        expect(await shown()).to.equal(phases[1]);
        expect(host.settlings).to.deep.equal(phases);
        expect(host.submission.outcome).to.deep.equal(to);
        expect(told()).to.deep.equal(events);
      });
    }

    it('says the same only once, however often it is tried again', async () => {
      const { tell } = await press();
      for (let tries = 0; tries < 3; tries++) tell({ ...FAILED });
      await turn();
      expect(told()).to.deep.equal(['l30-error']);
      expect(host.settlings).to.deep.equal(['failed']);
      expect(console.said.length).to.equal(1);
    });

    it('but says it again after another press', async () => {
      (await press()).tell(FAILED);
      (await press()).tell(FAILED);
      expect(told()).to.deep.equal(['l30-error', 'l30-error']);
      expect(await shown()).to.equal('failed');
    });

    for (const [what, leave, screen] of [
      ['that were laid aside', () => host.submission.rest(), 'idle'],
      ['of someone who has left', () => host.submission.reset(), 'idle'],
      ['that were changed since', () => host.submission.edited(), 'idle'],
      ['after which others were sent', () => void press('later words'), 'sending'],
    ] as const) {
      it(`the fate of words ${what} does not come over the screen, and is still told`, async () => {
        const { tell } = await press('earlier words');
        tell(FAILED);
        leave();
        await turn();
        tell(SENT, 'c'.repeat(32));
        expect(await shown()).to.equal(screen);
        expect(host.settlings).to.deep.equal(['failed']);
        expect(host.submission.outcome).to.be.undefined;
        expect(told()).to.deep.equal(['l30-error', 'l30-sent']);
        expect(heard[1]).to.have.property('id', 'c'.repeat(32));
      });
    }
  });

  it('no event but l30-submit carries a word that was written', async () => {
    const { tell } = await press('a secret word');
    const refused: Outcome = { kind: 'refused', code: 'invalid', issues: [{ name: 'email', rule: 'email' }] };
    for (const outcome of [FAILED, WAITING, refused, SENT]) tell(outcome);
    expect(heard.length).to.equal(4);
    for (const event of heard) {
      const { code, id, issues } = event as Event & { code?: string; id?: string; issues?: object[] };
      expect(JSON.stringify({ code, id, issues })).not.to.include('secret');
    }
  });

  it("breaches of the widget's own rules are shown and told, and nothing is sent", async () => {
    const issues = [{ name: 'consent', rule: 'checked' } as const];
    host.submission.refuseLocally(issues);
    expect(await shown()).to.equal('invalid');
    expect(host.submission.issues).to.deep.equal(issues);
    expect(heard.map((event) => [event.type, (event as Event & { code: string }).code])).to.deep.equal([
      ['l30-refused', 'invalid'],
    ]);
    expect(desk.sendings).to.deep.equal([]);
  });

  describe('reset, rest and edited', () => {
    it('reset forgets what was tried; rest remembers it; both clear the screen', async () => {
      for (const [clear, forgotten] of [
        ['rest', 0],
        ['reset', 1],
      ] as const) {
        (await press()).tell({ kind: 'refused', code: 'invalid', issues: [{ name: 'email', rule: 'email' }] });
        host.submission[clear]();
        expect(await shown()).to.equal('idle');
        expect(host.submission.outcome).to.be.undefined;
        expect(host.submission.issues).to.deep.equal([]);
        expect(desk.forgotten, clear).to.equal(forgotten);
      }
    });

    it('reset before anything was sent is no harm', () => {
      host.submission.refuseLocally([{ name: 'email', rule: 'required' }]);
      host.submission.reset();
      expect(host.submission.phase).to.equal('idle');
      expect(host.submission.issues).to.deep.equal([]);
    });

    it('while one is under way none of them does anything, so that its outcome is shown', async () => {
      const { tell } = await press();
      host.submission.reset();
      host.submission.rest();
      host.submission.edited();
      expect(host.submission.phase).to.equal('sending');
      expect(desk.forgotten).to.equal(0);
      tell(SENT);
      expect(host.submission.outcome).to.deep.equal(SENT);
    });

    const KEPT_ON_SCREEN: Outcome[] = [
      SENT,
      WAITING,
      { kind: 'sent-unconfirmed' },
      { kind: 'refused', code: 'invalid', issues: [] },
    ];
    for (const outcome of KEPT_ON_SCREEN) {
      it(`typing does not take ${outcome.kind} off the screen`, async () => {
        (await press()).tell(outcome);
        host.submission.edited();
        expect(host.submission.outcome).to.deep.equal(outcome);
      });
    }
  });
});
