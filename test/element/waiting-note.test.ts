import { expect } from '@open-wc/testing';
import type { ReactiveController } from 'lit';
import { makeId } from '../../src/contract/envelope.ts';
import { Outbox, type Letter } from '../../src/delivery/outbox.ts';
import type { L30Widget } from '../../src/element/l30-widget.ts';
import { en } from '../../src/locales/en/core.ts';
import { fromSource, type LeafLoader } from '../../src/leaf.ts';
import { widgets } from '../../src/widgets/index.ts';
import { Page } from '../delivery/page.ts';
import { clearDevice, databaseNames, rawLetters } from '../delivery/storage.ts';
import { drivers } from '../suites/drivers.ts';
import { eventually, leave, mount, SETTINGS, shown } from '../suites/widget.ts';
import { endpoint, later, listen, noNetwork, receipt, rest, type Answering } from '../support.ts';

const HOUR = 60 * 60 * 1000;

let waysOut = 0;
let answer: Answering;
/** One for all tests: what earlier visits left goes out by the way of the first widget that looks. */
const to = endpoint((asked) => answer(asked));

const widget = (name: L30Widget['localName'] = 'question-card', leaves?: LeafLoader): Promise<L30Widget> => {
  const { attributes } = drivers[name as 'question-card'];
  return mount(name as 'question-card', { ...SETTINGS, ...attributes, 'beside-pupils': '' }, to, leaves);
};

const noteIn = ({ shadowRoot }: L30Widget): string | undefined =>
  shadowRoot!.querySelector('[part=waiting]')?.textContent?.replace(/\s+/g, ' ').trim();

