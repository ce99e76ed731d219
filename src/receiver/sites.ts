import * as v from 'valibot';
import { kidOf, PUBLIC_KEY } from '../contract/sealed.ts';

/** One school: which pages, besides those served by the receiver itself, may send for it. */
export interface Site {
  /** Origins as browsers send them (`https://www.hollybrook.example`), or the literal `null`. */
  readonly origins: readonly string[];
  /**
   * Names (`kidOf`) of the public keys that the site's pages seal to. A letter for another key, or in
   * plain words, is stored all the same, and flagged. Absent: nothing is compared.
   */
  readonly keys?: readonly string[];
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

function checkKey(key: string, site: string): void {
  if (PUBLIC_KEY.test(key)) return;
  throw new Error(
    `L30_SITES: site "${site}" lists the key "${key}". Write a public key as it stands in the page: 87 letters, digits, "-" or "_".`,
  );
}

const shape = v.record(
  v.string(),
  v.strictObject({ origins: v.array(v.string()), keys: v.exactOptional(v.pipe(v.array(v.string()), v.minLength(1))) }),
);

/**
 * Reads the sites from `L30_SITES`, JSON such as `{ "hollybrook": { "origins": ["https://…"] } }`,
 * with `"keys"`, a list of public keys, beside the origins where the site's pages seal what they send.
 * Unset or empty means one site, `school`, with no origins but the receiver's own.
 *
 * Behind a proxy that ends TLS the receiver sees plain http, so its own https origin has to be
 * listed too. Rejects with one sentence that says what to write when the setting cannot be used.
 */
export async function sitesFromEnv(env: Readonly<Record<string, string | undefined>> = process.env): Promise<Sites> {
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
  for (const [id, { origins, keys = [] }] of sites) {
    if (!/^[a-z\d][\w.-]{0,63}$/i.test(id)) {
      throw new Error(`L30_SITES: "${id}" cannot be a site id. Use up to 64 letters, digits, dots and hyphens.`);
    }
    for (const origin of origins) checkOrigin(origin, id);
    for (const key of keys) checkKey(key, id);
  }
  const named = sites.map(
    async ([id, { origins, keys }]) =>
      [id, { origins, ...(keys && { keys: await Promise.all(keys.map(kidOf)) }) }] as const,
  );
  return Object.fromEntries(await Promise.all(named));
}
