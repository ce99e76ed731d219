import type { Dialect } from '../dialects/shared/dialect.ts';
import type { Fetch } from './deliver.ts';

/** How a letter gets out of the page, as the page's admin set it. */
export interface Route {
  endpoint: string;
  /** A dialect's name; empty to recognise it by the endpoint's address. */
  dialect: string;
  /** The service's names for our fields, as a JSON object of texts. */
  fields: string;
  /** Public keys of everyone who may open the letter, with white space or commas between; empty to send it open. */
  publicKeys: string;
  fetch?: Fetch | undefined;
}

/** What makes a route unfit to send by. */
export type Misfit =
  | { kind: 'dialect'; name: string; known: readonly string[] }
  | { kind: 'fields' }
  /** `few`: whoever holds the only key may lose it, or leave, and every letter with them. */
  | { kind: 'keys'; problem: 'few' | 'bad-key' | 'no-webcrypto' }
  /** `carries`: it is meant for other things, as a mailing service is for newsletters. `seals`: it cannot carry a sealed letter. */
  | { kind: 'misfit'; dialect: string; misfit: 'carries' | 'seals' }
  /** The service cannot take a letter without these names in `fields`. */
  | { kind: 'needs'; dialect: string; missing: readonly string[] };

/** Fetches one of the parts that a route may need: `delivery/seal`, `dialects/…`. Rejects when it does not come. */
export type LoadPart = <T>(path: string) => Promise<T>;

type Sealing = typeof import('./seal.ts');
type Names = typeof import('../dialects/names.ts');
type Recognising = typeof import('../dialects/recognise.ts');

/** Our own receiver's dialect, which every page has. */
export const OWN = 'json';

/** On the loopback address, where people try things out, one key will do. */
const isLoopback = (hostname: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);

/** Undefined for anything but a JSON object of texts. */
export function readFields(json: string): Record<string, string> | undefined {
  try {
    const fields: unknown = JSON.parse(json);
    if (
      Object.getPrototypeOf(fields) === Object.prototype &&
      Object.values(fields as object).every((name) => typeof name === 'string')
    ) {
      return fields as Record<string, string>;
    }
  } catch {
    // Not JSON, or not an object.
  }
  return undefined;
}

/** Each key once: a person who is named twice is still one person. */
export const keysOf = ({ publicKeys }: Pick<Route, 'publicKeys'>): string[] => [
  ...new Set(publicKeys.split(/[\s,]+/).filter(Boolean)),
];

/** A route's dialect by name. Rejects when the list of addresses is needed and cannot be fetched. */
export const dialectOf = async (
  { dialect, endpoint }: Pick<Route, 'dialect' | 'endpoint'>,
  load: LoadPart,
): Promise<string> => dialect || (await load<Recognising>('dialects/recognise')).recognise(endpoint);

export const loadSealing = (load: LoadPart): Promise<Sealing> => load<Sealing>('delivery/seal');

export const loadDialect = async (load: LoadPart, name: string): Promise<Dialect> =>
  (await load<{ dialect: Dialect }>(`dialects/${name}`)).dialect;

/** What makes a route unfit for this audience, if anything. Rejects when a part of it cannot be fetched. */
export async function misfitOf(
  route: Route,
  audience: 'pupils' | 'newsletter',
  load: LoadPart,
  hostname: string = location.hostname,
): Promise<Misfit | undefined> {
  const name = await dialectOf(route, load);
  if (name !== OWN) {
    const { DIALECT_NAMES: known } = await load<Names>('dialects/names');
    if (!known.includes(name)) return { kind: 'dialect', name, known };
  }
  const fields = readFields(route.fields);
  if (!fields) return { kind: 'fields' };
  const keys = keysOf(route);
  if (keys.length === 1 && !isLoopback(hostname)) return { kind: 'keys', problem: 'few' };
  const { carries, seals, needs = [] } = await loadDialect(load, name);
  if (carries !== 'both' && carries !== audience) return { kind: 'misfit', dialect: name, misfit: 'carries' };
  // A signup is an address and no message.
  const missing = needs
    .map((need) => (audience === 'newsletter' && need === 'message' ? 'email' : need))
    .filter((need) => !fields[need]);
  if (missing.length) return { kind: 'needs', dialect: name, missing };
  if (!keys.length) return undefined;
  if (!seals) return { kind: 'misfit', dialect: name, misfit: 'seals' };
  const found = await (await loadSealing(load)).checkKeys(keys);
  return found && { kind: 'keys', problem: found.problem };
}
