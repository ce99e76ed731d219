import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import {
  builtInPacks,
  builtInScales,
  choicesOf,
  kindsOf,
  PACK_IDS,
  SCALE_IDS,
  type Choice,
  type PackFile,
  type Prompt,
  type ScaleFile,
} from '../../src/packs/index.ts';
import guide from '../../src/packs/en/shared/guide.json' with { type: 'json' };
import lists from '../../src/packs/en/shared/lists.json' with { type: 'json' };
import { corePack, forReaders, listsNamed, wholePack, wholeScale } from '../../src/packs/whole.ts';
import { more } from '../../src/symbols/more.ts';
import { symbols } from '../../src/symbols/index.ts';
import { bannedWords } from '../support.ts';
import { ID, longestFor, repeated, RULES, sentencesIn, wordsIn, type Around } from './lint.ts';

const folder = join(import.meta.dirname, '../../src/packs/en');

/** Every JSON file of a folder that is content, by its name without ending. */
const read = <T>(part = ''): [name: string, content: T][] =>
  readdirSync(join(folder, part))
    .filter((file) => file.endsWith('.json') && !file.endsWith('.schema.json'))
    .map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, part, file), 'utf8')) as T]);

const packs = read<PackFile>();
const scales = read<ScaleFile>('scales');
const drawings: object = { ...symbols, ...more };
const sharedLists: Readonly<Record<string, Choice[]>> = lists;
const around: Around = { lists: sharedLists, guide, scales: SCALE_IDS, symbols: Object.keys(drawings) };

describe('packs and scales', () => {
  it('the files are the packs that a page may name, by the same names', () => {
    assert.deepEqual(packs.map(([name]) => name).sort(), [...PACK_IDS].sort());
    assert.deepEqual(
      packs.map(([, { id }]) => id),
      packs.map(([name]) => name),
    );
  });

  it('the files are the scales that a page may name, by the same names', () => {
    assert.deepEqual(scales.map(([name]) => name).sort(), [...SCALE_IDS].sort());
    assert.deepEqual(
      scales.map(([, { id }]) => id),
      scales.map(([name]) => name),
    );
  });

  it('what is built in is among them', () => {
    assert.deepEqual(
      Object.keys(builtInPacks).filter((id) => !PACK_IDS.includes(id)),
      [],
    );
    assert.deepEqual(
      Object.keys(builtInScales).filter((id) => !SCALE_IDS.includes(id)),
      [],
    );
    for (const [id, pack] of Object.entries(builtInPacks)) assert.equal(pack.id, id);
    for (const [id, scale] of Object.entries(builtInScales)) assert.equal(scale.id, id);
  });
});

for (const [name, pack] of packs) {
  describe(`pack ${name}`, () => {
    for (const [sentence, rule] of Object.entries(RULES)) {
      it(sentence, () => assert.deepEqual(rule(pack, around), []));
    }

    it('its language is one, and its ages go up', () => {
      assert.equal(new Intl.Locale(pack.lang).toString(), pack.lang);
      assert.ok((pack.age.to ?? 99) > pack.age.from);
    });

    it('has a name for staff, and some question is core', () => {
      assert.ok(pack.staffTitle);
      assert.ok(pack.prompts.some(({ core }) => core));
    });

    if (pack.variantOf !== undefined) {
      it(`says for another age what ${pack.variantOf} says`, () => {
        const first = packs.find(([id]) => id === pack.variantOf)?.[1];
        assert.ok(first);
        assert.equal(first.variantOf, undefined);
        assert.notDeepEqual(pack.age, first.age);
        for (const part of ['audience', 'role', 'stance', 'flow'] as const) assert.equal(pack[part], first[part], part);
      });
    }
  });
}

