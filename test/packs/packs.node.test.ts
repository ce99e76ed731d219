import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { builtInPacks, builtInScales, choicesOf, PACK_IDS, PHASES, SCALE_IDS, type Choice, type PackFile, type Prompt, type ScaleFile } from '../../src/packs/index.ts';
import guide from '../../src/packs/shared/guide.json' with { type: 'json' };
import lists from '../../src/packs/shared/lists.json' with { type: 'json' };
import { corePack, forReaders, wholePack, wholeScale } from '../../src/packs/whole.ts';
import { symbols } from '../../src/symbols/index.ts';
import { more } from '../../src/symbols/more.ts';
import { bannedWords } from '../support.ts';

const folder = join(import.meta.dirname, '../../src/packs');

/** Every JSON file of a folder, by its name without ending. */
const read = <T>(part = ''): [name: string, content: T][] =>
  readdirSync(join(folder, part))
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, part, file), 'utf8')) as T]);

const packs = read<PackFile>();
const scales = read<ScaleFile>('scales');
const drawings: object = { ...symbols, ...more };
const sharedLists: Readonly<Record<string, Choice[]>> = lists;

const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const IN_ORDER = ['sequence', 'turns', 'frame'];
const EXITS = ['i-am-not-sure', 'i-am-not-sure-yet', 'something-else', 'i-need-help-to-think', 'nothing-right-now', 'not-yet'];

/** What a young child may be asked about by name only with care, and in a circle not at all. */
const TENDER = /\b(?:money|holidays?|weekends?|pets?|food|breakfast|church|mosque|temple|pray\w*|god|m[uo]m\w*|dad\w*|parents?|brothers?|sisters?|famil(?:y|ies)|best friends?|like (?:the )?(?:most|best))\b/gi;

const LONGEST = { early: 8, pupil: 14, adult: 16 };
function longestFor({ audience, tone }: PackFile): number {
  if (tone === 'early') return LONGEST.early;
  return audience === 'staff' || audience === 'family' ? LONGEST.adult : LONGEST.pupil;
}

const sentencesIn = (text: string): string[] => text.split(/(?<=[.!?:])\s+/);
const wordsIn = (sentence: string): number => sentence.split(/\s+/).filter(Boolean).length;

/** What people read in a prompt. */
const textsOf = ({ text, helper, gloss = {}, answer }: Prompt): string[] => [
  text,
  ...(helper === undefined ? [] : [helper]),
  ...Object.entries(gloss).flat(),
  ...('choices' in answer ? (answer.choices ?? []).map((choice) => choice.text) : []),
];

const repeated = (ids: string[]): string[] => ids.filter((id, i) => ids.indexOf(id) !== i);

describe('packs and scales', () => {
  it('the files are the packs that a page may name, by the same names', () => {
    assert.deepEqual(packs.map(([name]) => name).sort(), [...PACK_IDS].sort());
    assert.deepEqual(packs.map(([, { id }]) => id), packs.map(([name]) => name));
  });

  it('the files are the scales that a page may name, by the same names', () => {
    assert.deepEqual(scales.map(([name]) => name).sort(), [...SCALE_IDS].sort());
    assert.deepEqual(scales.map(([, { id }]) => id), scales.map(([name]) => name));
  });

  it('what is built in is among them', () => {
    assert.deepEqual(Object.keys(builtInPacks).filter((id) => !PACK_IDS.includes(id)), []);
    assert.deepEqual(Object.keys(builtInScales).filter((id) => !SCALE_IDS.includes(id)), []);
    for (const [id, pack] of Object.entries(builtInPacks)) assert.equal(pack.id, id);
    for (const [id, scale] of Object.entries(builtInScales)) assert.equal(scale.id, id);
  });
});

