import type { Dialect } from './shared/dialect.ts';
import { answerTo, asJson, fieldsOf } from './shared/fields.ts';
import { isPassing, parseObject, refusal, replyTo } from './shared/heard.ts';
import type { Issue } from '../contract/rules.ts';

/** HubSpot's number for contacts, among the kinds of things it keeps. */
const CONTACT = '0-1';

const ISSUES: Readonly<Record<string, Issue>> = {
  INVALID_EMAIL: { name: 'email', rule: 'email' },
  BLOCKED_EMAIL: { name: 'email', rule: 'email' },
  MISSING_PROCESSING_CONSENT: { name: 'consent', rule: 'checked' },
};

/**
 * `dialect="hubspot"`: a HubSpot form,
 * `https://api.hsforms.com/submissions/v3/integration/submit/{portal}/{form}`, with its captcha switched
 * off. It takes JSON alone. Beside `email` it gets what `fields` names by HubSpot's properties, as
 * `firstname` for `name`, because it refuses a property that the form does not have. The consent
 * travels with its words. No cookie of HubSpot's does.
 *
 * Confirms: yes, JSON `inlineMessage` or `redirectUri`. Sealed: no. Repeats: dropped, by address. Double
 * opt-in: as the account is set; it does not say. The letter's id travels only if `fields` gives `id` a
 * property. Facts: HubSpot's reference; the names of its errors also from other people's code.
 */
export const dialect: Dialect = {
  name: 'hubspot',
  carries: 'newsletter',
  confirms: true,
  seals: false,
  repeats: 'dropped',
  facts: 'documented',
  encode({ body }, { endpoint, fields }) {
    const named = fieldsOf(body, { fields: { email: 'email', ...fields } }, { onlyNamed: true });
    const consent = answerTo(body, 'consent');
    return asJson(endpoint, {
      fields: named.map(([name, value]) => ({ objectTypeId: CONTACT, name, value })),
      ...(consent && {
        legalConsentOptions: { consent: { consentToProcess: true, text: consent.question, communications: [] } },
      }),
    });
  },
  decode(heard) {
    const { inlineMessage, redirectUri, errors } = parseObject(heard.text);
    if (isPassing(heard.status)) return replyTo(heard);
    if (heard.status >= 400 && Array.isArray(errors)) {
      const codes = errors.map((error) => String((Object(error) as { errorType?: unknown }).errorType));
      return refusal(
        codes[0],
        codes.flatMap((code) => (Object.hasOwn(ISSUES, code) ? [ISSUES[code]!] : [])),
      );
    }
    const isKept = typeof inlineMessage === 'string' || typeof redirectUri === 'string';
    return heard.status === 200 && isKept ? { kind: 'confirmed' } : replyTo(heard);
  },
};
