import type { Heard, Sent } from './dialect.ts';
import { isPage, isPassing, isSuccess, parseObject, replyTo } from './heard.ts';
import type { Reply } from '../../contract/reply.ts';
import type { Issue } from '../../contract/rules.ts';

const isIssue = (issue: unknown): issue is Issue =>
  ['name', 'rule'].every((key) => typeof Object(issue)[key] === 'string');

/**
 * What our own receivers answer, whichever dialect they were spoken to in: a receipt, which proves
 * that exactly these bytes were stored, or problem details. Undefined when it is neither: only they
 * speak so, and anything else may come from a filter or a sign-in page on the way.
 */
export function receiptReply(heard: Heard, sent: Sent): Reply | undefined {
  const { status, text } = heard;
  if (isPassing(status)) return replyTo(heard);
  const { id, sha256, type, issues } = parseObject(text);
  if (status >= 400 && typeof type === 'string') {
    return {
      kind: 'refused',
      code: type.replace('urn:l30:problem:', ''),
      issues: Array.isArray(issues) ? issues.filter(isIssue) : [],
    };
  }
  if (isSuccess(status) && id === sent.id && sha256) {
    if (sha256 === sent.sha256) return { kind: 'confirmed' };
    if (!sent.sha256) return { kind: 'unconfirmed' };
  }
  return undefined;
}

/**
 * What a form handler that may be anybody's answers. Our receipt confirms. Any other success is taken
 * without proof, but not a page: the thank-you page of a handler and the page that a Wi-Fi or a filter
 * shows instead look alike, so a page passes only if it names the letter's id. Nor does a receipt that
 * belongs to another letter, as a cache would give.
 */
export function handlerReply(heard: Heard, sent: Sent): Reply {
  const { status, text } = heard;
  const own = receiptReply(heard, sent);
  if (own || !isSuccess(status)) return own ?? replyTo(heard);
  const isForeign = isPage(text) ? !text.includes(sent.id) : 'sha256' in parseObject(text);
  return isForeign ? { kind: 'unavailable', code: 'not-a-receipt' } : { kind: 'unconfirmed' };
}

/** Whether a success gives the letter's id back in JSON, as a flow can be told to once it has stored the letter. */
export const echoesId = ({ status, text }: Heard, { id }: Sent): boolean =>
  isSuccess(status) && parseObject(text).id === id;
