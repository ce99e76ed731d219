import { aTimeout, expect, fixture, waitUntil } from '@open-wc/testing';
import { html, unsafeStatic } from 'lit/static-html.js';
import type { Envelope, WidgetName } from '../../src/contract/envelope.ts';
import type { L30Widget } from '../../src/element/l30-widget.ts';
import type { Phase } from '../../src/element/submit-controller.ts';
import { setLeafLoader } from '../../src/site/leaf.ts';
import { devLeaves } from '../../stories/leaves.ts';
import { drivers, fillIn } from './drivers.ts';
import { endpoint, noNetwork, problem, receipt, webPage, type Answering } from '../support.ts';

export const SETTINGS = {
  endpoint: 'https://school.example/submissions',
  'newsletter-endpoint': 'https://school.example/subscriptions',
  readers: 'Miss Khan, Pastoral Lead',
  'read-when': 'each school day before 10am',
  lead: 'Mr Owen, Designated safeguarding lead',
};

export const attributes = (all: Readonly<Record<string, string>>): string =>
  Object.entries(all).map(([name, value]) => ` ${name}="${value}"`).join('');

/** A widget on a page, shown and settled. */
export async function mount<T extends L30Widget = L30Widget>(name: WidgetName, all: Readonly<Record<string, string>>, { fetch } = endpoint(receipt()), leaves = devLeaves): Promise<T> {
  setLeafLoader(leaves);
  const tag = `l30-${name}`;
  const widget = await fixture<T>(html`${unsafeStatic(`<${tag}${attributes(all)}><a href="/embed/${name}">Without script</a></${tag}>`)}`);
  widget.fetch = fetch;
  await waitUntil(() => widget.shadowRoot!.querySelector('h2, .admin, slot'), 'the widget shows something');
  return widget;
}

const phaseOf = (widget: L30Widget): Phase => (widget as unknown as { submission: { phase: Phase } }).submission.phase;
const settled = (widget: L30Widget, phase: Phase) => waitUntil(() => phaseOf(widget) === phase, `the phase becomes ${phase}, not ${phaseOf(widget)}`);
const shown = (widget: L30Widget): string => widget.shadowRoot!.querySelector('.card')!.textContent!.replace(/\s+/g, ' ');
const send = (widget: L30Widget): void => widget.shadowRoot!.querySelector<HTMLElement>('[part=send]')!.click();

const envelopes = ({ asked }: ReturnType<typeof endpoint>): Envelope[] => asked.map(({ text }) => JSON.parse(text) as Envelope);

/** What an endpoint, or something in its place, can say to a press of Send, and the phase it must lead to. */
const ENDINGS: readonly [what: string, answer: Answering, phase: Phase][] = [
  ['a receipt', receipt(), 'sent'],
  ['the receipt of another', receipt({ id: 'f'.repeat(32) }), 'failed'],
  ['a refusal', problem(422, 'unknown-site'), 'refused'],
  ['a wish to wait', problem(503, 'storage-unavailable'), 'failed'],
  ['a Wi-Fi sign-in page', webPage(200), 'failed'],
  ['nothing, for want of a network', noNetwork, 'failed'],
  ['a server error', webPage(500), 'failed'],
];

