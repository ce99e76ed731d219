import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { makePrivateKey, ownKey } from '../../src/keys/pair.ts';
import { openCheck, type Hands } from '../../src/diagnose/check.ts';
import { explain, verifiedOn } from '../../src/settings/admin.ts';
import type { CheckedPage, Found, Shape } from '../../src/page/found.ts';
import { defaults } from '../../src/settings/settings.ts';
import { widgets } from '../../src/widgets/index.ts';
import { endpoint, listen, noNetwork, problem, receipt, webPage } from '../support.ts';
import { eventually, leave, mount, SETTINGS } from '../suites/widget.ts';

const PAGE: CheckedPage = { script: null, base: `${location.origin}/l30/`, site: defaults, version: '1.2.3' };
const panel = (): HTMLElement | null => document.querySelector('l30-check');
const root = (): ShadowRoot => panel()!.shadowRoot!;
const text = (selector: string): string[] =>
  [...root().querySelectorAll(selector)].map(({ textContent }) => textContent!.replace(/\s+/g, ' ').trim());
const press = (id: string): void => root().getElementById(id)!.click();

/** Everything that stands under a title, marks before their sentences. */
const under = (id: string): string => text(`#${id} li`).join('\n');

function open(hands: Hands = {}, found: readonly Found[] = [], page = PAGE): string[] {
  const copied: string[] = [];
  openCheck(found, page, {
    fetch: endpoint(noNetwork).fetch,
    copy: async (words) => void copied.push(words),
    ...hands,
  });
  return copied;
}

/** Waits until the panel has looked at everything that takes a while. */
const settled = (): Promise<void> =>
  eventually(
    () => under('page').includes('letter') && (!root().getElementById('endpoint-0') || under('endpoint-0')),
    'the panel is whole',
  );

function script(attributes: Readonly<Record<string, string>>): HTMLScriptElement {
  const tag = document.createElement('script');
  tag.type = 'text/plain';
  for (const [name, value] of Object.entries(attributes)) tag.setAttribute(name, value);
  return tag;
}

