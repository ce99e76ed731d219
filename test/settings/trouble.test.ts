import { expect } from '@open-wc/testing';
import { explain } from '../../src/settings/admin.ts';
import { setLeafLoader } from '../../src/leaf.ts';
import { report, type Trouble } from '../../src/settings/trouble.ts';
import { listen } from '../support.ts';

const trouble: Trouble = { kind: 'dialect', name: 'jsn', known: ['json'] };

describe('report', () => {
  let console: ReturnType<typeof listen>;
  beforeEach(() => (console = listen()));
  afterEach(() => console.stop());

  it('asks for the words only when there is something to say, and says them once in the console and to its caller', async () => {
    const asked: string[] = [];
    setLeafLoader(async (path) => {
      asked.push(path);
      return { explain };
    });
    const words = await report(trouble);
    expect(asked).to.deep.equal(['settings/admin']);
    expect(words).to.equal(explain(trouble));
    expect(console.said).to.deep.equal([[`[l30] ${words}`]]);
  });

  const useless: [what: string, load: () => Promise<unknown>][] = [
    ['cannot be loaded', () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))],
    [
      'cannot even be asked for',
      () => {
        throw new Error('no');
      },
    ],
    ['are empty', () => Promise.resolve({})],
    ['are nothing', () => Promise.resolve(undefined)],
    [
      'throw',
      () =>
        Promise.resolve({
          explain: () => {
            throw new Error('no');
          },
        }),
    ],
  ];
  for (const [what, load] of useless) {
    it(`says the bare data in the console, and nothing to its caller, when the words ${what}`, async () => {
      setLeafLoader(load);
      expect(await report(trouble)).to.equal('');
      expect(console.said).to.deep.equal([['[l30]', trouble]]);
    });
  }
});
