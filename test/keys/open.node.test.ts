import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it, test } from 'node:test';
import fc from 'fast-check';
import { fromBase64url, toBase64url } from '../../src/contract/base64url.ts';
import type { Envelope } from '../../src/contract/envelope.ts';
import { boundTo, infoFor, sha256, unsealedRecipient, type SealedEnvelope } from '../../src/contract/sealed.ts';
import { suite } from '../../src/delivery/seal.ts';
import { open, readEnvelope } from '../../src/keys/open.ts';
import { ownKey } from '../../src/keys/pair.ts';
import { AWKWARD, envelope, person, saying, sealTo, type Person } from '../delivery/seal-support.ts';

const DAMAGED = { problem: 'damaged' };
const JSON_BYTES = (value: unknown): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(value));

/** Seals anything, as a hostile sender may: what is inside, who is given which key, what the frame says. */
async function forge(
  inside: Uint8Array<ArrayBuffer>,
  outside: Envelope,
  people: { kid: string; publicKey: string; contentKey: Uint8Array<ArrayBuffer> }[],
  frame: Partial<SealedEnvelope> = {},
): Promise<SealedEnvelope> {
  const { v, id, widget, site } = outside;
  const commitment = toBase64url(await sha256(people[0]!.contentKey));
  const sealed: SealedEnvelope = {
    v,
    id,
    widget,
    site,
    suite: '0010-0001-0002',
    commitment,
    iv: toBase64url(new Uint8Array(12)),
    text: '',
    ...frame,
    recipients: people.map(({ kid }) => unsealedRecipient(kid)),
  };
  const aad = boundTo(sealed);
  for (const [index, { publicKey, contentKey }] of people.entries()) {
    const block = await suite.Seal(await suite.DeserializePublicKey(fromBase64url(publicKey)), contentKey, {
      info: infoFor(sealed.site),
      aad,
    });
    sealed.recipients[index] = {
      kid: people[index]!.kid,
      enc: toBase64url(block.encapsulatedSecret),
      key: toBase64url(block.ciphertext),
    };
  }
  const last = people.at(-1)!.contentKey;
  const aes = await crypto.subtle.importKey('raw', last, 'AES-GCM', false, ['encrypt']);
  const text = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: fromBase64url(sealed.iv), additionalData: aad },
    aes,
    inside,
  );
  return { ...sealed, text: toBase64url(new Uint8Array(text)) };
}

const newKey = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(32));

let khan: Person;
let owen: Person;
before(async () => {
  [khan, owen] = await Promise.all([person(), person()]);
});

describe('what was sealed is what is opened: surrogates and noncharacters [case 92], NUL and controls [case 93], families and flags [case 95]', () => {
  for (const [what, text] of Object.entries(AWKWARD)) {
    it(what, async () => {
      const letter = saying(text, 'and', text);
      assert.deepEqual(await open(await sealTo(letter, khan, owen), owen.keys), { envelope: letter });
    });
  }

  it('any text at all, of any sixteen-bit units', async () => {
    const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));
    const text = fc.oneof(
      fc.string({ unit, maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 100 }),
      fc.string({ unit: 'binary', maxLength: 100 }),
    );
    const answer = fc.record(
      {
        id: text,
        question: text,
        value: fc.oneof(text, fc.array(text, { maxLength: 4 })),
        words: fc.oneof(text, fc.array(text, { maxLength: 4 })),
      },
      { requiredKeys: ['id', 'question', 'value'], noNullPrototype: true },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { maxLength: 6 }), text, async (answers, site) => {
        const letter = envelope({ answers, site });
        assert.deepEqual(await open(await sealTo(letter, khan, owen), khan.keys), { envelope: letter });
      }),
      { numRuns: 150, seed: 20261123 },
    );
  });

  it('sixty thousand characters', async () => {
    const letter = saying('🙂'.repeat(15_000));
    assert.deepEqual(await open(await sealTo(letter, khan), khan.keys), { envelope: letter });
  });
});

