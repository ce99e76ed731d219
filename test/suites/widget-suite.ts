import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { L30Widget } from '../../src/element/l30-widget.ts';
import type { Phase } from '../../src/element/submit-controller.ts';
import { en } from '../../src/locales/en/core.ts';
import { databaseNames } from '../delivery/storage.ts';
import { endpoint, held, later, noNetwork, problem, receipt, rest, webPage, type Answering } from '../support.ts';
import { drivers, fillIn } from './drivers.ts';
import {
  envelopes,
  eventually,
  isBlank,
  leave,
  mount,
  outcomesOf,
  phaseOf,
  send,
  SETTINGS,
  settled,
  shown,
} from './widget.ts';

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
    let setClockRight: (() => void) | undefined;
    const { error } = console;
    beforeEach(() => {
      complaints = [];
      console.error = (...words: unknown[]) => complaints.push(words);
      Widget.define();
    });
    afterEach(async () => {
      console.error = error;
      setClockRight?.();
      await leave();
    });

    /** A filled-in widget whose first try met no network. */
    async function failed(
      ...answers: Answering[]
    ): Promise<{ to: ReturnType<typeof endpoint>; widget: L30Widget; heard: ReturnType<typeof outcomesOf> }> {
      const to = endpoint(noNetwork, ...answers);
      const widget = await mount(name, settings, to);
      const heard = outcomesOf(widget);
      await fillIn(widget, driver);
      send(widget);
      await settled(widget, 'failed');
      return { to, widget, heard };
    }

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
      expect(
        envelopes(to)[0]!.answers.map(({ id, value }) => ({ id: driver.expected[0]!.id === '*' ? '*' : id, value })),
      ).to.deep.equal(driver.expected);
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
        const heard = outcomesOf(widget);
        await fillIn(widget, driver);
        send(widget);
        await settled(widget, phase);
        await expect(widget).to.be.accessible();
        expect(heard.types).to.deep.equal([
          { sent: 'l30-sent', refused: 'l30-refused' }[phase as 'sent'] ?? 'l30-error',
        ]);
        const outcome = widget.shadowRoot!.querySelector('[part=outcome]')!;
        expect(outcome, 'an outcome').to.exist;
        // Whoever pressed sees it without looking for it; one as high as the screen, its beginning.
        const { top, bottom } = outcome.getBoundingClientRect();
        expect(top, 'it begins on the screen').to.be.within(-1, innerHeight - 40);
        if (phase !== 'sent') expect(bottom, 'all of it is on the screen').to.be.at.most(innerHeight + 1);
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
      if (!pupil) return;
      [...widget.shadowRoot!.querySelectorAll('button')]
        .find(({ textContent }) => textContent!.trim() === en.clearScreen)!
        .click();
      await settled(widget, 'idle');
      expect(widget.matches(':state(idle)')).to.equal(true);
    });

    it('takes no other words while those that were sent are on their way, from the press on', async () => {
      const { answer, letGo } = held(receipt());
      const to = endpoint(answer);
      const widget = await mount(name, settings, to);
      await fillIn(widget, driver);
      const kept = driver.kept(widget.shadowRoot!);
      send(widget);
      for (const isDrawn of [false, true]) {
        if (isDrawn) await eventually(() => shown(widget).includes(en.sending), 'it says that they are');
        for (const each of widget.shadowRoot!.querySelectorAll<HTMLElement>(
          'textarea, input[type=text], input[type=email]',
        )) {
          each.focus();
          await sendKeys({ type: 'More' });
        }
        expect(driver.kept(widget.shadowRoot!)).to.equal(kept);
      }
      letGo();
      await settled(widget, 'sent');
    });

    it('tries again with the same id when asked to, and then says sent', async () => {
      const { to, widget } = await failed(receipt());
      send(widget);
      await settled(widget, 'sent');
      expect(to.asked).to.have.lengthOf(2);
      expect(to.asked[1]!.text).to.equal(to.asked[0]!.text);
    });

    it('tries again by itself while the page is open, asks people to stay, and shows when it has arrived', async () => {
      const { to, widget, heard } = await failed(receipt());
      const asksToStay = (): boolean => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
      if (pupil)
        expect(shown(widget)).to.contain(
          'This device cannot keep a copy. Please keep this page open, or tell an adult now.',
        );
      await eventually(asksToStay, 'the browser asks before the page is left');
      setClockRight = later(60_000);
      await settled(widget, 'sent');
      expect(to.asked.map(({ text }) => text)).to.deep.equal(Array(2).fill(to.asked[0]!.text));
      expect(heard.types).to.deep.equal(['l30-error', 'l30-sent']);
      expect(widget.shadowRoot!.querySelector('[role=status]')!.textContent).to.match(/^Sent|We have saved/);
      expect(widget.shadowRoot!.innerHTML).not.to.contain('My words');
      await eventually(() => !asksToStay(), 'nobody has to stay any longer');
    });

    it('takes whoever is at it along when the screen changes by itself, and nobody who is elsewhere', async () => {
      for (const [isHere, answer] of [
        [true, receipt()],
        [false, receipt()],
      ] as const) {
        const { widget } = await failed(answer);
        const elsewhere = widget.parentElement!.appendChild(document.createElement('button'));
        (isHere ? widget.shadowRoot!.querySelector<HTMLElement>('[part=send]')! : elsewhere).focus();
        setClockRight = later(60_000);
        await settled(widget, 'sent');
        if (isHere) expect(widget.shadowRoot!.activeElement).to.have.property('localName', 'h2');
        else expect(document.activeElement).to.equal(elsewhere);
        setClockRight();
      }
    });

    it('keeps words that were changed while the earlier ones were tried again, and does not call them sent', async () => {
      const { to, widget, heard } = await failed(receipt());
      const root = widget.shadowRoot!;
      root.querySelector<HTMLElement>('[aria-label^="Change: Tell"]')?.click();
      await widget.updateComplete;
      const box = root.querySelector<HTMLInputElement>('textarea, input[type=text]')!;
      box.value = 'My words and more';
      box.dispatchEvent(new Event('input'));
      setClockRight = later(60_000);
      await eventually(() => heard.types.includes('l30-sent'), 'the earlier words arrive');
      await widget.updateComplete;
      expect(to.asked[1]!.text).to.equal(to.asked[0]!.text);
      expect(root.querySelector<HTMLInputElement>('textarea, input[type=text]')!.value).to.equal('My words and more');
      expect(phaseOf(widget)).to.equal('idle');
      expect(shown(widget)).not.to.match(/\bSent\b|We have saved/);
    });

    it('lets the first press win, however often Send is clicked and Enter is pressed [case 50]', async () => {
      const { answer, letGo } = held(receipt());
      const to = endpoint(answer);
      const widget = await mount(name, settings, to);
      let submits = 0;
      widget.addEventListener('l30-submit', () => (submits += 1));
      await fillIn(widget, driver);
      send(widget);
      send(widget);
      widget.shadowRoot!.querySelector<HTMLElement>('[part=send]')!.focus();
      for (let presses = 0; presses < 3; presses++) await sendKeys({ press: 'Enter' });
      letGo();
      await settled(widget, 'sent');
      expect(submits).to.equal(1);
      expect(to.asked).to.have.lengthOf(1);
    });

    it('stands as it stood when the page comes back from the back/forward cache, and sends nothing twice [case 49]', async () => {
      const { answer, letGo } = held(receipt());
      const to = endpoint(answer);
      const widget = await mount(name, settings, to);
      const comeBack = async (): Promise<void> => {
        window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
        await rest();
      };
      await fillIn(widget, driver);
      await comeBack();
      expect(phaseOf(widget)).to.equal('idle');
      expect(driver.kept(widget.shadowRoot!)).to.contain('My words');
      send(widget);
      await eventually(() => to.asked.length);
      await comeBack();
      expect(phaseOf(widget)).to.equal('sending');
      letGo();
      await settled(widget, 'sent');
      await comeBack();
      expect(phaseOf(widget)).to.equal('sent');
      expect(to.asked).to.have.lengthOf(1);
    });

    it('goes on sending, and trying, when the page takes it away meanwhile [case 54]', async () => {
      for (const answers of [[receipt()], [noNetwork, receipt()]]) {
        const { answer, letGo } = held(answers[0]!);
        const to = endpoint(answer, ...answers.slice(1));
        const widget = await mount(name, settings, to);
        const heard = outcomesOf(widget);
        await fillIn(widget, driver);
        send(widget);
        await eventually(() => to.asked.length);
        widget.remove();
        letGo();
        await eventually(() => heard.types.length, 'an outcome');
        if (answers.length > 1) setClockRight = later(60_000);
        await eventually(() => heard.types.at(-1) === 'l30-sent', 'it arrives');
        expect(new Set(to.asked.map(({ text }) => text))).to.have.property('size', 1);
        expect(to.asked).to.have.lengthOf(answers.length);
      }
    });

    it("works on where the page's own scripts fail [case 52]", async () => {
      const faults: unknown[] = [];
      const { onerror } = window;
      window.onerror = (fault) => faults.push(fault) > 0;
      const fail = (): never => {
        throw new Error('A script of the page failed.');
      };
      const types = ['click', 'input', 'l30-change', 'l30-submit', 'l30-sent'];
      for (const type of types) document.addEventListener(type, fail, true);
      const to = endpoint(receipt());
      try {
        const widget = await mount(name, settings, to);
        await fillIn(widget, driver);
        send(widget);
        await settled(widget, 'sent');
      } finally {
        for (const type of types) document.removeEventListener(type, fail, true);
        window.onerror = onerror;
      }
      expect(faults.length).to.be.greaterThan(3);
      expect(envelopes(to)).to.have.lengthOf(1);
    });

    it('works beside another of its kind, each with words, and an id, of its own [case 86]', async () => {
      const to = endpoint(receipt());
      const [one, other] = [await mount(name, settings, to), await mount(name, settings, to)];
      await fillIn(one!, driver);
      expect(isBlank(other!), 'the other is untouched').to.equal(true);
      await fillIn(other!, driver);
      for (const widget of [one!, other!]) send(widget);
      for (const widget of [one!, other!]) await settled(widget, 'sent');
      expect(new Set(envelopes(to).map(({ id }) => id))).to.have.property('size', 2);
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
      await eventually(() => taken, 'the page is asked');
      await rest();
      expect(taken).to.include({ widget: name });
      expect(to.asked).to.deep.equal([]);
      expect(phaseOf(widget)).to.equal('idle');
    });

    it('forgets what was entered once it is sent [case 115]', async () => {
      const widget = await mount(name, settings);
      await fillIn(widget, driver);
      send(widget);
      await settled(widget, 'sent');
      await widget.updateComplete;
      expect(widget.shadowRoot!.innerHTML).not.to.contain('My words');
      widget.shadowRoot!.querySelector<HTMLElement>('[part=outcome] button')?.click();
      await widget.updateComplete;
      expect(isBlank(widget)).to.equal(true);
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
      expect(await databaseNames()).to.deep.equal([]);
      const asked = performance.getEntriesByType('resource').map((entry) => entry.name);
      // In the tests the endpoint is a function, so that every request seen here is one too many.
      expect(
        asked.filter(
          (url) =>
            !url.startsWith(`${location.origin}/src/`) && !url.includes('wtr') && !url.includes('web-test-runner'),
        ),
      ).to.deep.equal([]);
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

    it('keeps what was entered when the page moves it [case 53]', async () => {
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
      const registry = {
        get: () => HTMLElement,
        define: (tag: string) => names.push(tag),
      } as unknown as CustomElementRegistry;
      Widget.define(registry);
      expect(names).to.deep.equal([]);
    });

    it('marks its words as English on a page in another language [case 87]', async () => {
      const widget = await mount(name, { ...settings, lang: 'ar', dir: 'rtl' });
      const card = widget.shadowRoot!.querySelector('.card')!;
      expect(card.getAttribute('lang')).to.equal('en-GB');
      expect(card.getAttribute('dir')).to.equal('ltr');
    });

    for (const [what, address, words] of [
      ['a missing endpoint', '', 'no endpoint is set'],
      ['an endpoint without https', 'http://school.example/submissions', 'not secure'],
      ['an endpoint that is relative to the page', 'submissions', 'is not an address'],
      ['an endpoint that is a script', 'javascript:alert(1)', 'is not an address'],
    ] as const) {
      it(`tells the admin about ${what}, and offers no Send that cannot work [case 80]`, async () => {
        const widget = await mount(name, { ...settings, endpoint: address, 'newsletter-endpoint': address });
        await eventually(() => widget.shadowRoot!.querySelector('.admin'), 'the admin note');
        expect(shown(widget)).to.contain(words);
        await expect(widget).to.be.accessible();
        expect(widget.shadowRoot!.querySelector('[part=send]')).not.to.exist;
        if (!pupil)
          expect(widget.shadowRoot!.querySelector('slot')!.assignedElements()[0]).to.have.property('localName', 'a');
      });
    }

    it('tells the admin which dialect was meant as soon as someone begins, and offers no Send from then on [case 84]', async () => {
      const dialect = { [pupil ? 'dialect' : 'newsletter-dialect']: 'jsn' };
      const widget = await mount(name, { ...settings, ...dialect });
      widget.shadowRoot!.dispatchEvent(new Event('pointerdown'));
      await eventually(() => widget.shadowRoot!.querySelector('.admin'), 'the admin note');
      expect(shown(widget)).to.contain('called "jsn". Did you mean "json"?');
      expect(widget.shadowRoot!.querySelector('[part=send]')).not.to.exist;
      await expect(widget).to.be.accessible();
    });

    if (!pupil) return;

    it('lets the browser keep and fill in nothing [case 61]', async () => {
      const widget = await mount(name, { ...settings, 'ask-name': '' });
      for (const step of driver.steps) {
        const form = widget.shadowRoot!.querySelector('form')!;
        expect(form.getAttribute('autocomplete')).to.equal('off');
        for (const box of form.querySelectorAll('textarea, input:not([type=radio], [type=checkbox])')) {
          expect(box.hasAttribute('autocomplete') || box.hasAttribute('name'), box.id).to.equal(false);
        }
        step(widget.shadowRoot!);
        await widget.updateComplete;
      }
    });

    it('shows the help strip on every screen, and leaves it to the page only when asked', async () => {
      const widget = await mount(name, settings);
      const help = (): string =>
        widget.shadowRoot!.querySelector('[part=help]')?.textContent?.replace(/\s+/g, ' ') ?? '';
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
      await eventually(() => widget.shadowRoot!.querySelector('.admin'), 'the admin note');
      expect(widget.shadowRoot!.querySelector('[part=help]')!.textContent).not.to.match(/\d/);
      expect(shown(widget)).to.contain('no region called "atlantis"');
    });

    for (const missing of ['readers', 'read-when', 'lead'] as const) {
      it(`is for talking only while ${missing} is not set [case 83]`, async () => {
        const { [missing]: _, ...rest } = settings;
        const widget = await mount(name, rest);
        await eventually(() => widget.shadowRoot!.querySelector('.admin'), 'the admin note');
        expect(shown(widget)).to.contain(`(${missing})`).and.to.contain('does not send or save your words');
        expect(widget.shadowRoot!.querySelector('[part=send]')).not.to.exist;
      });
    }

    it('keeps the link of the page when its content cannot be shown, and tells which was meant [case 84]', async () => {
      const wanted = { 'mood-check-in': 'scale' }[name as 'mood-check-in'] ?? 'pack';
      const widget = await mount(name, { ...settings, [wanted]: 'chek-in' });
      await eventually(() => widget.shadowRoot!.querySelector('.admin'), 'the admin note');
      const slot = widget.shadowRoot!.querySelector('slot')!;
      expect(slot.assignedElements()[0]).to.have.property('localName', 'a');
      expect(shown(widget)).to.contain('called "chek-in"').and.to.contain('Did you mean');
    });
  });
}
