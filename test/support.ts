/** What several rooms' tests need: an endpoint without a network, an ear at the console, an eye for words. */
import type { Fetch } from '../src/delivery/deliver.ts';
import { UNTRUE } from '../src/locales/fixed.ts';
import * as answer from '../stories/endpoint.ts';

/** Kept from the start: a test that moves the clock moves only the page's. */
const { setTimeout: realTimeout, MessageChannel: Channel } = globalThis;
const now = performance.now.bind(performance);
const askStorage = globalThis.indexedDB?.databases?.bind(indexedDB);

/** Milliseconds after which something that should be so is called missing: it hangs, rather than takes its time. */
const HANGS = 60_000;

/** Waits until something holds; `instead` tells how things are if it never does. */
export async function until(holds: () => unknown, what = 'it held', instead?: () => unknown): Promise<void> {
  for (const end = now() + HANGS; !(await holds()); await new Promise((resolve) => realTimeout(resolve, 10)))
    if (now() > end) throw new Error(`Waited in vain until ${what}${instead ? `; it is ${instead()}` : ''}.`);
}

/** One turn of the loop in which everything happens, whatever became of the timers. */
export const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new Channel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage('');
  });

/** Lets what is under way get as far as it can by itself: storage has answered whoever has asked it by now. */
export async function rest(): Promise<void> {
  for (let turns = 0; turns < 10; turns++) {
    await askStorage?.();
    await turn();
  }
}

/** One request as it would leave the page. */
export interface Asked {
  url: string;
  init: RequestInit;
  bytes: Uint8Array<ArrayBuffer>;
  text: string;
}

export type Answering = (asked: Asked) => Response | Promise<Response>;

/** Reads a request's body as it would travel. */
export async function readAsked(url: string, init: RequestInit): Promise<Asked> {
  const bytes = new Uint8Array(await new Response(init.body ?? null).arrayBuffer());
  return { url, init, bytes, text: new TextDecoder().decode(bytes) };
}

/** Stands in for `fetch`: gives one answer after the other, the last of them for ever, and keeps what it was asked. */
export function endpoint(...answers: Answering[]): { fetch: Fetch; asked: Asked[] } {
  const asked: Asked[] = [];
  const fetch: Fetch = async (url, init) => {
    const one = await readAsked(url, init);
    asked.push(one);
    return answers[Math.min(asked.length, answers.length) - 1]!(one);
  };
  return { fetch, asked };
}

/** What our own receiver answers when it has stored a body; `changes` make a wrong receipt of it. */
export const receipt =
  (changes: object = {}, status = 201): Answering =>
  async ({ bytes }) =>
    Response.json({ ...(await answer.receiptFor(bytes)), ...changes }, { status });

/** What our own receiver answers when it does not store. */
export const problem =
  (status: number, code: string, issues?: unknown): Answering =>
  () =>
    answer.problem(status, code, { issues });

/** An answer that is a page: a Wi-Fi sign-in, a filter, a server's own error page. */
export const webPage =
  (status: number): Answering =>
  () =>
    answer.page(status);

export const { noNetwork, sha256 } = answer;

/** An answer that waits until it is let go. */
export function held(answering: Answering): { answer: Answering; letGo: () => void } {
  let letGo = (): void => undefined;
  const gate = new Promise<void>((resolve) => (letGo = resolve));
  return {
    answer: async (asked) => {
      await gate;
      return answering(asked);
    },
    letGo: () => letGo(),
  };
}

/**
 * Lets time go by for the pauses between tries, without waiting for it, and wakes the page as a look at its
 * tab does. Returns how to set the clock right again.
 */
export function later(milliseconds: number): () => void {
  const { now } = Performance.prototype;
  performance.now = () => now.call(performance) + milliseconds;
  window.dispatchEvent(new Event('online'));
  return () => {
    delete (performance as { now?: unknown }).now;
  };
}

/** Keeps what is said to `console.error` from the console until `stop()`. */
export function listen(): { said: unknown[][]; stop(): void } {
  const said: unknown[][] = [];
  const { error } = console;
  console.error = (...words: unknown[]) => said.push(words);
  return { said, stop: () => (console.error = error) };
}

const UNKIND =
  /\b(?:why|naught\w*|bad|victims?|offend\w*|bully|bullie[sd]|bullying|faults?|blam\w*|rules?|punish\w*|must)\b/gi;

/** Words that no pupil may read from us: they accuse, or promise what a school has not promised. */
export const bannedWords = (text: string): string[] => [...(text.match(UNKIND) ?? []), ...(text.match(UNTRUE) ?? [])];
