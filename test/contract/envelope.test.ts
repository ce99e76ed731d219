import { expect } from '@open-wc/testing';
import { makeId } from '../../src/contract/envelope.ts';

describe('envelope', () => {
  it('an id is 128 bits as 32 lower-case hex digits, another one each time', () => {
    const ids = Array.from({ length: 1000 }, makeId);
    for (const id of ids) expect(id).to.match(/^[0-9a-f]{32}$/);
    expect(new Set(ids).size).to.equal(1000);
  });

  it('every digit of an id takes every value, so small bytes keep their leading zero', () => {
    const ids = Array.from({ length: 1000 }, makeId);
    for (let place = 0; place < 32; place++) {
      expect(new Set(ids.map((id) => id[place])).size, `digit ${place}`).to.equal(16);
    }
  });
});
