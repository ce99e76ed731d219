/** What is known of a destination before anyone is asked, in words. */
import { keysOf, type Route } from '../delivery/route.ts';
import { recognise } from '../dialects/index.ts';
import type { Dialect } from '../dialects/shared/dialect.ts';
import { words } from '../locales/en/diagnose.ts';
import { fill } from '../locales/index.ts';
import { wordsFor } from '../settings/admin.ts';
import type { Destination, Inspection } from './destination.ts';
import { fact, good, look, wrong, type Finding } from './finding.ts';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

function judgeAddress({ protocol, hostname }: URL): Finding {
  if (protocol === 'mailto:') return look(words.address.mail);
  return LOOPBACK.test(hostname) ? look(words.address.loopback) : good(words.address.secure);
}

/** What a letter's sealing can be known to be: the same before it is sent as after. */
export const judgeOpen = ({ seals }: Pick<Dialect, 'seals'>): Finding =>
  fact(seals ? words.sealing.open : words.sealing.sealsNot);

function judgeSealing(route: Route, { seals }: Dialect): Finding[] {
  const count = keysOf(route).length;
  return [
    fact(seals ? words.sealing.seals : words.sealing.sealsNot),
    count ? good(fill(words.sealing.sealed, { count })) : fact(words.sealing.open),
  ];
}

/** What keeps letters from going there, if anything does. */
export const judgeFit = ({ misfit, missing }: Inspection): Finding[] => [
  ...(misfit ? [wrong(wordsFor(misfit))] : []),
  ...(missing ? [wrong(fill(words.sealing.noParts, { file: missing }))] : []),
];

/** What a destination can do, by its address and its dialect's own facts. */
export function judgeDestination({ route, audience }: Destination, { dialect }: Inspection): Finding[] {
  const address = judgeAddress(new URL(route.endpoint));
  if (!dialect) return [address];
  const said = words.dialect;
  const how = route.dialect ? said.named : recognise(route.endpoint) === 'json' ? said.assumed : said.recognised;
  const setting = audience === 'pupils' ? 'dialect' : 'newsletter-dialect';
  return [
    address,
    fact(fill(how, { dialect: dialect.name, setting })),
    dialect.confirms ? good(said.confirms) : look(said.unconfirmed),
    ...(audience === 'pupils' ? judgeSealing(route, dialect) : []),
    fact(dialect.repeats === 'dropped' ? said.dropped : said.doubled),
    ...(dialect.facts === 'unverified' ? [look(said.secondHand)] : []),
  ];
}
