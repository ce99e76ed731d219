import type { Dialect } from './shared/dialect.ts';
import { asForm, fieldsOf } from './shared/fields.ts';
import { isPassing, parseObject, refusal } from './shared/heard.ts';
import { handlerReply } from './shared/receipt.ts';

/**
 * `dialect="zapier"`: a Zap that begins with "Catch Hook", `https://hooks.zapier.com/hooks/catch/…`. It
 * gets the fields of a form, because a JSON content type fails its preflight. The address is the only
 * key: whoever reads the page can post to the Zap.
 *
 * Confirms: never. Its success means that the letter is in a queue, and its answer cannot be changed.
 * Sealed: whole, in the field `sealed`. Repeats: doubled, unless the Zap looks for the id. Double
 * opt-in: none. Facts: the formats are Zapier's own; the answer is second-hand.
 */
export const dialect: Dialect = {
  name: 'zapier',
  carries: 'both',
  confirms: false,
  seals: true,
  repeats: 'doubled',
  facts: 'unverified',
  encode: ({ body }, target) => asForm(target.endpoint, fieldsOf(body, target)),
  decode(heard, { id }) {
    const isError = parseObject(heard.text).status === 'error' && !isPassing(heard.status);
    return isError ? refusal(heard.status) : handlerReply(heard, { id });
  },
};
