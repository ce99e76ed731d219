import type { Delivery } from '../delivery/index.ts';
import { Leaf } from '../leaf.ts';

const sending = new Leaf('delivery/index', () => import('../delivery/index.ts'));
const sealing = new Leaf('delivery/seal', () => import('../delivery/seal.ts'));
const dialects = new Map<string, Leaf<unknown>>();

/** One of the leaves that sending may take. Rejects when it does not come; the next call asks again. */
function part<T>(path: string): Promise<T> {
  if (path === sealing.name) return sealing.load() as Promise<unknown> as Promise<T>;
  const name = path.slice('dialects/'.length);
  const leaf =
    dialects.get(name) ??
    new Leaf<unknown>(`dialects/${name}`, async () => (await import('../dialects/shelf.ts')).dialectNamed(name));
  dialects.set(name, leaf);
  return leaf.load() as Promise<T>;
}

let delivery: Delivery | undefined;

/** All that sending takes; one for the page. Rejects when it cannot be fetched. */
export async function callDelivery(): Promise<Delivery> {
  const { open } = await sending.load();
  return (delivery ??= open(part));
}
