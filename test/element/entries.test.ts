import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { Entries, type FieldOptions, type Tile } from '../../src/element/entries.ts';
import type { L30ChangeEvent } from '../../src/element/events.ts';
import { setLeafLoader } from '../../src/leaf.ts';

class TestEntries extends LitElement {
  static override properties = { template: { attribute: false } };
  readonly entries = new Entries(this);
  template: (entries: Entries) => unknown = () => '';
  protected override render() {
    return html`<h2 id="question">How was it?</h2>${this.template(this.entries)}`;
  }
}
customElements.define('test-entries', TestEntries);

const TILES: Tile[] = [
  { id: 'calm', text: 'Calm', symbol: 'happy' },
  { id: 'sad', text: 'Sad' },
  { id: 'sorry', text: 'Sorry', symbol: 'no-such-drawing' },
];

describe('Entries', () => {
  const make = (template: TestEntries['template']): Promise<TestEntries> =>
    fixture<TestEntries>(html`<test-entries .template=${template}></test-entries>`);

  const find = <T extends Element = HTMLInputElement>(host: TestEntries, selector: string): T =>
    host.shadowRoot!.querySelector<T>(selector)!;

  async function type(host: TestEntries, words: string): Promise<void> {
    const box = find(host, 'input, textarea');
    box.value = words;
    box.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
    await host.updateComplete;
  }

  async function tap(host: TestEntries, id: string): Promise<void> {
    find(host, `input[value="${id}"]`).click();
    await host.updateComplete;
  }

  const ticked = (host: TestEntries): string[] =>
    [...host.shadowRoot!.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value);

  describe('field', () => {
    const kinds: [what: string, options: Partial<FieldOptions>, box: string, words: string][] = [
      ['one line', {}, 'input[type="text"]', '  It was <b>loud</b>. '],
      ['an e-mail address', { type: 'email' }, 'input[type="email"]', 'sam@example'],
      ['more lines', { rows: 4 }, 'textarea[rows="4"]', '  It was\n\n<b>loud</b>. '],
    ];
    for (const [what, more, box, typed] of kinds) {
      it(`for ${what} keeps what is typed, as it is typed`, async () => {
        const host = await make((entries) => entries.field({ id: 'words', ...more }));
        await type(host, typed);
        expect(host.entries.get('words')).to.equal(typed);
        expect(host.entries.all('words')).to.deep.equal([typed]);
        expect(find(host, box).value).to.equal(typed);
      });

      it(`for ${what} shows again what was typed when it comes back`, async () => {
        const host = await make((entries) => entries.field({ id: 'words', ...more }));
        await type(host, typed);
        host.template = () => 'another question';
        await host.updateComplete;
        expect(find(host, box)).to.be.null;
        host.template = (entries) => entries.field({ id: 'words', ...more });
        await host.updateComplete;
        expect(find(host, box).value).to.equal(typed);
      });

      it(`for ${what} is named by its own label, or by the question on the screen`, async () => {
        const labelled = await make((entries) => entries.field({ id: 'words', label: 'Your words', ...more }));
        expect(find<HTMLLabelElement>(labelled, 'label').control).to.equal(find(labelled, box));
        expect(find(labelled, 'label').textContent).to.equal('Your words');
        expect(find(labelled, box).hasAttribute('aria-labelledby')).to.be.false;

        const bare = await make((entries) => entries.field({ id: 'words', ...more }));
        expect(find(bare, 'label')).to.be.null;
        const namedBy = find(bare, box).getAttribute('aria-labelledby')!;
        expect(find(bare, `[id="${namedBy}"]`).textContent).to.equal('How was it?');
      });

      const around: [what: string, more: Partial<FieldOptions>, words: string[]][] = [
        ['nothing', {}, []],
        ['a helper', { helper: 'A few words are enough.' }, ['A few words are enough.']],
        ['an issue', { issue: 'Enter your name.' }, ['Enter your name.']],
        [
          'both',
          { helper: 'A few words are enough.', issue: 'Enter your name.' },
          ['A few words are enough.', 'Enter your name.'],
        ],
        ['an empty helper and issue', { helper: '', issue: '' }, []],
      ];
      for (const [beside, text, words] of around) {
        it(`for ${what} with ${beside} is described by exactly what stands there`, async () => {
          const host = await make((entries) => entries.field({ id: 'words', ...more, ...text }));
          const ids = find(host, box).getAttribute('aria-describedby')?.split(' ') ?? [];
          expect(ids.map((id) => find(host, `[id="${id}"]`)?.textContent)).to.deep.equal(words);
          expect(host.shadowRoot!.querySelectorAll('p').length).to.equal(words.length);
        });
      }
    }

    it('says that its value is not valid only while there is an issue', async () => {
      const host = await make((entries) => entries.field({ id: 'words', issue: 'Enter your name.' }));
      expect(find(host, 'input').getAttribute('aria-invalid')).to.equal('true');
      host.template = (entries) => entries.field({ id: 'words' });
      await host.updateComplete;
      expect(find(host, 'input').hasAttribute('aria-invalid')).to.be.false;
    });

    it('lets a browser fill in only what it is told to', async () => {
      const host = await make((entries) => entries.field({ id: 'words' }));
      expect(find(host, 'input').hasAttribute('autocomplete')).to.be.false;
      host.template = (entries) => entries.field({ id: 'words', autocomplete: 'email' });
      await host.updateComplete;
      expect(find(host, 'input').getAttribute('autocomplete')).to.equal('email');
    });
  });

  describe('tiles', () => {
    it('for one choice keep the last that was chosen', async () => {
      const host = await make((entries) => entries.tiles({ id: 'mood', type: 'radio', tiles: TILES }));
      await tap(host, 'calm');
      await tap(host, 'sad');
      expect(host.entries.get('mood')).to.equal('sad');
      expect(host.entries.all('mood')).to.deep.equal(['sad']);
      expect(ticked(host)).to.deep.equal(['sad']);
    });

    it('for any number keep all that are ticked, and let go of what is ticked again', async () => {
      const host = await make((entries) => entries.tiles({ id: 'feel', type: 'checkbox', tiles: TILES }));
      await tap(host, 'sorry');
      await tap(host, 'calm');
      expect(host.entries.all('feel')).to.deep.equal(['sorry', 'calm']);
      expect(ticked(host)).to.deep.equal(['calm', 'sorry']);
      await tap(host, 'sorry');
      expect(host.entries.all('feel')).to.deep.equal(['calm']);
      await tap(host, 'calm');
      expect(host.entries.all('feel')).to.deep.equal([]);
      expect(host.entries.has('feel')).to.be.false;
    });

    it('show again what was chosen when they come back', async () => {
      const tiles: TestEntries['template'] = (entries) => entries.tiles({ id: 'feel', type: 'checkbox', tiles: TILES });
      const host = await make(tiles);
      await tap(host, 'sad');
      host.template = () => '';
      await host.updateComplete;
      host.template = tiles;
      await host.updateComplete;
      expect(ticked(host)).to.deep.equal(['sad']);
    });

    it('are native controls, each named by its words and grouped by their id', async () => {
      const host = await make((entries) => entries.tiles({ id: 'mood', type: 'radio', tiles: TILES }));
      const controls = [...host.shadowRoot!.querySelectorAll('input')];
      expect(controls.map(({ type, name, value }) => [type, name, value])).to.deep.equal(
        TILES.map(({ id }) => ['radio', 'mood', id]),
      );
      expect(controls.map(({ labels }) => labels![0]!.textContent.trim())).to.deep.equal(TILES.map(({ text }) => text));
    });

    it('draw a symbol that there is, hidden from screen readers, keep a place for one that may come, and none where none is named', async () => {
      setLeafLoader(() => new Promise(() => undefined));
      const host = await make((entries) => entries.tiles({ id: 'mood', type: 'radio', tiles: TILES }));
      const drawings = [...host.shadowRoot!.querySelectorAll('label')].map((label) => [
        ...label.querySelectorAll('svg:not(.tick)'),
      ]);
      expect(drawings.map(({ length }) => length)).to.deep.equal([1, 0, 1]);
      expect(drawings[2]![0]!.querySelector('path:not(.fill)')!.getAttribute('d')).to.equal('');
      expect(drawings[0]![0]!.getAttribute('aria-hidden')).to.equal('true');
      setLeafLoader();
    });
  });

  describe('has', () => {
    const table: [values: string[], has: boolean][] = [
      [[], false],
      [[''], false],
      [[' '], false],
      [[' \t\r\n'], false],
      [['\u00a0\u3000\ufeff'], false],
      [['', ' '], false],
      [['.'], true],
      [[' a '], true],
      [['0'], true],
      [['', 'a'], true],
    ];
    for (const [values, has] of table) {
      it(`is ${has} for ${JSON.stringify(values)}`, async () => {
        const { entries } = await make(() => '');
        entries.set('words', values);
        expect(entries.has('words')).to.equal(has);
      });
    }

    it('is false, and get is empty, for what nobody has touched', async () => {
      const { entries } = await make(() => '');
      expect(entries.has('words')).to.be.false;
      expect(entries.get('words')).to.equal('');
      expect(entries.all('words')).to.deep.equal([]);
    });
  });

  describe('l30-change', () => {
    const acts: [what: string, template: TestEntries['template'], act: (host: TestEntries) => Promise<void>][] = [
      ['words', (entries) => entries.field({ id: 'prompt-1' }), (host) => type(host, 'a secret word')],
      [
        'a choice',
        (entries) => entries.tiles({ id: 'prompt-1', type: 'radio', tiles: [{ id: 'secret', text: 'Secret' }] }),
        (host) => tap(host, 'secret'),
      ],
      [
        'a tick',
        (entries) => entries.tiles({ id: 'prompt-1', type: 'checkbox', tiles: [{ id: 'secret', text: 'Secret' }] }),
        (host) => tap(host, 'secret'),
      ],
    ];
    for (const [what, template, act] of acts) {
      it(`tells a page once of ${what}: at which prompt, and never what`, async () => {
        const host = await make(template);
        const seen: L30ChangeEvent[] = [];
        const see = (event: L30ChangeEvent): unknown => seen.push(event);
        document.addEventListener('l30-change', see);
        await act(host);
        document.removeEventListener('l30-change', see);

        expect(seen.map(({ prompt, target }) => [prompt, target])).to.deep.equal([['prompt-1', host]]);
        const told: unknown[] = [];
        for (const name in seen[0]) told.push(seen[0]![name as keyof L30ChangeEvent]);
        expect(told.filter((value) => typeof value === 'string' && /secret/i.test(value))).to.deep.equal([]);
      });
    }
  });

  it('clear empties every box and choice, in memory and on the screen', async () => {
    const host = await make((entries) => [
      entries.field({ id: 'words', rows: 2 }),
      entries.tiles({ id: 'mood', type: 'radio', tiles: TILES }),
    ]);
    await type(host, 'It was loud.');
    await tap(host, 'sad');
    expect([host.entries.has('words'), host.entries.has('mood'), ticked(host).length]).to.deep.equal([true, true, 1]);
    host.entries.clear();
    await host.updateComplete;
    expect([host.entries.has('words'), host.entries.has('mood')]).to.deep.equal([false, false]);
    expect(find(host, 'textarea').value).to.equal('');
    expect(ticked(host)).to.deep.equal([]);
  });
});
