import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hashOf, translateWords, type Translation } from '../../src/contract/translation.ts';
import glossary from '../../src/packs/en/shared/glossary.json' with { type: 'json' };
import guide from '../../src/packs/en/shared/guide.json' with { type: 'json' };
import energy from '../../src/packs/en/scales/energy.json' with { type: 'json' };
import { choicesFor, kindsOf, type Pack, type PackFile, type Prompt, type ScaleFile } from '../../src/packs/index.ts';
import {
  textsOfGlossary,
  textsOfLists,
  textsOfPack,
  textsOfScale,
  translateList,
  translatePack,
  translateScale,
  type SharedTranslations,
} from '../../src/packs/translate.ts';
import { scaleFiles, sharedLists, wholePack, wholeScale } from '../../src/packs/whole.ts';

type Texts = Record<string, string>;

/** A translation of all texts but some, in which every word is marked as Welsh. */
function translated(texts: Texts, without: readonly string[] = [], changes: Partial<Translation> = {}): Translation {
  const kept = Object.entries(texts).filter(([key]) => !without.includes(key));
  return {
    status: 'professional',
    reviewedBy: 'Ann',
    reviewedOn: '2027-01-01',
    strings: Object.fromEntries(kept.map(([key, text]) => [key, `cy ${text}`])),
    sourceHash: Object.fromEntries(kept.map(([key, text]) => [key, hashOf(text)])),
    ...changes,
  };
}

const scales = Object.fromEntries(Object.entries(scaleFiles).map(([id, file]) => [id, translated(textsOfScale(file))]));

const shared = (changes: Partial<SharedTranslations> = {}): SharedTranslations => ({
  lang: 'cy',
  dir: 'ltr',
  lists: translated(textsOfLists(sharedLists)),
  glossary: translated(textsOfGlossary(glossary)),
  guide: translated(guide),
  scales,
  ...changes,
});

const file: PackFile = {
  id: 'sound',
  schema: 1,
  version: '1.0.0',
  lang: 'en-GB',
  title: 'A sound pack',
  purpose: 'Show what a sound pack is.',
  audience: 'pupil',
  role: 'caused-harm',
  stance: 'responsive',
  age: { from: 8 },
  tone: 'child',
  flow: 'sequence',
  prompts: [
    {
      id: 'ready',
      phase: 'ready',
      core: true,
      text: 'Ready?',
      helper: 'You can say no.',
      answer: {
        kind: 'one',
        choices: [
          { id: 'yes', text: 'Yes', symbol: 'yes' },
          { id: 'no', text: 'No' },
        ],
      },
    },
    {
      id: 'feelings',
      phase: 'feelings',
      text: 'How do you feel?',
      easy: 'You feel?',
      adult: 'Wait.',
      note: 'For translators.',
      answer: [{ kind: 'many', list: 'feelings', max: 3 }, { kind: 'text' }],
    },
    { id: 'weather', phase: 'feelings', text: 'What weather?', answer: { kind: 'scale', scale: 'weather' } },
    { id: 'people', phase: 'impact', text: 'Who was harmed?', answer: { kind: 'many', list: 'ours' } },
    {
      id: 'repair',
      phase: 'repair',
      core: true,
      text: 'How will you make it up to them?',
      gloss: { 'make it up': 'do something that helps' },
      answer: { kind: 'many', list: 'feelings' },
    },
  ],
  lists: {
    ours: [
      { id: 'me', text: 'Me' },
      { id: 'a-friend', text: 'A friend' },
    ],
  },
  adultGuide: ['staff-guide', 'check'],
  notFor: ['not-for'],
  source: 'Own',
  licence: 'MIT',
};
const texts = textsOfPack(file);
const english = wholePack(file);

const into = (without: string[] = [], changes: Partial<SharedTranslations> = {}): Pack =>
  translatePack(file, translated(texts, without), shared(changes));
const prompt = (pack: Pack, id: string): Prompt => pack.prompts.find((each) => each.id === id)!;

