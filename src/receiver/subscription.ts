import type { Envelope } from '../contract/envelope.ts';
import type { Problem } from '../contract/reply.ts';
import { NEWSLETTER_RULES, validate } from '../contract/rules.ts';
import { problem } from './problem.ts';

/**
 * Says what keeps an envelope from being a newsletter subscription, if anything does: the rules that
 * the widget checks before sending, and that each field is there once, as one line of text.
 */
export function checkSubscription({ answers }: Envelope): Problem | undefined {
  const values = new Map<string, string>();
  for (const [index, { id, value }] of answers.entries()) {
    const where = `In the envelope, "answers.${index}`;
    if (typeof value !== 'string')
      return problem('invalid-envelope', `${where}.value" should be one text, not a list.`);
    if (values.has(id)) return problem('invalid-envelope', `${where}.id" should be there only once.`);
    values.set(id, value);
  }
  const issues = validate(Object.fromEntries(values), NEWSLETTER_RULES);
  if (issues.length > 0) return problem('invalid-subscription', issues.map(({ name }) => name).join(', '), issues);
  // The widget's fields are one line each, so nobody can come here by typing. In a mail's header a second line is a header of its own.
  const index = answers.findIndex(({ value }) => /[\p{Cc}\u2028\u2029]/u.test(String(value)));
  if (index < 0) return undefined;
  return problem(
    'invalid-envelope',
    `In the envelope, "answers.${index}.value" should be one line, without control characters.`,
  );
}
