import type { Dialect } from './shared/dialect.ts';
import { asJson, fieldsOf } from './shared/fields.ts';
import { parseObject, refusal } from './shared/heard.ts';
import { echoesId, handlerReply } from './shared/receipt.ts';

/**
 * `dialect="power-automate"`: a Power Automate flow (or Logic App) that begins with "When an HTTP
 * request is received", open to anyone. It gets one JSON object of texts: `id`, `widget`, `site`, one
 * name per question, and `message`, which holds everything. The address contains its own secret:
 * whoever reads the page can post to the flow.
 *
 * Confirms: only with a Response step, after the step that stores the letter, whose body is
 * `{"id": …}` with the letter's id; otherwise the flow answers 202 before it has done anything, which is
 * unconfirmed. Sealed: whole, in `sealed`. Repeats: doubled, unless the flow looks for the id. Double
 * opt-in: none. Facts: mostly second-hand; Microsoft does not say whether a page may read the answer.
 */
export const dialect: Dialect = {
  name: 'power-automate',
  carries: 'both',
  confirms: true,
  seals: true,
  repeats: 'doubled',
  facts: 'unverified',
  encode: ({ body }, target) => asJson(target.endpoint, Object.fromEntries(fieldsOf(body, target))),
  decode(heard, sent) {
    if (echoesId(heard, sent)) return { kind: 'confirmed' };
    const reply = handlerReply(heard, sent);
    const { error } = parseObject(heard.text);
    const { code } = Object(error) as { code?: unknown };
    return reply.kind === 'unavailable' && reply.code === 'blocked' && typeof code === 'string' ? refusal(code) : reply;
  },
};
