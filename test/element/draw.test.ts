import { expect, fixture, html } from '@open-wc/testing';
import { nothing, type ReactiveControllerHost } from 'lit';
import { setLeafLoader } from '../../src/leaf.ts';
import { eventually } from '../suites/widget.ts';
import { rest } from '../support.ts';

type Module = typeof import('../../src/element/draw.ts');
type Draw = Module['draw'];

let copies = 0;

/** The module as a page has it that has just been opened. */
const freshModule = async (): Promise<Module> =>
  (await import(`../../src/element/draw.ts?copy=${(copies += 1)}`)) as Module;

const fresh = async (): Promise<Draw> => (await freshModule()).draw;

const linesOf = async (drawn: unknown): Promise<string | null> =>
  (await fixture(html`<div>${drawn}</div>`)).querySelector('path:last-child')!.getAttribute('d');

function listening(): { host: ReactiveControllerHost; updates: () => number } {
  let updates = 0;
  return { host: { requestUpdate: () => (updates += 1) } as unknown as ReactiveControllerHost, updates: () => updates };
}

describe('draw', () => {
  it('draws what is built in at once, and asks for nothing', async () => {
    const asked: string[] = [];
    setLeafLoader((path) => Promise.resolve(asked.push(path)));
    const draw = await fresh();
    expect(await linesOf(draw('happy'))).to.match(/^M/);
    expect(draw()).to.equal(nothing);
    expect(asked).to.deep.equal([]);
  });

  it('leaves the place of any other empty until it is there, then has everyone who waits draw again', async () => {
    const asked: string[] = [];
    let come = (): void => undefined;
    const gate = new Promise<void>((resolve) => (come = resolve));
    setLeafLoader(async (path) => {
      asked.push(path);
      await gate;
      return { more: { calm: { lines: 'M10 10h10' } } };
    });
    const draw = await fresh();
    const [one, two] = [listening(), listening()];
    expect(await linesOf(draw('calm', '', one.host))).to.equal('');
    expect(await linesOf(draw('calm', '', two.host))).to.equal('');
    come();
    await eventually(() => one.updates() === 1 && two.updates() === 1);
    expect(await linesOf(draw('calm', '', one.host))).to.equal('M10 10h10');
    expect(asked).to.deep.equal(['symbols/more']);
  });

  it('does not go on asking for a drawing that nobody made', async () => {
    setLeafLoader(() => Promise.resolve({ more: {} }));
    const draw = await fresh();
    const { host, updates } = listening();
    await linesOf(draw('no-such-drawing', '', host));
    await eventually(() => updates() === 1);
    for (const id of ['no-such-drawing', 'constructor', '__proto__', 'toString'])
      expect(draw(id, '', host), 'and keeps no place for it').to.equal(nothing);
    await rest();
    expect(updates()).to.equal(1);
  });

  it('draws a school\u2019s own picture where there is one, for a widget and not inside our controls', async () => {
    const { draw, drawFrom } = await freshModule();
    const { host } = listening();
    drawFrom((id, className) => (id === 'happy' ? `${id} ${className}` : undefined));
    expect(draw('happy', 'large', host)).to.equal('happy large');
    expect(await linesOf(draw('low', '', host))).to.match(/^M/);
    expect(await linesOf(draw('happy'))).to.match(/^M/);
    drawFrom(undefined);
    expect(await linesOf(draw('happy', '', host))).to.match(/^M/);
  });

  it('leaves the words alone when the drawings do not come', async () => {
    let asked = 0;
    setLeafLoader(() => Promise.reject(new Error(`${(asked += 1)}`)));
    const draw = await fresh();
    const { host, updates } = listening();
    expect(await linesOf(draw('calm', '', host))).to.equal('');
    expect(await linesOf(draw('calm', '', host))).to.equal('');
    await eventually(() => updates() === 1);
    expect(await linesOf(draw('calm', '', host))).to.equal('');
    expect(asked).to.equal(1);
  });
});
