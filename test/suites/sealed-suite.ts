import { expect } from '@open-wc/testing';
import type { SealedEnvelope } from '../../src/contract/sealed.ts';
import type { Letter } from '../../src/delivery/outbox.ts';
import { open } from '../../src/keys/open.ts';
import type { Answer, Envelope } from '../../src/contract/envelope.ts';
import type { L30Widget } from '../../src/element/l30-widget.ts';
import { rawLetters } from '../delivery/storage.ts';
import { person, type Person } from '../delivery/seal-support.ts';
import { endpoint, held, later, listen, noNetwork, problem, receipt, webPage, type Answering } from '../support.ts';
import { drivers, fillIn } from './drivers.ts';
import {
  eventually,
  headingOf,
  isBlank,
  leave,
  mount,
  outcomesOf,
  phaseOf,
  send,
  SETTINGS,
  settled,
  shown,
} from './widget.ts';

/** Anything that a pupil chose, wrote or was asked: none of it may be readable on its way, or at rest. */
const plainWords = ({ answers, lang, sentAt, pack }: Envelope): string[] =>
  [
    ...answers.flatMap(({ question, value, words = '' }: Answer) => [question, value, words].flat()),
    lang,
    sentAt,
    `${pack}`,
  ].filter((words) => words.length > 3);

