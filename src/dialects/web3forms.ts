import type { Dialect } from './shared/dialect.ts';
import { asForm, fieldsOf } from './shared/fields.ts';
import { isPassing, isSuccess, parseObject, refusal, replyTo } from './shared/heard.ts';

/**
 * `dialect="web3forms"`: `https://api.web3forms.com/submit`, which passes everything on by email.
 * `fields` holds the form's `access_key`, which is meant to be public. `botcheck`, a trap for robots,
 * travels empty. The field `email` becomes the address to reply to.
 *
 * Confirms: yes, JSON `success`. Sealed: no, it would have to be copied out of an email. Repeats:
 * doubled. Double opt-in: none. Facts: Web3Forms' own reference.
 */
export const dialect: Dialect = {
  name: 'web3forms',
  carries: 'both',
  confirms: true,
  seals: false,
  repeats: 'doubled',
  facts: 'documented',
  needs: ['access_key'],
  encode: ({ body }, target) =>
    asForm(target.endpoint, [
      ['access_key', target.fields.access_key ?? ''],
      ...fieldsOf(body, target),
      ['botcheck', ''],
    ]),
  decode(heard) {
    const { success } = parseObject(heard.text);
    if (isPassing(heard.status)) return replyTo(heard);
    if (success === false) return refusal(heard.status);
    return isSuccess(heard.status) && success === true ? { kind: 'confirmed' } : replyTo(heard);
  },
};
