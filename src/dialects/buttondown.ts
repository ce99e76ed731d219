import type { Dialect } from './shared/dialect.ts';
import { asForm, fieldsOf } from './shared/fields.ts';
import { unreadableReply } from './shared/heard.ts';

const NAMES = { email: 'email', name: 'metadata__name', id: 'metadata__id' };

/**
 * `dialect="buttondown"`: a Buttondown newsletter, the address in the `action` of its embedded form,
 * `https://buttondown.com/api/emails/embed-subscribe/…`. Name and letter's id travel as metadata.
 *
 * Confirms: never. Whether a page may read the answer is disputed, and a form that cannot read it must
 * not call it a failure. Sealed: no. Repeats: dropped, by address. Double opt-in: by default, so people
 * are told to look into their mail. Facts: other people's code.
 */
export const dialect: Dialect = {
  name: 'buttondown',
  carries: 'newsletter',
  confirms: false,
  seals: false,
  repeats: 'dropped',
  facts: 'unverified',
  encode: ({ body }, { endpoint, fields }) => ({
    ...asForm(endpoint, [...fieldsOf(body, { fields: { ...NAMES, ...fields } }, { onlyNamed: true }), ['embed', '1']]),
    opaque: true,
  }),
  decode(heard) {
    const reply = unreadableReply(heard);
    return reply.kind === 'unconfirmed' ? { ...reply, checkEmail: true } : reply;
  },
};
