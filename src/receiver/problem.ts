import { MAX_BODY_BYTES } from '../contract/envelope.ts';
import type { Problem } from '../contract/reply.ts';
import type { Issue } from '../contract/rules.ts';

/** What one kind of trouble says. A `{}` in the detail is filled by whoever met the trouble. */
interface Entry {
  status: number;
  title: string;
  detail: string;
}

/**
 * Every reason for not storing, in one place. Titles may be read by a child whose page has no
 * script, so they stay calm; details are for whoever looks after the page or the receiver.
 */
const PROBLEMS = {
  'body-too-large': {
    status: 413,
    title: 'This is too long to send',
    detail: `One submission can hold at most ${MAX_BODY_BYTES / 1024} KiB (${MAX_BODY_BYTES} bytes). This one is longer.`,
  },
  'incomplete-body': {
    status: 408,
    title: 'The message broke off on its way',
    detail: 'The connection ended before the whole message had arrived. Sending it again is safe.',
  },
  'malformed-json': {
    status: 400,
    title: 'The message could not be read',
    detail: 'The body has to be JSON text in UTF-8, without a byte order mark.',
  },
  'malformed-form': {
    status: 400,
    title: 'The message could not be read',
    detail: 'The form has to be sent in UTF-8. Add accept-charset="utf-8" to the <form> tag.',
  },
  'unknown-field': {
    status: 422,
    title: 'There is a field that has no place here',
    detail: 'The field {} is not part of a submission. Remove it, or check its spelling.',
  },
  'invalid-envelope': {
    status: 422,
    title: 'A part of the message is missing or not as expected',
    detail: '{}',
  },
  'nothing-to-store': {
    status: 422,
    title: 'There is nothing to send yet',
    detail: 'No question has an answer. Choose something or add words, then send again.',
  },
  'unknown-site': {
    status: 422,
    title: 'This school is not known here',
    detail: 'The "site" in the message is not one of those in L30_SITES, the setting of this receiver.',
  },
  'wrong-widget': {
    status: 422,
    title: 'This belongs to another address',
    detail: '{}',
  },
  'invalid-subscription': {
    status: 422,
    title: 'Please look at the form again',
    detail: 'These fields need another look: {}.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'This kind of message cannot be read here',
    detail: 'Send application/json or application/x-www-form-urlencoded, not compressed.',
  },
  'origin-not-allowed': {
    status: 403,
    title: 'This page may not send here yet',
    detail: '{}',
  },
  'method-not-allowed': {
    status: 405,
    title: 'This address only takes what people send',
    detail: 'Use POST.',
  },
  'not-found': {
    status: 404,
    title: 'There is nothing at this address',
    detail: 'This receiver answers at /submissions and /subscriptions.',
  },
  'id-reused': {
    status: 422,
    title: 'This id already belongs to another message',
    detail: 'The message first stored with this id stays as it is. Every message needs an id of its own.',
  },
  'storage-full': {
    status: 507,
    title: 'There is no room left to keep this',
    detail: 'The storage of this receiver is full. Whoever looks after it has to make room.',
  },
  'storage-unavailable': {
    status: 503,
    title: 'This cannot be kept just now',
    detail: 'The storage of this receiver does not answer. Sending again in a moment is safe.',
  },
  internal: {
    status: 500,
    title: 'Something broke in the receiver',
    detail: 'Its log says where. Sending again is safe.',
  },
} satisfies Record<string, Entry>;

/** The kebab-case end of a problem's `type`. A code never changes its meaning. */
export type ProblemCode = keyof typeof PROBLEMS;

/**
 * Builds problem details (RFC 9457) for a code.
 *
 * `what` fills the one open place in the detail, where there is one: the key of a field, a rule's
 * field name, an origin. It must never be anything a person wrote.
 */
export function problem(code: ProblemCode, what = '', issues?: Issue[]): Problem {
  const { status, title, detail } = PROBLEMS[code];
  return {
    type: `urn:l30:problem:${code}`,
    title,
    status,
    detail: detail.replace('{}', () => what),
    ...(issues && { issues }),
  };
}
