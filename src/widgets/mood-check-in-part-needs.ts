import { words } from '../locales/en-mood-needs.ts';
import type { Pictures } from '../packs/index.ts';
import lists from '../packs/shared/lists.json' with { type: 'json' };

const needs: Pictures = { id: 'needs', question: words.question, helper: words.helper, max: 3, full: words.full, options: lists.needs };

/** What someone needs right now, unless a question of the scale asks that already. */
export const withNeeds = (steps: readonly Pictures[]): readonly Pictures[] => (steps.some(({ id }) => id === needs.id) ? steps : [...steps, needs]);
