import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { validateCem } from '@wc-toolkit/cem-validator';
import Ajv from 'ajv';
import type { Package } from 'custom-elements-manifest';
import { elementsOf, manifest as generate } from '../../src/build/manifest.ts';
import { L30Site } from '../../src/settings/l30-site.ts';
import { widgets } from '../../src/widgets/index.ts';
import { eventsIn, partsIn, phases, propertiesIn, reach, slotsIn } from './manifest.ts';
import { root } from './support.ts';

const readJson = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
const built = readJson('dist/npm/custom-elements.json') as Package;
const elements = elementsOf(built);
const named = (items: readonly { name: string }[] = []): string[] => items.map(({ name }) => name).sort();

const CASES = [
  { tag: 'l30-site', element: L30Site, file: 'src/settings/l30-site.ts', audience: undefined },
  ...widgets.map((element) => ({
    tag: `l30-${element.widgetName}`,
    element,
    file: `src/widgets/${element.widgetName}/${element.widgetName}.ts`,
    audience: element.audience,
  })),
];

interface Never {
  reason: string;
  events?: string[];
  parts?: string[];
  phases?: string[];
}

/** What sources that a widget shares can do, and it never does. */
const NEVER: Readonly<Record<string, Never>> = {
  'l30-question-card': {
    reason: 'it has a box for words and no choices, and rules of a form are for adults alone',
    parts: ['tile'],
    phases: ['invalid'],
  },
  'l30-mood-check-in': { reason: 'rules of a form are for adults alone', phases: ['invalid'] },
  'l30-reflection-form': { reason: 'rules of a form are for adults alone', phases: ['invalid'] },
  'l30-newsletter-signup': {
    reason: 'a signup is not sealed and does not wait on the device; it asks adults, in boxes, and needs no help strip',
    events: ['l30-waiting'],
    parts: ['help', 'tile'],
    phases: ['waiting'],
  },
};
const without = (all: readonly string[], never: readonly string[]): string[] =>
  all.filter((name) => !never.includes(name));

describe('the custom elements manifest', () => {
  it('says what the sources say now', async () => {
    assert.deepEqual(built, await generate(), 'npm run package makes it anew');
  });

  it('keeps to the schema of its format', () => {
    const ajv = new Ajv({ schemaId: 'auto' });
    assert.ok(
      ajv.validate(readJson('node_modules/custom-elements-manifest/schema.json') as object, built),
      ajv.errorsText(),
    );
  });

  it('passes a validator of its tools, with the package around it', async () => {
    await validateCem(built, {
      packageJsonPath: join(root, 'package.json'),
      // Types come from the package's first door; the next test sees that they do.
      rules: { manifest: { exportTypes: 'off', typeDefinitionPath: 'off' } },
    });
  });

  it('names no type that the package does not export', () => {
    const index =
      readFileSync(join(root, 'dist/npm/index.d.ts'), 'utf8') +
      readFileSync(join(root, 'dist/npm/element/events.d.ts'), 'utf8');
    const types = elements.flatMap(({ events = [], members = [] }) =>
      [...events, ...members].flatMap((item) =>
        'type' in item && item.type ? [...item.type.text.matchAll(/\b[A-Z]\w+/g)].map(([name]) => name) : [],
      ),
    );
    assert.deepEqual(
      [...new Set(types)].filter((name) => !new RegExp(`\\b${name}\\b`).test(index)),
      [],
    );
  });

  it('has every element, and the module that defines it', () => {
    assert.deepEqual(elements.map(({ tagName }) => tagName).sort(), CASES.map(({ tag }) => tag).sort());
    const defined = built.modules.flatMap(({ exports = [] }) =>
      exports.filter(({ kind }) => kind === 'custom-element-definition').map(({ name }) => name),
    );
    assert.deepEqual(defined.sort(), CASES.map(({ tag }) => tag).sort());
  });

  for (const { tag, element, file, audience } of CASES) {
    describe(tag, () => {
      const said = elements.find(({ tagName }) => tagName === tag)!;
      const files = reach(file);
      const text = [...files.values()].join('\n');
      const { events = [], parts = [], phases: never = [] } = NEVER[tag] ?? {};

      it('names every attribute that is observed, and of others those that are read', () => {
        const observed = [...element.observedAttributes].sort();
        const attributes = named(said.attributes);
        assert.deepEqual(without(observed, attributes), []);
        for (const name of without(attributes, observed)) assert.match(text, new RegExp(`'${name}'`), name);
      });

      it('names every property that has an attribute', () => {
        const properties = [...element.elementProperties.keys()].map(String);
        assert.deepEqual(without(properties, named(said.members)), []);
      });

      it('names every event, part, slot, property and state, and none that there is not', () => {
        const found = {
          events: without(eventsIn(text), events),
          parts: without(partsIn(text), parts),
          slots: slotsIn(text),
          properties: tag === 'l30-site' ? [] : propertiesIn(text),
          states: audience ? without(phases(), never) : [],
        };
        assert.deepEqual(
          {
            events: named(said.events),
            parts: named(said.cssParts),
            slots: named(said.slots).filter(Boolean),
            properties: named(said.cssProperties),
            states: named(said.cssStates),
          },
          found,
        );
      });

      it('says what each of them is for', () => {
        const items = [
          said.attributes,
          said.members,
          said.events,
          said.cssParts,
          said.cssProperties,
          said.cssStates,
          said.slots,
        ].flatMap((list): { name: string; description?: string }[] => list ?? []);
        assert.deepEqual(named(items.filter(({ description }) => !description)), []);
        assert.ok(said.description && said.summary);
      });
    });
  }
});
