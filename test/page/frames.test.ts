import { expect, nextFrame } from '@open-wc/testing';
import { watchFrame } from '../../src/page/frames.ts';
import { furnish, settingsFor, tellHeight } from '../../src/page/hosted.ts';

describe('a frame around a widget\u2019s page', () => {
  let frame: HTMLIFrameElement;
  const { origin } = location;

  beforeEach(() => {
    frame = Object.assign(document.createElement('iframe'), { src: '/embed/mood-check-in', height: '420' });
    frame.style.border = '0';
    document.body.append(frame);
    watchFrame(frame);
  });
  afterEach(() => frame.remove());

  const hear = (data: unknown, from: MessageEventInit = {}): void =>
    void window.dispatchEvent(new MessageEvent('message', { data, origin, source: frame.contentWindow, ...from }));

  it('has the height that the page says', () => {
    hear({ l30: 'height', height: 612 });
    expect(frame.style.height).to.equal('612px');
    hear({ l30: 'height', height: 480 });
    expect(frame.style.height).to.equal('480px');
  });

  it('has room for its border where that counts', () => {
    frame.style.cssText = 'box-sizing: border-box; border: 3px solid';
    hear({ l30: 'height', height: 600 });
    expect(frame.style.height).to.equal('606px');
  });

  const strangers: [what: string, data: unknown, from?: MessageEventInit][] = [
    ['another address', { l30: 'height', height: 612 }, { origin: 'https://evil.example' }],
    ['no address', { l30: 'height', height: 612 }, { origin: 'null' }],
    ['another window', { l30: 'height', height: 612 }, { source: window }],
    ['no window', { l30: 'height', height: 612 }, { source: null }],
    ['the page, but of something else', { l30: 'width', height: 612 }],
    ['the page, with a word more', { l30: 'height', height: 612, css: 'x' }],
    ['the page, in words', { l30: 'height', height: '612px' }],
    ['the page, in parts of a pixel', { l30: 'height', height: 612.5 }],
    ['the page, below nothing', { l30: 'height', height: -1 }],
    ['the page, without end', { l30: 'height', height: Infinity }],
    ['the page, out of measure', { l30: 'height', height: 1e9 }],
    ['the page, as a bare number', 612],
    ['the page, as a text', '{"l30":"height","height":612}'],
    ['the page, as nothing', null],
  ];
  for (const [what, data, from] of strangers) {
    it(`does not hear ${what}`, () => {
      const before = frame.outerHTML;
      hear(data, from);
      expect(frame.outerHTML).to.equal(before);
    });
  }

  it('in a sandbox that takes its address away is left alone', () => {
    const asleep = Object.assign(document.createElement('iframe'), { src: '/embed/mood-check-in' });
    asleep.setAttribute('sandbox', 'allow-scripts');
    document.body.append(asleep);
    watchFrame(asleep);
    const event = new MessageEvent('message', { data: { l30: 'height', height: 612 }, origin });
    // Not every engine takes a sleeping window for a source.
    Object.defineProperty(event, 'source', { value: asleep.contentWindow });
    window.dispatchEvent(event);
    expect(asleep.style.height).to.equal('');
    asleep.remove();
  });

  it('on a page from a disk, where no address is known from another, is left alone', () => {
    const local = Object.assign(document.createElement('iframe'), { src: 'file:///school/embed/mood-check-in.html' });
    document.body.append(local);
    const asked: unknown[][] = [];
    const page = { postMessage: (...words: unknown[]) => asked.push(words) };
    Object.defineProperty(local, 'contentWindow', { value: page });
    watchFrame(local);
    for (const data of [{ l30: 'here' }, { l30: 'height', height: 612 }]) {
      const event = new MessageEvent('message', { data, origin: 'null' });
      Object.defineProperty(event, 'source', { value: page });
      window.dispatchEvent(event);
    }
    expect(asked).to.deep.equal([]);
    expect(local.style.height).to.equal('');
    local.remove();
  });

  it('asks a page that says it is there, at its own address only', () => {
    const asked: unknown[][] = [];
    const page = { postMessage: (...words: unknown[]) => asked.push(words) };
    Object.defineProperty(frame, 'contentWindow', { value: page });
    const event = new MessageEvent('message', { data: { l30: 'here' }, origin });
    Object.defineProperty(event, 'source', { value: page });
    window.dispatchEvent(event);
    expect(asked).to.deep.equal([[{ l30: 'ask' }, origin]]);
  });
});