/** What every widget must pass. Give a widget its driver, and it is tested. */
export function widgetSuite(Widget: typeof L30Widget): void {
  const name = Widget.widgetName;
  const driver = drivers[name];
  const { pupil } = driver;
  const settings = { ...SETTINGS, ...driver.attributes };

  describe(`<l30-${name}>`, () => {
    let complaints: unknown[];
    const { error } = console;
    beforeEach(() => {
      complaints = [];
      console.error = (...words: unknown[]) => complaints.push(words);
      Widget.define();
    });
    afterEach(() => {
      console.error = error;
    });

    it('is accessible on every screen up to Send', async () => {
      const widget = await mount(name, settings);
      await expect(widget).to.be.accessible();
      for (const step of driver.steps) {
        step(widget.shadowRoot!);
        await widget.updateComplete;
        await expect(widget).to.be.accessible();
      }
      expect(complaints).to.deep.equal([]);
    });

    it('can be used from start to Send by keyboard alone', async () => {
      const to = endpoint(receipt());
      const widget = await mount(name, settings, to);
      await driver.keys();
      await settled(widget, 'sent');
      expect(envelopes(to)[0]!.answers.map(({ id, value }) => ({ id: driver.expected[0]!.id === '*' ? '*' : id, value }))).to.deep.equal(driver.expected);
    });

    it('sends an envelope with every question as it was shown', async () => {
      const to = endpoint(receipt());
      const widget = await mount(name, settings, to);
      await fillIn(widget, driver);
      send(widget);
      await settled(widget, 'sent');
      const [envelope] = envelopes(to);
      expect(envelope).to.include({ v: 1, widget: name, site: 'school', lang: 'en-GB' });
      expect(envelope!.id).to.match(/^[\da-f]{32}$/);
      expect(new Date(envelope!.sentAt).toISOString()).to.equal(envelope!.sentAt);
      for (const { question } of envelope!.answers) expect(question).to.match(/\w/);
    });

    for (const [what, answer, phase] of ENDINGS) {
      it(`says what is known when the endpoint answers with ${what}`, async () => {
        const to = endpoint(answer);
        const widget = await mount(name, settings, to);
        const events: string[] = [];
        for (const type of ['l30-sent', 'l30-unconfirmed', 'l30-refused', 'l30-error']) widget.addEventListener(type, () => events.push(type));
        await fillIn(widget, driver);
        send(widget);
        await settled(widget, phase);
        await widget.updateComplete;
        await expect(widget).to.be.accessible();
        expect(events).to.deep.equal([{ sent: 'l30-sent', refused: 'l30-refused' }[phase as 'sent'] ?? 'l30-error']);
        expect(widget.shadowRoot!.querySelector('[part=outcome]'), 'an outcome on the screen').to.exist;
        expect(widget.shadowRoot!.querySelector('[role=status]')!.textContent, 'an announcement').to.match(/\w/);
        if (phase === 'sent') return;
        expect(shown(widget)).not.to.match(/\bSent\b|We have saved/);
        expect(driver.kept(widget.shadowRoot!), 'the words are still there').to.contain('My words');
      });
    }

    it('shows its phase to style sheets', async function () {
      const widget = await mount(name, settings);
      try {
        widget.matches(':state(idle)');
      } catch {
        this.skip();
      }
      expect(widget.matches(':state(idle)')).to.equal(true);
      await fillIn(widget, driver);
      send(widget);
      await settled(widget, 'sent');
      await widget.updateComplete;
      expect(widget.matches(':state(sent)')).to.equal(true);
      expect(widget.matches(':state(idle)')).to.equal(false);
    });

    it('tries again with the same id, and then says sent', async () => {
      const to = endpoint(noNetwork, receipt());
      const widget = await mount(name, settings, to);
      await fillIn(widget, driver);
      send(widget);
      await settled(widget, 'failed');
      await widget.updateComplete;
      send(widget);
      await settled(widget, 'sent');
      expect(to.asked).to.have.lengthOf(2);
      expect(to.asked[1]!.text).to.equal(to.asked[0]!.text);
    });

    it('lets the first press win', async () => {
      const to = endpoint(receipt());
      const widget = await mount(name, settings, to);
      await fillIn(widget, driver);
      send(widget);
      send(widget);
      await settled(widget, 'sent');
      expect(to.asked).to.have.lengthOf(1);
    });

    it('lets the page take over, and then says nothing', async () => {
      const to = endpoint(receipt());
      const widget = await mount(name, settings, to);
      await fillIn(widget, driver);
      let taken: unknown;
      widget.addEventListener('l30-submit', (event) => {
        taken = event.envelope;
        event.preventDefault();
      });
      send(widget);
      await aTimeout(0);
      expect(taken).to.include({ widget: name });
      expect(to.asked).to.deep.equal([]);
      expect(phaseOf(widget)).to.equal('idle');
    });

    it('forgets what was entered once it is sent', async () => {
      const widget = await mount(name, settings);
      await fillIn(widget, driver);
      send(widget);
      await settled(widget, 'sent');
      await widget.updateComplete;
      expect(widget.shadowRoot!.innerHTML).not.to.contain('My words');
      widget.shadowRoot!.querySelector<HTMLElement>('[part=outcome] button')?.click();
      await widget.updateComplete;
      for (const box of widget.shadowRoot!.querySelectorAll<HTMLInputElement>('textarea, input')) {
        expect(box.type === 'checkbox' || box.type === 'radio' ? String(box.checked) : box.value).to.be.oneOf(['', 'false']);
      }
    });

    it('writes nothing to the device and asks nobody but its endpoint', async () => {
      performance.clearResourceTimings();
      const widget = await mount(name, settings);
      await fillIn(widget, driver);
      send(widget);
      await settled(widget, 'sent');
      expect(localStorage).to.have.lengthOf(0);
      expect(sessionStorage).to.have.lengthOf(0);
      expect(document.cookie).to.equal('');
      const asked = performance.getEntriesByType('resource').map((entry) => entry.name);
      // In the tests the endpoint is a function, so that every request seen here is one too many.
      expect(asked.filter((url) => !url.startsWith(`${location.origin}/src/`) && !url.includes('wtr') && !url.includes('web-test-runner'))).to.deep.equal([]);
    });

    it('keeps keys, clicks and submits to itself', async () => {
      const widget = await mount(name, settings);
      const seen: string[] = [];
      const see = (event: Event): unknown => seen.push(event.type);
      for (const type of ['keydown', 'keyup', 'click', 'submit']) document.body.addEventListener(type, see);
      await fillIn(widget, driver);
      send(widget);
      await settled(widget, 'sent');
      for (const type of ['keydown', 'keyup', 'click', 'submit']) document.body.removeEventListener(type, see);
      expect(seen).to.deep.equal([]);
    });

    it('keeps what was entered when the page moves it', async () => {
      const to = endpoint(receipt());
      const widget = await mount(name, settings, to);
      await fillIn(widget, driver);
      const elsewhere = document.createElement('div');
      widget.parentElement!.append(elsewhere);
      elsewhere.append(widget);
      await widget.updateComplete;
      expect(driver.kept(widget.shadowRoot!)).to.contain('My words');
      send(widget);
      await settled(widget, 'sent');
      expect(to.asked).to.have.lengthOf(1);
    });

    it('defines safely twice, and beside a foreign element of its name', () => {
      Widget.define();
      Widget.define();
      const names: string[] = [];
      const registry = { get: () => HTMLElement, define: (tag: string) => names.push(tag) } as unknown as CustomElementRegistry;
      Widget.define(registry);
      expect(names).to.deep.equal([]);
    });

    it('marks its words as English on a page in another language', async () => {
      const widget = await mount(name, { ...settings, lang: 'ar', dir: 'rtl' });
      const card = widget.shadowRoot!.querySelector('.card')!;
      expect(card.getAttribute('lang')).to.equal('en-GB');
      expect(card.getAttribute('dir')).to.equal('ltr');
    });

    it('tells the admin about a missing endpoint, and offers no Send that cannot work', async () => {
      const { endpoint: _, 'newsletter-endpoint': __, ...rest } = settings;
      const widget = await mount(name, rest);
      await waitUntil(() => widget.shadowRoot!.querySelector('.admin'), 'the admin note');
      expect(shown(widget)).to.contain('no endpoint is set');
      await expect(widget).to.be.accessible();
      expect(widget.shadowRoot!.querySelector('[part=send]')).not.to.exist;
      if (!pupil) expect(widget.shadowRoot!.querySelector('slot')!.assignedElements()[0]).to.have.property('localName', 'a');
    });

    if (!pupil) return;

    it('shows the help strip on every screen, and leaves it to the page only when asked', async () => {
      const widget = await mount(name, settings);
      const help = (): string => widget.shadowRoot!.querySelector('[part=help]')?.textContent?.replace(/\s+/g, ' ') ?? '';
      for (const step of driver.steps) {
        expect(help()).to.contain('0800 1111').and.to.contain('999');
        step(widget.shadowRoot!);
        await widget.updateComplete;
      }
      expect(help()).to.contain('Tell an adult you trust');
      widget.setAttribute('help', 'host-provides');
      await widget.updateComplete;
      expect(help()).to.equal('');
    });

    it('shows no number for a region it does not know', async () => {
      const widget = await mount(name, { ...settings, region: 'atlantis' });
      await waitUntil(() => widget.shadowRoot!.querySelector('.admin'), 'the admin note');
      expect(widget.shadowRoot!.querySelector('[part=help]')!.textContent).not.to.match(/\d/);
      expect(shown(widget)).to.contain('no region called "atlantis"');
    });

    for (const missing of ['readers', 'read-when', 'lead'] as const) {
      it(`is for talking only while ${missing} is not set`, async () => {
        const { [missing]: _, ...rest } = settings;
        const widget = await mount(name, rest);
        await waitUntil(() => widget.shadowRoot!.querySelector('.admin'), 'the admin note');
        expect(shown(widget)).to.contain(`(${missing})`).and.to.contain('does not send or save your words');
        expect(widget.shadowRoot!.querySelector('[part=send]')).not.to.exist;
      });
    }

    it('keeps the link of the page when its content cannot be shown', async () => {
      const wanted = { 'mood-check-in': 'scale' }[name as 'mood-check-in'] ?? 'pack';
      const widget = await mount(name, { ...settings, [wanted]: 'chek-in' });
      await waitUntil(() => widget.shadowRoot!.querySelector('.admin'), 'the admin note');
      const slot = widget.shadowRoot!.querySelector('slot')!;
      expect(slot.assignedElements()[0]).to.have.property('localName', 'a');
      expect(shown(widget)).to.contain('called "chek-in"').and.to.contain('Did you mean');
    });
  });
}
