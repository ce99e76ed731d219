import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { makeId } from '../../src/contract/envelope.ts';
import type { Problem, Receipt } from '../../src/contract/reply.ts';
import { envelope, json, sealed, sha256 } from '../receiver/support.ts';
import { exportFrom, host, lettersOf, missing, replace, serve, type Host, type Keeping } from './php.ts';
import { CANARY, nastyLetter } from './letters.ts';

const QUICK = (php: string) => replace(php, 'const PATIENCE = 5;', 'const PATIENCE = 1;');
const hidden = () => envelope({ answers: [{ id: 'a', question: CANARY, value: CANARY }] });

/** Another program that holds what letters are written under, until it is told to let go. */
async function holder(of: Host, keeping: Keeping) {
  const hold = {
    SQLite: '$held = new PDO("sqlite:$argv[1]/letters.sqlite"); $held->exec("BEGIN EXCLUSIVE");',
    files: '$held = fopen("$argv[1]/lock", "c"); flock($held, LOCK_EX);',
  }[keeping];
  const running = spawn('php', ['-r', `${hold} echo "held\\n"; fgets(STDIN);`, of.data], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await once(running.stdout, 'data');
  return async () => {
    running.stdin.end();
    await once(running, 'exit');
  };
}

async function problemOf(response: Response): Promise<Problem> {
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  return (await response.json()) as Problem;
}

for (const keeping of ['SQLite', 'files'] as const) {
  describe(`l30.php, keeping letters in ${keeping}`, { skip: missing, concurrency: 1 }, () => {
    if (missing) return;

    test('answers 201 with a receipt of the bytes that came, and a repeat with 200 and the first receipt', async () => {
      const place = host();
      const { url } = await serve(place, { keeping });
      const sent = envelope();
      const body = `  ${JSON.stringify(sent, null, 2)}\n`;
      const before = new Date().toISOString();
      const response = await fetch(url, json(body));
      const receipt = (await response.json()) as Receipt;
      assert.equal(response.status, 201);
      assert.deepEqual(receipt, { id: sent.id, sha256: sha256(body), storedAt: receipt.storedAt });
      assert.ok(receipt.storedAt >= before && receipt.storedAt <= new Date().toISOString());
      await new Promise((resolve) => setTimeout(resolve, 5));
      const again = await fetch(url, json(body));
      assert.equal(again.status, 200);
      assert.deepEqual(await again.json(), receipt);
      assert.deepEqual(lettersOf(place, keeping), [{ ...receipt, envelope: sent }]);
    });

    test('makes one row and equal receipts of 200 posts at once by eight processes, from the first second on [case 37]', async () => {
      const place = host();
      const { url } = await serve(place, { keeping, workers: 8 });
      const body = JSON.stringify(envelope());
      const responses = await Promise.all(Array.from({ length: 200 }, () => fetch(url, json(body))));
      assert.deepEqual(responses.map(({ status }) => status).sort(), [...Array(199).fill(200), 201]);
      assert.equal(new Set(await Promise.all(responses.map((response) => response.text()))).size, 1);
      assert.equal(lettersOf(place, keeping).length, 1);
    });

    test('refuses another letter under a known id, and keeps the first [case 38]', async () => {
      const place = host();
      const { url } = await serve(place, { keeping });
      const sent = envelope();
      await fetch(url, json(sent));
      const response = await fetch(url, json(envelope({ id: sent.id, lang: 'cy' })));
      assert.equal(response.status, 422);
      assert.equal((await problemOf(response)).type, 'urn:l30:problem:id-reused');
      assert.deepEqual(
        lettersOf(place, keeping).map((letter) => letter.envelope),
        [sent],
      );
    });

    test('knows a letter again by the id in its body, whatever became of its headers [case 20]', async () => {
      const place = host();
      const { url } = await serve(place, { keeping });
      const body = JSON.stringify(envelope());
      const { hostname, port, pathname } = new URL(url);
      const bare = () => {
        const socket = connect(Number(port), hostname);
        socket.end(
          `POST ${pathname} HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
        );
        return new Promise<string>((resolve) => {
          let text = '';
          socket.on('data', (chunk) => (text += String(chunk))).on('close', () => resolve(text));
        });
      };
      const [first, second] = [await bare(), await bare()];
      assert.match(first, / 201 /);
      assert.match(second, / 200 /);
      assert.equal(first.split('\r\n\r\n')[1], second.split('\r\n\r\n')[1]);
      assert.equal(lettersOf(place, keeping).length, 1);
    });

    test('exports nothing before anything has come', () => {
      const { stdout, stderr, status } = exportFrom(host(), keeping);
      assert.deepEqual([stdout, stderr, status], ['', '', 0]);
    });

    test('lets two schools use the same id', async () => {
      const place = host();
      const { url } = await serve(place, { keeping });
      const id = makeId();
      for (const site of ['hollybrook', 'ashfield'])
        assert.equal((await fetch(url, json(envelope({ id, site })))).status, 201);
      assert.equal(lettersOf(place, keeping).length, 2);
    });

    test('gives every kind of text back as it was written, and sealed letters as they came', async () => {
      const place = host();
      const { url } = await serve(place, { keeping });
      const letters = [nastyLetter(), sealed({ text: 'A'.repeat(60_000) })];
      for (const letter of letters) assert.equal((await fetch(url, json(letter))).status, 201);
      const kept = lettersOf(place, keeping);
      assert.deepEqual(
        kept.map((letter) => letter.envelope),
        letters,
      );
      assert.deepEqual(
        kept.map((letter) => letter.sha256),
        letters.map((letter) => sha256(JSON.stringify(letter))),
      );
    });

    test('loses no letter it gave a receipt for when it is killed in the middle, and doubles none that come again [case 24]', async () => {
      const place = host();
      const bodies = new Map(
        Array.from({ length: 80 }, () => envelope()).map((letter) => [letter.id, JSON.stringify(letter)]),
      );
      const acknowledged = new Map<string, Receipt>();
      let kills = 0;
      while (acknowledged.size < bodies.size) {
        const { url, kill } = await serve(place, { keeping, workers: 4 });
        const waiting = [...bodies].filter(([id]) => !acknowledged.has(id));
        // The last time round, nobody kills.
        const mark = waiting.length > 30 ? acknowledged.size + 20 : Infinity;
        let killed: Promise<void> | undefined;
        await Promise.all(
          waiting.map(async ([id, body]) => {
            try {
              const response = await fetch(url, json(body));
              const receipt = (await response.json()) as Receipt;
              if (response.ok) acknowledged.set(id, receipt);
            } catch {
              // Killed before it could answer: whether the letter is kept is not known.
            }
            if (acknowledged.size >= mark) killed ??= kill();
          }),
        );
        if (killed) kills += 1;
        await killed;
        const kept = new Map(lettersOf(place, keeping).map(({ id, sha256: digest }) => [id, digest]));
        for (const [id, receipt] of acknowledged) assert.equal(kept.get(id), receipt.sha256);
        await kill();
      }
      assert.ok(kills >= 2, `${kills} kills`);
      const kept = lettersOf(place, keeping);
      assert.deepEqual(kept.map(({ id }) => id).sort(), [...bodies.keys()].sort());
    });

    test('answers 503 and when to come again while another program keeps the letters locked [case 27]', async () => {
      const place = host({ edit: QUICK });
      const { url, lines } = await serve(place, { keeping });
      const sent = hidden();
      await fetch(url, json(envelope()));
      const letGo = await holder(place, keeping);
      const began = Date.now();
      const response = await fetch(url, json(sent));
      assert.equal(response.status, 503);
      assert.ok(Date.now() - began < 30_000, 'does not wait for as long as the other likes');
      assert.equal(response.headers.get('retry-after'), '10');
      assert.equal((await problemOf(response)).type, 'urn:l30:problem:storage-unavailable');
      await letGo();
      assert.equal((await fetch(url, json(sent))).status, 201);
      assert.ok(lines.some((line) => line.includes('l30: storage')));
      assert.doesNotMatch(lines.join('\n'), new RegExp(CANARY));
    });

    test('answers 507 when there is no room left, keeps nothing of it, and what is there stays [case 26]', async () => {
      const place = host({
        edit: (php) =>
          replace(php, 'PRAGMA synchronous = EXTRA', 'PRAGMA synchronous = EXTRA; PRAGMA max_page_count = 5'),
      });
      const { url, lines } = await serve(place, { keeping });
      const first = envelope();
      assert.equal((await fetch(url, json(first))).status, 201);
      // A device without room stands in for a full disk.
      if (keeping === 'files') symlinkSync('/dev/full', join(place.data, 'new'));
      const sent = envelope({ answers: [{ id: 'a', question: CANARY, value: CANARY.repeat(5000) }] });
      const response = await fetch(url, json(sent));
      assert.equal(response.status, 507);
      assert.equal((await problemOf(response)).type, 'urn:l30:problem:storage-full');
      assert.deepEqual(
        lettersOf(place, keeping).map((letter) => letter.envelope),
        [first],
      );
      assert.doesNotMatch(lines.join('\n'), new RegExp(CANARY));
    });

    test('keeps letters where only its own user can read them', async () => {
      const place = host();
      const { url } = await serve(place, { keeping });
      await fetch(url, json(envelope()));
      const all = [
        place.data,
        ...readdirSync(place.data, { recursive: true }).map((name) => join(place.data, String(name))),
      ];
      assert.deepEqual(
        all.filter((path) => (statSync(path).mode & 0o077) !== 0),
        [],
      );
      assert.match(readFileSync(join(place.data, '.htaccess'), 'utf8'), /Require all denied/);
      assert.deepEqual(readdirSync(place.web), ['l30.php']);
    });
  });
}

describe('l30.php: where letters are kept', { skip: missing }, () => {
  if (missing) return;

  const PLACES: [title: string, data: (folder: string) => string, detail: RegExp][] = [
    ['no folder', () => '', /Set DATA/],
    ['a relative folder', () => 'data', /full path/],
    ['a folder in the web space', (folder) => `${folder}/web/letters`, /inside the web space/],
    ['the web space itself', (folder) => `${folder}/web`, /inside the web space/],
    [
      'a way round into the web space',
      (folder) => `${folder}/data/../web/letters`,
      /does not exist|inside the web space/,
    ],
    ['a folder that holds the web space', (folder) => folder, /holds the web space/],
    ['a folder that hosts serve by custom', (folder) => `${folder}/public_html`, /inside the web space/],
    ['a folder under one that is not there', (folder) => `${folder}/not/there`, /does not exist/],
    ['a folder that cannot be made', (folder) => `${folder}/web/l30.php/letters`, /./],
  ];
  for (const [title, data, detail] of PLACES) {
    test(`refuses to keep letters in ${title}, and says so to whoever opens the address`, async () => {
      const place = host({ data });
      const { url } = await serve(place);
      const before = readdirSync(place.folder, { recursive: true });
      for (const request of [{}, json(hidden())]) {
        const response = await fetch(url, request);
        assert.equal(response.status, 503);
        const { type, detail: said } = await problemOf(response);
        assert.equal(type, 'urn:l30:problem:storage-unavailable');
        assert.match(said, detail);
        assert.ok(!said.includes(place.folder), 'tells no path to the world');
      }
      assert.deepEqual(readdirSync(place.folder, { recursive: true }), before);
      assert.equal(exportFrom(place).status, 1);
    });
  }

  test('says so when the host lets PHP write nowhere but in the web space', async () => {
    const place = host();
    const { url } = await serve(place, { settings: { open_basedir: place.web } });
    assert.match((await problemOf(await fetch(url))).detail, /PHP may not use the folder DATA|does not exist/);
    assert.ok(!existsSync(place.data));
  });

  test('follows a link to where it leads', async () => {
    const place = host();
    mkdirSync(join(place.web, 'letters'));
    symlinkSync(join(place.web, 'letters'), place.data);
    const { url } = await serve(place);
    assert.match((await problemOf(await fetch(url))).detail, /inside the web space/);
  });

  test('lets a preflight pass that comes before a folder is set, so that pages can read what is wrong', async () => {
    const place = host({ data: () => '' });
    const { url } = await serve(place);
    const headers = { origin: 'https://hollybrook.example' };
    assert.equal((await fetch(url, { method: 'OPTIONS', headers })).status, 204);
    assert.equal(
      (await fetch(url, json(envelope(), headers))).headers.get('access-control-allow-origin'),
      headers.origin,
    );
  });

  test('goes on with files when PHP gets SQLite later, and still knows the letters', async () => {
    const place = host();
    const sent = envelope();
    const bare = await serve(place, { keeping: 'files' });
    assert.equal((await fetch(bare.url, json(sent))).status, 201);
    const { url } = await serve(place);
    assert.equal((await fetch(url, json(sent))).status, 200);
    assert.equal((await fetch(url, json(envelope()))).status, 201);
    assert.equal(lettersOf(place).length, 2);
    assert.ok(!existsSync(join(place.data, 'letters.sqlite')));
  });

  test('keeps nothing when PHP loses SQLite, rather than begin a second heap', async () => {
    const place = host();
    const whole = await serve(place);
    await fetch(whole.url, json(envelope()));
    const { url } = await serve(place, { keeping: 'files' });
    assert.equal((await fetch(url, json(envelope()))).status, 503);
    assert.equal(lettersOf(place).length, 1);
    assert.equal(exportFrom(place, 'files').status, 1);
  });

  const DAMAGED: [keeping: Keeping, damage: (of: Host, id: string) => string][] = [
    ['SQLite', ({ data }) => join(data, 'letters.sqlite')],
    ['files', ({ data }, id) => join(data, 'letters', `hollybrook.${id}.json`)],
  ];
  for (const [keeping, damage] of DAMAGED) {
    test(`keeps nothing on top of damaged ${keeping}, and leaves it for whoever can mend it`, async () => {
      const place = host();
      const sent = envelope();
      const { url } = await serve(place, { keeping });
      await fetch(url, json(sent));
      const path = damage(place, sent.id);
      writeFileSync(path, 'not what it was'.repeat(500));
      const response = await fetch(url, json(sent));
      assert.equal(response.status, 503);
      assert.equal((await problemOf(response)).type, 'urn:l30:problem:storage-unavailable');
      assert.match(readFileSync(path, 'utf8'), /^not what it was/);
      const { status, stdout, stderr } = exportFrom(place, keeping);
      assert.deepEqual([status, stdout], [1, '']);
      assert.match(stderr, /cannot be read/);
    });
  }

  test('puts no warning of PHP into its answer', async () => {
    const place = host();
    const { url, lines } = await serve(place, { keeping: 'files' });
    await fetch(url, json(envelope()));
    // Opening it for writing now fails with a warning, as root too.
    mkdirSync(join(place.data, 'new'));
    const response = await fetch(url, json(hidden()));
    assert.equal(response.status, 503);
    const text = await response.text();
    assert.equal((JSON.parse(text) as Problem).status, 503);
    assert.ok(!text.includes(basename(place.folder)));
    assert.doesNotMatch(lines.join('\n'), new RegExp(CANARY));
  });
});
