/**
 * "Is it working?": what a web admin can see of the widgets on a page, of their settings and of where words go,
 * with what to do about it and what to forward to IT. A leaf: it is fetched only when an address says
 * `?l30-check`, or the script tag `data-check`. It never shows what anyone has typed, changes nothing on the page
 * but itself, and asks no endpoint until a button is pressed.
 */
import type { Fetch } from '../delivery/deliver.ts';
import { keysOf, type LoadPart } from '../delivery/route.ts';
import * as places from '../locales/en/check-page.ts';
import { words } from '../locales/en/check.ts';
import { fill } from '../locales/index.ts';
import { canTest, canTry, sendTest, study, wayFindings, waysOf, type Study, type Way } from './endpoint.ts';
import { lookLater, pagePart, watchPolicy, type Later } from './page.ts';
import { Panel, type Copy } from './panel.ts';
import { reach, reachedFinding } from './reach.ts';
import { summaryOf, type Finding, type Part, type Report } from './report.ts';
import { knownTo, withoutQuery } from './settings.ts';
import { seeAll, strangers, widgetPart, type Seen } from './widgets.ts';
import type { CheckedPage, Found } from '../page/found.ts';

/** What stands in for the browser in tests. */
export interface Hands {
  fetch?: Fetch;
  load?: LoadPart;
  copy?: Copy;
}

/** Milliseconds in which changes of the page gather before the panel looks again. */
const PAUSE = 200;

/** Milliseconds a browser may take to tell which policy stopped a request. */
const POLICY_PAUSE = 100;

const EVENTS = ['l30-sent', 'l30-unconfirmed', 'l30-waiting', 'l30-refused', 'l30-error'];

const hostOf = ({ route }: Way): string => new URL(route.endpoint).host;

