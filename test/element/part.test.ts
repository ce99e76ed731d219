import { expect, fixture } from '@open-wc/testing';
import { LitElement, css, html } from 'lit';
import { Part, type PartModule } from '../../src/element/part.ts';
import { setLeafLoader } from '../../src/leaf.ts';
import { eventually } from '../suites/widget.ts';

interface Module extends PartModule {
  name: string;
}

let updates = 0;

class Host extends LitElement {
  static override styles = css`
    p {
      margin-top: 3px;
    }
  `;

  override render(): unknown {
    updates += 1;
    return html`<p>Words</p>`;
  }
}

const styleOf = (host: Host): CSSStyleDeclaration => getComputedStyle(host.shadowRoot!.querySelector('p')!);

describe('a part of a widget', () => {
  let host: Host;
  before(() => customElements.define('part-host', Host));
  beforeEach(async () => {
    host = await fixture<Host>(html`<part-host></part-host>`);
    updates = 0;
  });

  it('is not asked for before it is wanted, then once, and has the widget draw again with its rules', async () => {
    const asked: string[] = [];
    setLeafLoader(async (path) => {
      asked.push(path);
      return { name: 'the part', styles: 'p { color: red }' };
    });
    const part = new Part<Module>(host, 'widgets/some-part');
    expect(asked).to.deep.equal([]);
    expect(part.want()).to.equal(undefined);
    expect(part.want()).to.equal(undefined);
    await eventually(() => updates === 1);
    expect(part.want()?.name).to.equal('the part');
    expect(asked).to.deep.equal(['widgets/some-part']);
    expect(styleOf(host).color).to.equal('rgb(255, 0, 0)');
    expect(styleOf(host).marginTop, 'beside those of the widget').to.equal('3px');
  });

  it('leaves the rules of another in force', async () => {
    setLeafLoader((path) =>
      Promise.resolve({ name: path, styles: path === 'one' ? 'p { color: red }' : 'p { margin-left: 5px }' }),
    );
    const [one, two] = [new Part<Module>(host, 'one'), new Part<Module>(host, 'two')];
    await eventually(() => one.want() && two.want());
    expect([styleOf(host).color, styleOf(host).marginLeft]).to.deep.equal(['rgb(255, 0, 0)', '5px']);
  });

  it('is done without where it cannot come, and asked for again when it is next wanted', async () => {
    let times = 0;
    setLeafLoader(async () => {
      if (times++) return { name: 'late' };
      throw new TypeError('no network');
    });
    const part = new Part<Module>(host, 'widgets/some-part');
    expect(part.want()).to.equal(undefined);
    await eventually(() => times === 1);
    await new Promise((resolve) => setTimeout(resolve));
    expect(updates).to.equal(0);
    expect(part.want()).to.equal(undefined);
    await eventually(() => part.want()?.name === 'late');
  });
});
