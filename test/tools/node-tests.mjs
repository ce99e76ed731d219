/**
 * Runs test files with node:test in the order given, which `node --test` would sort. Started by test.mjs, with what a
 * file needs before it in `--import`:
 *
 *     node --import tsx --import ./test/tools/shuffle-node.mjs test/tools/node-tests.mjs <report> <at once> <file> ...
 */
import { writeFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { run } from 'node:test';
import { spec as Spec } from 'node:test/reporters';
import { nodeReport, reportPath } from './reports.mjs';

/** Milliseconds after which a file hangs, rather than takes its time. */
const HANGS = 20 * 60_000;

const [name, atOnce, ...files] = process.argv.slice(2);
const events = run({ files, concurrency: Number(atOnce), timeout: HANGS });
events.on('test:fail', ({ skip, todo }) => {
  if (skip === undefined && todo === undefined) process.exitCode = 1;
});
const counted = events.pipe(new PassThrough({ objectMode: true }));
events.pipe(new Spec()).pipe(process.stdout);
writeFileSync(reportPath(name), JSON.stringify(await nodeReport(counted)));
