import { expect } from '@open-wc/testing';
import { fromBase64url, toBase64url } from '../../src/contract/base64url.ts';
import { kidOf } from '../../src/contract/sealed.ts';
import { open } from '../../src/keys/open.ts';
import { checkKeys, isPoint, seal, suite } from '../../src/delivery/seal.ts';
import frozen from './frozen/v1.json' with { type: 'json' };
import { AWKWARD, envelope, person, saying, sealTo } from './seal-support.ts';

const Y_OF_5 = '459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc';
const hex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (digits) => parseInt(digits, 16));

describe('sealing in a browser', () => {
  it('seals a letter that each of several people opens, and nobody else', async () => {
    const [khan, owen, stranger] = await Promise.all([person(), person(), person()]);
    const letter = envelope();
    const sealed = await sealTo(letter, khan, owen);
    expect(await open(sealed, khan.keys)).to.deep.equal({ envelope: letter });
    expect(await open(sealed, owen.keys)).to.deep.equal({ envelope: letter });
    expect(await open(sealed, stranger.keys)).to.deep.equal({ problem: 'no-key' });
  });

  for (const [what, text] of Object.entries(AWKWARD)) {
    it(`gives back ${what} exactly`, async () => {
      const khan = await person();
      const letter = saying(text);
      expect(await open(await sealTo(letter, khan), khan.keys)).to.deep.equal({ envelope: letter });
    });
  }

  it('opens nothing that was changed on its way', async () => {
    const khan = await person();
    const sealed = await sealTo(envelope(), khan);
    for (const part of ['text', 'iv'] as const) {
      const bytes = fromBase64url(sealed[part]);
      bytes[bytes.length >> 1]! ^= 1;
      expect(await open({ ...sealed, [part]: toBase64url(bytes) }, khan.keys), part).to.deep.equal({
        problem: 'damaged',
      });
    }
    expect(await open({ ...sealed, site: 'another' }, khan.keys)).to.deep.equal({ problem: 'damaged' });
  });

  it('opens the frozen letter of the first format', async () => {
    const point = fromBase64url(frozen.publicKey);
    const algorithm = { name: 'ECDH', namedCurve: 'P-256' };
    const jwk = {
      kty: 'EC',
      crv: 'P-256',
      x: toBase64url(point.slice(1, 33)),
      y: toBase64url(point.slice(33)),
      d: frozen.privateKey,
    };
    const pair = {
      privateKey: await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['deriveBits']),
      publicKey: await crypto.subtle.importKey('raw', point, algorithm, true, []),
    };
    expect(await open(frozen.sealed, new Map([[await kidOf(frozen.publicKey), pair]]))).to.deep.equal({
      envelope: frozen.envelope,
    });
  });

  it('finds no fault with good keys, and seals to keys that the private half need never leave', async () => {
    const khan = await person();
    expect(await checkKeys([khan.publicKey])).to.equal(undefined);
    const pair = await suite.GenerateKeyPair(false);
    const publicKey = toBase64url(await suite.SerializePublicKey(pair.publicKey));
    const letter = envelope();
    const sealed: unknown = JSON.parse(await seal(letter, [khan.publicKey, publicKey]));
    expect(
      await open(sealed, new Map([[(sealed as { recipients: { kid: string }[] }).recipients[1]!.kid, pair]])),
    ).to.deep.equal({ envelope: letter });
  });

  const offCurve = (publicKey: string): string => {
    const point = fromBase64url(publicKey);
    point[64]! ^= 1;
    return toBase64url(point);
  };
  const bad: [what: string, make: (good: string) => string][] = [
    ['empty', () => ''],
    ['cut short', (good) => good.slice(0, -1)],
    ['one letter too long', (good) => `${good}A`],
    ['not base64url', (good) => `${good.slice(0, -1)}+`],
    ['off the curve', offCurve],
    ['of zeros', () => toBase64url(Uint8Array.of(4, ...new Uint8Array(64)))],
    // x = 5 is on the curve; x = 5 + p would be the same point, were it a coordinate at all.
    [
      'on the curve but with a coordinate beyond the field',
      () => toBase64url(hex(`04ffffffff00000001000000000000000000000001000000000000000000000004${Y_OF_5}`)),
    ],
    ['beyond the field', () => toBase64url(Uint8Array.of(4, ...new Uint8Array(64).fill(255)))],
    ['the point at infinity', () => toBase64url(Uint8Array.of(0))],
    ['compressed', (good) => toBase64url(Uint8Array.of(2, ...fromBase64url(good).slice(1, 33)))],
  ];
  for (const [what, make] of bad) {
    it(`refuses a key that is ${what}, and says which [case 81]`, async () => {
      const { publicKey } = await person();
      expect(await checkKeys([publicKey, make(publicKey)])).to.deep.equal({ problem: 'bad-key', at: 1 });
      const sealing = seal(envelope(), [publicKey, make(publicKey)]).then(
        () => 'sealed',
        () => 'rejected',
      );
      expect(await sealing).to.equal('rejected');
    });
  }

  it('takes any point of the curve, by its own arithmetic', () => {
    expect(isPoint(hex(`04${'5'.padStart(64, '0')}${Y_OF_5}`))).to.equal(true);
    expect(isPoint(hex(`04${'5'.padStart(64, '0')}${Y_OF_5.replace(/c$/, 'd')}`))).to.equal(false);
  });

  it('refuses a key of another curve [case 81]', async () => {
    const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-384' }, true, ['deriveBits']);
    const key = toBase64url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
    expect(await checkKeys([key])).to.deep.equal({ problem: 'bad-key', at: 0 });
  });

  it('refuses no keys at all', async () => {
    expect(await checkKeys([])).to.deep.equal({ problem: 'bad-key', at: 0 });
  });
});