describe('all packs together', () => {
  const files = packs.map(([, file]) => file);

  const someAt = (age: number, role: string): boolean =>
    files.some((pack) => pack.role === role && pack.age.from <= age && (pack.age.to ?? 99) >= age);

  it('there is one to connect, one to talk things over and one to put things right, at every age', () => {
    for (let age = 4; age <= 19; age++)
      for (const role of ['connect', 'both', 'caused-harm']) assert.ok(someAt(age, role), `${role} at ${age}`);
  });

  it('whoever was harmed, and whoever saw it, is heard at every age of a pupil', () => {
    for (let age = 4; age <= 18; age++)
      for (const role of ['harmed', 'witness']) assert.ok(someAt(age, role), `${role} at ${age}`);
  });

  it('at least three in ten build relationships before anything has happened', () => {
    assert.ok(files.filter(({ stance }) => stance === 'proactive').length / files.length >= 0.3);
  });

  it('they speak to pupils, groups, families and staff', () => {
    for (const audience of ['pupil', 'group', 'family', 'staff'])
      assert.ok(
        files.some((pack) => pack.audience === audience),
        audience,
      );
  });

  it('the README shows every pack with its titles, the proactive ones first', () => {
    const [before = '', after = ''] = readFileSync(join(folder, '../README.md'), 'utf8').split(
      '## When something has happened',
    );
    for (const { id, title, staffTitle, stance } of files) {
      assert.ok((stance === 'proactive' ? before : after).includes(`| \`${id}\` | ${title} | ${staffTitle} |`), id);
    }
    const [, count] = /\[(\d+) packs\]/.exec(readFileSync(join(folder, '../../../README.md'), 'utf8')) ?? [];
    assert.equal(Number(count), files.length);
  });

  it('no two have the same title', () => {
    assert.deepEqual(repeated(files.map(({ title }) => title)), []);
    assert.deepEqual(repeated(files.flatMap(({ staffTitle = [] }) => staffTitle)), []);
  });

  it('a word that is explained means the same everywhere', () => {
    const meanings = new Map<string, string>();
    for (const [word, meaning] of files.flatMap(({ prompts }) =>
      prompts.flatMap(({ gloss = {} }) => Object.entries(gloss)),
    )) {
      assert.equal(meanings.get(word) ?? meaning, meaning, word);
      meanings.set(word, meaning);
    }
  });

  it('the words for adults are all used, kind and clear', () => {
    const used = files.flatMap(({ adultGuide = [], notFor = [] }) => [...adultGuide, ...notFor]);
    assert.deepEqual(
      Object.keys(guide).filter((key) => !used.includes(key)),
      [],
    );
    for (const words of Object.values(guide)) {
      assert.deepEqual(bannedWords(words), []);
      assert.match(words, /\.$/);
    }
  });
});

describe('shared choice lists', () => {
  for (const [name, list] of Object.entries(sharedLists)) {
    it(`${name} has an id for every choice, and some pack uses it`, () => {
      for (const { id, text } of list) {
        assert.match(id, ID);
        assert.ok(text.trim());
      }
      assert.ok(packs.some(([, { prompts }]) => listsNamed(prompts).includes(name)));
    });
  }

  it('a short list for the youngest says what the long one says', () => {
    for (const [name, list] of Object.entries(sharedLists).filter(([id]) => id.endsWith('-early'))) {
      const long = sharedLists[name.replace('-early', '')]!;
      for (const choice of list)
        assert.deepEqual(
          choice,
          long.find(({ id }) => id === choice.id),
          `${name}: ${choice.id}`,
        );
    }
  });
});

