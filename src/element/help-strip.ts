import { html, nothing, type TemplateResult } from 'lit';
import { pieces, type Strings } from '../locales/index.ts';
import { linesOf, regionOf } from '../packs/index.ts';
import type { Site } from '../settings/settings.ts';

/** Numbers that can be called, with what stands between two. */
export const call = (numbers: string): unknown[] =>
  numbers
    .split(/( ?\/ ?)/)
    .map((number, i): TemplateResult | string =>
      i % 2 ? number : html`<a href="tel:${number.replace(/[^\d+]/g, '')}"><bdi dir="ltr">${number}</bdi></a>`,
    );

/**
 * Help, on every pupil screen and the same for every child, in the same place. A page that shows its
 * own help says so in its source with `help="host-provides"`. An unknown region gets no number,
 * because a wrong one is worse, and nobody is told that a school's own number is free.
 */
export function helpStrip(text: Strings, site: Readonly<Site>): unknown {
  if (site.help === 'host-provides') return nothing;
  const { isOwn, emergency, helplines } = regionOf(site);
  const line = isOwn ? text.helpLineOwn : text.helpLine;
  return html`<div class="help" part="help">
    ${pieces<unknown>(emergency ? text.helpStrip : text.helpStripNeutral, {
      lines: linesOf(helplines).map(([helpline, phone]) => [
        pieces<unknown>(line, { helpline, phone: call(phone) }),
        ' ',
      ]),
      emergency: call(emergency),
    })}
  </div>`;
}