describe('a widget\u2019s page', () => {
  /** A page in somebody's frame, and what it says to whom. */
  function framed() {
    const said: [data: unknown, to: string][] = [];
    const parent = { postMessage: (data: unknown, to: string) => said.push([data, to]) };
    const ears: ((event: unknown) => void)[] = [];
    const page = { parent, document, addEventListener: (_: string, ear: (event: unknown) => void) => ears.push(ear) };
    tellHeight(page as unknown as Window);
    return {
      said,
      parent,
      ask: (event: object) =>
        ears.forEach((ear) =>
          ear({ source: parent, origin: 'https://school.example', data: { l30: 'ask' }, ...event }),
        ),
    };
  }

  it('says to anyone that it is there, and nothing else', async () => {
    const { said } = framed();
    await nextFrame();
    await nextFrame();
    expect(said).to.deep.equal([[{ l30: 'here' }, '*']]);
  });

  it('tells its height to the address that asked, and again when it changes', async () => {
    const { said, ask } = framed();
    ask({});
    const tall = document.createElement('div');
    tall.style.height = '321px';
    const last = (): { height: number } => said.at(-1)![0] as { height: number };
    const { height } = last();
    document.body.append(tall);
    for (let frame = 0; frame < 3; frame += 1) await nextFrame();
    expect(last().height).to.be.greaterThan(height + 300);
    expect(last().height).to.equal(Math.ceil(document.documentElement.getBoundingClientRect().height));
    expect(
      said
        .slice(1)
        .every(([data, to]) => Object.keys(data as object).join() === 'l30,height' && to === 'https://school.example'),
    ).to.be.true;
    tall.remove();
  });

  it('answers nobody else', () => {
    const { said, ask } = framed();
    for (const event of [
      { source: window },
      { source: null },
      { origin: 'null' },
      { origin: '' },
      { data: null },
      { data: { l30: 'tell' } },
      { data: 'ask' },
    ])
      ask(event);
    expect(said.length).to.equal(1);
  });

  it('that is in no frame says nothing', () => {
    let said = 0;
    const page = { document, addEventListener: () => (said += 1), postMessage: () => (said += 1) } as unknown as Window;
    tellHeight(Object.assign(page, { parent: page }));
    expect(said).to.equal(0);
  });

  const config = {
    school: 'Hollybrook',
    endpoint: 'https://inbox.example/',
    readers: 'Miss Khan',
    'trusted-adults': [{ id: 'khan', name: 'Miss Khan' }],
    'ask-name': true,
    kiosk: false,
    scale: 'faces-5',
    'on load': 'x',
    readWhen: 'x',
  };
  const folder = 'https://school.example/l30/';

  it('takes from its address what is harmless, and all else from the deployment alone', () => {
    const own = {
      school: 'Hollybrook',
      endpoint: 'https://inbox.example/',
      readers: 'Miss Khan',
      'trusted-adults': '[{"id":"khan","name":"Miss Khan"}]',
      'ask-name': '',
    };
    expect(settingsFor(config, `${folder}embed/mood-check-in.html`, folder)).to.deep.equal({
      ...own,
      scale: 'faces-5',
    });
    const evil =
      'endpoint=https://evil.example/&readers=Mallory&lead=Mallory&help=host-provides&public-keys=x&trusted-adults=x&school=Evil';
    expect(
      settingsFor(config, `${folder}embed/mood-check-in.html?${evil}&scale=faces-3&src=packs/worry.json`, folder),
    ).to.deep.equal({ ...own, scale: 'faces-3', src: `${folder}packs/worry.json` });
    expect(
      settingsFor({}, `${folder}embed/mood-check-in.html?${evil}&src=https://evil.example/`, folder),
    ).to.deep.equal({});
  });

  for (const [school, heading] of [
    ['Hollybrook', 'Hollybrook'],
    ['', undefined],
  ] as const) {
    it(`becomes the box that is looked for, ${school ? 'under the name of the school' : 'without a heading where no school is named'}`, () => {
      const { title } = document;
      const part = document.createElement('div');
      part.innerHTML = '<h1>Mood check-in</h1><div data-hosted="mood-check-in"><p>Without script</p></div>';
      document.body.append(part);
      furnish(part.querySelector<HTMLElement>('[data-hosted]')!, { school, scale: 'faces-3' });
      const box = part.querySelector<HTMLElement>('div')!;
      expect({ ...box.dataset }).to.deep.equal({ l30: 'mood-check-in', school, scale: 'faces-3' });
      expect(box.innerHTML).to.equal('<p>Without script</p>');
      expect(part.querySelector('h1')?.textContent).to.equal(heading);
      part.remove();
      document.title = title;
    });
  }
});
