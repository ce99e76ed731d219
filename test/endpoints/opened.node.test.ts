import assert from 'node:assert/strict';
import { test } from 'node:test';
import { open } from '../../src/keys/open.ts';
import { seal } from '../../src/delivery/seal.ts';
import { readEntries, textOf } from '../../src/keys/letters.ts';
import { person } from '../delivery/seal-support.ts';
import { json } from '../receiver/support.ts';
import { Service } from './apps-script.ts';
import { nastyLetter } from './letters.ts';
import { exportFrom, host, missing, serve } from './php.ts';

/** Each receiver, as a way in for a letter and a way out for the export that staff make of it. */
const RECEIVERS: [name: string, skip: string | false, through: (body: string) => Promise<string>][] = [
  [
    'l30.php',
    missing,
    async (body) => {
      const place = host();
      const { url } = await serve(place);
      assert.equal((await fetch(url, json(body))).status, 201);
      return exportFrom(place).stdout;
    },
  ],
  [
    'Code.gs',
    false,
    async (body) => {
      const script = new Service(['hollybrook']);
      assert.ok('storedAt' in JSON.parse(script.post(body)));
      script.run('exportLetters');
      return /<textarea[^>]*>([^]*)<\/textarea>$/.exec(script.dialogs[0] ?? '')?.[1] ?? '';
    },
  ],
];

for (const [name, skip, through] of RECEIVERS) {
  test(`a sealed letter that went through ${name} and its export opens word for word`, { skip }, async () => {
    const letter = nastyLetter();
    const { publicKey, keys } = await person();
    const body = await seal(letter, [publicKey]);
    const exported = await through(body);
    const { entries, badLines } = readEntries(textOf(Buffer.from(exported)));
    assert.deepEqual(badLines, []);
    assert.equal(entries.length, 1);
    assert.match(entries[0]?.storedAt ?? '', /^\d{4}-.*Z$/);
    assert.deepEqual(await open(entries[0]?.letter, keys), { envelope: letter });
  });
}
