/** What several rooms' tests need: an endpoint without a network, an ear at the console, an eye for words. */
import type { Fetch } from '../src/delivery/deliver.ts';

/** One request as it would leave the page. */
export interface Asked {
  url: string;
  init: RequestInit;
  bytes: Uint8Array<ArrayBuffer>;
  text: string;
}

export type Answering = (asked: Asked) => Response | Promise<Response>;

/** Stands in for `fetch`: gives one answer after the other, the last of them for ever, and keeps what it was asked. */
export function endpoint(...answers: Answering[]): { fetch: Fetch; asked: Asked[] } {
  const asked: Asked[] = [];
  const fetch: Fetch = async (url, init) => {
    const bytes = new Uint8Array(await new Response(init.body ?? null).arrayBuffer());
    const one = { url, init, bytes, text: new TextDecoder().decode(bytes) };
    asked.push(one);
    return answers[Math.min(asked.length, answers.length) - 1]!(one);
  };
  return { fetch, asked };
}

export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What our own receiver answers when it has stored a body; `changes` make a wrong receipt of it. */
export const receipt =
  (changes: object = {}, status = 201): Answering =>
  async ({ text, bytes }) => {
    const { id } = JSON.parse(text) as { id: string };
    return Response.json({ id, sha256: await sha256(bytes), storedAt: '2026-11-23T09:00:00.000Z', ...changes }, { status });
  };

/** What our own receiver answers when it does not store. */
export const problem = (status: number, code: string, issues?: unknown): Answering => () =>
  Response.json({ type: `urn:l30:problem:${code}`, title: 'No', status, detail: 'No.', issues }, { status });

/** An answer that is a page: a Wi-Fi sign-in, a filter, a server's own error page. */
export const webPage = (status: number): Answering => () =>
  new Response('<!doctype html><title>Sign in</title>', { status, headers: { 'content-type': 'text/html' } });

/** What a browser says about no Wi-Fi, a dead host, CORS and a blocked redirect alike. */
export const noNetwork: Answering = () => {
  throw new TypeError('Failed to fetch');
};

/** Keeps what is said to `console.error` from the console until `stop()`. */
export function listen(): { said: unknown[][]; stop(): void } {
  const said: unknown[][] = [];
  const { error } = console;
  console.error = (...words: unknown[]) => said.push(words);
  return { said, stop: () => (console.error = error) };
}

const UNKIND = /\b(?:why|naught\w*|bad|victims?|offend\w*|bully|bullie[sd]|bullying|faults?|blam\w*|rules?|punish\w*|must)\b/gi;
const UNTRUE = /\b(?:anonym\w+|confidential\w*|secret between us|we are always here|24\/7|someone will reply soon|you are safe now)\b/gi;

/** Words that no pupil may read from us: they accuse, or promise what a school has not promised. */
export const bannedWords = (text: string): string[] => [...(text.match(UNKIND) ?? []), ...(text.match(UNTRUE) ?? [])];
