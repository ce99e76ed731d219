import type { Heard } from './dialect.ts';
import type { Reply } from '../../contract/reply.ts';
import type { Issue } from '../../contract/rules.ts';

/** What a body says, if it is a JSON object; every other body says nothing. */
export function parseObject(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** A page for people, as thank-you pages, sign-in pages of a Wi-Fi and block pages of a filter all are. */
export const isPage = (text: string): boolean => /^\s*</.test(text);

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** Whether an answer that is no success must be taken at its word, whatever its body says. */
export const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500;

/**
 * Seconds that a `Retry-After` asks for: RFC 9110 allows a number or a date. A date is compared with
 * this device's clock; should that be wrong, the caller's cap keeps the wait short.
 */
export function secondsOf(retryAfter: string | null | undefined): number | undefined {
  if (!retryAfter) return undefined;
  const isDate = retryAfter.endsWith('GMT');
  const seconds = isDate
    ? (Date.parse(retryAfter) - Date.now()) / 1000
    : /^\d+$/.test(retryAfter)
      ? Number(retryAfter)
      : NaN;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

/** What a status means whoever gave it, for a dialect that found nothing better in the body. */
export function replyTo({ status, retryAfter }: Heard): Reply {
  if (status === 429 || status === 503) {
    const seconds = secondsOf(retryAfter);
    return { kind: 'unavailable', code: 'busy', ...(seconds !== undefined && { retryAfter: seconds }) };
  }
  if (isPassing(status)) return { kind: 'unavailable', code: 'broken' };
  return { kind: 'unavailable', code: status >= 400 ? 'blocked' : 'not-a-receipt' };
}

/** For services that let no page read their answer: that one came at all is everything that can be known. */
export const unreadableReply = (heard: Heard): Reply => (heard.status === 0 ? { kind: 'unconfirmed' } : replyTo(heard));

/**
 * A service's no for good. Its own code is passed on if it is a bare word or number; a sentence is
 * not, because it could quote what someone wrote.
 */
export function refusal(code: unknown, issues: Issue[] = []): Reply {
  const word = String(typeof code === 'object' ? '' : code);
  return { kind: 'refused', code: /^[\w:.-]{1,60}$/.test(word) ? word : 'refused', issues };
}
