import { expect } from '@open-wc/testing';
import { fromSource, Leaf, setLeafLoader } from '../src/leaf.ts';

/** A clock that stands still until the test moves it, and a dice that always shows the middle. */
class Clock {
  /** What `Math.random` gives. */
  chance = 0.5;
  #now = 0;
  #timers: { at: number; call: () => void }[] = [];
  #real = { setTimeout: window.setTimeout, clearTimeout: window.clearTimeout, random: Math.random };

  constructor() {
    window.setTimeout = ((call: () => void, ms = 0) => {
      const timer = { at: this.#now + ms, call };
      this.#timers.push(timer);
      return timer;
    }) as unknown as typeof setTimeout;
    window.clearTimeout = ((timer: unknown) => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    }) as typeof clearTimeout;
    Math.random = () => this.chance;
  }

  /** Milliseconds until the next timer, if one is set. */
  get next(): number | undefined {
    return this.#timers.length ? Math.min(...this.#timers.map(({ at }) => at)) - this.#now : undefined;
  }

  async pass(ms: number): Promise<void> {
    const until = this.#now + ms;
    while (this.next !== undefined && this.#now + this.next <= until) {
      this.#now += this.next;
      const due = this.#timers.filter(({ at }) => at === this.#now);
      this.#timers = this.#timers.filter((timer) => !due.includes(timer));
      for (const { call } of due) call();
      await this.settle();
    }
    this.#now = until;
    await this.settle();
  }

