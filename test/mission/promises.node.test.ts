/** What the sentences ask of our words and packs, where no other test holds it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { words as about } from '../../src/locales/en/about.ts';
import { isFixed } from '../../src/locales/fixed.ts';
import { kindsOf, PACK_IDS, type PackFile } from '../../src/packs/index.ts';
import guide from '../../src/packs/en/shared/guide.json' with { type: 'json' };
import { TEXTS } from '../../src/element/own-words.ts';
import { projectFiles, root } from '../house/files.ts';
import { gradeOf, sentencesIn } from '../packs/lint.ts';
import { bannedWords } from '../support.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const packOf = (id: string): PackFile => JSON.parse(read(`src/packs/en/${id}.json`)) as PackFile;
const packs = PACK_IDS.map(packOf);

/** Where each text that the safeguarding copy asks for stands: our key, or a key of the guide. */
const COPY: Readonly<Record<string, string[]>> = {
  'help-strip': ['helpStrip', 'helpStripNeutral'],
  'help-strip-early': ['ages.helpEarly'],
  'before-solo': ['before'],
  'no-secret': ['noSecret'],
  'before-early': ['ages.beforeEarly'],
  'talk-only': ['talkOnly'],
  'no-name': ['noName'],
  review: ['review'],
  'review-adult': ['reviewAdult'],
  sent: ['sentTitle', 'sent'],
  'not-sent': ['notSentTitle', 'notReady', 'tryAgainOrTell'],
  'talk-ask': ['talkAsk'],
  'talk-sent': ['sent'],
  'talk-local': ['talkLocal'],
  'skip-ok': ['skipOk'],
  'mood-thanks': ['moodThanks'],
  clear: ['clearScreen', 'reflection-form.stillThere'],
  'family-strip': ['helpers.family', 'helpers.familyNeutral'],
  'staff-guide': ['staff-guide'],
  'not-for': ['not-for'],
};

const said = (key: string): string => TEXTS.get(key) ?? (guide as Record<string, string>)[key] ?? '';

/** What the widgets were never shown to do. */
const CLAIMS =
  /\b(?:ofsted|attendance|exclusions?|attainment|grades|outcomes? for|clinically|evidence[- ]based|research[- ](?:based|shows)|proven to|guarantee[sd]?|award[- ]winning)\b/i;

describe('what we say', () => {
  for (const [key, ours] of Object.entries(COPY)) {
    it(`has the words for ${key}`, () => {
      for (const each of ours) assert.ok(said(each), each);
    });
  }

  it('tells whoever asks to talk, skips or is sent away what the safeguarding copy says', () => {
    assert.match(said('skipOk'), /^That is fine\. You do not have to say\. You can come back later\.$/);
    assert.match(said('sent'), /If you cannot wait, go and find an adult now\.$/);
    assert.match(said('talkAsk'), /If you cannot wait, go and find an adult now\.$/);
    assert.match(said('talkLocal'), /cannot tell anyone for you\. Please go to an adult you trust\./);
  });

  it('accuses nobody and promises nothing in any text of any part', () => {
    assert.ok(TEXTS.size > 150);
    assert.deepEqual(
      [...TEXTS].flatMap(([key, text]) => bannedWords(text).map((word) => `${key}: ${word}`)),
      [],
    );
  });

  it('keeps from change what says where help is, and there is no such text that is not there', () => {
    for (const key of [
      'helpStrip',
      'helpStripNeutral',
      'noSecret',
      'ages.helpEarly',
      'ages.helpTeen',
      'card.helpOnPaper',
      'sentTitle',
      'unconfirmedTitle',
    ]) {
      assert.ok(TEXTS.has(key), key);
      assert.ok(isFixed(key), key);
    }
    const named = [
      ...read('src/locales/fixed.ts')
        .split('const FIXED')[1]!
        .split('];')[0]!
        .matchAll(/'([^']+)'/g),
    ].map(([, key = '']) => key);
    assert.deepEqual(
      // Of what is counted and of words for adults there is no text that a school could change.
      named.filter((key) => !TEXTS.has(key) && !/^(?:counted|guide)\./.test(key)),
      [],
    );
    assert.equal(isFixed('send'), false);
  });

  it('what a widget says about itself is two plain sentences', () => {
    const { title, ...texts } = about;
    assert.equal(title, 'About this');
    for (const text of Object.values(texts)) {
      assert.equal(sentencesIn(text).length, 2, text);
      assert.ok(gradeOf([text]) <= 4, `${gradeOf([text])}: ${text}`);
    }
  });

  it('nothing of ours claims an effect that nobody has shown', () => {
    const documents = projectFiles('README.md', 'CHANGELOG.md', 'src/locales', 'src/packs', 'demo').filter(({ path }) =>
      /\.(?:md|html|json|ts)$/.test(path),
    );
    assert.ok(documents.length > 50);
    assert.deepEqual(
      documents.flatMap(({ path, text }) => (CLAIMS.exec(text) ? [`${path}: ${CLAIMS.exec(text)![0]}`] : [])),
      [],
    );
    assert.match('It is proven to raise attendance.', CLAIMS);
  });

  it('nothing that is shown bears the name of L30 Relational Systems', () => {
    const shown = [
      ...TEXTS.values(),
      ...Object.values(guide),
      ...packs.map((pack) => JSON.stringify(pack.prompts) + pack.title + pack.staffTitle),
    ];
    assert.deepEqual(
      shown.filter((text) => /\bL30\b|relational systems/i.test(text)),
      [],
    );
  });
});

