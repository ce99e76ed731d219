import { expect, nextFrame } from '@open-wc/testing';
import { WIDGET_NAMES } from '../../src/contract/envelope.ts';
import type { CheckedPage, Found, FrontDoor, Shape } from '../../src/page/found.ts';
import { fromSource, setLeafLoader } from '../../src/leaf.ts';
import { foundBy, upgrade } from '../../src/page/shapes.ts';
import { defaults } from '../../src/settings/settings.ts';
import { version } from '../../src/page/version.ts';
import { listen, until } from '../support.ts';

/** The source under the name that the front door knows its own tag by. */
const FRONT_DOOR = new URL('../../src/l30.ts?as=l30.js', import.meta.url).href;
const TAGS = WIDGET_NAMES.map((name) => `l30-${name}`).join();
const LINK = '<a href="/embed/mood-check-in?scale=faces-3">How are you today?</a>';

interface Row {
  what: string;
  html: string;
  shape: Shape;
  mended?: string[];
  /** What the widget is told; `scale` alone unless it says otherwise. */
  told?: Record<string, string>;
}

const plain: Row[] = [
  { what: 'the element', html: '<l30-mood-check-in scale="faces-3"></l30-mood-check-in>', shape: 'element' },
  {
    what: 'the element that knows its scale by its link',
    html: `<l30-mood-check-in>${LINK}</l30-mood-check-in>`,
    shape: 'element',
  },
  {
    what: 'the element with data-',
    html: '<l30-mood-check-in data-scale="faces-3"></l30-mood-check-in>',
    shape: 'element',
    told: { 'data-scale': 'faces-3', scale: 'faces-3' },
  },
  {
    what: 'the box',
    html: `<div class="l30-mood-check-in" data-l30="mood-check-in" data-scale="faces-3">${LINK}</div>`,
    shape: 'div',
  },
  {
    what: 'the box without its class',
    html: `<div data-l30="mood-check-in" data-scale="faces-3">${LINK}</div>`,
    shape: 'div',
  },
  {
    what: 'the box with its class and settings alone',
    html: `<div class="l30-mood-check-in" data-scale="faces-3">${LINK}</div>`,
    shape: 'class',
  },
  { what: 'the link', html: `<p>${LINK}</p>`, shape: 'link' },
  {
    what: 'the link with its class, in a sentence',
    html: '<p>Today: <a class="l30-mood-check-in" href="/embed/mood-check-in?scale=faces-3">How are you?</a></p>',
    shape: 'link',
  },
  {
    what: 'the link of a static host',
    html: '<p><a href="/school/embed/mood-check-in.html?scale=faces-3">How are you?</a></p>',
    shape: 'link',
  },
  {
    what: 'the link to where the script tag says the pages are',
    html: '<p><a href="https://inbox.school.example/embed/mood-check-in?scale=faces-3">How are you?</a></p>',
    shape: 'link',
  },
  { what: 'the marker', html: '<p>[l30 mood-check-in scale="faces-3"]</p>', shape: 'marker' },
  {
    what: 'the tag that places its own',
    html: '<div><script type="module" src="/no-such/l30.js" data-l30="mood-check-in" data-scale="faces-3" data-lead="Mrs Shah"></script></div>',
    shape: 'script',
    told: { scale: 'faces-3', lead: 'Mrs Shah' },
  },
];

