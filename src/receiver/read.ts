import type { Problem } from '../contract/reply.ts';
import { envelopeFromForm } from './form.ts';
import { problem } from './problem.ts';
import { checkEnvelope } from './schema.ts';
import type { Letter } from './store.ts';

/** What our widgets send. */
export const JSON_TYPE = 'application/json';
/** What pages without script send, and `dialect="form"`. */
export const FORM_TYPE = 'application/x-www-form-urlencoded';

function parse(text: string): { value: unknown; text?: string } | { problem: Problem } {
  try {
    return { value: JSON.parse(text), text };
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
 * Reads the bytes of a request as an envelope, plain or sealed, together with the JSON text to store:
 * what came, or for a form what was made of it. Otherwise says what is wrong with them.
 */
export function readEnvelope(
  type: typeof JSON_TYPE | typeof FORM_TYPE,
  bytes: Uint8Array,
): { envelope: Letter; body: string } | { problem: Problem } {
  const isJson = type === JSON_TYPE;
  const text = decode(bytes);
  if (text === undefined) return { problem: problem(isJson ? 'malformed-json' : 'malformed-form') };
  const parsed = isJson ? parse(text) : envelopeFromForm(text);
  if ('problem' in parsed) return parsed;
  const checked = checkEnvelope(parsed.value);
  if ('problem' in checked) return checked;
  if ('answers' in checked.envelope && checked.envelope.answers.length === 0)
    return { problem: problem('nothing-to-store') };
  return { ...checked, body: parsed.text ?? JSON.stringify(checked.envelope) };
}
