/**
 * Words in a question that explain themselves: each is a button in its place, and its meaning stands under the
 * question. For the youngest, who do not press, the meanings are always there. A leaf: only questions with such words load it.
 */
import { words as english } from '../locales/en/gloss.ts';
import { occurrences } from '../packs/glossary.ts';
import { css, fill, html, nothing, type Prompt, type WidgetHost } from '../core.ts';

/** The words stay as long as they were, also on paper, where no other button is; and the place to press is as high as any button's. */
export const styles = css`
  .gloss { position: relative; min-height: 0; padding: 0.75em 0; margin-block: -0.75em; border: 0; color: inherit; font-weight: inherit; text-align: start; text-decoration: underline dotted 2px; text-underline-offset: 0.2em }
  .gloss[aria-expanded='true'] { text-decoration-style: solid }
  @media print { .gloss { display: inline } }
  .meaning { padding: 0.6em 0.8em; border-inline-start: 4px solid var(--_accent); background: var(--_soft) }
`;

/** Which word is open, for each widget: a word of one question says nothing about another. */
const open = new WeakMap<WidgetHost, string>();

type Shown = [question: unknown, helper: unknown, meanings: unknown];

export function explain(
  widget: WidgetHost,
  { text, helper = '', gloss = {} }: Pick<Prompt, 'text' | 'helper' | 'gloss'>,
  isAlwaysShown: boolean,
): Shown {
  const words = widget.wordsOf('gloss', english);
  const tell = (word: string): string => fill(words.wordHelp, { word, meaning: gloss[word]! });
  if (isAlwaysShown) return [text, helper, Object.keys(gloss).map((word) => html`<p class="helper">${tell(word)}</p>`)];

  const keyOf = (word: string): string => `${text} ${word}`;
  const change = (to: string, say: string): void => {
    open.set(widget, to);
    widget.announce(say);
  };
  const inText = occurrences(text, Object.keys(gloss));
  const inHelper = occurrences(
    helper,
    Object.keys(gloss).filter((word) => inText.every((each) => each.word !== word)),
  );
  const isOpen = (word: string): boolean => open.get(widget) === keyOf(word);
  const mark = (line: string, found: typeof inText): unknown => {
    let end = 0;
    const parts = found.map(({ at, word }) => {
      const before = line.slice(end, at);
      end = at + word.length;
      const press = (): void => (isOpen(word) ? change('', '') : change(keyOf(word), tell(word)));
      const leave = ({ key }: KeyboardEvent): void => void (key === 'Escape' && isOpen(word) && change('', ''));
      return html`${before}<button type="button" class="gloss" aria-expanded=${isOpen(word)} aria-controls="meaning" @click=${press} @keydown=${leave}>${line.slice(at, end)}</button>`;
    });
    return [...parts, line.slice(end)];
  };
  const now = [...inText, ...inHelper].find(({ word }) => isOpen(word));
  return [
    mark(text, inText),
    mark(helper, inHelper),
    now ? html`<p id="meaning" class="meaning">${tell(now.word)}</p>` : nothing,
  ];
}