for (const [name, pack] of packs) {
  const { prompts, flow, stance } = pack;

  describe(`pack ${name}`, () => {
    it('says what it is', () => {
      const { schema, version, lang, title, staffTitle, purpose, source, licence, audience, age, tone } = pack;
      assert.equal(schema, 1);
      assert.match(version, /^\d+\.\d+\.\d+$/);
      assert.equal(new Intl.Locale(lang).toString(), lang);
      for (const text of [title, staffTitle, purpose, source, licence]) assert.ok(text.trim());
      assert.ok(['pupil', 'group', 'family', 'staff', 'everyone'].includes(audience), audience);
      assert.ok(['early', 'child', 'teen', 'adult'].includes(tone), tone);
      assert.ok(['pick', ...IN_ORDER].includes(flow), flow);
      assert.ok(['proactive', 'responsive'].includes(stance), stance);
      assert.ok(age.from >= 4 && (age.to ?? 99) > age.from);
      assert.ok(prompts.length > 0);
    });

    it('every prompt has an id of its own, a phase that there is, and says whether it is core', () => {
      assert.deepEqual(repeated(prompts.map(({ id }) => id)), []);
      for (const { id, phase, core } of prompts) {
        assert.match(id, ID);
        assert.ok(PHASES.includes(phase), `${id}: ${phase}`);
        assert.equal(typeof core, 'boolean', id);
      }
      assert.ok(prompts.some(({ core }) => core), 'no prompt is core');
    });

    it('no prompt is required', () => {
      assert.deepEqual(prompts.filter((prompt) => 'required' in prompt || 'required' in prompt.answer), []);
    });

    if (IN_ORDER.includes(flow)) {
      it('story comes before feelings and impact before repair: no phase goes back', () => {
        const order = prompts.map(({ phase }) => PHASES.indexOf(phase));
        assert.deepEqual(order, [...order].sort((a, b) => a - b));
      });
    }

    it('asks no why, accuses nobody and promises nothing', () => {
      const banned = [pack.title, ...prompts.flatMap(textsOf), ...Object.values(pack.lists ?? {}).flatMap((list) => list.map(({ text }) => text))]
        .flatMap((text) => bannedWords(text).map((word) => `${word}: ${text}`));
      assert.deepEqual(banned, []);
    });

    it(`no sentence is longer than ${longestFor(pack)} words`, () => {
      const long = [pack.title, ...prompts.flatMap(textsOf)].flatMap(sentencesIn).filter((sentence) => wordsIn(sentence) > longestFor(pack));
      assert.deepEqual(long, []);
    });

    it('every list, scale and word for adults that it names is there', () => {
      for (const { id, answer } of prompts) {
        if ('list' in answer && answer.list) assert.ok((pack.lists?.[answer.list] ?? sharedLists[answer.list])?.length, `${id}: ${answer.list}`);
        if (answer.kind === 'one' || answer.kind === 'many') assert.ok(answer.list !== undefined || (answer.choices?.length ?? 0) > 1, `${id} offers nothing to choose`);
        if (answer.kind === 'scale') assert.ok(SCALE_IDS.includes(answer.scale), `${id}: ${answer.scale}`);
      }
      for (const key of [...(pack.adultGuide ?? []), ...(pack.notFor ?? [])]) assert.ok(key in guide, key);
      const named = prompts.flatMap(({ answer }) => ('list' in answer && answer.list ? [answer.list] : []));
      assert.deepEqual(Object.keys(pack.lists ?? {}).filter((list) => !named.includes(list)), [], 'a list that no prompt names');
    });

    it('a question that counts who was touched counts the pupil too', () => {
      for (const prompt of prompts.filter(({ phase, answer }) => phase === 'impact' && 'list' in answer)) {
        assert.ok(choicesOf(wholePack(pack), prompt).some(({ id }) => id === 'me'), prompt.id);
      }
    });

    if (stance === 'responsive') {
      it('leads to repair, with support or needs beside it, and ends in help or a plan', () => {
        const phases = prompts.map(({ phase }) => phase);
        assert.ok(phases.includes('repair'));
        assert.ok(phases.includes('support') || phases.includes('needs'));
        assert.ok(['plan', 'support'].includes(phases.at(-1)!), phases.at(-1));
      });

      it('does so for a child who is asked the core questions alone', () => {
        const phases = prompts.filter(({ core }) => core).map(({ phase }) => phase);
        assert.ok(phases.includes('repair'));
        assert.ok(phases.includes('support') || phases.includes('needs'));
        assert.ok(['plan', 'support'].includes(phases.at(-1)!), phases.at(-1));
      });

      it('tells the adult what it is not for, and what to do when a child tells of harm', () => {
        assert.ok(pack.notFor?.includes('not-for'));
        assert.ok(pack.adultGuide?.includes('staff-guide'));
      });
    } else {
      it('asks about nothing that sets a child apart', () => {
        assert.deepEqual(prompts.flatMap(textsOf).flatMap((text) => text.match(TENDER) ?? []), []);
      });
    }

    if (/^check-(?:in|out)/.test(name)) {
      it('lets everyone pass, every time', () => {
        for (const { id, helper } of prompts) assert.match(helper ?? '', /\byou can pass\b/i, id);
      });
    }
  });
}

describe('choice lists', () => {
  const all: [name: string, list: Choice[]][] = [
    ...Object.entries(sharedLists),
    ...packs.flatMap(([pack, { lists: own = {} }]) => Object.entries(own).map(([name, list]): [string, Choice[]] => [`${pack}/${name}`, list])),
    ...packs.flatMap(([pack, { prompts }]) =>
      prompts.flatMap(({ id, answer }): [string, Choice[]][] => ('choices' in answer && answer.choices ? [[`${pack}/${id}`, answer.choices]] : [])),
    ),
  ];
  for (const [name, list] of all) {
    it(`${name} has ids and words of its own for every choice, and a way out`, () => {
      assert.deepEqual(repeated(list.map(({ id }) => id)), []);
      assert.deepEqual(repeated(list.map(({ text }) => text.toLowerCase())), []);
      for (const { id, text } of list) {
        assert.match(id, ID);
        assert.ok(text.trim());
        assert.deepEqual(bannedWords(text), []);
      }
      assert.ok(list.some(({ id }) => EXITS.includes(id)), `no way out of ${list.map(({ id }) => id).join(', ')}`);
    });

    if (name !== 'feelings') {
      it(`${name} lets nobody off with sorry alone`, () => {
        assert.deepEqual(list.filter(({ text }) => /^\W*(?:i\W?a?m |i will |to )?(?:say(?:ing)? )?(?:i\W?a?m )?sorry\W*$/i.test(text)), []);
      });
    }
  }

  it('every shared list is used by some pack or scale', () => {
    const named = [...packs.flatMap(([, { prompts }]) => prompts.flatMap(({ answer }) => ('list' in answer ? [answer.list] : []))), ...scales.map(([, { list }]) => list)];
    assert.deepEqual(Object.keys(sharedLists).filter((name) => !named.includes(name)), []);
  });
});

