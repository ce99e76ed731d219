import { html, nothing, type TemplateResult } from 'lit';
import { pieces, type Strings } from '../locales/index.ts';
import { regions } from '../packs/index.ts';
import type { Site } from '../site/settings.ts';

const call = (number: string): TemplateResult =>
  html`<a href="tel:${number.replace(/\s/g, '')}"><bdi dir="ltr">${number}</bdi></a>`;

/**
 * Help, on every pupil screen and the same for every child, in the same place. A page that shows its
 * own help says so in its source with `help="host-provides"`. An unknown region gets no number,
 * because a wrong one is worse.
 */
export function helpStrip(text: Strings, site: Readonly<Site>): unknown {
  if (site.help === 'host-provides') return nothing;
  const region = regions[site.region];
  return html`<div class="help" part="help">
    ${region
      ? pieces<unknown>(text.helpStrip, {
          helpline: region.helpline,
          phone: call(region.phone),
          emergency: call(region.emergency),
        })
      : text.helpStripNeutral}
  </div>`;
}
