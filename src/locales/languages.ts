import type { Status } from '../contract/translation.ts';

/** A language that there are translations into, and what of it there is. */
export interface Language {
  dir: 'ltr' | 'rtl';
  /** As its speakers call it. */
  name: string;
  /** The least of what its files say of themselves. */
  status: Status;
  /** Parts of the words of widgets; their files have these names. */
  parts: readonly string[];
  packs: readonly string[];
  scales: readonly string[];
}

/** Every language but English, which is the source of all and has everything, by its tag. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  cy: {
    dir: 'ltr',
    name: 'Cymraeg',
    status: 'machine-draft',
    parts: [
      'about',
      'ages',
      'card',
      'core',
      'counted',
      'gloss',
      'helpers',
      'mood-kiosk',
      'mood-needs',
      'newsletter',
      'reflection-form',
      'watch',
    ],
    packs: [
      'caused-harm',
      'caused-harm-early',
      'caused-harm-teen',
      'check-in',
      'check-in-early',
      'harmed',
      'harmed-early',
    ],
    scales: ['faces-3', 'faces-5', 'weather'],
  },
};
