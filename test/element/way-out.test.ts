import { expect } from '@open-wc/testing';
import { toBase64url } from '../../src/contract/base64url.ts';
import { open } from '../../src/delivery/index.ts';
import { misfitOf, type LoadPart } from '../../src/delivery/route.ts';
import { WayOut, type Audience } from '../../src/element/way-out.ts';
import type { L30Widget } from '../../src/element/l30-widget.ts';
import { defaults, type Site } from '../../src/settings/settings.ts';
import { fromSource, type LeafLoader } from '../../src/leaf.ts';
import { QuestionCard, NewsletterSignup } from '../../src/widgets/index.ts';
import { person } from '../delivery/seal-support.ts';
import { drivers, fillIn } from '../suites/drivers.ts';
import { eventually, leave, mount, phaseOf, send, SETTINGS, settled, shown } from '../suites/widget.ts';
import { endpoint, listen, noNetwork, receipt, rest } from '../support.ts';

/** Where delivery believes the page to be: rules are looser on the loopback address, where the tests are. */
let hostname = 'school.example';
/** Holds up the look at the settings, as a slow network does. */
let slow: Promise<unknown> | undefined;
let fetched: string[];

const leaves: LeafLoader = async (path, bring) => {
  fetched.push(path);
  if (path !== 'delivery/index') return fromSource(path, bring);
  return {
    open: (load: LoadPart) => ({
      ...open(load),
      misfit: async (route: Parameters<typeof misfitOf>[0], audience: Audience) => {
        await slow;
        return misfitOf(route, audience, load, hostname);
      },
    }),
  };
};

const CARD = { ...SETTINGS, ...drivers['question-card'].attributes };
const TALK_ONLY = 'This page does not send or save your words.';

