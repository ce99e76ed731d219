/** Words like no others, in every box of every widget: they are found in the letters alone, and with keys not even there. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Page } from 'puppeteer-core';
import { isSealed } from '../../src/contract/sealed.ts';
import { loadSqliteDriver } from '../../src/receiver/sqlite-driver.ts';
import {
  Demo,
  Device,
  eventually,
  fair,
  inEngine,
  lettersOn,
  network,
  noNetwork,
  reader,
  Widget,
  type Engine,
  type Network,
} from './support.ts';

/** What pupils write begins with the one, what a family enters with the other. */
const PUPIL = 'Qz7pupil';
const FAMILY = 'Qz7family';

/** A browser remembers by itself what adults enter into fields that are marked as a name or an address, so that it can fill them in. */
const FORM_HISTORY = /^(?:Default\/Web Data(?:-journal)?|formhistory\.sqlite(?:-wal|-journal)?)$/;

/** The files of a folder that hold a word, whichever way its letters are written. */
function filesWith(folder: string, word: string): string[] {
  const ways = [Buffer.from(word), Buffer.from(word, 'utf16le')];
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => {
      // A browser that runs takes files away as we go.
      if (!statSync(join(folder, file), { throwIfNoEntry: false })?.isFile()) return false;
      const bytes = readFileSync(join(folder, file));
      return ways.some((way) => bytes.includes(way));
    });
}

/** Everything in a database but the letters themselves. */
async function besidesBodies(path: string): Promise<string> {
  const Driver = await loadSqliteDriver();
  const db = new Driver(path, { readOnly: true });
  const rows = db.prepare('select * from submissions').all() as { body: string }[];
  db.close();
  assert.ok(rows.length > 0);
  return JSON.stringify(rows.map(({ body: _, ...rest }) => rest));
}

/** A copy of a database that somebody made while the receiver ran. */
async function backUp(path: string): Promise<void> {
  const Driver = await loadSqliteDriver();
  const db = new Driver(path, { readOnly: true });
  db.exec(`vacuum into '${path}.backup'`);
  db.close();
}

/** Counted, so that no two boxes hold the same words. */
let boxes = 0;

/** Somebody at a page: what they have entered, and what the page and its browser have said meanwhile. */
class Somebody {
  readonly entered: string[] = [];
  readonly said: string[] = [];

  constructor(readonly page: Page) {}

  static async at(device: Device, address: string): Promise<Somebody> {
    let somebody: Somebody | undefined;
    await device.open(address, {
      prepare: async (page) => {
        const { said } = (somebody = new Somebody(page));
        page.on('console', (message) => said.push(message.text()));
        page.on('pageerror', (error) => said.push(String(error)));
        page.on('framenavigated', (frame) => said.push(frame.url()));
        page.on('request', (request) => said.push(request.url(), JSON.stringify(request.headers())));
      },
    });
    return somebody!;
  }

  widget(name: Widget['name']): Widget {
    return new Widget(this.page, name);
  }

  /** Opens every row of a plan, where there is one. */
  async openRows(form: Widget): Promise<void> {
    while ((await form.buttons()).includes('Add to the plan')) await form.press('Add to the plan');
  }

  /** Writes into every box that a widget shows. */
  async fill({ tag }: Widget, mark: string): Promise<void> {
    for (const box of await this.page.$$(`${tag} >>> :is(textarea, input:is([type=text], [type=email]))`)) {
      const word = `${mark}${(boxes += 1)}x`;
      const isAddress = await box.evaluate((each) => each.getAttribute('type') === 'email');
      await box.evaluate((each) => each.scrollIntoView({ block: 'center', behavior: 'instant' }));
      await box.click();
      await this.page.keyboard.type(isAddress ? `${word}@example.org` : word);
      this.entered.push(word);
    }
  }

  async writeMood(): Promise<Widget> {
    const mood = this.widget('mood-check-in');
    await mood.choose('radio', 'Very low');
    await mood.choose('checkbox', 'I would like to talk to someone');
    await eventually(() => mood.control('textbox', 'Your name'));
    await this.fill(mood, PUPIL);
    return mood;
  }

