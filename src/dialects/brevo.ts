import type { Dialect } from './shared/dialect.ts';
import type { Envelope } from '../contract/envelope.ts';
import { answerOf, asForm, fieldsOf } from './shared/fields.ts';
import { unreadableReply } from './shared/heard.ts';

/**
 * `dialect="brevo"`: a Brevo (Sendinblue) sign-up form, the address in the `action` of its HTML,
 * `https://….sibforms.com/serve/…`. It gets `EMAIL`, `OPT_IN` for the consent, and `locale`, the language of
 * Brevo's answers; `fields` may name more of its attributes, as `FIRSTNAME` for `name`. The trap for
 * robots, `email_address_check`, travels empty.
 *
 * Confirms: never. Whether a page may read the answer is disputed, and a form that cannot read it must
 * not call it a failure. Sealed: no. Repeats: dropped, by address. Double opt-in: as the form is set;
 * it does not say. The letter's id travels only if `fields` gives `id` an attribute. Facts: other people's
 * code.
 */
export const dialect: Dialect = {
  name: 'brevo',
  carries: 'newsletter',
  confirms: false,
  seals: false,
  repeats: 'dropped',
  facts: 'unverified',
  encode({ body }, { endpoint, fields }) {
    const { lang = 'en' } = JSON.parse(body) as Partial<Envelope>;
    const named = fieldsOf(body, { fields: { email: 'EMAIL', ...fields } }, { onlyNamed: true });
    const consent: [string, string][] = answerOf(body, 'consent') ? [['OPT_IN', '1']] : [];
    return {
      ...asForm(endpoint, [...named, ...consent, ['locale', lang.slice(0, 2)], ['email_address_check', '']]),
      opaque: true,
    };
  },
  decode: unreadableReply,
};
