import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { toJson } from '../../src/contract/json.ts';
import { open } from '../../src/keys/open.ts';
import { seal } from '../../src/delivery/seal.ts';
import { makePrivateKey, ownKey } from '../../src/keys/pair.ts';
import type { Envelope } from '../../src/contract/envelope.ts';

const envelope: Envelope = {
  v: 1,
  id: '0123456789abcdef0123456789abcdef',
  widget: 'question-card',
  site: 'hollybrook',
  lang: 'en-GB',
  sentAt: '2026-01-05T09:00:00.000Z',
  answers: [{ id: 'q', question: 'Who was there?', value: ['a "friend"', '\u{1f642}\u2028'], words: ['', '\\'] }],
};

/** What Prototype.js before 1.7 does to a page. */
function spoil(): void {
  const lists = Array.prototype as unknown as { toJSON?: () => string };
  const words = String.prototype as unknown as { toJSON?: () => string };
  lists.toJSON = () => '[spoilt]';
  words.toJSON = () => '"spoilt"';
}

describe('JSON', () => {
  afterEach(() => {
    for (const prototype of [Array.prototype, String.prototype]) delete (prototype as { toJSON?: unknown }).toJSON;
  });

  it('is what JSON.stringify writes, also for what is left out', () => {
    for (const value of [envelope, { ...envelope, pack: undefined }, [], {}, 'a', 1, null, [1, [2, { a: null }]]])
      assert.equal(toJson(value), JSON.stringify(value));
  });

  it('is the same on a page where lists have an opinion about it', () => {
    const wanted = JSON.stringify(envelope);
    spoil();
    assert.ok(JSON.stringify(envelope).includes('[spoilt]'), 'nothing is spoilt');
    assert.equal(toJson(envelope), wanted);
  });

  it('is sealed there so that it can be opened elsewhere', async () => {
    const { publicKey, kid, pair } = await ownKey(await makePrivateKey());
    spoil();
    const sealed = await seal(envelope, [publicKey]);
    for (const prototype of [Array.prototype, String.prototype]) delete (prototype as { toJSON?: unknown }).toJSON;
    assert.deepEqual(await open(JSON.parse(sealed) as Parameters<typeof open>[0], new Map([[kid, pair]])), {
      envelope,
    });
  });
});
