import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { hazards } from './hazards.ts';

const pages = readdirSync(join(import.meta.dirname, 'pages')).map((file) => file.replace('.html', ''));
const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
const named = [...readme.matchAll(/^\| .* \| ([\w, -]+) \|$/gm)]
  .flatMap(([, list = '']) => list.split(', '))
  .filter((name) => name !== 'pages');

describe('hazards', () => {
  it('each has its page, and each page its hazard', () => {
    assert.deepEqual(pages.filter((name) => !name.endsWith('-inside')).sort(), Object.keys(hazards).sort());
  });

  it('each stands in the tables of the README, which name no other', () => {
    assert.deepEqual([...new Set(named)].sort(), Object.keys(hazards).sort());
  });

  it('each page says at its top what it does', () => {
    for (const name of pages)
      assert.match(
        readFileSync(join(import.meta.dirname, 'pages', `${name}.html`), 'latin1'),
        /^(?:<!doctype html>\n)?<!-- [A-Z][^\n]+\. ?-->\n/,
        name,
      );
  });
});
