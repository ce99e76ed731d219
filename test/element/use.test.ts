import { expect, fixture } from '@open-wc/testing';
import { css, html, type CSSResult } from 'lit';
import type { WidgetName } from '../../src/contract/envelope.ts';
import { L30Widget } from '../../src/element/l30-widget.ts';
import { Leaf, setLeafLoader } from '../../src/leaf.ts';
import { eventually } from '../suites/widget.ts';
import { listen } from '../support.ts';

interface Module {
  name: string;
  styles?: CSSResult;
}

let updates = 0;

class Host extends L30Widget {
  static override readonly widgetName = 'leaf-host' as WidgetName;
  static override styles = [
    ...L30Widget.styles,
    css`
      .words {
        margin-top: 3px;
      }
    `,
  ];
  settled(): void {}
  protected override renderBody(): unknown {
    updates += 1;
    return html`<p class="words">Words</p>`;
  }
}

const styleOf = (host: Host): CSSStyleDeclaration => getComputedStyle(host.shadowRoot!.querySelector('.words')!);
const RED = css`
  .words {
    color: red;
  }
`;
const INDENTED = css`
  .words {
    margin-left: 5px;
  }
`;

describe('a leaf of a widget', () => {
  let host: Host;
  let console: ReturnType<typeof listen>;
  const make = (): Promise<Host> => fixture<Host>(html`<l30-leaf-host endpoint="/"></l30-leaf-host>`);
  const leafOf = (name = 'widgets/some-leaf'): Leaf<Module> => new Leaf<Module>(name);
  /** Asks for it at once, as a press does, and lets it fail. */
  const fail = (leaf: Leaf<Module>): Promise<unknown> => leaf.load().catch(() => undefined);

  before(() => Host.define());
  beforeEach(async () => {
    console = listen();
    host = await make();
    updates = 0;
  });
  afterEach(() => console.stop());

  it('is not asked for before it is wanted, then once, and has the widget draw again with its rules', async () => {
    const asked: string[] = [];
    setLeafLoader(async (path) => {
      asked.push(path);
      return { name: 'the leaf', styles: RED };
    });
    const leaf = leafOf();
    expect(asked).to.deep.equal([]);
    expect(host.use(leaf)).to.equal(undefined);
    expect(host.use(leaf)).to.equal(undefined);
    await eventually(() => updates === 1);
    expect(host.use(leaf)?.name).to.equal('the leaf');
    expect(asked).to.deep.equal(['widgets/some-leaf']);
    expect(styleOf(host).color).to.equal('rgb(255, 0, 0)');
    expect(styleOf(host).marginTop, 'beside those of the widget').to.equal('3px');
  });

  it('leaves the rules of another in force, and dresses each widget that wants it', async () => {
    setLeafLoader(async (path) => ({ name: path, styles: path === 'one' ? RED : INDENTED }));
    const [one, two] = [leafOf('one'), leafOf('two')];
    await eventually(() => host.use(one) && host.use(two));
    for (let time = 0; time < 3; time += 1) host.use(one);
    expect([styleOf(host).color, styleOf(host).marginLeft]).to.deep.equal(['rgb(255, 0, 0)', '5px']);
    const other = await make();
    expect([styleOf(other).color, styleOf(other).marginLeft]).to.deep.equal([styleOf(await make()).color, '0px']);
    other.use(two);
    expect(styleOf(other).marginLeft).to.equal('5px');
    expect(styleOf(other).color).not.to.equal('rgb(255, 0, 0)');
  });

  it('is done without where it cannot come, and is worn when it comes after all', async () => {
    let times = 0;
    setLeafLoader(async () => {
      if (times++) return { name: 'late', styles: RED };
      throw new TypeError('no network');
    });
    const leaf = leafOf();
    expect(host.use(leaf)).to.equal(undefined);
    await eventually(() => updates === 1);
    expect(host.use(leaf)).to.equal(undefined);
    expect(times).to.equal(1);
    await leaf.load();
    await eventually(() => updates === 2);
    expect(host.use(leaf)?.name).to.equal('late');
    expect(styleOf(host).color).to.equal('rgb(255, 0, 0)');
    expect(console.said).to.deep.equal([]);
  });

  it('is worn by a widget that was taken from the page when it came, once it is back', async () => {
    let come = (): void => undefined;
    setLeafLoader(() => new Promise((resolve) => (come = () => resolve({ name: 'late' }))));
    const leaf = leafOf();
    host.use(leaf);
    const { parentElement } = host;
    host.remove();
    come();
    await leaf.load();
    await host.updateComplete;
    updates = 0;
    parentElement!.append(host);
    await eventually(() => updates === 1);
    expect(host.use(leaf)?.name).to.equal('late');
  });

  it('that does not come twice in a row is told in the console, once for the page, and not on the screen', async () => {
    setLeafLoader((path) => Promise.reject(new TypeError(`no ${path}`)));
    const leaf = leafOf('widgets/lost');
    host.use(leaf);
    await fail(leaf);
    host.use(leaf);
    expect(console.said).to.deep.equal([]);
    await fail(leaf);
    const other = await make();
    for (let time = 0; time < 100; time += 1) for (const each of [host, other]) each.use(leaf);
    await eventually(() => console.said.length);
    await fail(leaf);
    host.use(leaf);
    await host.updateComplete;
    expect(console.said).to.deep.equal([['[l30]', { kind: 'leaf', name: 'widgets/lost' }]]);
    expect(host.shadowRoot!.querySelector('.admin')).not.to.exist;
  });
});
