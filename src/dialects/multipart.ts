import type { Dialect } from './shared/dialect.ts';
import { receiverFieldsOf } from './shared/fields.ts';
import { handlerReply } from './shared/receipt.ts';

/**
 * `dialect="multipart"`: any server that takes multipart/form-data alone. Fields and answers as in
 * `dialect="form"`, which every server that takes forms understands and which is shorter.
 *
 * Confirms: no. The browser writes the bytes of such a form, so that even a receipt cannot be
 * compared with them; any success is unconfirmed, but a page that does not name the letter's id
 * proves nothing. Sealed: whole, in the field `sealed`. Repeats: doubled at a server that does not
 * look at `id`. Double opt-in: none. Facts: our own contract.
 */
export const dialect: Dialect = {
  name: 'multipart',
  carries: 'both',
  confirms: false,
  seals: true,
  repeats: 'doubled',
  facts: 'documented',
  encode: ({ body }, target) => ({
    url: target.endpoint,
    body: receiverFieldsOf(body, target),
    headers: { Accept: 'application/json' },
  }),
  decode: (heard, { id }) => handlerReply(heard, { id }),
};
