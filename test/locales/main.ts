/**
 * `npm run locales`: writes what is made of the languages, and says what is missing, stale or wrong in them.
 *
 *     npm run locales                             compiles messages, adds hashes, says how far each language is
 *     npm run locales -- cy/core.next cy/core.back   after you have looked at stale texts: they are up to date again
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../src/locales/languages.ts';
import { compile } from './compile.ts';
import { faultsOf } from './lint.ts';
import { keysBy, languages, root, shown, sources, tidied, translationOf } from './sources.ts';

const looked = process.argv.slice(2);
const used = new Set<string>();

function write(path: string, text: string): void {
  const whole = join(root, path);
  if (existsSync(whole) && readFileSync(whole, 'utf8') === text) return;
  writeFileSync(whole, text);
  console.log(`wrote ${path}`);
}

const all = await sources();
for (const { name, texts, areMessages } of all)
  if (areMessages) write(`src/locales/en/${name}.ts`, await compile(texts, 'en-GB', `${name}.json`));

for (const lang of languages()) {
  const dir = LANGUAGES[lang]?.dir ?? 'ltr';
  console.log(`\n${lang}`);
  for (const source of all) {
    const found = translationOf(source, lang);
    if (!found) continue;
    const keys = looked.flatMap((name) => {
      const [, key] = name.split(`${lang}/${source.name}.`);
      if (key === undefined || !Object.hasOwn(source.texts, key)) return [];
      used.add(name);
      return key;
    });
    const text = tidied(source, found, { lang, dir, looked: keys });
    write(source.fileIn(lang), text);
    const translation = JSON.parse(text) as typeof found;
    const [missing, stale] = (['missing', 'stale'] as const).map((state) => keysBy(state, source, translation));
    const faults = faultsOf(source, translation, lang);
    const total = Object.keys(source.texts).length;
    console.log(
      `  ${source.name.padEnd(24)} ${total - missing!.length - stale!.length} of ${total}, ${translation.status}`,
    );
    if (missing!.length) console.log(`    missing: ${missing!.join(', ')}`);
    if (stale!.length) console.log(`    stale: ${stale!.join(', ')}`);
    for (const fault of faults) console.log(`    wrong: ${fault}`);
    if (faults.length) process.exitCode = 1;
    else if (source.areMessages)
      write(
        `src/locales/${lang}/${source.name}.ts`,
        await compile(shown(source, translation), lang, `${source.name}.json`),
      );
  }
}

for (const name of looked.filter((each) => !used.has(each))) {
  console.error(`There is no translated text called ${name}.`);
  process.exitCode = 1;
}
