/**
 * Rules are data: a name, and at most one number. Their words live with each language, keyed by
 * rule name, so that a message never depends on the browser's language.
 *
 * Pupil widgets have no rules: no question is ever required.
 */

export type Rule = { name: 'required' } | { name: 'email' } | { name: 'checked' } | { name: 'max'; param: number };
export type RuleName = Rule['name'];

/** One breach: which field, which rule. */
export interface Issue {
  name: string;
  rule: RuleName;
  param?: number;
}

export type Rules = Readonly<Record<string, readonly Rule[]>>;

/**
 * One label per dot, linear time: the shape the HTML standard gives for `<input type=email>`, and
 * at least one dot after the @, because every address a family can be reached at has one.
 */
const EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i;

function breaks(rule: Rule, value: string): boolean {
  switch (rule.name) {
    case 'required':
      return value.trim() === '';
    case 'checked':
      return value !== 'yes';
    case 'max':
      return value.length > rule.param;
    case 'email':
      return value.length > 254 || (value !== '' && !EMAIL.test(value));
  }
}

/**
 * Checks values by field name and returns the first breach of each field, in the order of the rules.
 * A missing value counts as empty.
 */
export function validate(values: Readonly<Record<string, string | undefined>>, rules: Rules): Issue[] {
  const issues: Issue[] = [];
  for (const [name, fieldRules] of Object.entries(rules)) {
    const broken = fieldRules.find((rule) => breaks(rule, values[name] ?? ''));
    if (broken) issues.push({ name, rule: broken.name, ...('param' in broken && { param: broken.param }) });
  }
  return issues;
}

/** What a newsletter signup must hold, checked by the widget before sending and by the receiver after. */
export const NEWSLETTER_RULES: Rules = {
  email: [{ name: 'required' }, { name: 'email' }],
  name: [{ name: 'max', param: 120 }],
  consent: [{ name: 'checked' }],
};