describe('whose letter it is', () => {
  it('opens with the one key that is held, whichever it is, and with any of several', async () => {
    const people = await Promise.all([person(), person(), person(), person()]);
    const letter = envelope();
    const sealed = await sealTo(letter, ...people);
    for (const { keys } of people) assert.deepEqual(await open(sealed, keys), { envelope: letter });
    assert.deepEqual(await open(sealed, new Map([...khan.keys, ...people[2]!.keys])), { envelope: letter });
  });

  it('opens with a private key that cannot be taken out of its store', async () => {
    const pair = await suite.GenerateKeyPair(false);
    const stored = { ...khan, publicKey: toBase64url(await suite.SerializePublicKey(pair.publicKey)) };
    const letter = envelope();
    const sealed = await sealTo(letter, stored);
    assert.deepEqual(await open(sealed, new Map([[sealed.recipients[0]!.kid, pair]])), { envelope: letter });
  });

  it('says so when it was sealed to others', async () => {
    assert.deepEqual(await open(await sealTo(envelope(), owen), khan.keys), { problem: 'no-key' });
    assert.deepEqual(await open(await sealTo(envelope(), owen), new Map()), { problem: 'no-key' });
  });

  it('is not fooled by a key under another name', async () => {
    const sealed = await sealTo(envelope(), owen);
    assert.deepEqual(await open(sealed, new Map([[owen.kid, khan.pair]])), DAMAGED);
    const renamed = { ...sealed, recipients: sealed.recipients.map((each) => ({ ...each, kid: khan.kid })) };
    assert.deepEqual(await open(renamed, khan.keys), DAMAGED);
  });

  it('passes over a broken block of the same name when another one is whole', async () => {
    const letter = envelope();
    const contentKey = newKey();
    const [kid, publicKey] = [khan.kid, khan.publicKey];
    const sealed = await forge(JSON_BYTES(letter), letter, [
      { kid, publicKey, contentKey },
      { kid, publicKey, contentKey },
    ]);
    sealed.recipients[0]!.key = toBase64url(new Uint8Array(48));
    assert.deepEqual(await open(sealed, khan.keys), { envelope: letter });
  });
});

