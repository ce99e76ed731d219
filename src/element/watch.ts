/** Something to watch beside a question: a film of the school's own, or a link to one elsewhere, with words that say the same. */
import { words as english } from '../locales/en/watch.ts';
import { html, readEndpoint, type WidgetHost } from '../core.ts';

/** Read from the tag, because few pages have them. */
export interface Film {
  /** Address of the film, or of a page that shows it. */
  href: string;
  captions: string;
  title: string;
  /** What the film says, for whoever does not watch it. */
  words: string;
}

export const filmOf = (host: Element): Film => {
  const read = (name: string): string => host.getAttribute(name)?.trim() ?? '';
  return {
    href: read('watch'),
    captions: read('watch-captions'),
    title: read('watch-title'),
    words: read('watch-words'),
  };
};

const FILM = /\.(?:mp4|m4v|webm|ogv)$/i;

const ownAddress = (setting: string): string => {
  const read = readEndpoint(setting);
  return 'url' in read && new URL(read.url).origin === location.origin ? read.url : '';
};

/** A film that this page can show itself. One that lies elsewhere is a link: nobody is asked for anything before it is pressed. */
const isShownHere = ({ href }: Film): boolean => FILM.test(ownAddress(href).replace(/[?#].*/, ''));

/** What keeps a film from being offered; nothing where it can be. */
export function faultOf(film: Film): string {
  const read = readEndpoint(film.href);
  if (!('url' in read) || !read.url.startsWith('http'))
    return 'The film in watch is not offered, because its address does not start with https:// or, for this same site, with one /.';
  if (!film.words)
    return 'The film in watch is not offered, because some people cannot watch it. Add data-watch-words="..." with what it says, in a few sentences.';
  if (isShownHere(film) && !ownAddress(film.captions))
    return 'The film in watch is not offered, because some people cannot hear it. Add data-watch-captions="/film.vtt", a file of captions on this same site.';
  return '';
}

/** Widgets whose film was asked for, by its address. */
const asked = new WeakMap<WidgetHost, string>();

export function watch(widget: WidgetHost, film: Film): unknown {
  const words = widget.wordsOf('watch', english);
  const title = film.title || words.title;
  const show = (event: Event): void => {
    const root = (event.target as Element).getRootNode() as ShadowRoot;
    asked.set(widget, film.href);
    widget.requestUpdate();
    // The button under the finger is gone.
    setTimeout(() => root.querySelector('video')?.focus());
  };
  const here = isShownHere(film);
  return html`<div class="fields watch">
    ${
      here && asked.get(widget) === film.href
        ? html`<video controls preload="metadata" src=${ownAddress(film.href)} aria-label=${title}><track kind="captions" default src=${ownAddress(film.captions)} srclang=${widget.locale.lang} /></video>`
        : here
          ? html`<div class="buttons"><button type="button" @click=${show}>${title}</button></div>`
          : html`<p><a href=${film.href} target="_blank" rel="noreferrer">${title}</a> ${words.elsewhere}</p>`
    }
    <p>${film.words}</p>
  </div>`;
}
