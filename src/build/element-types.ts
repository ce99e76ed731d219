/** Types of each element's attributes, properties and events, for frameworks; from the manifest. */
import type { Package } from 'custom-elements-manifest';
import { elementsOf, type Element } from './manifest.ts';

/** Says in a type what the manifest says in words. */
const comment = (words: string | undefined): string => (words ? `/** ${words.replaceAll('*/', '* /')} */ ` : '');

/** Attributes are texts; one that is there or not can be given as a boolean as well. */
function attributeType(type = 'string'): string {
  if (type === 'boolean') return "boolean | ''";
  if (type === 'number') return 'number | string';
  return type;
}

function typeOf({ name, tagName, attributes = [], members = [], events = [] }: Element): string {
  const attributeLines = attributes.map(
    (each) => `${comment(each.description)}'${each.name}'?: ${attributeType(each.type?.text)};`,
  );
  const properties = members.flatMap((member) =>
    member.kind === 'field' && !member.readonly ? [`'${member.name}'`] : [],
  );
  const eventLines = events.map((each) => `${comment(each.description)}'${each.name}': ${each.type.text};`);
  return `  '${tagName!}': {
    element: ${name};
    attributes: {
      ${attributeLines.join('\n      ')}
    };
    properties: Partial<Pick<${name}, ${properties.join(' | ')}>>;
    events: {
      ${eventLines.join('\n      ')}
    };
  };`;
}

/** One interface that knows every element by its tag; what each framework needs is worked out from it. */
export function elementTypes(manifest: Package): string {
  const elements = elementsOf(manifest);
  const events = elements.flatMap((each) => (each.events ?? []).map(({ type }) => type.text));
  const names = [...new Set([...elements.map(({ name }) => name), ...events])].sort();
  return `import type {\n  ${names.join(',\n  ')},\n} from '../index.js';

/** Every element by its tag. */
export interface L30Elements {
${elements.map(typeOf).join('\n')}
}

/** What can be set on an element in a template: attributes and properties by their names. */
export type L30Settings<Tag extends keyof L30Elements> = L30Elements[Tag]['attributes'] & L30Elements[Tag]['properties'];
`;
}
