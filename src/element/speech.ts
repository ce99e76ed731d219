import type { ReactiveController } from 'lit';
import type { Answer } from '../contract/envelope.ts';
import { Leaf } from '../leaf.ts';
import { english, spokenTag, type Foreign, type Locale } from '../locales/index.ts';
import { langOf } from './lang-of.ts';
import type { WidgetHost } from './widget-host.ts';

/** All that languages besides English take. */
export const languages = new Leaf('element/languages', () => import('./languages.ts'));

const speakers = new Set<WidgetHost>();
let observer: MutationObserver | undefined;

/** A page may change its language at any time, for all of it or for a part. */
function hear(): void {
  observer ??= new MutationObserver(() => speakers.forEach((widget) => widget.requestUpdate()));
  observer.observe(document, { attributeFilter: ['lang'], subtree: true });
}

/** The language that a widget speaks: that of its place on the page, once its words are there, and else English. */
export class Speech implements ReactiveController {
  /** What stands above a translation that no person has checked. */
  note: unknown;
  #words: Locale['words'];
  /** Whoever is here would rather read English. */
  #isEnglish = false;

  constructor(private readonly widget: WidgetHost) {
    widget.addController(this);
  }

  hostConnected(): void {
    speakers.add(this.widget);
    hear();
  }

  hostDisconnected(): void {
    speakers.delete(this.widget);
  }

  meet(): Locale {
    const { widget } = this;
    const tag = spokenTag(langOf(widget));
    const leaf = tag ? widget.use(languages) : undefined;
    const spoken = tag && leaf?.speak(widget, { tag, isEnglish: this.#isEnglish, choose: this.#choose });
    this.note = spoken ? spoken.note : undefined;
    const locale = (spoken && spoken.locale) || english;
    this.#words = locale.words;
    return locale;
  }

  #choose = (isEnglish: boolean): void => {
    this.#isEnglish = isEnglish;
    this.widget.requestUpdate();
  };

  words<T extends Readonly<Record<string, string>>>(part: string, ours: T): Readonly<Record<keyof T, string>> {
    return this.#words?.(part, ours) ?? ours;
  }
}

/** An answer as it travels: words as they are, and the language of its question where that is not the language around it. */
export function spoken(answer: Answer): Answer {
  const { lang } = answer.question as unknown as Partial<Foreign>;
  return lang ? { ...(JSON.parse(JSON.stringify(answer)) as Answer), lang } : answer;
}