/** What editors and filters were seen to make of a snippet. */
const mangled: Row[] = [
  {
    what: 'WordPress: an element in a paragraph, after a break',
    html: '<p><script type="text/plain"></script><br />\n<l30-mood-check-in scale="faces-3"></l30-mood-check-in></p>',
    shape: 'element',
  },
  {
    what: 'WordPress: a blank line inside the element, which closes it',
    html: `<div><p><l30-mood-check-in scale="faces-3"></p>\n<p>${LINK}</l30-mood-check-in></p></div>`,
    shape: 'element',
  },
  {
    what: 'WordPress: an ampersand escaped as &#038;',
    html: '<p><a href="/embed/mood-check-in?ref=x&#038;scale=faces-3">How are you?</a></p>',
    shape: 'link',
  },
  {
    what: 'an ampersand escaped twice',
    html: '<div class="l30-mood-check-in"><a href="/embed/mood-check-in?scale=faces-3&amp;#038;heading=Hello">How are you?</a></div>',
    shape: 'class',
    told: { scale: 'faces-3', heading: 'Hello' },
  },
  {
    what: 'WordPress: a marker with curled quotes',
    html: '<p>[l30 mood-check-in scale=&#8221;faces-3&#8221;]</p>',
    shape: 'marker',
    mended: ['curly-quotes'],
  },
  {
    what: 'a marker with quotes escaped twice',
    html: '<p>[l30 mood-check-in scale=&amp;#8221;faces-3&amp;#8221;]</p>',
    shape: 'marker',
    mended: ['curly-quotes'],
  },
  { what: 'WordPress: the element removed, its link kept', html: `<div>\n<p>${LINK}</p>\n</div>`, shape: 'link' },
  {
    what: 'Ghost: a stranger in the address',
    html: '<p><a href="/embed/mood-check-in?ref=our-school&amp;scale=faces-3">How are you?</a></p>',
    shape: 'link',
  },
  {
    what: 'TinyMCE: an emptied box',
    html: '<div class="l30-mood-check-in" data-l30="mood-check-in" data-scale="faces-3">&nbsp;</div>',
    shape: 'div',
    mended: ['emptied'],
  },
  {
    what: 'TinyMCE: a frame put to sleep',
    html: '<div><iframe sandbox="" src="/embed/mood-check-in?scale=faces-3" title="How are you?"></iframe></div>',
    shape: 'frame',
    mended: ['sandboxed'],
  },
  {
    what: 'CKEditor: wrapped as raw HTML',
    html: `<div class="raw-html-embed"><div class="l30-mood-check-in" data-l30="mood-check-in" data-scale="faces-3">${LINK}</div></div>`,
    shape: 'div',
  },
  {
    what: 'Quill: a marker with a no-break space',
    html: '<p>[l30&nbsp;mood-check-in&nbsp;scale="faces-3"]</p>',
    shape: 'marker',
    mended: ['no-break-space'],
  },
  {
    what: 'Quill: a link that opens a window',
    html: '<p><a href="/embed/mood-check-in?scale=faces-3" rel="noopener noreferrer" target="_blank">How are you?</a></p>',
    shape: 'link',
  },
  {
    what: 'Trix: a break inside the link',
    html: '<div><a href="/embed/mood-check-in?scale=faces-3">How are you?<br></a></div>',
    shape: 'link',
  },
  {
    what: 'HTML Purifier, htmLawed, SunEditor: the class is kept, data- is not',
    html: `<div class="l30-mood-check-in">${LINK}</div>`,
    shape: 'class',
  },
  {
    what: 'sanitize-html, GitHub: a bare box',
    html: `<div id="user-content-mood"><a href="/embed/mood-check-in?scale=faces-3" rel="nofollow">How are you?</a></div>`,
    shape: 'link',
  },
  {
    what: 'js-xss: the box in letters around the link',
    html: `<div>&lt;div class="l30-mood-check-in" data-l30="mood-check-in"&gt;${LINK}&lt;/div&gt;</div>`,
    shape: 'link',
  },
  {
    what: 'MediaWiki: a marker cut by a link',
    html: '<p>[l30 mood-check-in scale=faces-3 endpoint="<a href="https://x.example/">https://x.example/</a>"]</p>',
    shape: 'marker',
    mended: ['cut'],
  },
  {
    what: 'a marker in a font, between breaks',
    html: '<p>Good morning<br><font color="red"><b>[l30 mood-check-in scale="faces-3"]</b></font><br>See you</p>',
    shape: 'marker',
  },
  {
    what: 'a link in a font, between breaks',
    html: `<p>Good morning<br><font>${LINK}</font>&nbsp;<br>See you</p>`,
    shape: 'link',
  },
  {
    what: 'names in capitals',
    html: '<DIV DATA-L30="mood-check-in" DATA-SCALE="faces-3">How are you?</DIV>',
    shape: 'div',
  },
  {
    what: 'a box inside a box',
    html: `<div class="l30-mood-check-in"><div data-l30="mood-check-in" data-scale="faces-3">${LINK}</div></div>`,
    shape: 'div',
  },
  {
    what: 'a box that holds the element',
    html: `<div data-l30="mood-check-in"><l30-mood-check-in scale="faces-3">${LINK}</l30-mood-check-in></div>`,
    shape: 'div',
  },
  {
    what: 'a marker beside the box',
    html: `<div><div data-l30="mood-check-in" data-scale="faces-3">${LINK}</div><p>[l30 mood-check-in]</p></div>`,
    shape: 'div',
  },
  {
    what: 'a link after the element that lost it',
    html: `<div><l30-mood-check-in scale="faces-3"></l30-mood-check-in> ${LINK}</div>`,
    shape: 'element',
  },
  {
    what: 'a tag beside the box',
    html: `<div><div data-l30="mood-check-in" data-scale="faces-3">${LINK}</div>\n<script type="module" src="/no-such/l30.js" data-l30="mood-check-in"></script></div>`,
    shape: 'div',
  },
];

