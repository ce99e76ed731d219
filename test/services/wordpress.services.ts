/** `dialect="wordpress"` against a WordPress of its own, whose REST API answers the preflight and lets every page read. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, beforeEach, describe, test } from 'node:test';
import { deliver } from '../../src/delivery/deliver.ts';
import { recognise } from '../../src/dialects/recognise.ts';
import { dialect as wordpress } from '../../src/dialects/wordpress.ts';
import { NASTY } from '../endpoints/letters.ts';
import { Widget, inEngine } from '../e2e/support.ts';
import { envelope, sealed, sha256 } from '../receiver/support.ts';
import { openPage, without, type Database } from './support.ts';
import { wordPress } from './wordpress.ts';

const needs = without('wordpress', 'mariadb', 'pages');

describe('WordPress', { skip: needs }, () => {
  if (needs) return;

  let site = '';
  let database: Database;

  before(async () => {
    const school = await wordPress({
      plugins: [join(import.meta.dirname, 'wordpress-letters.php')],
      prepare: ({ query }) =>
        void query(
          'create table school.school_letters (id char(32) primary key, body mediumtext, hash char(64), stored_at text) charset utf8mb4',
        ),
    });
    ({ site, database } = school);
    console.log(`WordPress: ${school.version}`);
  });
  beforeEach(() => database.query('delete from school.school_letters'));

  const route = (name = 'letters') => `${site}/wp-json/school/v1/${name}`;

  const post = (letter: { id: string }, endpoint = route()) =>
    deliver({ id: letter.id, body: JSON.stringify(letter) }, { endpoint, dialect: wordpress, timeout: 60_000 });

  /** The letters that are kept, as they came. By way of hex digits, because a body may have anything in it. */
  const kept = (): string[] =>
    database
      .query('select hex(body) from school.school_letters')
      .split('\n')
      .filter(Boolean)
      .map((digits) => Buffer.from(digits, 'hex').toString());

  const written = (...words: string[]) =>
    envelope({ answers: words.map((text, index) => ({ id: `p${index}`, question: text, value: text })) });
  const hasHalf = (text: string): boolean => /\p{Surrogate}/u.test(text);

  test('keeps a letter byte for byte and confirms it, plain or sealed, at either kind of address', async () => {
    const nasty = written(...NASTY.filter((text) => !hasHalf(text)));
    for (const letter of [envelope(), sealed(), nasty]) {
      for (const endpoint of [route(), `${site}/?rest_route=/school/v1/letters`])
        assert.deepEqual(await post(letter, endpoint), { kind: 'sent' });
    }
    assert.equal(kept().length, 3);
    assert.ok(kept().includes(JSON.stringify(nasty)));
    for (const body of kept())
      assert.equal(database.query(`select count(*) from school.school_letters where hash = '${sha256(body)}'`), '1');
  });

  test('keeps one of ten copies that arrive together, and confirms each', async () => {
    const letter = envelope();
    assert.deepEqual(
      await Promise.all(Array.from({ length: 10 }, () => post(letter))),
      Array(10).fill({ kind: 'sent' }),
    );
    assert.deepEqual(kept(), [JSON.stringify(letter)]);
  });

  test('answers the preflight, and lets any page read the answer, for a refusal too', async () => {
    for (const origin of ['https://www.hollybrook.example', 'http://127.0.0.1:9', 'null']) {
      const preflight = await fetch(route(), {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      });
      assert.equal(preflight.ok, true);
      assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /\bContent-Type\b/i);
      for (const letter of [envelope(), envelope({ site: 'elsewhere' })]) {
        const answer = await fetch(route(), {
          method: 'POST',
          headers: { origin, 'content-type': 'application/json' },
          body: JSON.stringify(letter),
        });
        for (const { headers } of [preflight, answer]) assert.equal(headers.get('access-control-allow-origin'), origin);
      }
    }
  });

  const REFUSED: [title: string, letter: { id: string }, endpoint: () => string, code: string][] = [
    ['a letter for another school', envelope({ site: 'elsewhere' }), route, 'rest_invalid_param'],
    ['a letter without a good id', envelope({ id: 'short' }), route, 'rest_invalid_param'],
    // PHP reads no JSON with half of a character in it, so the school's route never sees such a letter.
    ['a letter with half of an emoji', written(...NASTY.filter(hasHalf)), route, 'rest_invalid_json'],
    ['a letter at a route that is not there', envelope(), () => route('none'), 'rest_no_route'],
    ['a letter at a route for staff alone', envelope(), () => `${site}/wp-json/wp/v2/settings`, 'rest_forbidden'],
  ];
  for (const [title, letter, endpoint, code] of REFUSED) {
    test(`refuses ${title}, by the name that WordPress gives the reason`, async () => {
      assert.deepEqual(await post(letter, endpoint()), { kind: 'refused', code, issues: [] });
      assert.deepEqual(kept(), []);
    });
  }

  test('refuses another letter under a known id, and keeps the first', async () => {
    const first = envelope();
    await post(first);
    assert.deepEqual(await post(envelope({ ...first, lang: 'cy' })), {
      kind: 'refused',
      code: 'school_id_reused',
      issues: [],
    });
    assert.deepEqual(kept(), [JSON.stringify(first)]);
  });

  test('takes no page of WordPress for a receipt', async () => {
    assert.deepEqual(await post(envelope(), `${site}/wp-json/`), {
      kind: 'refused',
      code: 'rest_no_route',
      issues: [],
    });
    assert.deepEqual(await post(envelope(), `${site}/wp-login.php`), {
      kind: 'failed',
      code: 'not-a-receipt',
      certain: false,
    });
  });

  test('calls nothing sent while the database is away, and keeps the letter once it is back', async () => {
    const letter = envelope();
    await database.stop();
    assert.deepEqual(await post(letter), { kind: 'failed', code: 'broken', certain: false });
    await database.start();
    assert.deepEqual(kept(), []);
    assert.deepEqual(await post(letter), { kind: 'sent' });
    assert.deepEqual(kept(), [JSON.stringify(letter)]);
  });

  for (const engine of ['chromium', 'firefox'] as const) {
    test(`keeps what a child wrote on a page elsewhere, in ${engine}`, inEngine(engine), async (context) => {
      assert.equal(recognise(route()), 'wordpress');
      const page = await openPage(
        context,
        engine,
        `<div data-l30="question-card" data-pack="check-in" data-respond=""></div><script src="/l30.js" data-site="hollybrook" data-readers="Miss Khan" data-read-when="each school day" data-lead="Mr Owen" data-endpoint="${route()}" defer></script>`,
      );
      const card = new Widget(page, 'question-card');
      await card.type('Add your words', 'The dog was ill. 🐕');
      await card.press('Send');
      await card.becomes('sent');
      assert.deepEqual(
        kept().map((body) => (JSON.parse(body) as { answers: { value: string }[] }).answers.map(({ value }) => value)),
        [['The dog was ill. 🐕']],
      );
    });
  }
});
