/**
 * Help besides the strip that every pupil has: the words for families in its place, and people nearby who can
 * help. A leaf; the strip itself waits for nothing.
 */
import { words } from '../locales/en/helpers.ts';
import { pieces } from '../locales/index.ts';
import { linesOf, type Region } from '../packs/index.ts';
import regions from '../packs/regions.json' with { type: 'json' };
import { readEndpoint } from '../settings/endpoint.ts';
import type { Kit } from './kit.ts';
import type { Site } from '../settings/settings.ts';

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

type Settings = Pick<Site, 'region' | 'emergency' | 'lead' | 'partners' | 'help'>;

const call = ({ html }: Kit, numbers: string): unknown[] =>
  numbers
    .split(/( ?\/ ?)/)
    .map((number, i) =>
      i % 2 ? number : html`<a href="tel:${number.replace(/[^\d+]/g, '')}"><bdi dir="ltr">${number}</bdi></a>`,
    );

/** The strip of a family's page: an adult reads it, so it names the school first and a line for adults. */
function familyStrip(kit: Kit, { region, emergency, lead }: Settings): unknown {
  const known = (Object.hasOwn(regions, region) ? regions[region as keyof typeof regions] : undefined) as
    Region | undefined;
  const numbers = known?.emergency ?? (region === 'other' ? emergency : '');
  return kit.html`<div class="help" part="help">${pieces<unknown>(numbers ? words.family : words.familyNeutral, {
    lead: lead || words.leadUnnamed,
    emergency: call(kit, numbers),
    lines: linesOf(known?.adultLine ?? '').map(([name, phone]) =>
      pieces<unknown>(words.familyLine, { name, phone: call(kit, phone) }),
    ),
  })}</div>`;
}

function partner(kit: Kit, { name, web = '', phone = '' }: Partner): unknown {
  const { html, nothing } = kit;
  const address = readEndpoint(web);
  return html`<p>${'url' in address ? html`<a href=${address.url} rel="noreferrer">${name}</a>` : name} ${/\d/.test(phone) ? call(kit, phone) : nothing}</p>`;
}

/** The help strip, for families in words of their own, and behind it people nearby. Nothing where the page has help of its own. */
export function helpAround(kit: Kit, usual: unknown, settings: Settings, isFamily: boolean): unknown {
  const { html } = kit;
  if (settings.help === 'host-provides') return usual;
  const strip = isFamily ? familyStrip(kit, settings) : usual;
  const partners = partnersIn(settings.partners);
  return partners.length
    ? html`${strip}<div class="help" part="help"><details><summary>${words.partners}</summary>${partners.map((each) => partner(kit, each))}</details></div>`
    : strip;
}
