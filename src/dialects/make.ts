import type { Dialect } from './shared/dialect.ts';
import { asForm, fieldsOf } from './shared/fields.ts';
import { echoesId, handlerReply } from './shared/receipt.ts';

/**
 * `dialect="make"`: a Make scenario that begins with a custom webhook, `https://hook.eu1.make.com/…`. It
 * gets the fields of a form. The address is the only key: whoever reads the page can post to the scenario.
 *
 * Confirms: only with a "Webhook response" step, after the step that stores the letter, whose body is
 * `{"id": …}` with the letter's id and which sets the header `Access-Control-Allow-Origin`; otherwise
 * it answers "Accepted" before it has done anything, which is unconfirmed. Sealed: whole, in the field
 * `sealed`. Repeats: doubled, unless the scenario looks for the id. Double opt-in: none. Facts: the
 * formats are Make's own; the answer is second-hand. Its queue being full is a 400, and passes.
 */
export const dialect: Dialect = {
  name: 'make',
  carries: 'both',
  confirms: true,
  seals: true,
  repeats: 'doubled',
  facts: 'unverified',
  encode: ({ body }, target) => asForm(target.endpoint, fieldsOf(body, target)),
  decode: (heard, sent) => (echoesId(heard, sent) ? { kind: 'confirmed' } : handlerReply(heard, sent)),
};
