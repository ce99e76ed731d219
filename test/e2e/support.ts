/**
 * What the end-to-end tests stand on: the demo in a process of its own, a real browser, hands that
 * type and press as a person does, a network that can be bad, and the database file at the end.
 *
 * `L30_CHROMIUM`, `L30_WHOLE_CHROMIUM` and `L30_FIREFOX` name the browsers; `node test/tools/test.mjs e2e` sets them and
 * builds `dist` first. Nothing here sleeps for a fixed time: every wait is for something to be so. What is asserted again and
 * again until it is so carries its own message: without one Node parses the whole file each time.
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { makeId, type Answer, type Envelope, type WidgetName } from '../../src/contract/envelope.ts';
import { open as openLetter } from '../../src/keys/open.ts';
import type { Letter } from '../../src/delivery/outbox.ts';
import { createDemo } from '../../demo/serve.ts';
import { seal } from '../../src/delivery/seal.ts';
import { makePrivateKey, ownKey } from '../../src/keys/pair.ts';
import { openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import type { Store, StoredSubmission } from '../../src/receiver/store.ts';

const root = join(import.meta.dirname, '../..');

/** Milliseconds after which something that should be so is called missing: it hangs, rather than takes its time. */
const PATIENCE = 120_000;

/** Runs a check until it no longer throws, and then answers what it answered; its last failure is the test's. */
export async function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  const end = Date.now() + PATIENCE;
  // What is there in a moment is seen at once; what takes its time is not asked for so often that it takes longer.
  for (let pause = 10; ; pause = Math.min(pause * 1.5, 200)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await wait(pause);
    }
  }
}

/** Something that waits until it is let go. */
export function gate(): { open: Promise<void>; letGo: () => void } {
  let letGo = (): void => undefined;
  const open = new Promise<void>((resolve) => (letGo = resolve));
  return { open, letGo: () => letGo() };
}

/** What has to go when this process ends, however it ends. Puppeteer forgets every second browser then. */
const leftovers = new Set<() => unknown>();
process.once('exit', () => leftovers.forEach((clear) => clear()));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

/** A row whose letter came in plain words. */
export interface PlainRow extends StoredSubmission {
  envelope: Envelope;
}

