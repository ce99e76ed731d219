import { Leaf } from '../leaf.ts';
import type { Locale } from '../locales/index.ts';
import type { Site } from '../settings/settings.ts';
import type { Trouble } from '../settings/trouble.ts';
import { drawFrom } from './draw.ts';
import type { WidgetHost } from './widget-host.ts';

const tailoring = new Leaf('element/tailor', () => import('./tailor.ts'));

/** Texts that a school puts in place of ours, by their keys, and what is wrong with those that are not used. */
export interface OwnWords {
  texts: ReadonlyMap<string, string>;
  faults: readonly string[];
}

/** What a widget becomes at its school. */
export interface Tailored {
  locale: Locale;
  /** The school's texts by their keys. */
  texts: OwnWords['texts'];
  pictures: ((id: string, className: string) => unknown) | undefined;
  /** What else stands on the card; drawn when the texts hold. */
  more(): unknown;
  /** What is wrong with what the school has set. */
  trouble: Trouble | undefined;
}

/** What a school has of its own: pictures in place of our drawings, texts in place of ours, and more that stands on the card. */
export class Own {
  /** What is wrong with it, once that is known. */
  trouble: Trouble | undefined;
  /** What stands under the screen of the widget. */
  more: unknown;
  #texts: Tailored['texts'] | undefined;
  #isTailored = false;

  constructor(private readonly widget: WidgetHost) {}

  /** Makes the pictures ready that the widget is about to draw with, and gives the language in the school's own words. */
  fit(site: Readonly<Site>, locale: Locale): Locale {
    const { widget } = this;
    const asksForMore =
      site.symbols ||
      site.words ||
      site.about ||
      site.hideChoices ||
      widget.hasAttribute('watch') ||
      widget.querySelector('img:not([alt])');
    // Once it is there it is always asked, because what is taken back has to be undone.
    const tailor = asksForMore || this.#isTailored ? widget.use(tailoring) : undefined;
    const own = tailor?.tailor(widget, site, locale);
    drawFrom(own?.pictures);
    this.#isTailored = !!own;
    this.#texts = own?.texts;
    this.more = own?.more();
    this.trouble = own?.trouble;
    return own?.locale ?? locale;
  }

  /** The texts of a leaf with the school's in place of ours. */
  words<T extends Readonly<Record<string, string>>>(part: string, ours: T): Readonly<Record<keyof T, string>> {
    const texts = this.#texts;
    if (!texts?.size) return ours;
    return Object.fromEntries(
      Object.entries(ours).map(([key, text]) => [key, texts.get(`${part}.${key}`) ?? text]),
    ) as Record<keyof T, string>;
  }
}
