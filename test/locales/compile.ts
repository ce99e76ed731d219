/** Makes TypeScript of messages in ICU MessageFormat, so that a page needs no parser: functions, strings and `plural.ts`. */
import { parse, TYPE, type MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import * as prettier from 'prettier';

/** What is in a message: its places with the type of what goes there, and the forms of each plural. */
export interface Anatomy {
  places: ReadonlyMap<string, 'number' | 'string' | 'string | number'>;
  plurals: readonly (readonly string[])[];
}

const NAME = /^[a-z]\w*$/i;

/** Says of a message what is in it. Throws, with words for a translator, where it cannot be read or holds what we do not compile. */
export function anatomyOf(message: string): Anatomy {
  const places = new Map<string, 'number' | 'string' | 'string | number'>();
  const plurals: string[][] = [];
  const note = (name: string, type: 'number' | 'string' | 'string | number'): void => {
    if (!NAME.test(name)) throw new Error(`{${name}} is no name for a place`);
    const before = places.get(name);
    if (before === undefined || before === 'string | number') places.set(name, type);
    else if (type !== 'string | number' && type !== before) throw new Error(`{${name}} is a number and words at once`);
  };
  const visit = (elements: readonly MessageFormatElement[]): void => {
    for (const element of elements) {
      switch (element.type) {
        case TYPE.literal:
        case TYPE.pound:
          break;
        case TYPE.argument:
          note(element.value, 'string | number');
          break;
        case TYPE.number:
          if (element.style) throw new Error(`{${element.value}, number} takes no style here`);
          note(element.value, 'number');
          break;
        case TYPE.select:
          note(element.value, 'string');
          for (const { value } of Object.values(element.options)) visit(value);
          break;
        case TYPE.plural:
          if (element.offset || element.pluralType !== 'cardinal')
            throw new Error(`{${element.value}} takes plural, without an offset`);
          note(element.value, 'number');
          plurals.push(Object.keys(element.options));
          for (const { value } of Object.values(element.options)) visit(value);
          break;
        case TYPE.tag:
          throw new Error(`<${element.value}> is markup`);
        default:
          throw new Error(`{${element.value}} is a date or a time`);
      }
    }
  };
  visit(parsed(message));
  return { places, plurals };
}

function parsed(message: string): MessageFormatElement[] {
  try {
    return parse(message);
  } catch (error) {
    throw new Error(`cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

const quoted = (text: string): string => text.replace(/[\\`]|\$\{/g, '\\$&');

/** The message as an expression that gives a string. `counted` is the place that a # stands for; ICU knows it in a plural alone. */
function expression(elements: readonly MessageFormatElement[], lang: string, counted = ''): string {
  const pieces = elements.map((element) => ({
    text: element.type === TYPE.literal ? element.value : undefined,
    code: codeOf(element, lang, counted),
  }));
  const [first] = pieces;
  if (pieces.length === 1 && first && elements[0]!.type !== TYPE.argument)
    return first.text === undefined ? first.code : JSON.stringify(first.text);
  return `\`${pieces.map(({ text, code }) => (text === undefined ? `\${${code}}` : quoted(text))).join('')}\``;
}

function codeOf(element: MessageFormatElement, lang: string, counted: string): string {
  if (element.type === TYPE.pound) return `digits('${lang}', ${counted})`;
  if (element.type === TYPE.number) return `digits('${lang}', ${element.value})`;
  if (element.type !== TYPE.select && element.type !== TYPE.plural) return element.value;

  const names = Object.keys(element.options);
  const sayOf = (name: string): string => expression(element.options[name]!.value, lang, element.value);
  // A form that says what `other` says is found under `other`.
  const told = names.filter((name) => name === 'other' || name.startsWith('=') || sayOf(name) !== sayOf('other'));
  const forms = told.map((name) => `'${name}': ${sayOf(name)}`);
  const exact = names.some((name) => name.startsWith('=')) ? [`\`=\${${element.value}}\``] : [];
  const wanted = element.type === TYPE.plural ? [...exact, `ruleOf('${lang}', ${element.value})`] : [element.value];
  return `form({ ${forms.join(', ')} }, ${wanted.join(', ')})`;
}

/** The module of some messages of one language. Prettier would change it otherwise, so it does so here. */
export async function compile(messages: Readonly<Record<string, string>>, lang: string, file: string): Promise<string> {
  const functions = Object.entries(messages).map(([key, message]) => {
    if (!NAME.test(key)) throw new Error(`"${key}" is no name for a message`);
    const { places } = anatomyOf(message);
    const names = [...places.keys()].join(', ');
    const types = [...places].map(([name, type]) => `${name}: ${type}`).join('; ');
    const values = places.size ? `{ ${names} }: { ${types} }` : '';
    return `export const ${key} = (${values}): string => ${expression(parsed(message), lang)};`;
  });
  const body = functions.join('\n\n');
  const helpers = ['digits', 'form', 'ruleOf'].filter((name) => body.includes(`${name}(`));
  const code = [
    `// Written by \`npm run locales\` from ${file}: change that file, and run it again.`,
    helpers.length ? `import { ${helpers.join(', ')} } from '../plural.ts';\n` : '',
    body || 'export {};',
  ].join('\n');
  const style = await prettier.resolveConfig(import.meta.filename);
  return prettier.format(code, { ...style, parser: 'typescript' });
}
