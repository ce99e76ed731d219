import { expect } from '@open-wc/testing';
import type { arrive } from '../../src/page/copies.ts';
import { Page } from '../delivery/page.ts';

/** Versions that speak alike have the same millions. */
const VERSION = 900_000_000;

describe('copies of the script on one page', () => {
  let page: Page;
  let copies: { arrive: typeof arrive };
  let opened: number[];
  let state: DocumentReadyState;

  const tag = (src: string): void => {
    const { document } = page.window;
    document.head.append(Object.assign(document.createElement('script'), { type: 'text/plain', src }));
  };
  const come = (...versions: number[]): void =>
    versions.forEach((version) => copies.arrive(version, () => opened.push(version)));
  const isRead = (): boolean => page.window.document.dispatchEvent(new Event('DOMContentLoaded'));

  // A page forgets no copy that came to it, nor what it has defined.
  beforeEach(async () => {
    page = await Page.open();
    copies = await page.load('page/copies.ts');
    [opened, state] = [[], 'loading'];
    Object.defineProperty(page.window.document, 'readyState', { get: () => state });
  });
  afterEach(() => Page.closeAll());

  it('from one address: open at once', () => {
    tag('/l30.js');
    tag('/l30.js');
    come(VERSION);
    expect(opened).to.deep.equal([VERSION]);
  });

  it('without a tag: open at once', () => {
    come(VERSION);
    expect(opened).to.deep.equal([VERSION]);
  });

  for (const [what, order] of [
    ['the older first', [VERSION + 2000, VERSION + 10_000]],
    ['the newer first', [VERSION + 10_000, VERSION + 2000]],
  ] as const) {
    it(`from two addresses, ${what}: the newest opens, when both have had their turn`, () => {
      tag('/old/l30.js');
      tag('/new/l30.js');
      come(...order);
      expect(opened).to.deep.equal([]);
      isRead();
      expect([...new Set(opened)]).to.deep.equal([Math.max(...order)]);
    });
  }

  it('that speak otherwise: do not open for one another', () => {
    tag('/old/l30.js');
    tag('/new/l30.js');
    const other = VERSION + 1_000_000;
    come(VERSION, other);
    isRead();
    expect([...new Set(opened)].sort()).to.deep.equal([VERSION, other]);
  });

  it('where the other never comes: the one that is there opens', () => {
    tag('/old/l30.js');
    tag('/blocked/l30.js');
    come(VERSION);
    page.window.dispatchEvent(new Event('load'));
    expect(opened).to.deep.equal([VERSION]);
  });

  it('that come when all is read: open at once', () => {
    tag('/old/l30.js');
    tag('/new/l30.js');
    state = 'complete';
    come(VERSION);
    expect(opened).to.deep.equal([VERSION]);
  });

  it('that come when another has opened the page: leave it alone', () => {
    const { customElements, HTMLElement } = page.window;
    customElements.define('l30-site', class extends HTMLElement {});
    come(VERSION);
    expect(opened).to.deep.equal([]);
  });
});
