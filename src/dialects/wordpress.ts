import type { Dialect } from './shared/dialect.ts';
import { parseObject, refusal, replyTo } from './shared/heard.ts';
import { receiptReply } from './shared/receipt.ts';

/**
 * `dialect="wordpress"`: a route of the school's own WordPress, `…/wp-json/…`, that takes our letters as
 * JSON and answers with our receipt, as a few lines with `register_rest_route` can. WordPress itself
 * answers the preflight and lets every page read the answer, so nothing else is to be set up there. It
 * travels without cookies. A host with plain permalinks (`?rest_route=`) works too, but is not recognised.
 *
 * Confirms: by our receipt, as `json` does. Sealed: whole. Repeats: dropped, the route has to know the
 * id again. Double opt-in: none. What WordPress refuses by itself (no such route, not allowed) is told by
 * its `code`. Facts: WordPress' source.
 */
export const dialect: Dialect = {
  name: 'wordpress',
  carries: 'both',
  confirms: true,
  seals: true,
  repeats: 'dropped',
  facts: 'documented',
  encode: ({ body }, { endpoint }) => ({ url: endpoint, body, contentType: 'application/json' }),
  decode(heard, sent) {
    const { code } = parseObject(heard.text);
    const own = receiptReply(heard, sent);
    return own ?? (heard.status >= 400 && typeof code === 'string' ? refusal(code) : replyTo(heard));
  },
};
