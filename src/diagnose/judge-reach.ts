/** What came of trying to reach an endpoint, in words, with what to tell IT where something must be done. */
import type { Dialect } from '../dialects/shared/dialect.ts';
import { words } from '../locales/en/diagnose.ts';
import { fill } from '../locales/index.ts';
import { good, look, wrong, type Finding } from './finding.ts';
import { placesOf, wishesInWords, type Wish } from './for-it.ts';
import { TIMEOUT, type Reached } from './reach.ts';

export interface AskedOf {
  endpoint: string;
  dialect: Pick<Dialect, 'name'>;
  /** Who asked: the page that letters will come from. */
  origin: string;
}

type Answered = Extract<Reached, { kind: 'answered' }>;

/** A sentence, and after it what to ask of IT. */
type Say = (sentence: keyof typeof words.reached, ...wishes: Wish[]) => string;

function judgeAnswer({ status, ours, page, from }: Answered, { endpoint, dialect }: AskedOf, say: Say): Finding {
  const cameFrom = from && new URL(from).host;
  if (ours) return status === 404 ? wrong(say('oursElsewhere')) : good(say('ours'));
  if (cameFrom && cameFrom !== new URL(endpoint).host) return wrong(say('moved', 'network'));
  if (status >= 500) return wrong(say('broken', 'server'));
  if (status === 404 || status === 410) return wrong(say('missing'));
  if (status === 401 || status === 403 || status === 451) return look(say('refused', 'network'));
  if (dialect.name !== 'json') return page ? look(say('answered')) : good(say('answered'));
  return page ? wrong(say('page', 'network')) : look(say('notOurs'));
}

/** What an answer means. */
export function judgeReach(reached: Reached, asked: AskedOf): Finding {
  const { endpoint, dialect, origin } = asked;
  const values = {
    ...placesOf(endpoint, origin),
    seconds: TIMEOUT / 1000,
    when: new Date().toISOString(),
    status: 'status' in reached ? reached.status : '',
    moved: 'from' in reached && reached.from ? new URL(reached.from).host : '',
    directive: 'directive' in reached ? reached.directive : '',
  };
  const say: Say = (sentence, ...wishes) =>
    [
      fill(words.reached[sentence], values),
      ...(wishes.length ? [words.forIt] : []),
      ...wishesInWords(wishes, values),
    ].join(' ');
  switch (reached.kind) {
    case 'answered':
      return judgeAnswer(reached, asked, say);
    case 'policy':
      return wrong(say('policy', 'policy'));
    case 'closed':
      if (dialect.name !== 'json') return look(say('blind'));
      return reached.readable
        ? wrong(say('noLeave', 'preflight', 'receiver'))
        : wrong(say('closed', 'cors', 'preflight', 'receiver'));
    case 'blind':
      return look(say('blind'));
    case 'nothing':
    case 'late':
      return wrong(say(reached.kind, 'running', 'network'));
    case 'offline':
      return wrong(say('offline'));
  }
}