/** What every widget for pupils must pass on a page with public keys. */
export function sealedSuite(Widget: typeof L30Widget): void {
  const name = Widget.widgetName;
  const driver = drivers[name];

  describe(`<l30-${name}> with public keys`, () => {
    let readers: Person[];
    let settings: Record<string, string>;
    let console: ReturnType<typeof listen>;
    let undo: (() => void) | undefined;

    before(async () => {
      Widget.define();
      readers = [await person(), await person()];
      settings = {
        ...SETTINGS,
        ...driver.attributes,
        'public-keys': readers.map(({ publicKey }) => publicKey).join('\n '),
      };
    });
    beforeEach(() => (console = listen()));
    afterEach(async () => {
      console.stop();
      undo?.();
      undo = undefined;
      await leave();
    });

    /** A widget with everything entered and Send pressed. */
    async function pressed(...answers: Answering[]) {
      const to = endpoint(...answers);
      const widget = await mount(name, settings, to);
      const heard = outcomesOf(widget);
      let envelope: Envelope | undefined;
      widget.addEventListener('l30-submit', (event) => (envelope = event.envelope));
      await fillIn(widget, driver);
      send(widget);
      return { to, widget, heard, envelope: () => envelope! };
    }

    const letters = async (): Promise<Letter[]> => (await rawLetters()) as Letter[];

    const pressClear = async (widget: L30Widget): Promise<void> => {
      const button = [...widget.shadowRoot!.querySelectorAll('button')].find(
        ({ textContent }) => textContent === 'Clear this screen',
      );
      button!.click();
      await widget.updateComplete;
    };

    it('sends what each reader can open, and nobody on the way can read', async () => {
      const { to, widget, heard, envelope } = await pressed(receipt());
      await settled(widget, 'sent');
      expect(to.asked).to.have.lengthOf(1);
      const { text } = to.asked[0]!;
      for (const { keys } of readers)
        expect(await open(JSON.parse(text), keys)).to.deep.equal({ envelope: envelope() });
      expect(
        envelope().answers.map(({ id, value }) => ({ id: driver.expected[0]!.id === '*' ? '*' : id, value })),
      ).to.deep.equal(driver.expected);
      expect(plainWords(envelope()).filter((words) => text.includes(words))).to.deep.equal([]);
      expect(heard.types).to.deep.equal(['l30-sent']);
      expect(heard.ids).to.deep.equal([(JSON.parse(text) as SealedEnvelope).id]);
      expect(await letters(), 'nothing stays on the device').to.deep.equal([]);
    });

    it('without a network says that it waits here, clears the words away, and keeps them locked [case 60]', async () => {
      const { to, widget, heard, envelope } = await pressed(noNetwork);
      await settled(widget, 'waiting');
      expect(headingOf(widget)).to.equal('Not sent yet');
      expect(shown(widget)).to.contain(
        'A locked copy is kept on this device. It will be sent when the internet is back.',
      );
      expect(widget.shadowRoot!.querySelector('[role=status]')!.textContent).to.match(/^Not sent yet\. A locked copy/);
      expect(widget.shadowRoot!.activeElement).to.have.property('localName', 'h2');
      expect(widget.shadowRoot!.innerHTML).not.to.contain('My words');
      await expect(widget).to.be.accessible();
      expect(heard).to.deep.equal({ types: ['l30-waiting'], ids: [envelope().id] });

      const [letter, ...others] = await letters();
      expect(others).to.deep.equal([]);
      expect(letter!.body).to.equal(to.asked[0]!.text);
      expect(plainWords(envelope()).filter((words) => JSON.stringify(letter).includes(words))).to.deep.equal([]);
      expect(await open(JSON.parse(letter!.body), readers[1]!.keys)).to.deep.equal({ envelope: envelope() });

      await pressClear(widget);
      expect(phaseOf(widget)).to.equal('idle');
      expect(isBlank(widget)).to.equal(true);
      expect(
        (await letters()).map(({ id }) => id),
        'the letter stays',
      ).to.deep.equal([envelope().id]);
    });

    it('tells whoever comes next on the same page that one waits, and nothing of what is in it [case 59]', async () => {
      const { widget, envelope } = await pressed(noNetwork);
      await settled(widget, 'waiting');
      expect(widget.shadowRoot!.querySelector('[part=waiting]'), 'its writer reads of it on the screen').not.to.exist;
      await pressClear(widget);
      await eventually(() => widget.shadowRoot!.querySelector('[part=waiting]'), 'the note');
      expect(widget.shadowRoot!.querySelector('[part=waiting]')!.textContent!.trim()).to.equal(
        '1 message is waiting to be sent.',
      );
      expect(shown(widget)).not.to.contain('My words').and.not.to.contain(envelope().id);
      await expect(widget).to.be.accessible();
    });

    it('says sent on the same screen as soon as it is', async () => {
      const { to, widget, heard } = await pressed(noNetwork, receipt());
      await settled(widget, 'waiting');
      undo = later(60_000);
      await settled(widget, 'sent');
      expect(headingOf(widget)).to.equal('Sent');
      expect(widget.shadowRoot!.querySelector('[role=status]')!.textContent).to.match(/^Sent\./);
      expect(heard.types).to.deep.equal(['l30-waiting', 'l30-sent']);
      expect(heard.ids[1]).to.equal(heard.ids[0]);
      expect(to.asked[1]!.text).to.equal(to.asked[0]!.text);
      await eventually(async () => (await letters()).length === 0, 'the device is empty');
    });

    it('says that the Wi-Fi sign-in page may be in the way when a page answers', async () => {
      const { widget, heard } = await pressed(webPage(200));
      await settled(widget, 'waiting');
      expect(shown(widget)).to.contain(
        'The Wi-Fi sign-in page may be in the way. A locked copy is kept on this device.',
      );
      expect(heard.types).to.deep.equal(['l30-waiting']);
      await expect(widget).to.be.accessible();
    });

    it('keeps the words on the screen when the school will not take them, and locked on the device', async () => {
      const { widget, heard, envelope } = await pressed(problem(422, 'unknown-site'), receipt());
      await settled(widget, 'refused');
      expect(driver.kept(widget.shadowRoot!)).to.contain('My words');
      expect(shown(widget))
        .to.contain('The school could not take it.')
        .and.not.to.match(/\bSent\b/);
      expect(heard.types).to.deep.equal(['l30-refused']);
      const [letter] = await letters();
      expect(letter).to.include({ id: envelope().id, refused: 'unknown-site' });
      expect(plainWords(envelope()).filter((words) => JSON.stringify(letter).includes(words))).to.deep.equal([]);
      await expect(widget).to.be.accessible();
      send(widget);
      await settled(widget, 'sent');
      expect(await letters()).to.deep.equal([]);
    });

    describe('on a device that can keep nothing', () => {
      beforeEach(() => {
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('There is no room.', 'QuotaExceededError');
        };
        undo = () => {
          IDBObjectStore.prototype.put = put;
        };
      });

      it('sends all the same', async () => {
        const { to, widget } = await pressed(receipt());
        await settled(widget, 'sent');
        expect(to.asked).to.have.lengthOf(1);
      });

      it('keeps the words on the screen, says so, and goes on trying while the page is open', async () => {
        const { widget, heard } = await pressed(noNetwork, receipt());
        await settled(widget, 'failed');
        expect(driver.kept(widget.shadowRoot!)).to.contain('My words');
        expect(shown(widget))
          .to.contain('This device cannot keep a copy. Please keep this page open, or tell an adult now.')
          .and.not.to.contain('A locked copy');
        expect(heard.types).to.deep.equal(['l30-error']);
        await expect(widget).to.be.accessible();
        const setClockRight = later(60_000);
        await settled(widget, 'sent');
        setClockRight();
      });
    });

    it('sends nothing twice, and keeps one copy, when the page comes back from the back/forward cache [case 49]', async () => {
      const { answer, letGo } = held(noNetwork);
      const { to, widget } = await pressed(answer);
      await eventually(() => to.asked.length);
      for (const phase of ['sending', 'waiting'] as const) {
        if (phase === 'waiting') letGo();
        await settled(widget, phase);
        window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
        expect(await letters()).to.have.lengthOf(1);
        expect(phaseOf(widget)).to.equal(phase);
      }
      expect(to.asked).to.have.lengthOf(1);
    });

    it('goes on when the page takes it away in the middle of sending, with the copy kept until it arrives [case 54]', async () => {
      const { answer, letGo } = held(noNetwork);
      const { to, widget, heard } = await pressed(answer, receipt());
      await eventually(() => to.asked.length);
      widget.remove();
      letGo();
      await eventually(() => heard.types.includes('l30-waiting'));
      expect(await letters()).to.have.lengthOf(1);
      undo = later(60_000);
      await eventually(() => heard.types.includes('l30-sent'), 'it arrives');
      expect(to.asked.map(({ text }) => text)).to.deep.equal(Array(2).fill(to.asked[0]!.text));
      await eventually(async () => (await letters()).length === 0, 'the device is empty');
    });
  });
}
