import type { Facts, Try } from './test-letter.ts';

/** One question about an endpoint, answered. `partly` is neither good nor bad; `open` could not be found out. */
export interface Line {
  id: 'reach' | 'cors' | 'preflight' | 'readable' | 'proof' | 'repeat' | 'sealed';
  question: string;
  answer: 'yes' | 'no' | 'partly' | 'open';
  words: string;
}

export interface Verdict {
  /** `yes`: letters arrive and people can be told so. `partly`: they arrive without proof. */
  answer: 'yes' | 'no' | 'partly';
  title: string;
  lines: readonly Line[];
  /** What to tell whoever looks after the endpoint. Empty when there is nothing to ask of them. */
  forIT: string;
}

/** A status, 0 for one that the browser hides, is an answer; so is anything the probe met. */
const hasAnswered = ({ first, probe }: Facts): boolean => first.status !== undefined || probe?.answers === true;

const isRead = ({ first }: Facts): boolean => first.status !== undefined && first.status !== 0;

function reach(facts: Facts): Omit<Line, 'id'> {
  const { host } = new URL(facts.endpoint);
  const question = 'Can it be reached?';
  if (hasAnswered(facts)) return { question, answer: 'yes', words: `${host} answers.` };
  return {
    question,
    answer: 'no',
    words: `Nothing answered at ${host}. Is the address right, and is the service running? A web filter or a missing https certificate looks the same.`,
  };
}

function cors(facts: Facts): Omit<Line, 'id'> {
  const question = 'Does it let this page in (CORS)?';
  if (facts.isSameOrigin)
    return { question, answer: 'yes', words: 'It is on the same site as this page, so it does not have to.' };
  if (facts.isOpaque)
    return {
      question,
      answer: 'yes',
      words: 'This service takes letters from any page and lets none read its answer.',
    };
  if (isRead(facts))
    return {
      question,
      answer: 'yes',
      words: `It lets ${facts.origin} in. Your own pages have to be let in as well, if they are on another site.`,
    };
  if (!hasAnswered(facts)) return { question, answer: 'open', words: 'Nothing answered, so this cannot be known.' };
  if (facts.probe?.readable)
    return {
      question,
      answer: 'partly',
      words: `It lets ${facts.origin} read some answers, but not the answer to a letter.`,
    };
  return {
    question,
    answer: 'no',
    words: `It does not say that pages of ${facts.origin} may send to it. It may well let your own site in: open this builder from there to find out.`,
  };
}

function preflight(facts: Facts): Omit<Line, 'id'> {
  const question = 'Does the browser have to ask first (preflight)?';
  if (!facts.needsPreflight) return { question, answer: 'yes', words: 'No, not for letters of this kind.' };
  if (isRead(facts))
    return { question, answer: 'yes', words: `Yes, and it said yes to ${facts.contentType.split(';')[0]}.` };
  if (!hasAnswered(facts)) return { question, answer: 'open', words: 'Yes, but nothing answered.' };
  return {
    question,
    answer: 'no',
    words: `Yes, because the letter travels as ${facts.contentType.split(';')[0]}, and it did not say yes. The letter was not sent.`,
  };
}

function readable(facts: Facts): Omit<Line, 'id'> {
  const question = 'Can the page read the answer?';
  if (facts.isOpaque) return { question, answer: 'no', words: 'No page can, by the nature of this service.' };
  if (isRead(facts)) return { question, answer: 'yes', words: `Yes, it answered with status ${facts.first.status}.` };
  if (!hasAnswered(facts)) return { question, answer: 'open', words: 'There was none.' };
  return {
    question,
    answer: 'no',
    words: facts.needsPreflight
      ? 'There was none, because nothing was sent.'
      : 'No. The test letter may have arrived all the same: please look.',
  };
}

const FAILED: Readonly<Record<string, string>> = {
  timeout: 'It did not answer in ten seconds.',
  network: 'No answer could be read, so nothing is called sent.',
  busy: 'It asked to wait. Try again in a while.',
  broken: 'It answered with a fault of its own.',
  blocked: 'It answered with a page that says no: the address may be wrong, or a web filter answered in its place.',
  'not-a-receipt':
    'It answered with something that proves nothing. The address may be wrong, or it needs another dialect.',
};

function proof({ first: { outcome }, dialect }: Facts): Omit<Line, 'id'> {
  const question = 'Does it prove that it kept the letter?';
  switch (outcome.kind) {
    case 'sent':
      return { question, answer: 'yes', words: 'Yes. People read \u201cSent\u201d, and it is true.' };
    case 'sent-unconfirmed':
      return {
        question,
        answer: 'partly',
        words: `It took the letter without proof. People read \u201cPassed on\u201d, never \u201cSent\u201d.${dialect.confirms ? ' With a small change at the endpoint it can prove it; the page on dialects says how.' : ''}`,
      };
    case 'refused':
      return {
        question,
        answer: 'no',
        words:
          outcome.code === 'unknown-site'
            ? 'It knows no school of this name. Write the name that your receiver has for you.'
            : `It refused the letter (${outcome.code}).`,
      };
    default:
      return {
        question,
        answer: 'no',
        words: FAILED[('code' in outcome && outcome.code) || ''] ?? 'It did not take the letter.',
      };
  }
}

