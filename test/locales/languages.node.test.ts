import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { hashOf, STATUSES, type Translation } from '../../src/contract/translation.ts';
import * as welsh from '../../src/locales/cy/counted.ts';
import * as english from '../../src/locales/en/counted.ts';
import { TAGS, type Messages } from '../../src/locales/index.ts';
import { LANGUAGES } from '../../src/locales/languages.ts';
import { compile } from './compile.ts';
import { faultsOf } from './lint.ts';
import { keysBy, languages, root, shown, sources, tidied, translationOf, type Source } from './sources.ts';

const all = await sources();
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The translations into a language, each with what it translates. */
const translationsInto = (lang: string): [Source, Translation][] =>
  all.flatMap((source) => {
    const translation = translationOf(source, lang);
    return translation ? [[source, translation] as [Source, Translation]] : [];
  });

const STALE = 'is not what `npm run locales` writes: run it';

describe('English messages', () => {
  for (const { name, texts, areMessages } of all) {
    if (areMessages)
      it(`${name}.ts is compiled from ${name}.json`, async () => {
        assert.equal(read(`src/locales/en/${name}.ts`), await compile(texts, 'en-GB', `${name}.json`), STALE);
      });
  }

  it('say what they always said', () => {
    assert.equal(english.waiting({ count: 1 }), '1 message is waiting to be sent.');
    for (const count of [2, 5, 21, 1000])
      assert.equal(english.waiting({ count }), `${count} messages are waiting to be sent.`);
    for (const count of [0, 2, 254, 2000]) assert.equal(english.tooLong({ count }), `Use ${count} letters or fewer.`);
  });
});

describe('the table of languages', () => {
  it('has every language that has a folder, and no other', () => {
    assert.deepEqual(Object.keys(LANGUAGES).sort(), languages().sort());
    assert.deepEqual(
      TAGS,
      Object.keys(LANGUAGES).map((lang) => lang.toLowerCase()),
    );
  });

  for (const [lang, language] of Object.entries(LANGUAGES)) {
    const found = translationsInto(lang);
    const named = (prefix: string): string[] =>
      found.flatMap(([{ name }]) => (name.startsWith(prefix) ? name.slice(prefix.length) : [])).sort();

    it(`${lang} is a tag, and its name is in its own language`, () => {
      assert.equal(new Intl.Locale(lang).toString(), lang);
      assert.equal(new Intl.DisplayNames(lang, { type: 'language' }).of(lang), language.name);
    });

    it(`${lang} runs as its script does`, () => {
      // Newer engines have a method in place of the property.
      type Info = { textInfo?: { direction: string }; getTextInfo?(): { direction: string } };
      const locale = new Intl.Locale(lang) as Intl.Locale & Info;
      assert.equal((locale.getTextInfo?.() ?? locale.textInfo)?.direction, language.dir);
    });

    it(`${lang} has the parts, packs and scales that its files translate`, () => {
      assert.deepEqual(
        [...language.parts].sort(),
        named('').filter((name) => !name.includes('/')),
      );
      assert.deepEqual(
        [...language.packs].sort(),
        named('packs/').filter((name) => !name.includes('/')),
      );
      assert.deepEqual([...language.scales].sort(), named('packs/scales/'));
    });

    it(`${lang} is no more than the least of its files`, () => {
      const least = Math.min(...found.map(([, { status }]) => STATUSES.indexOf(status)));
      assert.equal(language.status, STATUSES[least]);
    });

    it(`every file of ${lang} translates something that there is`, () => {
      const files = ['src/locales', 'src/packs'].flatMap((folder) =>
        readdirSync(join(root, folder, lang), { recursive: true })
          .map((file) => join(folder, lang, String(file)).replaceAll('\\', '/'))
          .filter((file) => file.endsWith('.json')),
      );
      assert.deepEqual(files.sort(), found.map(([source]) => source.fileIn(lang)).sort());
    });
  }
});

