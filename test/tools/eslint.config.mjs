/** Lint: the usual mistakes, and the promises of this project that a rule can keep. */
import { join } from 'node:path';
import lit from 'eslint-plugin-lit';
import wc from 'eslint-plugin-wc';
import { defineConfig } from 'eslint/config';
import typescript from 'typescript-eslint';

const root = join(import.meta.dirname, '../..');

const RUNS_ON_SCHOOL_PAGES = ['src/**/*.ts'];
const RUNS_ON_SERVERS = ['src/receiver/**/*.ts'];

const onGlobalObjects = (property, message) =>
  ['window', 'globalThis', 'self'].map((object) => ({ object, property, message }));

const NO_STORAGE = "Nothing is stored on a pupil's device in the clear; sealed letters rest in the outbox.";
const storage = {
  globals: ['localStorage', 'sessionStorage'].map((name) => ({ name, message: NO_STORAGE })),
  properties: [
    ...['localStorage', 'sessionStorage'].flatMap((name) => onGlobalObjects(name, NO_STORAGE)),
    { object: 'document', property: 'cookie', message: NO_STORAGE },
  ],
};

const NO_FETCH = 'Widgets hand an envelope to delivery; only delivery talks to the network.';
const fetching = {
  globals: [{ name: 'fetch', message: NO_FETCH }],
  properties: onGlobalObjects('fetch', NO_FETCH),
};

const NO_RAW_HTML = 'Text from a page, a pack or an endpoint is never parsed as HTML; use a template.';
const rawHtml = {
  properties: ['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({ property, message: NO_RAW_HTML })),
  imports: { group: ['lit/directives/unsafe-*', 'lit-html/directives/unsafe-*'], message: NO_RAW_HTML },
  syntax: { selector: 'TemplateElement[value.raw=/\\.(inner|outer)HTML=/]', message: NO_RAW_HTML },
};

const NO_NARROWED_RUN = 'A test that is skipped, or that silences the others, looks like one that passes.';
const narrowedRun = [
  'CallExpression[callee.object.name=/^(describe|it|suite|test)$/][callee.property.name=/^(only|skip|todo)$/]',
  'CallExpression[callee.name=/^(xit|xdescribe|xtest|fit|fdescribe)$/]',
  'CallExpression[callee.name=/^(describe|it|suite|test)$/] > ObjectExpression > Property[key.name=/^(only|skip|todo)$/][value.type="Literal"]',
].map((selector) => ({ selector, message: NO_NARROWED_RUN }));

export default defineConfig(
  // Examples for frameworks are checked by their own compilers, with their own settings.
  { ignores: ['**/node_modules/', 'dist/', '.data/', '.shots/', 'storybook-static/', 'demo/frameworks/'] },
  typescript.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Lit makes properties that the class body does not show; an interface of the same name declares them.
      '@typescript-eslint/no-unsafe-declaration-merging': 'off',
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
    },
  },
  {
    // A promise that nobody waits for loses its error, and with it perhaps a child's answer.
    files: ['**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['describe', 'it', 'suite', 'test'] },
            // A plugin of @open-wc/testing declares expect().to.equal() as a promise, which it is not.
            { from: 'package', package: '@types/chai', name: 'Equal' },
          ],
        },
      ],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, attributes: false } },
      ],
    },
  },
  {
    // Only here is html`` Lit's; the other pages and the receiver have writers of their own.
    files: ['src/{element,page,settings,symbols,widgets}/**/*.ts', 'src/pages/builder/**/*.ts', 'stories/**/*.ts'],
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended']],
    rules: { 'lit/lifecycle-super': 'error' },
  },
  {
    files: ['src/**/*.ts', 'stories/**/*.ts', 'demo/**/*.ts', '.storybook/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [rawHtml.imports] }],
      'no-restricted-properties': ['error', ...rawHtml.properties],
      'no-restricted-syntax': ['error', rawHtml.syntax],
    },
  },
  {
    files: RUNS_ON_SCHOOL_PAGES,
    ignores: RUNS_ON_SERVERS,
    rules: {
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-restricted-globals': ['error', ...storage.globals],
      'no-restricted-properties': ['error', ...rawHtml.properties, ...storage.properties],
    },
  },
  {
    files: ['src/widgets/**/*.ts', 'src/element/**/*.ts'],
    // It fetches what a school has written, and hands out nothing.
    ignores: ['src/element/own-pack.ts'],
    rules: {
      'no-restricted-globals': ['error', ...storage.globals, ...fetching.globals],
      'no-restricted-properties': ['error', ...rawHtml.properties, ...storage.properties, ...fetching.properties],
    },
  },
  {
    files: ['test/**/*.ts', '**/*.test.ts'],
    rules: {
      // Chai's assertions are expressions: expect(x).to.be.true
      '@typescript-eslint/no-unused-expressions': 'off',
      'no-restricted-syntax': ['error', ...narrowedRun],
    },
  },
);
