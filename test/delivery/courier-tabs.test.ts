import { expect } from '@open-wc/testing';
import type { Parcel } from '../../src/dialects/shared/dialect.ts';
import type { Courier } from '../../src/delivery/courier.ts';
import type { Waiting } from '../../src/delivery/device.ts';
import type { Outcome } from '../../src/delivery/deliver.ts';
import { noNetwork } from '../support.ts';
import { Network, Page, parcel, SCHOOL, until } from './page.ts';
import { clearDevice, databaseNames, rawDatabase, rawLetters, writeRaw } from './storage.ts';

/** A letter as an earlier visit left it, so many milliseconds after the first. */
const letter = (after: number, words?: string) => ({
  ...parcel(words),
  endpoint: SCHOOL,
  dialect: 'json',
  fields: {},
  savedAt: Date.now() - 60_000 + after,
});

/** A page with a courier on the device's real storage. */
interface Tab {
  page: Page;
  courier: Courier;
  counts: Waiting[];
}

describe('couriers of several pages on one device', () => {
  let network: Network;

  const open = async (options: Parameters<typeof Page.open>[0] = { inRealTime: true }): Promise<Tab> => {
    const page = await Page.open(options);
    return { page, courier: await page.courier(), counts: [] };
  };

  const watch = ({ courier, counts }: Tab): Promise<void> => courier.watch((each) => counts.push(each), network.fetch);

  function press({ courier }: Tab, one: Parcel): Outcome[] {
    const told: Outcome[] = [];
    void courier.send(one, { endpoint: SCHOOL, dialect: 'json', fields: {}, fetch: network.fetch }, true, (outcome) =>
      told.push(outcome),
    );
    return told;
  }

  /** Leaves letters on the device, as earlier visits did. */
  async function leave(count: number, words?: string): Promise<string[]> {
    const { Outbox } = await (
      await Page.open({ inRealTime: true })
    ).load<typeof import('../../src/delivery/outbox.ts')>('delivery/outbox.ts');
    const outbox = new Outbox();
    const letters = Array.from({ length: count }, (_, after) => letter(after, words));
    await Promise.all(letters.map((each) => outbox.put(each)));
    return letters.map(({ id }) => id);
  }

  const askedFor = (): string[] => network.asked.map(({ id }) => id);
  const isEmpty = async (): Promise<boolean> => (await rawLetters()).length === 0;

  beforeEach(async () => {
    await clearDevice();
    network = new Network(await Page.open());
  });
  afterEach(() => Page.closeAll());

  it('three tabs send each letter once, and one at a time [case 63]', async () => {
    const left = await leave(30);
    const tabs = await Promise.all([open(), open(), open()]);
    await Promise.all(tabs.map(watch));
    await until(isEmpty, 'the outbox was empty');
    for (const { counts } of tabs) await until(() => counts.at(-1)!.count === 0, 'every tab knew of it');
    expect(askedFor().sort()).to.deep.equal([...left].sort());
    expect(network.most).to.equal(1);
  });

  it('without Web Locks each letter is stored once all the same [case 66]', async () => {
    const left = await leave(10);
    const tabs = await Promise.all([1, 2, 3].map(() => open({ inRealTime: true, locks: false })));
    await Promise.all(tabs.map(watch));
    await until(isEmpty, 'the outbox was empty');
    for (const { counts } of tabs) await until(() => counts.at(-1)!.count === 0, 'every tab knew of it');
    expect([...network.rows.keys()].sort()).to.deep.equal([...left].sort());
  });

  it('a letter whose writer is on one tab may be brought by another, and its writer is told [case 63]', async () => {
    const tabs = await Promise.all([open(), open()]);
    await Promise.all(tabs.map(watch));
    const letters = Array.from({ length: 6 }, () => parcel());
    const told = letters.map((each, index) => press(tabs[index % 2]!, each));
    for (const outcomes of told) await until(() => outcomes.at(-1)?.kind === 'sent', 'it was sent');
    await until(isEmpty, 'the outbox was empty');
    expect(network.most).to.equal(1);
    expect([...network.rows.keys()].sort()).to.deep.equal(letters.map(({ id }) => id).sort());
  });

  it('a tab that is frozen in the middle of a try is passed over after a minute [case 64]', async () => {
    const [left] = await leave(1);
    network.hold();
    // Its clock never moves again, so it never gives up.
    const frozen = await open({ locks: true });
    void watch(frozen);
    await until(() => network.asked.length === 1, 'the first tab tried');

    const other = await open({ locks: true });
    const healthy = new Network(other.page);
    await other.courier.watch((each) => other.counts.push(each), healthy.fetch);
    await until(async () => (await navigator.locks.query()).pending!.length > 0, 'the other tab waited');
    await other.page.pass(59_999);
    expect({ asked: healthy.asked.length, counts: other.counts }).to.deep.equal({
      asked: 0,
      counts: [{ count: 1, stuck: false }],
    });
    await other.page.pass(1);
    await until(isEmpty, 'the outbox was empty');
    expect([...healthy.rows.keys()]).to.deep.equal([left]);
  });

  it('a tab that crashes in the middle of a try leaves the letter to the next [case 65]', async () => {
    const [left] = await leave(1);
    const letGo = network.hold();
    const doomed = await open();
    await watch(doomed);
    await until(() => network.asked.length === 1, 'the first tab tried');
    const other = await open();
    await watch(other);
    doomed.page.close();
    letGo();
    await until(isEmpty, 'the outbox was empty');
    expect([...network.rows.keys()]).to.deep.equal([left]);
    await until(() => other.counts.at(-1)!.count === 0, 'the count was 0');
  });

  it("two versions side by side drain each other's letters [case 67] [case 78]", async () => {
    const { fields: _, ...earlier } = letter(1);
    const later = { ...letter(2), urgency: 'none' };
    (await rawDatabase(3, (db) => db.createObjectStore('letters', { keyPath: 'id' }))).close();
    await writeRaw(earlier, later);
    const tab = await open();
    await watch(tab);
    const told = press(tab, parcel());
    await until(() => told.at(-1)?.kind === 'sent', 'ours was sent');
    await until(isEmpty, 'the outbox was empty');
    expect([...network.rows]).to.include.deep.members([earlier, later].map(({ id, body }) => [id, body]));
  });

  it('a newer version may change the database under an open page, which goes on after that [case 68]', async () => {
    network.answer = noNetwork;
    const tab = await open();
    const told = press(tab, parcel());
    await until(() => told.at(-1)?.kind === 'waiting', 'it waited');
    let blocked = false;
    (
      await rawDatabase(
        2,
        (db) => db.createObjectStore('settings'),
        () => (blocked = true),
      )
    ).close();
    expect(blocked).to.equal(false);
    network.answer = network.store;
    await until(isEmpty, 'the outbox was empty');
    await until(() => told.at(-1)?.kind === 'sent', 'its writer knew');
  });

  it('what is damaged stays where it is, is not counted, and the others go [case 79]', async () => {
    const left = await leave(2);
    const damaged = [
      { id: 'a', savedAt: 0 },
      { ...letter(1), body: null },
      { ...letter(2), endpoint: 7 },
    ];
    await writeRaw(...damaged);
    const tab = await open();
    await watch(tab);
    await until(() => network.rows.size === 2, 'the others went');
    await until(() => tab.counts.at(-1)!.count === 0, 'the count was 0');
    expect(tab.counts[0]).to.deep.equal({ count: 2, stuck: false });
    expect(askedFor()).to.deep.equal(left);
    expect(await rawLetters()).to.have.deep.members(damaged);
  });

  it('two hundred long letters go, oldest first [case 77]', async () => {
    const left = await leave(200, 'a'.repeat(4000));
    const tab = await open();
    await watch(tab);
    expect(tab.counts[0]).to.deep.equal({ count: 200, stuck: false });
    await until(() => network.asked.length === 200, 'all had gone');
    await until(isEmpty, 'the outbox was empty');
    expect(askedFor()).to.deep.equal(left);
    expect(network.most).to.equal(1);
    await until(() => tab.counts.at(-1)!.count === 0, 'the count was 0');
  });

  it('a page that is killed after it said that a letter waits leaves it to the next [case 46] [case 47]', async () => {
    network.answer = noNetwork;
    const [one, other] = [parcel(), parcel()];
    const tab = await open();
    const told = [press(tab, one), press(tab, other)];
    for (const outcomes of told) await until(() => outcomes.at(-1)?.kind === 'waiting', 'it waited');
    tab.page.close();
    network.answer = network.store;
    const next = await open();
    await watch(next);
    await until(isEmpty, 'the outbox was empty');
    expect([...network.rows]).to.have.deep.members([one, other].map(({ id, body }) => [id, body]));
    await until(() => next.counts.at(-1)!.count === 0, 'the count was 0');
  });

  it('whoever comes next is told of one waiting letter, and of none when it has gone [case 59]', async () => {
    network.answer = noNetwork;
    const tab = await open();
    const told = press(tab, parcel());
    await until(() => told.at(-1)?.kind === 'waiting', 'it waited');
    tab.page.close();
    const next = await open();
    await watch(next);
    expect(next.counts).to.deep.equal([{ count: 1, stuck: false }]);
    // A third tab brings it, and this one hears of that.
    const third = await open();
    await third.courier.watch(() => undefined, new Network(third.page).fetch);
    await until(() => next.counts.at(-1)!.count === 0, 'the count was 0');
  });

  it('a tablet that slept, and whose browser dropped the storage meanwhile, sends what it held [case 58]', async () => {
    network.answer = noNetwork;
    const tab = await open();
    const connections: IDBDatabase[] = [];
    const { transaction } = tab.page.window.IDBDatabase.prototype;
    tab.page.window.IDBDatabase.prototype.transaction = function (...words) {
      connections.push(this);
      return transaction.apply(this, words);
    };
    const one = parcel();
    const told = press(tab, one);
    await until(() => told.at(-1)?.kind === 'waiting', 'it waited');
    tab.courier.withdraw(one.id);
    connections.at(-1)!.close();
    network.answer = network.store;
    tab.page.wake('visibilitychange');
    await until(isEmpty, 'the outbox was empty');
    expect([...network.rows.keys()]).to.deep.equal([one.id]);
    const other = press(tab, parcel());
    connections.at(-1)!.close();
    await until(() => other.at(-1)?.kind === 'sent', 'the next one was sent');
  });

  for (const [what, matrix, break_] of [
    [
      'has no room',
      '[case 71]',
      ({ IDBObjectStore, DOMException: Exception }: Page['window']) =>
        (IDBObjectStore.prototype.put = () => {
          throw new Exception('No room.', 'QuotaExceededError');
        }),
    ],
    [
      'locks its storage',
      '[case 72]',
      ({ IDBFactory, DOMException: Exception }: Page['window']) =>
        (IDBFactory.prototype.open = () => {
          throw new Exception('Denied.', 'SecurityError');
        }),
    ],
    [
      'aborts after the write',
      '[case 73]',
      ({ IDBObjectStore }: Page['window']) => {
        const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (...words) {
          const request = put.apply(this, words);
          request.addEventListener('success', () => this.transaction.abort());
          return request;
        };
      },
    ],
  ] as const) {
    it(`a device that ${what} sends directly, and never says that a letter waits on it ${matrix}`, async () => {
      const tab = await open();
      break_(tab.page.window);
      const told = press(tab, parcel());
      await until(() => told.length > 0, 'something was told');
      expect(told).to.deep.equal([{ kind: 'sent' }]);
      network.answer = noNetwork;
      const later = press(tab, parcel());
      await until(() => later.length > 0, 'something was told');
      expect(later).to.deep.equal([{ kind: 'failed', code: 'network', certain: false, retrying: true }]);
      network.answer = network.store;
      await until(() => later.at(-1)!.kind === 'sent', 'it was sent');
      expect(later.map(({ kind }) => kind)).not.to.include('waiting');
    });
  }

  it('a device that was cleared claims nothing at the next visit, and makes no database for that [case 74]', async () => {
    network.answer = noNetwork;
    const tab = await open();
    const told = press(tab, parcel());
    await until(() => told.at(-1)?.kind === 'waiting', 'it waited');
    tab.page.close();
    await clearDevice();
    const next = await open();
    await watch(next);
    expect(next.counts).to.deep.equal([{ count: 0, stuck: false }]);
    expect(network.asked.length).to.equal(1);
    expect(await databaseNames()).to.deep.equal([]);
  });
});