  /** Sends something from every widget for pupils. */
  async sendAll(): Promise<void> {
    const card = this.widget('question-card');
    await eventually(() => card.control('textbox', 'Add your words'));
    await this.fill(card, PUPIL);
    await this.send(card);
    await this.send(await this.writeMood());
    const form = this.widget('reflection-form');
    await form.press('Start');
    for (let step = 1; step <= 8; step += 1) {
      await eventually(async () => assert.match((await form.all('.where')).join(), new RegExp(`^Step ${step} of 8`)));
      if (step === 8) await this.openRows(form);
      await this.fill(form, PUPIL);
      await form.press('Next');
    }
    await form.shows('Check your words');
    await this.fill(form, PUPIL);
    await this.send(form);
    assert.ok(this.entered.length >= 15, `only ${this.entered.length} boxes were found`);
  }

  async send(widget: Widget, button = 'Send'): Promise<void> {
    await widget.press(button);
    await widget.becomes('sent');
    assert.deepEqual(await this.traces(), [], `${widget.name} has kept something on the screen`);
  }

  /** Where words can still be found in the page. */
  async traces(): Promise<string[]> {
    const inside = await this.page.evaluate(() =>
      [document, ...Array.from(document.querySelectorAll('*'), ({ shadowRoot }) => shadowRoot)].flatMap((root) => {
        const boxes = Array.from(
          root?.querySelectorAll('input, textarea') ?? [],
          (box) => (box as HTMLInputElement).value,
        );
        return [
          root?.querySelector(':scope > *')?.parentNode instanceof ShadowRoot
            ? (root as ShadowRoot).innerHTML
            : document.documentElement.outerHTML,
          ...boxes,
        ];
      }),
    );
    return inside.filter((text) => text.includes(PUPIL) || text.includes(FAMILY));
  }

  /** Every place but the outbox where a browser keeps something for a site. */
  async kept(): Promise<unknown> {
    return this.page.evaluate(async () => ({
      local: Object.entries(localStorage),
      session: Object.entries(sessionStorage),
      cookies: document.cookie,
      databases: (await indexedDB.databases()).map(({ name }) => name).filter((name) => name !== 'l30-outbox'),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      history: history.state as unknown,
      name: window.name,
    }));
  }

