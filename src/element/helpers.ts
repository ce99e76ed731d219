/**
 * Help besides the strip that every pupil has: the words for families in its place, and people nearby who can
 * help. A leaf; the strip itself waits for nothing.
 */
import { words as english } from '../locales/en/helpers.ts';
import regions from '../packs/regions.json' with { type: 'json' };
import { call, html, linesOf, nothing, pieces, readEndpoint, type Region, type WidgetHost } from '../core.ts';

/** Someone outside the school. `verifiedOn` is the day on which a person last looked whether it holds. */
export interface Partner {
  name: string;
  web?: string;
  phone?: string;
  verifiedOn?: string | null;
}

const told = new Set<string>();

/** The people in a setting, without those who have no name, or nothing to be reached by; tells the console what is wrong with it, once. */
export function partnersIn(setting: string): Partner[] {
  if (!setting) return [];
  const tell = (what: string): void => {
    if (!told.has(what)) console.error(`[l30] ${what}`);
    told.add(what);
  };
  try {
    const all = (JSON.parse(setting) as Partner[]).filter(
      (each) => typeof each?.name === 'string' && (typeof each.web === 'string' || typeof each.phone === 'string'),
    );
    const unchecked = all.filter(({ verifiedOn }) => !verifiedOn).map(({ name }) => name);
    if (unchecked.length)
      tell(
        `Nobody has noted that these partners can be reached: ${unchecked.join(', ')}. Call each number and open each address, then add "verifiedOn": "2026-09-01", with the day, to it in data-partners.`,
      );
    return all;
  } catch {
    tell(
      'The partners are not shown, because they are not a JSON list of people, each with a name, and a phone or web. An example: [{"name": "School nurse", "phone": "01632 960001", "web": "https://school.example/nurse", "verifiedOn": "2026-09-01"}].',
    );
    return [];
  }
}

/** The strip of a family's page: an adult reads it, so it names the school first and a line for adults. */
function familyStrip(widget: WidgetHost): unknown {
  const { region, emergency, lead } = widget.settings;
  const words = widget.wordsOf('helpers', english);
  const known = (Object.hasOwn(regions, region) ? regions[region as keyof typeof regions] : undefined) as
    Region | undefined;
  const numbers = known?.emergency ?? (region === 'other' ? emergency : '');
  return html`<div class="help" part="help">
    ${pieces<unknown>(numbers ? words.family : words.familyNeutral, {
      lead: lead || words.leadUnnamed,
      emergency: call(numbers),
      lines: linesOf(known?.adultLine ?? '').map(([name, phone]) =>
        pieces<unknown>(words.familyLine, { name, phone: call(phone) }),
      ),
    })}
  </div>`;
}

function partner({ name, web = '', phone = '' }: Partner): unknown {
  const address = readEndpoint(web);
  const named = 'url' in address ? html`<a href=${address.url} rel="noreferrer">${name}</a>` : name;
  return html`<p>${named} ${/\d/.test(phone) ? call(phone) : nothing}</p>`;
}

/** The help strip, for families in words of their own, and behind it people nearby. Nothing where the page has help of its own. */
export function helpAround(widget: WidgetHost, usual: unknown, isFamily: boolean): unknown {
  const { settings } = widget;
  if (settings.help === 'host-provides') return usual;
  const strip = isFamily ? familyStrip(widget) : usual;
  const partners = partnersIn(settings.partners);
  if (!partners.length) return strip;
  return html`${strip}
    <div class="help" part="help">
      <details>
        <summary>${widget.wordsOf('helpers', english).partners}</summary>
        ${partners.map(partner)}
      </details>
    </div>`;
}
