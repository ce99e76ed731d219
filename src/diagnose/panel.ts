/** The panel itself: what was found out, on the screen, on paper and as text. Draws with the page's DOM alone, so that it works where the widgets do not. */
import { words } from '../locales/en/check.ts';
import { asText, type Action, type Finding, type Group, type Part, type Report } from './report.ts';
import { onPaper, styles } from './styles.ts';

type Child = Node | string | undefined;

/** An element with attributes and children. Text stays text, never markup. */
function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

function button(id: string, label: string, press: () => void, className = ''): HTMLButtonElement {
  const made = el('button', { type: 'button', id, class: className }, label);
  made.addEventListener('click', press);
  return made;
}

const finding = ({ mark, words: text }: Finding): HTMLElement =>
  el('li', { class: mark }, words.marks[mark] ? el('strong', {}, words.marks[mark]) : undefined, el('span', {}, text));

function table({ id, title, rows = [], beside }: Part): HTMLElement | undefined {
  if (!rows.length) return undefined;
  const { name, value, from } = words.columns;
  const cell = (label: string, text: string): HTMLElement => el('td', { 'data-label': label }, text);
  return el(
    'details',
    { id: `${id}-settings` },
    el('summary', {}, words.settings.replace('{count}', String(rows.length))),
    el(
      'table',
      { 'aria-label': title },
      el('thead', {}, el('tr', {}, ...[name, value, from].map((column) => el('th', { scope: 'col' }, column)))),
      el(
        'tbody',
        {},
        ...rows.map(([key, held, origin]) =>
          el('tr', {}, el('th', { scope: 'row' }, key), cell(value, held), cell(from, origin)),
        ),
      ),
    ),
    beside && el('p', { class: 'beside' }, beside),
  );
}

function actionButton({ id, label, help, run }: Action): HTMLElement {
  const press = button(id, label, run);
  press.setAttribute('aria-describedby', `${id}-help`);
  return el('div', { class: 'action' }, press, el('span', { id: `${id}-help` }, help));
}

const part = (each: Part, level: 'h4' | undefined): HTMLElement =>
  el(
    'article',
    { id: each.id },
    level && el(level, {}, each.title),
    el('ul', {}, ...each.findings.map(finding)),
    each.facts && el('dl', {}, ...each.facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
    ...(each.actions ?? []).map(actionButton),
    table(each),
  );

const group = ({ id, title, parts }: Group): HTMLElement =>
  el(
    'section',
    { 'aria-labelledby': `${id}-title` },
    el('h3', { id: `${id}-title` }, title),
    ...parts.map((each) => part(each, each.title === title ? undefined : 'h4')),
  );

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
    this.#text = asText(report);
    const { activeElement } = this.#root;
    const open = [...this.#root.querySelectorAll('details[open]')].map(({ id }) => id);
    const summary = (): HTMLElement => el('ul', { class: 'summary' }, ...report.summary.map(finding));
    const wanted: [id: string, data: unknown, make: () => HTMLElement][] = [
      ['summary', report.summary, summary],
      ...report.groups.map((each): [string, unknown, () => HTMLElement] => [each.id, each, () => group(each)]),
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
