import type { Dialect } from './shared/dialect.ts';
import { asForm, fieldsOf } from './shared/fields.ts';
import { isPassing, isSuccess, parseObject, refusal, replyTo } from './shared/heard.ts';

/**
 * `dialect="gravity-forms"`: a Gravity Forms form on the school's WordPress,
 * `…/wp-json/gf/v2/forms/1/submissions`, with the plugin's REST API switched on. `fields` holds its
 * names, `input_` and a number. Gravity Forms drops every other name, so `message` must have one, a
 * paragraph field: it holds everything. A hidden field for `id` lets staff see a repeat.
 *
 * Confirms: yes, JSON `is_valid` on the form's last page. Sealed: whole, in the message or in a field
 * of its own. Repeats: doubled. Double opt-in: none. Facts: the plugin's source and documentation.
 * What it finds wrong it says by a field's number, which our form cannot show at a field.
 */
export const dialect: Dialect = {
  name: 'gravity-forms',
  carries: 'both',
  confirms: true,
  seals: true,
  repeats: 'doubled',
  facts: 'documented',
  needs: ['message'],
  encode: ({ body }, target) => asForm(target.endpoint, fieldsOf(body, target, { onlyNamed: true })),
  decode(heard) {
    const { is_valid: valid, page_number: page, code } = parseObject(heard.text);
    if (isPassing(heard.status)) return replyTo(heard);
    if (valid === false) return refusal('invalid');
    if (heard.status >= 400 && typeof code === 'string') return refusal(code);
    return isSuccess(heard.status) && valid === true && !page ? { kind: 'confirmed' } : replyTo(heard);
  },
};