for (const [name, file] of scales) {
  const { choose, age } = file;
  const { question, options, lang, max, helper = '', full = '', talkFirst = [], steps = [] } = wholeScale(file);
  const asked = [{ id: 'mood', question, options, max, helper, full }, ...steps];
  const texts = asked.flatMap((each) => [
    each.helper ?? '',
    each.full ?? '',
    each.question,
    ...each.options.map(({ text }) => text),
  ]);

  describe(`scale ${name}`, () => {
    it('has ids, words and drawings of its own for every option', () => {
      assert.equal(new Intl.Locale(lang).toString(), lang);
      for (const { options: all } of asked) {
        assert.ok(all.length > 2);
        for (const list of [all.map(({ id }) => id), all.map(({ text }) => text), all.map(({ symbol }) => symbol)])
          assert.deepEqual(repeated(list), []);
        assert.deepEqual(
          all.filter(({ symbol }) => !(symbol in drawings)),
          [],
        );
        for (const { id } of all) assert.match(id, ID);
      }
    });

    it('takes one, or says how many it takes, before and to someone who chooses one more', () => {
      assert.ok(['one', 'many'].includes(choose), choose);
      const many = choose === 'many';
      assert.equal(max !== undefined, many);
      for (const each of asked) {
        const several = each.max !== undefined;
        assert.deepEqual([Boolean(each.helper), Boolean(each.full)], [several, several], each.id);
        if (several) assert.ok(each.max! > 1 && each.max! < each.options.length);
      }
      // What is full is told apart by its words.
      assert.deepEqual(repeated(asked.flatMap((each) => each.full || [])), []);
    });

    it('asks further questions under ids that nothing else in a check-in has', () => {
      assert.deepEqual(repeated([...asked.map(({ id }) => id), 'words', 'talk', 'name', 'question']), []);
      for (const { id } of steps) assert.match(id, ID);
    });

    it('knows after which of its options, and not after all, talking comes first', () => {
      assert.ok(talkFirst.length > 0 && talkFirst.length < options.length);
      assert.deepEqual(
        talkFirst.filter((id) => !options.some((option) => option.id === id)),
        [],
      );
    });

    it('measures nothing: it has no numbers', () => {
      assert.doesNotMatch(texts.join(' '), /\d/);
    });

    it('speaks in short sentences that accuse nobody', () => {
      const longest = longestFor({ audience: 'pupil', tone: age.from < 7 ? 'early' : 'child' });
      for (const text of texts) {
        assert.deepEqual(bannedWords(text), []);
        for (const sentence of sentencesIn(text)) assert.ok(wordsIn(sentence).length <= longest, sentence);
      }
    });
  });
}

describe('wholeScale', () => {
  for (const [name, file] of scales) {
    it(`of ${name} holds all a reader needs, and nothing that only staff read`, () => {
      const before = structuredClone(file);
      const whole = wholeScale(file);
      const always = ['id', 'lang', 'options', 'question'];
      assert.deepEqual(
        Object.keys(whole)
          .filter((key) => !['full', 'helper', 'max', 'steps', 'talkFirst'].includes(key))
          .sort(),
        always,
      );
      assert.deepEqual(whole.options, file.list === undefined ? file.options : sharedLists[file.list]);
      for (const [i, step] of (file.steps ?? []).entries()) {
        const { list, ...own } = step;
        assert.deepEqual(whole.steps![i], { ...own, options: list === undefined ? step.options : sharedLists[list] });
      }
      assert.deepEqual(file, before, 'changed the file it was given');
    });
  }
});

describe('wholePack', () => {
  for (const [name, file] of packs) {
    it(`of ${name} holds all a reader needs, and nothing that only staff read`, () => {
      const before = structuredClone(file);
      const whole = wholePack(file);
      const near = file.adultNear === undefined ? [] : ['adultNear'];
      assert.deepEqual(
        Object.keys(whole).sort(),
        [...near, 'adultGuide', 'flow', 'id', 'lang', 'lists', 'notFor', 'prompts', 'title'].sort(),
      );
      // Words of the shared glossary come on top.
      for (const [i, { gloss = {}, ...rest }] of whole.prompts.entries()) {
        const { gloss: own = {}, ...others } = file.prompts[i]!;
        assert.deepEqual(rest, others);
        assert.deepEqual({ ...gloss, ...own }, gloss);
      }
      assert.equal(whole.prompts.length, file.prompts.length);
      for (const prompt of whole.prompts.filter((each) =>
        kindsOf(each).some(({ kind }) => kind === 'one' || kind === 'many'),
      )) {
        assert.ok(choicesOf(whole, prompt).length > 1, prompt.id);
      }
      for (const words of [...whole.adultGuide!, ...whole.notFor!]) assert.match(words, /\.$/);
      assert.equal(whole.adultGuide!.length, file.adultGuide?.length ?? 0);
      assert.deepEqual(file, before, 'changed the file it was given');
    });
  }

  const file = (more: object): PackFile => ({ ...packs[0]![1], prompts: [], adultGuide: [], notFor: [], ...more });
  const prompt: Prompt = {
    id: 'who',
    phase: 'impact',
    core: true,
    text: 'Who?',
    answer: { kind: 'many', list: 'people' },
  };

  it('takes in only the shared lists that it names', () => {
    assert.deepEqual(wholePack(file({ prompts: [prompt] })).lists, { people: lists.people });
    assert.deepEqual(wholePack(file({})).lists, {});
  });

  it('leaves words for translators behind', () => {
    assert.deepEqual(wholePack(file({ prompts: [{ ...prompt, note: 'As in a circle of friends.' }] })).prompts, [
      prompt,
    ]);
  });

  it('finds the lists of a prompt that can be answered in several ways', () => {
    const both: Prompt = {
      ...prompt,
      answer: [{ kind: 'text' }, { kind: 'many', list: 'people' }, { kind: 'one', list: 'strength' }],
    };
    const whole = wholePack(file({ prompts: [both] }));
    assert.deepEqual(whole.lists, { people: lists.people, strength: lists.strength });
    assert.deepEqual(choicesOf(whole, both), lists.people);
  });

  it('prefers a list of its own to a shared one of the same name', () => {
    const people = [{ id: 'me', text: 'Me' }];
    assert.deepEqual(wholePack(file({ prompts: [prompt], lists: { people } })).lists, { people });
  });

  it('puts the words of the guide in place of their keys, and keeps words that are no key', () => {
    const { adultGuide, notFor } = wholePack(
      file({ adultGuide: ['staff-guide', 'Sit beside the child.'], notFor: ['not-for'] }),
    );
    assert.deepEqual(adultGuide, [guide['staff-guide'], 'Sit beside the child.']);
    assert.deepEqual(notFor, [guide['not-for']]);
  });
});

