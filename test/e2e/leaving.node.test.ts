/** Somebody leaves at a bad moment: closes the tab, goes to another page, reloads, comes back. Nothing that was called safe is lost, and nothing goes twice. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import {
  eventually,
  fair,
  houseIn,
  inEngine,
  lettersOn,
  network,
  noNetwork,
  reader,
  sealedCheckIn,
  type Visit,
} from './support.ts';

const school = await reader();
const QUESTION = 'How are you feeling right now?';
const BOX = 'Would you like to add anything?';

/** Moments at which somebody may leave, and how a page can tell that one has come. */
const MOMENTS = ['made', 'about to be saved', 'saved', 'about to be sent'] as const;
type Moment = (typeof MOMENTS)[number];

/** Has somebody close the tab, or go to another page, at a moment that is to come in this page. */
async function leaveAt(page: Page, moment: Moment, how: 'close' | 'go'): Promise<void> {
  if (how === 'close') await page.exposeFunction('leave', () => page.close());
  else await page.evaluateOnNewDocument(`window.leave = () => location.assign('/news.html')`);
  // Without names for what is made in here: the names would be kept by a helper that the page does not have.
  await page.evaluateOnNewDocument((which: Moment) => {
    const visitor = window as unknown as { leave(): void };
    const { put } = IDBObjectStore.prototype;
    const { fetch } = globalThis;
    if (which === 'made') addEventListener('l30-submit', () => visitor.leave());
    IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...given) {
      const request = put.apply(this, given);
      if (which === 'about to be saved') visitor.leave();
      if (which === 'saved') this.transaction.addEventListener('complete', () => visitor.leave());
      return request;
    };
    globalThis.fetch = (...given) => {
      const answer = fetch(...given);
      if (which === 'about to be sent') visitor.leave();
      return answer;
    };
  }, moment);
}

describe('leaving, in chromium', inEngine('chromium', 3), () => {
  // Without this way back, as many browsers are for want of memory, a page that was left is gone.
  const house = houseIn('chromium');

  for (const moment of MOMENTS) {
    for (const [what, how] of [
      ['a tab that is closed', 'close'],
      ['a page that is left', 'go'],
    ] as const) {
      it(`${what} when a letter is ${moment}: what was called safe arrives, and nothing twice [case 45] [case 48]`, async (context) => {
        const { demo, open } = await house(context);
        const words = `${how}, ${moment}`;
        const net = await network(context, demo);
        const told = new Set<string>();
        const visit = await open('/pupils.html', {
          at: net.url,
          prepare: async (page) => {
            await page.exposeFunction('told', (id: string) => told.add(id));
            await leaveAt(page, moment, how);
            await page.evaluateOnNewDocument(() => {
              for (const type of ['l30-sent', 'l30-waiting'] as const)
                addEventListener(type, ({ id }) => (window as unknown as { told(id: string): void }).told(id));
            });
          },
        });
        const mood = await sealedCheckIn(visit, school, words);
        net.weather = noNetwork;
        const send = await mood.control('button', 'Send');
        // The page may be gone before it can say that it was clicked.
        await send.click().catch(() => undefined);
        await eventually(() =>
          assert.ok(visit.page.isClosed() || visit.page.url().endsWith('/news.html'), 'nobody has left'),
        );

        const { page } = await open('/', { at: net.url, beside: visit.page });
        const left = await lettersOn(page);
        net.weather = fair;
        await eventually(async () => assert.deepEqual(await lettersOn(page), [], 'the device is not empty'));
        const rows = await school.stored(demo, words);
        assert.deepEqual(
          rows.map(({ id }) => id),
          left.map(({ id }) => id),
          'what lay on the device is in the database',
        );
        for (const id of told)
          assert.ok(
            rows.some((row) => row.id === id),
            'it was called safe',
          );
        if (moment === 'saved' || moment === 'about to be sent') assert.equal(rows.length, 1);
      });
    }
  }

  it('a page that is reloaded after Send asks nothing, posts nothing, and is blank [case 51]', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const visit = await open('/pupils.html', { at: net.url });
    const asked: string[] = [];
    visit.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    const mood = await sealedCheckIn(visit, school, 'reloaded');
    await mood.press('Send');
    await mood.becomes('sent', 'Sent');
    await visit.page.reload();
    await mood.shows(QUESTION);
    assert.deepEqual(await mood.all(':checked'), []);
    await mood.choose('radio', 'Happy');
    await eventually(async () => assert.equal(await mood.words(BOX), ''));
    await visit.page.waitForNetworkIdle({ idleTime: 100 });
    assert.equal(net.posts.length, 1);
    assert.deepEqual(asked, []);
    assert.equal((await school.stored(demo, 'reloaded')).length, 1);
  });
});