  /** Lets promises run. */
  settle(): Promise<void> {
    return new Promise((resolve) => this.#real.setTimeout.call(window, resolve));
  }

  stop(): void {
    window.setTimeout = this.#real.setTimeout;
    window.clearTimeout = this.#real.clearTimeout;
    Math.random = this.#real.random;
  }
}

interface Module {
  name: string;
}

/** One request for a leaf, which the test answers when it likes. */
interface Asked {
  name: string;
  come(name?: string): Promise<void>;
  fail(): Promise<void>;
}

const SECOND = 1000;
/** The pauses between five tries, with the dice in the middle. */
const PAUSES = [1, 2, 4, 8].map((seconds) => seconds * SECOND);

describe('a leaf', () => {
  let clock: Clock;
  let asked: Asked[];

  /** Where leaves come from when the test says so. */
  const loader = (name: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const done = async (): Promise<void> => clock.settle();
      asked.push({
        name,
        come: (module = name) => (resolve({ name: module }), done()),
        fail: () => (reject(new TypeError(`no ${name}`)), done()),
      });
    });
  const last = (): Asked => asked.at(-1)!;
  let made: Leaf<Module>[];
  const leafOf = (name = 'element/one', ...more: [bring?: () => Promise<Module>, own?: boolean]): Leaf<Module> => {
    const leaf = new Leaf<Module>(name, ...more);
    made.push(leaf);
    return leaf;
  };

  function host(isConnected?: boolean): { isConnected?: boolean; updates: number; requestUpdate: () => void } {
    const one = {
      ...(isConnected === undefined ? {} : { isConnected }),
      updates: 0,
      requestUpdate: () => void (one.updates += 1),
    };
    return one;
  }

  /** Has it fail as often as it is asked for, from the first time on. */
  async function failUntil(times: number): Promise<void> {
    for (let time = 1; time <= times; time += 1) {
      expect(asked.length).to.equal(time);
      await last().fail();
      if (time < times) await clock.pass(PAUSES[time - 1]!);
    }
  }

  beforeEach(() => {
    clock = new Clock();
    asked = [];
    made = [];
    setLeafLoader((name) => loader(name));
  });
  afterEach(async () => {
    // What has come is not asked for again when the next test says "online".
    setLeafLoader(async (name) => ({ name }));
    await Promise.all(made.map((leaf) => leaf.load()));
    clock.stop();
    setLeafLoader();
  });

  describe('is asked for', () => {
    it('when it is first wanted, and not before', async () => {
      const leaf = leafOf();
      await clock.pass(60 * SECOND);
      expect(asked).to.deep.equal([]);
      expect(leaf.want()).to.equal(undefined);
      expect(asked.map(({ name }) => name)).to.deep.equal(['element/one']);
    });

    it('once for the page, however many want it, and each of them then draws again', async () => {
      const leaf = leafOf();
      const hosts = Array.from({ length: 20 }, () => host(true));
      for (const each of hosts) expect(leaf.want(each)).to.equal(undefined);
      const pressed = [leaf.load(), leaf.load()];
      expect(asked.length).to.equal(1);
      await last().come();
      expect(hosts.map(({ updates }) => updates)).to.deep.equal(hosts.map(() => 1));
      for (const each of hosts) expect(leaf.want(each)).to.deep.equal({ name: 'element/one' });
      for (const each of pressed) expect(await each).to.equal(leaf.want());
      expect(await leaf.load()).to.equal(leaf.want());
      expect(asked.length).to.equal(1);
    });

    it('once, while it is on its way and when it did not come, though a widget draws a hundred times', async () => {
      const leaf = leafOf();
      const one = host(true);
      for (let time = 0; time < 100; time += 1) expect(leaf.want(one)).to.equal(undefined);
      await last().fail();
      for (let time = 0; time < 100; time += 1) expect(leaf.want(one)).to.equal(undefined);
      await clock.settle();
      expect(asked.length).to.equal(1);
      expect(one.updates, 'told once that it failed').to.equal(1);
    });
  });

  describe('that does not come', () => {
    it('says what kept it from coming, and is lost after the second time', async () => {
      const leaf = leafOf();
      leaf.want();
      expect([leaf.isLost, leaf.error]).to.deep.equal([false, undefined]);
      await last().fail();
      expect(leaf.isLost).to.equal(false);
      expect(leaf.error).to.have.property('message', 'no element/one');
      await clock.pass(SECOND);
      await last().fail();
      expect(leaf.isLost).to.equal(true);
      await clock.pass(2 * SECOND);
      await last().come();
      expect([leaf.isLost, leaf.error]).to.deep.equal([false, undefined]);
    });

    it('is asked for again after pauses that double, five times in all, and by itself no more', async () => {
      const leaf = leafOf();
      leaf.want();
      for (const [at, pause] of PAUSES.entries()) {
        await last().fail();
        expect(clock.next).to.equal(pause);
        await clock.pass(pause - 1);
        expect(asked.length).to.equal(at + 1);
        await clock.pass(1);
        expect(asked.length).to.equal(at + 2);
      }
      await last().fail();
      expect(clock.next).to.equal(undefined);
      for (let time = 0; time < 100; time += 1) leaf.want(host(true));
      await clock.pass(24 * 60 * 60 * SECOND);
      expect(asked.length).to.equal(5);
    });

    for (const [chance, pauses] of [
      [0, [750, 1500, 3000, 6000]],
      [1, [1250, 2500, 5000, 10_000]],
    ] as const) {
      it(`is not asked for by a whole class at once: with a dice of ${chance} the pauses are ${pauses.join(', ')} ms`, async () => {
        clock.chance = chance;
        leafOf().want();
        for (const pause of pauses) {
          await last().fail();
          expect(clock.next).to.equal(pause);
          await clock.pass(pause);
        }
      });
    }

    it('has whoever waits draw again each time, and once it is there', async () => {
      const leaf = leafOf();
      const one = host(true);
      leaf.want(one);
      await last().fail();
      await clock.pass(SECOND);
      await last().fail();
      expect(one.updates).to.equal(2);
      await clock.pass(2 * SECOND);
      await last().come();
      expect(one.updates).to.equal(3);
      expect(leaf.want(one)).to.deep.equal({ name: 'element/one' });
    });

    for (const [what, broken] of [
      ['cannot even be asked for', () => raise()],
      ['is empty', () => Promise.resolve(undefined)],
    ] as const) {
      it(`because it ${what} has failed as any other, and comes when it is asked for again`, async () => {
        let isBroken = true;
        setLeafLoader((name) => (isBroken ? broken() : loader(name)));
        const leaf = leafOf();
        const one = host(true);
        expect(leaf.want(one)).to.equal(undefined);
        await clock.settle();
        expect(leaf.error).to.be.instanceOf(Error);
        expect([clock.next, one.updates]).to.deep.equal([SECOND, 1]);
        isBroken = false;
        await clock.pass(SECOND);
        await last().come();
        expect(leaf.want(one)).to.deep.equal({ name: 'element/one' });
      });
    }

    it('is asked for at once when the device comes back online, even after five times, and no longer once it is there', async () => {
      const leaf = leafOf();
      leaf.want();
      await failUntil(2);
      dispatchEvent(new Event('online'));
      expect(asked.length).to.equal(3);
      expect(clock.next, 'the pause is over, and the new try has its limit').to.equal(10 * SECOND);
      await last().fail();
      await clock.pass(PAUSES[2]!);
      await last().fail();
      await clock.pass(PAUSES[3]!);
      await last().fail();
      expect([asked.length, clock.next]).to.deep.equal([5, undefined]);
      dispatchEvent(new Event('online'));
      dispatchEvent(new Event('online'));
      expect(asked.length, 'and once, however often that is said').to.equal(6);
      await last().fail();
      dispatchEvent(new Event('online'));
      expect(asked.length).to.equal(7);
      await last().come();
      dispatchEvent(new Event('online'));
      await clock.pass(60 * SECOND);
      expect(asked.length).to.equal(7);
      expect(leaf.want()).to.deep.equal({ name: 'element/one' });
    });

    it('is not asked for on "online" where nobody ever wanted it', () => {
      leafOf();
      dispatchEvent(new Event('online'));
      expect(asked).to.deep.equal([]);
    });

    it('is asked for at once by a press, in a pause and after five times, and the press hears whether it comes', async () => {
      const leaf = leafOf();
      leaf.want();
      await last().fail();
      const refused = leaf.load().catch((error: Error) => error.message);
      expect(asked.length).to.equal(2);
      await last().fail();
      expect(await refused).to.equal('no element/one');
      await clock.pass(2 * SECOND);
      await last().fail();
      await clock.pass(4 * SECOND);
      await last().fail();
      await clock.pass(8 * SECOND);
      await last().fail();
      expect([asked.length, clock.next]).to.deep.equal([5, undefined]);
      const pressed = leaf.load();
      expect(asked.length).to.equal(6);
      await last().come();
      expect(await pressed).to.deep.equal({ name: 'element/one' });
    });
  });

  describe('that hangs', () => {
    it('has failed after ten seconds, and the press hears it', async () => {
      const leaf = leafOf();
      const one = host(true);
      leaf.want(one);
      const pressed = leaf.load().catch((error: Error) => error.message);
      await clock.pass(10 * SECOND - 1);
      expect([leaf.error, one.updates]).to.deep.equal([undefined, 0]);
      await clock.pass(1);
      expect(await pressed).to.equal('element/one does not come.');
      expect([one.updates, clock.next]).to.deep.equal([1, SECOND]);
    });

    it('is taken should it come later, in the pause, and not asked for again', async () => {
      const leaf = leafOf();
      const one = host(true);
      leaf.want(one);
      await clock.pass(10 * SECOND);
      await last().come();
      expect(leaf.want(one)).to.deep.equal({ name: 'element/one' });
      expect([leaf.error, one.updates]).to.deep.equal([undefined, 2]);
      expect(await leaf.load()).to.equal(leaf.want());
      await clock.pass(60 * SECOND);
      dispatchEvent(new Event('online'));
      expect(asked.length).to.equal(1);
    });

    it('is taken should it come while it is asked for once more, whatever becomes of that', async () => {
      const leaf = leafOf();
      leaf.want();
      await clock.pass(10 * SECOND);
      const pressed = leaf.load();
      expect(asked.length).to.equal(2);
      await asked[0]!.come('the first');
      expect(leaf.want()).to.deep.equal({ name: 'the first' });
      expect(await pressed, 'the press need not wait for the second').to.deep.equal({ name: 'the first' });
      expect(await leaf.load()).to.deep.equal({ name: 'the first' });
      await asked[1]!.fail();
      expect([leaf.error, leaf.isLost, clock.next]).to.deep.equal([undefined, false, undefined]);
    });
  });

  describe('and those that wait for it', () => {
    it('are not told when they have gone, and those without a place on the page always are', async () => {
      const leaf = leafOf();
      const [stays, goes, drawer] = [host(true), host(true), host()];
      for (const each of [stays, goes, drawer]) leaf.want(each);
      goes.isConnected = false;
      await last().fail();
      expect([stays.updates, goes.updates, drawer.updates]).to.deep.equal([1, 0, 1]);
      await clock.pass(SECOND);
      await last().come();
      expect([stays.updates, goes.updates, drawer.updates]).to.deep.equal([2, 0, 2]);
    });
  });

  describe('from another place', () => {
    it('is asked for anew, and what the old one brought is forgotten', async () => {
      const leaf = leafOf();
      leaf.want();
      await last().come('from the old');
      expect(leaf.want()).to.deep.equal({ name: 'from the old' });
      setLeafLoader((name) => loader(`new/${name}`));
      expect(leaf.want()).to.equal(undefined);
      expect(last().name).to.equal('new/element/one');
      await last().come('from the new');
      expect(leaf.want()).to.deep.equal({ name: 'from the new' });
    });

    it('has not failed, whatever became of the old one', async () => {
      const leaf = leafOf();
      leaf.want();
      await failUntil(5);
      setLeafLoader((name) => loader(name));
      const one = host(true);
      leaf.want(one);
      expect([asked.length, leaf.isLost, leaf.error]).to.deep.equal([6, false, undefined]);
      await last().come();
      expect(one.updates).to.equal(1);
    });

    it('does not get what the old one brings late, nor its failure', async () => {
      const leaf = leafOf();
      leaf.want();
      const [slow] = asked as [Asked];
      const other = leafOf('element/two');
      other.want();
      const broken = last();
      setLeafLoader((name) => loader(name));
      for (const each of [leaf, other]) each.want();
      await slow.come('from the old');
      await broken.fail();
      expect([leaf.want(), other.error]).to.deep.equal([undefined, undefined]);
      await asked[2]!.come('from the new');
      await asked[3]!.come('from the new');
      expect([leaf.want(), other.want()]).to.deep.equal([{ name: 'from the new' }, { name: 'from the new' }]);
    });
  });

  describe('with an import of its source', () => {
    const brought = { name: 'by its import' };

    it('comes by it where no other loader is set', async () => {
      setLeafLoader();
      const leaf = leafOf('element/one', async () => brought);
      expect(await leaf.load()).to.equal(brought);
      expect(leaf.want()).to.equal(brought);
    });

    it('hands it to the loader, which may do without', async () => {
      const leaf = leafOf('element/one', async () => brought);
      setLeafLoader((name, bring) => (expect(name).to.equal('element/one'), bring!()));
      expect(await leaf.load()).to.equal(brought);
      setLeafLoader((name) => loader(name));
      leaf.want();
      await last().come('by the loader');
      expect(leaf.want()).to.deep.equal({ name: 'by the loader' });
    });

    it('cannot come where there is neither', async () => {
      const words = await Promise.resolve(fromSource('element/one', undefined)).catch((error: Error) => error.message);
      expect(words).to.equal('No leaf loader is set, so element/one cannot be loaded.');
    });

    it('of its own never comes from anywhere else, and is asked for again as any other', async () => {
      let times = 0;
      const leaf = leafOf(
        'https://school.example/worry.json',
        async () => ((times += 1) > 1 ? brought : raise()),
        true,
      );
      const one = host(true);
      expect(leaf.want(one)).to.equal(undefined);
      await clock.settle();
      expect([times, leaf.isLost, one.updates]).to.deep.equal([1, false, 1]);
      await clock.pass(SECOND);
      expect(leaf.want(one)).to.equal(brought);
      expect(asked).to.deep.equal([]);
      setLeafLoader((name) => loader(name));
      expect(leaf.want(one)).to.equal(undefined);
      await clock.settle();
      expect(leaf.want(one)).to.equal(brought);
      expect([times, asked.length]).to.deep.equal([3, 0]);
    });
  });
});

function raise(): never {
  throw new Error('no loader');
}
