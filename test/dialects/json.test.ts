import { expect } from '@open-wc/testing';
import type { Reply } from '../../src/contract/reply.ts';
import { dialect as json } from '../../src/dialects/json.ts';

const id = '0123456789abcdef0123456789abcdef';
const sha256 = 'a'.repeat(64);
const receipt = { id, sha256, storedAt: '2026-11-23T09:00:00.000Z' };
const issues = [{ name: 'email', rule: 'email' }] as const;
const problem = (code: string, more: object = {}) => ({
  type: `urn:l30:problem:${code}`,
  title: 'No',
  status: 422,
  detail: 'No.',
  ...more,
});
const HTML = '<!doctype html><title>Sign in to the Wi-Fi</title>';

const confirmed: Reply = { kind: 'confirmed' };
const unconfirmed: Reply = { kind: 'unconfirmed' };
const busy: Reply = { kind: 'unavailable', code: 'busy' };
const brokenServer: Reply = { kind: 'unavailable', code: 'broken' };
const blocked: Reply = { kind: 'unavailable', code: 'blocked' };
const notAReceipt: Reply = { kind: 'unavailable', code: 'not-a-receipt' };
const refused = (code: string, list: Extract<Reply, { kind: 'refused' }>['issues'] = []): Reply => ({
  kind: 'refused',
  code,
  issues: list,
});

describe('dialect json', () => {
  const withDigest: [what: string, status: number, body: unknown, reply: Reply][] = [
    ['201 with the receipt', 201, receipt, confirmed],
    ['200 with the receipt of a repeat', 200, receipt, confirmed],
    ['a receipt that says more than it must', 201, { ...receipt, more: true }, confirmed],
    ['the receipt of another id', 201, { ...receipt, id: 'f'.repeat(32) }, notAReceipt],
    ['a receipt without an id', 201, { sha256 }, notAReceipt],
    ['the receipt of other bytes', 201, { ...receipt, sha256: 'b'.repeat(64) }, notAReceipt],
    ['a digest in capitals', 201, { ...receipt, sha256: sha256.toUpperCase() }, notAReceipt],
    ['a receipt without a digest', 201, { id }, notAReceipt],
    ['a receipt with an empty digest', 201, { ...receipt, sha256: '' }, notAReceipt],
    ['200 with a page', 200, HTML, notAReceipt],
    ['204 without a body', 204, '', notAReceipt],
    ['a truncated receipt', 201, JSON.stringify(receipt).slice(0, -2), notAReceipt],
    ['a receipt in a list', 201, [receipt], notAReceipt],
    ['a receipt in quotes', 201, JSON.stringify(JSON.stringify(receipt)), notAReceipt],
    ['200 with null', 200, null, notAReceipt],
    ['200 with problem details', 200, problem('too-large'), notAReceipt],
    ['302 with the receipt', 302, receipt, notAReceipt],
    ['400 with problem details', 400, problem('not-json'), refused('not-json')],
    ['403 with problem details', 403, problem('origin'), refused('origin')],
    ['413 with problem details', 413, problem('too-large'), refused('too-large')],
    ['422 with issues', 422, problem('invalid', { issues }), refused('invalid', [...issues])],
    ['422 with no issues', 422, problem('invalid', { issues: [] }), refused('invalid')],
    ['422 with issues in an object', 422, problem('invalid', { issues: { email: 'email' } }), refused('invalid')],
    ['422 with issues in a text', 422, problem('invalid', { issues: 'email' }), refused('invalid')],
    [
      '422 with issues that are none',
      422,
      problem('invalid', { issues: [null, 'email', 7, {}, { name: 1, rule: 2 }, ...issues] }),
      refused('invalid', [...issues]),
    ],
    ['problem details of another house', 422, { type: 'about:blank' }, refused('about:blank')],
    ['a problem without a type', 422, { title: 'No' }, blocked],
    ['a problem whose type is a number', 422, { type: 7 }, blocked],
    ['403 with a page', 403, HTML, blocked],
    ['404 with a page', 404, HTML, blocked],
    ['404 with the receipt', 404, receipt, blocked],
    ['408', 408, HTML, brokenServer],
    ['408 with problem details', 408, problem('slow'), brokenServer],
    ['429', 429, HTML, busy],
    ['429 with problem details', 429, problem('busy'), busy],
    ['503', 503, HTML, busy],
    ['503 with the receipt', 503, receipt, busy],
    ['500', 500, HTML, brokenServer],
    ['500 with problem details', 500, problem('broken'), brokenServer],
    ['500 with the receipt', 500, receipt, brokenServer],
    ['502', 502, HTML, brokenServer],
    ['504', 504, '', brokenServer],
    ['an answer that the browser hides', 0, '', notAReceipt],
  ];
  for (const [what, status, body, reply] of withDigest) {
    it(`${what} is ${told(reply)}`, () => {
      expect(json.decode({ status, text: textOf(body) }, { id, sha256 })).to.deep.equal(reply);
    });
  }

  const withoutDigest: [what: string, status: number, body: unknown, reply: Reply][] = [
    ['201 with the receipt', 201, receipt, unconfirmed],
    ['the receipt of another id', 201, { ...receipt, id: 'f'.repeat(32) }, notAReceipt],
    ['a receipt without a digest', 201, { id }, notAReceipt],
    ['200 with a page', 200, HTML, notAReceipt],
    ['422 with issues', 422, problem('invalid', { issues }), refused('invalid', [...issues])],
    ['503', 503, HTML, busy],
  ];
  for (const [what, status, body, reply] of withoutDigest) {
    it(`on a page that cannot make a digest, ${what} is ${told(reply)}`, () => {
      expect(json.decode({ status, text: textOf(body) }, { id })).to.deep.equal(reply);
      expect(json.decode({ status, text: textOf(body) }, { id, sha256: undefined })).to.deep.equal(reply);
    });
  }
});

describe('dialect json, told to wait', () => {
  const after = (seconds: number): Reply => ({ kind: 'unavailable', code: 'busy', retryAfter: seconds });
  const told: [what: string, status: number, retryAfter: string | null, body: unknown, reply: Reply][] = [
    ['503 with problem details', 503, '10', problem('storage-unavailable'), after(10)],
    ['429 with a page', 429, '0', HTML, after(0)],
    ['429 that says nothing of a time', 429, null, HTML, busy],
    ['500, whose time is a guess', 500, '10', HTML, brokenServer],
    ['a refusal, which no time changes', 422, '10', problem('invalid'), refused('invalid')],
  ];
  for (const [what, status, retryAfter, body, reply] of told) {
    it(`takes ${what} for ${reply.kind}`, () => {
      expect(json.decode({ status, text: textOf(body), retryAfter }, { id, sha256 })).to.deep.equal(reply);
    });
  }
});

describe('what json encodes', () => {
  it('is the letter as it stands, to the address as it stands', () => {
    const body = '{"v":1,  "id":"\\ud83d"}';
    const encoded = json.encode(
      { id, body },
      { endpoint: 'https://l30.school.example/submissions?a=b', fields: { email: 'x' } },
    );
    expect(encoded).to.deep.equal({
      url: 'https://l30.school.example/submissions?a=b',
      body,
      contentType: 'application/json',
    });
  });
});

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body);
}

function told(reply: Reply): string {
  return 'code' in reply ? `${reply.kind} (${reply.code})` : reply.kind;
}
