/** What is measured: each widget, and what it is held against. */
import type { WidgetName } from '../../src/contract/envelope.ts';

export type { WidgetName };

export const WIDGETS: readonly WidgetName[] = [
  'question-card',
  'mood-check-in',
  'reflection-form',
  'newsletter-signup',
];

/**
 * `widget`: the built `l30.js`. `minimal`: one small element with Lit as published. `native`: a form in the page
 * with a script of a few lines. `empty`: the same page without any of them, which is taken off main-thread time.
 * `against`: another build of `l30.js`, where one is given.
 */
export const SUBJECTS = ['native', 'minimal', 'widget', 'empty', 'against'] as const;
export type Subject = (typeof SUBJECTS)[number];
