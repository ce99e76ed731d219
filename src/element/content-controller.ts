import type { Leaf } from '../leaf.ts';
import { english } from '../locales/index.ts';
import type { Pack, Scale } from '../packs/index.ts';
import { troubleOf, type Trouble } from '../settings/trouble.ts';
import { UnusablePack, type Shelf } from './content.ts';
import { languages } from './speech.ts';
import type { WidgetHost } from './widget-host.ts';

/**
 * Holds the pack or scale a widget shows. What is built in is there at once, and the whole takes its place when it
 * has come; should it not come, the first stays.
 */
export class ContentController<T extends Pack | Scale> {
  value: T | undefined;
  trouble: Trouble | undefined;

  constructor(
    private readonly host: WidgetHost,
    private readonly shelf: Shelf<T>,
    /** Whether what is built in is not enough. */
    private readonly wantsWhole: (builtIn: T) => boolean = () => false,
  ) {}

  /** Looks for content by id, or for the one of `own`, and asks for what is not there yet. */
  want(id: string, own?: Leaf<{ default: T }>): void {
    this.trouble = undefined;
    const found = this.#find(id, own);
    this.value = found && this.#marked(found);
  }

  #find(id: string, own: Leaf<{ default: T }> | undefined): T | undefined {
    const { host } = this;
    const { what, known, builtIn, inLanguage, leafOf } = this.shelf;
    if (!own && !known.includes(id)) {
      this.trouble = { kind: 'unknown', what, name: id, known };
      return undefined;
    }
    const isTranslated = !own && inLanguage(host.locale)?.includes(id);
    const core = own || isTranslated ? undefined : builtIn[id];
    if (core && !this.wantsWhole(core)) return core;
    const leaf = own ?? leafOf(isTranslated ? host.locale.lang.toLowerCase() : 'en', id);
    const value = leaf.want(host)?.default ?? core;
    if (value || !leaf.error) return value;
    // A translation that does not come is no reason to show nothing.
    if (isTranslated) return builtIn[id] ?? leafOf('en', id).want(host)?.default;
    this.trouble =
      own && !(leaf.error instanceof UnusablePack) ? { kind: 'leaf', name: 'element/own-pack' } : troubleOf(leaf);
    return undefined;
  }

  /** With words in another language than the widget's marked as such. */
  #marked(content: T): T {
    const { locale } = this.host;
    const isOther = locale.lang !== english.lang || !content.lang.startsWith('en');
    return (isOther && this.host.use(languages)?.inTheirLanguage(content, locale)) || content;
  }
}