for (const [lang, { dir }] of Object.entries(LANGUAGES)) {
  describe(`translations into ${lang}`, () => {
    for (const [source, translation] of translationsInto(lang)) {
      const { name, areMessages } = source;

      it(`${name} has nothing wrong that a machine can see`, (test) => {
        assert.deepEqual(faultsOf(source, translation, lang), []);
        // A text that changed in English holds nobody up; it is shown in English until a reader of the language comes by.
        for (const state of ['missing', 'stale'] as const) {
          const keys = keysBy(state, source, translation);
          if (keys.length) test.diagnostic(`${lang} ${name}, ${state}: ${keys.join(', ')}`);
        }
      });

      it(`${name} stands as \`npm run locales\` writes it`, () => {
        assert.equal(read(source.fileIn(lang)), tidied(source, translation, { lang, dir }), STALE);
      });

      it(`${name} gives no draft of a text that is fixed`, () => {
        const given = Object.keys(shown(source, translation));
        assert.deepEqual(
          given.filter((key) => translation.status === 'machine-draft' && source.isFixed(key)),
          [],
        );
      });

      if (areMessages)
        it(`${name}.ts is compiled from ${name}.json`, async () => {
          const code = await compile(shown(source, translation), lang, `${name}.json`);
          assert.equal(read(`src/locales/${lang}/${name}.ts`), code, STALE);
        });
    }
  });
}

describe('where help is, and what became of a letter', () => {
  const fixedIn = (name: string): string[] => {
    const source = all.find((each) => each.name === name)!;
    return Object.keys(source.texts).filter((key) => source.isFixed(key));
  };

  it('is fixed in every part that says it', () => {
    for (const key of ['helpStrip', 'noSecret', 'sent', 'waiting', 'notSentTitle', 'talkLocal'])
      assert.ok(fixedIn('core').includes(key), key);
    assert.deepEqual(fixedIn('counted'), ['waiting']);
    assert.deepEqual(fixedIn('packs/shared/guide'), ['staff-guide', 'not-for', 'not-for-home', 'not-for-staff']);
    assert.equal(fixedIn('helpers').length, Object.keys(all.find(({ name }) => name === 'helpers')!.texts).length);
    assert.ok(fixedIn('card').includes('helpOnPaper'));
  });

  it('is not what a pack calls a question about help', () => {
    assert.deepEqual(fixedIn('packs/caused-harm'), []);
  });
});

describe('Welsh messages', () => {
  const messages: Partial<Messages> = welsh;

  it('say a number with the word that belongs to it', () => {
    const said = [0, 1, 2, 3, 6, 100].map((count) => messages.tooLong!({ count }));
    assert.deepEqual(said, [
      'Defnyddiwch 0 llythyren neu lai.',
      'Defnyddiwch 1 llythyren neu lai.',
      'Defnyddiwch 2 lythyren neu lai.',
      'Defnyddiwch 3 llythyren neu lai.',
      'Defnyddiwch 6 llythyren neu lai.',
      'Defnyddiwch 100 llythyren neu lai.',
    ]);
  });

  it('leave out what a draft may not say', () => assert.equal(messages.waiting, undefined));
});

describe('what `npm run locales` writes', () => {
  const source: Source = {
    name: 'core',
    texts: { send: 'Send', next: 'Next', back: 'Back' },
    fileIn: (lang) => `src/locales/${lang}/core.json`,
    about: (lang, dir) => ({ pack: 'a', lang, dir }),
    isFixed: () => false,
  };
  const found: Translation = {
    status: 'machine-draft',
    reviewedBy: null,
    reviewedOn: null,
    strings: { other: 'Arall', back: 'Yn \u00f4l', send: 'Anfon' },
    sourceHash: { send: '00000000', gone: '11111111' },
  };
  const written = (looked: string[] = []): Translation & Record<string, unknown> =>
    JSON.parse(tidied(source, found, { lang: 'cy', dir: 'ltr', looked })) as Translation & Record<string, unknown>;

  it('is in the order of English, and keeps what it does not know for a person to look at', () => {
    assert.deepEqual(Object.keys(written().strings), ['send', 'back', 'other']);
  });

  it('says of which language it is, and of what', () => {
    const { pack, lang, dir } = written();
    assert.deepEqual({ pack, lang, dir }, { pack: 'a', lang: 'cy', dir: 'ltr' });
  });

  it('gives a text without a hash the one of today, and leaves a stale one, because nobody has looked at it', () => {
    assert.deepEqual(written().sourceHash, { send: '00000000', back: hashOf('Back') });
  });

  it('gives a text that somebody has looked at the hash of today', () => {
    assert.deepEqual(keysBy('stale', source, written()), ['send']);
    assert.deepEqual(keysBy('stale', source, written(['send'])), []);
    assert.deepEqual(keysBy('missing', source, written(['send'])), ['next']);
  });
});
