/**
 * "Is it working?": what a web admin can see of the widgets on a page, of their settings and of where words go,
 * with what to do about it and what to forward to IT. A leaf: it is fetched only when an address says
 * `?l30-check`, or the script tag `data-check`. It never shows what anyone has typed, changes nothing on the page
 * but itself, and asks no endpoint until a button is pressed.
 */
import { Leaf } from '../core.ts';
import type { Fetch } from '../delivery/deliver.ts';
import { keysOf, type LoadPart } from '../delivery/route.ts';
import * as places from '../locales/en/check-page.ts';
import { words } from '../locales/en/check.ts';
import { fill } from '../locales/index.ts';
import type { CheckedPage, Found } from '../page/found.ts';
import { pageSection } from './panel/around.ts';
import { lookLater, type Later } from './panel/device.ts';
import { destinationsOf, Inquiries, type Used } from './panel/inquiries.ts';
import { knownTo } from './panel/origins.ts';
import { Panel, type Copy } from './panel/panel.ts';
import { watchPolicy } from './panel/policy.ts';
import { summaryOf, type Report, type Section } from './panel/report.ts';
import { widgetSection } from './panel/widget-section.ts';
import { seeAll, strangers, type SeenWidget } from './panel/widgets.ts';

const sealing = new Leaf('delivery/seal', () => import('../delivery/seal.ts'));

const load: LoadPart = <T>() => sealing.load() as Promise<unknown> as Promise<T>;

/** What stands in for the browser in tests. */
export interface Hands {
  fetch?: Fetch;
  copy?: Copy;
}

/** Milliseconds in which changes of the page gather before the panel looks again. */
const PAUSE = 200;

/** What becomes of letters, as the widgets tell the page. */
const FATES = ['l30-sent', 'l30-unconfirmed', 'l30-waiting', 'l30-refused', 'l30-error'];

const CHANGES = ['online', 'offline', 'resize', 'load'];

/** One look after another at the page, for as long as the panel is open. */
class OpenCheck {
  readonly #panel: Panel;
  readonly #policy = watchPolicy(() => this.look());
  readonly #observer = new MutationObserver(() => this.look());
  readonly #inquiries: Inquiries;
  /** Widgets whose insides are watched, because they find out late what is wrong. */
  readonly #watched = new WeakSet<Node>();
  readonly #errors = new WeakMap<Element, string>();
  #later: Later | undefined;
  /** The keys that the last late look was about. */
  #keys: string | undefined;
  #isOver = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly found: readonly Found[],
    private readonly page: CheckedPage,
    hands: Required<Hands>,
    private readonly closed: () => void,
  ) {
    this.#panel = new Panel(hands.copy, () => this.#stop());
    const { origin, hostname } = location;
    this.#inquiries = new Inquiries(
      { fetch: hands.fetch, load, origin, hostname },
      (address) => this.#policy.stoppedRequest(address),
      { say: (said) => this.#panel.say(said), changed: () => this.#draw() },
    );
    this.#watch(document.documentElement);
    for (const type of FATES) document.addEventListener(type, this.#hear);
    for (const type of CHANGES) window.addEventListener(type, this.look);
    this.#draw();
  }

  close(): void {
    this.#panel.close();
  }

  /** Looks again soon. What still comes in after the panel has gone has nowhere to be shown. */
  look = (): void => {
    if (this.#isOver) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#draw();
    }, PAUSE);
  };

  #watch(node: Node): void {
    if (this.#watched.has(node)) return;
    this.#watched.add(node);
    this.#observer.observe(node, { childList: true, subtree: true, attributes: true });
  }

  #hear = (event: Event): void => {
    if (event.type === 'l30-error')
      this.#errors.set(event.target as Element, String((event as Event & { code?: unknown }).code));
    this.#keys = undefined;
    this.look();
  };

  #stop(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#observer.disconnect();
    this.#policy.stop();
    for (const type of FATES) document.removeEventListener(type, this.#hear);
    for (const type of CHANGES) window.removeEventListener(type, this.look);
    this.closed();
  }

  #draw(): void {
    if (this.#isOver) return;
    const seen = seeAll(this.found, this.page);
    for (const { found } of seen) if (found.widget.shadowRoot) this.#watch(found.widget.shadowRoot);
    const all = destinationsOf(seen);
    this.#inquiries.lookAt(all);
    const keys = [...new Set(all.flatMap(({ route }) => keysOf(route)))];
    void this.#lookLater(keys);
    const widgets = seen.map((each) => this.#widgetSection(each, all));
    const endpoints = all.map((used, at) => this.#inquiries.sectionOf(used, `endpoint-${at}`));
    const around = this.#pageSection(seen, all, keys);
    const untried = all.some((used) => this.#inquiries.isUntried(used));
    const report: Report = {
      head: this.#head(),
      summary: summaryOf(widgets, around, untried),
      groups: [
        { id: 'widgets', title: words.widgets, sections: widgets },
        { id: 'endpoints', title: places.words.endpoints, sections: endpoints },
        { id: 'around', title: places.words.page, sections: [around] },
      ].filter(({ sections }) => sections.length),
    };
    this.#panel.draw(report);
  }

  #head(): string[] {
    const { origin, pathname, protocol } = location;
    const address = protocol.startsWith('http') ? origin + pathname : document.URL;
    const { version, base } = this.page;
    return [
      fill(words.reportHead, { page: address, when: new Date().toISOString() }),
      fill(words.reportScript, { version, base }),
    ];
  }

  #widgetSection(seen: SeenWidget, all: readonly Used[]): Section {
    const used = all.find(({ users }) => users.includes(seen));
    return widgetSection(seen, this.page, {
      misfit: this.#inquiries.inspectionOf(used)?.misfit,
      lastError: this.#errors.get(seen.found.widget),
      tried: this.#inquiries.triedOf(used),
    });
  }

  #pageSection(seen: readonly SeenWidget[], all: readonly Used[], keys: readonly string[]): Section {
    const { base } = this.page;
    return pageSection(this.page, {
      stopped: this.#policy.seen,
      needed: [new URL(base, document.baseURI).origin, ...all.map(({ route }) => new URL(route.endpoint).origin)],
      keys,
      later: this.#later,
      strangers: strangers(),
      placed: seen.flatMap(({ found: { shape, widget } }) => (shape === 'script' ? knownTo(widget) : [])),
    });
  }

  async #lookLater(keys: readonly string[]): Promise<void> {
    if (this.#keys === keys.join()) return;
    this.#keys = keys.join();
    this.#later = await lookLater(keys);
    this.look();
  }
}

let shown: OpenCheck | undefined;

/** Opens the panel, in place of one that is open. */
export function openCheck(found: readonly Found[], page: CheckedPage, hands: Hands = {}): void {
  shown?.close();
  shown = new OpenCheck(
    found,
    page,
    {
      fetch: (url, init) => globalThis.fetch(url, init),
      copy: (text) => navigator.clipboard.writeText(text),
      ...hands,
    },
    () => (shown = undefined),
  );
}
