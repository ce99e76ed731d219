import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { checkSubscription } from '../../../src/receiver/subscription.ts';
import { en } from '../../../src/locales/en/core.ts';
import { words } from '../../../src/locales/en/newsletter.ts';
import { widgets } from '../../../src/widgets/index.ts';
import type { NewsletterSignup } from '../../../src/widgets/newsletter-signup/newsletter-signup.ts';
import { fromSource, type LeafLoader } from '../../../src/leaf.ts';
import { endpoint, receipt, rest } from '../../support.ts';
import { envelopes, eventually, mount, send, SETTINGS, settled, shown } from '../../suites/widget.ts';

const root = (widget: NewsletterSignup): ShadowRoot => widget.shadowRoot!;
const boxes = (widget: NewsletterSignup): HTMLInputElement[] => [
  ...root(widget).querySelectorAll<HTMLInputElement>('input[type=checkbox]'),
];
const focused = (widget: NewsletterSignup): Element | null => root(widget).activeElement;
const PURPOSES = 'School news; events: Events for families; Volunteering';

function write(widget: NewsletterSignup, id: string, text: string): HTMLInputElement {
  const box = root(widget).querySelector<HTMLInputElement>(`#${id}`)!;
  box.focus();
  box.value = text;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  return box;
}

describe('<l30-newsletter-signup> and its form', () => {
  const { error } = console;
  before(() => {
    for (const each of widgets) each.define();
    console.error = () => undefined;
  });
  after(() => {
    console.error = error;
  });

  /** On the page, with its part there. */
  async function open(
    more: Record<string, string> = {},
    to = endpoint(receipt()),
    leaves = fromSource,
  ): Promise<NewsletterSignup> {
    const coming: Promise<unknown>[] = [];
    const widget = await mount<NewsletterSignup>('newsletter-signup', { ...SETTINGS, ...more }, to, (path, bring) => {
      coming.push(leaves(path, bring));
      return coming.at(-1)!;
    });
    await Promise.allSettled(coming);
    await widget.updateComplete;
    return widget;
  }

  it('has its form at once, and asks for no leaf before someone writes', async () => {
    const asked: string[] = [];
    const widget = await open({}, undefined, (path, bring) => (asked.push(path), fromSource(path, bring)));
    expect(root(widget).querySelector('form')).to.exist;
    expect(asked).to.deep.equal([]);
    write(widget, 'email', 's');
    await widget.updateComplete;
    expect(asked.filter((path) => path.startsWith('widgets/'))).to.deep.equal(['widgets/newsletter-signup/slips']);
  });

  describe('until the boxes for its purposes are there', () => {
    const { random } = Math;
    afterEach(() => {
      Math.random = random;
    });
    const link = (widget: NewsletterSignup): Element | undefined =>
      root(widget).querySelector('slot')?.assignedElements()[0];

    it('shows the link of the page and nothing else, and then the form in its place', async () => {
      let come = (): void => undefined;
      const coming = new Promise<void>((resolve) => (come = resolve));
      const widget = await mount<NewsletterSignup>(
        'newsletter-signup',
        { ...SETTINGS, purposes: PURPOSES },
        undefined,
        async (path, bring) => {
          if (path.startsWith('widgets/')) await coming;
          return fromSource(path, bring);
        },
        'slot',
      );
      expect(link(widget)).to.have.property('localName', 'a');
      expect(shown(widget).trim()).to.equal('');
      await expect(widget).to.be.accessible();
      come();
      await eventually(() => root(widget).querySelector('form'));
      expect(link(widget)).to.equal(undefined);
    });

    it('keeps the link where they cannot come, tells the admin which file, and asks again when the device is online', async () => {
      const asked: string[] = [];
      let isThere = false;
      // No pause ends by itself while the test lasts.
      Math.random = () => 1000;
      const leaves: LeafLoader = (path, bring) => {
        asked.push(path);
        return path.startsWith('widgets/') && !isThere
          ? Promise.reject(new TypeError('no network'))
          : fromSource(path, bring);
      };
      const widget = await mount<NewsletterSignup>(
        'newsletter-signup',
        { ...SETTINGS, purposes: PURPOSES },
        undefined,
        leaves,
        'slot',
      );
      const times = (): number => asked.filter((path) => path.startsWith('widgets/')).length;
      expect(link(widget)).to.have.property('localName', 'a');
      for (let time = 0; time < 20; time += 1) {
        widget.requestUpdate();
        await widget.updateComplete;
      }
      expect(times(), 'it does not ask on and on').to.equal(1);
      dispatchEvent(new Event('online'));
      await eventually(() => root(widget).querySelector('.admin'), 'the admin note');
      expect(link(widget)).to.have.property('localName', 'a');
      expect(shown(widget)).to.contain(en.contentMissing).and.to.contain('widgets/newsletter-signup/purposes.js');
      await expect(widget).to.be.accessible();
      isThere = true;
      dispatchEvent(new Event('online'));
      await eventually(() => root(widget).querySelector('form'));
      expect(root(widget).querySelector('.admin')).not.to.exist;
    });
  });

  describe('a box for each purpose', () => {
    async function asking(to = endpoint(receipt()), more: Record<string, string> = {}): Promise<NewsletterSignup> {
      const widget = await open({ purposes: PURPOSES, ...more }, to);
      await eventually(() => boxes(widget).length === 3);
      return widget;
    }

    it('stands under words of its own, and none is ticked', async () => {
      const widget = await asking();
      expect(boxes(widget).map((box) => box.labels![0]!.textContent!.trim())).to.deep.equal([
        'School news',
        'Events for families',
        'Volunteering',
      ]);
      expect(boxes(widget).some(({ checked }) => checked)).to.equal(false);
      expect(root(widget).querySelector('legend')!.textContent).to.equal(words.purposes);
      await expect(widget).to.be.accessible();
    });

    it('can be left, but one is needed', async () => {
      const widget = await asking();
      write(widget, 'email', 'parent@example.org');
      send(widget);
      await settled(widget, 'invalid');
      expect(shown(widget)).to.contain(words.consentNeeded);
      await eventually(() => focused(widget) === boxes(widget)[0]);
      expect(root(widget).querySelector('fieldset')!.getAttribute('aria-describedby')).to.equal('consent-issue');
      await expect(widget).to.be.accessible();
      boxes(widget)[1]!.click();
      boxes(widget)[1]!.click();
      send(widget);
      await settled(widget, 'invalid');
    });

    it('sends what was ticked, each in its own words, with their version, as the receiver takes it', async () => {
      const to = endpoint(receipt());
      const widget = await asking(to, { 'consent-version': '2026-09' });
      write(widget, 'email', 'parent@example.org');
      for (const i of [2, 0, 1, 1]) {
        boxes(widget)[i]!.click();
        await widget.updateComplete;
      }
      send(widget);
      await settled(widget, 'sent');
      const [envelope] = envelopes(to);
      expect(envelope!.answers).to.deep.equal([
        { id: 'email', question: words.email, value: 'parent@example.org' },
        { id: 'consent', question: `${words.purposes} School news; Volunteering`, value: 'yes' },
        { id: 'consent.school-news', question: 'School news', value: 'yes' },
        { id: 'consent.volunteering', question: 'Volunteering', value: 'yes' },
        { id: 'consent-version', question: words.version, value: '2026-09' },
      ]);
      expect(checkSubscription(envelope!)).to.equal(undefined);
    });

    it('takes no tick for other words as a consent', async () => {
      const widget = await open({ 'list-name': 'the school letter' });
      boxes(widget)[0]!.click();
      await widget.updateComplete;
      expect(boxes(widget)[0]!.checked).to.equal(true);
      widget.setAttribute('purposes', PURPOSES);
      await eventually(() => boxes(widget).length === 3);
      await widget.updateComplete;
      expect(boxes(widget).some(({ checked }) => checked)).to.equal(false);
      write(widget, 'email', 'parent@example.org');
      send(widget);
      await settled(widget, 'invalid');
    });

    it('is not there without purposes, nor where the setting names none, and a version travels with the one consent', async () => {
      for (const purposes of ['', ' ; ']) {
        const to = endpoint(receipt());
        const widget = await open({ 'consent-version': '3', purposes }, to);
        expect(boxes(widget)).to.have.lengthOf(1);
        write(widget, 'email', 'parent@example.org');
        boxes(widget)[0]!.click();
        send(widget);
        await settled(widget, 'sent');
        expect(envelopes(to)[0]!.answers.map(({ id, value }) => [id, value])).to.deep.equal([
          ['email', 'parent@example.org'],
          ['consent', 'yes'],
          ['consent-version', '3'],
        ]);
      }
    });
  });

  describe('help with a mistyped address', () => {
    const meant = (widget: NewsletterSignup): string | undefined =>
      root(widget).querySelector('.meant p')?.textContent?.replace(/\s+/g, ' ').trim();
    async function mistyped(to = endpoint(receipt())): Promise<NewsletterSignup> {
      let help: Promise<unknown> | undefined;
      const widget = await open({}, to, (path, bring) => {
        const coming = fromSource(path, bring);
        if (path === 'widgets/newsletter-signup/slips') help = coming;
        return coming;
      });
      write(widget, 'email', 's');
      await eventually(() => !!help);
      await help;
      await widget.updateComplete;
      write(widget, 'email', 'sam@gmial.com');
      await widget.updateComplete;
      return widget;
    }

    it('comes when the field is left, is said, and is taken with one press', async () => {
      const widget = await mistyped();
      expect(meant(widget)).to.equal(undefined);
      await sendKeys({ press: 'Tab' });
      await eventually(() => meant(widget) === 'Did you mean sam@gmail.com?');
      await eventually(
        () => root(widget).querySelector('[role=status]')!.textContent === 'Did you mean sam@gmail.com?',
      );
      await expect(widget).to.be.accessible();
      const take = root(widget).querySelector<HTMLElement>('.meant button')!;
      expect(take.textContent).to.equal('Use sam@gmail.com');
      take.click();
      await widget.updateComplete;
      expect(root(widget).querySelector<HTMLInputElement>('#email')!.value).to.equal('sam@gmail.com');
      expect(focused(widget)!.id).to.equal('email');
      expect(meant(widget)).to.equal(undefined);
    });

    /** A mistyped address that was left before the help came, and what brings the help. */
    async function leftTooEarly(): Promise<{ widget: NewsletterSignup; help(): Promise<void> }> {
      let come = (): void => undefined;
      const gate = new Promise<void>((resolve) => (come = resolve));
      let coming: Promise<unknown> | undefined;
      const widget = await open({}, undefined, (path, bring) => {
        if (path !== 'widgets/newsletter-signup/slips') return fromSource(path, bring);
        return (coming = gate.then(() => fromSource(path, bring)));
      });
      write(widget, 'email', 'sam@gmial.com');
      await eventually(() => !!coming);
      await sendKeys({ press: 'Tab' });
      const help = async (): Promise<void> => {
        come();
        await coming;
        await rest();
        await widget.updateComplete;
      };
      return { widget, help };
    }

    it('comes when the next field is left, where it was not there yet for the first', async () => {
      const { widget, help } = await leftTooEarly();
      await help();
      expect(meant(widget)).to.equal(undefined);
      await sendKeys({ press: 'Tab' });
      await eventually(() => meant(widget) === 'Did you mean sam@gmail.com?');
    });

    it('comes at once, where it was not there yet for any field, before Send is pressed', async () => {
      const { widget, help } = await leftTooEarly();
      await sendKeys({ press: 'Tab' });
      expect(focused(widget)!.id).to.equal('consent');
      await help();
      await eventually(() => meant(widget) === 'Did you mean sam@gmail.com?');
    });

    it('goes when the address is changed', async () => {
      const widget = await mistyped();
      await sendKeys({ press: 'Tab' });
      await eventually(() => meant(widget));
      write(widget, 'email', 'sam@gmial.com.example');
      await widget.updateComplete;
      expect(meant(widget)).to.equal(undefined);
    });

    it('never moves what is being pressed, and never stands in the way of signing up', async () => {
      const to = endpoint(receipt());
      const widget = await mistyped(to);
      boxes(widget)[0]!.click();
      const button = root(widget).querySelector<HTMLElement>('[part=send]')!;
      button.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
      const { top } = button.getBoundingClientRect();
      button.focus();
      await widget.updateComplete;
      expect(meant(widget)).to.equal(undefined);
      expect(button.getBoundingClientRect().top).to.equal(top);
      button.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, composed: true }));
      button.click();
      await settled(widget, 'sent');
      expect(envelopes(to)[0]!.answers[0]!.value).to.equal('sam@gmial.com');
    });

    it('says nothing of an unusual address', async () => {
      const widget = await mistyped();
      write(widget, 'email', 'sam@oakfield.sch.uk');
      await sendKeys({ press: 'Tab' });
      await rest();
      expect(meant(widget)).to.equal(undefined);
    });
  });

  describe('a widget for pupils on the same page', () => {
    const form = (widget: NewsletterSignup): Element | null => root(widget).querySelector('form');
    const put = (name: string): HTMLElement => document.body.appendChild(document.createElement(name));

    for (const name of ['l30-question-card', 'l30-mood-check-in', 'l30-reflection-form']) {
      it(`takes the form away while ${name} is there, and tells the admin`, async () => {
        const widget = await open();
        await eventually(() => form(widget));
        write(widget, 'email', 'parent@example.org');
        const pupils = put(name);
        await eventually(() => !form(widget) && root(widget).querySelector('.admin'));
        expect(shown(widget))
          .to.contain(en.contentMissing)
          .and.to.contain(`<${name}>`)
          .and.to.contain('data-beside-pupils');
        expect(root(widget).querySelector('slot')).to.exist;
        await expect(widget).to.be.accessible();
        pupils.remove();
        await eventually(() => form(widget));
        expect(root(widget).querySelector<HTMLInputElement>('#email')!.value).to.equal('parent@example.org');
        expect(root(widget).querySelector('.admin')).not.to.exist;
      });
    }

    it('is seen when it was there first', async () => {
      const pupils = put('l30-mood-check-in');
      const widget = await open();
      await eventually(() => !form(widget));
      pupils.remove();
    });

    it('may stay where the page says so', async () => {
      const pupils = put('l30-mood-check-in');
      const widget = await open({ 'beside-pupils': '' });
      expect(form(widget)).to.exist;
      widget.removeAttribute('beside-pupils');
      await eventually(() => !form(widget));
      widget.setAttribute('beside-pupils', '');
      await eventually(() => form(widget));
      pupils.remove();
    });

    it('is looked for in what comes and goes, and not in the whole of a busy page', async () => {
      const widget = await open();
      await eventually(() => form(widget));
      const main = put('main');
      const { querySelector } = Document.prototype;
      let looks = 0;
      document.querySelector = (selector: string) => {
        looks += Number(selector.includes('l30-'));
        return querySelector.call(document, selector);
      };
      const rest = (): Promise<unknown> => new Promise((resolve) => setTimeout(resolve));
      try {
        for (let change = 0; change < 20; change += 1) {
          main.innerHTML = `<p>News <b>${change}</b></p>`;
          await rest();
        }
        expect(looks).to.equal(0);
        main.innerHTML = '<section><p><l30-question-card></l30-question-card></p></section>';
        await eventually(() => !form(widget));
        looks = 0;
        for (let change = 0; change < 20; change += 1) {
          main.append(String(change));
          await rest();
        }
        expect(looks).to.equal(0);
        main.prepend(main.querySelector('l30-question-card')!);
        await rest();
        expect(form(widget)).to.equal(null);
        main.innerHTML = '';
        await eventually(() => form(widget));
      } finally {
        Reflect.deleteProperty(document, 'querySelector');
        main.remove();
      }
    });

    it('is watched for again when the signup comes back to the page', async () => {
      const widget = await open();
      await eventually(() => form(widget));
      const { parentElement } = widget;
      widget.remove();
      const pupils = put('l30-question-card');
      parentElement!.append(widget);
      await eventually(() => !form(widget));
      pupils.remove();
      await eventually(() => form(widget));
    });
  });
});
