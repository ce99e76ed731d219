/**
 * What a school makes its own: pictures, texts, choices that it does not offer, a word about the widget, and
 * something to watch. A leaf: a page that asks for none of this never loads it, and where it cannot come, all stays
 * as it is.
 */
import {
  css,
  html,
  Leaf,
  nothing,
  type Entries,
  type Locale,
  type OwnWords,
  type Site,
  type Tailored,
  type WidgetHost,
} from '../core.ts';
import { words as english } from '../locales/en/about.ts';
import { WAYS_OUT, WAYS_TO_HELP } from '../packs/ways-out.ts';
import { picturesFrom, styles as pictureStyles } from './pictures.ts';
import { faultOf, filmOf, watch } from './watch.ts';

export const styles = css`
  ${pictureStyles}
  .watch video {
    max-width: 100%;
    border-radius: var(--_radius);
    background: #000;
  }
`;

/** What is never taken from anyone: how they feel, that they want to talk, and whose hand wrote. */
const WHOLE = ['mood', 'talk', 'scribed'];

const KEPT = [...WAYS_OUT, ...WAYS_TO_HELP];

const namesIn = (setting: string): string[] => setting.split(/[\s,;]+/).filter(Boolean);

/** The choices less those that a school does not offer. What someone has chosen stays, and so does a list that would have nothing left but its ways out. */
function lessen(entries: Entries, hidden: readonly string[]): Entries['offer'] {
  return (id, choices) => {
    if (WHOLE.includes(id)) return choices;
    const left = choices.filter(
      (choice) => !hidden.includes(choice.id) || KEPT.includes(choice.id) || entries.all(id).includes(choice.id),
    );
    return left.some((choice) => !WAYS_OUT.includes(choice.id)) ? left : choices;
  };
}

/** Two plain sentences about a widget, or the school's own. */
function aboutIn(widget: WidgetHost, about: string): unknown {
  const words = widget.wordsOf('about', english);
  const ours: Readonly<Record<string, string>> = {
    'l30-question-card': words.questionCard,
    'l30-mood-check-in': words.moodCheckIn,
    'l30-reflection-form': words.reflectionForm,
    'l30-newsletter-signup': words.newsletterSignup,
  };
  return html`<details part="about">
    <summary>${words.title}</summary>
    <p>${about === 'yes' ? ours[widget.localName] : about}</p>
  </details>`;
}

const reader = new Leaf('element/own-words', () => import('./own-words.ts'));

/** Until what reads them is there, and where it cannot come. */
const NO_WORDS: OwnWords = { texts: new Map(), faults: [] };

/** Fits a widget to its school. */
export function tailor(widget: WidgetHost, site: Readonly<Site>, locale: Locale): Tailored {
  const { symbols, about } = site;
  const pictures = symbols ? picturesFrom(widget, symbols) : undefined;
  const own = site.words ? widget.use(reader) : undefined;
  const { texts, faults } = own?.readWords(site.words) ?? NO_WORDS;
  const hidden = namesIn(site.hideChoices);
  widget.entries.offer = lessen(widget.entries, hidden);
  const film = widget.localName === 'l30-question-card' && widget.hasAttribute('watch') ? filmOf(widget) : undefined;
  const filmFault = film ? faultOf(film) : '';
  const kept = hidden.filter((id) => KEPT.includes(id));
  const picture = widget.querySelector('img:not([alt])');
  const wrong = [
    faults.length ? `Some of the words are not used: ${faults.join(' ')}` : '',
    kept.length
      ? `The choices ${kept.join(', ')} are not hidden: each is a way out, or leads to someone who helps.`
      : '',
    filmFault,
    picture
      ? `The picture ${picture.getAttribute('src') ?? ''} has no alt. Add alt="..." with what it shows, or alt="" if it says nothing.`
      : '',
  ].filter(Boolean);
  return {
    locale: own && texts.size ? { ...locale, strings: own.withOwn(locale.strings, texts) } : locale,
    texts,
    pictures,
    more: () => [film && !filmFault ? watch(widget, film) : nothing, about ? aboutIn(widget, about) : nothing],
    trouble:
      symbols && !pictures ? { kind: 'symbols' } : wrong.length ? { kind: 'own', words: wrong.join(' ') } : undefined,
  };
}