const untouched: [what: string, html: string][] = [
  ['a link in a sentence', `<p>You can ${LINK} here.</p>`],
  ['a link in a menu', `<nav>${LINK}</nav>`],
  ['a link in a list', `<ul><li>${LINK}</li></ul>`],
  ['a link beside a picture', `<p><img alt="">${LINK}</p>`],
  ['a link to somebody else', '<p><a href="https://other.example/embed/mood-check-in">How are you?</a></p>'],
  [
    'a link that only begins like ours',
    '<p><a href="https://inbox.school.example.evil.example/embed/mood-check-in">How are you?</a></p>',
  ],
  ['a link to a widget that there is not', '<p><a href="/embed/mood-ring">How are you?</a></p>'],
  ['a link that is to stay one', '<p><a data-l30="link" href="/embed/mood-check-in">How are you?</a></p>'],
  ['a link that somebody is writing', `<div contenteditable="true"><p>${LINK}</p></div>`],
  [
    'a box that somebody is writing',
    '<div contenteditable="true"><div data-l30="mood-check-in">How are you?</div></div>',
  ],
  ['a marker that somebody is writing', '<div contenteditable="true"><p>[l30 mood-check-in]</p></div>'],
  ['a marker in a sentence', '<p>Write [l30 mood-check-in] on a line.</p>'],
  ['a marker in code', '<p><code>[l30 mood-check-in]</code></p>'],
  ['a marker in preformatted text', '<pre>[l30 mood-check-in]</pre>'],
  ['a marker in a text box', '<p><textarea>[l30 mood-check-in]</textarea></p>'],
  ['a marker in a script', '<div><script type="text/plain">[l30 mood-check-in]</script></div>'],
  ['a marker in a style', '<div><style>[l30 mood-check-in]</style></div>'],
  ['a marker on a button', '<button>[l30 mood-check-in]</button>'],
  [
    'a tag that waits for consent',
    '<div><script type="text/plain" src="/no-such/l30.js" data-l30="mood-check-in"></script></div>',
  ],
  [
    'a tag of somebody else',
    '<div><script type="module" src="/no-such/other.js" data-l30="mood-check-in"></script></div>',
  ],
  ['a class on something else', '<section class="l30-mood-check-in">Words</section>'],
  ['a frame of somebody else', '<div><iframe sandbox="" src="data:text/html,/embed/mood-check-in"></iframe></div>'],
];

