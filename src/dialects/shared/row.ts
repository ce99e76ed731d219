import type { Heard } from './dialect.ts';
import type { Envelope } from '../../contract/envelope.ts';
import { isPassing, parseObject, refusal, replyTo } from './heard.ts';
import type { Reply } from '../../contract/reply.ts';

/** A letter as a row of the table that schools without a receiver keep in PostgreSQL. `letter` is its JSON as it travelled. */
export interface Row extends Pick<Envelope, 'id' | 'site' | 'widget'> {
  letter: string;
}

export function rowOf(body: string): Row {
  const { id, site, widget } = JSON.parse(body) as Envelope;
  return { id, site, widget, letter: body };
}

/** PostgreSQL's code for a key that is there already. The id is the table's only key, so it is this letter. */
const UNIQUE_VIOLATION = '23505';

/**
 * What PostgREST answers to the insertion of a row: 201 and nothing else. A refusal is JSON with the
 * database's own code or, where it did not get so far, with a message alone. Our own table speaks in
 * its messages, each one word.
 */
export function insertionReply(heard: Heard): Reply {
  const { status, text } = heard;
  if (status === 201 && text.trim() === '') return { kind: 'confirmed' };
  const { code, message } = parseObject(text);
  if (status === 409 && code === UNIQUE_VIOLATION) return { kind: 'confirmed' };
  if (isPassing(status) || status < 400 || typeof message !== 'string') return replyTo(heard);
  return refusal(/^[a-z-]+$/.test(message) ? message : (code ?? status));
}
