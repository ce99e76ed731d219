import assert from 'node:assert/strict';
import { it } from 'node:test';
import { readPurposes } from '../../../src/widgets/newsletter-signup/purposes.ts';

const cases: [what: string, setting: string, purposes: [id: string, words: string][]][] = [
  ['nothing', ' ; ', []],
  [
    'words alone, with ids made of them',
    'School news; Events for families;',
    [
      ['school-news', 'School news'],
      ['events-for-families', 'Events for families'],
    ],
  ],
  [
    'ids that stay when the words change',
    'events: Events, fairs & open days; news:News',
    [
      ['events', 'Events, fairs & open days'],
      ['news', 'News'],
    ],
  ],
  ['words with a colon in them', 'News: all of it', [['news-all-of-it', 'News: all of it']]],
  [
    'words with accents, and in other letters',
    'Caf\u00e9 des parents; \u0623\u062e\u0628\u0627\u0631',
    [
      ['cafe-des-parents', 'Caf\u00e9 des parents'],
      ['purpose-2', '\u0623\u062e\u0628\u0627\u0631'],
    ],
  ],
  [
    'lines as an editor breaks them',
    'School\n  news;\n events',
    [
      ['school-news', 'School news'],
      ['events', 'events'],
    ],
  ],
  ['the same twice', 'News; News; news: Other news', [['news', 'News']]],
];

for (const [what, setting, purposes] of cases) {
  it(`purposes from ${what}`, () =>
    assert.deepEqual(
      readPurposes(setting).map(({ id, words }) => [id, words]),
      purposes,
    ));
}