describe('the note about what waits', () => {
  let console: ReturnType<typeof listen>;
  let setClockRight: (() => void) | undefined;
  const outbox = new Outbox();

  /** What other people left on this device, at another visit. The endpoint differs, so that no test waits for another's pause. */
  async function left(count: number, more: Partial<Letter> = {}): Promise<Letter[]> {
    waysOut += 1;
    const letters = Array.from({ length: count }, (_, at): Letter => {
      const id = makeId();
      const body = JSON.stringify({ id, suite: '0010-0001-0002', text: 'c2VhbGVk' });
      return {
        id,
        body,
        endpoint: `https://school.example/submissions/${waysOut}`,
        dialect: 'json',
        fields: {},
        savedAt: Date.now() - HOUR + at,
        ...more,
      };
    });
    for (const letter of letters) await outbox.put(letter);
    return letters;
  }

  before(async () => {
    for (const each of widgets) each.define();
    // Another file's tests may have left letters.
    await clearDevice();
  });
  beforeEach(() => {
    console = listen();
    answer = noNetwork;
  });
  afterEach(async () => {
    setClockRight?.();
    setClockRight = undefined;
    await leave();
    // A note says nothing to anyone but people: not to the console, whatever becomes of the letters.
    expect(console.said).to.deep.equal([]);
    console.stop();
  });

  // These come first, because from then on the page has what sending takes.
  it('on a device that holds nothing fetches nothing, makes no database, and says nothing', async () => {
    const fetched: string[] = [];
    const one = await widget('question-card', async (path, bring) => {
      fetched.push(path);
      return fromSource(path, bring);
    });
    await rest();
    expect(fetched).to.deep.equal([]);
    expect(await databaseNames()).to.deep.equal([]);
    expect(noteIn(one)).to.be.undefined;
  });

  it('says nothing when what it takes to look cannot be fetched', async () => {
    await left(1);
    const one = await widget('question-card', () => Promise.reject(new TypeError('no network')));
    await rest();
    expect(noteIn(one)).to.be.undefined;
  });

  for (const [count, words] of [
    [1, '1 message is waiting to be sent.'],
    [3, '3 messages are waiting to be sent.'],
  ] as const) {
    it(`tells that ${count} waits, and nothing of what is in it [case 59]`, async () => {
      const letters = await left(count);
      const one = await widget();
      await eventually(() => noteIn(one), 'the note');
      expect(noteIn(one)).to.equal(words);
      for (const { id, endpoint: address } of letters)
        expect(shown(one)).not.to.contain(id).and.not.to.contain(address);
      await expect(one).to.be.accessible();
    });
  }

  for (const { widgetName } of widgets) {
    it(`any widget of the site brings it on its way, such as <l30-${widgetName}>, and then no longer tells of it`, async () => {
      const letters = await left(2);
      const one = await widget(widgetName);
      await eventually(() => noteIn(one) === '2 messages are waiting to be sent.', 'the note');
      answer = receipt();
      setClockRight = later(10 * 60_000);
      await eventually(() => noteIn(one) === undefined, 'the note is gone');
      expect(await rawLetters()).to.deep.equal([]);
      for (const { id, body } of letters)
        expect(to.asked.filter(({ text }) => JSON.parse(text).id === id).at(-1)!.text).to.equal(body);
    });
  }

  for (const [what, more] of [
    ['waited for more than a day', { savedAt: Date.now() - 25 * HOUR }],
    ['been refused', { refused: 'unknown-site' }],
  ] as const) {
    it(`asks for an adult when something has ${what}`, async () => {
      await left(1, more);
      const one = await widget();
      await eventually(() => noteIn(one), 'the note');
      expect(noteIn(one)).to.equal(`${en.waitingOne} ${en.waitingLong}`);
      expect(en.waitingLong).to.contain('Please tell an adult.');
    });
  }

  describe('on a page with several widgets', () => {
    async function three(): Promise<L30Widget[]> {
      await left(1);
      const all = [await widget(), await widget('mood-check-in'), await widget('newsletter-signup')];
      await eventually(() => all.some(noteIn), 'the note');
      return all;
    }
    const speaking = async (all: L30Widget[]): Promise<string[]> => {
      await Promise.all(all.map(({ updateComplete }) => updateComplete));
      return all.filter(noteIn).map(({ localName }) => localName);
    };

    it('only the first tells', async () => {
      const all = await three();
      await eventually(
        async () => String(await speaking(all)) === 'l30-question-card',
        'the first tells, and nobody else',
      );
    });

    it('the next takes over when the first is taken away', async () => {
      const [card, ...others] = await three();
      card!.remove();
      await eventually(async () => String(await speaking(others)) === 'l30-mood-check-in', 'the next one tells');
    });

    it('still only one tells when the first is moved', async () => {
      const all = await three();
      const elsewhere = document.createElement('div');
      all[0]!.parentElement!.append(elsewhere);
      elsewhere.append(all[0]!);
      await eventually(
        async () => String(await speaking(all)) === 'l30-mood-check-in',
        'the next one tells, and the first no longer',
      );
    });
  });

  describe('of a widget that is taken away while it looks', () => {
    let page: Page;
    let note: ReactiveController;
    let come: () => void;
    const watching = new Set<unknown>();

    /** A widget on a page of its own, whose delivery comes when it is told to. */
    beforeEach(async () => {
      page = await Page.open();
      page.set(page.window.indexedDB, 'databases', undefined);
      watching.clear();
      const courier = {
        watch: async (watcher: unknown) => void watching.add(watcher),
        unwatch: (watcher: unknown) => void watching.delete(watcher),
      };
      const coming = new Promise<unknown>((resolve) => (come = () => resolve({ open: () => ({ courier }) })));
      (await page.load<typeof import('../../src/leaf.ts')>('leaf.ts')).setLeafLoader(() => coming);
      const { WaitingNote } =
        await page.load<typeof import('../../src/element/waiting-note.ts')>('element/waiting-note.ts');
      const host = { addController() {}, requestUpdate() {}, fetch: undefined };
      note = new WaitingNote(host as unknown as ConstructorParameters<typeof WaitingNote>[0]);
    });
    afterEach(() => Page.closeAll());

    it('nobody watches', async () => {
      note.hostConnected!();
      await page.rest();
      note.hostDisconnected!();
      come();
      await page.rest();
      expect([...watching]).to.deep.equal([]);
    });

    it('and put back: one watches, who stops when it is taken away for good', async () => {
      note.hostConnected!();
      await page.rest();
      note.hostDisconnected!();
      note.hostConnected!();
      come();
      await page.rest();
      expect(watching.size).to.equal(1);
      note.hostDisconnected!();
      expect(watching.size).to.equal(0);
    });
  });

  describe('where the device locks its storage', () => {
    const locked: [what: string, place: object, name: string][] = [
      ['does not say what it holds', indexedDB, 'databases'],
      ['lets nothing be read', IDBDatabase.prototype, 'transaction'],
    ];
    for (const [what, place, name] of locked) {
      it(`and ${what}: says nothing, and the widget works`, async () => {
        await left(1);
        const own = Object.getOwnPropertyDescriptor(place, name);
        const value = (): never => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        };
        Object.defineProperty(place, name, { value, configurable: true });
        try {
          const one = await widget();
          await rest();
          expect(noteIn(one)).to.be.undefined;
          expect(one.shadowRoot!.querySelector('textarea')).to.exist;
        } finally {
          if (own) Object.defineProperty(place, name, own);
          else Reflect.deleteProperty(place, name);
        }
      });
    }

    it('where a browser cannot say what it holds, looks, and makes no database by that', async () => {
      Object.defineProperty(indexedDB, 'databases', { value: undefined, configurable: true });
      try {
        const one = await widget();
        await rest();
        expect(noteIn(one)).to.be.undefined;
      } finally {
        Reflect.deleteProperty(indexedDB, 'databases');
      }
      // WebKit lists the name of a database whose making was called off, at version 0: there is nothing in it.
      expect((await indexedDB.databases()).filter(({ version }) => version)).to.deep.equal([]);
    });
  });
});
