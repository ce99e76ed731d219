import { expect } from '@open-wc/testing';
import type { Fetch } from '../../../src/delivery/deliver.ts';
import { NewsletterSignup } from '../../../src/widgets/newsletter-signup/newsletter-signup.ts';
import { drivers, fillIn } from '../../suites/drivers.ts';
import { eventually, mount, SETTINGS } from '../../suites/widget.ts';

const driver = drivers['newsletter-signup'];
const said = (widget: NewsletterSignup): string => widget.shadowRoot!.querySelector('[role=status]')!.textContent!;
const focused = (widget: NewsletterSignup): string | undefined => widget.shadowRoot!.activeElement?.id;

/** An endpoint that finds fault with a signup that the form had passed. */
const faults =
  (issues: unknown): Fetch =>
  async () =>
    Response.json(
      { type: 'urn:l30:problem:invalid-subscription', title: '', status: 422, detail: '', issues },
      { status: 422 },
    );

async function signUp(fetch?: Fetch, more: Record<string, string> = {}): Promise<NewsletterSignup> {
  const widget = await mount<NewsletterSignup>('newsletter-signup', { ...SETTINGS, ...driver.attributes, ...more });
  widget.fetch = fetch;
  if (fetch) await fillIn(widget, driver);
  widget.shadowRoot!.querySelector<HTMLElement>('[part=send]')!.click();
  await eventually(() => said(widget) && said(widget) !== 'Sending', 'the widget says how it went');
  await widget.updateComplete;
  return widget;
}

describe('<l30-newsletter-signup> and its rules', () => {
  const { error } = console;
  before(() => {
    NewsletterSignup.define();
    console.error = () => undefined;
  });
  after(() => {
    console.error = error;
  });

  it('says at each field what to put right, and goes to the first', async () => {
    const widget = await signUp();
    expect(said(widget)).to.contain('Enter your email address.').and.to.contain('Tick the box');
    await eventually(() => focused(widget) === 'email');
    for (const id of ['email', 'consent']) {
      const box = widget.shadowRoot!.querySelector(`#${id}`)!;
      expect(box.getAttribute('aria-invalid')).to.equal('true');
      expect(box.getAttribute('aria-describedby')).to.contain(`${id}-issue`);
    }
    await expect(widget).to.be.accessible();
  });

  it('has no box ticked in advance, and none that must be filled in but the address and the consent', async () => {
    const widget = await mount<NewsletterSignup>('newsletter-signup', { ...SETTINGS, ...driver.attributes });
    const boxes = [...widget.shadowRoot!.querySelectorAll('input')];
    expect(boxes.map(({ id }) => id)).to.deep.equal(['email', 'name', 'consent']);
    expect(boxes.some(({ checked }) => checked)).to.equal(false);
  });

  it('shows what the endpoint finds at the field it belongs to', async () => {
    const widget = await signUp(faults([{ name: 'email', rule: 'email' }]));
    expect(said(widget)).to.contain('like name@example.org');
    await eventually(() => focused(widget) === 'email');
  });

  for (const [title, issues] of [
    ['of a rule it has no words for', [{ name: 'email', rule: 'mx' }]],
    ['of a field it does not have', [{ name: 'postcode', rule: 'required' }]],
    ['that says nothing', [null]],
    ['that is no list', 'no'],
  ] as const) {
    it(`says that it did not work when told of a fault ${title}`, async () => {
      const widget = await signUp(faults(issues));
      expect(widget.shadowRoot!.querySelector('[part=outcome]')!.textContent).to.contain('Your details are still here');
      expect(widget.shadowRoot!.querySelector<HTMLInputElement>('#email')!.value).to.equal('parent@example.org');
    });
  }

  const saved = async (): Promise<Response> => new Response('Created.', { status: 201 });
  const hidden = async (): Promise<Response> => Response.error();
  for (const [what, dialect, fetch, words] of [
    [
      'that it is nearly done, by a service that waits for the link in its email',
      'ghost',
      saved,
      'Nearly done. Now look in your email. Press the link in it to finish signing up.',
    ],
    [
      'what nobody can see, by such a service whose answer is hidden',
      'buttondown',
      hidden,
      'Passed on. Now look in your email. Press the link in it to finish signing up. We cannot see from here if it arrived. If you hear nothing, contact the school office.',
    ],
    [
      'what nobody can see, by a service that proves nothing',
      'brevo',
      hidden,
      'Passed on. We cannot see from here if it arrived. If you hear nothing, contact the school office.',
    ],
  ] as const) {
    it(`says ${what}`, async () => {
      const widget = await signUp(fetch, { 'newsletter-dialect': dialect });
      const screen = widget.shadowRoot!.querySelector('[part=outcome]')!;
      expect(said(widget).replace(/\s+/g, ' ')).to.equal(words);
      expect(words).to.contain(screen.querySelector('h2')!.textContent!);
      expect(words).to.contain(screen.querySelector('p')!.textContent!.trim());
      expect(widget.shadowRoot!.querySelector('form')).not.to.exist;
      await expect(widget).to.be.accessible();
    });
  }

  for (const [href, shown] of [
    ['https://school.example/privacy', true],
    ['/privacy', true],
    ['javascript:alert(1)', false],
    ['privacy', false],
  ] as const) {
    it(`${shown ? 'links' : 'does not link'} to ${href} as the privacy notice`, async () => {
      const widget = await mount('newsletter-signup', { ...SETTINGS, 'privacy-href': href });
      expect(!!widget.shadowRoot!.querySelector('a')).to.equal(shown);
    });
  }

  it('sends the consent in the words that were ticked', async () => {
    const bodies: string[] = [];
    await signUp(async (_url, { body }) => {
      bodies.push(new TextDecoder().decode(body as Uint8Array));
      return new Response('', { status: 500 });
    });
    expect(bodies[0]).to.contain('Yes, email me the school letter. I am 18 or over.');
  });
});
