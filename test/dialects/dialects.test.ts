import { expect } from '@open-wc/testing';
import { dialects } from '../../src/dialects/index.ts';

const id = '0123456789abcdef0123456789abcdef';
const sha256 = 'a'.repeat(64);
const letter = JSON.stringify({ v: 1, id, widget: 'mood-check-in', answers: [{ id: 'words', question: 'Anything?', value: '\ud83d \u0000 <b>é</b>' }] });

const STATUSES = [0, 200, 201, 204, 206, 301, 302, 304, 400, 401, 403, 404, 408, 409, 413, 415, 418, 422, 425, 429, 451, 500, 501, 502, 503, 504, 511, 599];
const receipt = JSON.stringify({ id, sha256, storedAt: '2026-11-23T09:00:00.000Z' });
const BODIES: Readonly<Record<string, string>> = {
  'nothing': '',
  'a page': '<!doctype html><title>Sign in</title>',
  'a receipt': receipt,
  'a truncated receipt': receipt.slice(0, 40),
  'null': 'null',
  'a number': '1e400',
  'a text': '"receipt"',
  'true': 'true',
  'a list': '[{"id":1},null]',
  'an object of surprises': '{"id":null,"sha256":{},"type":[],"issues":0,"__proto__":{"type":"x"}}',
  'very deep JSON': '['.repeat(10_000) + ']'.repeat(10_000),
  'a byte order mark': `\ufeff${receipt}`,
  'text beyond text': '\u0000\ud83d\ufffe',
};
const KINDS = ['confirmed', 'refused', 'unconfirmed', 'unavailable'];
const CODES = ['busy', 'broken', 'not-a-receipt'];

for (const [name, dialect] of Object.entries(dialects)) {
  describe(`dialect ${name}`, () => {
    it('goes by the name that an admin writes', () => {
      expect(dialect.name).to.equal(name);
    });

    it('encodes the same letter the same way each time', () => {
      const first = dialect.encode(letter);
      dialect.encode(letter.replace(id, 'f'.repeat(32)));
      expect(dialect.encode(letter)).to.deep.equal(first);
      expect(first.contentType).to.match(/^[a-z]+\/[\w.+-]+/);
    });

    it('keeps the id in the body, where no proxy strips it', () => {
      expect(dialect.encode(letter).body).to.include(id);
    });

    for (const [what, text] of Object.entries(BODIES)) {
      it(`makes one of four replies of ${what} under every status, with a digest and without`, () => {
        for (const status of STATUSES) {
          for (const sent of [{ id, sha256 }, { id }]) {
            const reply = dialect.decode({ status, text }, sent);
            expect(reply.kind, `status ${status}`).to.be.oneOf(KINDS);
            if (reply.kind === 'refused') expect(reply.issues, `status ${status}`).to.be.an('array');
            if (reply.kind === 'unavailable') expect(reply.code, `status ${status}`).to.be.oneOf(CODES);
          }
        }
      });
    }

    it('takes no answer for a yes that a dead server or an empty page could give', () => {
      for (const status of STATUSES.filter((each) => each === 0 || each >= 300)) {
        expect(dialect.decode({ status, text: '' }, { id, sha256 }).kind, `status ${status}`).to.be.oneOf(['refused', 'unavailable']);
      }
    });
  });
}

describe('dialects', () => {
  it('hold at least our own receiver\'s', () => {
    expect(Object.keys(dialects)).to.include('json');
  });
});
