import type { Delivery } from '../delivery/index.ts';
import { leaf } from '../settings/leaf.ts';

const parts: Record<string, Promise<unknown> | undefined> = {};

/** Milliseconds. Nobody looks at "Sending" for longer than at a server that does not answer. */
const PATIENCE = 10_000;

/**
 * One of the leaves that sending takes, fetched once; after a failure the next call tries again. Rejects as
 * well when it does not come in time; should it come later, the next call has it.
 */
function part<T>(path: string): Promise<T> {
  const coming = (parts[path] ??= leaf<T>(path));
  coming.catch(() => delete parts[path]);
  return Promise.race([coming as Promise<T>, new Promise<T>((_, reject) => setTimeout(reject, PATIENCE))]);
}

let delivery: Delivery | undefined;

/** All that sending takes; one for the page. Rejects when it cannot be fetched. */
export async function callDelivery(): Promise<Delivery> {
  const { open } = await part<typeof import('../delivery/index.ts')>('delivery');
  return (delivery ??= open(part));
}
