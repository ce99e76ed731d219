import { expect, fixture, html } from '@open-wc/testing';
import type { Draft } from '../../src/delivery/submission.ts';
import { callDelivery } from '../../src/element/delivery.ts';
import { MoodCheckIn } from '../../src/widgets/index.ts';
import { fromSource, setLeafLoader } from '../../src/leaf.ts';
import { eventually } from '../suites/widget.ts';
import { endpoint, listen, receipt } from '../support.ts';

/** What was asked for, and whether it comes. */
function loader(missing: RegExp): string[] {
  const asked: string[] = [];
  setLeafLoader(async (path, bring) => {
    if (/^deliver|^dialects/.test(path)) asked.push(path);
    if (missing.test(path)) throw new TypeError('Failed to fetch dynamically imported module');
    return fromSource(path, bring);
  });
  return asked;
}

const draft: Draft = {
  widget: 'question-card',
  site: 'hollybrook',
  lang: 'en-GB',
  answers: [{ id: 'words', question: 'Anything?', value: 'It was loud.' }],
};

// One after the other: a page has one delivery, whatever becomes of the parts it takes later.
describe('the parts that sending takes', () => {
  let console: ReturnType<typeof listen>;
  beforeEach(() => (console = listen()));
  afterEach(() => console.stop());

  it('that do not come leave words unsent, say so for certain, and are asked for again by the next press', async () => {
    const asked = loader(/^delivery/);
    const to = endpoint(receipt());
    MoodCheckIn.define();
    const widget = await fixture<MoodCheckIn>(html`<l30-mood-check-in
      .fetch=${to.fetch} endpoint="https://letters.example/" readers="Miss Khan" read-when="each day" lead="Mr Owen"
    ></l30-mood-check-in>`);
    const root = widget.shadowRoot!;
    const errors: string[] = [];
    widget.addEventListener('l30-error', ({ code }) => errors.push(code));
    await eventually(() => root.querySelector('input[value=low]'));
    expect(asked, 'for someone who only looks').to.deep.equal([]);

    root.querySelector<HTMLElement>('input[value=low]')!.click();
    await widget.updateComplete;
    const send = (): void => root.querySelector<HTMLElement>('[part=send]')!.click();
    send();
    await eventually(() => root.querySelector('[part=outcome]'), 'an outcome');
    expect(errors).to.deep.equal(['leaf']);
    expect(root.querySelector('[part=outcome] h3')!.textContent).to.equal('Not sent');
    expect(root.querySelector('[part=outcome]')!.textContent)
      .to.contain('Your words are still here.')
      .and.not.contain('twice');
    expect(root.querySelector<HTMLInputElement>('input[value=low]')!.checked).to.equal(true);
    await eventually(() => console.said.length);
    expect(console.said.flat().join(' ')).to.contain('A part of the sender could not be loaded');

    loader(/^$/);
    send();
    await eventually(() => root.querySelector('h2')!.textContent === 'Sent', 'it is sent');
    expect(to.asked.length).to.equal(1);
  });

  it('are fetched once, and are one for the page', async () => {
    const asked = loader(/^$/);
    const [one, other] = await Promise.all([callDelivery(), callDelivery()]);
    expect(one).to.equal(other);
    expect(await callDelivery()).to.equal(one);
    expect(asked).to.deep.equal(['delivery/index']);
  });

  it('such as a dialect, that do not come leave words unsent too, and are asked for again', async () => {
    const asked = loader(/^dialects\/web3forms/);
    const { submission } = await callDelivery();
    const { fetch, asked: requests } = endpoint(receipt());
    const route = { endpoint: 'https://letters.example/', dialect: 'web3forms', fields: '{}', publicKeys: '', fetch };
    const sending = submission(() => true);
    for (let press = 1; press <= 2; press++) {
      const outcome = await new Promise((resolve) => void sending.send(draft, route, resolve));
      expect(outcome).to.include({ kind: 'failed', code: 'leaf', certain: true });
      expect(asked.filter((path) => path === 'dialects/web3forms').length).to.equal(press);
    }
    expect(requests).to.deep.equal([]);
    sending.forget();
  });

  it('that never answer are given up after ten seconds, and taken when they come all the same', async () => {
    const { setTimeout: later } = window;
    window.setTimeout = ((call: () => void, ms = 0) => later(call, ms === 10_000 ? 500 : ms)) as typeof setTimeout;
    let come = (): void => {};
    setLeafLoader((path, bring) =>
      path === 'dialects/zapier'
        ? new Promise((resolve) => (come = () => resolve(fromSource(path, bring))))
        : fromSource(path, bring),
    );
    try {
      const { submission } = await callDelivery();
      const { fetch, asked: requests } = endpoint(receipt());
      const sending = submission(() => true);
      const press = (): Promise<unknown> =>
        new Promise(
          (resolve) =>
            void sending.send(
              draft,
              { endpoint: 'https://letters.example/', dialect: 'zapier', fields: '{}', publicKeys: '', fetch },
              resolve,
            ),
        );
      expect(await press()).to.include({ kind: 'failed', code: 'leaf', certain: true });
      expect(requests).to.deep.equal([]);
      come();
      expect(await press()).to.not.include({ code: 'leaf' });
      expect(requests.length).to.equal(1);
      sending.forget();
    } finally {
      window.setTimeout = later;
    }
  });
});
