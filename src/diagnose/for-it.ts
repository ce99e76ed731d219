/** What to ask of whoever looks after an endpoint. */
import { words } from '../locales/en/diagnose.ts';
import { fill } from '../locales/index.ts';

/** One thing to ask. */
export type Wish = keyof typeof words.it;

/** The names in the sentences about an endpoint that stand for parts of its address, and for whoever asks. */
export function placesOf(endpoint: string, origin: string): Record<string, string | number> {
  const { host, port, protocol, origin: source } = new URL(endpoint);
  return { host, source, origin, origins: origin, port: port || (protocol === 'http:' ? 80 : 443) };
}

export const wishesInWords = (wishes: readonly Wish[], values: Readonly<Record<string, string | number>>): string[] =>
  wishes.map((wish) => fill(words.it[wish], values));
