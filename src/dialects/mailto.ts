import type { Dialect } from './shared/dialect.ts';
import type { Envelope } from '../contract/envelope.ts';
import { textOf } from './shared/fields.ts';

/**
 * `dialect="mailto"`: the last resort, `mailto:office@school.example`. The device's own mail program
 * opens with the letter written, and the person sends it, or does not. A subject in the address stays.
 * Some mail programs cut what is longer than about 2,000 characters; the person sees what is left. On a
 * device without one nothing happens.
 *
 * Confirms: never. Sealed: no, people must see what they send. Repeats: doubled. Double opt-in: none.
 * The letter's id is its last line. Facts: RFC 6068.
 */
export const dialect: Dialect = {
  name: 'mailto',
  carries: 'both',
  confirms: false,
  seals: false,
  repeats: 'doubled',
  facts: 'documented',
  encode({ id, body }, { endpoint }) {
    const { widget, site } = JSON.parse(body) as Envelope;
    const lines = `${textOf(body)}\n\n${id}`.replace(/\r?\n/g, '\r\n');
    // A mail program reads a plus as a plus.
    const subject: Record<string, string> = /[?&]subject=/i.test(endpoint) ? {} : { subject: `${site}: ${widget}` };
    const query = new URLSearchParams({ ...subject, body: lines }).toString().replaceAll('+', '%20');
    return { url: `${endpoint}${endpoint.includes('?') ? '&' : '?'}${query}`, body: '', handOver: true };
  },
  decode: () => ({ kind: 'unconfirmed' }),
};
