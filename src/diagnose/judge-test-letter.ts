/** What the facts of a test mean, in words: question by question, and as a text for IT. */
import { words } from '../locales/en/diagnose.ts';
import { fill } from '../locales/index.ts';
import { wordsFor } from '../settings/admin.ts';
import { fact, good, look, unclear, wrong, type Finding, type Mark } from './finding.ts';
import { placesOf, wishesInWords, type Wish } from './for-it.ts';
import { judgeOpen } from './judge-destination.ts';
import { isTaken, type TestFacts } from './test-letter.ts';

type Question = keyof typeof words.questions;

/** One question about an endpoint, answered. */
export interface Line extends Finding {
  id: Question;
  question: string;
}

export interface Verdict {
  /** `good`: letters arrive and people can be told so. `look`: they arrive without proof. */
  mark: keyof typeof words.titles;
  title: string;
  lines: readonly Line[];
  /** What to tell whoever looks after the endpoint. Empty when there is nothing to ask of them. */
  forIT: string;
}

/** A status, 0 for one that the browser hides, is an answer; so is anything that knocking met. */
const hasAnswered = ({ first, knocked }: TestFacts): boolean => first.status !== undefined || knocked?.answers === true;

const isRead = ({ first }: TestFacts): boolean => first.status !== undefined && first.status !== 0;

const placesAround = ({ route, origin }: TestFacts): Record<string, string | number> =>
  placesOf(route.endpoint, origin);

const onReach = (facts: TestFacts): Finding =>
  hasAnswered(facts)
    ? good(fill(words.reach.answers, placesAround(facts)))
    : wrong(fill(words.reached.nothing, placesAround(facts)));

function onCors(facts: TestFacts): Finding {
  if (facts.isSameOrigin) return good(words.cors.sameSite);
  if (facts.isOpaque) return good(words.cors.opaque);
  if (isRead(facts)) return good(fill(words.cors.letsIn, { origin: facts.origin }));
  if (!hasAnswered(facts)) return unclear(words.cors.unknown);
  if (facts.knocked?.readable) return look(fill(words.cors.some, placesAround(facts)));
  return wrong(`${fill(words.reached.closed, placesAround(facts))} ${words.cors.elsewhere}`);
}

function onPreflight(facts: TestFacts): Finding {
  const type = facts.contentType.split(';')[0]!;
  if (!facts.needsPreflight) return good(words.preflight.none);
  if (isRead(facts)) return good(fill(words.preflight.yes, { type }));
  return hasAnswered(facts) ? wrong(fill(words.preflight.no, { type })) : unclear(words.preflight.unknown);
}

function onReadable(facts: TestFacts): Finding {
  if (facts.isOpaque) return fact(words.readable.opaque);
  if (isRead(facts)) return good(fill(words.readable.yes, { status: facts.first.status! }));
  if (!hasAnswered(facts)) return unclear(words.readable.unknown);
  return wrong(facts.needsPreflight ? words.readable.notSent : words.readable.no);
}

/** Whether the endpoint proved that it kept the letter: all that a letter which went once can tell. */
export function judgeProof({ first: { outcome }, dialect, id, origin }: TestFacts): Finding {
  const said = words.proof;
  switch (outcome.kind) {
    case 'sent':
      return good(fill(said.sent, { id }));
    case 'sent-unconfirmed':
      return look([fill(said.passed, { id }), ...(dialect.confirms ? [said.couldProve] : [])].join(' '));
    case 'refused':
      return wrong(
        outcome.code === 'unknown-site' ? said.unknownSite : wordsFor({ kind: 'delivery', code: outcome.code }, origin),
      );
    default:
      return wrong(wordsFor({ kind: 'delivery', code: outcome.code ?? 'network' }, origin));
  }
}

function onRepeat({ first, second, dialect, audience }: TestFacts): Finding {
  const said = words.repeat;
  if (!second) return unclear(said.untried);
  if (!isTaken(second)) return fact(said.notAgain);
  if (first.storedAt && first.storedAt === second.storedAt) return good(fill(said.once, { storedAt: first.storedAt }));
  if (first.storedAt && second.storedAt) return wrong(said.twice);
  if (dialect.repeats === 'dropped') return good(audience === 'newsletter' ? said.addressOnce : said.letterOnce);
  return fact(said.doubled);
}

function onSealed({ isSealed, dialect, audience }: TestFacts): Finding {
  if (audience === 'newsletter') return fact(words.travelled.newsletter);
  return isSealed ? good(words.travelled.sealed) : judgeOpen(dialect);
}

const ANSWERS: Readonly<Record<Question, (facts: TestFacts) => Finding>> = {
  reach: onReach,
  cors: onCors,
  preflight: onPreflight,
  readable: onReadable,
  proof: judgeProof,
  repeat: onRepeat,
  sealed: onSealed,
};

/** Whether a question was not answered as it should be. */
const isAmiss = (mark: Mark): boolean => mark === 'wrong' || mark === 'unclear';

function forWhomItConcerns(facts: TestFacts, lines: readonly Line[]): string {
  const { route, origin, isSameOrigin, id, dialect } = facts;
  const amiss = lines.filter(({ mark }) => isAmiss(mark));
  const isWrong = (...ids: Question[]): boolean => amiss.some((line) => ids.includes(line.id));
  if (!isWrong('reach', 'cors', 'preflight', 'readable', 'proof')) return '';
  const isShut = !isSameOrigin && isWrong('cors');
  const wishes: Readonly<Partial<Record<Wish, boolean>>> = {
    running: isWrong('reach'),
    network: isWrong('reach'),
    cors: isShut,
    preflight: facts.needsPreflight && isWrong('preflight', 'cors'),
    receiver: isShut && dialect.name === 'json',
    log: isWrong('proof'),
    anyPolicy: !isSameOrigin,
  };
  const wanted = (Object.keys(wishes) as Wish[]).filter((wish) => wishes[wish]);
  const places = placesAround(facts);
  const values = {
    ...places,
    origins: fill(words.itLetter.origins, places),
    type: facts.contentType,
    dialect: dialect.name,
  };
  return [
    fill(words.itLetter.head, { address: route.endpoint.split('?')[0]!, origin }),
    '',
    ...amiss.map(({ question, words: answer }) => `- ${question} ${answer}`),
    '',
    ...wishesInWords(wanted, values).map((wish, index) => `${index + 1}. ${wish}`),
    '',
    fill(words.itLetter.id, { id }),
  ].join('\n');
}

/** What the facts of a test mean. */
export function judgeTestLetter(facts: TestFacts): Verdict {
  const lines = (Object.keys(words.questions) as Question[]).map((id): Line => ({
    id,
    question: words.questions[id],
    ...ANSWERS[id](facts),
  }));
  const { kind } = facts.first.outcome;
  const mark = kind === 'sent' ? 'good' : kind === 'sent-unconfirmed' ? 'look' : 'wrong';
  return { mark, title: words.titles[mark], lines, forIT: forWhomItConcerns(facts, lines) };
}