for (const [name, file] of scales) {
  const { choose, age } = file;
  const { question, options, lang, max, helper = '', full = '', strength } = wholeScale(file);
  const asked = [{ question, options }, ...(strength ? [strength] : [])];
  const texts = [helper, full, ...asked.flatMap((each) => [each.question, ...each.options.map(({ text }) => text)])];

  describe(`scale ${name}`, () => {
    it('has ids, words and drawings of its own for every option', () => {
      assert.equal(new Intl.Locale(lang).toString(), lang);
      for (const { options: all } of asked) {
        assert.ok(all.length > 2);
        for (const list of [all.map(({ id }) => id), all.map(({ text }) => text), all.map(({ symbol }) => symbol)]) assert.deepEqual(repeated(list), []);
        assert.deepEqual(all.filter(({ symbol }) => !(symbol in drawings)), []);
        for (const { id } of all) assert.match(id, ID);
      }
    });

    it('takes one, or says how many it takes, before and to someone who chooses one more', () => {
      assert.ok(['one', 'many'].includes(choose), choose);
      const many = choose === 'many';
      assert.deepEqual([max !== undefined, helper !== '', full !== ''], [many, many, many]);
      if (many) assert.ok(max! > 1 && max! < options.length);
    });

    it('measures nothing: it has no numbers', () => {
      assert.doesNotMatch(texts.join(' '), /\d/);
    });

    it('speaks in short sentences that accuse nobody', () => {
      const longest = age.from < 7 ? LONGEST.early : LONGEST.pupil;
      for (const text of texts) {
        assert.deepEqual(bannedWords(text), []);
        for (const sentence of sentencesIn(text)) assert.ok(wordsIn(sentence) <= longest, sentence);
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
      assert.deepEqual(Object.keys(whole).filter((key) => !['full', 'helper', 'max', 'strength'].includes(key)).sort(), always);
      assert.deepEqual(whole.options, file.list === undefined ? file.options : sharedLists[file.list]);
      assert.deepEqual(file, before, 'changed the file it was given');
    });
  }
});

describe('wholePack', () => {
  for (const [name, file] of packs) {
    it(`of ${name} holds all a reader needs, and nothing that only staff read`, () => {
      const before = structuredClone(file);
      const whole = wholePack(file);
      assert.deepEqual(Object.keys(whole).sort(), ['adultGuide', 'flow', 'id', 'lang', 'lists', 'notFor', 'prompts', 'title']);
      assert.deepEqual(whole.prompts, file.prompts);
      for (const prompt of whole.prompts.filter(({ answer }) => answer.kind === 'one' || answer.kind === 'many')) {
        assert.ok(choicesOf(whole, prompt).length > 1, prompt.id);
      }
      for (const words of [...whole.adultGuide!, ...whole.notFor!]) assert.match(words, /\.$/);
      assert.equal(whole.adultGuide!.length, file.adultGuide?.length ?? 0);
      assert.deepEqual(file, before, 'changed the file it was given');
    });
  }

  const file = (more: object): PackFile => ({ ...packs[0]![1], prompts: [], adultGuide: [], notFor: [], ...more });
  const prompt: Prompt = { id: 'who', phase: 'impact', core: true, text: 'Who?', answer: { kind: 'many', list: 'people' } };

  it('takes in only the shared lists that it names', () => {
    assert.deepEqual(wholePack(file({ prompts: [prompt] })).lists, { people: lists.people });
    assert.deepEqual(wholePack(file({})).lists, {});
  });

  it('prefers a list of its own to a shared one of the same name', () => {
    const people = [{ id: 'me', text: 'Me' }];
    assert.deepEqual(wholePack(file({ prompts: [prompt], lists: { people } })).lists, { people });
  });

  it('puts the words of the guide in place of their keys, and keeps words that are no key', () => {
    const { adultGuide, notFor } = wholePack(file({ adultGuide: ['staff-guide', 'Sit beside the child.'], notFor: ['not-for'] }));
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
      const questions = file.prompts.filter((each) => each.core).map((each) => Object.fromEntries(Object.entries(each).filter(([key]) => key !== 'core')));
      assert.deepEqual(core.prompts, questions);
    });
  }
});

describe('forReaders', () => {
  it('leaves out what only staff and the lint read, and changes nothing', () => {
    const content = { id: 'x', schema: 1, version: '1.0.0', purpose: 'p', choose: 'one', verifiedOn: null, options: [{ version: 'kept' }] };
    const before = structuredClone(content);
    assert.deepEqual(forReaders(content), { id: 'x', options: [{ version: 'kept' }] });
    assert.deepEqual(content, before);
  });
});
