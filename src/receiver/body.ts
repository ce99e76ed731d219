import type { ProblemCode } from './problem.ts';

/**
 * Reads a request's body up to `limit` bytes, or says why not: `body-too-large` as soon as one byte
 * more has come, `incomplete-body` when the connection ends early.
 *
 * The bytes themselves are counted. Hono 4.13's own body limit believes a `Content-Length` header
 * whenever there is no `Transfer-Encoding`, and a header can say anything.
 */
export async function readBody(
  request: Request,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | Extract<ProblemCode, 'body-too-large' | 'incomplete-body'>> {
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const room = new Uint8Array(limit);
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return room.slice(0, size);
      if (size + value.length > limit) {
        // Not awaited, and its failure does not matter: the answer is the same whether or not the sender stops.
        reader.cancel().catch(() => undefined);
        return 'body-too-large';
      }
      room.set(value, size);
      size += value.length;
    }
  } catch {
    return 'incomplete-body';
  }
}

/** SHA-256 of bytes as 64 lower-case hex digits. WebCrypto, so that the app also runs outside Node. */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
