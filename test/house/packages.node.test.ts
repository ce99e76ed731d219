import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { describe, it } from 'node:test';
// @ts-expect-error Plain JavaScript, because it runs before anything is installed.
import { isSame } from '../tools/install.mjs';
import { projectFiles } from './files.ts';
import { findUndeclared, homeOf, packageImports, RECEIVER, type Manifest, type Manifests } from './packages.ts';

const all = projectFiles();
const manifests: Manifests = new Map(
  all
    .filter(({ path }) => posix.basename(path) === 'package.json')
    .map(({ path, text }) => [path.replace(/\/?package\.json$/, ''), JSON.parse(text) as Manifest]),
);
/** The examples for frameworks are projects of their own, which a test compiles against the packed package. */
const sources = all.filter(({ path }) => /\.(?:ts|tsx|mjs|js)$/.test(path) && !path.startsWith('demo/frameworks/'));
const [house, receiver] = [manifests.get('')!, manifests.get(RECEIVER)!];
const imported = (chosen: (path: string) => boolean): string[] => [
  ...new Set(packageImports(sources.filter(({ path }) => chosen(path))).map(({ name }) => name)),
];

describe('packages', () => {
  it('are imported only where the nearest package.json declares them', () => {
    assert.ok(sources.length > 0, 'found no source');
    assert.deepEqual(findUndeclared(sources, manifests), []);
  });

  it('for whoever installs the npm package are Lit, its context and HPKE alone', () => {
    assert.deepEqual(Object.keys(house.dependencies ?? {}).sort(), ['@lit/context', 'hpke', 'lit']);
  });

  it('of the receiver are those that it imports, and what runs TypeScript', () => {
    const used = [...imported((path) => homeOf(path, manifests) === RECEIVER), 'tsx'];
    assert.deepEqual(Object.keys(receiver.dependencies ?? {}).sort(), used.sort());
    assert.equal(receiver.devDependencies, undefined);
  });

  it('have one version, whoever declares them', () => {
    const declared = { ...house.dependencies, ...house.devDependencies };
    const others = Object.entries(receiver.dependencies ?? {}).filter(
      ([name, version]) => name in declared && declared[name] !== version,
    );
    assert.deepEqual(others, []);
  });

  const few: Manifests = new Map<string, Manifest>([
    ['', { name: 'house', dependencies: { lit: '1' }, devDependencies: { hono: '1', qr: '1', valibot: '1' } }],
    [RECEIVER, { name: 'receiver', dependencies: { hono: '1', kysely: '1', valibot: '1' } }],
  ]);
  const caught: [path: string, text: string, reason: RegExp][] = [
    ['src/pages/embed.ts', `import { html } from 'hono/html';`, /belongs to the receiver$/],
    ['src/keys/main.ts', `import type { Context } from 'hono';`, /belongs to the receiver$/],
    ['src/delivery/outbox.ts', `const { Kysely } = await import('kysely');`, /belongs to the receiver$/],
    ['src/delivery/seal.ts', `import * as v from 'valibot';`, /npm package would not find/],
    ['src/element/draw.ts', `import encode from 'qr';`, /npm package would not find/],
    ['src/contract/fingerprint.ts', `import { entropyToMnemonic } from '@scure/bip39';`, /npm package would not find/],
    ['src/l30.ts', `export { x } from '@lit/context';`, /npm package would not find/],
    ['src/receiver/app.ts', `import { html } from 'lit';`, /src\/receiver\/package\.json does not declare$/],
    ['src/receiver/deep/app.ts', `import encode from 'qr';`, /src\/receiver\/package\.json does not declare$/],
    ['demo/serve.ts', `import { Kysely } from 'kysely';`, /'kysely', which package\.json does not declare$/],
    ['test/tools/test.mjs', `import puppeteer from 'puppeteer-core';`, /package\.json does not declare$/],
    ['vite.config.ts', `import { defineConfig } from 'vite';`, /package\.json does not declare$/],
  ];
  for (const [path, text, reason] of caught) {
    it(`catches ${path}: ${text}`, () => {
      const [line, ...more] = findUndeclared([{ path, text }], few);
      assert.match(line ?? 'nothing found', reason);
      assert.deepEqual(more, []);
    });
  }

  const welcome: [path: string, text: string][] = [
    ['src/element/draw.ts', `import { html } from 'lit/static-html.js'; import './own.ts';`],
    ['src/contract/fingerprint.ts', `import { wordlist } from '@scure/bip39/wordlists/english.js';`],
    ['src/keys/open.ts', `import * as v from 'valibot'; import { readFileSync } from 'node:fs';`],
    ['src/pages/builder/poster.ts', `import encode from 'qr';`],
    ['src/receiver/app.ts', `import { Kysely } from 'kysely'; import { toJson } from '../contract/json.ts';`],
    ['demo/serve.ts', `import { Hono } from 'hono'; import 'house';`],
    ['test/house/floors.ts', `const text = "import 'kysely'"; // import 'kysely'`],
  ];
  for (const [path, text] of welcome) {
    it(`allows ${path}: ${text}`, () => {
      assert.deepEqual(findUndeclared([{ path, text }], few), []);
    });
  }
});

describe('what is installed', () => {
  const link = { resolved: 'src/receiver', link: true };
  const wanted = {
    '': { version: '1.0.0' },
    'src/receiver': { version: '1.0.0' },
    'node_modules/receiver': link,
    'node_modules/lit': { version: '3.0.0', integrity: 'a' },
    'node_modules/binary-for-another-system': { version: '1.0.0', integrity: 'b', optional: true },
  };
  const { '': _, 'node_modules/binary-for-another-system': __, ...present } = wanted;
  const cases: [title: string, found: object, same: boolean][] = [
    ['all that this system needs', present, true],
    ['nothing', {}, false],
    ['another version', { ...present, 'node_modules/lit': { version: '3.0.1', integrity: 'a' } }, false],
    ['other bytes', { ...present, 'node_modules/lit': { version: '3.0.0', integrity: 'c' } }, false],
    ['one more', { ...present, 'node_modules/more': { version: '1.0.0', integrity: 'd' } }, false],
    ['a workspace without its link', { ...present, 'node_modules/receiver': undefined }, false],
    ['a link that leads elsewhere', { ...present, 'node_modules/receiver': { ...link, resolved: 'receiver' } }, false],
    ['a package in place of a link', { ...present, 'node_modules/receiver': { version: '1.0.0' } }, false],
  ];
  for (const [title, found, same] of cases) {
    it(`${title}: ${same ? 'nothing to do' : 'is installed anew'}`, () => {
      assert.equal(Boolean(isSame(wanted, found)), same);
    });
  }
});