describe('the way out', () => {
  let console: ReturnType<typeof listen>;
  let good: string;

  before(async () => {
    QuestionCard.define();
    NewsletterSignup.define();
    good = `${(await person()).publicKey} ${(await person()).publicKey}`;
  });
  beforeEach(() => {
    console = listen();
    fetched = [];
    hostname = 'school.example';
    slow = undefined;
  });
  afterEach(async () => {
    console.stop();
    await leave();
  });

  describe('by the settings', () => {
    const host = (children = ''): ConstructorParameters<typeof WayOut>[0] => {
      const element = document.createElement('div');
      element.innerHTML = children;
      return Object.assign(element, { fetch: undefined }) as unknown as ConstructorParameters<typeof WayOut>[0];
    };
    const by = (audience: Audience, settings: Partial<Site>, children?: string): Pick<WayOut, 'route' | 'trouble'> => {
      const out = new WayOut(host(children), audience);
      out.meet({ ...defaults, ...settings });
      return { route: out.route, trouble: out.trouble };
    };
    const both: Partial<Site> = {
      endpoint: '/a',
      dialect: 'form',
      newsletterEndpoint: '/b',
      newsletterDialect: 'brevo',
      publicKeys: 'B1 B2',
    };

    it("takes pupils' words to the endpoint, sealed", () => {
      expect(by('pupils', both).route).to.deep.equal({
        endpoint: `${location.origin}/a`,
        dialect: 'form',
        fields: '{}',
        publicKeys: 'B1 B2',
        fetch: undefined,
      });
    });

    it("takes a signup to the newsletter's endpoint in the newsletter's dialect, and never sealed", () => {
      expect(by('newsletter', both).route).to.deep.equal({
        endpoint: `${location.origin}/b`,
        dialect: 'brevo',
        fields: '{}',
        publicKeys: '',
        fetch: undefined,
      });
    });

    for (const [audience, setting, other] of [
      ['pupils', 'endpoint', 'newsletterEndpoint'],
      ['newsletter', 'newsletterEndpoint', 'endpoint'],
    ] as const) {
      it(`of ${audience} is never the other one's`, () => {
        expect(by(audience, { [other]: '/other' })).to.deep.equal({
          route: undefined,
          trouble: { kind: 'endpoint', problem: 'missing', setting },
        });
        expect(by(audience, { [other]: '/other', [setting]: 'http://school.example/' }).trouble).to.deep.equal({
          kind: 'endpoint',
          problem: 'not-secure',
          setting,
        });
      });
    }

    it('takes names of fields from the setting or, without one, from a script of JSON inside', () => {
      const child = '<p>{}</p><script type="application/json">{ "email": "entry.1" }</script>';
      expect(by('pupils', { ...both, fields: '{"words":"entry.2"}' }, child).route!.fields).to.equal(
        '{"words":"entry.2"}',
      );
      expect(by('pupils', both, child).route!.fields).to.equal('{ "email": "entry.1" }');
      expect(by('pupils', both, '<script>{ "email": "entry.3" }</script>').route!.fields).to.equal('{}');
    });
  });

  describe('when someone begins', () => {
    const begin = (widget: L30Widget, type = 'pointerdown'): boolean =>
      widget.shadowRoot!.dispatchEvent(new Event(type));

    async function note(widget: L30Widget): Promise<string> {
      await eventually(() => widget.shadowRoot!.querySelector('.admin'), 'the admin note');
      return widget.shadowRoot!.querySelector('.admin')!.textContent!;
    }

    async function isTalkOnly(widget: L30Widget): Promise<void> {
      await widget.updateComplete;
      expect(shown(widget)).to.contain(TALK_ONLY).and.to.contain('Worried, or not safe?');
      expect(widget.shadowRoot!.querySelector('[part=send]')).not.to.exist;
      await expect(widget).to.be.accessible();
    }

    // First, because from then on the page has what sending takes.
    for (const type of ['pointerdown', 'focusin']) {
      it(`fetches nothing for someone who only looks, and looks at the settings once at ${type}`, async () => {
        const widget = await mount('question-card', { ...CARD, 'public-keys': `${good} nonsense` }, undefined, leaves);
        await rest();
        expect(fetched).to.deep.equal([]);
        begin(widget, type);
        await note(widget);
        const before = fetched.length;
        begin(widget, type);
        await rest();
        expect(fetched.length).to.equal(before);
        await isTalkOnly(widget);
      });
    }

    const point = (...bytes: number[]): string =>
      toBase64url(Uint8Array.of(4, ...bytes, ...new Uint8Array(64 - bytes.length)));
    const bad: [what: string, make: () => string | Promise<string>][] = [
      ['cut short', () => good.slice(0, -1)],
      ['off the curve', () => `${good} ${point(1)}`],
      ['of zeros', () => `${good} ${point()}`],
      [
        'of another curve',
        async () => {
          const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-384' }, true, [
            'deriveBits',
          ]);
          return `${good} ${toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)))}`;
        },
      ],
      ['a placeholder that nobody replaced', () => 'YOUR-KEY-1 YOUR-KEY-2'],
    ];
    for (const [what, make] of bad) {
      it(`a key that is ${what} makes the card talk-only, and its admin reads what to do [case 81]`, async () => {
        const widget = await mount('question-card', { ...CARD, 'public-keys': await make() }, undefined, leaves);
        expect(widget.shadowRoot!.querySelector('[part=send]'), 'before anyone has looked').to.exist;
        begin(widget);
        expect(await note(widget))
          .to.contain('public-keys cannot be used')
          .and.to.contain('Copy the whole line again from "npm run keys"');
        await isTalkOnly(widget);
      });
    }

    it("a single key is not enough on a school's page, and its admin reads why [case 82]", async () => {
      const [one] = good.split(' ');
      const widget = await mount('question-card', { ...CARD, 'public-keys': one! }, undefined, leaves);
      begin(widget);
      expect(await note(widget))
        .to.contain('There is only one')
        .and.to.contain('nobody could open a letter');
      await isTalkOnly(widget);
    });

    it('a single key will do on the loopback address, where people try things out [case 82]', async () => {
      hostname = '127.0.0.1';
      const to = endpoint(receipt());
      const widget = await mount('question-card', { ...CARD, 'public-keys': good.split(' ')[0]! }, to, leaves);
      await fillIn(widget, drivers['question-card']);
      send(widget);
      await settled(widget, 'sent');
      expect(JSON.parse(to.asked[0]!.text).recipients).to.have.lengthOf(1);
    });

    const misfits: [what: string, more: Record<string, string>, words: string][] = [
      ['a dialect that is none', { dialect: 'jsn' }, 'Did you mean "json"?'],
      ['a mailing service', { dialect: 'mailchimp' }, '"mailchimp" is made for other things'],
      [
        'an address of a mailing service',
        { endpoint: 'https://school.us1.list-manage.com/subscribe/post' },
        '"mailchimp" is made for other things',
      ],
      [
        'a service that cannot carry sealed letters',
        { dialect: 'mailto', keys: 'with' },
        '"mailto" cannot carry sealed letters',
      ],
      ['fields that are no JSON', { fields: '{email: entry.1}' }, 'its fields are not a JSON object'],
      ['fields that are a list', { fields: '["entry.1"]' }, 'its fields are not a JSON object'],
    ];
    for (const [what, { keys, ...more }, words] of misfits) {
      it(`${what} makes the card talk-only, and its admin reads why`, async () => {
        const widget = await mount(
          'question-card',
          { ...CARD, ...more, ...(keys && { 'public-keys': good }) },
          undefined,
          leaves,
        );
        begin(widget);
        expect(await note(widget)).to.contain(words);
        await isTalkOnly(widget);
      });
    }

    it('Send waits for the look at the settings, and sends nothing by a way that does not fit', async () => {
      let go = (): void => undefined;
      slow = new Promise<void>((resolve) => (go = resolve));
      const to = endpoint(receipt());
      const widget = await mount('question-card', { ...CARD, dialect: 'mailchimp' }, to, leaves);
      await fillIn(widget, drivers['question-card']);
      send(widget);
      await settled(widget, 'sending');
      go();
      await note(widget);
      await isTalkOnly(widget);
      expect(phaseOf(widget)).to.equal('idle');
      expect(to.asked).to.deep.equal([]);
      expect(widget.shadowRoot!.querySelector('textarea')!.value).to.equal('My words');
      expect(
        widget.shadowRoot!.querySelector('[role=status]')!.textContent,
        'it no longer says that it is sending',
      ).to.equal('');
    });

    it('settings that are put right work at once', async () => {
      const to = endpoint(receipt());
      const widget = await mount('question-card', { ...CARD, dialect: 'mailchimp' }, to, leaves);
      begin(widget);
      await note(widget);
      widget.setAttribute('dialect', 'json');
      await fillIn(widget, drivers['question-card']);
      expect(widget.shadowRoot!.querySelector('.admin')).not.to.exist;
      send(widget);
      await settled(widget, 'sent');
      expect(to.asked).to.have.lengthOf(1);
    });

    it("a signup that does not fit gives way to the page's link", async () => {
      const widget = await mount(
        'newsletter-signup',
        { ...SETTINGS, 'newsletter-dialect': 'google-forms', fields: 'none' },
        undefined,
        leaves,
      );
      begin(widget);
      expect(await note(widget)).to.contain('its fields are not a JSON object');
      expect(widget.shadowRoot!.querySelector('form, [part=send]')).not.to.exist;
      expect(widget.shadowRoot!.querySelector('slot')!.assignedElements()[0]).to.have.property('localName', 'a');
    });
  });

  it("of a newsletter: its own dialect and names, readable by the mailing service, whatever pupils' settings say", async () => {
    const to = endpoint(noNetwork);
    const names = { 'newsletter-dialect': 'form', fields: '{"email":"entry.1"}' };
    const widget = await mount(
      'newsletter-signup',
      { ...SETTINGS, ...names, dialect: 'jsn', 'public-keys': 'nonsense' },
      to,
      leaves,
    );
    await fillIn(widget, drivers['newsletter-signup']);
    send(widget);
    await settled(widget, 'failed');
    const { url, text } = to.asked[0]!;
    expect(url).to.equal(SETTINGS['newsletter-endpoint']);
    expect(new URLSearchParams(text).get('entry.1')).to.equal('parent@example.org');
    expect(new URLSearchParams(text).has('sealed')).to.equal(false);
  });
});
