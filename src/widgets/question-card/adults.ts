/** What stands beside the question for whoever is in charge: what the pack is not for, how to help, and its questions on paper. */
import { words as english } from '../../locales/en/card.ts';
import { css, html, nothing, type Pack, type Prompt, type PupilHost } from '../../core.ts';

export const styles = css`
  .paper { margin-block-start: -0.9em }
`;

/** The rest of the page is out of the way on paper, and the paper out of the way on the screen. */
const PAGE = `
  @media screen { [data-l30-paper] { display: none !important } }
  @media print {
    @page { size: A4; margin: 10mm }
    html, body { margin: 0 !important; padding: 0 !important; border: 0 !important; width: auto !important; min-height: 0 !important; background: #fff !important; display: block !important }
    body > :not([data-l30-paper]) { display: none !important }
    body::before, body::after { display: none !important }
  }
`;

const PAPER = `
  :host { all: initial; display: block; color: #000; background: #fff; font-family: system-ui, sans-serif; font-size: 12pt; line-height: 1.3 }
  * { box-sizing: border-box; margin: 0; padding: 0 }
  ol { list-style: none }
  .sheet h1 { font-size: 20pt; margin-block-end: 2mm }
  .sheet li { padding-block: 4mm; border-block-end: 0.3mm solid #000; break-inside: avoid }
  .sheet h2 { font-size: 15pt }
  .sheet .helper { font-size: 12pt; margin-block-start: 1mm }
  .sheet footer { margin-block-start: 5mm; break-inside: avoid }
  .cards { display: grid; grid-template-columns: 85mm 85mm; grid-auto-rows: 55mm; justify-content: center }
  .cards li { display: flex; flex-direction: column; gap: 1.5mm; padding: 4mm; overflow: hidden; border: 0.2mm dashed #000; margin: 0 -0.2mm -0.2mm 0; break-inside: avoid }
  .cards h2 { font-size: 13pt; line-height: 1.2 }
  .cards .title, .cards footer { font-size: 7pt }
  .cards .helper { font-size: 9pt }
  .cards footer { margin-block-start: auto }
`;

interface OnPaper {
  pack: Pack;
  prompts: readonly Prompt[];
  school: string;
  help: string;
}

/** An element with words in it, whichever way they run; none without words. */
function element(name: string, className: string, ...inside: (Node | string | undefined)[]): HTMLElement {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.dir = 'auto';
  made.append(...inside.filter((each) => each !== undefined));
  return made;
}

const helperOf = ({ helper }: Prompt): HTMLElement | undefined => (helper ? element('p', 'helper', helper) : undefined);

const footOf = ({ school, help }: OnPaper): HTMLElement =>
  element('footer', '', ...(school ? [element('p', 'school', school)] : []), element('p', '', help));

const sheetOf = (paper: OnPaper): HTMLElement =>
  element(
    'div',
    'sheet',
    element('h1', '', paper.pack.title),
    element('ol', '', ...paper.prompts.map((each) => element('li', '', element('h2', '', each.text), helperOf(each)))),
    footOf(paper),
  );

/** As large as a bank card, so that they fit a pocket or a lanyard. The help stands on each, because each goes its own way. */
const cardsOf = (paper: OnPaper): HTMLElement =>
  element(
    'ol',
    'cards',
    ...paper.prompts.map((each) =>
      element(
        'li',
        '',
        element('p', 'title', paper.pack.title),
        element('h2', '', each.text),
        helperOf(each),
        footOf(paper),
      ),
    ),
  );

function sheetFrom(css: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

let clear = (): void => undefined;

/** Prints one thing from any page, and leaves the page as it was. Adopted rules need no leave of a content security policy. */
function print(lang: string, inside: HTMLElement): void {
  clear();
  const holder = document.createElement('div');
  holder.dataset['l30Paper'] = '';
  holder.lang = lang;
  const root = holder.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [sheetFrom(PAPER)];
  root.append(inside);
  const page = sheetFrom(PAGE);
  clear = () => {
    holder.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== page);
    removeEventListener('afterprint', clear);
  };
  document.body.append(holder);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
  // Where printing goes on beside the script, the paper has to stay until it is done.
  addEventListener('afterprint', clear);
  window.print();
}

interface Shown {
  pack: Pack;
  prompts: readonly Prompt[];
  /** Whether nobody has moved on yet. */
  isFirst: boolean;
  /** Whether the pupil is alone. */
  isAlone: boolean;
}

export function adults(widget: PupilHost, { pack, prompts, isFirst, isAlone }: Shown): unknown {
  const words = widget.wordsOf('card', english);
  const { school } = widget.settings;
  const { notFor = [], adultGuide = [] } = pack;
  const all = (texts: readonly string[]): unknown => texts.map((text) => html`<p>${widget.say(text)}</p>`);
  const onPress = (make: (paper: OnPaper) => HTMLElement) => () => {
    const strip = widget.shadowRoot!.querySelector('.help')?.textContent ?? '';
    const help = strip.replace(/\s+/g, ' ').trim() || words.helpOnPaper;
    print(pack.lang, make({ pack, prompts, school, help }));
  };
  const guide = html`<details>
    <summary>${isFirst && notFor.length ? words.forAdultsFirst : words.forAdults}</summary>
    <div class="fields">
      ${
        notFor.length
          ? html`<h3>${words.notForTitle}</h3>
            ${all(notFor)}
            <h3>${words.guideTitle}</h3>`
          : nothing
      }
      ${all(adultGuide)}
    </div>
  </details>`;
  const printing = html`<details class="paper">
    <summary>${words.print}</summary>
    <div class="buttons">
      <button type="button" @click=${onPress(cardsOf)}>${words.printCards}</button>
      <button type="button" @click=${onPress(sheetOf)}>${words.printSheet}</button>
    </div>
  </details>`;
  return html`${isAlone && isFirst ? html`<p class="helper">${words.alone}</p>` : nothing}
    ${adultGuide.length ? guide : nothing} ${'adoptedStyleSheets' in document ? printing : nothing}`;
}
