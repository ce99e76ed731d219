import { expect } from '@open-wc/testing';
import causedHarm from '../../src/packs/en/caused-harm.json' with { type: 'json' };
import checkOut from '../../src/packs/en/check-out.json' with { type: 'json' };
import faces3 from '../../src/packs/en/scales/faces-3.json' with { type: 'json' };
import {
  builtInPacks,
  builtInScales,
  PACK_IDS,
  SCALE_IDS,
  type Pack,
  type PackFile,
  type Scale,
} from '../../src/packs/index.ts';
import { wholePack } from '../../src/packs/whole.ts';
import { ContentController } from '../../src/element/content-controller.ts';
import { ownPack, packs, scales, type Shelf } from '../../src/element/content.ts';
import type { WidgetHost } from '../../src/element/widget-host.ts';
import { fromSource, setLeafLoader } from '../../src/leaf.ts';
import { english } from '../../src/locales/index.ts';
import { eventually } from '../suites/widget.ts';

const leaves: Record<string, unknown> = {
  'packs/en/check-out': { default: wholePack(checkOut as PackFile) },
  'packs/en/caused-harm': { default: wholePack(causedHarm as PackFile) },
  'packs/en/scales/faces-3': { default: faces3 },
};

/** What a widget would show, asked as a widget asks: each time it draws. */
class Shown<T extends Pack | Scale> {
  draws = 0;
  readonly #content: ContentController<T>;

  constructor(
    shelf: Shelf<T>,
    private readonly wanted: Parameters<ContentController<T>['want']>,
    wantsWhole?: (builtIn: T) => boolean,
  ) {
    const host = { isConnected: true, locale: english, requestUpdate: () => this.draw() } as unknown as WidgetHost;
    this.#content = new ContentController<T>(host, shelf, wantsWhole);
    this.draw();
  }

  draw(): void {
    this.draws += 1;
    this.#content.want(...this.wanted);
  }

  /** What is there, or why it is not. */
  get content(): object {
    const { value, trouble } = this.#content;
    return trouble ? { trouble } : { value };
  }
}

