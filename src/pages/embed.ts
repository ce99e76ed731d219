import type { WidgetName } from '../contract/envelope.ts';
import { english } from '../locales/index.ts';
import { linesOf, regionOf } from '../packs/index.ts';
import { findContent, type Content, type EmbedQuery, type EmbedSite } from './embed-content.ts';
import { plainForm } from './embed-form.ts';
import { attributes, html, rich, type Markup } from './markup.ts';

export type { EmbedQuery, EmbedSite } from './embed-content.ts';

const { lang, dir, strings } = english;

const call = (numbers: string): Markup[] =>
  numbers
    .split(/( ?\/ ?)/)
    .map((number, i) =>
      i % 2 ? html`${number}` : html`<a href="tel:${number.replace(/\s/g, '')}"><bdi dir="ltr">${number}</bdi></a>`,
    );

function helpStrip({ region = 'england', emergency: own = '', helpline: ownLines = '' }: EmbedSite): Markup {
  const { isOwn, emergency, helplines } = regionOf({ region, emergency: own, helpline: ownLines });
  const line = isOwn ? strings.helpLineOwn : strings.helpLine;
  const lines = html`${linesOf(helplines).map(([helpline, phone]) => html`${rich(line, { helpline, phone: html`${call(phone)}` })} `)}`;
  return html`<p>${rich(emergency ? strings.helpStrip : strings.helpStripNeutral, { lines, emergency: html`${call(emergency)}` })}</p>`;
}

/** What each widget's first screen needs, on a phone and on a desk: the published snippets keep the same free. */
export const HEIGHTS: Readonly<Record<WidgetName, string>> = {
  'question-card': 'clamp(360px,800px - 80vw,540px)',
  'mood-check-in': 'clamp(410px,990px - 65vw,760px)',
  'reflection-form': 'clamp(545px,1225px - 97vw,895px)',
  'newsletter-signup': 'clamp(570px,990px - 60vw,780px)',
};

const help = (site: EmbedSite): Markup => html`<div class="help">${helpStrip(site)}</div>`;

function frame(site: EmbedSite, title: string, main: Markup): string {
  return html`<!doctype html>
<html lang="${lang}" dir="${dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}${!!site.school && ` | ${site.school}`}</title>
${site.stylesheet && html`<link rel="stylesheet" href="${site.stylesheet}">`}
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`.text;
}

/** The file beside `l30.js` that belongs to hosted pages. */
const hosted = ({ script }: EmbedSite): Markup =>
  html`<script type="module" src="${script.replace(/l30\.js.*/, 'page/hosted.js')}"></script>`;

/** The snippet, with a form in the place of its link: whoever follows that link has nowhere else to go. */
function snippet(content: Content, site: EmbedSite): Markup {
  const { widget } = content;
  const own = attributes({
    class: `l30-${widget}`,
    'data-l30': widget,
    ...(widget === 'newsletter-signup' && {
      'data-list-name': site.listName,
      'data-frequency': site.frequency,
      'data-privacy-href': site.privacyHref,
    }),
    ...content.settings,
    style: `min-height:${HEIGHTS[widget]}`,
  });
  const shared = attributes({
    src: site.script,
    'data-site': site.site,
    'data-school': site.school,
    'data-endpoint': site.endpoint,
    'data-newsletter-endpoint': site.newsletterEndpoint,
    'data-readers': site.readers,
    'data-read-when': site.readWhen,
    'data-lead': site.lead,
    'data-public-keys': site.publicKeys,
    'data-trusted-adults': site.trustedAdults,
    'data-region': site.region,
    'data-emergency': site.emergency,
    'data-helpline': site.helpline,
  });
  // What helps stays inside, so that the widget's own strip takes its place and it is never there twice.
  return html`<div${own}><div class="plain">
${plainForm(content, site)}${widget !== 'newsletter-signup' && help(site)}
</div></div>
<script${shared} defer></script>
${hosted(site)}`;
}

/** Whether there is a page for this address; the route answers 404 where there is none, with the page that says so. */
export const hasEmbed = (widget: string, query: EmbedQuery): boolean =>
  'widget' in findContent(widget, query, new Date(0));

/**
 * The same page for a static host, where no server reads the address. It knows no school: what it shows
 * without script is for thinking and talking, and its settings come with `l30-config.js`.
 */
export function staticPage(widget: WidgetName): string {
  const site: EmbedSite = { site: '', school: '', script: '../l30.js', stylesheet: 'page.css' };
  const content = findContent(widget, {}, new Date(0)) as Content;
  const title = widget.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());
  return frame(
    site,
    title,
    html`<h1>${title}</h1>
<div data-hosted="${widget}" style="min-height:${HEIGHTS[widget]}"><div class="plain">
${plainForm(content, site)}${widget !== 'newsletter-signup' && help(site)}
</div></div>
<script src="${site.script}" defer></script>
${hosted(site)}`,
  );
}

/**
 * The hosted page of one widget, which every snippet's link leads to. It works without script, in a
 * frame, and for whoever filters scripts: a plain form that posts to the receiver, with the same
 * words above it and below it as the widget has.
 *
 * `query` says how the widget looks and what it asks: what `isHarmless` lets through, and a pack that
 * lies beside the script. Nothing else in it is read.
 */
export function embedPage(widget: string, query: EmbedQuery, site: EmbedSite, now = new Date()): string {
  const content = findContent(widget, query, now, site.script);
  if ('widget' in content) {
    return frame(site, content.title, html`<h1>${site.school}</h1>\n${snippet(content, site)}`);
  }
  const title = 'This page is not here';
  return frame(
    site,
    title,
    html`<h1>${title}</h1>
<div class="plain">
<p>${strings.adminNote}: ${content.problem}</p>
${help(site)}
</div>`,
  );
}
