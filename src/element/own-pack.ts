/**
 * Loads a school's own question pack from an address, and says line by line what is wrong with it. A leaf:
 * pages that use our packs never load it. Whatever comes, it is only read as words.
 */
import { checkSense, checkShape, written, type Fault } from '../packs/check.ts';
import type { Pack, PackFile } from '../packs/index.ts';
import { readJson, type Path, type Read, type Spot } from '../packs/json.ts';
import { sharedLists, wholePack, wholeScales } from '../packs/whole.ts';
import { readEndpoint, UnusablePack } from '../core.ts';

/** Our longest pack has 4 kB. */
const MOST_BYTES = 200_000;
const PATIENCE = 15_000;
const MOST_TOLD = 5;

const JSON_TYPES = /json|^text\/plain|^application\/octet-stream|^$/i;

/** What keeps a pack from being shown, as the end of a sentence that begins with its address. */
class Unusable extends Error {}

/** The words of the file. Asks without credentials and without saying from which page. */
async function fetchText(src: string): Promise<string> {
  const endpoint = readEndpoint(src);
  if (!('url' in endpoint) || !endpoint.url.startsWith('http'))
    throw new Unusable(
      ' is not an address that a pack can come from. It must start with https:// or, for this same site, with one /.',
    );
  let response: Response;
  try {
    response = await fetch(endpoint.url, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(PATIENCE),
    });
  } catch {
    throw new Unusable(
      ' could not be fetched. Is the address right? From another site it needs CORS: that site must send Access-Control-Allow-Origin. If the page has a content security policy, its connect-src must name the address.',
    );
  }
  if (!response.ok) throw new Unusable(` could not be fetched: the server answered ${response.status}.`);
  const type = response.headers.get('content-type') ?? '';
  if (!JSON_TYPES.test(type))
    throw new Unusable(
      ` is not a pack: the server calls it ${type}, not application/json. Perhaps a page that asks to sign in came in its place.`,
    );
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await limited(response));
  } catch (error) {
    throw error instanceof Unusable ? error : new Unusable(' could not be read to its end. It must be text in UTF-8.');
  }
}

/** The bytes of a response, as long as they are not too many: a huge file must not fill a tablet. */
async function limited({ body }: Response): Promise<Uint8Array> {
  const reader = body?.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    if (done) break;
    length += value!.length;
    if (length > MOST_BYTES) {
      void reader!.cancel().catch(() => undefined);
      throw new Unusable(` has more than ${MOST_BYTES / 1000} kB, which is too long for a pack.`);
    }
    parts.push(value!);
  }
  return new Uint8Array(await new Blob(parts as BlobPart[]).arrayBuffer());
}

/** Takes out what nobody reads, so that nothing later meets a name it does not expect. */
function remove(value: unknown, path: Path): void {
  const [name, ...rest] = path;
  const holder = value as Record<string | number, unknown>;
  if (rest.length) remove(holder[name!], rest);
  else delete holder[name!];
}

const place = ({ line, column }: Spot): string => `line ${line}, column ${column}`;

function readPack(src: string, text: string): Pack {
  const read: Read = readJson(text);
  if ('says' in read) throw new Unusable(`, ${place(read.spot)}: ${read.says}.`);
  const tell = ({ path, says }: Fault): string => `, ${place(read.spotOf(path))}: ${written(path)} ${says}.`;
  const shape = checkShape(read.value);
  for (const fault of shape.filter(({ extra }) => extra)) {
    console.warn(`[l30] ${src}${tell(fault)}`);
    remove(read.value, fault.path);
  }
  const wrong = shape.filter(({ extra }) => !extra);
  const faults = wrong.length ? wrong : checkSense(read.value as PackFile, { lists: sharedLists, scales: wholeScales });
  if (!faults.length) return wholePack(read.value as PackFile);
  const more = faults.length - MOST_TOLD;
  throw new Unusable(
    `${faults.slice(0, MOST_TOLD).map(tell).join(` ${src}`)}${more > 0 ? ` There are ${more} more.` : ''}`,
  );
}

/** A pack by its address, whole. Rejects with what is wrong with it. */
export async function fetchOwnPack(src: string): Promise<{ default: Pack }> {
  try {
    return { default: readPack(src, await fetchText(src)) };
  } catch (error) {
    const words = error instanceof Unusable ? error.message : ` could not be read: ${String(error)}.`;
    throw new UnusablePack({ kind: 'own-pack', words: src + words });
  }
}
