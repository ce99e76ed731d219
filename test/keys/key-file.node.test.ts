import assert from 'node:assert/strict';
import { createDecipheriv, createECDH, pbkdf2Sync } from 'node:crypto';
import { before, describe, it, test } from 'node:test';
import { lock, readKeyFile, unlock, type KeyFile } from '../../src/keys/key-file.ts';
import { makePrivateKey, ownKey } from '../../src/keys/pair.ts';

const PASSPHRASE = 'café river stone tree';
let privateKey: Uint8Array<ArrayBuffer>;
let publicKey: string;
let text: string;

before(async () => {
  privateKey = await makePrivateKey();
  ({ publicKey } = await ownKey(privateKey));
  text = await lock(privateKey, PASSPHRASE, {
    site: 'hollybrook',
    name: 'Miss Khan',
    made: '2026-11-23',
    set: [{ name: 'Miss Khan', publicKey }],
  });
});

const file = (changes: object = {}): KeyFile => {
  const read = readKeyFile(JSON.stringify({ ...(JSON.parse(text) as object), ...changes }));
  assert.ok(read);
  return read;
};

describe('a private key file', () => {
  it('opens with its passphrase, and is the key that it says', async () => {
    const key = await unlock(file(), PASSPHRASE);
    assert.equal(key?.publicKey, publicKey);
  });

  it('opens with the same accents typed in another way', async () => {
    assert.notEqual(PASSPHRASE.normalize('NFD'), PASSPHRASE);
    assert.ok(await unlock(file(), PASSPHRASE.normalize('NFD')));
  });

  it('stays closed to every other passphrase', async () => {
    const others = ['', `${PASSPHRASE} `, PASSPHRASE.toUpperCase(), 'cafe river stone tree'];
    assert.deepEqual(
      await Promise.all(others.map((other) => unlock(file(), other))),
      others.map(() => undefined),
    );
  });

  it('holds the key nowhere in the clear', () => {
    for (const encoding of ['hex', 'base64', 'base64url'] as const)
      assert.ok(!text.includes(Buffer.from(privateKey).toString(encoding)), encoding);
    assert.ok(!text.includes(PASSPHRASE));
  });

  it('is what any other program would make of PBKDF2 with 600,000 rounds and AES-256-GCM', () => {
    const { wrapped, rounds, salt, iv, v, site, name, made, set } = file();
    assert.equal(rounds, 600_000);
    const key = pbkdf2Sync(PASSPHRASE.normalize('NFKC'), Buffer.from(salt, 'base64url'), rounds, 32, 'sha256');
    const bytes = Buffer.from(wrapped, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'))
      .setAAD(Buffer.from(JSON.stringify({ v, site, name, made, set, publicKey, rounds, salt, iv })))
      .setAuthTag(bytes.subarray(-16));
    assert.deepEqual(
      Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]),
      Buffer.from(privateKey),
    );
  });

  it('stays closed when anything in it was changed', async () => {
    const { wrapped, iv, salt } = file();
    const other = await ownKey(await makePrivateKey());
    const flip = (text: string): string => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);
    const changes: Partial<KeyFile>[] = [
      { site: 'elsewhere' },
      { name: 'Mr Owen' },
      { made: '2020-01-01' },
      { set: [] },
      { publicKey: other.publicKey },
      { rounds: 599_999 },
      { wrapped: flip(wrapped) },
      { wrapped: '' },
      { iv: flip(iv) },
      { iv: '!' },
      { salt: flip(salt) },
    ];
    const opened = await Promise.all(changes.map((change) => unlock(file(change), PASSPHRASE)));
    assert.deepEqual(
      changes.filter((_, index) => opened[index]),
      [],
    );
  });

  it('reads the same whatever the order of its parts, and whatever a later version adds', async () => {
    const turned = Object.fromEntries(Object.entries({ ...(JSON.parse(text) as object), later: 1 }).reverse());
    assert.ok(await unlock(readKeyFile(JSON.stringify(turned))!, PASSPHRASE));
  });

  it('is made anew each time', async () => {
    const again = readKeyFile(await lock(privateKey, PASSPHRASE, file()))!;
    for (const part of ['salt', 'iv', 'wrapped'] as const) assert.notEqual(again[part], file()[part], part);
  });
});

describe('what is no private key file', () => {
  for (const [what, content] of [
    ['nothing', ''],
    ['a list', '[]'],
    ['another JSON', '{"v":1}'],
    ['a text', 'data-public-keys="x"'],
  ] as const) {
    it(`is ${what}`, () => assert.equal(readKeyFile(content), undefined));
  }
  for (const changes of [
    { v: 2 },
    { rounds: 0 },
    { rounds: 1e12 },
    { rounds: 1.5 },
    { publicKey: 'x' },
    { set: [{}] },
    { set: [{ name: 'a', publicKey: 'x' }] },
    { salt: 1 },
  ]) {
    it(`is one with ${JSON.stringify(changes)}`, () =>
      assert.equal(readKeyFile(JSON.stringify({ ...(JSON.parse(text) as object), ...changes })), undefined));
  }
});

test('a public key is found from the private one, as another library finds it', async () => {
  for (let time = 0; time < 20; time += 1) {
    const key = await makePrivateKey();
    assert.equal(key.length, 32);
    const ecdh = createECDH('prime256v1');
    ecdh.setPrivateKey(key);
    assert.equal((await ownKey(key)).publicKey, ecdh.getPublicKey('base64url', 'uncompressed'));
  }
  for (const none of [new Uint8Array(32), new Uint8Array(32).fill(0xff)]) await assert.rejects(ownKey(none));
});
