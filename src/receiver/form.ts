import { makeId } from '../contract/envelope.ts';
import type { Problem } from '../contract/reply.ts';
import { isSealed } from '../contract/sealed.ts';
import { problem } from './problem.ts';
import { quoteKey } from './schema.ts';

const KNOWN = /^(?:id|widget|pack|site|lang|replaces|sealed|(?:answer|question|words)\.[^]+)$/;
const ANSWER = 'answer.';

/** `URLSearchParams` turns bytes that are not UTF-8 into U+FFFD, which would lose a word without a trace. */
function decode(part: string): string | undefined {
  try {
    // Forms send CR LF for every line break; the widgets' JSON holds LF, and readers should see one kind.
    return decodeURIComponent(part.replaceAll('+', ' ')).replaceAll('\r\n', '\n');
  } catch {
    return undefined;
  }
}

/** The fields of a form by name, in the order of the page; those left empty are absent. */
function fieldsOf(body: string): Map<string, string[]> | Problem {
  const fields = new Map<string, string[]>();
  for (const pair of body.split('&').filter(Boolean)) {
    const at = pair.includes('=') ? pair.indexOf('=') : pair.length;
    const name = decode(pair.slice(0, at));
    const value = decode(pair.slice(at + 1));
    if (name === undefined || value === undefined) return problem('malformed-form');
    if (!KNOWN.test(name)) return problem('unknown-field', quoteKey(name));
    if (value === '') continue;
    const values = fields.get(name);
    if (values) values.push(value);
    else fields.set(name, [value]);
  }
  return fields;
}

/** The words beside an answer: those sent for it, or, of the choices the page offered, those of the chosen ones. */
function wordsOf(id: string, fields: ReadonlyMap<string, string[]>): string | string[] | undefined {
  const values = fields.get(`${ANSWER}${id}`) ?? [];
  const chosen = values.flatMap((value) => fields.get(`words.${id}.${value}`) ?? []);
  const words = chosen.length === values.length ? chosen : fields.get(`words.${id}`);
  return words?.length === 1 ? words[0] : words;
}

/** What says of a sealed letter, for the eye, what the letter itself says. */
const BESIDE_SEALED = ['sealed', 'id', 'widget', 'site'];

function sealedFrom(fields: ReadonlyMap<string, string[]>, texts: readonly string[]): Made {
  const other = [...fields.keys()].find((name) => !BESIDE_SEALED.includes(name));
  if (other !== undefined) return { problem: problem('unknown-field', quoteKey(other)) };
  const [text = '', ...more] = texts;
  const value = parse(text);
  if (more.length === 0 && isSealed(value)) return { value, text };
  return { problem: problem('invalid-envelope', 'In the form, "sealed" should be one sealed letter as JSON text.') };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What was made of a form: the value to check, and its JSON text where one came. */
type Made = { value: unknown; text?: string } | { problem: Problem };

/**
 * Turns a form post (application/x-www-form-urlencoded) into the value an envelope would have, still
 * to be checked by `checkEnvelope`. It comes from a page without script, or from `dialect="form"` with
 * a sealed letter as JSON text in the field `sealed`, which then holds everything.
 *
 * Fields: `id` (made here when absent), `widget`, `pack`, `site`, `lang`, `replaces`; `answer.<promptId>` for
 * what was answered, with `question.<promptId>` and `words.<promptId>` for what the page showed, or
 * `words.<promptId>.<value>` for each choice it offered. Repeated answers become a list. The time of
 * sending is this machine's.
 */
export function envelopeFromForm(body: string): Made {
  const fields = fieldsOf(body);
  if (!(fields instanceof Map)) return { problem: fields };
  const sealed = fields.get('sealed');
  if (sealed) return sealedFrom(fields, sealed);
  // A repeated reserved field stays a list, and the envelope check refuses it by name.
  const field = (name: string) => {
    const values = fields.get(name);
    return values?.length === 1 ? values[0] : values;
  };
  const answers = [...fields.keys()]
    .filter((name) => name.startsWith(ANSWER))
    .map((name) => {
      const id = name.slice(ANSWER.length);
      return { id, question: field(`question.${id}`) ?? id, value: field(name), words: wordsOf(id, fields) };
    });
  return {
    value: {
      v: 1,
      id: field('id') ?? makeId(),
      widget: field('widget'),
      pack: field('pack'),
      site: field('site'),
      replaces: field('replaces'),
      lang: field('lang'),
      sentAt: new Date().toISOString(),
      answers,
    },
  };
}
