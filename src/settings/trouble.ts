import type { Misfit } from '../delivery/route.ts';
import { Leaf } from '../leaf.ts';
import type { SettingName } from './settings.ts';
import { explainStop, type StoppedFile } from './stopped.ts';

const admin = new Leaf('settings/admin', () => import('./admin.ts'));

/** What can be wrong with a page or its endpoint, as data; the words for it are a leaf. */
export type Trouble =
  | { kind: 'people'; missing: SettingName }
  | { kind: 'endpoint'; problem: 'missing' | 'not-a-url' | 'not-secure'; setting: SettingName }
  | Misfit
  | { kind: 'unknown'; what: 'widget' | 'question pack' | 'mood scale'; name: string; known: readonly string[] }
  | { kind: 'region'; name: string; known: readonly string[] }
  | { kind: 'trusted-adults' }
  | { kind: 'idle-minutes'; value: string }
  | { kind: 'symbols' }
  /** `isOtherBuild`: it came, but `l30.js` is older or newer. */
  | { kind: 'leaf'; name: string; isOtherBuild?: true }
  | StoppedFile
  | { kind: 'beside-pupils'; name: string }
  /** The leaves that read what a school has of its own say it in words. */
  | { kind: 'own-pack' | 'own'; words: string }
  | { kind: 'delivery'; code: string };

/**
 * Tells the person who looks after the site what is wrong, in the console and as a sentence.
 * Resolves to an empty sentence when the words cannot be loaded; the console then holds the data.
 */
export async function report(trouble: Trouble): Promise<string> {
  try {
    const words = trouble.kind === 'stopped' ? explainStop(trouble) : (await admin.load()).explain(trouble);
    console.error(`[l30] ${words}`);
    return words;
  } catch {
    console.error('[l30]', trouble);
    return '';
  }
}

/** What kept a file from coming, if it is known to be the page that must be mended. */
export const troubleBehind = (error: unknown): Trouble | undefined => (error as { trouble?: Trouble } | null)?.trouble;

/** What keeps a leaf from coming: the page's policy, a file of another build, or a file that is not there. */
export function troubleOf({ name, error }: Leaf<unknown>): Trouble {
  const { isOtherBuild } = Object(error) as { isOtherBuild?: true };
  return troubleBehind(error) ?? { kind: 'leaf', name, ...(isOtherBuild && { isOtherBuild }) };
}

const told = new Set<Leaf<unknown>>();

/** Tells of a leaf that does not come, once for the page. */
export function reportLost(leaf: Leaf<unknown>): void {
  if (!told.has(leaf)) void report(troubleOf(leaf));
  told.add(leaf);
}
