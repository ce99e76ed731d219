import { words as english } from '../../locales/en/mood-needs.ts';
import type { Pictures } from '../../packs/index.ts';
import lists from '../../packs/en/shared/lists.json' with { type: 'json' };
import type { Kit } from '../../element/kit.ts';

const ID = 'needs';

/** What someone needs right now, unless a question of the scale asks that already. */
export function withNeeds(kit: Kit, steps: readonly Pictures[]): readonly Pictures[] {
  if (steps.some(({ id }) => id === ID)) return steps;
  const words = kit.own?.('mood-needs', english) ?? english;
  return [
    ...steps,
    { id: ID, question: words.question, helper: words.helper, max: 3, full: words.full, options: lists.needs },
  ];
}
