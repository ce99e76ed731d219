import type { Dialect } from './shared/dialect.ts';
import { asForm, fieldsOf } from './shared/fields.ts';
import { isPassing, isSuccess, parseObject, refusal, replyTo } from './shared/heard.ts';
import type { Issue } from '../contract/rules.ts';

function issueOf(error: unknown): Issue[] {
  const { code, field } = Object(error) as Record<string, unknown>;
  if (code === 'TYPE_EMAIL') return [{ name: 'email', rule: 'email' }];
  const isMissing = code === 'REQUIRED_FIELD_MISSING' || code === 'REQUIRED_FIELD_EMPTY';
  return isMissing && field === 'email' ? [{ name: 'email', rule: 'required' }] : [];
}

/**
 * `dialect="formspree"`: a Formspree form, `https://formspree.io/f/…`. Its own client adds headers that
 * it can do without; ours sends none that needs a preflight. `_gotcha` is the trap for robots and
 * travels empty. A form with a captcha switched on takes nothing from a script.
 *
 * Confirms: yes, its success names a `next` page. Sealed: whole, in the field `sealed`. Repeats:
 * doubled. Double opt-in: none. Facts: Formspree's client library, source.
 */
export const dialect: Dialect = {
  name: 'formspree',
  carries: 'both',
  confirms: true,
  seals: true,
  repeats: 'doubled',
  facts: 'documented',
  encode: ({ body }, target) => asForm(target.endpoint, [...fieldsOf(body, target), ['_gotcha', '']]),
  decode(heard) {
    const { next, error, errors } = parseObject(heard.text);
    if (isPassing(heard.status)) return replyTo(heard);
    if (typeof error === 'string' || Array.isArray(errors)) {
      const list: unknown[] = Array.isArray(errors) ? errors : [];
      return refusal((Object(list[0]) as { code?: unknown }).code ?? heard.status, list.flatMap(issueOf));
    }
    return isSuccess(heard.status) && typeof next === 'string' ? { kind: 'confirmed' } : replyTo(heard);
  },
};