/** One look after another at the page, for as long as the panel is open. */
class Check {
  readonly #panel: Panel;
  readonly #policy = watchPolicy(() => this.look());
  readonly #observer = new MutationObserver(() => this.look());
  /** Widgets whose insides are watched, because a note for the admin comes late. */
  readonly #watched = new WeakSet<Node>();
  readonly #studies = new Map<string, Study>();
  /** Per way, what its buttons have brought. */
  readonly #tried = new Map<string, { reached?: Finding; test?: Finding }>();
  readonly #errors = new WeakMap<Element, string>();
  #later: Later | undefined;
  #keys: string | undefined;
  #isOver = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly found: readonly Found[],
    private readonly page: CheckedPage,
    private readonly hands: Required<Hands>,
    private readonly closed: () => void,
  ) {
    this.#panel = new Panel(hands.copy, () => this.#stop());
    this.#watch(document.documentElement);
    for (const type of EVENTS) document.addEventListener(type, this.#hear);
    for (const type of ['online', 'offline', 'resize', 'load']) window.addEventListener(type, this.look);
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
    for (const type of EVENTS) document.removeEventListener(type, this.#hear);
    for (const type of ['online', 'offline', 'resize', 'load']) window.removeEventListener(type, this.look);
    this.closed();
  }

  #draw(): void {
    if (this.#isOver) return;
    const seen = seeAll(this.found, this.page);
    for (const {
      found: { widget },
    } of seen)
      if (widget.shadowRoot) this.#watch(widget.shadowRoot);
    const ways = waysOf(seen);
    for (const way of ways) void this.#study(way);
    const keys = [...new Set(ways.flatMap(({ route }) => keysOf(route)))];
    void this.#lookLater(keys);
    const wayOf = (each: Seen): Way | undefined => ways.find(({ users }) => users.includes(each));
    const widgets = seen.map((each) => {
      const way = wayOf(each);
      const part = widgetPart(
        each,
        this.page,
        way && this.#studies.get(way.id)?.misfit,
        this.#errors.get(each.found.widget),
      );
      const { reached, test } = (way && this.#tried.get(way.id)) ?? {};
      // Its words would not arrive: so it does not work, whatever its settings say.
      const failed = [reached, test].filter((finding) => finding?.mark === 'wrong') as Finding[];
      return { ...part, findings: [...failed, ...part.findings] };
    });
    const endpoints = ways.map((way, at) => this.#endpointPart(way, at));
    const around = pagePart(this.page, {
      stopped: this.#policy.seen,
      needed: [
        new URL(this.page.base, document.baseURI).origin,
        ...ways.map(({ route }) => new URL(route.endpoint).origin),
      ],
      keys,
      later: this.#later,
      strangers: strangers(),
      placed: seen
        .filter(({ found: { shape } }) => shape === 'script')
        .flatMap(({ found: { widget } }) => knownTo(widget)),
    });
    this.#panel.draw(
      this.#report(
        widgets,
        endpoints,
        around,
        ways.some((way) => canTry(way) && !this.#tried.has(way.id)),
      ),
    );
  }

  #report(widgets: readonly Part[], endpoints: readonly Part[], around: Part, untried: boolean): Report {
    const { origin, pathname, protocol } = location;
    const address = protocol.startsWith('http') ? origin + pathname : document.URL;
    return {
      head: [
        fill(words.reportHead, { page: address, when: new Date().toISOString() }),
        fill(words.reportScript, { version: this.page.version, base: this.page.base }),
      ],
      summary: summaryOf(widgets, [around], untried),
      groups: [
        ...(widgets.length ? [{ id: 'widgets', title: words.widgets, parts: widgets }] : []),
        ...(endpoints.length ? [{ id: 'endpoints', title: places.words.endpoints, parts: endpoints }] : []),
        { id: 'around', title: places.words.page, parts: [around] },
      ],
    };
  }

  #endpointPart(way: Way, at: number): Part {
    const known = this.#studies.get(way.id);
    const { reached, test } = this.#tried.get(way.id) ?? {};
    const id = `endpoint-${at}`;
    return {
      id,
      title: withoutQuery(way.route.endpoint),
      findings: [...[reached, test].filter((finding) => !!finding), ...(known ? wayFindings(way, known) : [])],
      actions: [
        ...(known?.dialect && canTry(way)
          ? [
              {
                id: `${id}-try`,
                label: places.words.tryIt,
                help: places.words.tryHelp,
                run: () => void this.#try(way, known),
              },
            ]
          : []),
        ...(known && canTest(way, known)
          ? [
              {
                id: `${id}-test`,
                label: places.words.test,
                help: places.words.testHelp,
                run: () => void this.#test(way, known),
              },
            ]
          : []),
      ],
    };
  }

  async #study(way: Way): Promise<void> {
    if (this.#studies.has(way.id)) return;
    this.#studies.set(way.id, { dialect: undefined, misfit: undefined });
    this.#studies.set(way.id, await study(way, this.hands.load));
    this.look();
  }

  async #lookLater(keys: readonly string[]): Promise<void> {
    if (this.#keys === keys.join()) return;
    this.#keys = keys.join();
    this.#later = await lookLater(keys);
    this.look();
  }

  async #try(way: Way, { dialect }: Study): Promise<void> {
    this.#panel.say(fill(places.words.trying, { host: hostOf(way) }));
    const { origin } = new URL(way.route.endpoint);
    const stoppedBy = async (): Promise<string | undefined> => {
      await new Promise((resolve) => setTimeout(resolve, POLICY_PAUSE));
      // A browser tells of the same thing once; what was stopped before is stopped again.
      const stops = this.#policy.seen.filter(
        ({ address, directive }) => address.startsWith(origin) && directive === 'connect-src',
      );
      return stops[0]?.directive;
    };
    const reached = reachedFinding(
      await reach(way.route.endpoint, dialect!, { fetch: this.hands.fetch, stoppedBy }),
      way.route.endpoint,
      dialect!,
    );
    this.#settle(way, { reached });
  }

  async #test(way: Way, known: Study): Promise<void> {
    this.#panel.say(fill(places.words.testing, { host: hostOf(way) }));
    this.#settle(way, { test: await sendTest(way, known, this.hands.load, this.hands.fetch) });
  }

  #settle(way: Way, tried: { reached?: Finding; test?: Finding }): void {
    this.#tried.set(way.id, { ...this.#tried.get(way.id), ...tried });
    this.#panel.say(
      Object.values(tried)
        .map((finding) => finding.words)
        .join(' '),
    );
    this.#draw();
  }
}

let shown: Check | undefined;

/** Opens the panel, in place of one that is open. */
export function openCheck(found: readonly Found[], page: CheckedPage, hands: Hands = {}): void {
  shown?.close();
  shown = new Check(
    found,
    page,
    {
      fetch: (url, init) => globalThis.fetch(url, init),
      load: (path) => import(/* @vite-ignore */ `${page.base}${path}.js`),
      copy: (text) => navigator.clipboard.writeText(text),
      ...hands,
    },
    () => (shown = undefined),
  );
}
