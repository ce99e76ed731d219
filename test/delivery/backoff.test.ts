import { expect } from '@open-wc/testing';
import { backoff, type Setback } from '../../src/delivery/backoff.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The shortest and the longest pause that chance can make of a setback. */
const bounds = (setback: Setback): [shortest: number, longest: number] => [
  backoff(setback, () => 0),
  backoff(setback, () => 1),
];

const CAP_OF: [code: Setback['code'], cap: number][] = [
  ['network', 30 * SECOND],
  ['timeout', 30 * SECOND],
  ['not-a-receipt', 30 * SECOND],
  ['leaf', 30 * SECOND],
  ['busy', 5 * MINUTE],
  ['broken', 5 * MINUTE],
];

describe('backoff', () => {
  for (const [code, cap] of CAP_OF) {
    it(`doubles after "${code}" from a second or two, up to ${cap / SECOND} seconds`, () => {
      const pauses = Array.from({ length: 12 }, (_, index) => bounds({ code, tries: index + 1 }));
      const expected = Array.from({ length: 12 }, (_, index) => Math.min(2 ** (index + 1) * SECOND, cap)).map(
        (longest) => [longest / 2, longest],
      );
      expect(pauses).to.deep.equal(expected);
    });

    it(`stays at ${cap / SECOND} seconds after "${code}", however often it went wrong`, () => {
      for (const tries of [100, 5000, Number.MAX_SAFE_INTEGER])
        expect(bounds({ code, tries })).to.deep.equal([cap / 2, cap]);
    });
  }

  it('spreads pauses by chance alone, evenly over the upper half', () => {
    const setback: Setback = { code: 'network', tries: 3 };
    expect([0, 0.25, 0.5, 0.75].map((chance) => backoff(setback, () => chance))).to.deep.equal([
      4000, 5000, 6000, 7000,
    ]);
    const drawn = new Set(Array.from({ length: 50 }, () => backoff(setback)));
    expect(drawn.size).to.be.greaterThan(40);
    for (const pause of drawn) expect(pause).to.be.within(4000, 8000);
  });

  it('knocks at a filter no more often than every five minutes', () => {
    for (const tries of [1, 2, 50])
      expect(bounds({ code: 'blocked', tries })).to.deep.equal([5 * MINUTE, 6.25 * MINUTE]);
  });

  it('is never shorter than a second', () => {
    for (const tries of [0, 1]) {
      for (const [code] of CAP_OF) expect(bounds({ code, tries })[0]).to.be.at.least(SECOND);
    }
    expect(bounds({ code: 'busy', tries: 1, retryAfter: 0 })[0]).to.equal(SECOND);
  });

  const asked: [seconds: number, shortest: number, longest: number][] = [
    [0, SECOND, 1.25 * SECOND],
    [1, SECOND, 1.25 * SECOND],
    [4, 4 * SECOND, 5 * SECOND],
    [120, 2 * MINUTE, 2 * MINUTE + 5 * SECOND],
    [15 * 60, 15 * MINUTE, 15 * MINUTE + 5 * SECOND],
    [15 * 60 + 1, 15 * MINUTE, 15 * MINUTE + 5 * SECOND],
    [10 ** 9, 15 * MINUTE, 15 * MINUTE + 5 * SECOND],
  ];
  for (const [retryAfter, shortest, longest] of asked) {
    it(`waits at least ${shortest / SECOND} seconds, and little more, when asked to wait ${retryAfter}`, () => {
      for (const tries of [1, 9]) {
        for (const code of ['busy', 'blocked', 'network'] as const)
          expect(bounds({ code, tries, retryAfter })).to.deep.equal([shortest, longest]);
      }
    });
  }
});
