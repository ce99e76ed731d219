import type { Dialect } from './shared/dialect.ts';
import { asForm, fieldsOf } from './shared/fields.ts';
import { isPassing, parseObject, refusal, replyTo } from './shared/heard.ts';

/**
 * `dialect="basin"`: a Basin form, `https://usebasin.com/f/…`. `_gotcha`, a trap for robots, travels
 * empty. Basin can limit the domains it takes posts from; its captcha modes take nothing from a script.
 *
 * Confirms: yes, status 200 and JSON that says `success`; JSON that does not is unconfirmed. Sealed:
 * whole, in the field `sealed`. Repeats: doubled. Double opt-in: none. Facts: Basin's guide to AJAX;
 * the trap's name and `success` only from other people's code.
 */
export const dialect: Dialect = {
  name: 'basin',
  carries: 'both',
  confirms: true,
  seals: true,
  repeats: 'doubled',
  facts: 'documented',
  encode: ({ body }, target) => asForm(target.endpoint, [...fieldsOf(body, target), ['_gotcha', '']]),
  decode(heard) {
    const { status, text } = heard;
    const said = parseObject(text);
    if (isPassing(status)) return replyTo(heard);
    if (typeof said.error === 'string' || said.success === false) return refusal(status);
    if (status === 200 && said.success === true) return { kind: 'confirmed' };
    return status === 200 && Object.keys(said).length > 0 ? { kind: 'unconfirmed' } : replyTo(heard);
  },
};
