import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  isPage,
  isPassing,
  isSuccess,
  parseObject,
  refusal,
  replyTo,
  secondsOf,
  unreadableReply,
} from '../../src/dialects/shared/heard.ts';

describe('parseObject', () => {
  it('reads an object', () => {
    assert.deepEqual(parseObject(' {"a":1}\n'), { a: 1 });
  });

  for (const text of ['', '<!doctype html>', '{"a":', 'undefined', 'NaN', '[', '"', '\ufeff{}', '['.repeat(100_000)]) {
    it(`hears nothing in ${JSON.stringify(text.slice(0, 20))}`, () => {
      assert.deepEqual(parseObject(text), {});
    });
  }

  for (const text of ['null', 'true', '7', '"id"', '[]']) {
    it(`finds no property of ours in ${text}`, () => {
      const { id, status, error } = parseObject(text);
      assert.deepEqual([id, status, error], [undefined, undefined, undefined]);
    });
  }
});

describe('secondsOf', () => {
  const date = (milliseconds: number): string => new Date(Date.now() + milliseconds).toUTCString();

  it('reads seconds', () => {
    assert.equal(secondsOf('0'), 0);
    assert.equal(secondsOf('120'), 120);
  });

  it("reads a date, by this device's clock", () => {
    const seconds = secondsOf(date(90_000)) ?? NaN;
    assert.ok(seconds >= 88 && seconds <= 90, String(seconds));
  });

  it('does not wait for a time that is gone', () => {
    assert.equal(secondsOf(date(-90_000)), 0);
  });

  for (const text of [null, undefined, '', 'soon', '-5', '1.5', '1e3', '10, 20', '9'.repeat(400), 'GMT']) {
    it(`makes nothing of ${String(text).slice(0, 20)}`, () => {
      assert.equal(secondsOf(text), undefined);
    });
  }
});

describe('replyTo', () => {
  const table: [status: number, code: string][] = [
    [0, 'not-a-receipt'],
    [200, 'not-a-receipt'],
    [204, 'not-a-receipt'],
    [302, 'not-a-receipt'],
    [400, 'blocked'],
    [403, 'blocked'],
    [407, 'blocked'],
    [422, 'blocked'],
    [451, 'blocked'],
    [408, 'broken'],
    [429, 'busy'],
    [500, 'broken'],
    [502, 'broken'],
    [503, 'busy'],
    [504, 'broken'],
    [507, 'broken'],
    [599, 'broken'],
  ];
  for (const [status, code] of table) {
    it(`takes ${status} for ${code}`, () => {
      assert.deepEqual(replyTo({ status, text: '' }), { kind: 'unavailable', code });
    });
  }

  it('waits as long as it is told to, and only where that was asked', () => {
    assert.deepEqual(replyTo({ status: 503, text: '', retryAfter: '7' }), {
      kind: 'unavailable',
      code: 'busy',
      retryAfter: 7,
    });
    assert.deepEqual(replyTo({ status: 429, text: '', retryAfter: 'soon' }), { kind: 'unavailable', code: 'busy' });
    assert.deepEqual(replyTo({ status: 500, text: '', retryAfter: '7' }), { kind: 'unavailable', code: 'broken' });
  });
});

describe('what an answer looks like', () => {
  it('a page begins like one', () => {
    for (const text of ['<!doctype html>', '\r\n <HTML>', '<?xml?>']) assert.ok(isPage(text), text);
    for (const text of ['', 'a < b', '{"a":"<p>"}', '"<p>"']) assert.ok(!isPage(text), text);
  });

  it('a status is a success, passing, or neither', () => {
    assert.deepEqual([0, 199, 200, 299, 300, 404].filter(isSuccess), [200, 299]);
    assert.deepEqual([0, 200, 404, 407, 408, 428, 429, 499, 500, 599].filter(isPassing), [408, 429, 500, 599]);
  });

  it('hidden from the page, it is taken without proof', () => {
    assert.deepEqual(unreadableReply({ status: 0, text: '' }), { kind: 'unconfirmed' });
    assert.deepEqual(unreadableReply({ status: 200, text: '' }), { kind: 'unavailable', code: 'not-a-receipt' });
  });
});

describe('refusal', () => {
  it('passes on a bare word or number', () => {
    for (const code of ['TYPE_EMAIL', 'rest_no_route', 'PGRST204', 'a.b-c:d', 400])
      assert.deepEqual(refusal(code), { kind: 'refused', code: String(code), issues: [] });
  });

  it('repeats no sentence, which could quote what someone wrote', () => {
    for (const code of [
      '"parent@example.org" is not valid',
      'a b',
      '',
      'x'.repeat(61),
      undefined,
      null,
      {},
      ['a'],
      'a\nb',
    ]) {
      const reply = refusal(code);
      assert.ok(reply.kind === 'refused');
      assert.ok(['refused', 'undefined'].includes(reply.code), reply.code);
    }
  });

  it('keeps the issues', () => {
    assert.deepEqual(refusal('x', [{ name: 'email', rule: 'email' }]), {
      kind: 'refused',
      code: 'x',
      issues: [{ name: 'email', rule: 'email' }],
    });
  });
});