/** The demo, with a database of its own. */
export abstract class AnyDemo {
  url = '';
  /** What it has said of the requests it took; of its own process, everything. */
  log = '';
  readonly #folder = mkdtempSync(join(tmpdir(), 'l30-e2e-'));
  readonly database = join(this.#folder, 'l30.sqlite');
  readonly #clear = (): void => rmSync(this.#folder, { recursive: true, force: true });

  constructor() {
    leftovers.add(this.#clear);
  }

  /** Starts it, unless it runs; after a `kill`, on the same port and the same database. */
  abstract start(): Promise<void>;

  /** From one moment to the next nobody answers. */
  abstract kill(): Promise<void>;

  protected get port(): number {
    return this.url ? Number(new URL(this.url).port) : 0;
  }

  /** Everything in the database file, in the order of arrival. */
  async letters(): Promise<StoredSubmission[]> {
    const store = await openSqliteStore({ path: this.database, readOnly: true });
    try {
      return await store.list();
    } finally {
      await store.close();
    }
  }

  /** Those of them that came in plain words. */
  async rows(): Promise<PlainRow[]> {
    return (await this.letters()).filter((row): row is PlainRow => 'answers' in row.envelope);
  }

  /** The envelopes with these words in them. */
  async stored(words: string): Promise<Envelope[]> {
    const envelopes = (await this.rows()).map(({ envelope }) => envelope);
    return envelopes.filter(({ answers }) => answers.some(({ value }) => value === words));
  }

  async stop(): Promise<void> {
    await this.kill();
    this.#clear();
    leftovers.delete(this.#clear);
  }
}

/** In the process of the test, where it costs next to nothing. */
class DemoHere extends AnyDemo {
  #running: { server: Server; store: Store } | undefined;

  async start(): Promise<void> {
    if (this.#running) return;
    const store = await openSqliteStore({ path: this.database });
    const app = createDemo(store, (line) => (this.log += `${line}\n`));
    const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
    this.#running = { server, store };
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  async kill(): Promise<void> {
    const { server, store } = this.#running ?? {};
    this.#running = undefined;
    server?.close();
    server?.closeAllConnections();
    await store?.close();
  }
}

/** `demo/serve.ts` as `npm start` runs it. */
export class Demo extends AnyDemo {
  #child: ChildProcess | undefined;

  async start(): Promise<void> {
    if (this.#child?.exitCode === null) return;
    const child = spawn(process.execPath, ['--import', 'tsx', 'demo/serve.ts'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PORT: String(this.port), L30_DATA: this.database },
    });
    this.#child = child;
    const end = (): unknown => child.kill('SIGKILL');
    leftovers.add(end);
    child.once('exit', () => leftovers.delete(end));
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        this.log += text;
      });
    }
    this.url = await eventually(() => {
      const url = /Hollybrook demo: (http:\S+)\//.exec(said)?.[1];
      assert.ok(url, `the demo has not started: ${said}`);
      return url;
    });
  }

  /** As when the plug is pulled: nothing is asked of it first. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}

/** Only the whole of Chromium keeps pages that were left as they are, for the way back. */
export type Engine = 'chromium' | 'whole_chromium' | 'firefox';

const PROGRAMS: Readonly<Record<Engine, string | undefined>> = {
  chromium: process.env['L30_CHROMIUM'],
  whole_chromium: process.env['L30_WHOLE_CHROMIUM'],
  firefox: process.env['L30_FIREFOX'],
};

/** How a browser is started. */
interface LaunchOptions {
  /** A folder for its profile, which outlives it. */
  profile?: string;
}

async function launch(engine: Engine, { profile }: LaunchOptions = {}): Promise<Browser> {
  const executablePath = PROGRAMS[engine];
  assert.ok(
    executablePath,
    `L30_${engine.toUpperCase()} does not say where ${engine} is; node test/tools/test.mjs e2e does`,
  );
  const options = {
    executablePath,
    timeout: 2 * PATIENCE,
    protocolTimeout: 2 * PATIENCE,
    ...(profile && { userDataDir: profile }),
  };
  // Puppeteer switches off what the whole of Chromium is started for.
  const ignoreDefaultArgs = engine === 'whole_chromium' && ['--disable-back-forward-cache'];
  const start = () =>
    engine === 'firefox'
      ? puppeteer.launch({ ...options, browser: 'firefox' })
      : // Over a pipe it ends with us, however we end.
        puppeteer.launch({
          ...options,
          pipe: true,
          ignoreDefaultArgs,
          args: ['--no-sandbox', '--disable-background-networking', '--disable-quic'],
        });
  // A browser that does not start is given a second chance; a test that fails never is.
  const browser = await start().catch(start);
  leftovers.add(() => browser.process()?.kill('SIGKILL'));
  return browser;
}

/** How a page is opened. */
export interface OpenOptions {
  width?: number;
  height?: number;
  /** Another address than the demo's own, such as a bad network's. */
  at?: string;
  /** Another tab of whoever has this page open, or the next visit to the same device. */
  beside?: Page | undefined;
  /** Runs before the page's own scripts, or changes how it will load. */
  prepare?: (page: Page) => Promise<unknown>;
}

/** One visit to one page, with cookies and storage of its own. */
export interface Visit {
  page: Page;
  /** What the console called an error, and what nobody caught. */
  errors: string[];
  /** Every address that was asked for. */
  requests: string[];
}

/** What the hands of a test note in a page, under the symbol of this name. */
interface Hands {
  /** By how many milliseconds the time of events is ahead. */
  ahead: number;
  /** Whether the last tap met what it was meant for. */
  touched: boolean;
}
const HANDS = 'l30 hands';

/**
 * Gets ready to tap, in the page: scrolls as a person does, who sees that the buttons at the foot of the screen lie over
 * something, and lets events be half a second later than they are, each time. A tap right after a screen has come means
 * nothing, and the hands of a test are faster than a person's. Other clocks go as they go.
 */
function reachFor(element: HTMLElement, hands: string): void {
  const key = Symbol.for(hands);
  const page = window as unknown as Record<symbol, Hands>;
  if (!page[key]) {
    const own = { ahead: 0, touched: false };
    Object.defineProperty(page, key, { value: own });
    const { get } = Object.getOwnPropertyDescriptor(Event.prototype, 'timeStamp')!;
    Object.defineProperty(Event.prototype, 'timeStamp', {
      configurable: true,
      get() {
        return get!.call(this) + own.ahead;
      },
    });
  }
  page[key]!.ahead += 500;
  page[key]!.touched = false;
  element.addEventListener('click', () => (page[key]!.touched = true), { once: true });
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
}

/** Opens an address in an empty page, and notes what happens there. */
async function visitTo(
  page: Page,
  address: string,
  { width = 1024, height = 900, prepare }: OpenOptions,
): Promise<Visit> {
  page.setDefaultTimeout(PATIENCE);
  await page.setViewport({ width, height });
  const visit: Visit = { page, errors: [], requests: [] };
  page.on('console', (message) => message.type() === 'error' && visit.errors.push(message.text()));
  page.on('pageerror', (error) => visit.errors.push(String(error)));
  page.on('request', (request) => visit.requests.push(request.url()));
  await prepare?.(page);
  await page.goto(address);
  return visit;
}

/** What a test has for itself. */
export interface House {
  demo: AnyDemo;
  /** Opens a page, which is closed after the test. */
  open(path: string, how?: OpenOptions): Promise<Visit>;
}

/**
 * A browser for all tests of a suite, and for each of them a house of its own: a demo with an empty database, and
 * visitors whom no other test knows. `Kind` is `Demo` where it must be a process that can be killed.
 */
export function houseIn(engine: Engine) {
  /** Started for the first page. */
  let browser: Promise<Browser> | undefined;
  before(() => assert.ok(existsSync(join(root, 'dist/l30.js')), 'there is no dist/l30.js: run npx vite build first'));
  after(async () => (await browser)?.close());

  return async (context: TestContext, Kind: new () => AnyDemo = DemoHere): Promise<House> => {
    const demo = new Kind();
    context.after(() => demo.stop());
    await demo.start();
    return {
      demo,
      async open(path, { beside, at = demo.url, ...how } = {}) {
        const visitor = beside?.browserContext() ?? (await (await (browser ??= launch(engine))).createBrowserContext());
        if (!beside) context.after(() => visitor.close());
        return visitTo(await visitor.newPage(), at + path, how);
      },
    };
  };
}

/** Somebody's own device: one browser with one profile, which can be killed and started again. */
export class Device {
  readonly profile = mkdtempSync(join(tmpdir(), 'l30-device-'));
  #browser: Browser | undefined;

  constructor(
    context: TestContext,
    private readonly engine: Engine,
  ) {
    const clear = () => rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
    leftovers.add(clear);
    context.after(async () => {
      await this.kill();
      clear();
      leftovers.delete(clear);
    });
  }

  /** Opens an address in a new tab, and starts the browser first if it does not run. */
  async open(address: string, how: OpenOptions = {}): Promise<Visit> {
    this.#browser ??= await launch(this.engine, { profile: this.profile });
    return visitTo(await this.#browser.newPage(), address, how);
  }

  /** As when the battery is taken out: all its processes at once, and nothing is asked of them first. */
  async kill(): Promise<void> {
    const child = this.#browser?.process();
    this.#browser = undefined;
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await ended;
  }

  /** As when somebody closes the last window. */
  async close(): Promise<void> {
    await this.#browser?.close();
    this.#browser = undefined;
  }
}

/** What the outbox of a page's device holds, as somebody finds it who looks into its storage. */
export const lettersOn = (page: Page): Promise<Letter[]> =>
  page.evaluate(
    () =>
      new Promise<Letter[]>((resolve, reject) => {
        const request = indexedDB.open('l30-outbox');
        // One that is not there must not be made by looking for it.
        request.onupgradeneeded = () => request.transaction!.abort();
        request.onerror = () =>
          request.error?.name === 'AbortError' ? resolve([]) : reject(request.error as DOMException);
        request.onsuccess = () => {
          const all = request.result.transaction('letters').objectStore('letters').getAll() as IDBRequest<Letter[]>;
          all.onerror = () => reject(all.error as DOMException);
          all.onsuccess = () => {
            request.result.close();
            resolve(all.result);
          };
        };
      }),
  );

/** Somebody whom a school has letters sealed to. */
export async function reader() {
  const { publicKey, kid, pair } = await ownKey(await makePrivateKey());
  return {
    publicKey,
    /** What a letter says; an open one is not for a reader. */
    async read(letter: unknown): Promise<Envelope> {
      const opened = await openLetter(letter, new Map([[kid, pair]]));
      if ('problem' in opened) assert.fail(`the letter does not open: ${opened.problem}`);
      return opened.envelope;
    },
    /** What is in the database with these words in it, opened. */
    async stored(demo: AnyDemo, words: string): Promise<Envelope[]> {
      const opened = await Promise.all((await demo.letters()).map(({ envelope }) => this.read(envelope)));
      return opened.filter(({ answers }) => answers.some(({ value }) => value === words));
    },
  };
}
export type Reader = Awaited<ReturnType<typeof reader>>;

/** A mood check-in that seals to a reader, with a face and words, one press away from sending. */
export async function sealedCheckIn({ page }: Visit, to: Reader, words: string): Promise<Widget> {
  const mood = new Widget(page, 'mood-check-in');
  await mood.sealTo(to);
  await mood.choose('radio', 'A bit low');
  await mood.type('Would you like to add anything?', words);
  await mood.isReady();
  return mood;
}

/** Letters that earlier visits left on a device, sealed, the first of them the oldest; `page` is of the site they belong to. */
export async function leaveBehind(
  page: Page,
  { publicKey }: Reader,
  endpoint: string,
  words: readonly string[],
  savedAt = Date.now(),
): Promise<Letter[]> {
  const letters = await Promise.all(
    words.map(async (value, place): Promise<Letter> => {
      const id = makeId();
      const envelope: Envelope = {
        v: 1,
        id,
        widget: 'question-card',
        pack: 'check-in',
        site: 'hollybrook',
        lang: 'en-GB',
        sentAt: new Date(savedAt).toISOString(),
        answers: [{ id: 'q', question: 'How are you?', value }],
      };
      return {
        id,
        body: await seal(envelope, [publicKey]),
        endpoint,
        dialect: 'json',
        fields: {},
        savedAt: savedAt + place,
      };
    }),
  );
  await page.evaluate(
    (all) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open('l30-outbox', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('letters', { keyPath: 'id' });
        request.onerror = () => reject(request.error as DOMException);
        request.onsuccess = () => {
          const transaction = request.result.transaction('letters', 'readwrite');
          for (const letter of all) transaction.objectStore('letters').put(letter);
          transaction.onabort = () => reject(transaction.error as DOMException);
          transaction.oncomplete = () => {
            request.result.close();
            resolve();
          };
        };
      }),
    letters,
  );
  return letters;
}

/**
 * A suite that runs in an engine, and says so when that engine is not there, with so many tests at a time as one
 * browser stands: the tabs of Firefox share one focus, and a key that is pressed behind the tab in front may be lost.
 */
export const inEngine = (engine: Engine, atOnce = 1) => ({
  skip: PROGRAMS[engine] ? false : `L30_${engine.toUpperCase()} is not set`,
  concurrency: engine === 'firefox' ? 1 : atOnce,
});

/** What a control is for people who use a screen reader, and how such a one is found. */
const ROLES = {
  button: 'button',
  checkbox: 'input[type=checkbox]',
  combobox: 'select',
  link: 'a[href]',
  radio: 'input[type=radio]',
  textbox: 'textarea, input:is([type=text], [type=email])',
};
type Role = keyof typeof ROLES;

/** A widget on a page, as somebody meets it who sees the screen or has it read out. */
export class Widget {
  readonly tag: string;

  constructor(
    readonly page: Page,
    readonly name: WidgetName,
  ) {
    this.tag = `l30-${name}`;
  }

  /** A control by what it is and what it is called, exactly. Puppeteer's own search takes half a second in Firefox. */
  async control(role: Role, name: string): Promise<ElementHandle<HTMLElement>> {
    const found = await this.page.evaluateHandle(
      (tag, selector, wanted) => {
        const all = Array.from(
          document.querySelector(tag)?.shadowRoot?.querySelectorAll<HTMLInputElement>(selector) ?? [],
          (element) => {
            const by = (element.getRootNode() as ShadowRoot).getElementById(
              element.getAttribute('aria-labelledby') ?? '',
            );
            const called =
              element.getAttribute('aria-label') ??
              by?.textContent ??
              element.labels?.[0]?.textContent ??
              element.textContent;
            return { element, called: called!.trim() };
          },
        );
        return all.find(({ called }) => called === wanted)?.element ?? all.map(({ called }) => called).join(' | ');
      },
      this.tag,
      ROLES[role],
      name,
    );
    const element = found.asElement() as ElementHandle<HTMLElement> | null;
    assert.ok(element, `${this.name} has no ${role} called "${name}", but: ${element ?? (await found.jsonValue())}`);
    return element;
  }

  async press(name: string): Promise<void> {
    await this.#tap('button', name);
  }

  async choose(role: 'checkbox' | 'radio', name: string): Promise<void> {
    await this.#tap(role, name);
  }

  async #tap(role: Role, name: string): Promise<void> {
    await eventually(async () => {
      const element = await this.control(role, name);
      await element.evaluate(reachFor, HANDS);
      await element.click();
      // What moves away under a finger is tapped once more. A page that is gone was touched.
      const touched = this.page.evaluate(
        (hands) => (window as unknown as Record<symbol, Hands>)[Symbol.for(hands)]!.touched,
        HANDS,
      );
      assert.ok(await touched.catch(() => true), `${role} "${name}" has moved away`);
    });
  }

  /** Chooses from a list the one whose words begin so, and answers all of its words. */
  async pick(list: string, beginning: string): Promise<string> {
    const element = await eventually(() => this.control('combobox', list));
    const { value, words } = await element.evaluate((each, start) => {
      const option = Array.from((each as HTMLSelectElement).options).find(({ text }) => text.startsWith(start));
      return { value: option!.value, words: option!.text };
    }, beginning);
    await element.select(value);
    return words;
  }

  async type(box: string, words: string): Promise<void> {
    await this.#tap('textbox', box);
    await this.page.keyboard.type(words);
  }

  /** What stands in a box. */
  async words(box: string): Promise<string> {
    const element = await this.control('textbox', box);
    return element.evaluate((each) => (each as HTMLInputElement).value);
  }

  /** Has everything that is sent from here on sealed to these people. */
  async sealTo(...readers: Reader[]): Promise<void> {
    await this.page.$eval(
      this.tag,
      (host, keys) => host.setAttribute('public-keys', keys),
      readers.map(({ publicKey }) => publicKey).join(' '),
    );
  }

  /** Waits until all that sending takes has been fetched, as it has when somebody has taken their time to write. */
  async isReady(): Promise<void> {
    await eventually(() =>
      this.page.$eval(this.tag, (host) => {
        const wanted = [
          '/delivery/index.js',
          '/dialects/recognise.js',
          ...(host.hasAttribute('public-keys') ? ['/delivery/seal.js'] : []),
        ];
        const fetched = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
        if (!wanted.every((path) => fetched.includes(path)))
          throw new Error(`not all of ${wanted.join(', ')} is there`);
      }),
    );
  }

  /** Inside the shadow root: the text of every element that a selector finds, in order. */
  async all(selector: string): Promise<string[]> {
    return this.page.$eval(
      this.tag,
      (host, inside) => Array.from(host.shadowRoot!.querySelectorAll(inside), (each) => each.textContent!.trim()),
      selector,
    );
  }

  async heading(): Promise<string> {
    return (await this.all('h2')).join(' / ');
  }

  /** The names of all buttons. */
  async buttons(): Promise<string[]> {
    return this.all('button');
  }

  /** Everything in it that can be seen, with the help strip. */
  async text(): Promise<string> {
    return this.page.$eval(this.tag, (host) => host.shadowRoot!.querySelector<HTMLElement>('.card')?.innerText ?? '');
  }

  /** Whether `:state(phase)` holds. */
  async is(phase: string): Promise<boolean> {
    return this.page.$eval(this.tag, (host, state) => host.matches(state), `:state(${phase})`);
  }

  /** Waits until `:state(phase)` holds, with the words that stand under the title of that outcome. */
  async becomes(phase: string, heading?: string): Promise<void> {
    await eventually(async () => {
      assert.ok(await this.is(phase), `${this.name} is not ${phase}; it says: ${await this.text()}`);
      if (heading) assert.equal(await this.heading(), heading);
    });
  }

  /** Waits for a question, a screen. */
  async shows(heading: string): Promise<void> {
    await eventually(async () => assert.equal(await this.heading(), heading));
  }
}

/** The same for every answer: what was asked, and what was chosen or typed, in the words on the screen. */
export const inWords = (answers: readonly Answer[]): [question: string, words: string][] =>
  answers.map(({ question, value, words = value }) => [question, [words].flat().join(', ')]);

/** An answer on its way to the page. */
export interface Heard {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What becomes of a post: an answer, or none because the line is cut. `forward` brings it to the receiver. */
export type Weather = (forward: () => Promise<Heard>) => Promise<Heard | 'cut'>;

/** The network between a page and the receiver, whose weather can change. */
export interface Network {
  url: string;
  /** Every post that was tried, as it left the browser. */
  posts: { path: string; headers: IncomingHttpHeaders; body: string }[];
  weather: Weather;
  /** What somebody on the way makes of the site's own files. */
  tamper: (path: string, answer: Heard) => Heard;
}

export const fair: Weather = (forward) => forward();

/** Nothing gets through. */
export const noNetwork: Weather = async () => 'cut';

/** The receiver gets it, but its answer never arrives. */
export const lostAnswer: Weather = async (forward) => {
  await forward();
  return 'cut';
};

/** A hotel, a train or a school filter answers in the receiver's place. */
export const signInPage: Weather = async () => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: Buffer.from('<!doctype html><title>Welcome</title><h1>Sign in to use the Wi-Fi</h1>'),
});

/** A network in front of a demo. The page is loaded through it, so that it is the page's own origin. */
export async function network(context: TestContext, demo: AnyDemo): Promise<Network> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = Buffer.concat(await incoming.toArray());
      const { method = 'GET', url: path = '/', headers } = incoming;
      const forward = () =>
        new Promise<Heard>((resolve, reject) => {
          const { hostname, port } = new URL(demo.url);
          httpRequest({ hostname, port, method, path, headers, agent: false }, (answer) => {
            answer
              .toArray()
              .then(
                (chunks: Buffer[]) =>
                  resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: Buffer.concat(chunks) }),
                reject,
              );
          })
            .once('error', reject)
            .end(body);
        });
      if (method === 'POST') net.posts.push({ path, headers, body: body.toString() });
      const answer = await (
        method === 'POST' ? net.weather(forward) : forward().then((file) => net.tamper(path, file))
      ).catch(() => 'cut' as const);
      if (answer === 'cut') return incoming.socket.destroy();
      // The body is whole by now, so it has a length instead of chunks.
      const { 'transfer-encoding': _, ...rest } = answer.headers;
      outgoing.writeHead(answer.status, { ...rest, 'content-length': answer.body.length }).end(answer.body);
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const net: Network = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts: [],
    weather: fair,
    tamper: (_path, answer) => answer,
  };
  return net;
}
