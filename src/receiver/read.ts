import type { Envelope } from '../contract/envelope.ts';
import type { Problem } from '../contract/reply.ts';
import { envelopeFromForm } from './form.ts';
import { problem } from './problem.ts';
import { checkEnvelope } from './schema.ts';

/** What our widgets send. */
export const JSON_TYPE = 'application/json';
/** What pages without script send. */
export const FORM_TYPE = 'application/x-www-form-urlencoded';

function parse(text: string): { value: unknown } | { problem: Problem } {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return { problem: problem('malformed-json') };
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    // A byte order mark is kept, and then refused as JSON: the stored text has to have the digest of the bytes.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * Reads the bytes of a request as an envelope, together with the JSON text to store: what came, or
 * for a form what was made of it. Otherwise says what is wrong with them.
 */
export function readEnvelope(
  type: typeof JSON_TYPE | typeof FORM_TYPE,
  bytes: Uint8Array,
): { envelope: Envelope; body: string } | { problem: Problem } {
  const isJson = type === JSON_TYPE;
  const text = decode(bytes);
  if (text === undefined) return { problem: problem(isJson ? 'malformed-json' : 'malformed-form') };
  const parsed = isJson ? parse(text) : envelopeFromForm(text);
  if ('problem' in parsed) return parsed;
  const checked = checkEnvelope(parsed.value);
  if ('problem' in checked) return checked;
  if (!checked.envelope.answers.length) return { problem: problem('nothing-to-store') };
  return { ...checked, body: isJson ? text : JSON.stringify(checked.envelope) };
}
