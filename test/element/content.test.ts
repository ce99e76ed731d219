import { expect } from '@open-wc/testing';
import causedHarm from '../../src/packs/en/caused-harm.json' with { type: 'json' };
import checkOut from '../../src/packs/en/check-out.json' with { type: 'json' };
import faces3 from '../../src/packs/en/scales/faces-3.json' with { type: 'json' };
import { builtInPacks, builtInScales, PACK_IDS, SCALE_IDS, type PackFile } from '../../src/packs/index.ts';
import { wholePack } from '../../src/packs/whole.ts';
import { loadPack, loadScale, loadWholePack } from '../../src/element/content.ts';
import { setLeafLoader } from '../../src/leaf.ts';

const leaves: Record<string, unknown> = {
  'packs/en/check-out': { default: wholePack(checkOut as PackFile) },
  'packs/en/caused-harm': { default: wholePack(causedHarm as PackFile) },
  'packs/en/scales/faces-3': { default: faces3 },
};

describe('content', () => {
  let asked: string[];
  beforeEach(() => {
    asked = [];
    setLeafLoader(async (path) => {
      asked.push(path);
      return leaves[path] ?? Promise.reject(new TypeError(`${path} is not there`));
    });
  });

  for (const [id, pack] of Object.entries(builtInPacks)) {
    it(`the pack ${id} is built in and asks for nothing`, async () => {
      expect(await loadPack(id)).to.deep.equal({ value: pack });
      expect(asked).to.deep.equal([]);
    });
  }

  for (const [id, scale] of Object.entries(builtInScales)) {
    it(`the scale ${id} is built in and asks for nothing`, async () => {
      expect(await loadScale(id)).to.deep.equal({ value: scale });
      expect(asked).to.deep.equal([]);
    });
  }

  it('another pack is one leaf', async () => {
    expect(await loadPack('check-out')).to.deep.equal({ value: wholePack(checkOut as PackFile) });
    expect(asked).to.deep.equal(['packs/en/check-out']);
  });

  it('another scale is one leaf', async () => {
    expect(await loadScale('faces-3')).to.deep.equal({ value: faces3 });
    expect(asked).to.deep.equal(['packs/en/scales/faces-3']);
  });

  it('the whole of a built-in pack is a leaf, with the choices that its core leaves out', async () => {
    const whole = await loadWholePack('caused-harm');
    expect(asked).to.deep.equal(['packs/en/caused-harm']);
    expect(whole).to.deep.equal({ value: wholePack(causedHarm as PackFile) });
    const { lists = {} } = (whole as { value: PackFile }).value;
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
    '../site/admin',
    'scales/faces-3',
    'https://evil.example/x',
  ];
  for (const id of misspelt) {
    it(`"${id}" is told at once to be unknown, and asks for nothing`, async () => {
      expect(await loadPack(id)).to.deep.equal({
        trouble: { kind: 'unknown', what: 'question pack', name: id, known: PACK_IDS },
      });
      expect(await loadScale(id)).to.deep.equal({
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
    it(`a leaf that ${what} is trouble with its name, and no exception`, async () => {
      setLeafLoader(loader);
      expect(await loadPack('check-out')).to.deep.equal({ trouble: { kind: 'leaf', name: 'packs/en/check-out' } });
      expect(await loadWholePack('caused-harm')).to.deep.equal({
        trouble: { kind: 'leaf', name: 'packs/en/caused-harm' },
      });
      expect(await loadScale('faces-3')).to.deep.equal({ trouble: { kind: 'leaf', name: 'packs/en/scales/faces-3' } });
    });
  }

  it('a leaf that failed can be asked for again', async () => {
    const working = leaves['packs/en/check-out'];
    let times = 0;
    setLeafLoader(async () => (times++ ? working : Promise.reject(new TypeError('no network'))));
    expect(await loadPack('check-out')).to.have.property('trouble');
    expect(await loadPack('check-out')).to.have.property('value');
  });
});
