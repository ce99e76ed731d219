import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem, Receipt } from '../../src/contract/reply.ts';
import { dialect as googleAppsScript } from '../../src/dialects/google-apps-script.ts';
import { SITES } from '../receiver/sites.ts';
import { envelope, json, receiver, sealed, sha256, subscription } from '../receiver/support.ts';
import { csvOf, Service } from './apps-script.ts';
import { CANARY, gistOf, KEPT, KEPT_SIGNUPS, nastyLetter, REFUSED, REFUSED_SIGNUPS } from './letters.ts';

const service = () => new Service(Object.keys(SITES));
const rowsOf = (script: Service) => script.sheet().values().slice(1);
const hidden = () => envelope({ answers: [{ id: 'a', question: CANARY, value: CANARY }] });

/** What the menu shows staff, as a file of lines. */
function exported(script: Service): { id: string; sha256: string; storedAt: string; envelope: unknown }[] {
  script.run('exportLetters');
  const [, text = ''] = /<textarea[^>]*>([^]*)<\/textarea>$/.exec(script.dialogs.at(-1) ?? '') ?? [];
  assert.doesNotMatch(text, /</);
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

test('answers a receipt of the text that came, and a repeat with the first receipt', async () => {
  const script = service();
  const sent = envelope({ pack: 'é🙂' });
  const body = `${JSON.stringify(sent, null, 2)}\n`;
  const before = new Date().toISOString();
  const receipt = JSON.parse(script.post(body)) as Receipt;
  assert.deepEqual(receipt, { id: sent.id, sha256: sha256(body), storedAt: receipt.storedAt });
  assert.ok(receipt.storedAt >= before && receipt.storedAt <= new Date().toISOString());
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(JSON.parse(script.post(body)), receipt);
  assert.equal(rowsOf(script).length, 1);
  assert.deepEqual(exported(script), [{ ...receipt, envelope: sent }]);
});

for (const [title, letter] of [
  ['plain words', envelope()],
  ['a sealed letter', sealed()],
  ['a newsletter signup', subscription()],
] as const) {
  test(`confirms ${title} to the dialect that carries them`, () => {
    const script = service();
    const encoded = googleAppsScript.encode(
      { id: letter.id, body: JSON.stringify(letter) },
      { endpoint: 'https://script.google.com/macros/s/x/exec', fields: {} },
    );
    assert.match(encoded.contentType ?? '', /^text\/plain;charset=utf-8$/i);
    const body = encoded.body as string;
    const sent = { id: letter.id, sha256: sha256(body) };
    for (let time = 0; time < 2; time++) {
      assert.deepEqual(googleAppsScript.decode({ status: 200, text: script.post(body) }, sent), { kind: 'confirmed' });
    }
    assert.deepEqual(
      exported(script).map((line) => line.envelope),
      [letter],
    );
    const refused = googleAppsScript.decode(
      { status: 200, text: script.post(JSON.stringify({ ...letter, site: 'elsewhere' })) },
      sent,
    );
    assert.deepEqual(refused, { kind: 'refused', code: 'unknown-site', issues: [] });
  });
}

test('refuses another letter under a known id, and keeps the first [case 38]', () => {
  const script = service();
  const sent = envelope();
  script.post(JSON.stringify(sent));
  const problem = JSON.parse(script.post(JSON.stringify({ ...sent, lang: 'cy' }))) as Problem;
  assert.equal(problem.type, 'urn:l30:problem:id-reused');
  assert.deepEqual(
    exported(script).map((line) => line.envelope),
    [sent],
  );
  assert.equal('storedAt' in JSON.parse(script.post(JSON.stringify({ ...sent, site: 'ashfield' }))), true);
});

for (const [title, body] of [...REFUSED, ...REFUSED_SIGNUPS]) {
  test(`refuses ${title} as the receiver does, in a body with status 200`, async () => {
    const { app } = await receiver();
    const isSignup = REFUSED_SIGNUPS.some(([name]) => name === title);
    const theirs = await app.request(isSignup ? '/subscriptions' : '/submissions', json(body));
    const script = service();
    const text = script.post(body);
    assert.deepEqual(gistOf(JSON.parse(text)), gistOf((await theirs.json()) as Problem));
    assert.doesNotMatch(text, new RegExp(CANARY));
    assert.deepEqual(script.sheets, []);
    assert.deepEqual(script.log, []);
  });
}

for (const [title, body] of [...KEPT, ...KEPT_SIGNUPS]) {
  test(`keeps ${title}`, () => {
    const script = service();
    assert.equal((JSON.parse(script.post(body)) as Receipt).sha256, sha256(body));
    assert.deepEqual(
      exported(script).map((line) => line.envelope),
      [JSON.parse(body)],
    );
  });
}

test('shows whoever opens its address that it is there', () => {
  assert.equal(JSON.parse(service().request('doGet', { parameter: {} })).type, 'urn:l30:problem:method-not-allowed');
});

test('answers a post without a body, and a call without an event', () => {
  assert.equal(JSON.parse(service().request('doPost', { parameter: {} })).type, 'urn:l30:problem:malformed-json');
  assert.equal(JSON.parse(service().request('doPost', undefined)).type, 'urn:l30:problem:internal');
});

for (const honours of [true, false]) {
  test(`puts nothing into a cell that could act, here or in a download, ${honours ? 'with' : 'even without'} the format for plain text [case 100]`, () => {
    const script = service();
    script.honoursTextFormat = honours;
    const letters = [
      nastyLetter(),
      ...['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', "'=1", '007', 'TRUE', '1e5'].map((text) =>
        envelope({ pack: text, answers: [{ id: text, question: text, value: text }] }),
      ),
      envelope({ id: '1'.repeat(32) }),
      envelope({ id: `${'0'.repeat(29)}1e5` }),
      envelope({ answers: [{ id: 'a', question: 'b', value: '='.repeat(60_000) }] }),
    ];
    for (const letter of letters) assert.ok('storedAt' in JSON.parse(script.post(JSON.stringify(letter))));
    const cells = script.sheet().rows.slice(1).flat();
    assert.deepEqual(
      cells.filter(({ formula }) => formula !== undefined),
      [],
    );
    for (const cell of csvOf(script.sheet())
      .split('\r\n')
      .slice(1)
      .flatMap((line) => /^(?:"(?:[^"]|"")*"|[^",]*)(?:,|$)/.exec(line) ?? []))
      assert.doesNotMatch(cell, /^"?[=+\-@\t\r']/);
    // The first column is this script's own, and may be shown as a date.
    for (const row of rowsOf(script)) {
      for (const value of row.slice(1)) {
        assert.equal(typeof value, 'string');
        assert.doesNotMatch(value as string, /^[=+\-@\t\r']/);
      }
    }
    assert.deepEqual(
      exported(script).map((line) => line.envelope),
      letters,
    );
    for (const letter of letters) script.post(JSON.stringify(letter));
    assert.equal(rowsOf(script).length, letters.length);
  });
}

test('lets staff read when, for which school, from which widget, and every question with its answer', () => {
  const script = service();
  script.zone = 'Pacific/Kiritimati';
  const { storedAt } = JSON.parse(
    script.post(
      JSON.stringify(
        envelope({
          answers: [
            { id: 'mood', question: 'How are you?', value: 'sunny', words: 'Sunny' },
            { id: 'who', question: 'Who?', value: ['a', 'b'] },
          ],
        }),
      ),
    ),
  ) as Receipt;
  script.post(JSON.stringify(sealed()));
  const [plain, closed] = rowsOf(script);
  const local = new Date(Date.parse(storedAt) + 14 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  assert.deepEqual(plain?.slice(0, 5), [
    local,
    'hollybrook',
    'mood-check-in',
    'Q: How are you?\nA: Sunny\n\nQ: Who?\nA: a, b',
    '',
  ]);
  assert.deepEqual(closed?.slice(1, 3), ['oakfield', 'mood-check-in']);
  assert.match(String(closed?.[3]), /^Sealed/);
  const { frozen, hidden: unseen } = script.sheet();
  assert.deepEqual([frozen, unseen], [1, [6, 7, 8, 9]]);
});

test('keeps a letter of 64 KiB to the byte in cells of 50,000 characters, and cuts no character in half', () => {
  const script = service();
  const bodies = ['', 'y', 'yz'].map((start) => {
    const letter = (value: string) =>
      JSON.stringify(envelope({ id: 'a'.repeat(32), answers: [{ id: 'a', question: 'Q', value }] }));
    const room = 65_536 - Buffer.byteLength(letter(start));
    // Letters first, so that both cuts, of the letter and of its answers, fall among the faces.
    const value = start + 'x'.repeat(44_000) + '🙂'.repeat((room - 44_000) / 4);
    return letter(value.padEnd(value.length + ((room - 44_000) % 4), 'x')).replace('a'.repeat(32), envelope().id);
  });
  assert.equal(Buffer.byteLength(bodies[0] as string), 65_536);
  bodies.push(JSON.stringify(sealed({ text: 'A'.repeat(64_000) })));
  for (const body of bodies) {
    assert.ok(Buffer.byteLength(body) <= 65_536);
    assert.equal((JSON.parse(script.post(body)) as Receipt).sha256, sha256(body));
  }
  assert.deepEqual(
    exported(script).map((line) => line.envelope),
    bodies.map((body) => JSON.parse(body)),
  );
  const [first] = rowsOf(script);
  const whole = `${String(first?.[3])}${String(first?.[4]).slice(1)}`;
  assert.equal(whole, `Q: Q\nA: ${JSON.parse(bodies[0] as string).answers[0].value}`);
});

test('goes by what the body weighs, not by how many characters it has', () => {
  const script = service();
  assert.match(
    script.post(JSON.stringify(envelope({ answers: [{ id: 'a', question: 'b', value: 'é'.repeat(33_000) }] }))),
    /body-too-large/,
  );
});

test('makes one row of two copies that arrive together, at whichever moment the second comes [case 37]', () => {
  for (const moment of ['tryLock', 'appendRow', 'flush', 'releaseLock'] as const) {
    const script = service();
    script.post(JSON.stringify(envelope()));
    const body = JSON.stringify(envelope());
    let second = '';
    script.hooks = { [moment]: () => (second = script.post(body)) };
    const first = script.post(body);
    if (moment === 'appendRow' || moment === 'flush') {
      assert.deepEqual(googleAppsScript.decode({ status: 200, text: second }, { id: 'x' }), {
        kind: 'unavailable',
        code: 'busy',
      });
      second = script.post(body);
    }
    assert.equal(second, first, moment);
    assert.equal(rowsOf(script).length, 2, moment);
  }
});

test('says nothing is kept when the sheet fails, tells no word of it, and lets the next one in', () => {
  for (const moment of ['appendRow', 'flush'] as const) {
    const script = service();
    script.post(JSON.stringify(envelope()));
    const letter = hidden();
    const body = JSON.stringify(letter);
    script.hooks = {
      [moment]: () => {
        throw new Error(`Service Spreadsheets failed at ${CANARY}`);
      },
    };
    const text = script.post(body);
    assert.equal((JSON.parse(text) as Problem).type, 'urn:l30:problem:internal');
    assert.doesNotMatch(text, new RegExp(CANARY));
    assert.deepEqual(script.log, []);
    // The row may have been written in spite of the fault; it is then known again.
    assert.ok('storedAt' in JSON.parse(script.post(body)));
    assert.equal(rowsOf(script).filter((row) => row.some((value) => String(value).includes(letter.id))).length, 1);
  }
});

test('knows letters again after staff have sorted, filtered or deleted rows, and widened the sheet', () => {
  const script = service();
  const bodies = Array.from({ length: 5 }, () => JSON.stringify(envelope()));
  const receipts = bodies.map((body) => script.post(body));
  const { rows } = script.sheet();
  script.sheet().rows = [rows[0], rows[3], rows[1], rows[5]].map((row) => row ?? []);
  script.sheet().rows[1]?.push({ value: '=seen by Miss Khan' });
  for (const index of [0, 2, 4]) assert.equal(script.post(bodies[index] as string), receipts[index]);
  assert.equal(rowsOf(script).length, 3);
  assert.notEqual(script.post(bodies[1] as string), receipts[1]);
  assert.equal(rowsOf(script).length, 4);
});

test('keeps nothing in a sheet whose columns were moved, and begins a new one when it is renamed', () => {
  const script = service();
  script.post(JSON.stringify(envelope()));
  script.sheet().rows.forEach((row) => row.unshift({ value: 'mine' }));
  const problem = JSON.parse(script.post(JSON.stringify(hidden()))) as Problem;
  assert.deepEqual([problem.status, problem.type], [503, 'urn:l30:problem:storage-unavailable']);
  assert.match(problem.detail, /"Letters"/);
  assert.equal(rowsOf(script).length, 1);
  script.sheet().name = 'Letters until Easter';
  assert.ok('storedAt' in JSON.parse(script.post(JSON.stringify(envelope()))));
  assert.equal(rowsOf(script).length, 1);
});

test('goes on past the rows that a new sheet has', () => {
  const script = service();
  script.post(JSON.stringify(envelope()));
  script.sheet().maxRows = 2;
  assert.ok('storedAt' in JSON.parse(script.post(JSON.stringify(envelope()))));
  assert.equal(rowsOf(script).length, 2);
});

test('offers the export in the menu, and has it ready before the first letter', () => {
  const script = service();
  script.run('onOpen');
  assert.deepEqual(script.menus, ['exportLetters']);
  assert.deepEqual(exported(script), []);
});

test('shows letters in the export as text, whatever they hold', () => {
  const script = service();
  const letter = envelope({
    answers: [{ id: 'a', question: '</textarea><script>alert(1)</script>', value: '&lt; &amp; <b>' }],
  });
  script.post(JSON.stringify(letter, null, 2));
  assert.deepEqual(
    exported(script).map((line) => line.envelope),
    [letter],
  );
});