describe('what packs ask', () => {
  it('no question can be made one that must be answered', () => {
    const { $defs } = JSON.parse(read('src/packs/pack.schema.json')) as {
      $defs: Record<string, { properties?: object }>;
    };
    const properties = Object.values($defs).flatMap(({ properties: own = {} }) => Object.keys(own));
    assert.ok(properties.includes('text'));
    assert.deepEqual(
      properties.filter((name) => /required|mandatory|must/.test(name)),
      [],
    );
    assert.deepEqual(
      packs.filter((pack) => /"(?:required|mandatory)"/.test(JSON.stringify(pack))).map(({ id }) => id),
      [],
    );
  });

  it('packs that answer harm to pupils are short: five to nine questions at their core, twelve in all', () => {
    for (const { id, prompts } of packs.filter(
      ({ stance, audience }) => stance === 'responsive' && ['pupil', 'group'].includes(audience),
    )) {
      const core = prompts.filter((prompt) => prompt.core).length;
      assert.ok(core >= 5 && core <= 9 && prompts.length <= 12, `${id}: ${core} of ${prompts.length}`);
    }
  });

  it('two sides make one plan, and so does a group', () => {
    for (const id of ['both-sides', 'both-sides-early', 'group-repair'])
      assert.ok(
        packOf(id).prompts.some(({ phase }) => phase === 'plan'),
        id,
      );
  });

  it('a follow-up asks how things are between people, not only what was done', () => {
    const { prompts } = packOf('follow-up');
    assert.ok(prompts.some(({ text, core }) => core && /\bbetween you\b/.test(text)));
    assert.ok(prompts.some(({ id }) => id === 'done'));
  });

  it('families, groups and returns begin with what is good', () => {
    for (const [id, words] of [
      ['family-plan', /proud/],
      ['group-repair', /good/],
      ['fresh-start', /glad/],
    ] as const) {
      const [first] = packOf(id).prompts;
      assert.equal(first!.phase, 'connect', id);
      assert.ok(first!.core, id);
      assert.match(first!.text, words);
    }
  });

  it('a plan with a family asks school, home and child, and hears the child', () => {
    const { prompts } = packOf('family-plan');
    const ideas = prompts.find(({ id }) => id === 'ideas')!;
    assert.deepEqual(ideas.text.match(/What could (\w+(?: \w+)?) do\?/g), [
      'What could school do?',
      'What could you do?',
      'What could your child do?',
    ]);
    assert.equal(kindsOf(ideas).length, 3);
    assert.ok(prompts.some(({ text }) => text === 'What does your child say they want?'));
  });
});

describe('what widgets do', () => {
  it('nothing opens by itself, or over the page', () => {
    const code = projectFiles('src/widgets', 'src/element', 'src/settings', 'src/page').filter(({ path }) =>
      path.endsWith('.ts'),
    );
    assert.deepEqual(
      code
        .filter(({ text }) => /<dialog|showModal|showPopover|popover=|window\.open|\balert\(|\bautoplay\b/.test(text))
        .map(({ path }) => path),
      [],
    );
  });
});
