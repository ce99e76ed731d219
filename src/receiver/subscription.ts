import type { Envelope } from '../contract/envelope.ts';
import type { Problem } from '../contract/reply.ts';
import { NEWSLETTER_RULES, validate } from '../contract/rules.ts';
import { problem } from './problem.ts';

/**
 * Says what keeps an envelope from being a newsletter subscription, if anything does: the rules that
 * the widget checks before sending, and that each field is there once, as one text.
 */
export function checkSubscription({ answers }: Envelope): Problem | undefined {
  const values = new Map<string, string>();
  for (const [index, { id, value }] of answers.entries()) {
    const where = `In the envelope, "answers.${index}`;
    if (typeof value !== 'string') return problem('invalid-envelope', `${where}.value" should be one text, not a list.`);
    if (values.has(id)) return problem('invalid-envelope', `${where}.id" should be there only once.`);
    values.set(id, value);
  }
  const issues = validate(Object.fromEntries(values), NEWSLETTER_RULES);
  if (issues.length === 0) return undefined;
  return problem('invalid-subscription', issues.map(({ name }) => name).join(', '), issues);
}
