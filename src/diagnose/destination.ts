/** Where letters go, as a page or somebody in the builder has set it, and what can be known of that before anyone is asked. */
import type { WidgetName } from '../contract/envelope.ts';
import type { Fetch } from '../delivery/deliver.ts';
import { misfitOf, type LoadPart, type Misfit, type Route } from '../delivery/route.ts';
import { dialects, DIALECT_NAMES, recognise } from '../dialects/index.ts';
import type { Dialect } from '../dialects/shared/dialect.ts';
import type { Audience } from '../element/way-out.ts';
import { readEndpoint } from '../core.ts';
import type { Site } from '../settings/settings.ts';
import type { Trouble } from '../settings/trouble.ts';

/** An address that can be used, with all that a letter needs to get there. */
export interface Destination {
  route: Route;
  /** The receiver's name for the school. */
  site: string;
  audience: Audience;
  /** Whose letters they are. */
  widget: WidgetName;
}

export const audienceOf = (widget: WidgetName): Audience => (widget === 'newsletter-signup' ? 'newsletter' : 'pupils');

/** The settings that decide where a widget's letters go. */
export type SendingSettings = Pick<
  Site,
  'endpoint' | 'dialect' | 'newsletterEndpoint' | 'newsletterDialect' | 'fields' | 'publicKeys' | 'site'
>;

/** Where a widget's letters go by its settings, whether or not the address can be used. */
export function routeOf(widget: WidgetName, set: SendingSettings): Route {
  const fields = set.fields || '{}';
  return audienceOf(widget) === 'pupils'
    ? { endpoint: set.endpoint, dialect: set.dialect, fields, publicKeys: set.publicKeys }
    : { endpoint: set.newsletterEndpoint, dialect: set.newsletterDialect, fields, publicKeys: '' };
}

/** Where a widget's letters go, or what is wrong with the address. */
export function destinationOf(
  widget: WidgetName,
  set: SendingSettings,
  origin?: string,
): Destination | { trouble: Extract<Trouble, { kind: 'endpoint' }> } {
  const audience = audienceOf(widget);
  const route = routeOf(widget, set);
  const use = readEndpoint(route.endpoint, origin);
  if ('url' in use) return { route: { ...route, endpoint: use.url }, site: set.site, audience, widget };
  const setting = audience === 'pupils' ? 'endpoint' : 'newsletterEndpoint';
  return { trouble: { kind: 'endpoint', problem: use.problem, setting } };
}

/** The dialect that a route speaks, if there is one of that name. */
export function dialectFor({ dialect, endpoint }: Pick<Route, 'dialect' | 'endpoint'>): Dialect | undefined {
  const name = dialect || recognise(endpoint);
  return Object.hasOwn(dialects, name) ? dialects[name] : undefined;
}

/** The dialects that may carry letters to somebody. */
export const dialectsTo = (audience: Audience): Dialect[] =>
  Object.values(dialects).filter(({ carries }) => carries === 'both' || carries === audience);

/** All that looking, trying and judging take from the page that they are done on. */
export interface Surroundings {
  fetch: Fetch;
  /** Brings the sealing. Every dialect is here. */
  load: LoadPart;
  origin: string;
  hostname: string;
}

/** What is known of a destination before anything is asked. */
export interface Inspection {
  dialect: Dialect | undefined;
  misfit: Misfit | undefined;
  /** A part of ours that did not come, so that not all could be looked at. */
  missing?: string;
}

/** Parts of delivery that are here; the others are asked of `load`. */
const carrying =
  (load: LoadPart): LoadPart =>
  async <T>(path: string) => {
    if (path === 'dialects/recognise') return { recognise } as T;
    if (path === 'dialects/names') return { DIALECT_NAMES } as T;
    return path.startsWith('dialects/') ? ({ dialect: dialects[path.replace('dialects/', '')] } as T) : load<T>(path);
  };

/** Looks at a destination without asking anyone but our own files. */
export async function inspectDestination(
  { route, audience }: Pick<Destination, 'route' | 'audience'>,
  { load, hostname }: Pick<Surroundings, 'load' | 'hostname'>,
): Promise<Inspection> {
  const dialect = dialectFor(route);
  try {
    return { dialect, misfit: await misfitOf(route, audience, carrying(load), hostname) };
  } catch {
    return { dialect, misfit: undefined, missing: 'delivery/seal.js' };
  }
}

/** A mailbox cannot be asked. */
export const canReach = ({ route }: Destination): boolean => !route.endpoint.startsWith('mailto:');