/** Whether all that someone reads in a prompt, with what there is to choose, is in the one language or in the other. */
function languageOf(pack: Pack, each: Prompt): string {
  const { text, helper = text, easy = text, adult = text, gloss = {} } = each;
  const choices = kindsOf(each).flatMap((answer) => choicesFor(pack, answer).map((choice) => choice.text));
  const read = [text, helper, easy, adult, ...Object.entries(gloss).flat(), ...choices];
  const welsh = read.filter((words) => words.startsWith('cy '));
  if (welsh.length === 0) return 'en-GB';
  assert.deepEqual(welsh, read, `${each.id} is in two languages`);
  return 'cy';
}

const languages = (pack: Pack): Record<string, string> =>
  Object.fromEntries(pack.prompts.map((each) => [each.id, languageOf(pack, each)]));

/** Each prompt says itself in which language it is, or the pack says it. */
function marksHold(pack: Pack): void {
  for (const each of pack.prompts) {
    assert.equal(each.lang ?? pack.lang, languageOf(pack, each), each.id);
    assert.equal('dir' in each, 'lang' in each, each.id);
    assert.notEqual(each.lang, pack.lang, `${each.id} says again what its pack says`);
  }
}

const ALL_WELSH = { ready: 'cy', feelings: 'cy', weather: 'cy', people: 'cy', repair: 'cy' };

describe('the texts of a pack', () => {
  it('have keys that name the prompt and what of it they are', () => {
    assert.deepEqual(texts, {
      title: 'A sound pack',
      'prompts.ready.text': 'Ready?',
      'prompts.ready.helper': 'You can say no.',
      'prompts.ready.choices.yes': 'Yes',
      'prompts.ready.choices.no': 'No',
      'prompts.feelings.text': 'How do you feel?',
      'prompts.feelings.easy': 'You feel?',
      'prompts.feelings.adult': 'Wait.',
      'prompts.weather.text': 'What weather?',
      'prompts.people.text': 'Who was harmed?',
      'prompts.repair.text': 'How will you make it up to them?',
      'prompts.repair.gloss.make it up': 'make it up',
      'prompts.repair.gloss.make it up.means': 'do something that helps',
      'lists.ours.me': 'Me',
      'lists.ours.a-friend': 'A friend',
    });
  });

  it('of a scale have keys for each thing that is asked, but none for a shared list', () => {
    const all = textsOfScale(energy as ScaleFile);
    assert.equal(all['question'], energy.question);
    assert.equal(all['options.calm'], 'Low energy, feels nice (calm, rested)');
    assert.equal(all['steps.feelings.full'], energy.steps[0]!.full);
    assert.ok(!('full' in all));
    assert.ok(Object.keys(all).every((key) => !key.startsWith('steps.feelings.options')));
  });

  it('of the glossary have the forms of a word in one', () => {
    assert.equal(textsOfGlossary(glossary)['put right.words'], 'put right, put it right, put things right');
  });
});

