import type { Dialect } from './shared/dialect.ts';
import { replyTo } from './shared/heard.ts';
import { receiptReply } from './shared/receipt.ts';

/**
 * `dialect="json"`: our own receiver. The letter travels as JSON; the answer is a receipt.
 *
 * Confirms: yes, by a receipt that echoes the id and the digest of the bytes. A 200 without one may
 * be a Wi-Fi sign-in page or a filter's block page, so it confirms nothing; and only our receiver
 * speaks problem details, so a 4xx without them refuses nothing. Sealed: yes. Repeats: dropped, the
 * receiver knows the id again. Double opt-in: none. Facts: our own contract.
 */
export const dialect: Dialect = {
  name: 'json',
  carries: 'both',
  confirms: true,
  seals: true,
  repeats: 'dropped',
  facts: 'documented',
  encode: ({ body }, { endpoint }) => ({ url: endpoint, body, contentType: 'application/json' }),
  decode: (heard, sent) => receiptReply(heard, sent) ?? replyTo(heard),
};
