import { expect } from '@open-wc/testing';
import { digits, form, ruleOf } from '../../src/locales/plural.ts';

describe('plural forms', () => {
  const table: [lang: string, counts: number[], rules: string[]][] = [
    ['en-GB', [0, 1, 2, 21], ['other', 'one', 'other', 'other']],
    ['cy', [0, 1, 2, 3, 4, 6, 7], ['zero', 'one', 'two', 'few', 'other', 'many', 'other']],
    ['pl', [1, 2, 5, 22], ['one', 'few', 'many', 'few']],
    ['ar', [0, 1, 2, 3, 11, 100], ['zero', 'one', 'two', 'few', 'many', 'other']],
  ];
  for (const [lang, counts, rules] of table) {
    it(`of ${lang} are known to the browser`, () => {
      expect(counts.map((count) => ruleOf(lang, count))).to.deep.equal(rules);
    });
  }

  it('that are not there are the one called "other"', () => {
    expect(form({ one: 'a', other: 'b' }, 'two')).to.equal('b');
    expect(form({ one: 'a', other: 'b' }, '=2', 'one')).to.equal('a');
    expect(form({ other: 'b' }, 'toString')).to.equal('b');
  });
});

describe('digits', () => {
  it('are those of the language, without a mark at the thousands', () => {
    expect(digits('en-GB', 12_345)).to.equal('12345');
    expect(digits('cy', 1000)).to.equal('1000');
    expect(digits('ar-EG', 42)).to.equal('\u0664\u0662');
  });
});
