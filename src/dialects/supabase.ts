import type { Dialect } from './shared/dialect.ts';
import { asJson } from './shared/fields.ts';
import { insertionReply, rowOf } from './shared/row.ts';

/**
 * `dialect="supabase"`: a Supabase project with our table, `https://….supabase.co/rest/v1/l30_letters`.
 * `fields` holds `apikey`, the project's publishable key, and never its secret one: everyone can read it
 * in the page, so the table's policy must let it insert and do nothing else.
 *
 * Confirms: yes, 201 and nothing else, as its PostgREST answers after the commit. Sealed: whole.
 * Repeats: dropped by the table's trigger, which answers 201 again; without it, by the table's key, whose
 * refusal confirms the letter as well. Other words under the same id are refused. Double opt-in: none. Facts: Supabase's and PostgREST's documentation.
 */
export const dialect: Dialect = {
  name: 'supabase',
  carries: 'both',
  confirms: true,
  seals: true,
  repeats: 'dropped',
  facts: 'documented',
  needs: ['apikey'],
  encode: ({ body }, { endpoint, fields }) => ({
    ...asJson(endpoint, rowOf(body)),
    headers: { apikey: fields.apikey ?? '' },
  }),
  decode: insertionReply,
};
