import type { LitElement } from 'lit';
import type { Locale } from '../locales/index.ts';
import type { Kit } from './kit.ts';
import type { Site } from '../settings/settings.ts';
import type { Trouble } from '../settings/trouble.ts';
import { drawFrom } from './draw.ts';
import { Part } from './part.ts';

/** What a school has of its own: pictures in place of our drawings, texts in place of ours, and more that stands on the card. */
export class Own {
  /** What is wrong with it, once that is known. */
  trouble: Trouble | undefined;
  /** What stands under the screen of the widget. */
  more: unknown;
  #tailor: Part<typeof import('./tailor.ts')>;

  constructor(
    private readonly host: LitElement,
    private readonly kit: Kit,
  ) {
    this.#tailor = new Part(host, 'element/tailor');
  }

  /** Makes the pictures ready that the widget is about to draw with, and gives the language in the school's own words. */
  fit(site: Readonly<Site>, locale: Locale): Locale {
    const { host, kit } = this;
    if (
      site.symbols ||
      site.words ||
      site.about ||
      site.hideChoices ||
      host.hasAttribute('watch') ||
      host.querySelector('img:not([alt])')
    )
      this.#tailor.want();
    // Once it is there it is always asked, because what is taken back has to be undone.
    const [own = locale, pictures, more, trouble] = this.#tailor.value?.tailor(host, kit, site, locale) ?? [];
    drawFrom(pictures);
    this.more = more;
    this.trouble = trouble;
    return own;
  }
}