describe('a letter that somebody meddled with stays closed', () => {
  it('every bit of it but the long ciphertext, and a bit in every character of that [case 105]', async () => {
    const letter = envelope();
    const body = JSON.stringify(await sealTo(letter, khan));
    const bytes = new TextEncoder().encode(body);
    const textBegins = body.indexOf('"text":"') + '"text":"'.length;
    let opened = 0;
    let closed = 0;
    for (const at of bytes.keys()) {
      for (let bit = 0; bit < 8; bit += 1) {
        if (at >= textBegins && bit !== at % 8) continue;
        const flipped = bytes.slice();
        flipped[at]! ^= 1 << bit;
        let parsed: unknown;
        try {
          parsed = JSON.parse(new TextDecoder().decode(flipped));
        } catch {
          continue;
        }
        const result = await open(parsed, khan.keys);
        if ('envelope' in result) {
          assert.deepEqual(result.envelope, letter, `byte ${at}, bit ${bit}`);
          opened += 1;
        } else closed += 1;
      }
    }
    assert.ok(closed > 3000, `only ${closed} were tried`);
    // Two bits at the end of some parts mean nothing in base64url.
    assert.ok(opened < 12, `${opened} opened`);
  });

  it('one moved to another school, form or id, or to other readers [case 105]', async () => {
    const sealed = await sealTo(envelope(), khan, owen);
    const moved: Partial<SealedEnvelope>[] = [
      { site: 'elsewhere' },
      { id: '0'.repeat(32) },
      { widget: 'reflection-form' },
      { recipients: sealed.recipients.slice(0, 1) },
      { recipients: [...sealed.recipients].reverse() },
      { recipients: [...sealed.recipients, unsealedRecipient('x')] },
      { commitment: toBase64url(new Uint8Array(32)) },
      { iv: toBase64url(new Uint8Array(12)) },
    ];
    for (const change of moved)
      assert.deepEqual(await open({ ...sealed, ...change }, khan.keys), DAMAGED, Object.keys(change).join());
  });

  it('one with the text, or a block, of another letter', async () => {
    const [one, two] = await Promise.all([sealTo(envelope(), khan), sealTo(envelope(), khan)]);
    assert.deepEqual(await open({ ...one, text: two.text, iv: two.iv }, khan.keys), DAMAGED);
    assert.deepEqual(await open({ ...one, recipients: two.recipients }, khan.keys), DAMAGED);
    assert.deepEqual(
      await open(
        { ...one, text: two.text, iv: two.iv, commitment: two.commitment, recipients: two.recipients },
        khan.keys,
      ),
      DAMAGED,
    );
  });

  it('one whose inside was sealed for another id, school or form than it shows', async () => {
    const outside = envelope();
    for (const change of [{ id: 'f'.repeat(32) }, { site: 'elsewhere' }, { widget: 'reflection-form' } as const]) {
      const forged = await forge(JSON_BYTES({ ...outside, ...change }), outside, [{ ...khan, contentKey: newKey() }]);
      assert.deepEqual(await open(forged, khan.keys), DAMAGED, Object.keys(change).join());
    }
    assert.deepEqual(
      await open(await forge(JSON_BYTES(outside), outside, [{ ...khan, contentKey: newKey() }]), khan.keys),
      { envelope: outside },
    );
  });

  it('one that two readers would read differently: the commitment names one key, a block holds another [case 107]', async () => {
    const letter = envelope();
    // The text is encrypted with the last one's key, and the commitment is to the first one's.
    const forged = await forge(JSON_BYTES(letter), letter, [
      { ...khan, contentKey: newKey() },
      { ...owen, contentKey: newKey() },
    ]);
    assert.deepEqual(await open(forged, owen.keys), DAMAGED);
    assert.deepEqual(await open(forged, khan.keys), DAMAGED);
    assert.deepEqual(await open(forged, new Map([...khan.keys, ...owen.keys])), DAMAGED);
  });

  it('one whose key exchange is no point of the curve, which no private key is ever brought near', async (context) => {
    const sealed = await sealTo(envelope(), khan);
    const opening = context.mock.method(suite, 'Open');
    for (const enc of [
      '',
      toBase64url(Uint8Array.of(0)),
      toBase64url(Uint8Array.of(4, ...new Uint8Array(64))),
      toBase64url(new Uint8Array(65).fill(4)),
    ]) {
      assert.deepEqual(await open({ ...sealed, recipients: [{ ...sealed.recipients[0]!, enc }] }, khan.keys), DAMAGED);
    }
    assert.equal(opening.mock.callCount(), 0);
  });
});

