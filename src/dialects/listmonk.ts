import type { Dialect } from './shared/dialect.ts';
import { answerOf, asForm } from './shared/fields.ts';
import { isPassing, parseObject, refusal, replyTo } from './shared/heard.ts';

/**
 * `dialect="listmonk"`: a school's own listmonk, `…/api/public/subscription`, with its public
 * subscription page switched on and the school's site among its trusted URLs. `fields` holds `list`, the
 * UUID of a public list, or several with commas. This route asks for no captcha.
 *
 * Confirms: yes, JSON `data`. Sealed: no. Repeats: dropped, by address. Double opt-in: as the list is
 * set, and its answer says so. It takes address, name and lists and nothing else, so the letter's id has
 * no place. Its 400 is a sentence, which does not tell a wrong address from a wrong list. Facts:
 * listmonk's source.
 */
export const dialect: Dialect = {
  name: 'listmonk',
  carries: 'newsletter',
  confirms: true,
  seals: false,
  repeats: 'dropped',
  facts: 'documented',
  needs: ['list'],
  encode({ body }, { endpoint, fields: { list = '' } }) {
    const lists = list
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((uuid): [string, string] => ['l', uuid]);
    return asForm(endpoint, [['email', answerOf(body, 'email')], ['name', answerOf(body, 'name')], ...lists]);
  },
  decode(heard) {
    const { data, message } = parseObject(heard.text);
    if (isPassing(heard.status)) return replyTo(heard);
    if (heard.status >= 400) return typeof message === 'string' ? refusal(heard.status) : replyTo(heard);
    const { has_optin: hasOptin } = Object(data) as { has_optin?: unknown };
    if (heard.status !== 200 || typeof hasOptin !== 'boolean') return replyTo(heard);
    return { kind: 'confirmed', ...(hasOptin && { checkEmail: true }) };
  },
};
