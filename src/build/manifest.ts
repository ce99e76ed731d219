/** The custom elements manifest, from what the sources say and from the documentation of each class. */
import { readFileSync } from 'node:fs';
import type {
  Attribute,
  ClassField,
  CustomElementDeclaration,
  JavaScriptModule,
  Package,
} from 'custom-elements-manifest';
import type ts from 'typescript';
import { attributeOf, defaults, settingNames } from '../settings/settings.ts';
import { widgets } from '../widgets/index.ts';

interface Analyzer {
  create(options: { modules: ts.SourceFile[]; plugins: unknown[]; context: { dev: boolean } }): Package;
  ts: typeof ts;
}

export type Element = CustomElementDeclaration & { cssStates?: { name: string; description?: string }[] };

const SITE = 'src/settings/l30-site.ts';
const EVENTS = 'src/element/events.ts';
const pathOf = (widget: string): string => `src/widgets/${widget}/${widget}.ts`;

/** What a page may use besides properties with an attribute. All else that is public is for our own leaves. */
const FOR_PAGES = ['define', 'fetch', 'phase'];

const isElement = (declaration: object): declaration is Element => 'tagName' in declaration;

export const elementsOf = (manifest: Package): Element[] =>
  manifest.modules.flatMap(({ declarations = [] }) => declarations.filter(isElement));

/** The class of each event, as the sources tell the compiler. */
function eventClasses(): ReadonlyMap<string, string> {
  const map = readFileSync(EVENTS, 'utf8').split('GlobalEventHandlersEventMap')[1]!;
  return new Map([...map.matchAll(/'(l30-[\w-]+)': (\w+);/g)].map(([, name, type]) => [name!, type!]));
}

/** What the analyzer cannot see: settings are declared in a loop, and their documentation stands on `<l30-site>`. */
function addSettings(element: Element, documented: readonly Attribute[]): void {
  const attributes = (element.attributes ??= []);
  const members = (element.members ??= []);
  for (const fieldName of settingNames) {
    const name = attributeOf(fieldName);
    const said = documented.find((each) => each.name === name);
    const text = {
      ...(said?.description && { description: said.description }),
      type: { text: 'string' },
      default: `'${defaults[fieldName]}'`,
    };
    const own = attributes.find((each) => each.name === name);
    if (own) Object.assign(own, { ...text, fieldName, description: own.description ?? text.description });
    else attributes.push({ name, ...text, fieldName });
    const field: ClassField = { kind: 'field', name: fieldName, ...text, privacy: 'public' };
    members.push({ ...field, attribute: name } as ClassField);
  }
}

function tidy(element: Element, events: ReadonlyMap<string, string>): void {
  element.members = element.members?.filter(
    (member) => FOR_PAGES.includes(member.name) || ('attribute' in member && member.privacy === 'public'),
  );
  for (const member of element.members ?? [])
    member.description ??= element.attributes?.find(({ fieldName }) => fieldName === member.name)?.description;
  // It takes what is dispatched for an event as well, and does not know its name.
  element.events = element.events?.filter(({ name }) => name);
  for (const event of element.events ?? []) event.type = { text: events.get(event.name) ?? 'Event' };
  for (const item of [...(element.members ?? []), ...(element.attributes ?? [])]) delete item.inheritedFrom;
}

/** An entry that defines an element says so. */
const definition = (name: string, { tagName, name: className }: Element, module: string): JavaScriptModule => ({
  kind: 'javascript-module',
  path: `dist/npm/define/${name}.js`,
  declarations: [],
  exports: [
    { kind: 'js', name: className, declaration: { name: className, module } },
    { kind: 'custom-element-definition', name: tagName!, declaration: { name: className, module } },
  ],
});

export async function manifest(): Promise<Package> {
  const analyzer = (await import('@custom-elements-manifest/analyzer')) as unknown as Analyzer;
  const lit: string = '@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js';
  const { litPlugin } = (await import(lit)) as { litPlugin: () => unknown[] };
  const shown = [SITE, EVENTS, ...widgets.map(({ widgetName }) => pathOf(widgetName))];
  const bases = ['src/element/l30-widget.ts', 'src/element/pupil-widget.ts'];
  const modules = [...bases, ...shown].map((file) =>
    analyzer.ts.createSourceFile(file, readFileSync(file, 'utf8'), analyzer.ts.ScriptTarget.Latest, true),
  );
  const found = analyzer.create({ modules, plugins: litPlugin(), context: { dev: false } });
  found.schemaVersion = '2.1.0';
  found.modules = found.modules.filter(({ path }) => shown.includes(path));

  const elements = elementsOf(found);
  const site = elements.find(({ tagName }) => tagName === 'l30-site')!;
  const documented = structuredClone(site.attributes ?? []);
  const colours = elements.find(({ tagName }) => tagName === 'l30-question-card')!.cssProperties!;
  const events = eventClasses();
  for (const element of elements) {
    tidy(element, events);
    addSettings(element, documented);
    // Said once, of the question card, and true of all.
    if (element !== site) element.cssProperties = colours;
  }
  const doors = [
    definition('site', site, SITE),
    ...widgets.map(({ widgetName, name }) =>
      definition(
        widgetName,
        elements.find((each) => each.name === name)!,
        pathOf(widgetName),
      ),
    ),
  ];
  found.modules.push(...doors);
  return JSON.parse(JSON.stringify(found).replaceAll(/"\/?src\/([\w/-]+)\.ts"/g, '"dist/npm/$1.js"')) as Package;
}