const isTaken = (each: Try | undefined): boolean => each?.outcome.kind.startsWith('sent') === true;

function repeat({ first, second, dialect, isForFamilies }: Facts): Omit<Line, 'id'> {
  const question = 'Is the same letter kept only once?';
  if (!second) return { question, answer: 'open', words: 'Not tried, because the first did not get through.' };
  if (!isTaken(second))
    return {
      question,
      answer: 'partly',
      words: 'It took the letter once and not again. Nothing is doubled, but a repeat is not confirmed either.',
    };
  if (first.storedAt && first.storedAt === second.storedAt)
    return {
      question,
      answer: 'yes',
      words: `Yes. The test letter was sent twice, and it answered both times with the receipt of the first, stored at ${first.storedAt}.`,
    };
  if (first.storedAt && second.storedAt)
    return { question, answer: 'no', words: 'No. It stored the second as another letter, at another time.' };
  if (dialect.repeats === 'dropped')
    return {
      question,
      answer: 'yes',
      words: `It confirmed the repeat as well, and endpoints of this kind keep one. Please look whether ${isForFamilies ? 'your address is there once' : 'there is one test letter'}.`,
    };
  return {
    question,
    answer: 'partly',
    words:
      'Not by itself: you will probably find the test letter twice. Both carry the same id, so whoever reads can tell. A plain letter that may have arrived is therefore not tried again unasked.',
  };
}

function sealed({ isSealed, dialect, isForFamilies }: Facts): Omit<Line, 'id'> {
  const question = 'Did it travel sealed?';
  if (isForFamilies) return { question, answer: 'partly', words: 'No. A mailing service has to read the address.' };
  if (isSealed)
    return {
      question,
      answer: 'yes',
      words: 'Yes. Only the holders of your keys can read it: open the test letter with one of them.',
    };
  return {
    question,
    answer: 'partly',
    words: dialect.seals
      ? 'No: without keys it can be read on the way and where it is kept. Keys are made below.'
      : 'No, and endpoints of this kind cannot carry sealed letters.',
  };
}

function forIT(facts: Facts, lines: readonly Line[]): string {
  const { endpoint, origin, contentType, needsPreflight, isSameOrigin, id, dialect } = facts;
  const isWrong = (name: Line['id']): boolean =>
    lines.some((line) => line.id === name && (line.answer === 'no' || line.answer === 'open'));
  if (
    !isWrong('reach') &&
    !isWrong('cors') &&
    !isWrong('preflight') &&
    !isWrong('proof') &&
    !(isWrong('readable') && !facts.isOpaque)
  )
    return '';
  const { origin: to, host } = new URL(endpoint);
  const wanted = [
    isWrong('reach') &&
      `Please check that ${host} runs, has a valid https certificate, and is not blocked by the web filter.`,
    !isSameOrigin &&
      isWrong('cors') &&
      `Please let pages of our school's website, and of ${origin}, send to it: every answer to them needs the header Access-Control-Allow-Origin with the origin of the page.`,
    needsPreflight &&
      (isWrong('preflight') || isWrong('cors')) &&
      `Please answer OPTIONS requests for the same address with status 204 and the headers Access-Control-Allow-Origin (the origin), Access-Control-Allow-Methods: POST, Access-Control-Allow-Headers: content-type.`,
    dialect.name === 'json' &&
      !isSameOrigin &&
      isWrong('cors') &&
      'If it is the receiver of l30-widgets: add both origins to "origins" in L30_SITES.',
    isWrong('proof') &&
      `Please look in its log why the letter was not taken. It was posted as ${contentType}, for the dialect "${dialect.name}".`,
    !isSameOrigin && `If our website sends a content security policy, its connect-src must name ${to}.`,
  ].filter((line) => typeof line === 'string');
  return [
    `Our school website sends short letters from a form on the page to ${endpoint.split('?')[0]}. A test from ${origin} did not work:`,
    '',
    ...lines
      .filter(({ answer }) => answer === 'no' || answer === 'open')
      .map(({ question, words }) => `- ${question} ${words}`),
    '',
    ...wanted.map((line, index) => `${index + 1}. ${line}`),
    '',
    `Id of the test letter: ${id}`,
  ].join('\n');
}

const TITLES: Readonly<Record<Verdict['answer'], string>> = {
  yes: 'Yes: your endpoint keeps letters and proves it',
  partly: 'Letters get through, but without proof',
  no: 'Not yet: the test letter did not get through',
};

/** What the facts of a test mean, in plain words. */
export function judgeTest(facts: Facts): Verdict {
  const lines: readonly Line[] = Object.entries({ reach, cors, preflight, readable, proof, repeat, sealed }).map(
    ([id, say]) => ({ id: id as Line['id'], ...say(facts) }),
  );
  const { kind } = facts.first.outcome;
  const answer = kind === 'sent' ? 'yes' : kind === 'sent-unconfirmed' ? 'partly' : 'no';
  return { answer, title: TITLES[answer], lines, forIT: forIT(facts, lines) };
}
