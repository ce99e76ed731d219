import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { Aes256Gcm, CipherSuite as OtherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { fromBase64url, toBase64url } from '../../src/contract/base64url.ts';
import type { Envelope } from '../../src/contract/envelope.ts';
import type { SealedEnvelope } from '../../src/contract/sealed.ts';
import { open } from '../../src/keys/open.ts';
import { checkKeys, seal } from '../../src/delivery/seal.ts';
import scale from '../../src/packs/en/scales/faces-5.json' with { type: 'json' };
import { envelope, person, saying, sealTo, type Person } from './seal-support.ts';

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const size = (sealed: SealedEnvelope): number => fromBase64url(sealed.text).length;

test('outside the ciphertext stand the school, the form, the id and who can open, and nothing else', async () => {
  const [khan, owen] = await Promise.all([person(), person()]);
  const letter = envelope({
    answers: [{ id: 'mood', question: 'CANARY-QUESTION', value: 'CANARY-VALUE', words: 'CANARY-WORDS' }],
  });
  const body = await seal(letter, [khan.publicKey, owen.publicKey]);
  const sealed = JSON.parse(body) as SealedEnvelope;
  assert.deepEqual(Object.keys(sealed).sort(), [
    'commitment',
    'id',
    'iv',
    'recipients',
    'site',
    'suite',
    'text',
    'v',
    'widget',
  ]);
  const { v, id, widget, site } = letter;
  assert.deepEqual(
    { v: sealed.v, id: sealed.id, widget: sealed.widget, site: sealed.site, suite: sealed.suite },
    { v, id, widget, site, suite: '0010-0001-0002' },
  );
  assert.deepEqual(
    sealed.recipients.map(({ kid }) => kid),
    [khan.kid, owen.kid],
  );
  for (const { enc, key } of sealed.recipients)
    assert.deepEqual([fromBase64url(enc).length, fromBase64url(key).length], [65, 48]);
  assert.deepEqual([fromBase64url(sealed.commitment).length, fromBase64url(sealed.iv).length], [32, 12]);
  for (const secret of ['CANARY', letter.lang, letter.sentAt, 'faces-5', btoa('CANARY').slice(0, 7)])
    assert.ok(!body.includes(secret), secret);
});

test('a key that is given twice, or written in another way, gets one block', async () => {
  const khan = await person();
  // 65 bytes end in a character of which two bits mean nothing.
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const other = khan.publicKey.slice(0, -1) + alphabet[alphabet.indexOf(khan.publicKey.at(-1)!) ^ 1];
  assert.deepEqual(fromBase64url(other), fromBase64url(khan.publicKey));
  const sealed = JSON.parse(await seal(envelope(), [khan.publicKey, khan.publicKey, other])) as SealedEnvelope;
  assert.equal(sealed.recipients.length, 1);
});

test('a letter sealed twice shares nothing secret between the two', async () => {
  const khan = await person();
  const letter = envelope();
  const [one, two] = await Promise.all([sealTo(letter, khan), sealTo(letter, khan)]);
  assert.equal(one.id, two.id);
  for (const part of ['commitment', 'iv', 'text'] as const) assert.notEqual(one[part], two[part], part);
  assert.notEqual(one.recipients[0]!.enc, two.recipients[0]!.enc);
});

test('a letter to nobody is not sealed', async () => {
  await assert.rejects(seal(envelope(), []), /at least one public key/);
  assert.deepEqual(await checkKeys([]), { problem: 'bad-key', at: 0 });
});

test('a page without WebCrypto is told apart from a bad key', async (context) => {
  const { publicKey } = await person();
  context.mock.getter(globalThis, 'crypto', () => ({}) as Crypto);
  assert.deepEqual(await checkKeys([publicKey]), { problem: 'no-webcrypto' });
  assert.deepEqual(await checkKeys(['']), { problem: 'no-webcrypto' });
});

test('every key is checked, and the first bad one is named', async () => {
  const { publicKey } = await person();
  assert.equal(await checkKeys([publicKey, publicKey]), undefined);
  assert.deepEqual(await checkKeys(['x', publicKey]), { problem: 'bad-key', at: 0 });
  assert.deepEqual(await checkKeys([publicKey, 'x', 'y']), { problem: 'bad-key', at: 1 });
});

describe('a length tells nothing of a face', () => {
  const checkIn = (option: (typeof scale.options)[number], changes: Partial<Envelope>, talk: boolean): Envelope =>
    envelope({
      ...changes,
      answers: [
        { id: 'mood', question: scale.question, value: option.id, words: option.text },
        ...(talk ? [{ id: 'talk', question: 'I would like to talk to someone', value: 'yes' }] : []),
      ],
    });

  it('whatever the school is called, in one letter or sixty-four, and with the wish to talk', async () => {
    const khan = await person();
    const sizes = new Set<number>();
    for (let length = 1; length <= 64; length += 1) {
      for (const option of scale.options) {
        sizes.add(size(await sealTo(checkIn(option, { site: 'x'.repeat(length) }, length % 2 === 0), khan)));
      }
    }
    assert.deepEqual([...sizes], [1024 + 16]);
  });

  it('and longer words only in steps', async () => {
    const khan = await person();
    const steps = new Map<number, number>();
    for (let length = 0; length <= 9000; length += 50)
      steps.set(length, size(await sealTo(saying('x'.repeat(length)), khan)) - 16);
    const sizes = [...new Set(steps.values())];
    assert.deepEqual(
      sizes.filter((each) => each <= 4096),
      [1024, 1280, 1536, 1792, 2048, 2304, 2560, 2816, 3072, 3328, 3584, 3840, 4096],
    );
    assert.deepEqual(
      sizes.filter((each) => each > 4096),
      [5120, 6144, 7168, 8192, 9216, 10240].slice(0, sizes.filter((each) => each > 4096).length),
    );
    assert.ok(sizes.length > 15);
  });
});

describe('another library, and the format as it is written down', () => {
  const suite = () => new OtherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  const outside = ({
    v,
    id,
    widget,
    site,
    commitment,
    recipients,
  }: Omit<SealedEnvelope, 'iv' | 'text'>): Uint8Array<ArrayBuffer> =>
    bytesOf(JSON.stringify([v, id, widget, site, '0010-0001-0002', commitment, ...recipients.map(({ kid }) => kid)]));
  const aes = (key: ArrayBuffer, usage: KeyUsage) => crypto.subtle.importKey('raw', key, 'AES-GCM', false, [usage]);

  it('opens what we seal', async () => {
    const [khan, owen] = await Promise.all([person(), person()]);
    const letter = saying('Something\u0000 \ud83d that 👩‍👩‍👧 happened', 'At lunch');
    const sealed = await sealTo(letter, khan, owen);
    for (const [index, { pair }] of [khan, owen].entries()) {
      const { enc, key } = sealed.recipients[index]!;
      const recipient = await suite().createRecipientContext({
        recipientKey: pair.privateKey as CryptoKey,
        enc: fromBase64url(enc),
        info: bytesOf('l30-widgets 1 hollybrook'),
      });
      const contentKey = await recipient.open(fromBase64url(key), outside(sealed));
      assert.equal(toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', contentKey))), sealed.commitment);
      const params = { name: 'AES-GCM', iv: fromBase64url(sealed.iv), additionalData: outside(sealed) };
      const text = await crypto.subtle.decrypt(params, await aes(contentKey, 'decrypt'), fromBase64url(sealed.text));
      assert.deepEqual(JSON.parse(new TextDecoder().decode(text)), letter);
    }
  });

  it('seals what we open', async () => {
    const [khan, owen] = await Promise.all([person(), person()]);
    const letter = saying('Something\u0000 \udc00 that 👩‍👩‍👧 happened', 'At lunch');
    const contentKey = crypto.getRandomValues(new Uint8Array(32));
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const { v, id, widget, site } = letter;
    const frame: Omit<SealedEnvelope, 'iv' | 'text'> = {
      v,
      id,
      widget,
      site,
      suite: '0010-0001-0002',
      commitment: toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', contentKey))),
      recipients: [khan, owen].map(({ kid }) => ({ kid, enc: '', key: '' })),
    };
    const additionalData = outside(frame);
    const block = async ({ kid, pair }: Person) => {
      const sender = await suite().createSenderContext({
        recipientPublicKey: pair.publicKey as CryptoKey,
        info: bytesOf('l30-widgets 1 hollybrook'),
      });
      return {
        kid,
        enc: toBase64url(new Uint8Array(sender.enc)),
        key: toBase64url(new Uint8Array(await sender.seal(contentKey, additionalData))),
      };
    };
    const text = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData },
      await aes(contentKey.buffer, 'encrypt'),
      bytesOf(JSON.stringify(letter)),
    );
    const sealed = {
      ...frame,
      recipients: [await block(khan), await block(owen)],
      iv: toBase64url(iv),
      text: toBase64url(new Uint8Array(text)),
    };
    assert.deepEqual(await open(sealed, khan.keys), { envelope: letter });
    assert.deepEqual(await open(sealed, owen.keys), { envelope: letter });
  });
});