describe('content', () => {
  let asked: string[];
  beforeEach(() => {
    asked = [];
    setLeafLoader(async (path) => {
      asked.push(path);
      return leaves[path] ?? Promise.reject(new TypeError(`${path} is not there`));
    });
  });
  after(() => setLeafLoader());

  const pack = (id: string): Shown<Pack> => new Shown(packs, [id]);
  const scale = (id: string): Shown<Scale> => new Shown(scales, [id]);
  const wholeOf = (id: string): Shown<Pack> => new Shown(packs, [id], () => true);

  for (const [id, value] of Object.entries(builtInPacks)) {
    it(`the pack ${id} is built in and asks for nothing`, async () => {
      expect(pack(id).content).to.deep.equal({ value });
      expect(asked).to.deep.equal([]);
    });
  }

  for (const [id, value] of Object.entries(builtInScales)) {
    it(`the scale ${id} is built in and asks for nothing`, async () => {
      expect(scale(id).content).to.deep.equal({ value });
      expect(asked).to.deep.equal([]);
    });
  }

  it('another pack is one leaf, however often it is drawn, and by however many', async () => {
    const all = [pack('check-out'), pack('check-out')];
    for (let time = 0; time < 100; time += 1) for (const each of all) each.draw();
    for (const each of all) expect(each.content).to.deep.equal({ value: undefined });
    const whole = { value: wholePack(checkOut as PackFile) };
    for (const each of all) {
      await eventually(() => each.draws === 102);
      expect(each.content).to.deep.equal(whole);
    }
    expect(asked).to.deep.equal(['packs/en/check-out']);
  });

  it('another scale is one leaf', async () => {
    const shown = scale('faces-3');
    await eventually(() => shown.draws === 2);
    expect(shown.content).to.deep.equal({ value: faces3 });
    expect(asked).to.deep.equal(['packs/en/scales/faces-3']);
  });

  it('the whole of a built-in pack is a leaf, with the choices that its core leaves out, which is there until it comes', async () => {
    const shown = wholeOf('caused-harm');
    expect(shown.content).to.deep.equal({ value: builtInPacks['caused-harm'] });
    await eventually(() => shown.draws === 2);
    expect(asked).to.deep.equal(['packs/en/caused-harm']);
    expect(shown.content).to.deep.equal({ value: wholePack(causedHarm as PackFile) });
    const { lists = {} } = (shown.content as { value: PackFile }).value;
    expect(lists['repair']!.map(({ text }) => text)).to.include('Ask what would help');
  });

  const misspelt = [
    '',
    ' ',
    'Check-in',
    'check-in ',
    'checkin',
    'toString',
    '__proto__',
    'constructor',
    '../settings/admin',
    'scales/faces-3',
    'https://evil.example/x',
  ];
  for (const id of misspelt) {
    it(`"${id}" is told at once to be unknown, and asks for nothing`, async () => {
      expect(pack(id).content).to.deep.equal({
        trouble: { kind: 'unknown', what: 'question pack', name: id, known: PACK_IDS },
      });
      expect(scale(id).content).to.deep.equal({
        trouble: { kind: 'unknown', what: 'mood scale', name: id, known: SCALE_IDS },
      });
      expect(asked).to.deep.equal([]);
    });
  }

  const failing: [what: string, loader: (path: string) => Promise<unknown>][] = [
    ['is not there', () => Promise.reject(new TypeError('404'))],
    [
      'cannot even be asked for',
      () => {
        throw new Error('no loader');
      },
    ],
    ['is nothing', () => Promise.resolve(undefined)],
  ];
  for (const [what, loader] of failing) {
    it(`a leaf that ${what} is trouble with its name, and no exception; what is built in stays`, async () => {
      setLeafLoader(loader);
      const [shown, whole, mood] = [pack('check-out'), wholeOf('caused-harm'), scale('faces-3')];
      for (const each of [shown, whole, mood]) await eventually(() => each.draws === 2);
      expect(shown.content).to.deep.equal({ trouble: { kind: 'leaf', name: 'packs/en/check-out' } });
      expect(mood.content).to.deep.equal({ trouble: { kind: 'leaf', name: 'packs/en/scales/faces-3' } });
      expect(whole.content).to.deep.equal({ value: builtInPacks['caused-harm'] });
    });
  }

  it('a leaf that failed can be asked for again', async () => {
    let times = 0;
    setLeafLoader(async () => (times++ ? leaves['packs/en/check-out'] : Promise.reject(new TypeError('no network'))));
    const shown = pack('check-out');
    await eventually(() => shown.draws === 2);
    expect(shown.content).to.have.property('trouble');
    await packs.leafOf('en', 'check-out').load();
    expect(shown.draws).to.equal(3);
    expect(shown.content).to.have.property('value').that.is.an('object');
  });

  describe("of a school's own", () => {
    const { fetch: real } = window;
    afterEach(() => (window.fetch = real));

    it('is never looked for among ours, and says what is wrong with it', async () => {
      window.fetch = async () => Response.json({});
      setLeafLoader(fromSource);
      const src = '/packs/faulty.json';
      const shown = new Shown<Pack>(packs, ['no-such-pack', ownPack(src)]);
      expect(shown.content).to.deep.equal({ value: undefined });
      await eventually(() => shown.draws === 2);
      expect(shown.content).to.have.nested.property('trouble.kind', 'own-pack');
      expect(shown.content).to.have.nested.property('trouble.words').that.contains(src);
      expect(ownPack(src), 'one for the page').to.equal(ownPack(src));
    });

    it('is trouble with the name of the leaf where what reads it cannot come', async () => {
      const shown = new Shown<Pack>(packs, ['check-in', ownPack('/packs/unread.json')]);
      await eventually(() => shown.draws === 2);
      expect(shown.content).to.deep.equal({ trouble: { kind: 'leaf', name: 'element/own-pack' } });
      expect([...new Set(asked)], 'nothing else, however often').to.deep.equal(['element/own-pack']);
    });
  });
});
