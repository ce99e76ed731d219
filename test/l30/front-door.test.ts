import { expect, nextFrame } from '@open-wc/testing';
import type { L30Widget } from '../../src/element/l30-widget.ts';
import { fromSource, setLeafLoader } from '../../src/leaf.ts';
import { endpoint, listen, receipt, until, webPage } from '../support.ts';

/** The source under the name that the front door knows its own tag by. */
const FRONT_DOOR = new URL('../../src/l30.ts?as=l30.js', import.meta.url).href;

/** What a school pastes: a box with its settings, and a link for when no script runs. */
const snippet = (name: string, settings = ''): string =>
  `<div class="l30-${name}" data-l30="${name}" ${settings} style="min-height:420px"><a href="/embed/${name}">Our ${name}</a> and words</div>`;

function add(html: string): HTMLElement {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  const element = holder.firstElementChild as HTMLElement;
  document.body.append(element);
  return element;
}

const widgetsIn = (box: Element): L30Widget[] =>
  [...box.querySelectorAll<L30Widget>('*')].filter(
    ({ localName }) => localName.startsWith('l30-') && localName !== 'l30-site',
  );

async function upgraded(box: Element): Promise<L30Widget> {
  await until(() => widgetsIn(box)[0]?.shadowRoot?.querySelector('h2'), 'no widget came');
  const [widget] = widgetsIn(box) as [L30Widget];
  await widget.updateComplete;
  return widget;
}

/** Whatever a page can leave behind on a device. */
async function leftBehind(): Promise<object> {
  return {
    cookie: document.cookie,
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
  };
}

