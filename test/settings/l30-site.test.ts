import { ContextConsumer } from '@lit/context';
import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { en } from '../../src/locales/en/core.ts';
import { setLeafLoader } from '../../src/leaf.ts';
import { L30Site } from '../../src/settings/l30-site.ts';
import { defaults, siteContext, type Site } from '../../src/settings/settings.ts';
import { QuestionCard } from '../../src/widgets/index.ts';
import { listen, until } from '../support.ts';

/** Stands where a widget would and holds what reaches it. */
class TestConsumer extends LitElement {
  readonly context = new ContextConsumer(this, { context: siteContext, subscribe: true });
}

customElements.define('l30-site', L30Site);
customElements.define('test-consumer', TestConsumer);
QuestionCard.define();

const consumed = (root: Element): Readonly<Site> | undefined =>
  root.querySelector<TestConsumer>('test-consumer')!.context.value;

/** What reaches a widget in this page, less the defaults. */
const reaching = (root: Element): Partial<Site> =>
  Object.fromEntries(Object.entries(consumed(root)!).filter(([name, value]) => value !== defaults[name as keyof Site]));

describe('<l30-site>', () => {
  it('shares the defaults when it says nothing', async () => {
    const site = await fixture(html`<l30-site><test-consumer></test-consumer></l30-site>`);
    expect(consumed(site)).to.deep.equal(defaults);
  });

  it('shares every setting that its attributes give', async () => {
    const site = await fixture(html`
      <l30-site
        endpoint="/a" newsletter-endpoint="/b" dialect="form" newsletter-dialect="ghost" fields="{}" public-keys="B1 B2"
        site="hollybrook" school="Hollybrook" readers="Miss Khan" read-when="each day" lead="Mr Owen" region="wales" help="host-provides"
      ><p><test-consumer></test-consumer></p></l30-site>
    `);
    expect(reaching(site)).to.deep.equal({
      endpoint: '/a',
      newsletterEndpoint: '/b',
      dialect: 'form',
      newsletterDialect: 'ghost',
      fields: '{}',
      publicKeys: 'B1 B2',
      site: 'hollybrook',
      school: 'Hollybrook',
      readers: 'Miss Khan',
      readWhen: 'each day',
      lead: 'Mr Owen',
      region: 'wales',
      help: 'host-provides',
    });
  });

  it('inside another one: the nearest wins, setting by setting', async () => {
    const outer = await fixture(html`
      <l30-site school="Trust" region="wales" readers="Miss Khan">
        <l30-site school="Hollybrook">
          <l30-site readers="Mr Owen"><test-consumer></test-consumer></l30-site>
        </l30-site>
      </l30-site>
    `);
    expect(reaching(outer)).to.deep.equal({ school: 'Hollybrook', region: 'wales', readers: 'Mr Owen' });
  });

  it('an empty attribute hides nothing of an outer one', async () => {
    const outer = await fixture(html`
      <l30-site school="Trust" region="wales">
        <l30-site school="" region=""><test-consumer></test-consumer></l30-site>
      </l30-site>
    `);
    expect(reaching(outer)).to.deep.equal({ school: 'Trust', region: 'wales' });
  });

  it('a change of an outer attribute reaches through an inner one, unless the inner one has its own', async () => {
    const outer = await fixture<L30Site>(html`
      <l30-site school="Trust" region="wales">
        <l30-site school="Hollybrook"><test-consumer></test-consumer></l30-site>
      </l30-site>
    `);
    outer.setAttribute('region', 'scotland');
    outer.setAttribute('school', 'Another trust');
    await outer.updateComplete;
    expect(reaching(outer)).to.deep.equal({ school: 'Hollybrook', region: 'scotland' });

    const inner = outer.querySelector('l30-site')!;
    inner.removeAttribute('school');
    await inner.updateComplete;
    expect(reaching(outer)).to.deep.equal({ school: 'Another trust', region: 'scotland' });
  });

  it('reaches what is put inside later, and what moves to another one', async () => {
    const page = await fixture(html`
      <div><l30-site school="First"></l30-site><l30-site school="Second"></l30-site></div>
    `);
    const [first, second] = page.querySelectorAll('l30-site');
    const consumer = document.createElement('test-consumer');
    first!.append(consumer);
    expect(reaching(page)).to.deep.equal({ school: 'First' });
    second!.append(consumer);
    expect(reaching(page)).to.deep.equal({ school: 'Second' });
  });

  it('reaches only what is inside', async () => {
    const page = await fixture(html`<div><l30-site school="Trust"></l30-site><test-consumer></test-consumer></div>`);
    expect(consumed(page)).to.be.undefined;
  });

  it('shows nothing of its own and takes no room', async () => {
    const site = await fixture(html`<l30-site school="Trust"><p>words</p></l30-site>`);
    expect(site.shadowRoot!.textContent.trim()).to.equal('');
    expect(getComputedStyle(site).display).to.equal('contents');
  });

  describe('and a widget', () => {
    let console: ReturnType<typeof listen>;
    beforeEach(() => {
      console = listen();
      setLeafLoader(() => Promise.reject(new Error('no leaves here')));
    });
    afterEach(() => console.stop());

    async function words(root: Element): Promise<string> {
      const card = root.querySelector('l30-question-card')!;
      await until(() => card.shadowRoot!.querySelector('h2'), 'the question never came');
      await card.updateComplete;
      return card.shadowRoot!.textContent;
    }

    it('a change of an attribute reaches the screen', async () => {
      const site = await fixture<L30Site>(html`
        <l30-site endpoint="/submissions" readers="Miss Khan" read-when="each day"><l30-question-card respond></l30-question-card></l30-site>
      `);
      expect(await words(site)).to.include(en.talkOnly);
      site.setAttribute('lead', 'Mr Owen');
      await site.updateComplete;
      expect(await words(site))
        .to.include('Miss Khan will read this each day.')
        .and.not.include(en.talkOnly);
      site.removeAttribute('readers');
      await site.updateComplete;
      expect(await words(site)).to.include(en.talkOnly);
    });

    it('an attribute on the widget itself is nearer still', async () => {
      const site = await fixture(html`
        <l30-site endpoint="/submissions" readers="Miss Khan" read-when="each day" lead="Mr Owen">
          <l30-question-card respond readers="Mrs Shah"></l30-question-card>
        </l30-site>
      `);
      expect(await words(site)).to.include('Mrs Shah will read this each day.');
    });
  });
});
