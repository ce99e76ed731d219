/** What the sentences ask of the widgets together, where no other test holds it. */
import { expect } from '@open-wc/testing';
import type { L30Widget } from '../../src/element/l30-widget.ts';
import { en } from '../../src/locales/en/core.ts';
import { fromSource, setLeafLoader } from '../../src/leaf.ts';
import { L30Site } from '../../src/settings/l30-site.ts';
import { widgets } from '../../src/widgets/index.ts';
import { listen } from '../support.ts';
import { drivers, fillIn } from '../suites/drivers.ts';
import { eventually, mount, send, SETTINGS, settled, shown } from '../suites/widget.ts';

const EVENTS = ['l30-change', 'l30-step', 'l30-talk', 'l30-submit', 'l30-sent', 'l30-refused', 'l30-error'];

async function press(widget: L30Widget, words: string): Promise<void> {
  [...widget.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent!.trim() === words)!.click();
  await widget.updateComplete;
}

/** Every value that a page can read of an event, however deep. */
function valuesOf(what: unknown): unknown[] {
  if (typeof what !== 'object' || what === null) return [what];
  return Object.values(what).flatMap(valuesOf);
}

describe('the widgets together', () => {
  let console: ReturnType<typeof listen>;
  before(() => {
    widgets.forEach((widget) => widget.define());
    if (!customElements.get('l30-site')) customElements.define('l30-site', L30Site);
  });
  beforeEach(() => (console = listen()));
  afterEach(() => console.stop());

  it('one set of settings serves all four widgets, and one change reaches them all', async () => {
    setLeafLoader(fromSource);
    const site = document.createElement('l30-site');
    for (const [name, value] of Object.entries({ ...SETTINGS, about: 'We do this together.' }))
      site.setAttribute(name, value);
    const all = widgets.map(({ widgetName }) => document.createElement(`l30-${widgetName}`) as L30Widget);
    all[0]!.setAttribute('respond', '');
    all[3]!.setAttribute('beside-pupils', '');
    site.append(...all);
    document.body.append(site);
    for (const widget of all)
      await eventually(
        () => widget.shadowRoot?.querySelector('h2') && shown(widget).includes('We do this together.'),
        widget.localName,
      );
    const [card, mood, form, newsletter] = all as [L30Widget, L30Widget, L30Widget, L30Widget];
    await press(mood, en.ratherNotSay);
    await press(mood, en.goBack);
    mood.shadowRoot!.querySelector<HTMLElement>('input[name=mood]')!.click();
    for (const widget of [card, mood, form])
      await eventually(() => shown(widget).includes('Miss Khan, Pastoral Lead will read this'), widget.localName);
    site.setAttribute('readers', 'Ms Ortiz, Head of Year');
    for (const widget of [card, mood, form])
      await eventually(() => shown(widget).includes('Ms Ortiz, Head of Year will read this'), widget.localName);
    expect(newsletter.shadowRoot!.querySelector('[part=send]')).to.exist;
    site.setAttribute('newsletter-endpoint', 'nowhere');
    await eventually(() => !newsletter.shadowRoot!.querySelector('[part=send]'));
    site.setAttribute('about', 'We ask it everywhere.');
    for (const widget of all) await eventually(() => shown(widget).includes('We ask it everywhere.'), widget.localName);
    site.remove();
  });

  it('no event of a widget carries a number or a score', async () => {
    for (const { widgetName } of widgets) {
      const widget = await mount(widgetName, { ...SETTINGS, ...drivers[widgetName].attributes });
      const heard: Event[] = [];
      for (const type of EVENTS) widget.addEventListener(type, (event) => heard.push(event));
      await fillIn(widget, drivers[widgetName]);
      send(widget);
      await settled(widget, 'sent');
      expect(heard.map(({ type }) => type)).to.include.members(['l30-change', 'l30-submit', 'l30-sent']);
      for (const event of heard) {
        const own = Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'isTrusted'));
        // The version of the envelope's form is the one number there is.
        expect(
          valuesOf(own).filter((value) => typeof value === 'number' && value !== 1),
          event.type,
        ).to.deep.equal([]);
        expect(JSON.stringify(own)).not.to.match(/"(?:score|rank|level|points|streak|total)"/);
      }
      // The signup stands on no page with the others.
      widget.remove();
    }
  });

  it('every question of a pupil can be answered without writing', async () => {
    const form = await mount('reflection-form', { ...SETTINGS, pack: 'caused-harm', depth: 'full' });
    await eventually(() => (form as unknown as { content: { value?: { lists?: object } } }).content.value?.lists);
    await press(form, en.start);
    for (let step = 0; step < 12; step++) {
      const { shadowRoot } = form;
      await eventually(
        () => shown(form).includes(en.talkInstead) || shadowRoot!.querySelector('.tiles input, select'),
        shadowRoot!.querySelector('h2')!.textContent!,
      );
      await press(form, en.next);
    }
    expect(form.shadowRoot!.querySelector('[part=review]')).to.exist;
  });

  it('a skipped question is answered kindly, on the next screen and no longer', async () => {
    const form = await mount('reflection-form', SETTINGS);
    await press(form, en.start);
    const kind = (): string => form.shadowRoot!.querySelector('.outcome')?.textContent ?? '';
    expect(kind()).to.equal('');
    await press(form, en.skip);
    expect(kind()).to.equal(en.skipOk);
    expect(form.shadowRoot!.querySelector('[role=status]')!.textContent).to.equal(en.skipOk);
    await expect(form).to.be.accessible();
    await press(form, en.next);
    expect(kind()).to.equal('');
  });
});
