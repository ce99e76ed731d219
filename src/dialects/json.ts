import type { Dialect } from '../contract/dialect.ts';
import type { Problem, Receipt } from '../contract/reply.ts';

/** What a body says, if it is a JSON object; every other body says nothing. */
function parse(text: string): Partial<Receipt & Problem> {
  try {
    return Object(JSON.parse(text)) as Partial<Receipt & Problem>;
  } catch {
    return {};
  }
}

const isIssue = (issue: unknown): boolean => ['name', 'rule'].every((key) => typeof Object(issue)[key] === 'string');

/**
 * `dialect="json"`: our own receiver. The envelope travels as JSON; the answer is a receipt.
 *
 * Confirms: yes, by a receipt that echoes the id and the digest of the bytes. A 200 without one may
 * be a Wi-Fi sign-in page or a filter's block page, so it confirms nothing; and only our receiver
 * speaks problem details, so a 4xx without them refuses nothing. Safe to retry: the receiver knows
 * the id again.
 */
export const json: Dialect = {
  name: 'json',
  encode: (body) => ({ body, contentType: 'application/json' }),
  decode({ status, text }, sent) {
    const { id, sha256, type, issues } = parse(text);
    if (status === 429 || status === 503) return { kind: 'unavailable', code: 'busy' };
    if (status >= 500 || status === 408) return { kind: 'unavailable', code: 'broken' };
    if (status >= 400 && typeof type === 'string') {
      return { kind: 'refused', code: type.replace('urn:l30:problem:', ''), issues: Array.isArray(issues) ? issues.filter(isIssue) : [] };
    }
    if (status < 300 && id === sent.id && sha256) {
      if (sha256 === sent.sha256) return { kind: 'confirmed' };
      if (!sent.sha256) return { kind: 'unconfirmed' };
    }
    return { kind: 'unavailable', code: 'not-a-receipt' };
  },
};
