/**
 * Gives a frame the height of the widget's page inside it. The page says that it is there, with nothing
 * else in that message; it is asked for its height, and tells it to whoever asked. What it says is
 * believed only from the window and the address that the frame has, and sets only the height.
 */
const HIGHEST = 10_000;

const watched = new Set<HTMLIFrameElement>();

const ask = (frame: HTMLIFrameElement): void =>
  frame.contentWindow?.postMessage({ l30: 'ask' }, new URL(frame.src).origin);

/** A whole number of pixels, and not one word more. */
function heightIn(data: unknown): number | undefined {
  const { l30, height, ...more } = (data ?? {}) as { l30?: unknown; height?: unknown };
  if (l30 !== 'height' || Object.keys(more).length || !Number.isInteger(height)) return undefined;
  return (height as number) > 0 && (height as number) <= HIGHEST ? (height as number) : undefined;
}

function hear({ source, origin, data }: MessageEvent<unknown>): void {
  const frame = [...watched].find(({ contentWindow }) => contentWindow && contentWindow === source);
  if (!frame || origin !== new URL(frame.src).origin) return;
  if ((data as { l30?: unknown } | null)?.l30 === 'here') return ask(frame);
  const height = heightIn(data);
  if (!height) return;
  // A border counts where the page says so.
  const border = getComputedStyle(frame).boxSizing === 'border-box' ? frame.offsetHeight - frame.clientHeight : 0;
  frame.style.height = `${height + border}px`;
}

/** Keeps a frame as high as what is in it. Where the page inside says nothing, it keeps the height that it has. */
export function watchFrame(frame: HTMLIFrameElement): void {
  // A page without an origin of its own, such as one from a disk, cannot be asked.
  const hasOrigin = !frame.hasAttribute('sandbox') || frame.sandbox.contains('allow-same-origin');
  if (watched.has(frame) || !hasOrigin || !/^https?:/.test(frame.src)) return;
  for (const each of watched) if (!each.isConnected) watched.delete(each);
  // The same function is added once only.
  addEventListener('message', hear);
  watched.add(frame);
  // Before it is there, the browser would complain of another address.
  frame.addEventListener('load', () => ask(frame));
  if (document.readyState === 'complete') ask(frame);
  else addEventListener('load', () => ask(frame), { once: true });
}