describe('corePack', () => {
  for (const [name, file] of packs) {
    it(`of ${name} holds its core questions in order, and nothing else`, () => {
      const core = corePack(file);
      assert.deepEqual(Object.keys(core).sort(), ['flow', 'id', 'lang', 'prompts', 'title']);
      const { id, lang, title, flow } = file;
      assert.deepEqual({ id: core.id, lang: core.lang, title: core.title, flow: core.flow }, { id, lang, title, flow });
      const { prompts } = file;
      assert.deepEqual(
        core.prompts.map((each) => each.id),
        prompts.filter((each) => each.core).map((each) => each.id),
      );
      for (const [i, { id: prompt, text, helper, phase, answer, ...more }] of core.prompts.entries()) {
        const whole = prompts.find((each) => each.id === prompt)!;
        assert.deepEqual({ text, phase, answer }, { text: whole.text, phase: whole.phase, answer: whole.answer });
        // The whole of a pack with one question a day is not asked for.
        assert.equal(helper, i && flow !== 'pick' ? undefined : whole.helper);
        assert.deepEqual(
          Object.keys(more).filter((key) => key !== 'symbol'),
          [],
        );
      }
    });
  }
});

describe('kindsOf and choicesOf', () => {
  const pack: PackFile = { ...packs[0]![1], lists: { names: [{ id: 'me', text: 'Me' }] } };
  const asks = (answer: Prompt['answer']): Prompt => ({ id: 'x', phase: 'story', text: 'X?', answer });

  it('give the ways to answer as a list, be there one or several', () => {
    assert.deepEqual(kindsOf(asks({ kind: 'talk' })), [{ kind: 'talk' }]);
    assert.deepEqual(kindsOf(asks([{ kind: 'text' }, { kind: 'who' }])), [{ kind: 'text' }, { kind: 'who' }]);
  });

  it('give the choices of the first way that has any', () => {
    const choices = [{ id: 'a', text: 'A' }];
    assert.deepEqual(choicesOf(pack, asks({ kind: 'many', list: 'names' })), pack.lists!['names']);
    assert.deepEqual(
      choicesOf(pack, asks([{ kind: 'talk' }, { kind: 'one', choices }, { kind: 'many', list: 'names' }])),
      choices,
    );
    for (const answer of [
      { kind: 'when' },
      { kind: 'one', list: 'elsewhere' },
      [{ kind: 'show', what: 'plan' }, { kind: 'plan' }],
    ] as Prompt['answer'][]) {
      assert.deepEqual(choicesOf(pack, asks(answer)), []);
    }
  });
});

describe('forReaders', () => {
  it('leaves out what only staff and the lint read, and changes nothing', () => {
    const content = {
      id: 'x',
      schema: 1,
      version: '1.0.0',
      purpose: 'p',
      choose: 'one',
      verifiedOn: null,
      options: [{ version: 'kept' }],
    };
    const before = structuredClone(content);
    assert.deepEqual(forReaders(content), { id: 'x', options: [{ version: 'kept' }] });
    assert.deepEqual(content, before);
  });
});
