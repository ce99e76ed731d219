import type { Dialect } from './shared/dialect.ts';
import { answerOf, asJson } from './shared/fields.ts';
import { isPage, isPassing, parseObject, refusal, replyTo } from './shared/heard.ts';

/** The school may give the address of its Ghost site, or of the call itself. */
const call = (endpoint: string, name: string): string =>
  `${(endpoint.split('/members/api/')[0] ?? '').replace(/\/$/, '')}/members/api/${name}/`;

/** Ghost's tokens are short words; a page in their place is none. */
const isToken = (ticket: string | undefined): ticket is string => /^[\w:.=+/-]{1,500}$/.test(ticket ?? '');

/**
 * `dialect="ghost"`: the members of a Ghost site, `https://…/members/api/send-magic-link/`. Ghost hands
 * out a token first and takes it back with the sign-up; versions differ in whether they insist. It takes
 * JSON alone. `honeypot`, a trap for robots, travels empty.
 *
 * Confirms: yes, 201. Ghost says that to robots too, and stores a member only when the link in its email
 * is followed, so people are always told to look into their mail. Sealed: no. Repeats: dropped, by
 * address; each sends the link again, and after nine Ghost refuses more. Double opt-in: always. The letter's id has no place. Its 400 is a
 * sentence, which does not tell a wrong address from a site that takes no members. Facts: Ghost's source.
 */
export const dialect: Dialect = {
  name: 'ghost',
  carries: 'newsletter',
  confirms: true,
  seals: false,
  repeats: 'dropped',
  facts: 'documented',
  ticketFrom: (endpoint) => call(endpoint, 'integrity-token'),
  encode({ body }, { endpoint, ticket }) {
    const name = answerOf(body, 'name');
    return asJson(call(endpoint, 'send-magic-link'), {
      email: answerOf(body, 'email'),
      ...(name && { name }),
      emailType: 'signup',
      honeypot: '',
      ...(isToken(ticket) && { integrityToken: ticket }),
    });
  },
  decode(heard) {
    const { errors } = parseObject(heard.text);
    if (isPassing(heard.status)) return replyTo(heard);
    if (heard.status >= 400 && Array.isArray(errors)) {
      const { code, type } = Object(errors[0]) as { code?: unknown; type?: unknown };
      return refusal(code ?? type);
    }
    return heard.status === 201 && !isPage(heard.text) ? { kind: 'confirmed', checkEmail: true } : replyTo(heard);
  },
};
