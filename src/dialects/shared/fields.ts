import type { Encoded, Target } from './dialect.ts';
import type { Answer, Envelope } from '../../contract/envelope.ts';
import { toJson } from '../../contract/json.ts';
import { isSealed } from '../../contract/sealed.ts';

type Field = [name: string, value: string];

/** What a person gave to one question, as words: what they typed, or the words beside what they chose. */
const wordsOf = ({ value, words = value }: Answer): string => [words].flat().join(', ');

/** All questions with their answers, as one text that a person can read in an email. */
const messageOf = (answers: readonly Answer[]): string =>
  answers.map((answer) => `${answer.question}\n${wordsOf(answer)}`).join('\n\n');

const answersOf = (body: string): Answer[] => (JSON.parse(body) as Partial<Envelope>).answers ?? [];

/** One answer; undefined when the question was left out, and in a sealed letter. */
export const answerTo = (body: string, id: string): Answer | undefined =>
  answersOf(body).find((answer) => answer.id === id);

/** The words given to one question; empty when it was left out, and in a sealed letter. */
export function answerOf(body: string, id: string): string {
  const answer = answerTo(body, id);
  return answer ? wordsOf(answer) : '';
}

/** A letter as one text for a person to read, in a mail for example. Empty for a sealed letter. */
export const textOf = (body: string): string => messageOf(answersOf(body));

/**
 * A parcel as names and values, for services that take forms. Nothing is left out: a plain envelope
 * becomes `id`, `widget`, `pack`, `site`, `lang`, `sentAt`, `replaces`, one field per answer under its
 * prompt's id, and `message`, all questions with their answers. A sealed one becomes `id`, `widget`,
 * `site` and `sealed`, the whole letter as JSON. Should a prompt's id be one of these names, its answer
 * is in `message` alone.
 *
 * A name in the target's `fields` takes the place of ours; an empty one leaves the field out. A sealed
 * letter goes where a message would go, unless `sealed` has a name of its own. With `onlyNamed`, fields
 * without a name stay out: some services refuse, or drop, names that they do not know.
 */
export function fieldsOf(body: string, { fields }: Pick<Target, 'fields'>, { onlyNamed = false } = {}): Field[] {
  const envelope = JSON.parse(body) as Envelope;
  const { id, widget, pack, site, lang, sentAt, replaces, answers = [] } = envelope;
  const sealed = isSealed(envelope);
  const ours = {
    id,
    widget,
    pack,
    site,
    lang,
    sentAt,
    replaces,
    message: sealed ? undefined : messageOf(answers),
    sealed: sealed ? body : undefined,
  };
  const given = answers
    .filter((answer) => !Object.hasOwn(ours, answer.id))
    .map((answer): Field => [answer.id, wordsOf(answer)]);
  const names: Readonly<Record<string, string>> = { ...(fields.message && { sealed: fields.message }), ...fields };
  const renamed = [...Object.entries(ours), ...given].flatMap(([name, value]): { field: Field; named: boolean }[] => {
    const named = Object.hasOwn(names, name);
    const theirs = named ? names[name] : onlyNamed ? undefined : name;
    return value !== undefined && theirs ? [{ field: [theirs, value], named }] : [];
  });
  const taken = new Set(renamed.filter(({ named }) => named).map(({ field: [name] }) => name));
  return renamed.filter(({ field: [name], named }) => named || !taken.has(name)).map(({ field }) => field);
}

/**
 * A parcel as the fields that our own receivers take from a form: `id`, `widget`, `pack`, `site`,
 * `lang`, `replaces`; per prompt `answer.<id>`, `question.<id>` and, beside a choice, `words.<id>`,
 * each as often as it has values. A sealed letter is `sealed`, the whole as JSON.
 *
 * A name in the target's `fields` takes the place of ours, and an answer under a name of the service's
 * own is one text. `message` travels only if it has such a name.
 */
export function receiverFieldsOf(body: string, { fields }: Pick<Target, 'fields'>): Field[] {
  const envelope = JSON.parse(body) as Envelope;
  const { id, widget, pack, site, lang, replaces, answers = [] } = envelope;
  const sealed = isSealed(envelope) ? body : undefined;
  const message = Object.hasOwn(fields, 'message') ? messageOf(answers) || undefined : undefined;
  const ours = Object.entries({ id, widget, pack, site, lang, replaces, message, sealed });
  return [
    ...ours.flatMap(([name, value]): Field[] => {
      const theirs = Object.hasOwn(fields, name) ? fields[name] : name;
      return value !== undefined && theirs ? [[theirs, value]] : [];
    }),
    ...answers.flatMap((answer): Field[] => {
      const theirs = Object.hasOwn(fields, answer.id) ? fields[answer.id] : undefined;
      if (theirs) return [[theirs, wordsOf(answer)]];
      const each = (kind: string, values: string | string[] = []) =>
        [values].flat().map((value): Field => [`${kind}.${answer.id}`, value]);
      return [...each('answer', answer.value), ...each('question', answer.question), ...each('words', answer.words)];
    }),
  ];
}

/** Fields as a form post that needs no preflight. `Accept` is the one header that never does. */
export const asForm = (url: string, fields: Field[]): Encoded => ({
  url,
  body: new URLSearchParams(fields).toString(),
  contentType: 'application/x-www-form-urlencoded',
  headers: { Accept: 'application/json' },
});

/** A value as JSON. Its content type costs a preflight, so it is only for services that take nothing else. */
export const asJson = (url: string, value: unknown): Encoded => ({
  url,
  body: toJson(value),
  contentType: 'application/json',
});