describe('translatePack', () => {
  it('says a pack whole in another language', () => {
    const pack = into();
    assert.deepEqual([pack.title, pack.lang, pack.dir], ['cy A sound pack', 'cy', 'ltr']);
    assert.deepEqual(languages(pack), ALL_WELSH);
    marksHold(pack);
    assert.ok(pack.prompts.every((each) => !('lang' in each)));
    assert.deepEqual(Object.keys(pack.lists!).sort(), ['feelings', 'ours', 'weather']);
    assert.deepEqual(pack.adultGuide, [`cy ${guide['staff-guide']}`, `cy ${guide.check}`]);
    assert.deepEqual(pack.notFor, [`cy ${guide['not-for']}`]);
    assert.ok(!('guideLang' in pack));
  });

  it('keeps all that is no words, and nothing that only staff and translators read', () => {
    const pack = into();
    assert.deepEqual(
      Object.keys(pack).filter((key) => !(key in english)),
      ['dir'],
    );
    const strip = (value: unknown): unknown =>
      JSON.parse(
        JSON.stringify(value, (key, each: unknown) => (key === 'gloss' ? undefined : each)).replaceAll('cy ', ''),
      );
    assert.deepEqual(strip(pack.prompts), strip(english.prompts));
    assert.deepEqual(strip(pack.lists), strip(english.lists));
  });

  it('explains the words of its own language', () => {
    const { gloss } = prompt(into(), 'repair');
    assert.deepEqual(gloss, { 'cy make it up': 'cy do something that helps' });
    const welsh = translated({ 'harmed.words': 'harmed, harm', 'harmed.means': 'hurt, on the outside or the inside' });
    welsh.strings = { 'harmed.words': 'niweidio, harmed', 'harmed.means': 'cy brifo' };
    assert.deepEqual(prompt(into([], { glossary: welsh }), 'people').gloss, { harmed: 'cy brifo' });
    assert.equal(prompt(into([], { glossary: undefined }), 'people').gloss, undefined);
  });

  const part: [says: string, prompt: string, pack: Pack][] = [
    ['its question', 'ready', into(['prompts.ready.text'])],
    ['its helper', 'ready', into(['prompts.ready.helper'])],
    ['one of its choices', 'ready', into(['prompts.ready.choices.no'])],
    ['its easier wording', 'feelings', into(['prompts.feelings.easy'])],
    ['its line for adults', 'feelings', into(['prompts.feelings.adult'])],
    ['a word that it explains', 'repair', into(['prompts.repair.gloss.make it up'])],
    ['the meaning of a word', 'repair', into(['prompts.repair.gloss.make it up.means'])],
    ['a choice of a list of its pack', 'people', into(['lists.ours.a-friend'])],
    [
      'an option of its scale',
      'weather',
      into([], { scales: { weather: translated(textsOfScale(scaleFiles['weather']!), ['options.foggy']) } }),
    ],
    ['its scale', 'weather', into([], { scales: undefined })],
  ];
  for (const [says, id, pack] of part) {
    it(`leaves a prompt in English whole, and says so, where ${says} is missing`, () => {
      assert.deepEqual(languages(pack), { ...ALL_WELSH, [id]: 'en-GB' });
      marksHold(pack);
      const { lang, dir, ...rest } = prompt(pack, id);
      assert.deepEqual([lang, dir], ['en-GB', 'ltr']);
      const { answer: _answer, ...words } = rest;
      const { answer: _before, ...before } = prompt(english, id);
      assert.deepEqual(words, before);
    });
  }

  it('leaves every prompt in English that names a shared list of which a choice is missing', () => {
    const pack = into([], { lists: translated(textsOfLists(sharedLists), ['feelings.calm']) });
    assert.deepEqual(languages(pack), { ...ALL_WELSH, feelings: 'en-GB', repair: 'en-GB' });
    marksHold(pack);
  });

  it('leaves a prompt in English whose English has changed since', () => {
    const stale = translated(texts);
    stale.sourceHash['prompts.ready.helper'] = hashOf('You can say so.');
    const pack = translatePack(file, stale, shared());
    assert.deepEqual(languages(pack), { ...ALL_WELSH, ready: 'en-GB' });
    marksHold(pack);
  });

  it('gives one prompt a list in English and another the same list in Welsh, under the name by which it is made shorter', () => {
    const pack = into(['prompts.feelings.text']);
    const first = kindsOf(prompt(pack, 'feelings'))[0]!;
    assert.ok(first.kind === 'many' && first.list === 'feelings' && first.max === 3);
    assert.deepEqual(choicesFor(pack, first), sharedLists['feelings']);
    assert.equal(choicesFor(pack, kindsOf(prompt(pack, 'repair'))[0]!)[0]!.text, 'cy Happy');
  });

  it('stays in the language of its title, and marks what is in the other', () => {
    const pack = into(['title', 'prompts.weather.text']);
    assert.deepEqual([pack.title, pack.lang, pack.dir], ['A sound pack', 'en-GB', 'ltr']);
    assert.deepEqual(languages(pack), { ...ALL_WELSH, weather: 'en-GB' });
    marksHold(pack);
    assert.deepEqual(pack.guideLang, { lang: 'cy', dir: 'ltr' });
  });

  it('is the English pack where nothing is translated', () => {
    assert.deepEqual(into(Object.keys(texts)), english);
    assert.deepEqual(into(Object.keys(texts).filter((key) => !key.startsWith('lists.'))), english);
  });

  it('runs as its language does', () => {
    const pack = translatePack(file, translated(texts, ['prompts.ready.text']), shared({ lang: 'ur', dir: 'rtl' }));
    assert.deepEqual([pack.lang, pack.dir], ['ur', 'rtl']);
    assert.equal(prompt(pack, 'ready').dir, 'ltr');
  });

  it('leaves all words for adults in English, and says so, where one is missing', () => {
    for (const key of ['check', 'not-for']) {
      const pack = into([], { guide: translated(guide, [key]) });
      assert.deepEqual(pack.adultGuide, english.adultGuide);
      assert.deepEqual(pack.notFor, english.notFor);
      assert.deepEqual(pack.guideLang, { lang: 'en-GB', dir: 'ltr' });
    }
  });

  it('takes no word on safety from a draft', () => {
    const draft = { status: 'machine-draft', reviewedBy: null, reviewedOn: null } as const;
    const pack = into([], { guide: translated(guide, [], draft) });
    assert.deepEqual(pack.notFor, english.notFor);
    assert.deepEqual(pack.guideLang, { lang: 'en-GB', dir: 'ltr' });
    assert.deepEqual(pack.adultGuide, english.adultGuide);
    assert.deepEqual(languages(pack), ALL_WELSH);
  });

  it('changes nothing that it is given', () => {
    const [translation, around] = [translated(texts, ['prompts.ready.text']), shared()];
    const before = structuredClone([file, translation, around]);
    translatePack(file, translation, around);
    assert.deepEqual([file, translation, around], before);
  });
});

