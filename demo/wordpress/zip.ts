/** A zip archive of a few small files, which is all that WordPress takes plugins in. */
import { crc32, deflateRawSync } from 'node:zlib';

/** Midnight of the first day that a zip archive can name, so that the same files make the same archive. */
const [TIME, DATE] = [0, 0x21];

/** Says that names are UTF-8. */
const FLAGS = 0x800;
const DEFLATED = 8;
const VERSION = 20;

export interface Entry {
  /** With forward slashes, and none in front. */
  name: string;
  bytes: Uint8Array;
}

/** What a local header and the directory say alike about an entry. */
function described({ name, bytes }: Entry, packed: Uint8Array): Buffer {
  const fields = Buffer.alloc(26);
  [VERSION, FLAGS, DEFLATED, TIME, DATE].forEach((value, place) => fields.writeUInt16LE(value, 2 * place));
  fields.writeUInt32LE(crc32(bytes), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  return fields;
}

/** The archive, after PKWARE's APPNOTE: each entry behind a header, and at the end a directory of them. */
export function zip(entries: readonly Entry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const packed = deflateRawSync(entry.bytes);
    const fields = described(entry, packed);
    const name = Buffer.from(entry.name);
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(at, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([VERSION, 0]), fields, rest, name]));
    bodies.push(body);
    at += body.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  for (const place of [8, 10]) end.writeUInt16LE(entries.length, place);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, listed, end]);
}
