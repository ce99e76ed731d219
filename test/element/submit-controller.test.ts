import { aTimeout, expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import type { Envelope } from '../../src/contract/envelope.ts';
import type { Fetch } from '../../src/delivery/deliver.ts';
import { dialects } from '../../src/dialects/index.ts';
import { L30SubmitEvent } from '../../src/element/events.ts';
import { SubmitController, type Draft } from '../../src/element/submit-controller.ts';
import { setLeafLoader } from '../../src/site/leaf.ts';
import { endpoint, listen, noNetwork, problem, receipt, webPage, type Answering, type Asked } from '../support.ts';

class TestSubmitter extends LitElement {
  readonly submission = new SubmitController(this);
  protected override render() {
    return this.submission.phase;
  }
}
customElements.define('test-submitter', TestSubmitter);

const OUTCOME_EVENTS = ['l30-sent', 'l30-unconfirmed', 'l30-refused', 'l30-error'];
const json = dialects['json']!;

const draft = (words = 'It was loud.'): Draft => ({
  widget: 'mood-check-in',
  pack: 'faces-5',
  site: 'hollybrook',
  lang: 'en-GB',
  answers: [{ id: 'words', question: 'Would you like to add anything?', value: words }],
});

const options = (fetch: Fetch, dialect = json) => ({ endpoint: 'https://letters.example/', dialect, fetch });

/** The endpoint may have it, although it did not say so. */
const silent: Answering = () => new Response('', { status: 504 });
const tooLong = 'a'.repeat(70_000);
const envelopeOf = ({ text }: Asked): Envelope => JSON.parse(text) as Envelope;

/** An answer that waits until it is let go. */
function held(answer: Answering): { answer: Answering; letGo: () => void } {
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  return {
    answer: async (asked) => {
      await gate;
      return answer(asked);
    },
    letGo,
  };
}

describe('SubmitController', () => {
  let host: TestSubmitter;
  let heard: Event[];
  let console: ReturnType<typeof listen>;

  beforeEach(async () => {
    console = listen();
    setLeafLoader(() => Promise.reject(new Error('no leaves here')));
    host = await fixture<TestSubmitter>(html`<test-submitter></test-submitter>`);
    heard = [];
    for (const type of OUTCOME_EVENTS) host.addEventListener(type, (event) => heard.push(event));
  });
  afterEach(() => console.stop());

  async function shown(): Promise<string> {
    await host.updateComplete;
    return host.shadowRoot!.textContent.trim();
  }

  it('sends one envelope that holds the draft and nothing besides id, version and time', async () => {
    const { fetch, asked } = endpoint(receipt());
    const before = new Date().toISOString();
    await host.submission.submit(draft(), options(fetch));
    const { id, sentAt, ...rest } = envelopeOf(asked[0]!);
    expect(rest).to.deep.equal({ v: 1, ...draft() });
    expect(id).to.match(/^[0-9a-f]{32}$/);
    expect(sentAt >= before && sentAt <= new Date().toISOString()).to.be.true;
  });

  describe('the first press wins', () => {
    it('while one is under way, another press with other words does nothing', async () => {
      const { answer, letGo } = held(receipt());
      const { fetch, asked } = endpoint(answer);
      let submits = 0;
      host.addEventListener('l30-submit', () => submits++);

      const first = host.submission.submit(draft('first'), options(fetch));
      expect(host.submission.busy).to.be.true;
      expect(await shown()).to.equal('sending');
      await host.submission.submit(draft('second'), options(fetch));
      await host.submission.submit(draft('first'), options(fetch));
      expect(await shown()).to.equal('sending');

      letGo();
      await first;
      expect(await shown()).to.equal('sent');
      expect(submits).to.equal(1);
      expect(asked.map((each) => envelopeOf(each).answers[0]!.value)).to.deep.equal(['first']);
      expect(heard.map(({ type }) => type)).to.deep.equal(['l30-sent']);
    });

    it('once it is over, a press counts again', async () => {
      const { fetch, asked } = endpoint(silent, receipt());
      await host.submission.submit(draft(), options(fetch));
      expect(host.submission.busy).to.be.false;
      await host.submission.submit(draft(), options(fetch));
      expect(asked.length).to.equal(2);
    });
  });

  describe('trying again', () => {
    const earlier: [what: string, words: string, answer: Answering, mayHaveArrived: boolean][] = [
      ['no network', 'first', noNetwork, true],
      ['a silent proxy', 'first', silent, true],
      ['a broken server', 'first', webPage(500), true],
      ['a sign-in page', 'first', webPage(200), true],
      ['a filter', 'first', webPage(403), true],
      ['too many at once', 'first', webPage(429), false],
      ['a server at rest', 'first', webPage(503), false],
      ['a refusal', 'first', problem(422, 'invalid'), false],
      ['too many words', tooLong, receipt(), false],
    ];
    for (const [what, words, answer, mayHaveArrived] of earlier) {
      it(`with other words after ${what} sends a new envelope that ${mayHaveArrived ? 'names the one it replaces' : 'replaces none'}`, async () => {
        const ids: string[] = [];
        host.addEventListener('l30-submit', ({ envelope }) => ids.push(envelope.id));
        const { fetch, asked } = endpoint(answer);
        await host.submission.submit(draft(words), options(fetch));
        await host.submission.submit(draft('second'), options(fetch));
        const { id, replaces } = envelopeOf(asked.at(-1)!);
        expect(ids.length).to.equal(2);
        expect(id).to.equal(ids[1]);
        expect(id).not.to.equal(ids[0]);
        expect(replaces).to.equal(mayHaveArrived ? ids[0] : undefined);
      });
    }

    // What is too long is never sent at all, so there are no bytes to compare.
    for (const [what, words, answer] of earlier.filter((each) => each[1] !== tooLong)) {
      it(`with the same words after ${what} sends the same bytes under the same id`, async () => {
        const { fetch, asked } = endpoint(answer);
        for (let press = 0; press < 3; press++) await host.submission.submit(draft(words), options(fetch));
        expect(asked.map(({ text }) => text)).to.deep.equal(Array(3).fill(asked[0]!.text));
      });
    }

    it('keeps in mind that an earlier try of the same words may have arrived', async () => {
      const { fetch, asked } = endpoint(noNetwork, webPage(429));
      await host.submission.submit(draft('first'), options(fetch));
      await host.submission.submit(draft('first'), options(fetch));
      await host.submission.submit(draft('second'), options(fetch));
      expect(envelopeOf(asked[2]!).replaces).to.equal(envelopeOf(asked[0]!).id);
    });

    it('does not call it certain that words never arrived when an earlier try of them may have', async () => {
      const { fetch } = endpoint(noNetwork, webPage(429));
      await host.submission.submit(draft(), options(fetch));
      await host.submission.submit(draft(), options(fetch));
      expect(host.submission.outcome).to.deep.equal({ kind: 'failed', code: 'busy', certain: false });
    });

    it('still names the one that may have arrived when another one, which did not, came between', async () => {
      const { fetch, asked } = endpoint(noNetwork, webPage(429), receipt());
      await host.submission.submit(draft('first'), options(fetch));
      await host.submission.submit(draft('second'), options(fetch));
      await host.submission.submit(draft('third'), options(fetch));
      expect(envelopeOf(asked[2]!).replaces).to.equal(envelopeOf(asked[0]!).id);
    });

    it('with the same words after they were stored sends the same bytes, so that nothing is there twice', async () => {
      const { fetch, asked } = endpoint(receipt());
      await host.submission.submit(draft(), options(fetch));
      await host.submission.submit(draft(), options(fetch));
      expect(asked[1]!.text).to.equal(asked[0]!.text);
    });

    it('with other words after the first were stored replaces none', async () => {
      const { fetch, asked } = endpoint(receipt());
      await host.submission.submit(draft('first'), options(fetch));
      await host.submission.submit(draft('second'), options(fetch));
      expect(envelopeOf(asked[1]!).id).not.to.equal(envelopeOf(asked[0]!).id);
      expect(envelopeOf(asked[1]!)).not.to.have.property('replaces');
    });
  });

  describe('l30-submit', () => {
    it('shows a page on any ancestor the envelope that is about to travel', async () => {
      const { fetch, asked } = endpoint(receipt());
      const seen: Event[] = [];
      const see = (event: Event): unknown => seen.push(event);
      document.addEventListener('l30-submit', see);
      await host.submission.submit(draft(), options(fetch));
      document.removeEventListener('l30-submit', see);

      const [event] = seen as [L30SubmitEvent];
      expect(seen.length).to.equal(1);
      expect(event).to.be.instanceOf(L30SubmitEvent);
      expect(event.composed).to.be.true;
      expect(event.envelope).to.deep.equal(envelopeOf(asked[0]!));
    });

    it('lets the page take over: nothing is sent, and nothing is called sent', async () => {
      const { fetch, asked } = endpoint(receipt());
      host.addEventListener('l30-submit', (event) => event.preventDefault());
      await host.submission.submit(draft(), options(fetch));
      expect(asked).to.deep.equal([]);
      expect(await shown()).to.equal('idle');
      expect(host.submission.busy).to.be.false;
      expect(host.submission.outcome).to.be.undefined;
      expect(heard).to.deep.equal([]);
    });
  });

  describe('every outcome', () => {
    const issues = [{ name: 'email', rule: 'email' }];
    const trusting = { ...json, decode: () => ({ kind: 'unconfirmed' }) as const };
    const table: [what: string, answer: Answering, phase: string, event: string, fields: object, dialect?: typeof json][] = [
      ['proof', receipt(), 'sent', 'l30-sent', {}],
      ['a yes without proof', webPage(200), 'unconfirmed', 'l30-unconfirmed', {}, trusting],
      ['a no', problem(422, 'invalid', issues), 'refused', 'l30-refused', { code: 'invalid', issues }],
      ['a page', webPage(200), 'failed', 'l30-error', { code: 'not-a-receipt' }],
      ['a wait', webPage(503), 'failed', 'l30-error', { code: 'busy' }],
      ['a broken server', webPage(500), 'failed', 'l30-error', { code: 'broken' }],
      ['silence', noNetwork, 'failed', 'l30-error', { code: 'network' }],
    ];
    for (const [what, answer, phase, type, fields, dialect] of table) {
      it(`${what} shows as ${phase} and is told once by ${type}, out of the shadow root and up the page`, async () => {
        const { fetch, asked } = endpoint(answer);
        await host.submission.submit(draft(), options(fetch, dialect));
        expect(await shown()).to.equal(phase);
        expect(heard.map((event) => event.type)).to.deep.equal([type]);
        const [event] = heard as [Event];
        expect(event).to.include({ bubbles: true, composed: true, cancelable: false });
        const told: object = phase === 'sent' || phase === 'unconfirmed' ? { id: envelopeOf(asked[0]!).id } : fields;
        for (const [name, value] of Object.entries(told)) expect(event[name as keyof Event], name).to.deep.equal(value);
        expect(host.submission.issues).to.deep.equal('issues' in fields ? fields.issues : []);
      });
    }

    it('too many words are told as an error of their own', async () => {
      const { fetch, asked } = endpoint(receipt());
      await host.submission.submit(draft(tooLong), options(fetch));
      expect(asked).to.deep.equal([]);
      expect(await shown()).to.equal('failed');
      expect(heard.map((event) => [event.type, (event as Event & { code: string }).code])).to.deep.equal([['l30-error', 'too-large']]);
    });

    it('no event but l30-submit carries a word that was written', async () => {
      for (const [, answer, , , , dialect] of table) {
        await host.submission.submit(draft('a secret word'), options(endpoint(answer).fetch, dialect));
      }
      expect(heard.length).to.equal(table.length);
      for (const event of heard) {
        const { code, id, issues: list } = event as Event & { code?: string; id?: string; issues?: object[] };
        expect(JSON.stringify({ code, id, list })).not.to.include('secret');
      }
    });

    it('trouble is told to whoever looks after the site, and only trouble', async () => {
      await host.submission.submit(draft(), options(endpoint(receipt()).fetch));
      await aTimeout(0);
      expect(console.said).to.deep.equal([]);
      await host.submission.submit(draft(), options(endpoint(noNetwork).fetch));
      await aTimeout(0);
      expect(console.said).to.deep.equal([['[l30]', { kind: 'delivery', code: 'network' }]]);
    });

    it('a new try leaves nothing of the last one\'s outcome', async () => {
      const { answer, letGo } = held(receipt());
      const { fetch } = endpoint(problem(422, 'invalid', issues), answer);
      await host.submission.submit(draft(), options(fetch));
      expect(host.submission.issues).to.deep.equal(issues);
      const second = host.submission.submit(draft(), options(fetch));
      expect(host.submission.issues).to.deep.equal([]);
      expect(host.submission.outcome).to.be.undefined;
      letGo();
      await second;
      expect(host.submission.outcome).to.deep.equal({ kind: 'sent' });
    });
  });

  it('breaches of the widget\'s own rules are shown and told, and nothing is sent', async () => {
    const issues = [{ name: 'consent', rule: 'checked' } as const];
    let submits = 0;
    host.addEventListener('l30-submit', () => submits++);
    host.submission.refuseLocally(issues);
    expect(await shown()).to.equal('invalid');
    expect(host.submission.issues).to.deep.equal(issues);
    expect(heard.map((event) => [event.type, (event as Event & { code: string }).code])).to.deep.equal([['l30-refused', 'invalid']]);
    expect(submits).to.equal(0);
  });

  describe('reset', () => {
    it('forgets: the same words afterwards are a new envelope that replaces none', async () => {
      const { fetch, asked } = endpoint(noNetwork);
      await host.submission.submit(draft(), options(fetch));
      host.submission.reset();
      expect(await shown()).to.equal('idle');
      expect(host.submission.outcome).to.be.undefined;
      expect(host.submission.issues).to.deep.equal([]);
      await host.submission.submit(draft(), options(fetch));
      expect(envelopeOf(asked[1]!).id).not.to.equal(envelopeOf(asked[0]!).id);
      expect(envelopeOf(asked[1]!)).not.to.have.property('replaces');
    });

    it('forgets issues', () => {
      host.submission.refuseLocally([{ name: 'email', rule: 'required' }]);
      host.submission.reset();
      expect(host.submission.phase).to.equal('idle');
      expect(host.submission.issues).to.deep.equal([]);
    });

    it('while one is under way does nothing, so that its outcome is told', async () => {
      const { answer, letGo } = held(receipt());
      const { fetch } = endpoint(answer);
      const sending = host.submission.submit(draft(), options(fetch));
      host.submission.reset();
      host.submission.rest();
      expect(host.submission.phase).to.equal('sending');
      letGo();
      await sending;
      expect(host.submission.outcome).to.deep.equal({ kind: 'sent' });
    });
  });

  describe('rest', () => {
    it('takes the outcome away and remembers the try: the same words keep their id', async () => {
      const { fetch, asked } = endpoint(noNetwork, receipt());
      await host.submission.submit(draft(), options(fetch));
      host.submission.rest();
      expect(await shown()).to.equal('idle');
      expect(host.submission.outcome).to.be.undefined;
      await host.submission.submit(draft(), options(fetch));
      expect(asked[1]!.text).to.equal(asked[0]!.text);
    });

    it('remembers more than the last try, and a try at another question replaces none', async () => {
      const { fetch, asked } = endpoint(noNetwork, noNetwork, receipt());
      const other: Draft = { ...draft(), answers: [{ id: 'thanks', question: 'Who would you like to thank?', value: 'Sam' }] };
      for (const each of [draft(), other, draft()]) {
        await host.submission.submit(each, options(fetch));
        host.submission.rest();
      }
      const [first, second, third] = asked.map(envelopeOf);
      expect(second).not.to.have.property('replaces');
      expect(third).to.deep.equal(first);
    });
  });
});
