import { expect } from '@open-wc/testing';
import type { Parcel } from '../../src/dialects/shared/dialect.ts';
import type { Address, Courier, CourierOptions } from '../../src/delivery/courier.ts';
import type { Outcome } from '../../src/delivery/deliver.ts';
import type { Letter } from '../../src/delivery/outbox.ts';
import { dialect as json } from '../../src/dialects/json.ts';
import { noNetwork, webPage, type Answering } from '../support.ts';
import { Network, Page, parcel, SCHOOL, Shelf } from './page.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const OTHER_SCHOOL = 'https://other.example/submissions';

const resting =
  (retryAfter: string, status = 503): Answering =>
  () =>
    new Response('', { status, headers: { 'Retry-After': retryAfter } });

describe('a courier and its pauses', () => {
  let page: Page;
  let shelf: Shelf;
  let network: Network;
  let courier: Courier;

  const begin = async (options: Partial<CourierOptions> = {}): Promise<void> => {
    courier = await page.courier({ outbox: shelf, ...options });
  };

  async function press(letter: Parcel = parcel(), address: Partial<Address> = {}): Promise<Outcome[]> {
    const told: Outcome[] = [];
    await courier.send(
      letter,
      { endpoint: SCHOOL, dialect: 'json', fields: {}, fetch: network.fetch, ...address },
      true,
      (outcome) => told.push(outcome),
    );
    await page.rest();
    return told;
  }

  /** Puts letters on the device as earlier visits left them, the first the oldest, and gives their ids. */
  async function leave(count: number, endpoint = SCHOOL): Promise<string[]> {
    const letters = Array.from({ length: count }, (_, savedAt) => ({
      ...parcel(),
      endpoint,
      dialect: 'json',
      fields: {},
      savedAt,
    }));
    // Not in their order, as a database gives them by their ids.
    for (const letter of [...letters].reverse()) await shelf.put(letter);
    return letters.map(({ id }) => id);
  }

  const collect = async (): Promise<void> => {
    await courier.watch(() => undefined, network.fetch);
    await page.rest();
  };

  const seconds = (): number[] => network.asked.map(({ at }) => at / SECOND);
  const askedFor = (): string[] => network.asked.map(({ id }) => id);

  beforeEach(async () => {
    page = await Page.open();
    shelf = new Shelf();
    network = new Network(page);
    await begin();
  });
  afterEach(() => Page.closeAll());

  describe('after a setback', () => {
    it('asks a broken server after one second, two, four, up to two minutes and a half [case 10]', async () => {
      network.answer = webPage(500);
      await press();
      await page.pass(15 * MINUTE);
      expect(seconds()).to.deep.equal([0, 1, 3, 7, 15, 31, 63, 127, 255, 405, 555, 705, 855]);
    });

    it('takes twice as long where chance will have it, and no longer [case 10]', async () => {
      await begin({ random: () => 1 });
      network.answer = webPage(502);
      await press();
      await page.pass(15 * MINUTE);
      expect(seconds()).to.deep.equal([0, 2, 6, 14, 30, 62, 126, 254, 510, 810]);
    });

    it('tries a way that is cut at least every thirty seconds [case 1] [case 8]', async () => {
      await begin({ random: () => 1 });
      network.answer = noNetwork;
      await press();
      await page.pass(2 * MINUTE);
      expect(seconds()).to.deep.equal([0, 2, 6, 14, 30, 60, 90, 120]);
    });

    it('asks a filter no sooner than after five minutes [case 7]', async () => {
      network.answer = webPage(403);
      await press();
      await page.pass(16 * MINUTE);
      expect(seconds()).to.deep.equal([0, 300, 600, 900]);
    });

    const asked: [what: string, retryAfter: () => string, seconds: number][] = [
      ['for 120 seconds', () => '120', 120],
      ['for an hour, and is asked after fifteen minutes', () => '3600', 900],
      ['until a date', () => new Date(Date.UTC(2026, 10, 23, 9, 2)).toUTCString(), 120],
      ['until a date that is over', () => new Date(Date.UTC(2026, 10, 23, 8)).toUTCString(), 1],
    ];
    for (const status of [503, 429]) {
      for (const [what, retryAfter, expected] of asked) {
        it(`leaves a server in peace that asks for it with ${status} ${what} [case 11]`, async () => {
          page.set(page.window.Date, 'now', () => Date.UTC(2026, 10, 23, 9));
          network.answer = resting(retryAfter(), status);
          await press();
          network.answer = network.store;
          page.wake();
          await page.pass(expected * SECOND - 1);
          expect(seconds()).to.deep.equal([0]);
          await page.pass(1);
          expect(seconds()).to.deep.equal([0, expected]);
        });
      }
    }

    it('leaves the whole endpoint in peace, and no other', async () => {
      await leave(3);
      await leave(2, OTHER_SCHOOL);
      network.answer = (one) => (one.url === SCHOOL ? resting('60')(one) : network.store(one));
      await collect();
      expect(network.asked.map(({ url }) => url).sort()).to.deep.equal([SCHOOL, OTHER_SCHOOL, OTHER_SCHOOL].sort());
      network.answer = network.store;
      await page.pass(60 * SECOND - 1);
      expect(network.asked.length).to.equal(3);
      await page.pass(1);
      expect(network.rows.size).to.equal(5);
    });

    it('begins again with one second after a success', async () => {
      network.answer = noNetwork;
      await press();
      await page.pass(10 * SECOND);
      network.answer = network.store;
      await page.pass(30 * SECOND);
      expect(network.rows.size).to.equal(1);
      const before = network.asked.length;
      network.answer = noNetwork;
      await press();
      const [first, second] = (await page.pass(SECOND), seconds().slice(before)) as [number, number];
      expect(second - first).to.equal(1);
    });
  });

  describe('when the device wakes up', () => {
    for (const type of ['online', 'pageshow', 'visibilitychange'] as const) {
      it(`tries after a second on ${type}, when the way was cut`, async () => {
        network.answer = noNetwork;
        await press();
        await page.pass(47 * SECOND);
        network.answer = network.store;
        page.wake(type);
        await page.pass(10 * SECOND);
        expect(seconds()).to.deep.equal([0, 1, 3, 7, 15, 30, 45, 48]);
        expect(network.rows.size).to.equal(1);
      });
    }

    it('tries after a second, when the server was silent', async () => {
      const letGo = network.hold();
      await press();
      await page.pass(92 * SECOND);
      letGo();
      page.wake();
      await page.pass(10 * SECOND);
      expect(seconds()).to.deep.equal([0, 11, 23, 37, 55, 80, 93]);
      expect(network.rows.size).to.equal(1);
    });

    it('tries after a second, when a part did not come', async () => {
      let missing = true;
      await begin({ dialectNamed: async () => (missing ? Promise.reject(new Error('It did not come.')) : json) });
      await press();
      await page.pass(MINUTE);
      missing = false;
      page.wake();
      await page.pass(SECOND);
      await page.rest();
      expect(network.rows.size).to.equal(1);
    });

    it('spreads the tries of a class whose Wi-Fi comes back, over three seconds', async () => {
      await begin({ random: () => 1 });
      network.answer = noNetwork;
      await press();
      await page.pass(MINUTE + SECOND);
      network.answer = network.store;
      page.wake();
      await page.pass(3 * SECOND - 1);
      expect(network.rows.size).to.equal(0);
      await page.pass(1);
      expect(network.rows.size).to.equal(1);
    });

    for (const [what, answer, until] of [
      ['a filter said no', webPage(403), 300],
      ['a server asked for a pause', resting('300'), 300],
      ['a server broke', webPage(500), 255],
    ] as const) {
      it(`does not try sooner when ${what}`, async () => {
        network.answer = answer;
        await press();
        await page.pass(130 * SECOND);
        const tries = network.asked.length;
        network.answer = network.store;
        page.wake();
        await page.pass((until - 130) * SECOND - 1);
        expect(network.asked.length).to.equal(tries);
        await page.pass(1);
        expect(network.rows.size).to.equal(1);
      });
    }

    it('does not put off what is due sooner', async () => {
      network.answer = noNetwork;
      await press();
      await page.pass(900);
      page.wake();
      network.answer = network.store;
      await page.pass(100);
      expect(seconds()).to.deep.equal([0, 1]);
    });

    it('does nothing while nobody sees the page', async () => {
      network.answer = noNetwork;
      await press();
      await page.pass(32 * SECOND);
      page.set(page.window.document, 'visibilityState', 'hidden');
      const tries = network.asked.length;
      page.wake('visibilitychange');
      page.wake('online');
      await page.pass(10 * SECOND);
      expect(network.asked.length).to.equal(tries);
    });

    it('takes on what another page has left on the device meanwhile', async () => {
      await collect();
      const [id] = await leave(1);
      page.wake('pageshow');
      await page.rest();
      expect(askedFor()).to.deep.equal([id]);
    });

    for (const [every, whole] of [
      [2 * SECOND, 5 * MINUTE],
      [100, 20 * SECOND],
    ] as const) {
      it(`makes no storm of a network that comes and goes every ${every / SECOND} seconds [case 16]`, async () => {
        const left = await leave(3);
        network.answer = noNetwork;
        await collect();
        const told = await press();
        for (let passed = 0; passed < whole; passed += every) {
          page.wake();
          await page.pass(every);
        }
        const gaps = seconds()
          .slice(1)
          .map((at, index) => at - seconds()[index]!);
        // The press itself is free to go at once.
        expect(gaps.slice(1).filter((gap) => gap < 1)).to.deep.equal([]);
        network.answer = network.store;
        await page.pass(MINUTE);
        expect(told.at(-1)).to.deep.equal({ kind: 'sent' });
        expect([...network.rows.keys()]).to.include.members(left);
        expect({ rows: network.rows.size, most: network.most, left: shelf.letters.size }).to.deep.equal({
          rows: 4,
          most: 1,
          left: 0,
        });
      });
    }
  });

  describe('when someone presses', () => {
    it('tries that letter at once, and leaves the others their pause if it fails', async () => {
      network.answer = webPage(403);
      const [first, second] = [parcel(), parcel()];
      await press(first);
      await page.pass(SECOND);
      await press(second);
      await page.pass(SECOND);
      await press(second);
      expect(askedFor()).to.deep.equal([first.id, second.id, second.id]);
      await page.pass(4 * MINUTE);
      expect(network.asked.length).to.equal(3);
    });

    it('tries it even while the server has asked for a pause, and the others after it, if that is over', async () => {
      const [first, second] = [parcel(), parcel()];
      network.answer = resting('600');
      await press(first);
      network.answer = network.store;
      expect(await press(second)).to.deep.equal([{ kind: 'sent' }]);
      expect(askedFor()).to.deep.equal([first.id, second.id, first.id]);
    });

    it('lets the letter of someone who waits go before all that lay on the device', async () => {
      const left = await leave(20);
      const letGo = network.hold();
      await collect();
      const letter = parcel();
      await press(letter);
      letGo();
      await page.rest();
      expect(askedFor().slice(0, 3)).to.deep.equal([left[0], letter.id, left[1]]);
      expect(network.rows.size).to.equal(21);
    });

    it('tries once more when it was pressed while a try was under way that failed', async () => {
      const letter = parcel();
      network.answer = webPage(403);
      const letGo = network.hold();
      await press(letter);
      const told = await press(letter);
      network.answer = network.store;
      letGo();
      await page.rest();
      expect(network.asked.length).to.equal(2);
      expect(told).to.deep.equal([{ kind: 'waiting', code: 'blocked' }, { kind: 'sent' }]);
    });
  });

  describe('and many letters', () => {
    it('sends two hundred, oldest first, one at a time [case 77]', async () => {
      const left = await leave(200);
      await collect();
      expect(askedFor()).to.deep.equal(left);
      expect({ most: network.most, left: shelf.letters.size, at: new Set(seconds()).size }).to.deep.equal({
        most: 1,
        left: 0,
        at: 1,
      });
    });

    it('lets an older one that another page has left meanwhile go first', async () => {
      const [first, second, third] = (await leave(3)).map((id) => shelf.letters.get(id)!) as [Letter, Letter, Letter];
      shelf.letters.delete(first.id);
      const letGo = network.hold();
      await collect();
      await shelf.put(first);
      page.wake('pageshow');
      await page.rest();
      letGo();
      await page.rest();
      expect(askedFor()).to.deep.equal([second.id, first.id, third.id]);
    });

    it('asks one at a time, whatever the endpoint', async () => {
      await leave(3);
      await leave(3, OTHER_SCHOOL);
      const letGo = network.hold();
      await collect();
      expect(network.asked.length).to.equal(1);
      letGo();
      await page.rest();
      expect({ rows: network.rows.size, most: network.most }).to.deep.equal({ rows: 6, most: 1 });
    });

    it('lets none that the server cannot digest stand in the way of the others', async () => {
      const left = await leave(6);
      const poison = [left[0], left[2]];
      network.answer = (asked) =>
        poison.includes((JSON.parse(asked.text) as Parcel).id) ? webPage(500)(asked) : network.store(asked);
      await collect();
      await page.pass(MINUTE);
      expect([...network.rows.keys()]).to.deep.equal([left[1], left[3], left[4], left[5]]);
      expect([...shelf.letters.keys()]).to.have.members(poison);
      // These two go on by turns, and not without pauses.
      const before = network.asked.length;
      await page.pass(15 * MINUTE);
      const turns = askedFor().slice(before);
      expect(turns.length).to.be.within(4, 10);
      for (const [index, id] of turns.slice(1).entries()) expect(id).not.to.equal(turns[index]);
    });

    it('sends what another endpoint takes while one does not answer', async () => {
      await leave(2);
      await leave(2, OTHER_SCHOOL);
      network.answer = (asked) => (asked.url === SCHOOL ? noNetwork() : network.store(asked));
      await collect();
      expect(network.rows.size).to.equal(2);
      expect(seconds()).to.deep.equal([0, 0, 0]);
    });

    it('leaves alone what another tab has delivered meanwhile', async () => {
      const left = await leave(3);
      network.answer = noNetwork;
      await collect();
      shelf.letters.delete(left[1]!);
      network.answer = network.store;
      await page.pass(MINUTE);
      expect([...network.rows.keys()]).to.have.members([left[0]!, left[2]!]);
      expect(askedFor()).not.to.include(left[1]);
    });
  });
});
