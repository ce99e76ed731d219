import type { Dialect } from './shared/dialect.ts';
import { fieldsOf } from './shared/fields.ts';
import { isPassing, parseObject, refusal, replyTo } from './shared/heard.ts';
import type { Issue } from '../contract/rules.ts';

/** The fields of a form as Contact Form 7 first makes it. `id` alone would mean a form's number to older versions. */
const NAMES = { email: 'your-email', name: 'your-name', message: 'your-message', id: 'l30-id' };

const unitTag = (id: string): string => `wpcf7-l30-${id}`;

/**
 * `dialect="contact-form-7"`: a Contact Form 7 form on the school's WordPress,
 * `…/wp-json/contact-form-7/v1/contact-forms/123/feedback` with the form's number, which is not the
 * hash in its shortcode. It takes multipart alone. Names that do not stand in `fields` go to the fields
 * of a new form: `your-email`, `your-name`, `your-message`.
 *
 * Status 200 says nothing; `status` in the body does, and `into` gives back a tag that we make of the
 * letter's id. Names of fields are the school's own, so a breach is only told to our form where such a
 * name says "email".
 *
 * Confirms: yes, `mail_sent`, for our tag. Sealed: whole, in the message; a plugin such as Flamingo
 * keeps it. Repeats: doubled. Double opt-in: none. Facts: the plugin's source.
 */
export const dialect: Dialect = {
  name: 'contact-form-7',
  carries: 'both',
  confirms: true,
  seals: true,
  repeats: 'doubled',
  facts: 'documented',
  encode: ({ id, body }, { endpoint, fields }) => ({
    url: endpoint,
    body: [['_wpcf7_unit_tag', unitTag(id)], ...fieldsOf(body, { fields: { ...NAMES, ...fields } })],
  }),
  decode(heard, { id }) {
    const { status, into, code, invalid_fields: invalid } = parseObject(heard.text);
    if (isPassing(heard.status)) return replyTo(heard);
    if (heard.status >= 400) return typeof code === 'string' ? refusal(code) : replyTo(heard);
    if (heard.status !== 200 || into !== `#${unitTag(id)}`) return replyTo(heard);
    switch (status) {
      case 'mail_sent':
        return { kind: 'confirmed' };
      case 'mail_failed':
        return { kind: 'unavailable', code: 'broken' };
      case 'acceptance_missing':
        return refusal(status, [{ name: 'consent', rule: 'checked' }]);
      case 'validation_failed': {
        const names = (Array.isArray(invalid) ? invalid : []).map((each) =>
          String((Object(each) as { field?: unknown }).field),
        );
        const issues: Issue[] = names.some((name) => /e-?mail/i.test(name)) ? [{ name: 'email', rule: 'email' }] : [];
        return refusal(status, issues);
      }
      case 'spam':
      case 'aborted':
        return refusal(status);
      default:
        return replyTo(heard);
    }
  },
};