describe('the panel "Is it working?"', () => {
  /** What a page has that is no widget by itself. Gone after the test. */
  function put(html: string): HTMLElement {
    const part = document.createElement('section');
    part.innerHTML = html;
    document.body.append(part);
    parts.push(part);
    return part;
  }
  const parts: HTMLElement[] = [];
  let said: ReturnType<typeof listen>;
  before(() => widgets.forEach((widget) => widget.define()));
  beforeEach(() => (said = listen()));
  afterEach(async () => {
    said.stop();
    if (panel()) press('close');
    for (const part of parts.splice(0)) part.remove();
    await leave();
  });

  it('says first that a widget works, what was not tried, and is accessible', async () => {
    await mount('mood-check-in', SETTINGS);
    open();
    await settled();
    expect(text('.summary li')).to.deep.equal([
      'OKThe widget on this page works.',
      'Not tried yet: whether letters arrive. Press \u201cTry to reach it\u201d below.',
    ]);
    expect(text('h3')).to.deep.equal(['Widgets', 'Where words go', 'This page']);
    for (const details of root().querySelectorAll('details')) details.open = true;
    await expect(panel()!).to.be.accessible();
  });

  it('says of several how many work, and of the others what to write where', async () => {
    await mount('mood-check-in', SETTINGS);
    await mount('question-card', { ...SETTINGS, respond: '', lead: '' });
    await mount('newsletter-signup', {
      ...SETTINGS,
      'beside-pupils': '',
      'newsletter-endpoint': 'http://school.example/x',
    });
    open();
    await settled();
    const [first, ...others] = text('.summary li');
    expect(first).to.equal('Needs attention1 of 3 widgets work. 2 need attention.');
    expect(others.slice(0, 2)).to.deep.equal([
      `Needs attentionQuestion card: ${explain({ kind: 'people', missing: 'lead' })}`,
      `Needs attentionNewsletter signup: ${explain({ kind: 'endpoint', problem: 'not-secure', setting: 'newsletterEndpoint' })}`,
    ]);
    await expect(panel()!).to.be.accessible();
  });

  it('says so where there is no widget at all, or none of that name', async () => {
    const box = document.createElement('div');
    box.dataset['l30'] = 'mood-chekin';
    document.body.append(box);
    open();
    await settled();
    expect(text('.summary li')[0]).to.match(/^Needs attentionNo widget was found on this page\. Paste the snippet/);
    expect(under('page')).to.include(
      'There is no widget called \u201cmood-chekin\u201d. Change it to \u201cmood-check-in\u201d.',
    );
    box.remove();
  });

  const troubles: [
    what: string,
    name: 'mood-check-in' | 'question-card' | 'newsletter-signup' | 'reflection-form',
    attributes: Record<string, string>,
    sentence: string | RegExp,
  ][] = [
    ['no reader', 'mood-check-in', { ...SETTINGS, readers: '' }, explain({ kind: 'people', missing: 'readers' })],
    [
      'no endpoint',
      'reflection-form',
      { ...SETTINGS, endpoint: '' },
      explain({ kind: 'endpoint', problem: 'missing', setting: 'endpoint' }),
    ],
    [
      'an endpoint without https',
      'mood-check-in',
      { ...SETTINGS, endpoint: 'http://school.example/s' },
      explain({ kind: 'endpoint', problem: 'not-secure', setting: 'endpoint' }),
    ],
    [
      'a misspelt dialect',
      'mood-check-in',
      { ...SETTINGS, dialect: 'jsn' },
      /no dialect called "jsn"\. Did you mean "json"\?/,
    ],
    [
      "a mailing list for pupils' words",
      'mood-check-in',
      { ...SETTINGS, endpoint: 'https://x.us1.list-manage.com/subscribe/post' },
      explain({ kind: 'misfit', dialect: 'mailchimp', misfit: 'carries' }),
    ],
    [
      'a form of Google without a name for the message',
      'mood-check-in',
      { ...SETTINGS, endpoint: 'https://docs.google.com/forms/d/e/1/formResponse' },
      explain({ kind: 'needs', dialect: 'google-forms', missing: ['message'] }),
    ],
    [
      'a pack that does not exist',
      'question-card',
      { ...SETTINGS, pack: 'checkin' },
      /no question pack called "checkin"\. Did you mean "check-in"\?/,
    ],
    ['trusted adults that are no list', 'reflection-form', { ...SETTINGS, region: 'kent' }, /no region called "kent"/],
    [
      'a broken key',
      'mood-check-in',
      { ...SETTINGS, 'public-keys': 'BAAA BBBB' },
      explain({ kind: 'keys', problem: 'bad-key' }),
    ],
  ];
  for (const [what, name, attributes, sentence] of troubles) {
    it(`tells of ${what}`, async () => {
      await mount(name, attributes);
      open();
      await eventually(
        () => (typeof sentence === 'string' ? under('widget-0').includes(sentence) : sentence.test(under('widget-0'))),
        `${String(sentence)} in ${under('widget-0')}`,
      );
      expect(text('.summary li')[0]).to.equal('Needs attentionThe widget on this page needs attention.');
      expect(under('widget-0').split('Needs attention').length, 'told once').to.equal(2);
    });
  }

  it('knows what is wrong from the widget itself, whatever stands on its screen', async () => {
    const widget = await mount('reflection-form', { ...SETTINGS, region: 'kent' });
    await eventually(() => widget.shadowRoot!.querySelector('[part~=admin]'));
    widget.shadowRoot!.querySelector('[part~=admin]')!.textContent = 'Somebody has written over this.';
    open();
    await settled();
    expect(under('widget-0')).to.match(/There is no region called "kent"/);
    expect(under('widget-0')).not.to.include('Somebody');
    widget.setAttribute('region', 'wales');
    await eventually(() => !under('widget-0').includes('kent'), under('widget-0'));
  });

  it('does not ask for a reader where nothing is sent', async () => {
    await mount('question-card', {});
    open();
    await settled();
    expect(text('.summary li')).to.deep.equal(['OKThe widget on this page works.']);
    expect(under('widget-0')).to.include('It sends nothing: it is for thinking and talking.');
  });

  it('tells where each setting comes from, the nearest first', async () => {
    const site = document.createElement('l30-site');
    site.setAttribute('readers', 'Mrs Shah');
    site.innerHTML =
      '<div class="l30-mood-check-in" data-l30="mood-check-in" data-scale="energy"><l30-mood-check-in scale="energy" ask-name></l30-mood-check-in></div>';
    document.body.append(site);
    const tag = script({
      'data-readers': 'Miss Khan',
      'data-lead': 'Mr Owen',
      'data-endpoint': 'https://school.example/s?sig=secret',
    });
    open({}, [], { ...PAGE, script: tag, site: { ...defaults, school: 'Hollybrook' } });
    await settled();
    const rows = [...root().querySelectorAll('#widget-0 tbody tr')].map((row) =>
      [...row.children].map(({ textContent }) => textContent),
    );
    expect(rows).to.deep.equal([
      ['scale', 'energy', 'its own box'],
      ['ask-name', 'on', 'its own tag'],
      ['endpoint', 'https://school.example/s?\u2026', 'the script tag'],
      ['site', 'school', 'default'],
      ['school', 'Hollybrook', 'another tag of the page'],
      ['readers', 'Mrs Shah', '<l30-site> around it'],
      ['lead', 'Mr Owen', 'the script tag'],
      ['region', 'england', 'default'],
    ]);
    expect(root().textContent).not.to.include('secret');
    site.remove();
  });

  const LINK = '<a href="https://school.example/l30/embed/mood-check-in?scale=faces-3">Mood</a>';
  const carried: [shape: Shape, box: string, inside: string, origin: string][] = [
    ['marker', 'data-scale="faces-3"', '', 'the text of the marker'],
    ['script', 'data-scale="faces-3"', '', 'the script tag'],
    ['link', '', LINK, 'the address of its link'],
    ['link', 'data-scale="faces-3"', '<a href="/embed/mood-check-in">Mood</a>', 'its own tag'],
    ['frame', '', LINK, 'the address of its frame'],
    ['div', 'data-scale="faces-3"', '', 'its own box'],
  ];
  for (const [shape, box, inside, origin] of carried) {
    it(`says that a setting came from ${origin} where it was found as ${shape}`, async () => {
      // As the page stands once the shape was read: the box is ours, whatever the page had there.
      const part = put(
        `<div class="l30-mood-check-in" data-l30="mood-check-in" ${box}><l30-mood-check-in scale="faces-3">${inside}</l30-mood-check-in></div>`,
      );
      open({}, [{ widget: part.querySelector('l30-mood-check-in')!, shape, mended: [] }]);
      await settled();
      expect(under('widget-0')).not.to.include('All of its settings');
      expect(text('#widget-0 tbody tr:first-child > *')).to.deep.equal(['scale', 'faces-3', origin]);
    });
  }

  it('takes what a script of the page has set for what it is', async () => {
    const widget = await mount('mood-check-in', {});
    widget.readers = 'Miss Khan';
    open();
    await settled();
    const row = [...root().querySelectorAll('#widget-0 tbody tr')].find(
      ({ firstElementChild }) => firstElementChild!.textContent === 'readers',
    )!;
    expect([...row.children].map(({ textContent }) => textContent)).to.deep.equal([
      'readers',
      'Miss Khan',
      'a script of the page',
    ]);
  });

  const shapes: [shape: Shape, mended: string[], sentences: string[]][] = [
    ['element', [], ['Found as the element <l30-mood-check-in>.']],
    ['div', ['swallowed'], ['Found as a box with data-l30="mood-check-in".', 'The tag was not closed']],
    ['class', ['curly-quotes'], ['Found as a box with the class l30-mood-check-in.', 'curly']],
    ['link', ['emptied'], ['Found as a link to its hosted page.', 'taken out the link inside']],
    [
      'marker',
      ['cut', 'no-break-space'],
      ['Found as the text [l30 mood-check-in].', 'cut the text into pieces', 'Its spaces'],
    ],
    ['script', ['something-new'], ['Put where its script tag stands.', '(something-new)']],
    ['frame', ['sandboxed'], ['Found as a frame of its hosted page', 'empty sandbox']],
  ];
  for (const [shape, mended, sentences] of shapes) {
    it(`tells that it was found as ${shape}${mended.length ? ` and what was mended: ${mended.join()}` : ''}`, async () => {
      const widget = await mount('mood-check-in', { ...SETTINGS, region: 'other', emergency: '112' });
      open({}, [{ widget, shape, mended }]);
      for (const sentence of sentences) expect(under('widget-0')).to.include(sentence);
      expect(text('#widget-0 .look strong').length, 'one thing to look at for each').to.equal(mended.length);
    });
  }

  const names: [html: string, sentence: string | undefined][] = [
    [
      '<l30-mood-check-in reders="Miss Khan"></l30-mood-check-in>',
      '\u201creders\u201d on its tag does nothing. Change it to \u201creaders\u201d.',
    ],
    [
      '<l30-mood-check-in readWhen="daily"></l30-mood-check-in>',
      '\u201creadwhen\u201d on its tag does nothing. Change it to \u201cread-when\u201d.',
    ],
    [
      '<l30-mood-check-in colour="red"></l30-mood-check-in>',
      '\u201ccolour\u201d on its tag is no name that we know, and does nothing.',
    ],
    [
      '<div data-l30="mood-check-in" data-scal="energy"><l30-mood-check-in scal="energy"></l30-mood-check-in></div>',
      '\u201cdata-scal\u201d on its box does nothing. Change it to \u201cdata-scale\u201d.',
    ],
    [
      '<div data-l30="mood-check-in" endpoint="https://school.example"><l30-mood-check-in></l30-mood-check-in></div>',
      '\u201cendpoint\u201d on its box does nothing, because it lacks data-. Change it to \u201cdata-endpoint\u201d.',
    ],
    [
      '<div data-l30="mood-check-in" data-aos="fade" class="wide" style="color: red"><l30-mood-check-in aos="fade"></l30-mood-check-in></div>',
      undefined,
    ],
    [
      '<l30-mood-check-in id="mood" class="wide" aria-label="Mood" lang="en" scale="energy"></l30-mood-check-in>',
      undefined,
    ],
  ];
  for (const [html, sentence] of names) {
    it(`${sentence ? 'tells of a name that does nothing' : 'is content with the names'} in ${html.slice(0, 70)}`, async () => {
      put(html);
      open();
      expect(text('#widget-0 .look span').filter((each) => each.includes('does nothing'))).to.deep.equal(
        sentence ? [sentence] : [],
      );
    });
  }

  it('tells of misspelt names on the script tag, and leaves those of optimizers alone', async () => {
    await mount('mood-check-in', SETTINGS);
    open({}, [], {
      ...PAGE,
      script: script({ 'data-publickeys': 'x', 'data-cfasync': 'false', 'data-check': '', 'data-leed': 'Mr Owen' }),
    });
    await settled();
    expect(text('#page .look span').filter((each) => each.includes('script tag does'))).to.deep.equal([
      '\u201cdata-publickeys\u201d on the script tag does nothing. Change it to \u201cdata-public-keys\u201d.',
      '\u201cdata-leed\u201d on the script tag does nothing. Change it to \u201cdata-lead\u201d.',
    ]);
  });

  it('tells when the help numbers of a pupil widget were last checked, and of a page that must show help itself', async () => {
    await mount('mood-check-in', { ...SETTINGS, region: 'wales' });
    await mount('mood-check-in', { ...SETTINGS, help: 'host-provides' });
    await mount('newsletter-signup', { ...SETTINGS, 'beside-pupils': '' });
    open();
    await settled();
    expect(under('widget-0')).to.contain(
      verifiedOn('wales')
        ? `were last checked by a person on ${verifiedOn('wales')}`
        : 'No person has checked the help numbers of wales',
    );
    expect(under('widget-1'))
      .to.contain('The page itself must show pupils whom to call or tell')
      .and.not.to.contain('help numbers');
    expect(under('widget-2')).not.to.contain('help numbers');
  });

  it('tells of a widget that is too narrow, and of one that is hidden', async () => {
    const narrow = await mount('mood-check-in', SETTINGS);
    narrow.parentElement!.style.cssText = 'inline-size: 200px';
    const hidden = await mount('question-card', {});
    hidden.parentElement!.style.cssText = 'display: none';
    open();
    expect(under('widget-0')).to.include('It has 200 pixels of width. It needs 240.');
    expect(under('widget-1')).to.include('It is hidden just now.');
  });

  it('names the words of each key, and says what travels sealed', async () => {
    const keys = await Promise.all([1, 2].map(async () => (await ownKey(await makePrivateKey())).publicKey));
    await mount('mood-check-in', { ...SETTINGS, 'public-keys': keys.join(' ') });
    open();
    await settled();
    await eventually(() => /Keys: 2\..*made: (\w+-){5}\w+; (\w+-){5}\w+$/m.test(under('page')), under('page'));
    expect(under('endpoint-0')).to.include('What pupils write is sealed. Number of keys: 2.');
    expect(text('#widget-0 td')).to.include('2 keys');
    for (const key of keys) expect(root().textContent).not.to.include(key);
  });

  it('names scripts of other sites, which can read what a pupil types [case 111]', async () => {
    const tag = document.createElement('script');
    tag.type = 'text/plain';
    tag.src = 'https://tags.example/manager.js?id=7';
    document.body.append(tag);
    open();
    await settled();
    expect(under('page')).to.include(
      'Scripts of other sites run on this page: tags.example. Any of them can read what a pupil types.',
    );
    tag.remove();
  });

  it('asks nobody for anything before a button is pressed', async () => {
    const { fetch, asked } = endpoint(receipt());
    await mount('mood-check-in', SETTINGS);
    open({ fetch });
    await settled();
    expect(asked).to.deep.equal([]);
  });

  it('tries to reach the endpoint when it is asked, and sends no words', async () => {
    const { fetch, asked } = endpoint(problem(405, 'method-not-allowed'));
    await mount('mood-check-in', SETTINGS);
    open({ fetch });
    await settled();
    press('endpoint-0-try');
    await eventually(() => under('endpoint-0').includes('It answers, it is a receiver of ours'), under('endpoint-0'));
    expect(asked.map(({ url, init: { method, body, credentials } }) => [url, method, body, credentials])).to.deep.equal(
      [[SETTINGS.endpoint, undefined, undefined, 'omit']],
    );
    expect(text('.summary li')).to.deep.equal(['OKThe widget on this page works.']);
    expect(text('[role=status]')[0]).to.include('It answers');
  });

  it('takes a widget for broken when its endpoint cannot be reached, and tells IT what to open', async () => {
    await mount('mood-check-in', SETTINGS);
    open({ fetch: endpoint(noNetwork).fetch });
    await settled();
    press('endpoint-0-try');
    await eventually(() => text('.summary li')[0]!.includes('needs attention'));
    expect(text('.summary li')[1])
      .to.include('Mood check-in: Nothing answered at school.example.')
      .and.include('For IT: Please check that school.example runs')
      .and.include('From a pupil\u2019s device, school.example must answer on port 443');
  });

  it('sends a test letter only when it is told to, and says what became of it', async () => {
    const { fetch, asked } = endpoint(receipt());
    await mount('mood-check-in', { ...SETTINGS, site: 'hollybrook' });
    open({ fetch });
    await settled();
    press('endpoint-0-test');
    await eventually(() => under('endpoint-0').includes('The test letter has arrived'), under('endpoint-0'));
    expect(asked.length).to.equal(1);
    const { widget, site, answers } = JSON.parse(asked[0]!.text) as {
      widget: string;
      site: string;
      answers: { value: string }[];
    };
    expect([widget, site, answers.length]).to.deep.equal(['mood-check-in', 'hollybrook', 1]);
    expect(answers[0]!.value).to.match(/^TEST\. No pupil wrote this\./);
  });

  it('seals the test letter where the page seals', async () => {
    const { fetch, asked } = endpoint(receipt());
    const keys = await Promise.all([1, 2].map(async () => (await ownKey(await makePrivateKey())).publicKey));
    await mount('mood-check-in', { ...SETTINGS, 'public-keys': keys.join(' ') });
    open({ fetch });
    await eventually(() => root().getElementById('endpoint-0-test'));
    press('endpoint-0-test');
    await eventually(() => under('endpoint-0').includes('The test letter has arrived'), under('endpoint-0'));
    expect(asked[0]!.text).to.include('"suite"').and.not.include('TEST');
  });

  const untested: [what: string, name: 'mood-check-in' | 'newsletter-signup', attributes: Record<string, string>][] = [
    ['a mailing list', 'newsletter-signup', SETTINGS],
    ['a service that proves nothing', 'mood-check-in', { ...SETTINGS, dialect: 'multipart' }],
    ['a way that does not fit', 'mood-check-in', { ...SETTINGS, fields: 'no json' }],
  ];
  for (const [what, name, attributes] of untested) {
    it(`offers no test letter to ${what}`, async () => {
      await mount(name, attributes);
      open();
      await settled();
      expect(root().getElementById('endpoint-0-try')).to.exist;
      expect(root().getElementById('endpoint-0-test')).to.equal(null);
    });
  }

  it('says what a test letter met that did not arrive', async () => {
    await mount('mood-check-in', SETTINGS);
    open({ fetch: endpoint(webPage(200)).fetch });
    await settled();
    press('endpoint-0-test');
    await eventually(
      () => under('endpoint-0').includes(explain({ kind: 'delivery', code: 'not-a-receipt' })),
      under('endpoint-0'),
    );
  });

  it('shows a widget that comes later, and the fate of what it sends, but never what was typed', async () => {
    open();
    await settled();
    const widget = await mount('question-card', { ...SETTINGS, respond: '' }, endpoint(noNetwork));
    await eventually(() => root().getElementById('widget-0'));
    const box = widget.shadowRoot!.querySelector('textarea')!;
    box.value = 'nobody else may read this';
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    widget.shadowRoot!.querySelector<HTMLElement>('[part~=send]')!.click();
    await eventually(
      () =>
        under('widget-0').includes('The last letter did not arrive') &&
        under('widget-0').includes(explain({ kind: 'delivery', code: 'network' })),
      under('widget-0'),
    );
    expect(root().textContent).not.to.include('nobody else');
  });

  it('copies all of it as plain text', async () => {
    await mount('mood-check-in', SETTINGS);
    const copied = open();
    await settled();
    press('copy');
    await eventually(() => copied.length);
    expect(text('[role=status]')).to.deep.equal(['Copied. Paste it into an email to IT.']);
    const [report = ''] = copied;
    expect(report).to.match(
      /^Is it working\? Report about http:\/\/\S+, 2\d{3}-\d\d-\d\dT\S+\nl30-widgets 1\.2\.3, loaded from \S+\/l30\/\n\n\[OK\] The widget on this page works\.\n/,
    );
    for (const line of [
      'WIDGETS\n\nMood check-in\n  - [OK] It is set up to send.\n',
      '  endpoint = https://school.example/submissions (its own tag)\n',
      'WHERE WORDS GO\n\nhttps://school.example/submissions\n',
      'THIS PAGE\n',
    ])
      expect(report).to.include(line);
    expect(report).not.to.match(/undefined|\{\w+\}|\[object/);
  });

  it('shows the text where the browser does not let it copy', async () => {
    open({ copy: () => Promise.reject(new Error()) });
    await settled();
    press('copy');
    await eventually(() => !root().querySelector('textarea')!.hidden);
    expect(root().querySelector('textarea')!.value).to.match(/^Is it working\? Report/);
    expect(text('[role=status]')[0]).to.include('select it and copy it');
    await expect(panel()!).to.be.accessible();
  });

  it('begins at its heading, is closed by Escape and by its button, and gives focus back', async () => {
    const before = document.createElement('button');
    document.body.append(before);
    before.focus();
    open();
    expect(root().activeElement).to.equal(root().querySelector('h2'));
    await sendKeys({ press: 'Escape' });
    expect(panel()).to.equal(null);
    expect(document.activeElement).to.equal(before);
    open();
    press('close');
    expect(panel()).to.equal(null);
    expect(document.adoptedStyleSheets).to.deep.equal([]);
    before.remove();
  });

  it('leaves Escape to whoever is in something else', async () => {
    const box = document.createElement('input');
    document.body.append(box);
    open();
    box.focus();
    await sendKeys({ press: 'Escape' });
    expect(panel()).to.exist;
    box.remove();
  });

  it('keeps what is open, and whoever is in it, when it looks again', async () => {
    const widget = await mount('mood-check-in', SETTINGS);
    open();
    await settled();
    const details = (): HTMLDetailsElement => root().querySelector('#widget-0 details')!;
    details().open = true;
    details().querySelector('summary')!.focus();
    const old = details();
    widget.setAttribute('scale', 'energy');
    await eventually(() => details() !== old);
    expect(details().open).to.equal(true);
    expect(root().activeElement).to.equal(details().querySelector('summary'));
  });

  it('opens once, however often it is asked', () => {
    open();
    open();
    expect(document.querySelectorAll('l30-check').length).to.equal(1);
  });

  it('is all that is printed, and needs no style tag', async () => {
    open();
    const rules = document.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules]) as CSSMediaRule[];
    expect(rules.map(({ conditionText }) => conditionText)).to.deep.equal(['print']);
    expect(rules[0]!.cssRules[0]!.cssText).to.include('body > :not(l30-check)');
    expect(root().querySelector('style, [style]')).to.equal(null);
    expect(getComputedStyle(root().querySelector('.panel')!).overflowY).to.equal('auto');
  });

  it('is not shown past the edge of a small screen', async () => {
    await mount('mood-check-in', SETTINGS);
    open();
    await settled();
    const { scrollWidth, clientWidth } = root().querySelector('.panel')!;
    expect(scrollWidth).to.be.at.most(clientWidth);
  });

  it('hears what the policy of the page stops', async () => {
    await mount('mood-check-in', SETTINGS);
    open();
    await settled();
    const violation = (effectiveDirective: string, blockedURI: string): boolean =>
      document.dispatchEvent(
        new SecurityPolicyViolationEvent('securitypolicyviolation', {
          effectiveDirective,
          blockedURI,
          violatedDirective: effectiveDirective,
          originalPolicy: '',
          documentURI: location.href,
          statusCode: 200,
          disposition: 'enforce',
        } as SecurityPolicyViolationEventInit),
      );
    violation('connect-src', 'https://school.example/submissions?secret');
    violation('img-src', 'https://pictures.example/a.png');
    violation('trusted-types', 'trusted-types-policy');
    await eventually(() => under('page').includes('trusted-types-policy'));
    expect(under('page')).to.include(
      'The content security policy (connect-src) stopped https://school.example/submissions?\u2026. Add https://school.example to connect-src',
    );
    expect(under('page')).to.include('(img-src) stopped https://pictures.example/a.png. It is not ours');
    expect(under('page')).to.include('Add lit-html to trusted-types');
    expect(text('.summary li')[0], 'the widget is as it was').to.equal('OKThe widget on this page works.');
    expect(text('.summary li').join()).to.include(
      'The page needs attention: The content security policy (connect-src)',
    );
  });
});
