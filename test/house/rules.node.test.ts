import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectFiles, root } from './files.ts';

const { packages: locked } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }>;
};
const lines = (text: string): number => text.replace(/\n$/, '').split('\n').length;

describe('house rules', () => {
  it('the lockfile names no address to download from', () => {
    assert.deepEqual(
      Object.keys(locked).filter((path) => locked[path]?.resolved !== undefined),
      [],
    );
  });

  it('the lockfile knows the binaries of every system, or npm ci refuses it on a new machine', () => {
    const known = new Set(Object.keys(locked).map((path) => path.split('node_modules/').at(-1)));
    const wanted = Object.values(locked).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies));
    assert.deepEqual(
      wanted.filter((name) => !known.has(name)),
      [],
    );
  });

  it('no file names a machine or a package registry', () => {
    const registry = execFileSync('npm', ['config', 'get', 'registry'], {
      cwd: root,
      encoding: 'utf8',
      shell: process.platform === 'win32',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // This machine's own names are asked for rather than written down; the rest are the usual ones.
    const here = [`${root}/`, `${homedir()}/`, new URL(registry.trim()).host].filter((name) => name.length > 2);
    const usual =
      /(?<![\w.])\/(?:work|root|home\/[\w-]+|Users\/[\w-]+)\/|[A-Z]:\\Users\\|\bregistry\.[\w-]+\.\w+|\bdeb\.debian\.org/;
    const offenders = projectFiles().flatMap(({ path, text }) =>
      text
        .split('\n')
        .map((line, index) => ({ line, place: `${path}:${index + 1}` }))
        .filter(({ line }) => usual.test(line) || here.some((name) => line.includes(name)))
        .map(({ place }) => place),
    );
    assert.deepEqual(offenders, []);
  });

  it('nothing is left to do in a comment', () => {
    const offenders = projectFiles('src', 'demo', 'stories').filter(({ text }) => /\b(?:TODO|FIXME)\b/.test(text));
    assert.deepEqual(
      offenders.map(({ path }) => path),
      [],
    );
  });

  it('a file in src that has grown past 400 lines is looked at again: it may hold a second idea', () => {
    const long = projectFiles('src').filter(({ path, text }) => path.endsWith('.ts') && lines(text) > 400);
    assert.deepEqual(
      long.map(({ path, text }) => `${path}: ${lines(text)} lines`),
      [],
    );
  });

  it('the base class stays small', () => {
    const path = join(root, 'src/element/l30-widget.ts');
    if (!existsSync(path)) return;
    const length = lines(readFileSync(path, 'utf8'));
    assert.ok(length <= 200, `l30-widget.ts has ${length} lines; what has a life of its own belongs in a controller`);
  });
});
