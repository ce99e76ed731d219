import { expect } from '@open-wc/testing';
import { makeId } from '../../src/contract/envelope.ts';
import { OUTBOX } from '../../src/contract/outbox-name.ts';
import type { Letter, Outbox } from '../../src/delivery/outbox.ts';
import { Page, SCHOOL } from './page.ts';
import { clearDevice, databaseNames, rawDatabase, rawLetters, writeRaw } from './storage.ts';

const letter = (changes: Partial<Letter> = {}): Letter => ({
  id: makeId(),
  body: '{"text":"sealed"}',
  endpoint: SCHOOL,
  dialect: 'json',
  fields: { message: 'entry.1' },
  savedAt: 1_795_000_000_000,
  ...changes,
});

const fate = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error as DOMException | null)?.name ?? 'rejected',
  );

describe('the outbox', () => {
  let page: Page;
  let outbox: Outbox;

  const outboxOn = async (there: Page): Promise<Outbox> =>
    new (await there.load<typeof import('../../src/delivery/outbox.ts')>('delivery/outbox.ts')).Outbox();

  beforeEach(async () => {
    await clearDevice();
    page = await Page.open({ inRealTime: true });
    outbox = await outboxOn(page);
  });
  afterEach(() => Page.closeAll());

  it('gives a letter back whole, until it is removed', async () => {
    const [one, other] = [letter(), letter({ refused: 'invalid' })];
    await outbox.put(one);
    await outbox.put(other);
    expect(await outbox.all()).to.have.deep.members([one, other]);
    expect(await Promise.all([one.id, other.id, makeId()].map((id) => outbox.has(id)))).to.deep.equal([
      true,
      true,
      false,
    ]);
    await outbox.remove(one.id);
    expect(await outbox.all()).to.deep.equal([other]);
    expect(await outbox.has(one.id)).to.equal(false);
    await outbox.remove(one.id);
  });

  it('holds one letter for one id', async () => {
    const one = letter();
    await outbox.put(one);
    await outbox.put({ ...one, refused: 'invalid' });
    expect(await outbox.all()).to.deep.equal([{ ...one, refused: 'invalid' }]);
  });

  it("gives letters oldest first, by the device's clock at that time", async () => {
    // The clock was put back between them; both still go.
    const times = [1_795_000_000_000, 0, -5, 4_100_000_000_000, 7];
    for (const savedAt of times) await outbox.put(letter({ savedAt }));
    expect((await outbox.all()).map(({ savedAt }) => savedAt)).to.deep.equal([...times].sort((a, b) => a - b));
  });

  it('gives another page what this one put there', async () => {
    const one = letter();
    await outbox.put(one);
    page.close();
    const next = await outboxOn(await Page.open({ inRealTime: true }));
    expect(await next.all()).to.deep.equal([one]);
  });

  it('takes many letters at once, and from two pages', async () => {
    const next = await outboxOn(await Page.open({ inRealTime: true }));
    const letters = Array.from({ length: 20 }, (_, savedAt) => letter({ savedAt }));
    await Promise.all(letters.map((each, index) => (index % 2 ? outbox : next).put(each)));
    expect(await outbox.all()).to.deep.equal(letters);
  });

  describe('on the disk', () => {
    it('asks for strict durability for every change', async () => {
      const asked: unknown[] = [];
      const { transaction } = page.window.IDBDatabase.prototype;
      page.window.IDBDatabase.prototype.transaction = function (...words) {
        asked.push(words);
        return transaction.apply(this, words);
      };
      const one = letter();
      await outbox.put(one);
      await outbox.remove(one.id);
      expect(asked).to.deep.equal(Array(2).fill(['letters', 'readwrite', { durability: 'strict' }]));
    });

    it('has put a letter only when the transaction is complete', async () => {
      const order: string[] = [];
      const { transaction } = page.window.IDBDatabase.prototype;
      page.window.IDBDatabase.prototype.transaction = function (...words) {
        const made = transaction.apply(this, words);
        made.addEventListener('complete', () => order.push('complete'));
        return made;
      };
      const one = letter();
      await outbox.put(one);
      order.push('put');
      await outbox.remove(one.id);
      order.push('removed');
      expect(order).to.deep.equal(['complete', 'put', 'complete', 'removed']);
    });

    it('has not put a letter whose transaction was aborted after the write [case 73]', async () => {
      const { put } = page.window.IDBObjectStore.prototype;
      page.window.IDBObjectStore.prototype.put = function (...words) {
        const request = put.apply(this, words);
        request.addEventListener('success', () => this.transaction.abort());
        return request;
      };
      expect(await fate(outbox.put(letter()))).not.to.equal('done');
      page.window.IDBObjectStore.prototype.put = put;
      expect(await outbox.all()).to.deep.equal([]);
    });
  });

  describe('on a device that holds nothing', () => {
    it('makes no database by reading, and still takes a letter after that', async () => {
      expect(await fate(outbox.all())).not.to.equal('done');
      expect(await fate(outbox.has(makeId()))).not.to.equal('done');
      expect(await databaseNames()).to.deep.equal([]);
      const one = letter();
      await outbox.put(one);
      expect(await outbox.all()).to.deep.equal([one]);
      expect(await databaseNames()).to.deep.equal([OUTBOX]);
    });

    it('makes nothing by reading that a letter would not fit into, where a browser cannot list its databases', async () => {
      page.set(page.window.IDBFactory.prototype, 'databases', undefined);
      expect(await fate(outbox.all())).not.to.equal('done');
      expect(await fate(outbox.has(makeId()))).not.to.equal('done');
      const one = letter();
      await outbox.put(one);
      expect(await outbox.all()).to.deep.equal([one]);
    });

    it('takes a letter while it is being read', async () => {
      const one = letter();
      const [, put, ,] = await Promise.all([fate(outbox.all()), fate(outbox.put(one)), fate(outbox.all())]);
      expect(put).to.equal('done');
      expect(await outbox.all()).to.deep.equal([one]);
    });

    it('holds nothing again once its storage was cleared, and does not bring it back by reading [case 74]', async () => {
      await outbox.put(letter());
      await clearDevice();
      expect(await fate(outbox.all())).not.to.equal('done');
      expect(await databaseNames()).to.deep.equal([]);
      const one = letter();
      await outbox.put(one);
      expect(await outbox.all()).to.deep.equal([one]);
    });
  });

  describe('beside other versions of itself', () => {
    const strange: [what: string, record: object][] = [
      ['a record with nothing but an id', { id: 'a' }],
      ['a letter without its words', { ...letter(), body: undefined }],
      ['a letter whose words are no text', { ...letter(), body: { text: 'sealed' } }],
      ['a letter without an address', { ...letter(), endpoint: null }],
      ['a letter whose dialect is a number', { ...letter(), dialect: 1 }],
      ['a record under a number', { ...letter(), id: 7 }],
    ];

    it('leaves out what is damaged or not ours, and leaves it where it is [case 79]', async () => {
      const one = letter();
      await outbox.put(one);
      const said: unknown[] = [];
      page.set((page.window as unknown as typeof globalThis).console, 'error', (...words: unknown[]) =>
        said.push(...words),
      );
      expect(await outbox.all()).to.deep.equal([one]);
      expect(said).to.deep.equal([]);
      await writeRaw(...strange.map(([, record]) => record));
      expect(await outbox.all()).to.deep.equal([one]);
      expect(said).to.deep.equal(['[l30] Damaged letter']);
      await outbox.put({ ...one, refused: 'invalid' });
      await outbox.remove(one.id);
      expect(await outbox.all()).to.deep.equal([]);
      expect(await rawLetters()).to.have.deep.members(strange.map(([, record]) => record));
    });

    it('gives letters that an earlier version wrote, and ones that a later version added to [case 67]', async () => {
      const { fields: _, ...earlier } = letter({ savedAt: 1 });
      const later = { ...letter({ savedAt: 2 }), urgency: 'none' };
      await outbox.put(letter({ savedAt: 3 }));
      await writeRaw(earlier, later);
      expect((await outbox.all()).slice(0, 2)).to.deep.equal([earlier, later]);
    });

    it('works in a database that a newer version has made [case 78]', async () => {
      const newer = await rawDatabase(7, (db) => {
        db.createObjectStore('letters', { keyPath: 'id' }).createIndex('by time', 'savedAt');
        db.createObjectStore('settings');
      });
      newer.close();
      const [one, other] = [letter({ savedAt: 1 }), letter({ savedAt: 2 })];
      await writeRaw(one);
      expect(await outbox.all()).to.deep.equal([one]);
      await outbox.put(other);
      await outbox.remove(one.id);
      expect(await outbox.all()).to.deep.equal([other]);
      const [{ version }] = (await indexedDB.databases()) as [IDBDatabaseInfo];
      expect(version).to.equal(7);
    });

    it('keeps nothing where a newer version has put letters elsewhere [case 78]', async () => {
      (await rawDatabase(7, (db) => db.createObjectStore('letters-2'))).close();
      expect(await fate(outbox.put(letter()))).to.equal('NotFoundError');
      expect(await fate(outbox.all())).to.equal('NotFoundError');
    });

    it('makes way for a newer version, and goes on in what that made [case 68]', async () => {
      const one = letter();
      await outbox.put(one);
      let blocked = false;
      const upgraded = await rawDatabase(
        2,
        (db) => db.createObjectStore('settings'),
        () => (blocked = true),
      );
      expect({ blocked, stores: [...upgraded.objectStoreNames] }).to.deep.equal({
        blocked: false,
        stores: ['letters', 'settings'],
      });
      upgraded.close();
      expect(await outbox.all()).to.deep.equal([one]);
      const other = letter();
      await outbox.put(other);
      expect(await rawLetters()).to.have.deep.members([one, other]);
    });
  });

  describe('in trouble', () => {
    it('opens a new connection when the browser has dropped the old one [case 58]', async () => {
      const connections: IDBDatabase[] = [];
      const { open } = page.window.IDBFactory.prototype;
      page.window.IDBFactory.prototype.open = function (...words) {
        const request = open.apply(this, words);
        request.addEventListener('success', () => connections.push(request.result));
        return request;
      };
      const one = letter();
      await outbox.put(one);
      for (const use of [
        () => outbox.all(),
        () => outbox.put(one),
        () => outbox.has(one.id),
        () => outbox.remove(one.id),
      ]) {
        connections.at(-1)!.close();
        await use();
      }
      expect(connections.length).to.equal(5);
      expect(await outbox.all()).to.deep.equal([]);
    });

    it('tries a second time and no third', async () => {
      await outbox.put(letter());
      let tried = 0;
      page.window.IDBDatabase.prototype.transaction = () => {
        tried += 1;
        throw new page.window.DOMException('Connection to Indexed Database server lost.', 'UnknownError');
      };
      expect(await fate(outbox.put(letter()))).to.equal('UnknownError');
      expect(tried).to.equal(2);
    });

    it('says so when the device has no room, and takes a letter when it has some again [case 71]', async () => {
      const { put } = page.window.IDBObjectStore.prototype;
      page.window.IDBObjectStore.prototype.put = () => {
        throw new page.window.DOMException('There is no room.', 'QuotaExceededError');
      };
      expect(await fate(outbox.put(letter()))).to.equal('QuotaExceededError');
      page.window.IDBObjectStore.prototype.put = put;
      const one = letter();
      await outbox.put(one);
      expect(await outbox.all()).to.deep.equal([one]);
    });

    const locked: [what: string, lock: (window: Page['window']) => void][] = [
      [
        'forbids it',
        ({ IDBFactory, DOMException: Exception }) =>
          (IDBFactory.prototype.open = () => {
            throw new Exception('Denied.', 'SecurityError');
          }),
      ],
      ['has none', (window) => page.set(window, 'indexedDB', undefined)],
      [
        'fails to open it',
        ({ IDBFactory }) => {
          const { open } = IDBFactory.prototype;
          // A version of zero is refused by every browser.
          IDBFactory.prototype.open = function (name) {
            return open.call(this, name, 0);
          };
        },
      ],
    ];
    for (const [what, lock] of locked) {
      it(`rejects whatever is asked of it when a browser ${what} [case 72]`, async () => {
        lock(page.window);
        for (const use of [outbox.put(letter()), outbox.remove('a'), outbox.has('a'), outbox.all()])
          expect(await fate(use)).not.to.equal('done');
      });
    }
  });
});
