/** Weighs what the build made, and checks what any script tag must be able to rely on. Uses Node alone. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { brotliCompressSync, constants } from 'node:zlib';

const dist = join(import.meta.dirname, '../../dist');
const FRONT_DOOR = 'l30.js';
/** Brotli, 1 kB = 1000 bytes. */
const CEILING = 26_000;
/** All that sending takes: the courier with its outbox, and sealing. Fetched once someone begins to answer. */
const LATER = [join('delivery', 'index.js'), join('delivery', 'seal.js')];
const LATER_CEILING = 11_500;

const kB = (bytes) => `${(bytes / 1000).toFixed(2)} kB`;

function weigh(file) {
  const code = readFileSync(join(dist, file));
  const { length } = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return { file, raw: code.length, brotli: length };
}

/** Node refuses to read a classic script with a static import or export, or with import.meta, and says which. */
function whyNotClassic(code) {
  try {
    new Script(code);
    return undefined;
  } catch (error) {
    return error.message;
  }
}

function filesInDist() {
  try {
    return readdirSync(dist, { recursive: true }).filter((file) => /\.(js|css|html|json)$/.test(file));
  } catch {
    return [];
  }
}

const leaves = filesInDist().filter((file) => file !== FRONT_DOOR);
if (leaves.length === filesInDist().length) {
  console.error(`dist/${FRONT_DOOR} is not there; build it first: npm run build`);
  process.exit(1);
}

const rows = [FRONT_DOOR, ...leaves.sort()].map(weigh);
const width = Math.max(...rows.map(({ file }) => file.length));
console.log(`${''.padEnd(width)}  ${'raw'.padStart(10)}  ${'brotli'.padStart(10)}`);
for (const { file, raw, brotli } of rows)
  console.log(`${file.padEnd(width)}  ${kB(raw).padStart(10)}  ${kB(brotli).padStart(10)}`);

const code = readFileSync(join(dist, FRONT_DOOR), 'utf8');
const [{ brotli }] = rows;
const later = rows.filter(({ file }) => LATER.includes(file)).reduce((sum, row) => sum + row.brotli, 0);
const notClassic = whyNotClassic(code);
// A page may declare any character set, and a script is read in the page's.
const notAscii = code.search(/[^\x00-\x7f]/);

const complaints = [
  brotli > CEILING &&
    `${FRONT_DOOR} weighs ${kB(brotli)}, ${brotli - CEILING} bytes more than its ceiling of ${kB(CEILING)}.`,
  later > LATER_CEILING &&
    `${LATER.join(' and ')} weigh ${kB(later)}, ${later - LATER_CEILING} bytes more than their ceiling of ${kB(LATER_CEILING)}.`,
  notAscii >= 0 && `${FRONT_DOOR} is not pure ASCII: …${code.slice(Math.max(0, notAscii - 30), notAscii + 10)}…`,
  notClassic && `${FRONT_DOOR} is not a classic script: ${notClassic}.`,
].filter(Boolean);

for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exitCode = 1;
else
  console.log(
    `\n${LATER.join(' and ')} are ${kB(LATER_CEILING - later)} below their ceiling of ${kB(LATER_CEILING)}.\n${FRONT_DOOR} is a classic script in ASCII, ${kB(CEILING - brotli)} below its ceiling of ${kB(CEILING)}.`,
  );
