import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Reply } from '../../src/contract/reply.ts';
import { dialects } from '../../src/dialects/index.ts';
import { ANSWERS, heardOf } from './answers.ts';
import { id, sha256 } from './examples.ts';

const told = (reply: Reply): string =>
  'code' in reply ? `${reply.kind} (${reply.code})` : `${reply.kind}${reply.checkEmail ? ', by mail' : ''}`;

for (const [name, cases] of Object.entries(ANSWERS)) {
  describe(`what ${name} answers`, () => {
    for (const each of cases) {
      const [what, , , reply] = each;
      it(`${what} is ${told(reply)}`, () => {
        assert.deepEqual(dialects[name]!.decode(heardOf(each), { id, sha256 }), reply);
      });
    }
  });
}
