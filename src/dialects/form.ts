import type { Dialect } from './shared/dialect.ts';
import { asForm, receiverFieldsOf } from './shared/fields.ts';
import { handlerReply } from './shared/receipt.ts';

/**
 * `dialect="form"`: any server that takes a form post (application/x-www-form-urlencoded), ours too.
 * Nothing in it needs a preflight, so the server has to know of no more than forms.
 *
 * Confirms: by our receipt, as `json` does; any other success is unconfirmed, and a page that does not
 * name the letter's id proves nothing, because a Wi-Fi sign-in page looks like a thank-you page.
 * Sealed: whole, in the field `sealed`. Repeats: doubled at a server that does not look at `id`; our
 * own receivers do, and drop them. Double opt-in: none. Names: see `receiverFieldsOf`. Facts: our own
 * contract.
 */
export const dialect: Dialect = {
  name: 'form',
  carries: 'both',
  confirms: true,
  seals: true,
  repeats: 'doubled',
  facts: 'documented',
  encode: ({ body }, target) => asForm(target.endpoint, receiverFieldsOf(body, target)),
  decode: handlerReply,
};
