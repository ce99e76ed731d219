import type { Dialect } from './shared/dialect.ts';
import { asForm, fieldsOf } from './shared/fields.ts';
import { unreadableReply } from './shared/heard.ts';

/** The trap for robots is named after the account and the audience in the address. */
function trap(endpoint: string): string {
  const part = (name: string): string => new RegExp(`[?&]${name}=([\\w-]+)`).exec(endpoint)?.[1] ?? '';
  return `b_${part('u')}_${part('id')}`;
}

/**
 * `dialect="mailchimp"`: a Mailchimp audience, the address in the `action` of its embedded form,
 * `https://….list-manage.com/subscribe/post?u=…&id=…`. The short address that Mailchimp's dashboard
 * shows is another thing. It gets `EMAIL` and `FNAME`; `fields` may name more of its merge fields. The
 * trap for robots travels empty.
 *
 * Confirms: never, Mailchimp lets no page read its answer; its other way, a script of Mailchimp's run in
 * the school's page, is not for a school's page. Sealed: no. Repeats: dropped, by address. Double
 * opt-in: as the audience is set; it does not say. The letter's id travels only if `fields` gives `id` a
 * merge field. Facts: other people's code and issue threads.
 */
export const dialect: Dialect = {
  name: 'mailchimp',
  carries: 'newsletter',
  confirms: false,
  seals: false,
  repeats: 'dropped',
  facts: 'unverified',
  encode({ body }, { endpoint, fields }) {
    const named = fieldsOf(body, { fields: { email: 'EMAIL', name: 'FNAME', ...fields } }, { onlyNamed: true });
    return {
      ...asForm(endpoint.replace('/subscribe/post-json?', '/subscribe/post?'), [...named, [trap(endpoint), '']]),
      opaque: true,
    };
  },
  decode: unreadableReply,
};