describe('the front door', () => {
  let console: ReturnType<typeof listen>;
  let device: object;
  let boxes: HTMLElement[];
  let script: HTMLScriptElement;

  before('a page with two snippets loads the script', async () => {
    device = await leftBehind();
    boxes = [
      add(
        snippet(
          'question-card',
          'data-pack="check-in" data-respond="" data-school="Hollybrook" data-read-when="each Monday" data-heading-level=""',
        ),
      ),
      add(snippet('newsletter-signup', 'data-heading="&lt;b&gt;News&lt;/b&gt;" data-beside-pupils=""')),
    ];
    script = document.createElement('script');
    script.type = 'module';
    script.src = FRONT_DOOR;
    Object.assign(script.dataset, {
      endpoint: '/a',
      newsletterEndpoint: '/b',
      readers: 'Miss Khan',
      readWhen: 'each day',
      lead: 'Mr Owen',
    });
    document.head.append(script);
    await new Promise((resolve, reject) => {
      script.onload = resolve;
      script.onerror = reject;
    });
    // Beside the sources lie no built leaves.
    setLeafLoader((path, bring) =>
      ['settings/admin', 'delivery/index', 'dialects/recognise'].includes(path)
        ? fromSource(path, bring)
        : Promise.reject(new Error(`${path} is not needed here`)),
    );
  });

  beforeEach(() => (console = listen()));
  afterEach(() => console.stop());

  describe('and a div with data-l30', () => {
    it('that was there before: becomes its widget', async () => {
      const [card, signup] = await Promise.all(boxes.map(upgraded));
      expect(card!.localName).to.equal('l30-question-card');
      expect(signup!.localName).to.equal('l30-newsletter-signup');
      expect(boxes.map((box) => [...box.children].length)).to.deep.equal([1, 1]);
    });

    it('keeps its link and words, as what the widget shows when it cannot', () => {
      for (const box of boxes) {
        const [widget] = widgetsIn(box) as [L30Widget];
        expect(widget.parentElement).to.equal(box);
        expect(widget.querySelector(':scope > a')!.getAttribute('href')).to.equal(`/embed/${box.dataset['l30']}`);
        expect(widget.textContent).to.equal(`Our ${box.dataset['l30']} and words`);
        expect([...box.childNodes]).to.deep.equal([widget]);
      }
    });

    it('hands its data-* on as attributes, as text, and nothing else', async () => {
      const attributesOf = (box: HTMLElement): Record<string, string> =>
        Object.fromEntries([...widgetsIn(box)[0]!.attributes].map(({ name, value }) => [name, value]));
      expect(attributesOf(boxes[0]!)).to.deep.equal({
        pack: 'check-in',
        respond: '',
        school: 'Hollybrook',
        'read-when': 'each Monday',
        'heading-level': '',
      });
      expect(attributesOf(boxes[1]!)).to.deep.equal({ heading: '<b>News</b>', 'beside-pupils': '' });
      const heading = (): Element | null =>
        boxes[1]!.querySelector('l30-newsletter-signup')!.shadowRoot!.querySelector('h2');
      await until(heading, 'the form of the signup comes');
      expect(heading()!.textContent).to.equal('<b>News</b>');
      expect(boxes.map(({ className, style }) => [className, style.minHeight])).to.deep.equal([
        ['l30-question-card', '420px'],
        ['l30-newsletter-signup', '420px'],
      ]);
    });

    const later: [what: string, put: () => HTMLElement][] = [
      ['put on the page later', () => add(snippet('mood-check-in'))],
      [
        'put on the page later inside something else',
        () => add(`<section><p>Hello</p>${snippet('mood-check-in')}</section>`),
      ],
      [
        'put into a part that is already there',
        () => {
          const part = add('<section></section>');
          part.innerHTML = snippet('mood-check-in');
          return part;
        },
      ],
    ];
    for (const [what, put] of later) {
      it(`that is ${what}: becomes its widget`, async () => {
        const part = put();
        const widget = await upgraded(part);
        expect(widget.localName).to.equal('l30-mood-check-in');
        expect(widgetsIn(part)).to.deep.equal([widget]);
        expect(widget.querySelector('a')!.textContent).to.equal('Our mood-check-in');
        part.remove();
      });
    }

    it('that moves on the page: keeps its one widget', async () => {
      const box = add(snippet('mood-check-in'));
      const widget = await upgraded(box);
      add('<section></section>').append(box);
      await nextFrame();
      expect(widgetsIn(box)).to.deep.equal([widget]);
      box.parentElement!.remove();
    });

    it('with a misspelt name: keeps its link, and whoever looks after the site reads which name is nearest', async () => {
      const box = add(snippet('mood-chekin'));
      await until(() => console.said.length, 'nothing was said');
      expect(box.innerHTML).to.equal('<a href="/embed/mood-chekin">Our mood-chekin</a> and words');
      expect(console.said.flat().join(' ')).to.include('"mood-chekin"').and.include('Did you mean "mood-check-in"?');
      box.remove();
    });
  });

  describe('and custom elements', () => {
    it('written on the page work, with settings of their own', async () => {
      const part = add('<section><l30-mood-check-in heading="How is it going?"></l30-mood-check-in></section>');
      const widget = await upgraded(part);
      expect(widget.shadowRoot!.querySelector('h2')!.textContent).to.equal('How is it going?');
      part.remove();
    });

    it('<l30-site> gives settings to the boxes inside it', async () => {
      const site = add(`<l30-site readers="Mrs Shah">${snippet('question-card', 'data-respond')}</l30-site>`);
      const { shadowRoot } = await upgraded(site);
      expect(shadowRoot!.textContent).to.include('Mrs Shah will read this each day.');
      site.remove();
    });

    const misspelt: [where: string, html: string][] = [
      ['inside something else', '<section><l30-mood-chekin><a href="/embed">Our link</a></l30-mood-chekin></section>'],
      ['by itself', '<l30-mood-chekin><a href="/embed">Our link</a></l30-mood-chekin>'],
    ];
    for (const [where, html] of misspelt) {
      it(`with a misspelt name, put on the page ${where}, keep their link and are told`, async () => {
        const part = add(html);
        await until(() => console.said.length, 'nothing was said');
        expect(part.outerHTML).to.equal(html);
        expect(console.said.flat().join(' ')).to.include('"mood-chekin"').and.include('Did you mean "mood-check-in"?');
        part.remove();
      });
    }

    it("of other people are nobody's business", async () => {
      const part = add('<section><other-widget></other-widget></section>');
      await nextFrame();
      expect(console.said).to.deep.equal([]);
      part.remove();
    });
  });

  describe('and script tags', () => {
    it('the settings of its own reach every widget', async () => {
      const box = add(snippet('question-card', 'data-respond'));
      const { shadowRoot } = await upgraded(box);
      expect(shadowRoot!.textContent).to.include('Miss Khan will read this each day.');
      expect(shadowRoot!.querySelector('[part~="send"]')).to.exist;
      expect(shadowRoot!.querySelector('[part~="admin"]')).to.be.null;
      box.remove();
    });

    it('one that comes later, says data-l30 and does not load us is no box', async () => {
      const late = document.createElement('script');
      late.type = 'text/plain';
      late.dataset['l30'] = 'mood-check-in';
      document.body.append(late);
      await nextFrame();
      expect(late.childNodes.length).to.equal(0);
      late.remove();
    });
  });

  it('loaded a second time neither throws nor doubles anything', async () => {
    const widgets = boxes.flatMap(widgetsIn);
    await import(/* @vite-ignore */ `${FRONT_DOOR}&again`);
    const later = add(snippet('mood-check-in'));
    await upgraded(later);
    expect(boxes.flatMap(widgetsIn)).to.deep.equal(widgets);
    expect(widgetsIn(later).length).to.equal(1);
    expect(console.said).to.deep.equal([]);
    later.remove();
  });

  describe('in a page of its own', () => {
    /** A page with one snippet, as far as it comes before the script. */
    async function open(): Promise<{ page: Window; document: Document; close: () => void }> {
      const frame = document.createElement('iframe');
      frame.srcdoc = `<!doctype html><title>A page</title>${snippet('question-card')}`;
      document.body.append(frame);
      await new Promise((resolve) => (frame.onload = resolve));
      return { page: frame.contentWindow!, document: frame.contentDocument!, close: () => frame.remove() };
    }

    async function load(page: Document, more: Partial<HTMLScriptElement>): Promise<void> {
      page.head.append(Object.assign(page.createElement('script'), { type: 'module', ...more }));
      await until(() => page.querySelector('l30-question-card')?.shadowRoot?.querySelector('h2'), 'no widget came');
    }

    it('leaves no name on the window', async () => {
      const { page, document, close } = await open();
      const names = Object.keys(page);
      await load(document, { src: FRONT_DOOR });
      // Lit leaves these when it is not built into our file, which is checked for them elsewhere.
      const lits = ['reactiveElementVersions', 'litHtmlVersions', 'litElementVersions', 'litPropertyMetadata'];
      expect(Object.keys(page).filter((name) => !names.includes(name) && !lits.includes(name))).to.deep.equal([]);
      close();
    });

    it('works where no tag says where it came from, and the page has no address', async () => {
      const { document, close } = await open();
      expect(document.URL).to.equal('about:srcdoc');
      await load(document, { textContent: `import ${JSON.stringify(FRONT_DOOR)};` });
      close();
    });
  });

  it('leaves nothing on the device, whether words are sent, or fail, or are only typed', async () => {
    for (const answers of [[receipt()], [webPage(500)], []]) {
      const box = add(snippet('question-card', 'data-respond'));
      const widget = await upgraded(box);
      const { fetch, asked } = endpoint(...answers);
      widget.fetch = fetch;
      const words = widget.shadowRoot!.querySelector('textarea')!;
      words.value = 'It was loud.';
      words.dispatchEvent(new InputEvent('input', { bubbles: true }));
      if (answers.length) {
        widget.shadowRoot!.querySelector<HTMLButtonElement>('[part~="send"]')!.click();
        await until(() => widget.shadowRoot!.querySelector('[part~="outcome"]'), 'no outcome came');
        const failed = widget.phase === 'failed';
        if (failed) await until(() => console.said.flat().join().includes('server error'), 'the admin was not told');
      }
      expect(asked.length).to.equal(answers.length);
      // What did not arrive would be tried again while other tests listen.
      widget.submission.reset();
      box.remove();
    }
    expect(await leftBehind()).to.deep.equal(device);
  });
});
