import type { Dialect } from './shared/dialect.ts';
import { asForm, fieldsOf } from './shared/fields.ts';
import { isPassing, isSuccess, parseObject, refusal, replyTo } from './shared/heard.ts';

const NAMES = { email: 'email_address', name: 'fields[first_name]' };

/**
 * `dialect="kit"`: a Kit (ConvertKit) form, the address in the `action` of its HTML,
 * `https://app.kit.com/forms/…/subscriptions`. `fields` may name more of its custom fields, as
 * `fields[school]`.
 *
 * Confirms: no. It answers JSON with a `status`, and nobody has told what that promises; `quarantined` means that it
 * wants to see a person solve a puzzle, and counts as a no. Sealed: no. Repeats: dropped, by address.
 * Double opt-in: by default, so people are told to look into their mail. The letter's id travels only if
 * `fields` gives `id` a custom field. Facts: other people's code.
 */
export const dialect: Dialect = {
  name: 'kit',
  carries: 'newsletter',
  confirms: false,
  seals: false,
  repeats: 'dropped',
  facts: 'unverified',
  encode: ({ body }, { endpoint, fields }) =>
    asForm(endpoint, fieldsOf(body, { fields: { ...NAMES, ...fields } }, { onlyNamed: true })),
  decode(heard) {
    const { status } = parseObject(heard.text);
    if (isPassing(heard.status)) return replyTo(heard);
    if (status === 'failed' || status === 'quarantined') return refusal(status);
    return isSuccess(heard.status) && status === 'success' ? { kind: 'unconfirmed', checkEmail: true } : replyTo(heard);
  },
};
