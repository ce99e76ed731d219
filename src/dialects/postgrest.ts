import type { Dialect } from './shared/dialect.ts';
import { asJson } from './shared/fields.ts';
import { insertionReply, rowOf } from './shared/row.ts';

/**
 * `dialect="postgrest"`: PostgREST before a PostgreSQL database with our table, `…/l30_letters`, into
 * which everyone may insert and from which no one may read by this way. The letter's JSON is one text
 * in the row.
 *
 * Confirms: yes, 201 and nothing else, which PostgREST answers after the commit. Sealed: whole.
 * Repeats: dropped by the table's trigger, which answers 201 again; without it, by the table's key, whose
 * refusal confirms the letter as well. Other words under the same id are refused. Double opt-in: none. Facts: PostgREST's documentation.
 */
export const dialect: Dialect = {
  name: 'postgrest',
  carries: 'both',
  confirms: true,
  seals: true,
  repeats: 'dropped',
  facts: 'documented',
  encode: ({ body }, { endpoint }) => asJson(endpoint, rowOf(body)),
  decode: insertionReply,
};
