import { expect } from '@open-wc/testing';
import { exclusive } from '../../src/delivery/exclusive.ts';
import { rest } from '../support.ts';
import { Page, until } from './page.ts';

type Exclusive = typeof exclusive;

let count = 0;
/** A lock of its own for each test. */
const fresh = (): string => `lock ${(count += 1)}`;

const tab = async (): Promise<{ page: Page; exclusive: Exclusive }> => {
  const page = await Page.open({ inRealTime: true });
  return { page, ...(await page.load<{ exclusive: Exclusive }>('delivery/exclusive.ts')) };
};

/** Waits until somebody waits for a lock that another holds. */
const isWaitedFor = (name: string): Promise<void> =>
  until(async () => (await navigator.locks.query()).pending!.some((lock) => lock.name === name), 'it was waited for');

const never = (): Promise<void> => new Promise(() => undefined);

describe('exclusive', () => {
  afterEach(() => Page.closeAll());

  it('lets no two tabs work at a time, and each of them once', async () => {
    const name = fresh();
    const tabs = await Promise.all([tab(), tab(), tab()]);
    let [working, most, done] = [0, 0, 0];
    const work = async (): Promise<void> => {
      most = Math.max(most, (working += 1));
      await rest();
      working -= 1;
      done += 1;
    };
    await Promise.all([...tabs, ...tabs, ...tabs].map((each) => each.exclusive(name, work)));
    expect({ most, done }).to.deep.equal({ most: 1, done: 9 });
  });

  it('lets those work who ask for something else', async () => {
    const [one, other] = [await tab(), await tab()];
    void one.exclusive(fresh(), never);
    let done = false;
    await other.exclusive(fresh(), async () => void (done = true));
    expect(done).to.equal(true);
  });

  it('ends when the work has ended, and passes on what went wrong in it', async () => {
    const name = fresh();
    let ended = false;
    await exclusive(name, async () => {
      await rest();
      ended = true;
    });
    expect(ended).to.equal(true);
    let runs = 0;
    const fault = new Error('no');
    const failing = exclusive(name, async () => {
      runs += 1;
      throw fault;
    });
    expect(await failing.catch((error: unknown) => error)).to.equal(fault);
    expect(runs).to.equal(1);
    await exclusive(name, async () => void (runs += 1));
    expect(runs).to.equal(2);
  });

  it('waits for a tab that takes its time', async () => {
    const name = fresh();
    const { exclusive: there } = await tab();
    const order: string[] = [];
    let end = (): void => undefined;
    void there(name, async () => {
      order.push('there');
      await new Promise<void>((resolve) => (end = resolve));
      order.push('there, done');
    });
    await until(() => order.length === 1);
    const here = exclusive(name, async () => void order.push('here'), 60_000);
    await isWaitedFor(name);
    end();
    await here;
    expect(order).to.deep.equal(['there', 'there, done', 'here']);
  });

  it('passes a frozen tab over when its patience is at an end, and not before [case 64]', async () => {
    const name = fresh();
    const { exclusive: there } = await tab();
    let held = false;
    void there(name, () => {
      held = true;
      return never();
    });
    await until(() => held);
    const began = performance.now();
    let runs = 0;
    await exclusive(name, async () => void (runs += 1), 200);
    expect(runs).to.equal(1);
    expect(performance.now() - began).to.be.at.least(195);
    // Who comes next has nobody to wait for.
    await exclusive(name, async () => void (runs += 1), 60_000);
    expect(runs).to.equal(2);
  });

  it('has a patience of a minute', async () => {
    const name = fresh();
    const { exclusive: there } = await tab();
    let held = false;
    void there(name, () => {
      held = true;
      return never();
    });
    await until(() => held);
    const page = await Page.open();
    page.set(page.window.navigator, 'locks', navigator.locks);
    const { exclusive: here } = await page.load<{ exclusive: Exclusive }>('delivery/exclusive.ts');
    let runs = 0;
    void here(name, async () => void (runs += 1));
    await isWaitedFor(name);
    await page.pass(59_999);
    await rest();
    expect(runs).to.equal(0);
    await page.pass(1);
    await until(() => runs === 1);
  });

  it('lets a tab that was passed over finish what it does', async () => {
    const name = fresh();
    const { exclusive: there } = await tab();
    let thaw = (): void => undefined;
    let runs = 0;
    const first = there(name, () => {
      runs += 1;
      return new Promise((resolve) => (thaw = resolve));
    });
    await until(() => runs === 1);
    await exclusive(name, async () => void (runs += 1), 50);
    expect(runs).to.equal(2);
    thaw();
    await first;
    expect(runs).to.equal(2);
  });

  it('goes on when the tab before it crashes [case 65]', async () => {
    const name = fresh();
    const { page, exclusive: there } = await tab();
    let held = false;
    void there(name, () => {
      held = true;
      return never();
    });
    await until(() => held);
    let done = false;
    const here = exclusive(name, async () => void (done = true), 60_000);
    await isWaitedFor(name);
    expect(done).to.equal(false);
    page.close();
    await here;
    expect(done).to.equal(true);
  });

  it('works after a second, and once, where locks never answer', async () => {
    const page = await Page.open();
    let answer: (() => unknown) | undefined;
    const request = (_name: string, _options: LockOptions, granted: (lock: Lock) => unknown): Promise<void> => {
      answer ??= () => granted({} as Lock);
      return never();
    };
    page.set(page.window.navigator, 'locks', { request });
    const { exclusive: here } = await page.load<{ exclusive: Exclusive }>('delivery/exclusive.ts');
    let runs = 0;
    const working = here(fresh(), async () => void (runs += 1));
    await page.pass(999);
    expect(runs).to.equal(0);
    await page.pass(1);
    await working;
    answer!();
    expect(runs).to.equal(1);
  });

  it('holds nobody up by a request that it has given up, should it be granted all the same', async () => {
    const name = fresh();
    const { exclusive: there } = await tab();
    let thaw = (): void => undefined;
    void there(name, () => new Promise((resolve) => (thaw = resolve)));
    await until(async () => !!(await navigator.locks.query()).held?.some((each) => each.name === name));
    let runs = 0;
    await exclusive(name, async () => void (runs += 1), 50);
    thaw();
    const { exclusive: third } = await tab();
    await third(name, async () => void (runs += 1));
    expect(runs).to.equal(2);
  });

  for (const [what, locks] of [
    ['there are no locks', undefined],
    ['locks are forbidden', { request: () => Promise.reject(new DOMException('Denied.', 'SecurityError')) }],
  ] as const) {
    it(`works all the same, and once, where ${what} [case 66]`, async () => {
      const { page, exclusive: there } = await tab();
      page.set(page.window.navigator, 'locks', locks);
      let runs = 0;
      await there(fresh(), async () => void (runs += 1));
      expect(runs).to.equal(1);
    });
  }
});
