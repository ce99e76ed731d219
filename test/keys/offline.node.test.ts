import assert from 'node:assert/strict';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { build } from 'esbuild';
import { projectFiles, root } from '../house/files.ts';

/** All of Node that the two programs use. No net, http, tls, dns, dgram, child_process or worker is among them. */
const NEEDED = ['crypto', 'fs', 'path', 'readline', 'stream', 'stream/consumers', 'tty', 'util'];
/** “fetch” alone is one of the 2,048 words. */
const NETWORK =
  /\bfetch\b(?=\s*\()|(?<=[.[])fetch\b|\b(?:XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection|importScripts|getBuiltinModule)\b/g;

/** The whole of a program with everything it imports, as one text, and what of Node that imports. */
async function bundle(entry: string): Promise<{ code: string; modules: string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, entry)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    metafile: true,
    legalComments: 'none',
    minifyWhitespace: true,
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports.map(({ path }) => path));
  return {
    code: outputFiles[0]?.text ?? '',
    modules: [...new Set(imports.map((path) => path.replace(/^node:/, '')))].sort(),
  };
}

for (const entry of ['src/keys/main.ts', 'src/keys/open-main.ts']) {
  test(`${entry} holds nothing that could reach a network, with all that it imports`, async () => {
    const { code, modules } = await bundle(entry);
    assert.ok(code.includes('AES-GCM'));
    assert.deepEqual(
      modules.filter((name) => !NEEDED.includes(name)),
      [],
    );
    assert.ok(modules.every((name) => builtinModules.includes(name)));
    assert.deepEqual(code.match(NETWORK) ?? [], []);
    assert.doesNotMatch(code, /\bimport\(|\brequire\(/);
  });
}

test('the room of keys itself names no address', () => {
  const files = projectFiles('src/keys');
  assert.ok(files.length > 5);
  for (const { path, text } of files) assert.doesNotMatch(text, /https?:\/\//, path);
});
