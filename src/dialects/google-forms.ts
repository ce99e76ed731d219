import type { Dialect } from './shared/dialect.ts';
import { asForm, fieldsOf } from './shared/fields.ts';
import { unreadableReply } from './shared/heard.ts';

/**
 * `dialect="google-forms"`: the address behind a public Google Form (`…/formResponse`; the address of
 * the form itself, `…/viewform`, is put right here). `fields` holds Google's names, `entry.` and a
 * number; what has none is not sent. `message` must have one, a paragraph question: it holds everything.
 * The texts of choices, sign-in, limits and file uploads would make Google refuse without a word, so
 * the form should be of text questions only.
 *
 * Confirms: never, Google lets no page read its answer. Sealed: no, because nobody would notice a
 * letter that was cut. Repeats: doubled. Double opt-in: none. Facts: only from other people's code.
 */
export const dialect: Dialect = {
  name: 'google-forms',
  carries: 'both',
  confirms: false,
  seals: false,
  repeats: 'doubled',
  facts: 'unverified',
  needs: ['message'],
  encode: ({ body }, target) => ({
    ...asForm(
      target.endpoint.replace(/\/viewform\b.*$/s, '/formResponse'),
      fieldsOf(body, target, { onlyNamed: true }),
    ),
    opaque: true,
  }),
  decode: unreadableReply,
};
