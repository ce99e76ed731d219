/**
 * `npm run bench`: how fast the built widgets are, beside a native form and a minimal Lit element in the same run.
 * Takes Chromium, and a build in `dist`. README.md says what the numbers mean.
 *
 *     npm run bench                             everything
 *     npm run bench -- mood first-use           one widget, one part
 *     npm run bench -- growth --runs 3 --seed 7
 *     npm run bench -- --against ../before/dist  another build beside this one
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import type { Browser } from 'puppeteer-core';
import { LINE, SLOWDOWN, startBrowser } from './browser.ts';
import { measureFirstUse } from './first-use.ts';
import { COUNTS, measureGrowth } from './growth.ts';
import { FIRST_USE, GROWTH, STAY } from './measures.ts';
import { randomFrom, shuffled } from './numbers.ts';
import { measureSaved } from './saved.ts';
import { serve } from './server.ts';
import { measureStay } from './stay.ts';
import { SUBJECTS, WIDGETS, type Subject, type WidgetName } from './subjects.ts';
import { Samples, tableOf } from './table.ts';

const PARTS = ['first-use', 'stay', 'growth', 'saved'] as const;
/** How often each visit is made. Growth takes long, and varies little. */
const RUNS = 7;
const GROWTH_RUNS = 3;
/** Brotli, 1 kB = 1000 bytes. */
const FIRST_DOWNLOAD = 25_000;

interface Visit {
  name: WidgetName;
  subject: Subject;
}

/** Makes every visit once a round, in another order each time, so that what else the machine does meets all alike. */
async function rounds(
  runs: number,
  visits: readonly Visit[],
  random: () => number,
  make: (visit: Visit) => Promise<void>,
) {
  for (let run = 0; run < runs; run++) for (const visit of shuffled(visits, random)) await make(visit);
}

/** What a command asks for. */
interface Plan {
  names: readonly WidgetName[];
  subjects: readonly Subject[];
  parts: readonly string[];
  runs?: number | undefined;
  random: () => number;
}

async function measure(
  browser: Browser,
  url: string,
  { names, subjects, parts, runs, random }: Plan,
): Promise<Samples> {
  const samples = new Samples();
  const visits = names.flatMap((name) => subjects.map((subject) => ({ name, subject })));
  const measured = visits.filter(({ subject }) => subject !== 'empty');
  if (parts.includes('first-use'))
    await rounds(runs ?? RUNS, measured, random, async ({ name, subject }) => {
      const { bytes, ...found } = await measureFirstUse(browser, url, { name, subject });
      for (const [id, value] of Object.entries({ ...found, bytes: bytes / 1000 }))
        samples.add(name, id, subject, value);
    });
  if (parts.includes('stay'))
    await rounds(runs ?? RUNS, visits, random, async ({ name, subject }) => {
      const { load, choices, keys, ...found } = await measureStay(browser, url, { name, subject });
      const { task, script, style, layout } = load;
      for (const [id, value] of Object.entries({ task, script, style, layout, ...found }))
        samples.add(name, id, subject, value);
      samples.add(name, 'choices', subject, ...choices);
      samples.add(name, 'keys', subject, ...keys);
    });
  if (parts.includes('growth'))
    await rounds(runs ?? GROWTH_RUNS, measured, random, async ({ name, subject }) => {
      const [few, some, many] = COUNTS;
      const at = async (count: number) => measureGrowth(browser, url, { name, subject, count });
      const [one, twenty, hundred] = [await at(few), await at(some), await at(many)];
      samples.add(name, 'task-20', subject, (twenty.task - one.task) / (some - few));
      samples.add(name, 'task-100', subject, (hundred.task - twenty.task) / (many - some));
      samples.add(name, 'heap-100', subject, (hundred.heap - twenty.heap) / (many - some) / 1000);
      samples.add(name, 'bytes-100', subject, (hundred.bytes - twenty.bytes) / (many - some) / 1000);
    });
  return samples;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' }, seed: { type: 'string' }, against: { type: 'string' } },
});
const seed = Number(values.seed ?? Math.floor(Math.random() * 1e6));
/** Those that a word of the command names; without any, all. */
const asked = <T extends string>(all: readonly T[]): readonly T[] => {
  const named = all.filter((each) => positionals.some((word) => each.includes(word)));
  return named.length ? named : all;
};
const unknown = positionals.find((word) => ![...WIDGETS, ...PARTS].some((each) => each.includes(word)));
if (unknown) throw new Error(`"${unknown}" is neither a widget nor a part: ${[...WIDGETS, ...PARTS].join(', ')}.`);
const names = asked(WIDGETS);
const parts = asked(PARTS);

const size = brotliCompressSync(readFileSync(join(import.meta.dirname, '../../dist/l30.js'))).length;
const [space, browser] = await Promise.all([serve(values.against), startBrowser()]);
try {
  console.log(
    `Chromium ${await browser.version()}; what is by the clock ${SLOWDOWN} times slower, ${(LINE.download * 8) / 1e6} Mbit/s, ${LINE.latency} ms; --seed ${seed}`,
  );
  console.log(
    `l30.js as served: ${(size / 1000).toFixed(2)} kB, ${size <= FIRST_DOWNLOAD ? '\u2713 met' : '\u2717 NOT MET'}  \u2264 ${FIRST_DOWNLOAD / 1000} kB`,
  );
  const samples = await measure(browser, space.url, {
    names,
    subjects: SUBJECTS.filter((subject) => subject !== 'against' || values.against),
    parts,
    runs: values.runs ? Number(values.runs) : undefined,
    random: randomFrom(seed),
  });
  for (const name of names) console.log(tableOf(name, [...FIRST_USE, ...STAY, ...GROWTH], samples));
  if (parts.includes('saved')) await measureSaved(browser);
} finally {
  await browser.close();
  space.close();
}
