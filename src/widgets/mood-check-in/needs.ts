import { words as english } from '../../locales/en/mood-needs.ts';
import type { Pictures, WidgetHost } from '../../core.ts';
import lists from '../../packs/en/shared/lists.json' with { type: 'json' };

const ID = 'needs';

/** What someone needs right now, unless a question of the scale asks that already. */
export function withNeeds(widget: WidgetHost, steps: readonly Pictures[]): readonly Pictures[] {
  if (steps.some(({ id }) => id === ID)) return steps;
  const words = widget.wordsOf('mood-needs', english);
  return [
    ...steps,
    { id: ID, question: words.question, helper: words.helper, max: 3, full: words.full, options: lists.needs },
  ];
}
