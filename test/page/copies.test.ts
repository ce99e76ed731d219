import { expect } from '@open-wc/testing';
import { arrive } from '../../src/page/copies.ts';

/** Versions that speak alike have the same millions; each test has its own, because a page forgets none. */
describe('copies of the script on one page', () => {
  let opened: number[];
  let tags: HTMLScriptElement[];
  let state: DocumentReadyState;

  const tag = (src: string): void => {
    const script = Object.assign(document.createElement('script'), { type: 'text/plain', src });
    tags.push(script);
    document.head.append(script);
  };
  // What came for an earlier test notes it there.
  const come = (...versions: number[]): void => {
    const mine = opened;
    versions.forEach((version) => arrive(version, () => mine.push(version)));
  };
  const ready = (): void => {
    document.dispatchEvent(new Event('DOMContentLoaded'));
    delete (document as { readyState?: unknown }).readyState;
  };

  beforeEach(() => {
    [opened, tags, state] = [[], [], 'loading'];
    Object.defineProperty(document, 'readyState', { configurable: true, get: () => state });
  });
  afterEach(() => {
    tags.forEach((each) => each.remove());
    delete (document as { readyState?: unknown }).readyState;
  });

  it('from one address: open at once', () => {
    tag('/l30.js');
    tag('/l30.js');
    come(901_000_000);
    expect(opened).to.deep.equal([901_000_000]);
  });

  it('without a tag: open at once', () => {
    come(902_000_000);
    expect(opened).to.deep.equal([902_000_000]);
  });

  for (const [what, order] of [
    ['the older first', [903_002_000, 903_010_000]],
    ['the newer first', [904_010_000, 904_002_000]],
  ] as const) {
    it(`from two addresses, ${what}: the newest opens, when both have had their turn`, () => {
      tag('/old/l30.js');
      tag('/new/l30.js');
      come(...order);
      expect(opened).to.deep.equal([]);
      ready();
      expect(new Set(opened)).to.deep.equal(new Set([Math.max(...order)]));
    });
  }

  it('that speak otherwise: do not open for one another', () => {
    tag('/old/l30.js');
    tag('/new/l30.js');
    come(905_000_000, 906_000_000);
    ready();
    expect(new Set(opened)).to.deep.equal(new Set([905_000_000, 906_000_000]));
  });

  it('where the other never comes: the one that is there opens', () => {
    tag('/old/l30.js');
    tag('/blocked/l30.js');
    come(907_000_000);
    window.dispatchEvent(new Event('load'));
    expect(opened).to.deep.equal([907_000_000]);
  });

  it('that come when all is read: open at once', () => {
    tag('/old/l30.js');
    tag('/new/l30.js');
    state = 'complete';
    come(908_000_000);
    expect(opened).to.deep.equal([908_000_000]);
  });

  it('that come when another has opened the page: leave it alone', () => {
    customElements.define('l30-site', class extends HTMLElement {});
    come(909_000_000);
    expect(opened).to.deep.equal([]);
  });
});
