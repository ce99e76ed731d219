/** What someone needs right now, where a check-in asks for it. A leaf: few of them do. */
import { english as inEnglish, languages, type Pictures, type Scale, type WidgetHost } from '../../core.ts';
import { words as english } from '../../locales/en/mood-needs.ts';
import lists from '../../packs/en/shared/lists.json' with { type: 'json' };

const ID = 'needs';

/** The questions after a choice with that for needs among them, unless one of the scale asks it already. */
export function withNeeds(widget: WidgetHost, steps: readonly Pictures[]): readonly Pictures[] {
  if (steps.some(({ id }) => id === ID)) return steps;
  const { locale } = widget;
  const asked = (words: Readonly<Record<keyof typeof english, string>>): Scale => ({
    id: ID,
    lang: inEnglish.lang,
    question: words.question,
    helper: words.helper,
    max: 3,
    full: words.full,
    options: lists.needs,
  });
  if (locale.lang === inEnglish.lang) return [...steps, asked(widget.wordsOf('mood-needs', english))];
  // The list has no translation of its own yet, and a question is never half in another language.
  return [...steps, widget.use(languages)?.inTheirLanguage(asked(english), locale) ?? asked(english)];
}
