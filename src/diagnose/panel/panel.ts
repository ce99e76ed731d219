/** The panel itself: what was found out, on the screen, on paper and as text. */
import { words } from '../../locales/en/check.ts';
import { button, el } from './elements.ts';
import { reportAsText, type Report } from './report.ts';
import { drawGroup, drawSummary } from './sections.ts';
import { onPaper, styles } from './styles.ts';

/** Puts a text where it can be pasted from. */
export type Copy = (text: string) => Promise<void>;

const TAG = 'l30-check';

/** The panel on the page. `closed` is called once, when it goes. */
export class Panel {
  readonly host: HTMLElement;
  readonly #root: ShadowRoot;
  readonly #main = el('div', { class: 'main' });
  readonly #said = el('p', { role: 'status' });
  readonly #copyBox = el('textarea', { readonly: '', rows: '8', 'aria-label': words.copyBox, hidden: '' });
  readonly #before = document.activeElement;
  #drawn: Record<string, string> = {};
  #text = '';
  readonly #paper = new CSSStyleSheet();

  constructor(
    private readonly copy: Copy,
    private readonly closed: () => void,
  ) {
    // A name that is defined is nobody's misspelt widget.
    if (!customElements.get(TAG)) customElements.define(TAG, class extends HTMLElement {});
    this.host = document.createElement(TAG);
    this.#root = this.host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    this.#root.adoptedStyleSheets = [sheet];
    const heading = el('h2', { id: 'title', tabindex: '-1' }, words.title);
    this.#root.append(
      el(
        'section',
        { class: 'panel', role: 'dialog', 'aria-labelledby': 'title', lang: 'en-GB', dir: 'ltr' },
        el(
          'header',
          {},
          heading,
          el(
            'div',
            { class: 'buttons' },
            button('copy', words.copy, () => void this.#copy(), 'primary'),
            button('print', words.print, () => print()),
            button('close', words.close, () => this.close()),
          ),
        ),
        this.#said,
        this.#copyBox,
        this.#main,
        el('p', { class: 'intro' }, words.intro),
      ),
    );
    // Shortcuts of the page must not act on what is pressed in here.
    for (const type of ['keydown', 'keypress', 'keyup', 'click'])
      this.#root.addEventListener(type, (event) => event.stopPropagation());
    this.#root.addEventListener('keydown', this.#escape);
    document.addEventListener('keydown', this.#escape);
    this.#paper.replaceSync(onPaper);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#paper];
    document.body.append(this.host);
    heading.focus();
  }

  #escape = (event: Event): void => {
    const { key, defaultPrevented } = event as KeyboardEvent;
    const { activeElement } = document;
    // Someone who is in a widget leaves something there with Escape.
    if (
      key === 'Escape' &&
      !defaultPrevented &&
      [null, document.body, this.host].includes(activeElement as HTMLElement | null)
    )
      this.close();
  };

  close(): void {
    document.removeEventListener('keydown', this.#escape);
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== this.#paper);
    this.host.remove();
    (this.#before as HTMLElement | null)?.focus?.();
    this.closed();
  }

  /** Says something once to people who use a screen reader. `seen` when it stands nowhere else on the screen. */
  say(text: string, seen = false): void {
    this.#said.className = seen ? '' : 'unseen';
    this.#said.textContent = text;
  }

  /** Shows a report. What has not changed stays as it is, with whoever is in it. */
  draw(report: Report): void {
    this.#text = reportAsText(report);
    const { activeElement } = this.#root;
    const open = [...this.#root.querySelectorAll('details[open]')].map(({ id }) => id);
    const wanted: [id: string, data: unknown, make: () => HTMLElement][] = [
      ['summary', report.summary, () => drawSummary(report.summary)],
      ...report.groups.map((each): [string, unknown, () => HTMLElement] => [each.id, each, () => drawGroup(each)]),
    ];
    wanted.forEach(([id, data, make], at) => {
      const text = JSON.stringify(data);
      if (this.#drawn[id] === text) return;
      this.#drawn[id] = text;
      const made = make();
      for (const each of made.querySelectorAll('details')) each.open = open.includes(each.id);
      const old = this.#main.children[at];
      if (old) old.replaceWith(made);
      else this.#main.append(made);
    });
    const { id } = activeElement ?? {};
    if (id && !this.#root.activeElement) this.#root.getElementById(id)?.focus();
    // A summary has no id of its own; it is found by its details.
    const details = activeElement?.closest('details')?.id;
    if (details && !this.#root.activeElement) this.#root.querySelector<HTMLElement>(`#${details} > summary`)?.focus();
  }

  async #copy(): Promise<void> {
    try {
      await this.copy(this.#text);
      this.#copyBox.hidden = true;
      this.say(words.copied, true);
    } catch {
      this.#copyBox.value = this.#text;
      this.#copyBox.hidden = false;
      this.#copyBox.select();
      this.say(words.notCopied, true);
    }
  }
}
