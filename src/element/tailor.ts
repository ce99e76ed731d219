/**
 * What a school makes its own: pictures, texts, choices that it does not offer, a word about the widget, and
 * something to watch. A leaf: a page that asks for none of this never loads it, and where it cannot come, all stays
 * as it is.
 */
import { words as english } from '../locales/en/about.ts';
import type { Locale } from '../locales/index.ts';
import { WAYS_OUT, WAYS_TO_HELP } from '../packs/ways-out.ts';
import type { Kit } from './kit.ts';
import type { OwnWords } from './own-words.ts';
import { picturesFrom, styles as pictureStyles } from './pictures.ts';
import type { Site } from '../settings/settings.ts';
import type { Trouble } from '../settings/trouble.ts';
import { faultOf, filmOf, watch } from './watch.ts';

export const styles = `
  ${pictureStyles}
  .watch video { max-width: 100%; border-radius: var(--_radius); background: #000 }
`;

/** What is never taken from anyone: how they feel, that they want to talk, and whose hand wrote. */
const WHOLE = ['mood', 'talk', 'scribed'];

const KEPT = [...WAYS_OUT, ...WAYS_TO_HELP];

const namesIn = (setting: string): string[] => setting.split(/[\s,;]+/).filter(Boolean);

/** The choices less those that a school does not offer. What someone has chosen stays, and so does a list that would have nothing left but its ways out. */
function lessen(kit: Kit, hidden: readonly string[]): Kit['entries']['offer'] {
  return (id, choices) => {
    if (WHOLE.includes(id)) return choices;
    const left = choices.filter(
      (choice) => !hidden.includes(choice.id) || KEPT.includes(choice.id) || kit.entered(id).includes(choice.id),
    );
    return left.some((choice) => !WAYS_OUT.includes(choice.id)) ? left : choices;
  };
}

/** Two plain sentences about a widget, or the school's own. */
function aboutIn(kit: Kit, widget: string, about: string): unknown {
  const words = kit.own?.('about', english) ?? english;
  const ours: Readonly<Record<string, string>> = {
    'l30-question-card': words.questionCard,
    'l30-mood-check-in': words.moodCheckIn,
    'l30-reflection-form': words.reflectionForm,
    'l30-newsletter-signup': words.newsletterSignup,
  };
  return kit.html`<details part="about"><summary>${words.title}</summary><p>${about === 'yes' ? ours[widget] : about}</p></details>`;
}

let own: typeof import('./own-words.ts') | undefined;
let coming: Promise<unknown> | undefined;

/** The texts in a setting. Until what reads them is there, and where it cannot come, none: then it is asked for again with the next drawing. */
function readWords(kit: Kit, setting: string): OwnWords {
  if (setting && !own) {
    coming ??= kit.leaf('element/own-words').then((module) => (own = module as typeof own));
    coming.then(kit.redraw, () => (coming = undefined));
  }
  return setting && own ? own.readWords(setting) : { texts: new Map(), faults: [] };
}

type Tailored = [
  locale: Locale,
  pictures: ReturnType<typeof picturesFrom>,
  more: unknown,
  trouble: Trouble | undefined,
];

/** Fits a widget to its school: gives its language in the school's words, its pictures, what else stands on the card, and what is wrong with what the school has set. */
export function tailor(
  host: Element,
  kit: Kit,
  { symbols, words, about, hideChoices }: Readonly<Site>,
  locale: Locale,
): Tailored {
  const pictures = symbols ? picturesFrom(symbols, kit) : undefined;
  const read = readWords(kit, words);
  kit.own = (part, ours) =>
    Object.fromEntries(
      Object.entries(ours).map(([key, text]) => [key, read.texts.get(`${part}.${key}`) ?? text]),
    ) as typeof ours;
  const hidden = namesIn(hideChoices);
  kit.entries.offer = lessen(kit, hidden);
  const film = host.localName === 'l30-question-card' && host.hasAttribute('watch') ? filmOf(host) : undefined;
  const kept = hidden.filter((id) => KEPT.includes(id));
  const picture = host.querySelector('img:not([alt])');
  const faults = [
    ...(read.faults.length ? [`Some of the words are not used: ${read.faults.join(' ')}`] : []),
    ...(kept.length
      ? [`The choices ${kept.join(', ')} are not hidden: each is a way out, or leads to someone who helps.`]
      : []),
    ...(film && faultOf(film) ? [faultOf(film)] : []),
    ...(picture
      ? [
          `The picture ${picture.getAttribute('src') ?? ''} has no alt. Add alt="..." with what it shows, or alt="" if it says nothing.`,
        ]
      : []),
  ];
  const trouble: Trouble | undefined =
    symbols && !pictures ? { kind: 'symbols' } : faults.length ? { kind: 'own', words: faults.join(' ') } : undefined;
  const more = [
    film && !faultOf(film) ? watch(kit, film, locale.lang) : kit.nothing,
    about ? aboutIn(kit, host.localName, about) : kit.nothing,
  ];
  return [
    read.texts.size ? { ...locale, strings: own!.withOwn(locale.strings, read) } : locale,
    pictures,
    more,
    trouble,
  ];
}