describe('leaving and coming back, in chromium', inEngine('whole_chromium', 3), () => {
  const house = houseIn('whole_chromium');

  const hearReturn = (page: Page): Promise<unknown> =>
    page.evaluate(() =>
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { cameBack: persisted })),
    );

  /** Goes back. Whether the same page, and not a new one, is what comes. */
  async function comesBack(page: Page): Promise<boolean> {
    await page.goBack();
    return page.evaluate(() => (window as unknown as { cameBack?: boolean }).cameBack === true);
  }

  async function thereAndBack({ page }: Visit): Promise<void> {
    await hearReturn(page);
    await page.goto(new URL('/news.html', page.url()).href);
    assert.ok(await comesBack(page), 'another page has come');
  }

  it('words that were not sent are still there, and can be sent [case 49]', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const visit = await open('/pupils.html', { at: net.url });
    const mood = await sealedCheckIn(visit, school, 'not yet sent');
    await thereAndBack(visit);
    assert.equal(await mood.words(BOX), 'not yet sent');
    assert.deepEqual(net.posts, []);
    await mood.press('Send');
    await mood.becomes('sent', 'Sent');
    assert.equal(net.posts.length, 1);
    assert.equal((await school.stored(demo, 'not yet sent')).length, 1);
  });

  it('what was sent is not sent again, and the screen still says so [case 49]', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const visit = await open('/pupils.html', { at: net.url });
    const mood = await sealedCheckIn(visit, school, 'sent before');
    await mood.press('Send');
    await mood.becomes('sent', 'Sent');
    await thereAndBack(visit);
    await mood.becomes('sent', 'Sent');
    await mood.press('Clear this screen');
    await mood.becomes('idle', QUESTION);
    assert.equal(net.posts.length, 1);
    assert.equal((await school.stored(demo, 'sent before')).length, 1);
  });

  it('what waits still waits, and goes once when it can [case 49]', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const visit = await open('/pupils.html', { at: net.url });
    const mood = await sealedCheckIn(visit, school, 'waits through it');
    net.weather = noNetwork;
    await mood.press('Send');
    await mood.becomes('waiting', 'Not sent yet');
    await thereAndBack(visit);
    await mood.becomes('waiting', 'Not sent yet');
    net.weather = fair;
    await mood.becomes('sent', 'Sent');
    await eventually(async () => assert.deepEqual(await lettersOn(visit.page), [], 'the device is not empty'));
    assert.equal(new Set(net.posts.map(({ body }) => body)).size, 1);
    assert.equal((await school.stored(demo, 'waits through it')).length, 1);
  });

  for (const moment of MOMENTS) {
    it(`a page that was left when a letter was ${moment} goes on with it when it comes back [case 48]`, async (context) => {
      const { demo, open } = await house(context);
      const net = await network(context, demo);
      // A browser keeps no page that is in the midst of writing to its storage: some visits end there.
      for (let visits = 1; ; visits++) {
        const words = `came back, ${moment}, ${visits}`;
        const visit = await open('/pupils.html', {
          at: net.url,
          prepare: (page) => leaveAt(page, moment, 'go'),
        });
        const mood = await sealedCheckIn(visit, school, words);
        await hearReturn(visit.page);
        const send = await mood.control('button', 'Send');
        await Promise.all([visit.page.waitForNavigation(), send.click()]);
        assert.equal(new URL(visit.page.url()).pathname, '/news.html');
        if (!(await comesBack(visit.page))) {
          assert.ok(visits < 10, 'the same page has never come back');
          await visit.page.close();
          continue;
        }
        await mood.becomes('sent', 'Sent');
        const rows = await school.stored(demo, words);
        assert.equal(rows.length, 1);
        assert.equal(
          new Set(net.posts.filter(({ body }) => body.includes(rows[0]!.id)).map(({ body }) => body)).size,
          1,
        );
        await eventually(async () => assert.deepEqual(await lettersOn(visit.page), [], 'the device is not empty'));
        return;
      }
    });
  }
});
