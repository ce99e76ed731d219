import type { Envelope } from '../../src/contract/envelope.ts';
import type { Fetch } from '../../src/delivery/deliver.ts';
import { answers as told } from '../../stories/endpoint.ts';

/** An endpoint that stands in for `fetch` and remembers what reached it. */
export interface Endpoint {
  fetch: Fetch;
  /** The envelopes that arrived, in order. */
  got: Envelope[];
}

/** What an endpoint, or something in its place, can say: as in the stories, and two lies more. */
const answers = {
  receipt: told.receipt,
  refusal: told.refusal,
  busy: told.busy,
  page: told.page,
  offline: told.offline,
  otherReceipt: async (url, init) => Response.json({ ...((await (await told.receipt(url, init)).json()) as object), id: 'f'.repeat(32) }),
  serverError: async () => new Response('Internal Server Error', { status: 500 }),
} satisfies Record<string, Fetch>;

export type AnswerName = keyof typeof answers;

/** An endpoint that gives these answers in turn, and the last of them from then on. */
export function endpoint(...names: AnswerName[]): Endpoint {
  const got: Envelope[] = [];
  return {
    got,
    fetch(url, init) {
      got.push(JSON.parse(new TextDecoder().decode(init.body as Uint8Array)) as Envelope);
      return answers[names[Math.min(got.length, names.length) - 1] ?? 'receipt'](url, init);
    },
  };
}
