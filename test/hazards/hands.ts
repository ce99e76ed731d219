/** Hands in three engines: each opens a page, looks at it through the probe, presses and types. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type Frame, type Page } from 'puppeteer-core';
// @ts-expect-error Plain JavaScript, because it runs before anything is installed.
import { findBrowsers } from '../tools/browsers.mjs';
// @ts-expect-error The same.
import { webkitDriver } from '../tools/webkit.mjs';

export const ENGINES = ['chromium', 'firefox', 'webkit'] as const;
export type Engine = (typeof ENGINES)[number];

const probe = readFileSync(join(import.meta.dirname, 'probe.js'), 'utf8').replace('export default ', '');

/** Milliseconds for a browser to start, or for one thing that is asked of it. */
const PATIENCE = 40_000;

const SCREEN = { width: 1024, height: 720 };

/** Tab, as each of them names the key. */
const TAB = { puppeteer: 'Tab', webdriver: '\uE004' } as const;

export interface Hands {
  /** With `framed`, everything after it happens inside the page's first frame, which stands at its top left corner. */
  open(url: string, framed?: boolean): Promise<void>;
  look<T>(what: string, ...given: unknown[]): Promise<T>;
  press(x: number, y: number): Promise<void>;
  type(words: string): Promise<void>;
  tab(): Promise<void>;
  address(): Promise<string>;
  close(): Promise<void>;
}

const question = (what: string, given: unknown[]): string =>
  `(${probe})(${[what, ...given].map((each) => JSON.stringify(each)).join(',')})`;

/** An answer is a list of one, so that a page that writes our text as JSON once more, or twice, can be seen through. */
function read<T>(text: unknown): T {
  let value = text;
  while (typeof value === 'string') value = JSON.parse(value);
  return (value as [T])[0];
}

class Puppet implements Hands {
  #page: Page | undefined;
  #frame: Page | Frame | undefined;

  constructor(private readonly browser: Browser) {}

  /** In a tab of its own: what one page leaves behind, such as a question before it is left, must not hold up the next. */
  async open(url: string, framed = false): Promise<void> {
    const before = this.#page;
    const page = (this.#page = await this.browser.newPage());
    await page.setViewport(SCREEN);
    page.on('dialog', (dialog) => void dialog.accept());
    await before?.close();
    await page.goto(url, { timeout: PATIENCE });
    this.#frame = framed ? page.frames()[1]! : page;
  }

  async look<T>(what: string, ...given: unknown[]): Promise<T> {
    return read<T>(await this.#frame!.evaluate(question(what, given)));
  }

  press = (x: number, y: number): Promise<void> => this.#page!.mouse.click(x, y);
  type = (words: string): Promise<void> => this.#page!.keyboard.type(words);
  tab = (): Promise<void> => this.#page!.keyboard.press(TAB.puppeteer);
  address = async (): Promise<string> => this.#page!.url();
  close = (): Promise<void> => this.browser.close();
}

type Call = (method: string, path: string, body?: unknown) => Promise<unknown>;

class Remote implements Hands {
  constructor(
    private readonly call: Call,
    private readonly end: () => Promise<void>,
  ) {}

  async open(url: string, framed = false): Promise<void> {
    await this.call('POST', '/url', { url });
    if (framed) await this.call('POST', '/frame', { id: 0 });
  }

  async look<T>(what: string, ...given: unknown[]): Promise<T> {
    return read<T>(await this.call('POST', '/execute/sync', { script: `return ${question(what, given)}`, args: [] }));
  }

  async press(x: number, y: number): Promise<void> {
    const moves = [
      { type: 'pointerMove', x, y },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    await this.call('POST', '/actions', {
      actions: [{ type: 'pointer', id: 'hand', parameters: { pointerType: 'mouse' }, actions: moves }],
    });
  }

  async type(words: string): Promise<void> {
    const strokes = [...words].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.call('POST', '/actions', { actions: [{ type: 'key', id: 'fingers', actions: strokes }] });
  }

  tab = (): Promise<void> => this.type(TAB.webdriver);
  address = async (): Promise<string> => String(await this.call('GET', '/url'));
  close = (): Promise<void> => this.end();
}

async function webkitHands(paths: object): Promise<Hands> {
  const { call, stop } = await webkitDriver(paths);
  return new Remote(call as Call, stop as () => Promise<void>);
}

/** What was found on this machine, less what `L30_ENGINES` leaves out. */
const found = findBrowsers() as { chromium?: string; firefox?: string; webkit?: object };
const asked = process.env['L30_ENGINES']?.split(',') ?? ENGINES;

/** Whether an engine is to be used here, or the reason why not. */
export const without = (engine: Engine): string | false =>
  !found[engine]
    ? `${engine} was not found`
    : !asked.includes(engine)
      ? `${engine} was left out by L30_ENGINES`
      : false;

async function start(engine: Engine): Promise<Hands> {
  if (engine === 'webkit') return webkitHands(found.webkit!);
  const options = { executablePath: found[engine]!, timeout: PATIENCE, protocolTimeout: PATIENCE };
  const browser =
    engine === 'firefox'
      ? await puppeteer.launch({ ...options, browser: 'firefox' })
      : await puppeteer.launch({
          ...options,
          pipe: true,
          args: ['--no-sandbox', '--disable-background-networking', '--disable-quic'],
        });
  process.once('exit', () => browser.process()?.kill('SIGKILL'));
  return new Puppet(browser);
}

/** A browser that does not start is given a second chance; a test that fails never is. */
export const handsIn = (engine: Engine): Promise<Hands> => start(engine).catch(() => start(engine));
