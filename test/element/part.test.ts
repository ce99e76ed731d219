import { expect } from '@open-wc/testing';
import { Part, type PartModule } from '../../src/element/part.ts';
import { setLeafLoader } from '../../src/site/leaf.ts';
import { eventually } from '../suites/widget.ts';

interface Module extends PartModule {
  name: string;
}

function listening(): { host: ConstructorParameters<typeof Part>[0]; updates: () => number; worn: string[] } {
  let updates = 0;
  const worn: string[] = [];
  return { host: { requestUpdate: () => void (updates += 1), wear: (styles) => worn.push(styles) }, updates: () => updates, worn };
}

describe('a part of a widget', () => {
  it('is not asked for before it is wanted, then once, and has the widget draw again with its rules', async () => {
    const asked: string[] = [];
    setLeafLoader(async (path) => {
      asked.push(path);
      return { name: 'the part', styles: 'p { color: red }' };
    });
    const { host, updates, worn } = listening();
    const part = new Part<Module>(host, 'widgets/some-part');
    expect(asked).to.deep.equal([]);
    expect(part.want()).to.equal(undefined);
    expect(part.want()).to.equal(undefined);
    await eventually(() => updates() === 1);
    expect(part.want()?.name).to.equal('the part');
    expect(asked).to.deep.equal(['widgets/some-part']);
    expect(worn).to.deep.equal(['p { color: red }']);
  });

  it('is done without where it cannot come, and asked for again when it is next wanted', async () => {
    let times = 0;
    setLeafLoader(async () => {
      if (times++) return { name: 'late' };
      throw new TypeError('no network');
    });
    const { host, updates, worn } = listening();
    const part = new Part<Module>(host, 'widgets/some-part');
    expect(part.want()).to.equal(undefined);
    await eventually(() => times === 1);
    await new Promise((resolve) => setTimeout(resolve));
    expect(updates()).to.equal(0);
    expect(part.want()).to.equal(undefined);
    await eventually(() => part.want()?.name === 'late');
    expect(worn).to.deep.equal([]);
  });
});
