import assert from 'node:assert/strict';
import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import type { Dialect } from '../../src/dialects/shared/dialect.ts';
import type { Problem, Receipt } from '../../src/contract/reply.ts';
import { dialect as formDialect } from '../../src/dialects/form.ts';
import { dialect as jsonDialect } from '../../src/dialects/json.ts';
import { envelope, form, json, receiver, sealed, sha256, subscription } from '../receiver/support.ts';
import { exportFrom, host, lettersOf, missing, serve } from './php.ts';
import { CANARY, gistOf, KEPT, KEPT_SIGNUPS, nastyLetter, REFUSED, REFUSED_SIGNUPS } from './letters.ts';

type Fields = [name: string, value: string][];

describe('l30.php: what it takes and what it refuses', { skip: missing }, async () => {
  if (missing) return;
  const place = host();
  const { url, lines } = await serve(place);
  const { app, store } = await receiver();
  /** Ids of the letters that a receipt was given for. */
  const acknowledged: string[] = [];
  const post = async (request: RequestInit) => {
    const response = await fetch(url, request);
    if (response.status === 201 && response.headers.get('content-type') === 'application/json') {
      acknowledged.push(((await response.clone().json()) as Receipt).id);
    }
    return response;
  };

  for (const [title, body] of [...REFUSED, ...REFUSED_SIGNUPS]) {
    test(`refuses ${title} as the receiver does`, async () => {
      const isSignup = REFUSED_SIGNUPS.some(([name]) => name === title);
      const theirs = await app.request(isSignup ? '/subscriptions' : '/submissions', json(body));
      const ours = await post(json(body));
      const text = await ours.text();
      const problem = JSON.parse(text) as Problem;
      assert.equal(ours.status, theirs.status, text);
      assert.equal(ours.headers.get('content-type'), 'application/problem+json');
      assert.deepEqual(gistOf(problem), gistOf((await theirs.json()) as Problem));
      assert.ok(problem.detail.length > 0);
      assert.doesNotMatch(text, new RegExp(CANARY));
    });
  }

  for (const [title, body] of [...KEPT, ...KEPT_SIGNUPS]) {
    test(`keeps ${title} as the receiver does`, async () => {
      const isSignup = KEPT_SIGNUPS.some(([name]) => name === title);
      assert.equal((await app.request(isSignup ? '/subscriptions' : '/submissions', json(body))).status, 201);
      assert.equal((await post(json(body))).status, 201);
      assert.deepEqual(lettersOf(place).at(-1)?.envelope, JSON.parse(body));
    });
  }

  const FORMS: [title: string, fields: Fields | string][] = [
    [
      'every kind of field',
      [
        ['widget', 'reflection-form'],
        ['pack', 'caused-harm'],
        ['site', 'hollybrook'],
        ['lang', 'en-GB'],
        ['question.what.happened', 'What happened?'],
        ['answer.what.happened', 'We ran.\r\nWe fell & laughed. é 🙂 100% +1'],
        ['answer.who', 'friend'],
        ['answer.who', ''],
        ['answer.who', 'teacher'],
        ['words.who', 'A friend'],
        ['words.who', 'A teacher'],
        ['answer.empty', ''],
        ['question.empty', 'Anything else?'],
        ['answer.0', 'zero'],
      ],
    ],
    [
      'words of choices',
      [
        ['widget', 'reflection-form'],
        ['site', 'hollybrook'],
        ['lang', 'en'],
        ['answer.who', 'me'],
        ['answer.who', 'friend'],
        ['words.who.me', 'Me'],
        ['words.who.friend', 'My friend'],
        ['words.who.class', 'My class'],
        ['words.ready.yes', 'Yes'],
      ],
    ],
    [
      'an id of its own',
      [
        ['id', 'c'.repeat(32)],
        ['widget', 'mood-check-in'],
        ['site', 'ashfield'],
        ['lang', 'en'],
        ['answer.mood', 'sunny'],
      ],
    ],
    ['no name for a value', 'widget=mood-check-in&&site=hollybrook&lang=en&answer.a=b&answer.c'],
    ['Latin-1', 'widget=mood-check-in&site=hollybrook&lang=en&answer.b=caf%E9'],
    ['a broken escape', 'widget=mood-check-in&site=hollybrook&lang=en&answer.b=50%'],
    ['a broken escape in a name', 'widget=mood-check-in&site=hollybrook&lang=en&answer.b%zz=1'],
    ['an unknown field', `widget=mood-check-in&site=hollybrook&lang=en&answer.b=1&email=${CANARY}`],
    ['a field that only begins like one', `widget=mood-check-in&site=hollybrook&lang=en&answer.=${CANARY}`],
    ['brackets in a name, as PHP has them', 'widget=mood-check-in&site=hollybrook&lang=en&site[]=a&answer.b=1'],
    ['two sites', 'widget=mood-check-in&site=hollybrook&site=ashfield&lang=en&answer.b=1'],
    [
      'two questions for one answer',
      'widget=mood-check-in&site=hollybrook&lang=en&answer.b=1&question.b=x&question.b=y',
    ],
    ['a bad id', `id=${CANARY}&widget=mood-check-in&site=hollybrook&lang=en&answer.b=1`],
    ['no language', 'widget=mood-check-in&site=hollybrook&answer.b=1'],
    ['__proto__', 'widget=mood-check-in&site=hollybrook&lang=en&answer.__proto__=1'],
    ['no answers', 'widget=mood-check-in&site=hollybrook&lang=en&answer.a=&question.a=How'],
    ['nothing', ''],
    ['too much', `widget=mood-check-in&site=hollybrook&lang=en&answer.b=${'x'.repeat(70_000)}`],
    ['a sealed letter that is not JSON', `sealed=${CANARY}`],
    ['a plain letter in the place of a sealed one', [['sealed', JSON.stringify(envelope())]]],
    [
      'two sealed letters',
      [
        ['sealed', JSON.stringify(sealed())],
        ['sealed', JSON.stringify(sealed())],
      ],
    ],
    [
      'an answer beside a sealed letter',
      [
        ['sealed', JSON.stringify(sealed())],
        ['answer.mood', CANARY],
      ],
    ],
  ];
  for (const [title, fields] of FORMS) {
    test(`makes of a form with ${title} what the receiver makes`, async () => {
      const theirs = await app.request('/submissions', form(fields));
      const ours = await post(form(fields));
      const text = await ours.text();
      assert.equal(ours.status, theirs.status, text);
      if (ours.status !== 201) {
        assert.deepEqual(gistOf(JSON.parse(text) as Problem), gistOf((await theirs.json()) as Problem));
        assert.doesNotMatch(text, new RegExp(CANARY));
        return;
      }
      const row = (await store.list()).at(-1);
      const letter = lettersOf(place).at(-1);
      assert.equal(letter?.sha256, sha256(form(fields).body as string));
      const made = letter?.envelope as { id: string; sentAt: string };
      assert.match(made.id, /^[\da-f]{32}$/);
      assert.ok(Math.abs(Date.now() - Date.parse(made.sentAt)) < 5000);
      const { id, sentAt } = row?.envelope as { id: string; sentAt: string };
      assert.deepEqual({ ...made, id, sentAt }, row?.envelope);
    });
  }

  const CARRIED: [title: string, dialect: Dialect, letter: { id: string }][] = [jsonDialect, formDialect].flatMap(
    (dialect) =>
      [
        [`plain words as ${dialect.name}`, dialect, envelope({ replaces: 'd'.repeat(32) })],
        [
          `a choice of several as ${dialect.name}`,
          dialect,
          envelope({ answers: [{ id: 'who', question: 'Who?', value: ['me', 'you'], words: ['Me', 'You'] }] }),
        ],
        [`a sealed letter as ${dialect.name}`, dialect, sealed()],
        [
          `a letter that is sealed in a later way as ${dialect.name}`,
          dialect,
          sealed({ suite: 'later-1' as never, iv: 'abc', commitment: 'abc' }),
        ],
        [`a newsletter signup as ${dialect.name}`, dialect, subscription({}, { name: 'Zoë 🙂' })],
      ] as [string, Dialect, { id: string }][],
  );
  for (const [title, dialect, letter] of CARRIED) {
    test(`confirms ${title}, and keeps every word of it`, async () => {
      const body = JSON.stringify(letter);
      const encoded = dialect.encode({ id: letter.id, body }, { endpoint: url, fields: {} });
      assert.equal(encoded.url, url);
      const sent = { id: letter.id, sha256: sha256(encoded.body as string) };
      for (const status of [201, 200]) {
        const response = await post({
          method: 'POST',
          headers: { 'content-type': encoded.contentType as string, ...encoded.headers },
          body: encoded.body as string,
        });
        assert.equal(response.status, status);
        assert.deepEqual(dialect.decode({ status: response.status, text: await response.text() }, sent), {
          kind: 'confirmed',
        });
      }
      const kept = lettersOf(place).filter(({ id }) => id === letter.id);
      assert.equal(kept.length, 1);
      const sentAt = (kept[0]?.envelope as { sentAt?: string }).sentAt;
      assert.deepEqual(kept[0]?.envelope, { ...letter, ...(sentAt && { sentAt }) });
    });
  }

  test('says what it refuses in a way that the dialects understand', async () => {
    const body = JSON.stringify(subscription({}, { consent: 'no' }));
    const response = await post(json(body));
    const reply = jsonDialect.decode({ status: response.status, text: await response.text() }, { id: 'x' });
    assert.deepEqual(reply, {
      kind: 'refused',
      code: 'invalid-subscription',
      issues: [{ name: 'consent', rule: 'checked' }],
    });
  });

  test('takes a body of 64 KiB to the byte, with space around it', async () => {
    const body = `\n ${JSON.stringify(envelope(), null, 2)}`.padEnd(65_536);
    const response = await post(json(body));
    assert.equal(response.status, 201);
    assert.equal(((await response.json()) as Receipt).sha256, sha256(body));
    assert.equal(lettersOf(place).at(-1)?.sha256, sha256(body));
  });

  test('takes bytes that are not UTF-8 for what they are', async () => {
    for (const encoding of ['utf16le', 'latin1'] as const) {
      const response = await post(json(new Uint8Array(Buffer.from(JSON.stringify(envelope({ pack: 'é' })), encoding))));
      assert.equal(response.status, 400);
      assert.match(await response.text(), /malformed-json/);
    }
  });

  test('takes lists and deep nesting for trouble of the sender, never its own', async () => {
    for (const body of [
      '['.repeat(30_000) + ']'.repeat(30_000),
      `{"x":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`,
    ]) {
      assert.equal((await post(json(body))).status, 400);
    }
    assert.equal((await post(json('[]'))).status, 422);
  });

  const TYPES: [title: string, request: RequestInit][] = [
    ['plain text', json(envelope(), { 'content-type': 'text/plain' })],
    ['several parts', { method: 'POST', body: new FormData() }],
    ['bytes without a type', { method: 'POST', body: new Uint8Array([1]) }],
    ['a compressed body', json(envelope(), { 'content-encoding': 'gzip' })],
  ];
  for (const [title, request] of TYPES) {
    test(`refuses ${title} with 415`, async () => {
      const response = await post(request);
      assert.equal(response.status, 415);
      assert.equal(((await response.json()) as Problem).type, 'urn:l30:problem:unsupported-media-type');
    });
  }

  test('takes a JSON type with a charset and in capitals', async () => {
    assert.equal((await post(json(envelope(), { 'content-type': 'Application/JSON; charset=utf-8' }))).status, 201);
  });

  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH']) {
    test(`answers ${method} with 405 and what is allowed`, async () => {
      const response = await fetch(url, { method });
      assert.equal(response.status, 405);
      assert.equal(response.headers.get('allow'), 'POST, OPTIONS');
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    });
  }

  const POSTS: [origin: string | undefined, site: string, status: number, readable: boolean][] = [
    ['https://hollybrook.example', 'hollybrook', 201, true],
    ['https://ashfield.example', 'ashfield', 201, true],
    ['null', 'hollybrook', 201, true],
    [new URL(url).origin, 'ashfield', 201, true],
    [undefined, 'ashfield', 201, false],
    ['https://hollybrook.example', 'ashfield', 403, true],
    ['null', 'ashfield', 403, true],
    ['https://elsewhere.example', 'hollybrook', 403, false],
    ['http://hollybrook.example', 'hollybrook', 403, false],
    ['https://hollybrook.example:8443', 'hollybrook', 403, false],
    ['https://hollybrook.example.evil.example', 'hollybrook', 403, false],
    ['HTTPS://HOLLYBROOK.EXAMPLE', 'hollybrook', 403, false],
    [new URL(url).origin.replace('http', 'https'), 'hollybrook', 403, false],
  ];
  for (const [origin, site, status, readable] of POSTS) {
    test(`answers ${status} when ${origin?.replace(/:\d+$/, '') ?? 'no origin'} sends for ${site}`, async () => {
      const headers: Record<string, string> = origin ? { origin } : {};
      const fields: Fields = [
        ['widget', 'mood-check-in'],
        ['site', site],
        ['lang', 'en'],
        ['answer.mood', 'sunny'],
      ];
      for (const request of [json(envelope({ site }), headers), form(fields, headers)]) {
        const response = await post(request);
        assert.equal(response.status, status);
        assert.equal(response.headers.get('access-control-allow-origin'), readable ? origin : null);
        assert.equal(response.headers.get('access-control-expose-headers'), readable ? 'Retry-After' : null);
        assert.equal(response.headers.get('access-control-allow-credentials'), null);
        assert.equal(response.headers.get('set-cookie'), null);
        const always = ['vary', 'cache-control', 'referrer-policy', 'x-content-type-options', 'x-powered-by'].map(
          (name) => response.headers.get(name),
        );
        assert.deepEqual(always, ['Origin', 'no-store', 'no-referrer', 'nosniff', null]);
        if (status === 403) {
          const { type, detail } = (await response.json()) as Problem;
          assert.equal(type, 'urn:l30:problem:origin-not-allowed');
          assert.ok(origin?.startsWith('HTTPS') || detail.includes(`"${origin}"`), detail);
        }
      }
    });
  }

  test('repeats an origin only when a browser could have sent it', async () => {
    const response = await post(json(envelope(), { origin: 'https://<script>canary' }));
    assert.equal(response.status, 403);
    assert.doesNotMatch(await response.text(), /canary/);
  });

  for (const [origin, allowed] of [
    ['https://hollybrook.example', true],
    ['null', true],
    [new URL(url).origin, true],
    ['https://elsewhere.example', false],
  ] as const) {
    test(`${allowed ? 'allows' : 'refuses'} the preflight of ${origin.replace(/:\d+$/, '')}`, async () => {
      const response = await fetch(url, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      });
      const header = (name: string) => response.headers.get(`access-control-${name}`);
      assert.equal(response.status, allowed ? 204 : 403);
      assert.equal(header('allow-origin'), allowed ? origin : null);
      assert.equal(header('allow-methods'), allowed ? 'POST' : null);
      assert.equal(header('allow-headers'), allowed ? 'content-type' : null);
      assert.equal(header('allow-credentials'), null);
      assert.equal((await response.text()) === '', allowed);
    });
  }

  test('lets an allowed page read why it was refused', async () => {
    const origin = 'https://hollybrook.example';
    for (const request of [
      json('{', { origin }),
      json(' '.repeat(70_000), { origin }),
      json(envelope(), { origin, 'content-type': 'text/plain' }),
      { headers: { origin } },
    ]) {
      const response = await post(request);
      assert.ok(response.status >= 400);
      assert.equal(response.headers.get('access-control-allow-origin'), origin);
    }
  });

  test('shows a page to those who have no script, and JSON to everyone else', async () => {
    const fields: Fields = [
      ['widget', 'mood-check-in'],
      ['site', 'hollybrook'],
      ['lang', 'en'],
      ['answer.mood', 'sunny'],
    ];
    const accept = 'text/html,application/xhtml+xml,*/*;q=0.8';
    const id = 'e'.repeat(32);
    const sent = await post(form([['id', id], ...fields], { accept }));
    acknowledged.push(id);
    assert.equal(sent.status, 201);
    assert.match(sent.headers.get('content-type') ?? '', /^text\/html/);
    assert.match(await sent.text(), /<h1>Sent\.<\/h1>/);
    const refused = await post(form([...fields, ['<b>&"', 'x']], { accept }));
    const page = await refused.text();
    assert.equal(refused.status, 422);
    assert.match(page, /<h1>There is a field that has no place here<\/h1>/);
    assert.match(page, /Your words were not saved/);
    assert.doesNotMatch(page, /<b>/);
    const [, style = ''] = /<style>([^<]*)<\/style>/.exec(page) ?? [];
    assert.ok(
      refused.headers.get('content-security-policy')?.includes(Buffer.from(sha256(style), 'hex').toString('base64')),
    );
    assert.match((await post(json(envelope(), { accept }))).headers.get('content-type') ?? '', /^application\/json/);
  });

  test('gives letters to nobody over the web', async () => {
    await post(json(envelope({ answers: [{ id: 'a', question: 'b', value: CANARY }] })));
    const ways = [
      '?export',
      '?argv[]=l30.php&argv[]=export',
      '/export',
      '/../../data/letters.sqlite',
      '/%2e%2e/%2e%2e/data/letters.sqlite',
    ];
    for (const way of ways) {
      for (const method of ['GET', 'POST']) {
        const response = await fetch(`${url}${way}`, { method, ...(method === 'POST' && form('export=1')) });
        assert.ok(response.status >= 400, way);
        assert.doesNotMatch(await response.text(), new RegExp(CANARY));
      }
    }
  });

  test('has kept exactly the letters that it gave receipts for, in the order they came', async () => {
    while (acknowledged.length <= 20) await post(json(JSON.stringify(nastyLetter())));
    assert.deepEqual(
      lettersOf(place).map(({ id }) => id),
      acknowledged,
    );
  });

  test('writes nothing that was sent into its log', () => {
    assert.ok(lines.some((line) => line.includes('POST')));
    assert.deepEqual(
      lines.filter((line) => line.includes(CANARY) || line.includes('sunny')),
      [],
    );
  });

  test('exports what acts on a terminal as escapes, one letter to a line, and every word as it was', async () => {
    const letter = nastyLetter();
    assert.equal((await post(json(JSON.stringify(letter, null, 1).replaceAll('\n', '\r\n')))).status, 201);
    const { stdout, status, letters } = exportFrom(place);
    assert.equal(status, 0);
    assert.deepEqual(letters().at(-1)?.envelope, letter);
    assert.doesNotMatch(stdout, /[^\n\P{Cc}]|[\u2028-\u202e\u2066-\u2069]/u);
  });

  test('says how to export when it is asked for something else', () => {
    const { stdout, stderr, status } = exportFrom(place, 'SQLite', ['list']);
    assert.deepEqual([stdout, status], ['', 1]);
    assert.match(stderr, /php l30\.php export/);
  });

  test('asks again for a body that broke off, counts one of unknown length, and knows its own https address', async () => {
    const other = host();
    // PHP's own server waits for whole bodies and speaks no TLS; other servers hand on what they have.
    const before = join(other.folder, 'before.php');
    writeFileSync(
      before,
      `<?php $_SERVER['CONTENT_LENGTH'] = (string) ((int) $_SERVER['CONTENT_LENGTH'] + (int) ($_SERVER['HTTP_X_CUT'] ?? 0)); $_SERVER['HTTPS'] = 'on'; if (isset($_SERVER['HTTP_X_UNMEASURED'])) unset($_SERVER['CONTENT_LENGTH']);`,
    );
    const { url: address } = await serve(other, { settings: { auto_prepend_file: before } });
    const cut = await fetch(
      address,
      form('widget=mood-check-in&site=hollybrook&lang=en&answer.a=the+first+ha', { 'x-cut': '10' }),
    );
    assert.equal(cut.status, 408);
    assert.equal(((await cut.json()) as Problem).type, 'urn:l30:problem:incomplete-body');
    assert.deepEqual(lettersOf(other), []);
    const large = form(`widget=mood-check-in&site=hollybrook&lang=en&answer.a=${'x'.repeat(70_000)}`, {
      'x-unmeasured': 'yes',
    });
    assert.equal((await fetch(address, large)).status, 413);
    const { host: name } = new URL(address);
    assert.equal(
      (await fetch(address, json(envelope({ site: 'ashfield' }), { origin: `https://${name}` }))).status,
      201,
    );
    assert.equal(
      (await fetch(address, json(envelope({ site: 'ashfield' }), { origin: `http://${name}` }))).status,
      403,
    );
  });
});
