import { expect } from '@open-wc/testing';
import { en } from '../../src/locales/en/core.ts';
import { words as newsletter } from '../../src/locales/en/newsletter.ts';
import { english, fill, pieces, spokenTag } from '../../src/locales/index.ts';
import { bannedWords } from '../support.ts';

const all = { ...en, ...newsletter };

/** What the code fills in, text by text. A text that is not here has no places. */
const PLACES: Partial<Record<keyof typeof all, string[]>> = {
  helpStrip: ['emergency', 'lines'],
  helpStripNeutral: ['lines'],
  helpLine: ['helpline', 'phone'],
  helpLineOwn: ['helpline', 'phone'],
  before: ['readers', 'when'],
  readShort: ['readers', 'when'],
  talkAsk: ['readers'],
  stepOf: ['name', 'step', 'steps'],
  review: ['readers'],
  newsletterOften: ['frequency'],
  consent: ['listName'],
  tooLong: ['param'],
  sent: ['readers', 'when'],
  waitingMany: ['count'],
};

const placesIn = (text: string): string[] => [...text.matchAll(/\{([^}]*)\}/g)].map(([, name]) => name!).sort();

describe('English', () => {
  for (const [key, text] of Object.entries(all)) {
    it(`${key} has the places that the code fills, and no others`, () => {
      expect(placesIn(text)).to.deep.equal(PLACES[key as keyof typeof all] ?? []);
      expect(text.replace(/\{\w+\}/g, '')).not.to.match(/[{}]/);
    });
  }

  it('accuses nobody and promises nothing that a school has not', () => {
    const banned = Object.entries(all).flatMap(([key, text]) => bannedWords(text).map((word) => `${key}: ${word}`));
    expect(banned).to.deep.equal([]);
  });

  it('the words that may not stand there would be found', () => {
    for (const words of [
      'Why did you do it?',
      'You must say sorry.',
      'It was a bad thing.',
      'They were bullied.',
      'Whose fault is it?',
      'This is anonymous.',
      'We are here 24/7.',
      'Someone will reply soon.',
    ]) {
      expect(bannedWords(words), words).not.to.be.empty;
    }
    for (const words of ['What was in your head?', 'By default', 'A badge', 'A ruler', 'Mustard']) {
      expect(bannedWords(words), words).to.be.empty;
    }
  });

  it('says one thing in each sentence, in fifteen words at most', () => {
    const sentences = Object.values(all).flatMap((text) => text.split(/(?<=[.?!]) /));
    expect(sentences.filter((sentence) => sentence.split(' ').length > 15)).to.deep.equal([]);
  });

  it('claims of a letter only what is known of it', () => {
    expect([en.sentTitle, en.waitingTitle, en.notSentTitle]).to.deep.equal(['Sent', 'Not sent yet', 'Not sent']);
    expect(en.waiting).to.contain('A locked copy is kept on this device. It will be sent when the internet is back.');
    expect(en.keepOpen).to.contain('This device cannot keep a copy. Please keep this page open, or tell an adult now.');
    for (const words of [en.unconfirmed, en.unsureTitle, newsletter.listUnconfirmed])
      expect(words).to.match(/cannot see|do not know/);
    // Nobody has read it, and nobody is coming, because it was sent.
    expect(
      Object.values<string>(all).filter((text) => /\b(seen|has read|on (their|its) way|delivered)\b/.test(text)),
    ).to.deep.equal([]);
  });

  it('says "cannot" and "do not" in full, as children learn them', () => {
    expect(Object.values(all).filter((text) => /\w[’']t\b/.test(text))).to.deep.equal([]);
  });

  it('is trimmed, and says something everywhere', () => {
    expect(Object.entries<string>(all).filter(([, text]) => !/^\S+(?: \S+)*$/.test(text))).to.deep.equal([]);
  });
});

describe('fill', () => {
  const table: [text: string, values: Record<string, string | number>, filled: string][] = [
    ['no place', { name: 'x' }, 'no place'],
    ['{readers} will read this.', { readers: 'Miss Khan' }, 'Miss Khan will read this.'],
    ['Step {step} of {steps}', { step: 1, steps: 12 }, 'Step 1 of 12'],
    ['{a}{b}{a}', { a: 'x', b: 'y' }, 'xyx'],
    ['{zero}', { zero: 0 }, '0'],
    ['{when}.', {}, '.'],
    ['{a}', { a: '{b}', b: 'no' }, '{b}'],
    ['{a}', { a: '$& $1 $$' }, '$& $1 $$'],
    ['{a}', { a: '<b>&amp;</b>' }, '<b>&amp;</b>'],
    ['{a', { a: 'x' }, '{a'],
    ['a}', { a: 'x' }, 'a}'],
    ['{}', {}, '{}'],
    ['{two words}', {}, '{two words}'],
    ['', {}, ''],
  ];
  for (const [text, values, filled] of table) {
    it(`makes ${JSON.stringify(filled)} of ${JSON.stringify(text)}`, () => {
      expect(fill(text, values)).to.equal(filled);
    });
  }
});

describe('pieces', () => {
  it('keep the order of the text, and give each value as it is', () => {
    const call = { href: 'tel:999' };
    expect(pieces('In danger? Call {emergency} now.', { emergency: call })).to.deep.equal([
      'In danger? Call ',
      call,
      ' now.',
    ]);
    expect(pieces('In danger? Call {emergency} now.', { emergency: call })[1]).to.equal(call);
  });

  it('of a text without places are the text', () => {
    expect(pieces('Send', {})).to.deep.equal(['Send']);
  });
});

describe('the language that is spoken', () => {
  it('is English where nothing else is, marked as English', () => {
    expect(english).to.deep.equal({ lang: 'en-GB', dir: 'ltr', strings: en });
  });

  for (const lang of ['en', 'en-GB', 'EN-us', 'zh-Hant-TW', 'x-klingon', 'cyx', '', '-']) {
    it(`of "${lang}" is English`, () => {
      expect(spokenTag(lang)).to.equal(undefined);
    });
  }

  for (const lang of ['cy', 'cy-GB', 'CY-gb']) {
    it(`of "${lang}" is Welsh`, () => {
      expect(spokenTag(lang)).to.equal('cy');
    });
  }
});