describe('what is inside is not trusted either', () => {
  const good = {
    v: 1,
    id: 'x',
    widget: 'mood-check-in',
    site: 's',
    lang: 'en',
    sentAt: 'now',
    answers: [{ id: 'a', question: 'q', value: 'v' }],
  };
  const bad: [what: string, inside: unknown][] = [
    ['a list', []],
    ['nothing', null],
    ['a text', 'hello'],
    ['answers that are no list', { ...good, answers: {} }],
    ['an answer that is nothing', { ...good, answers: [null] }],
    ['an answer without a question', { ...good, answers: [{ id: 'a', value: 'v' }] }],
    ['an answer that is a number', { ...good, answers: [{ id: 'a', question: 'q', value: 1 }] }],
    ['an answer in a list in a list', { ...good, answers: [{ id: 'a', question: 'q', value: [['v']] }] }],
    ['words that are an object', { ...good, answers: [{ id: 'a', question: 'q', value: 'v', words: {} }] }],
    ['a pack that is an object', { ...good, pack: {} }],
    ['no language', { ...good, lang: undefined }],
    ['another version', { ...good, v: 2 }],
  ];
  for (const [what, inside] of bad) {
    it(`does not take ${what} for an envelope`, async () => {
      assert.equal(readEnvelope(inside), undefined);
      const outside = envelope();
      const changed =
        inside !== null && typeof inside === 'object' && !Array.isArray(inside)
          ? { ...inside, id: outside.id, site: outside.site }
          : inside;
      assert.deepEqual(
        await open(await forge(JSON_BYTES(changed), outside, [{ ...khan, contentKey: newKey() }]), khan.keys),
        DAMAGED,
      );
    });
  }

  it('shows what a later version adds', async () => {
    const plain = envelope();
    const letter = { ...plain, pronoun: 'they', answers: plain.answers.map((answer) => ({ ...answer, spoken: true })) };
    assert.deepEqual(
      await open(await forge(JSON_BYTES(letter), letter, [{ ...khan, contentKey: newKey() }]), khan.keys),
      { envelope: letter },
    );
  });

  it('does not guess at bytes that are no JSON, or no UTF-8', async () => {
    const letter = saying('QQQ');
    const json = JSON_BYTES(letter);
    for (const inside of [
      json.slice(0, -1),
      new Uint8Array(),
      Uint8Array.from(json, (byte) => (byte === 'Q'.charCodeAt(0) ? 0xff : byte)),
    ]) {
      assert.deepEqual(
        await open(await forge(inside, letter, [{ ...khan, contentKey: newKey() }]), khan.keys),
        DAMAGED,
      );
    }
  });
});

describe('what is no letter at all', () => {
  it('never throws, whatever it is given', async () => {
    const sealed = await sealTo(envelope(), khan);
    for (const value of [null, undefined, 0, '', 'text', [], {}, true, { suite: 7 }, { answers: [] }])
      assert.deepEqual(await open(value, khan.keys), DAMAGED);
    for (const part of Object.keys(sealed) as (keyof SealedEnvelope)[]) {
      for (const instead of [undefined, null, 0, {}, [], '', 'x', '\ud83d', ['x'], [null], [{}]]) {
        const result = await open({ ...sealed, [part]: instead }, khan.keys);
        assert.ok('problem' in result, `${part}: ${JSON.stringify(instead)}`);
      }
    }
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.constantFrom(...Object.keys(sealed)), async (value, part) => {
        assert.ok('problem' in (await open({ ...sealed, [part]: value }, khan.keys)));
      }),
      { numRuns: 100, seed: 20261123 },
    );
  });

  it('says so when it is sealed in a way that is not known yet', async () => {
    const sealed = await sealTo(envelope(), khan);
    assert.deepEqual(await open({ ...sealed, suite: '0020-0001-0003' }, khan.keys), { problem: 'unknown-suite' });
    assert.deepEqual(await open({ ...sealed, v: 2 }, khan.keys), { problem: 'unknown-suite' });
    assert.deepEqual(await open({ suite: 'later' }, khan.keys), { problem: 'unknown-suite' });
  });
});

/** One sealed letter for every release that changed how letters are sealed. They must open for ever. */
const frozen = join(import.meta.dirname, '../delivery/frozen');
for (const file of readdirSync(frozen)) {
  test(`the frozen letter ${file} still opens`, async () => {
    const {
      privateKey,
      publicKey,
      envelope: letter,
      sealed,
    } = JSON.parse(readFileSync(join(frozen, file), 'utf8')) as {
      privateKey: string;
      publicKey: string;
      envelope: Envelope;
      sealed: SealedEnvelope;
    };
    const key = await ownKey(fromBase64url(privateKey));
    assert.equal(key.publicKey, publicKey);
    assert.deepEqual(await open(sealed, new Map([[key.kid, key.pair]])), { envelope: letter });
    assert.ok(letter.answers.length > 0);
  });
}

test('there is a frozen letter of the first format', () => assert.ok(readdirSync(frozen).includes('v1.json')));
