import type { Dialect } from './shared/dialect.ts';
import { asForm, fieldsOf } from './shared/fields.ts';
import { isSuccess, replyTo } from './shared/heard.ts';

/**
 * `dialect="netlify"`: Netlify Forms, at a path of the school's own site there. `fields` holds
 * `form-name`, the name of a form that is in the site's deployed HTML. Netlify keeps only fields which
 * that form has: give it at least `id`, `message` and, with public keys, `sealed`. A honeypot named
 * there (`netlify-honeypot`) stays empty because nothing is sent for it.
 *
 * Confirms: no. Success is status 200 with a page of the site, whatever became of the post. Sealed:
 * whole, in the field `sealed`. Repeats: doubled. Double opt-in: none. Facts: Netlify's documentation.
 */
export const dialect: Dialect = {
  name: 'netlify',
  carries: 'both',
  confirms: false,
  seals: true,
  repeats: 'doubled',
  facts: 'documented',
  needs: ['form-name'],
  encode: ({ body }, target) =>
    asForm(target.endpoint, [['form-name', target.fields['form-name'] ?? ''], ...fieldsOf(body, target)]),
  decode: (heard) => (isSuccess(heard.status) ? { kind: 'unconfirmed' } : replyTo(heard)),
};
