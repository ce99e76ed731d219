/**
 * `npm run faults -- --answers 3000 --seed 1 --engine chromium`: the torture test, with keys and without.
 * Exits with 1 when anything was lost or doubled.
 */
import { parseArgs } from 'node:util';
import type { Engine } from './programs.ts';
import { torture, type Result } from './torture.ts';

const { values } = parseArgs({
  options: {
    answers: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    engine: { type: 'string', default: 'chromium' },
  },
});
const [answers, seed] = [Number(values.answers), Number(values.seed)];
const engine = values.engine as Engine;

const line = ({ answers, saved, stored, lost, doubled, kills, faults }: Result): string =>
  `answers ${answers}, told saved ${saved}, stored ${stored}, lost ${lost}, doubled ${doubled}, kills ${kills}, faults ${faults}`;

for (const keys of [true, false]) {
  const result = await torture({ engine, answers, seed, keys });
  console.log(`${engine}, seed ${seed}, ${keys ? 'with public keys' : 'without public keys'}`);
  console.log(line(result));
  for (const [fault, times] of Object.entries(result.seen).sort())
    console.log(`  ${String(times).padStart(6)}  ${fault}`);
  for (const trouble of new Set(result.troubles)) console.log(`  ${trouble}`);
  console.log();
  if (result.lost || result.doubled) process.exitCode = 1;
}
process.exit();
