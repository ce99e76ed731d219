/**
 * demo/endpoints/postgrest/schema.sql in a PostgreSQL of its own, which is made for this and thrown
 * away. PostgREST itself is not here: what it does with a row is written out in `insert`, after its
 * documentation, and its answers in `answerTo`.
 */
import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Dialect } from '../../src/dialects/shared/dialect.ts';
import { dialect as postgrest } from '../../src/dialects/postgrest.ts';
import { dialect as supabase } from '../../src/dialects/supabase.ts';
import { CANARY, KEPT, KEPT_SIGNUPS, nastyLetter } from '../endpoints/letters.ts';
import { envelope, sealed, sha256 } from '../receiver/support.ts';

const schema = readFileSync(
  fileURLToPath(new URL('../../demo/endpoints/postgrest/schema.sql', import.meta.url)),
  'utf8',
);

/** Where PostgreSQL's own programs are: on the path, or where Debian puts them. */
function programs(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions =
    spawnSync('initdb', ['--version']).status === 0
      ? ['']
      : entriesOf(debian).map((version) => join(debian, version, 'bin/'));
  return versions.find((folder) =>
    ['initdb', 'postgres', 'pg_ctl'].every((name) => spawnSync(`${folder}${name}`, ['--version']).status === 0),
  );
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

const found = spawnSync('psql', ['--version']).status === 0 ? programs() : undefined;
const missing = found === undefined ? 'PostgreSQL was not found; on Debian, install postgresql' : false;
if (missing && process.env.CI === 'true') throw new Error(missing);

describe('schema.sql', { skip: missing }, () => {
  if (missing) return;

  const folder = mkdtempSync(join(tmpdir(), 'l30-postgres-'));
  // PostgreSQL refuses to run as root; 65534 is nobody.
  const as = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const run = (name: string, args: string[]) =>
    execFileSync(`${found}${name}`, args, { ...as, cwd: folder, stdio: 'pipe' });

  before(() => {
    if (as.uid !== undefined) chownSync(folder, as.uid, as.gid);
    run('initdb', ['-D', join(folder, 'data'), '-U', 'owner', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']);
    run('pg_ctl', [
      '-D',
      join(folder, 'data'),
      '-l',
      join(folder, 'log'),
      '-w',
      '-o',
      `-c fsync=off -c listen_addresses= -c unix_socket_directories=${folder}`,
      'start',
    ]);
    console.log(`PostgreSQL ${psql('show server_version').stdout}`);
    // As Supabase has it before anyone comes: its roles, and every right for them on every new table.
    sql(`create role authenticated nologin; create role anon nologin;
      alter default privileges in schema public grant all on tables to anon, authenticated;
      alter default privileges in schema public grant all on functions to anon, authenticated;`);
    sql(schema);
    sql(`insert into l30_sites values ('ashfield'), ('oakfield')`);
  });
  after(() => {
    run('pg_ctl', ['-D', join(folder, 'data'), '-m', 'immediate', 'stop']);
    rmSync(folder, { recursive: true, force: true });
  });

  const args = [
    '-h',
    folder,
    '-U',
    'owner',
    '-d',
    'postgres',
    '-XAtq',
    '-v',
    'ON_ERROR_STOP=1',
    '-v',
    'VERBOSITY=verbose',
  ];
  function psql(text: string) {
    const { stdout, stderr, status } = spawnSync('psql', args, { input: text, encoding: 'utf8', maxBuffer: 1e8 });
    return { stdout: stdout.trim(), stderr, status };
  }
  function sql(text: string): string {
    const { stdout, stderr, status } = psql(text);
    assert.equal(status, 0, stderr);
    return stdout;
  }

  /** What PostgREST makes of `POST /l30_letters` by a stranger, in a transaction of its own. */
  const insert = (body: string) => `begin; set local role anon;
    insert into public.l30_letters (id, site, widget, letter)
      select id, site, widget, letter from json_to_record($l30_body$${body}$l30_body$) as _ (id text, site text, widget text, letter text)
      returning 1;
    commit;`;

  /** What PostgREST answers: 201 to any insertion that raises nothing, whether or not it made a row. */
  function answerTo({ status, stderr }: { status: number | null; stderr: string }) {
    if (status === 0) return { status: 201, text: '' };
    const [, code = '', message = ''] = /ERROR: {2}(\w{5}): (.*)/.exec(stderr) ?? [];
    const raised = /^PT(\d{3})$/.exec(code)?.[1];
    return {
      status: Number(raised ?? { '23505': 409, '42501': 401 }[code] ?? 400),
      text: JSON.stringify({ code, message, details: null, hint: null }),
    };
  }

  const post = (body: string) => answerTo(psql(insert(body)));
  const rowOf = (letter: object, changes: object = {}) => {
    const { id, site, widget } = letter as { id: string; site: string; widget: string };
    return JSON.stringify({ id, site, widget, letter: JSON.stringify(letter), ...changes });
  };
  const count = () => Number(sql('select count(*) from l30_letters'));
  const codeOf = ({ text }: { text: string }) => String((JSON.parse(text || '{}') as { code?: string }).code);

  /** What the query in schema.sql gives staff. By way of hex digits, because psql shows no U+10FFFF. */
  const [query = ''] = /(?<=--\n--   )select[^;]*(?=;)/.exec(schema) ?? [];
  const hex = `select encode(convert_to(line, 'UTF8'), 'hex') from (${query.replaceAll(/\n--/g, '\n')}) as lines (line)`;
  const exported = () =>
    sql(hex)
      .split('\n')
      .filter(Boolean)
      .map(
        (line) =>
          JSON.parse(Buffer.from(line, 'hex').toString()) as {
            id: string;
            sha256: string;
            storedAt: string;
            envelope: unknown;
          },
      );

  for (const [title, dialect] of [
    ['postgrest', postgrest],
    ['supabase', supabase],
  ] as [string, Dialect][]) {
    test(`takes what the dialect ${title} sends, sealed or not, and confirms it and its repeats`, () => {
      for (const letter of [envelope(), sealed(), nastyLetter()]) {
        const { body } = dialect.encode(
          { id: letter.id, body: JSON.stringify(letter) },
          { endpoint: 'https://school.example/l30_letters', fields: { apikey: 'public' } },
        );
        const earlier = count();
        for (let time = 0; time < 3; time++)
          assert.deepEqual(dialect.decode(post(body as string), { id: letter.id }), { kind: 'confirmed' });
        assert.equal(count(), earlier + 1);
        const { sha256: digest, envelope: kept } = exported().find(({ id }) => id === letter.id) ?? {};
        assert.deepEqual(kept, letter);
        assert.equal(digest, sha256(JSON.stringify(letter)));
      }
    });

    test(`refuses another letter under a known id, keeps the first, and the dialect ${title} tells the two apart [case 38]`, () => {
      const first = envelope();
      post(rowOf(first));
      for (const other of [
        { ...first, lang: 'cy' },
        { ...first, site: 'ashfield' },
      ]) {
        assert.deepEqual(dialect.decode(post(rowOf(other)), { id: first.id }), {
          kind: 'refused',
          code: 'id-reused',
          issues: [],
        });
      }
      assert.deepEqual(
        exported()
          .filter(({ id }) => id === first.id)
          .map((line) => line.envelope),
        [first],
      );
    });

    test(`refuses a school it does not know, in words that the dialect ${title} understands`, () => {
      const letter = envelope({ site: 'elsewhere' });
      assert.deepEqual(dialect.decode(post(rowOf(letter)), { id: letter.id }), {
        kind: 'refused',
        code: 'unknown-site',
        issues: [],
      });
    });
  }

  test('makes one row of twenty copies that arrive together, and answers each that it is kept [case 37]', async () => {
    const letter = envelope();
    const statement = insert(rowOf(letter)).replace('commit;', 'select pg_sleep(0.05); commit;');
    const earlier = count();
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const running = spawn('psql', args, { stdio: ['pipe', 'ignore', 'pipe'] });
        let stderr = '';
        running.stderr.on('data', (chunk) => (stderr += String(chunk)));
        running.stdin.end(statement);
        return answerTo({ status: await new Promise<number>((resolve) => running.once('close', resolve)), stderr });
      }),
    );
    assert.deepEqual(answers, Array(20).fill({ status: 201, text: '' }));
    assert.equal(count(), earlier + 1);
  });

  for (const [title, body] of [...KEPT, ...KEPT_SIGNUPS]) {
    test(`keeps ${title}`, () => {
      const letter = JSON.parse(body) as { id: string };
      assert.deepEqual(post(rowOf(letter, { letter: body })), { status: 201, text: '' });
      assert.deepEqual(exported().find(({ id }) => id === letter.id)?.envelope, letter);
    });
  }

  test('takes a letter of 65,536 bytes, and none of one more', () => {
    const sized = (size: number, letter = envelope()) => rowOf(letter, { letter: JSON.stringify(letter).padEnd(size) });
    const many = (letter = envelope({ pack: 'é' })) => rowOf(letter, { letter: JSON.stringify(letter).padEnd(65_536) });
    assert.equal(post(sized(65_536)).status, 201);
    assert.equal(codeOf(post(sized(65_537))), '23514');
    assert.equal(codeOf(post(many())), '23514');
  });

  const REFUSED: [title: string, changes: (letter: ReturnType<typeof envelope>) => object, code: string][] = [
    ['no letter', () => ({ letter: null }), '23502'],
    ['a letter that is not JSON', () => ({ letter: '{' }), '22P02'],
    [
      'a letter that is JSON only without its escapes',
      (letter) => ({ letter: JSON.stringify(letter).replace('"weather"', '"\\x"') }),
      '22P02',
    ],
    ['a letter that is a list', () => ({ letter: '[]' }), '23514'],
    ['a letter that is a text', () => ({ letter: '"text"' }), '23514'],
    ['the id of another letter', () => ({ id: 'f'.repeat(32) }), '23514'],
    ['the site of another letter', () => ({ site: 'ashfield' }), '23514'],
    ['the widget of another letter', () => ({ widget: 'question-card' }), '23514'],
    [
      'a widget that is none',
      (letter) => ({ widget: 'diary', letter: JSON.stringify({ ...letter, widget: 'diary' }) }),
      '23514',
    ],
    [
      'an id in capitals',
      (letter) => ({ id: 'F'.repeat(32), letter: JSON.stringify({ ...letter, id: 'F'.repeat(32) }) }),
      '23514',
    ],
    ['no id', () => ({ id: null }), '23502'],
    ['a site of null', () => ({ site: null }), 'PT422'],
    [
      'an id that stands in an answer alone',
      (letter) => ({ letter: JSON.stringify({ ...letter, id: 1, answers: [{ id: letter.id }] }) }),
      '23514',
    ],
  ];
  for (const [title, changes, code] of REFUSED) {
    test(`refuses ${title}, and keeps nothing of it`, () => {
      const letter = envelope();
      const earlier = count();
      assert.equal(codeOf(post(rowOf(letter, changes(letter)))), code);
      assert.equal(count(), earlier);
    });
  }

  const FORBIDDEN = [
    'select * from public.l30_letters',
    'select id from public.l30_letters',
    'select count(*) from public.l30_letters',
    'select * from public.l30_sites',
    `insert into public.l30_sites values ('elsewhere')`,
    `update public.l30_letters set letter = letter`,
    'delete from public.l30_letters',
    'truncate public.l30_letters',
    `insert into public.l30_letters (id, site, widget, letter, received_at) values ('${'a'.repeat(32)}', 'hollybrook', 'mood-check-in', '{}', now())`,
    `insert into public.l30_letters (id, site, widget, letter) values ('${'a'.repeat(32)}', 'hollybrook', 'mood-check-in', '{}') returning letter`,
    `insert into public.l30_letters (id, site, widget, letter) values ('${'a'.repeat(32)}', 'hollybrook', 'mood-check-in', '{}') on conflict (id) do update set letter = excluded.letter`,
    'alter table public.l30_letters disable row level security',
    'drop trigger l30_before_letter on public.l30_letters',
  ];
  for (const role of ['anon', 'authenticated']) {
    test(`lets the role ${role} do nothing but put letters in`, () => {
      post(rowOf(envelope()));
      const earlier = sql('select * from l30_letters order by id');
      for (const statement of FORBIDDEN)
        assert.match(psql(`set role ${role}; ${statement}`).stderr, /ERROR: {2}42501/, statement);
      assert.equal(sql('select * from l30_letters order by id'), earlier);
    });
  }

  test('repeats no word of a letter in what a stranger is answered, but for the rows of their own that it quotes', () => {
    const first = envelope({ answers: [{ id: 'a', question: CANARY, value: CANARY }] });
    post(rowOf(first));
    assert.doesNotMatch(JSON.stringify(psql(insert(rowOf({ ...first, answers: [] })))), new RegExp(CANARY));
  });

  test('runs where there is no role yet, and only once', () => {
    sql('create database fresh');
    const elsewhere = (text: string) =>
      spawnSync('psql', [...args.slice(0, 4), '-d', 'fresh', ...args.slice(6)], { input: text, encoding: 'utf8' });
    sql('drop owned by anon; drop role anon');
    assert.equal(elsewhere(schema).status, 0);
    assert.match(elsewhere(schema).stderr, /already exists/);
    assert.equal(
      elsewhere(
        `set role anon; insert into public.l30_letters (id, site, widget, letter) values ('${'a'.repeat(32)}', 'hollybrook', 'mood-check-in', '{"id":"${'a'.repeat(32)}","site":"hollybrook","widget":"mood-check-in"}')`,
      ).status,
      0,
    );
  });
});
