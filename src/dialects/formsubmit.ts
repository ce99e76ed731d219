import type { Dialect } from './shared/dialect.ts';
import { asForm, fieldsOf } from './shared/fields.ts';
import { isPassing, isSuccess, parseObject, refusal, replyTo } from './shared/heard.ts';

/**
 * `dialect="formsubmit"`: `https://formsubmit.co/ajax/…`, which passes everything on by email. Use the
 * token that FormSubmit gives instead of the address, or everyone can read a member of staff's address
 * in the page. `_honey`, a trap for robots, travels empty. The first message only asks the owner of the
 * address to switch the form on.
 *
 * Confirms: no. It says `success`, as a text or not, and nobody has told what that promises. Sealed: no, it would
 * have to be copied out of an email. Repeats: doubled. Double opt-in: none. Facts: only from other
 * people's code.
 */
export const dialect: Dialect = {
  name: 'formsubmit',
  carries: 'both',
  confirms: false,
  seals: false,
  repeats: 'doubled',
  facts: 'unverified',
  encode: ({ body }, target) => asForm(target.endpoint, [...fieldsOf(body, target), ['_honey', '']]),
  decode(heard) {
    const success = String(parseObject(heard.text).success);
    if (isPassing(heard.status)) return replyTo(heard);
    if (success === 'false') return refusal(heard.status);
    return isSuccess(heard.status) && success === 'true' ? { kind: 'unconfirmed' } : replyTo(heard);
  },
};
