/**
 * Published answers for HPKE base mode, which no library of ours made.
 *
 * - RFC 9180, A.3.1: P-256, HKDF-SHA256, AES-128-GCM. The RFC prints none for our suite.
 * - Our own suite, 0x0010/0x0001/0x0002: from the vectors that the RFC's were taken from, as Tink carries
 *   them (testdata/testvectors/hpke_boringssl.json, mode 0).
 */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { Aes128Gcm, Aes256Gcm, CipherSuite as OtherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import { AEAD_AES_128_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_P256_HKDF_SHA256 } from 'hpke';
import { suite } from '../../src/delivery/seal.ts';

const hex = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'hex'));
const shown = (bytes: Uint8Array | ArrayBuffer): string => Buffer.from(new Uint8Array(bytes)).toString('hex');

const VECTORS = [
  {
    name: 'RFC 9180 A.3.1 (AES-128-GCM)',
    ours: new CipherSuite(KEM_DHKEM_P256_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_128_GCM),
    other: () => new OtherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes128Gcm() }),
    skRm: 'f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2',
    pkRm: '04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf969b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0',
    skEm: '4995788ef4b9d6132b249ce59a77281493eb39af373d236a1fe415cb0c2d7beb',
    enc: '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
    ciphertexts: [
      '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434',
      'fa6f037b47fc21826b610172ca9637e82d6e5801eb31cbd3748271affd4ecb06646e0329cbdf3c3cd655b28e82',
      '895cabfac50ce6c6eb02ffe6c048bf53b7f7be9a91fc559402cbc5b8dcaeb52b2ccc93e466c28fb55fed7a7fec',
    ],
  },
  {
    name: '0x0010/0x0001/0x0002, the suite of our letters',
    ours: suite,
    other: () => new OtherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() }),
    skRm: '01f59b0596c63d30c1956617095a4084dd8a62c754a7395069a56ab8aa9118fc',
    pkRm: '0421dc6b4cc0d2a73090cf944c9f1b8d0a700a153dcaf34721ec8fbb8baeea19e65fd71d34acdcfe1bceff9bde0f1f5f73a2edb3599f533e703a2f42865a3ea819',
    skEm: 'bb0df6228f0055d4f4647cb76f4aee46923aecff163829074eb2210190271352',
    enc: '0469f24d3b44c6741cce6660b1c72e05d6d9c615b64dca6947c3eeca104be0cda1d4b3e8b1978e1de88aba437155df4fa9008ee3ad02a72f1ab6534cf7fcfadb51',
    ciphertexts: [
      '59b14653f7a80bd228248c71df9caf21319aa29cc90ef8e51761ef91a1275f46653b1b056482b17e1cbe1cb1de',
      '1c4b78d35035138a224a462ed10dc99302a77e63e46cf99c87e3f32be5e0a67caf698dde91b6176fa410cbba23',
      'd0371760a7091e6b261616494fa815d89a003615560bc57a6016ccd2e2a101de6e5065f3d10f19cbbdc5ee5848',
    ],
  },
];
const INFO = hex('4f6465206f6e2061204772656369616e2055726e');
const PLAINTEXT = hex('4265617574792069732074727574682c20747275746820626561757479');
const aad = (sequence: number): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`Count-${sequence}`);

/** The ephemeral key, which is otherwise random, as a pair. */
async function pairOf(privateKey: string, publicKey: string) {
  const key = await suite.DeserializePrivateKey(hex(privateKey), true);
  return { privateKey: key, publicKey: await suite.DeserializePublicKey(hex(publicKey)) };
}

/** Lets the next key that WebCrypto makes be this one. */
function makeKeysLike(context: TestContext, pair: CryptoKeyPair): void {
  context.mock.method(crypto.subtle, 'generateKey', () => Promise.resolve(pair));
}

for (const { name, ours, other, skRm, pkRm, skEm, enc, ciphertexts } of VECTORS) {
  describe(name, () => {
    it('the library that seals makes exactly the published bytes', async (context) => {
      makeKeysLike(context, await pairOf(skEm, enc));
      const { encapsulatedSecret, ctx } = await ours.SetupSender(await ours.DeserializePublicKey(hex(pkRm)), {
        info: INFO,
      });
      assert.equal(shown(encapsulatedSecret), enc);
      for (const [sequence, ciphertext] of ciphertexts.entries())
        assert.equal(shown(await ctx.Seal(PLAINTEXT, aad(sequence))), ciphertext);
    });

    it('and opens them', async () => {
      const context = await ours.SetupRecipient(await pairOf(skRm, pkRm), hex(enc), { info: INFO });
      for (const [sequence, ciphertext] of ciphertexts.entries())
        assert.deepEqual(Buffer.from(await context.Open(hex(ciphertext), aad(sequence))), Buffer.from(PLAINTEXT));
    });

    it('the library that checks it agrees on both', async () => {
      const one = other();
      const ekm = (await pairOf(skEm, enc)) as CryptoKeyPair;
      const sender = await one.createSenderContext({
        recipientPublicKey: await one.kem.importKey('raw', hex(pkRm).buffer, true),
        info: INFO,
        ekm,
      });
      const recipient = await one.createRecipientContext({
        recipientKey: await one.kem.importKey('raw', hex(skRm).buffer, false),
        enc: hex(enc),
        info: INFO,
      });
      assert.equal(shown(sender.enc), enc);
      for (const [sequence, ciphertext] of ciphertexts.entries()) {
        assert.equal(shown(await sender.seal(PLAINTEXT, aad(sequence))), ciphertext);
        assert.equal(shown(await recipient.open(hex(ciphertext), aad(sequence))), shown(PLAINTEXT));
      }
    });
  });
}
