/**
 * What a page needs whose content security policy allows scripts by their hashes alone. The hash of `l30.js` lets no
 * leaf in: each needs its own in the policy, and an import map that tells the browser which file has which. Measured
 * in Chromium, Firefox and WebKit; `'strict-dynamic'` instead of them lets leaves in only in WebKit.
 */
import { WIDGET_NAMES } from '../../contract/envelope.ts';
import { dialectFor, routeOf } from '../../diagnose/destination.ts';
import { dialects } from '../../dialects/index.ts';
import { wholeScales } from '../../packs/whole.ts';
import { embedPacks } from '../embed-content.ts';
import { DEFAULT_PACK, DEFAULT_SCALES, type Choices } from './choices.ts';

/** The hash of `l30.js` and of each of its leaves, by their paths: `{ "l30.js": "sha384-…" }`. */
export type Hashes = Readonly<Record<string, string>>;

/** What stands on such a page besides the snippet. */
export interface StrictPage {
  /** The hash of `l30.js`, for its tag. */
  integrity: string;
  /** The text of the import map, to the letter. */
  map: string;
  /** What the policy has to allow, one directive a line. */
  policy: string;
}

const SCRIPT = 'l30.js';

/** Reads the file that lies beside `l30.js`. Rejects with a sentence for whoever sees it. */
export async function readHashes(script: string, fetch = globalThis.fetch.bind(globalThis)): Promise<Hashes> {
  const address = new URL('integrity.json', script).href;
  try {
    const hashes = (await (await fetch(address, { cache: 'no-cache' })).json()) as Hashes;
    if (/^sha\d{3}-/.test(hashes[SCRIPT]!)) return hashes;
  } catch {
    // Not there, not readable from here, or no JSON.
  }
  throw new Error(
    `The hashes could not be read from ${address}. This file belongs beside l30.js. Open the builder from the same web space, and this part works.`,
  );
}

/** Whether a leaf is for something else than what was chosen. What is not known to be is kept. */
function isForOthers(path: string, choices: Choices): boolean {
  const [room, ...rest] = path.replace(/\.js$/, '').split('/');
  const name = rest.at(-1) ?? '';
  switch (room) {
    case 'packs':
      if (name in wholeScales) return !(choices.scale ? [choices.scale] : DEFAULT_SCALES).includes(name);
      return name in embedPacks && name !== (choices.pack || DEFAULT_PACK[choices.widget]);
    case 'dialects':
      return name in dialects && name !== dialectFor(routeOf(choices.widget, choices))?.name;
    case 'widgets':
      return WIDGET_NAMES.some((widget) => widget === rest[0]) && rest[0] !== choices.widget;
    case 'delivery':
      return name === 'seal' && !choices.publicKeys;
    default:
      return false;
  }
}

/** The leaves that a page may fetch for what was chosen. */
export const leavesFor = (choices: Choices, hashes: Hashes): string[] =>
  Object.keys(hashes).filter((path) => path !== SCRIPT && !isForOthers(path, choices));

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

/** Where the page sends to, as a policy names it. */
function connection(choices: Choices): string[] {
  const { endpoint } = routeOf(choices.widget, choices);
  if (endpoint.startsWith('/')) return [`connect-src 'self'`];
  return /^https?:\/\//.test(endpoint) ? [`connect-src ${new URL(endpoint).origin}`] : [];
}

export async function strictPageFor(choices: Choices, script: string, hashes: Hashes): Promise<StrictPage> {
  const leaves = leavesFor(choices, hashes);
  const addressOf = (path: string): string => new URL(path, script).href;
  const map = JSON.stringify({
    integrity: Object.fromEntries(leaves.map((path) => [addressOf(path), hashes[path]])),
  });
  const integrity = hashes[SCRIPT]!;
  const sources = [integrity, await hashOf(map), ...leaves.map((path) => hashes[path]!)].map((hash) => `'${hash}'`);
  return { integrity, map, policy: [`script-src ${sources.join(' ')}`, ...connection(choices)].join(';\n') };
}