describe('translateScale', () => {
  const whole = energy as ScaleFile;
  const scale = translated(textsOfScale(whole));

  it('says a scale whole, with its steps and their lists', () => {
    const said = translateScale(whole, scale, shared());
    assert.deepEqual([said.lang, said.dir], ['cy', 'ltr']);
    const strip = ({ lang: _lang, dir: _dir, ...rest }: typeof said): unknown =>
      JSON.parse(JSON.stringify(rest).replaceAll('cy ', ''));
    assert.deepEqual(strip(said), strip(wholeScale(whole)));
    const read = [said, ...said.steps!].flatMap(({ question, helper, full, options }) => [
      question,
      ...[helper, full].filter((text) => text !== undefined),
      ...options.map(({ text }) => text),
    ]);
    assert.ok(read.every((text) => text.startsWith('cy ')));
  });

  it('leaves it in English whole where anything in it is missing', () => {
    const lists = translated(textsOfLists(sharedLists), ['feelings.sad']);
    assert.deepEqual(translateScale(whole, scale, shared({ lists })), wholeScale(whole));
    for (const key of Object.keys(textsOfScale(whole)))
      assert.deepEqual(translateScale(whole, translated(textsOfScale(whole), [key]), shared()), wholeScale(whole), key);
  });
});

describe('translateList', () => {
  const lists = textsOfLists(sharedLists);

  it('says a list whole, or not at all', () => {
    const list = sharedLists['needs']!;
    const said = translateList('needs', list, translateWords(lists, translated(lists)));
    assert.deepEqual(
      said,
      list.map((choice) => ({ ...choice, text: `cy ${choice.text}` })),
    );
    assert.equal(translateList('needs', list, translateWords(lists, translated(lists, ['needs.time']))), undefined);
  });
});
