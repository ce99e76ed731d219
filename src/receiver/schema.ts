import * as v from 'valibot';
import { WIDGET_NAMES, type Envelope } from '../contract/envelope.ts';
import type { Problem } from '../contract/reply.ts';
import { isSealed, SUITE } from '../contract/sealed.ts';
import { problem } from './problem.ts';
import type { Letter, SealedLetter } from './store.ts';

/*
 * Valibot's default messages quote the value they met. Every message below is our own, says only
 * what should be there, and follows the words `In the envelope, "path" …`.
 *
 * The shape nests four levels deep and every object is strict, so anything deeper is refused.
 */

const part = (issue: v.StrictObjectIssue) => (issue.expected === 'Object' ? 'should be an object' : 'is missing');

function text(max: number) {
  const should = `should be text of 1 to ${max} characters`;
  return v.pipe(v.string(should), v.minLength(1, should), v.maxLength(max, should));
}

function pattern(shape: RegExp, should: string) {
  return v.pipe(v.string(should), v.regex(shape, should));
}

/** Names that mean something to every JavaScript object: a trap for code that uses ids as keys. */
const RESERVED = ['__proto__', 'constructor', 'prototype'];

const version = v.literal(1, 'should be 1');
const id = pattern(/^[\da-f]{32}$/, 'should be 32 lower-case hex digits');
const site = text(200);
const oneOf = (names: readonly Envelope['widget'][]) => v.picklist(names, `should be one of ${names.join(', ')}`);
const words = v.union([v.string(), v.array(v.string())], 'should be text or a list of texts');

const tag = pattern(/^[a-z\d]{1,8}(?:-[a-z\d]{1,8}){0,8}$/i, 'should be a language tag such as en-GB');

const answer = v.strictObject(
  {
    id: v.pipe(text(200), v.notValues(RESERVED, 'should be another word')),
    question: v.string('should be text'),
    value: words,
    words: v.optional(words),
    lang: v.optional(tag),
  },
  part,
);

const envelope = v.strictObject(
  {
    v: version,
    id,
    widget: oneOf(WIDGET_NAMES),
    pack: v.optional(text(200)),
    site,
    lang: tag,
    // Six-digit years too: a clock that is far off must not cost anyone their words.
    sentAt: pattern(
      /^(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/,
      'should be a time such as 2026-11-23T09:30:00.000Z',
    ),
    replaces: v.optional(id),
    answers: v.array(answer, 'should be a list'),
  },
  part,
) satisfies v.GenericSchema<unknown, Envelope>;

const anyBytes = pattern(/^[\w-]+$/, 'should be base64url');
const bytes = (count: number) =>
  pattern(new RegExp(`^[\\w-]{${Math.ceil((count * 4) / 3)}}$`), `should be base64url of ${count} bytes`);

/** A sealed letter, with the lengths that its suite gives to what only key-holders can check. */
const sealed = (sized: (count: number) => typeof anyBytes) => {
  const recipient = v.strictObject({ kid: bytes(16), enc: sized(65), key: sized(48) }, part);
  const some = 'should be a list of 1 to 20';
  return v.strictObject(
    {
      v: version,
      id,
      // What families send to a mailing list is no letter to a member of staff.
      widget: oneOf(WIDGET_NAMES.filter((name) => name !== 'newsletter-signup')),
      site,
      suite: pattern(/^[\w-]{1,40}$/, `should be a suite such as ${SUITE}`),
      commitment: sized(32),
      recipients: v.pipe(v.array(recipient, some), v.minLength(1, some), v.maxLength(20, some)),
      iv: sized(12),
      text: anyBytes,
    },
    part,
  ) satisfies v.GenericSchema<unknown, SealedLetter>;
};
const sealedToday = sealed(bytes);
const sealedLater = sealed(() => anyBytes);

/** A key or path for a sentence: in quotes, controls escaped, never long enough to hide a message in. */
export function quoteKey(key: string): string {
  return JSON.stringify(key.length > 80 ? `${key.slice(0, 80)}…` : key);
}

function schemaFor(value: unknown): v.GenericSchema<unknown, Letter> {
  if (!isSealed(value)) return envelope;
  return value.suite === SUITE ? sealedToday : sealedLater;
}

/**
 * Checks that a parsed value is an envelope, plain or sealed, and nothing else, or says which part is not.
 * An unknown field is named by its key, everything else by its path; no value is ever repeated.
 */
export function checkEnvelope(value: unknown): { envelope: Letter } | { problem: Problem } {
  const { success, output, issues } = v.safeParse(schemaFor(value), value);
  if (success) return { envelope: output };
  const unknown = issues.find((issue) => issue.type === 'strict_object' && issue.expected === 'never');
  const issue = unknown ?? issues[0];
  const path = v.getDotPath(issue);
  if (unknown) return { problem: problem('unknown-field', quoteKey(path ?? '')) };
  if (path === null)
    return { problem: problem('invalid-envelope', 'The message should be an envelope: a JSON object.') };
  return { problem: problem('invalid-envelope', `In the envelope, ${quoteKey(path)} ${issue.message}.`) };
}