  /** Nothing was kept, nothing was told to anybody but the site, and nothing was said aloud. */
  async leftNoTrace(net: Network): Promise<void> {
    assert.deepEqual(await this.kept(), {
      local: [],
      session: [],
      cookies: '',
      databases: [],
      caches: [],
      workers: 0,
      history: null,
      name: '',
    });
    assert.deepEqual(await this.page.browserContext().cookies(), []);
    for (const line of this.said) {
      assert.ok(!line.includes(PUPIL) && !line.includes(FAMILY), line);
      if (/^\w+:\/\//.test(line)) assert.ok(line.startsWith(`${net.url}/`), line);
    }
    for (const { headers } of net.posts) assert.deepEqual([headers.cookie, headers.referer], [undefined, undefined]);
  }
}

describe('canary', { concurrency: 2 }, () => {
  for (const engine of ['chromium', 'firefox'] as const) {
    describe(`in ${engine}`, inEngine(engine), () => canary(engine));
  }
});

function canary(engine: Engine): void {
  /** Somebody on a device that has a disk to search, in front of a receiver whose process, folder and log can be searched. */
  async function start(context: TestContext) {
    const demo = new Demo();
    context.after(() => demo.stop());
    await demo.start();
    const net = await network(context, demo);
    const device = new Device(context, engine);
    return { demo, net, device, somebody: await Somebody.at(device, `${net.url}/situations/custom-element.html`) };
  }

  it('with keys, words are found nowhere: not on the device, not on the way, not in the log, not in the database or its backup [case 113] [case 114] [case 115]', async (context) => {
    const school = await reader();
    const { demo, net, device, somebody } = await start(context);
    await somebody.page.$eval('l30-site', (site, key) => site.setAttribute('public-keys', key), school.publicKey);
    await somebody.sendAll();
    await somebody.leftNoTrace(net);

    const next = await Somebody.at(device, `${net.url}/pupils.html`);
    await next.widget('mood-check-in').sealTo(school);
    const mood = await next.writeMood();
    await mood.isReady();
    net.weather = noNetwork;
    await mood.press('Send');
    await mood.becomes('waiting', 'Not sent yet');
    assert.deepEqual(await next.traces(), []);
    const [letter, ...more] = await lettersOn(next.page);
    assert.ok(letter && more.length === 0);
    await next.leftNoTrace(net);

    // What lies on the disk at this moment, without a chance to tidy up.
    await device.kill();
    assert.ok(filesWith(device.profile, letter.id).length > 0, 'the letter is on the disk, and can be found there');
    assert.deepEqual(filesWith(device.profile, PUPIL), []);

    net.weather = fair;
    const { page } = await device.open(`${net.url}/`);
    await eventually(async () => assert.deepEqual(await lettersOn(page), [], 'the device is not empty'));
    await device.close();
    assert.deepEqual(filesWith(device.profile, PUPIL), []);

    const letters = (await demo.letters()).map(({ envelope }) => envelope);
    assert.ok(letters.length === 4 && letters.every(isSealed));
    const words = JSON.stringify(await Promise.all(letters.map((each) => school.read(each))));
    for (const word of [...somebody.entered, ...next.entered])
      assert.ok(words.includes(`"${word}"`), `${word} has arrived`);
    await backUp(demo.database);
    const house = dirname(demo.database);
    assert.ok(filesWith(house, letter.id).includes('l30.sqlite.backup'), 'a letter can be found there');
    assert.deepEqual(filesWith(house, PUPIL), []);
    assert.doesNotMatch(demo.log, new RegExp(PUPIL));
    assert.match(demo.log, /\/submissions hollybrook mood-check-in 201 /, 'the log was kept, and says this much');
    for (const { body } of net.posts) assert.ok(!body.includes(PUPIL));
  });

  it('without keys, words are found in the letters in the database, and nowhere else [case 113] [case 114] [case 115]', async (context) => {
    const { demo, net, device, somebody } = await start(context);
    await somebody.sendAll();
    const signup = somebody.widget('newsletter-signup');
    await somebody.fill(signup, FAMILY);
    await signup.choose('checkbox', 'Yes, email me the Hollybrook letter. I am 18 or over.');
    await somebody.send(signup, 'Sign up');
    await somebody.leftNoTrace(net);

    const next = await Somebody.at(device, `${net.url}/pupils.html`);
    const mood = await next.writeMood();
    await mood.isReady();
    net.weather = noNetwork;
    await mood.press('Send');
    await mood.becomes('failed');
    await next.leftNoTrace(net);
    await device.kill();
    assert.ok(
      filesWith(device.profile, 'custom-element.html').length > 0,
      'the history is on the disk, and can be found there',
    );
    assert.deepEqual(filesWith(device.profile, PUPIL), []);
    assert.deepEqual(
      filesWith(device.profile, FAMILY).filter((file) => !FORM_HISTORY.test(file)),
      [],
    );

    const rows = JSON.stringify((await demo.rows()).map(({ envelope }) => envelope));
    for (const word of somebody.entered) assert.ok(rows.includes(word), `${word} has arrived`);
    for (const word of next.entered) assert.ok(!rows.includes(word), `${word} was never sent`);
    const house = dirname(demo.database);
    for (const mark of [PUPIL, FAMILY]) {
      const files = filesWith(house, mark);
      assert.ok(files.length > 0);
      assert.deepEqual(
        files.filter((file) => !/^l30\.sqlite(?:-wal)?$/.test(file)),
        [],
      );
      assert.ok(!(await besidesBodies(demo.database)).includes(mark));
      assert.ok(!demo.log.includes(mark));
    }
    const paths = net.posts.map(({ path }) => path);
    assert.deepEqual(new Set(paths), new Set(['/submissions', '/subscriptions']));
    for (const { path, body } of net.posts)
      assert.equal(body.includes(FAMILY), path === '/subscriptions', 'a family and its pupils go different ways');
  });
}
