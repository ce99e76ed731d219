import * as v from 'valibot';

/** One school: which pages, besides those served by the receiver itself, may send for it. */
export interface Site {
  /** Origins as browsers send them (`https://www.hollybrook.example`), or the literal `null`. */
  readonly origins: readonly string[];
}

/** Schools by id: the `site` in an envelope, and the tenant in the store. */
export type Sites = Readonly<Record<string, Site>>;

/** What a receiver without settings serves: one school, and only pages that it serves itself. */
const DEFAULT: Sites = { school: { origins: [] } };

const EXAMPLE = '{ "hollybrook": { "origins": ["https://www.hollybrook.example"] } }';

function originOf(text: string): string | undefined {
  try {
    const { origin, protocol } = new URL(text);
    return protocol === 'https:' || protocol === 'http:' ? origin : undefined;
  } catch {
    return undefined;
  }
}

function checkOrigin(origin: string, site: string): void {
  const proper = origin === 'null' ? 'null' : originOf(origin);
  if (proper === origin) return;
  const instead = proper === undefined ? 'an origin such as "https://www.hollybrook.example"' : `"${proper}"`;
  throw new Error(`L30_SITES: site "${site}" lists the origin "${origin}". Write ${instead} instead.`);
}

const shape = v.record(v.string(), v.strictObject({ origins: v.array(v.string()) }));

/**
 * Reads the sites from `L30_SITES`, JSON such as `{ "hollybrook": { "origins": ["https://…"] } }`.
 * Unset or empty means one site, `school`, with no origins but the receiver's own.
 *
 * Behind a proxy that ends TLS the receiver sees plain http, so its own https origin has to be
 * listed too. Throws one sentence that says what to write when the setting cannot be used.
 */
export function sitesFromEnv(env: Readonly<Record<string, string | undefined>> = process.env): Sites {
  const text = env.L30_SITES?.trim();
  if (!text) return DEFAULT;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error(`L30_SITES is not JSON. Write it like this: ${EXAMPLE}`, { cause });
  }
  const { success, output, issues } = v.safeParse(shape, value);
  if (!success) {
    const path = v.getDotPath(issues[0]);
    const where = path === null ? '' : `, at ${path},`;
    throw new Error(`L30_SITES${where} is not as it should be. Write it like this: ${EXAMPLE}`);
  }
  const sites = Object.entries(output);
  if (sites.length === 0) throw new Error(`L30_SITES names no site. Write it like this: ${EXAMPLE}`);
  for (const [id, { origins }] of sites) {
    if (!/^[a-z\d][\w.-]{0,63}$/i.test(id)) {
      throw new Error(`L30_SITES: "${id}" cannot be a site id. Use up to 64 letters, digits, dots and hyphens.`);
    }
    for (const origin of origins) checkOrigin(origin, id);
  }
  return output;
}
