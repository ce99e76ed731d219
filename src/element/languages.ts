/**
 * All that languages besides English take: their words, as leaves of their own, and what stands in English because it
 * has no translation, or because nobody has checked the one that there is. A leaf: a page in English never loads it.
 */
import {
  css,
  english,
  html,
  Leaf,
  nothing,
  type Foreign,
  type Locale,
  type Pack,
  type Prompt,
  type Scale,
  type WidgetHost,
} from '../core.ts';

export const styles = css`
  .draft {
    display: flex;
    flex-wrap: wrap;
    gap: 0.6em;
    align-items: center;
    justify-content: space-between;
  }
`;

type Texts = Readonly<Record<string, string>>;

/** What the leaf `locales/<tag>/core` says of its language. */
export interface Language {
  lang: string;
  dir: 'ltr' | 'rtl';
  /** As its speakers call it. */
  name: string;
  status: 'machine-draft' | 'community' | 'professional';
  packs: readonly string[];
  scales: readonly string[];
}

/** Texts of one part of a language; those that may not stand are left out. */
interface Part {
  words: Partial<Texts>;
}

type Core = Part & { language: Language };

interface Mark {
  lang: string;
  dir: 'ltr' | 'rtl';
}

class Words extends String implements Foreign {
  constructor(
    text: string,
    readonly lang: string,
    readonly dir: 'ltr' | 'rtl',
  ) {
    super(text);
  }

  like(text: string): string {
    return new Words(text, this.lang, this.dir) as unknown as string;
  }

  /** Lit draws what is in a list, so that these words bring an element of their own. */
  override *[Symbol.iterator](): StringIterator<string> {
    yield html`<span lang=${this.lang} dir=${this.dir}>${this.toString()}</span>` as unknown as string;
  }
}

const marked = (text: string, { lang, dir }: Mark): string => new Words(text, lang, dir) as unknown as string;

const leaves = new Map<string, Leaf<Part>>();

function partOf(tag: string, part: string): Leaf<Part> {
  const name = `locales/${tag}/${part}`;
  const leaf =
    leaves.get(name) ?? new Leaf<Part>(name, async () => (await import('../locales/shelf.ts')).partOf(tag, part));
  leaves.set(name, leaf);
  return leaf;
}

/** English texts with those of a translation in their places. */
function translated<T extends Texts>(ours: T, { words }: Part): T {
  return Object.fromEntries(Object.entries(ours).map(([key, text]) => [key, words[key] ?? marked(text, english)])) as T;
}

const inEnglish = <T extends Texts>(ours: T): T => translated(ours, { words: {} });

const known = new WeakMap<Part, Map<Texts, Texts>>();

/** As `translated`, made once. */
function translatedOnce<T extends Texts>(ours: T, part: Part): T {
  const made = known.get(part) ?? new Map<Texts, Texts>();
  known.set(part, made);
  if (!made.has(ours)) made.set(ours, translated(ours, part));
  return made.get(ours) as T;
}

interface Wish {
  tag: string;
  /** Whoever is here would rather read English. */
  isEnglish: boolean;
  choose: (isEnglish: boolean) => void;
}

interface Spoken {
  /** Nothing where the page stays in English. */
  locale?: Locale;
  /** What stands above a translation that no person has checked. */
  note: unknown;
}

/** The language of a widget, once its words are there. */
export function speak(widget: WidgetHost, { tag, isEnglish, choose }: Wish): Spoken | undefined {
  const core = partOf(tag, 'core').want(widget) as Core | undefined;
  if (!core) return undefined;
  const { lang, dir, name, status, packs, scales } = core.language;
  const isDraft = status === 'machine-draft';
  if (isDraft && !widget.settings.allowDrafts) return { note: nothing };
  const strings = translatedOnce(english.strings, core);
  const note = html`<p class="draft note">
    ${isEnglish ? nothing : html`<span>${strings.draft}</span>`}
    <button type="button" class="quiet" lang=${isEnglish ? lang : nothing} @click=${() => choose(!isEnglish)}>
      ${isEnglish ? name : strings.showEnglish}
    </button>
  </p>`;
  if (isEnglish) return { note };
  return {
    note: isDraft ? note : nothing,
    locale: {
      lang,
      dir,
      strings,
      packs,
      scales,
      words(part, ours) {
        const there = partOf(tag, part).want(widget);
        return there ? translatedOnce(ours, there) : inEnglish(ours);
      },
    },
  };
}

const isSame = (one: string, other: string): boolean => one.split('-')[0] === other.split('-')[0];

const shown = new WeakMap<object, Map<string, object>>();

/** A pack or a scale with every word that is in another language than the widget's marked as such. */
export function inTheirLanguage<T extends Pack | Scale>(content: T, locale: Locale): T {
  const made = shown.get(content) ?? new Map<string, object>();
  shown.set(content, made);
  if (!made.has(locale.lang)) made.set(locale.lang, markContent(content, locale));
  return made.get(locale.lang) as T;
}

const WORDS = ['title', 'text', 'helper', 'easy', 'adult', 'question', 'full'];

function markContent<T extends Pack | Scale>(content: T, locale: Locale): T {
  const mark = <V>(value: V, own: Mark | undefined): V => {
    if (Array.isArray(value)) return value.map((each: unknown) => mark(each, own)) as V;
    if (typeof value !== 'object' || !value) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]: [string, unknown]) => {
        if (key === 'prompts') return [key, (each as Prompt[]).map((prompt) => mark(prompt, markOf(prompt, own)))];
        if (typeof each === 'string') return [key, own && WORDS.includes(key) ? marked(each, own) : each];
        if (key === 'gloss') return [key, own ? glossIn(each as Texts, own) : each];
        if (key === 'notFor' || key === 'adultGuide') return [key, guideIn(each as string[], own)];
        return [key, mark(each, own)];
      }),
    ) as V;
  };
  const markOf = ({ lang, dir = 'ltr' }: Partial<Mark>, outer?: Mark): Mark | undefined =>
    lang ? (isSame(lang, locale.lang) ? undefined : { lang, dir }) : outer;
  const glossIn = (gloss: Texts, own: Mark): Texts =>
    Object.fromEntries(Object.entries(gloss).map(([word, means]) => [word, marked(means, own)]));
  const guideIn = (lines: string[], own: Mark | undefined): string[] => {
    const language = 'guideLang' in content && content.guideLang ? markOf(content.guideLang) : own;
    return language ? lines.map((line) => marked(line, language)) : lines;
  };
  return mark(content, markOf(content));
}