describe('every shape of a snippet', () => {
  let console: ReturnType<typeof listen>;
  let checked: [found: readonly Found[], page: CheckedPage][];

  const add = (html: string): HTMLElement => {
    const part = document.createElement('main');
    part.innerHTML = html;
    document.body.append(part);
    return part;
  };
  const widgetsIn = (part: Element): Element[] => [...part.querySelectorAll(TAGS)];
  /** Long enough for everything that is going to be found. */
  const settle = async (): Promise<void> => {
    for (let frame = 0; frame < 4; frame += 1) await nextFrame();
  };
  const noteOf = (widget: Element): [Shape, readonly string[]] => {
    const { shape, mended } = foundBy({ names: WIDGET_NAMES }).find((found) => found.widget === widget)!;
    return [shape, mended];
  };
  async function one(part: Element): Promise<Element> {
    await until(() => widgetsIn(part)[0]?.shadowRoot?.querySelector('h2'), 'no widget came');
    await settle();
    const [widget, ...more] = widgetsIn(part);
    expect(more).to.deep.equal([], 'more than one widget');
    return widget!;
  }

  before(async () => {
    checked = [];
    const script = Object.assign(document.createElement('script'), { type: 'module', src: FRONT_DOOR });
    Object.assign(script.dataset, {
      l30: 'mood-check-in',
      endpoint: '/a',
      readers: 'Miss Khan',
      readWhen: 'each day',
      lead: 'Mr Owen',
      embed: 'https://inbox.school.example/embed/',
      check: '',
    });
    document.head.append(script);
    await new Promise((resolve, reject) => {
      script.onload = resolve;
      script.onerror = reject;
    });
    // Its own leaves are not built here. What has not come once is told to nobody.
    const openCheck = (...given: [readonly Found[], CheckedPage]): unknown => checked.push(given);
    setLeafLoader((path, bring) =>
      path === 'diagnose/check' ? Promise.resolve({ openCheck }) : fromSource(path, bring),
    );
    const element = document.body.appendChild(document.createElement('l30-mood-check-in'));
    await until(() => checked.length, 'the check was not opened');
    element.remove();
  });
  beforeEach(() => (console = listen()));
  afterEach(() => console.stop());

  it('is told to the check where the tag asks for it, once, with the page', async () => {
    await settle();
    const [[found, page], ...more] = checked as [[readonly Found[], CheckedPage]];
    expect(more).to.deep.equal([]);
    expect(found.map(({ widget, ...note }) => [widget.localName, note])).to.deep.equal([
      ['l30-mood-check-in', { shape: 'element', mended: [] }],
    ]);
    expect(page.script!.src).to.equal(FRONT_DOOR);
    expect(page.base).to.equal(new URL('.', FRONT_DOOR).href);
    expect(page.site.readers).to.equal('Miss Khan');
    expect(page.version).to.equal(version);
  });

  for (const { what, html, shape, mended = [], told = { scale: 'faces-3' } } of [...plain, ...mangled]) {
    it(`${what}: is one widget with its settings`, async () => {
      const part = add(html);
      const widget = await one(part);
      expect(Object.fromEntries([...widget.attributes].map(({ name, value }) => [name, value]))).to.deep.equal(told);
      expect(noteOf(widget)).to.deep.equal([shape, mended]);
      expect(part.innerText).not.to.include('[l30');
      expect(console.said).to.deep.equal([]);
      part.remove();
    });
  }

  for (const [what, html] of untouched) {
    it(`${what}: stays what it is`, async () => {
      const part = add(html);
      const before = part.innerHTML;
      await settle();
      expect(part.innerHTML).to.equal(before);
      expect(console.said).to.deep.equal([]);
      part.remove();
    });
  }

  it('its own tag in the head, which says data-l30, has no place of its own', () => {
    expect(document.head.querySelectorAll(TAGS).length).to.equal(0);
    expect(document.querySelector<HTMLScriptElement>('head script[data-l30]')!.childNodes.length).to.equal(0);
  });

  it('a marker in pieces, put together by a script: is one widget', async () => {
    const part = add('<p></p>');
    part.firstElementChild!.append('[l30 mo', 'od-check', '-in]');
    expect(noteOf(await one(part))).to.deep.equal(['marker', ['cut']]);
    part.remove();
  });

  it('a marker with a misspelt name: stays, and whoever looks after the site reads which name is nearest', async () => {
    const part = add('<p>[l30 mood-chekin]</p>');
    await until(() => console.said.length, 'nothing was said');
    expect(console.said.flat().join(' ')).to.include('"mood-chekin"').and.include('Did you mean "mood-check-in"?');
    expect(part.textContent).to.equal('[l30 mood-chekin]');
    document.body.append(part);
    await settle();
    expect(console.said.length, 'said again').to.equal(1);
    part.remove();
  });

  it('a link that the parser brings behind its box: is its fallback, and says what to show', async () => {
    const part = add('<div class="l30-mood-check-in"></div>');
    const widget = await one(part);
    part.firstElementChild!.insertAdjacentHTML('beforeend', LINK);
    await until(() => widget.querySelector('a'), 'the link stayed beside the widget');
    expect(widget.getAttribute('scale')).to.equal('faces-3');
    expect(await one(part)).to.equal(widget);
    part.remove();
  });

  it('two of a kind, with words between them, are two', async () => {
    const part = add(`<p>${LINK}</p><p>And in the afternoon:</p><p>[l30 mood-check-in scale="faces-3"]</p>`);
    await until(() => widgetsIn(part).length === 2, 'not both came');
    expect(widgetsIn(part).map(noteOf)).to.deep.equal([
      ['link', []],
      ['marker', []],
    ]);
    part.remove();
  });

  it('a page that is put back as it was left keeps its one widget', async () => {
    for (const { html } of plain) {
      const part = add(html);
      await one(part);
      const again = add(part.innerHTML);
      part.remove();
      await one(again);
      again.remove();
    }
  });

  it('no address and no marker can say where words go, who reads them, or take the help away', async () => {
    const evil =
      'endpoint=https://evil.example/&newsletter-endpoint=https://evil.example/&public-keys=x&readers=Mallory&read-when=never&lead=Mallory&region=nowhere&emergency=0900&helpline=0900&help=host-provides&site=evil&school=Evil&trusted-adults=x&dialect=form&fields=x&symbols=https://evil.example/&exit-href=https://evil.example/&src=https://evil.example/pack.json';
    const marker = evil.replace(/=([^&]*)&?/g, '="$1" ');
    for (const html of [
      `<p><a href="/embed/reflection-form?${evil}">Think</a></p>`,
      `<p><a href="/embed/reflection-form" ${marker.replace(/(^| )(?=[a-z])/g, ' data-')}>Think</a></p>`,
      `<div class="l30-reflection-form"><a href="/embed/reflection-form?${evil}">Think</a></div>`,
      `<l30-reflection-form><a href="/embed/reflection-form?${evil}">Think</a></l30-reflection-form>`,
      `<p>[l30 reflection-form ${marker}]</p>`,
      `<div><iframe sandbox="" src="/embed/reflection-form?${evil}"></iframe></div>`,
    ]) {
      const part = add(html);
      const widget = await one(part);
      expect(
        [...widget.attributes].map(({ name }) => name),
        html,
      ).to.deep.equal([]);
      expect(widget.shadowRoot!.textContent).to.include('Miss Khan');
      expect(widget.shadowRoot!.querySelector('[part~=help]')).to.exist;
      part.remove();
    }
  });

  describe('an element that swallowed what follows', () => {
    const rest = '<p>What we did on Monday.</p><h2>News</h2><ul><li>Snow</li></ul>';
    const rows: [what: string, html: string, inside: string, behind: string][] = [
      ['because it closed itself', `<l30-mood-check-in/>${rest}`, '', rest],
      ['with loose words first', `<l30-mood-check-in/>Hello <b>all</b>${rest}`, '', `Hello <b>all</b>${rest}`],
      ['because its end was lost behind the link', `<l30-mood-check-in>${LINK}${rest}`, LINK, rest],
      ['with a wrapped link', `<l30-mood-check-in><p>${LINK}</p>${rest}`, `<p>${LINK}</p>`, rest],
      [
        'with a search form among it',
        `<l30-mood-check-in/><p>Words</p><form><input></form>`,
        '',
        '<p>Words</p><form><input></form>',
      ],
    ];
    for (const [what, html, inside, behind] of rows) {
      it(`${what}: gives it back, behind itself`, async () => {
        const part = add(html);
        const widget = await one(part);
        expect(widget.innerHTML).to.equal(inside);
        expect(part.innerHTML.slice(widget.outerHTML.length)).to.equal(behind);
        expect(noteOf(widget)).to.deep.equal(['element', ['swallowed']]);
        part.remove();
      });
    }

    it('gives back other widgets too, and they work', async () => {
      const part = add(
        '<l30-mood-check-in/><p>Then:</p><div data-l30="question-card"><a href="/embed/question-card">Our question</a></div>',
      );
      await until(() => widgetsIn(part)[1]?.shadowRoot?.querySelector('h2'), 'the other did not come');
      expect(
        widgetsIn(part).map(({ localName, parentElement }) => [localName, parentElement!.localName]),
      ).to.deep.equal([
        ['l30-mood-check-in', 'main'],
        ['l30-question-card', 'div'],
      ]);
      part.remove();
    });

    it('a box that was not closed gives back the widgets and words behind it', async () => {
      const part = add(
        `<div data-l30="mood-check-in">${LINK}<p>Then:</p><div data-l30="question-card">Our question</div>`,
      );
      await until(() => widgetsIn(part)[1]?.shadowRoot?.querySelector('h2'), 'the other did not come');
      expect([...part.children].map(({ localName }) => localName)).to.deep.equal(['div', 'p', 'div']);
      part.remove();
    });

    for (const inside of [
      LINK,
      'Words',
      `<p>${LINK}</p>`,
      '<form><button>Send</button></form>',
      '<script type="application/json">{}</script>',
      `<noscript>No script</noscript>${LINK}`,
    ]) {
      it(`a fallback stays inside: ${inside}`, async () => {
        const part = add(`<l30-mood-check-in>${inside}</l30-mood-check-in>`);
        const widget = await one(part);
        expect(part.innerHTML).to.equal(widget.outerHTML);
        expect(widget.innerHTML).to.equal(inside);
        part.remove();
      });
    }
  });
});

describe('a page from a disk', () => {
  it('has its frame as it is, and all else as anywhere', () => {
    const part = document.createElement('div');
    part.innerHTML =
      '<div><iframe src="file:///school/embed/mood-check-in.html"></iframe></div><p>[l30 question-card pack="harmed"]</p>';
    document.body.append(part);
    const placed: string[] = [];
    const door: FrontDoor = {
      script: undefined,
      base: 'file:///school/',
      site: defaults,
      version,
      names: WIDGET_NAMES,
      place: (box, name) => {
        placed.push(name);
        box.append(document.createElement(`l30-${name}`));
      },
      check: () => Promise.reject(new TypeError('nobody asked for it')),
      report: async () => '',
    };
    upgrade(part, door);
    expect(placed).to.deep.equal(['question-card']);
    expect(part.querySelector('iframe')).to.exist;
    part.remove();
  });
});
