/** An endpoint that can be used, or the name of what is wrong with it. */
export type Endpoint = { url: string } | { problem: 'missing' | 'not-a-url' | 'not-secure' };

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Reads an endpoint setting. Pupils' words travel over https only; plain http is allowed on the
 * loopback address, where nothing leaves the machine. A path belongs to the page's own origin,
 * whatever `<base href>` says. `mailto:` hands the words to the person's own mail program. `javascript:`, `data:` and bare words are no address.
 */
export function readEndpoint(setting: string, origin: string = location.origin): Endpoint {
  const text = setting.trim();
  if (!text) return { problem: 'missing' };
  if (!/^(https?:\/\/|mailto:|\/(?!\/))[^\s\\]*$/i.test(text)) return { problem: 'not-a-url' };
  let url: URL;
  try {
    // A page in a frame without an address has no origin to lean on.
    url = new URL(text, text.startsWith('/') ? origin : undefined);
  } catch {
    return { problem: 'not-a-url' };
  }
  return /^(https|mailto):/.test(url.href) || LOOPBACK.test(url.hostname)
    ? { url: url.href }
    : { problem: 'not-secure' };
}
