import type { Delivery } from '../delivery/index.ts';
import { leaf } from '../site/leaf.ts';

const parts: Record<string, Promise<unknown> | undefined> = {};

/** One of the leaves that sending takes, fetched once; after a failure the next call tries again. */
function part<T>(path: string): Promise<T> {
  const coming = (parts[path] ??= leaf<T>(path));
  coming.catch(() => delete parts[path]);
  return coming as Promise<T>;
}

let delivery: Delivery | undefined;

/** All that sending takes; one for the page. Rejects when it cannot be fetched. */
export async function callDelivery(): Promise<Delivery> {
  const { open } = await part<typeof import('../delivery/index.ts')>('delivery');
  return (delivery ??= open(part));
}
