import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { tidy, type Choices } from '../../../src/pages/builder/choices.ts';
import { hosts } from '../../../src/pages/builder/hosts.ts';
import { snippetFor, type Snippet } from '../../../src/pages/builder/snippet.ts';
import { leavesFor, readHashes, strictPageFor, type Hashes } from '../../../src/pages/builder/strict.ts';

const SCRIPT = 'https://www.hollybrook.example/l30/l30.js?v=2';
const PATHS = [
  'l30.js',
  'delivery/index.js',
  'delivery/seal.js',
  'diagnose/check.js',
  'dialects/json.js',
  'dialects/names.js',
  'dialects/zapier.js',
  'locales/cy/core.js',
  'packs/en/caused-harm.js',
  'packs/en/check-in.js',
  'packs/en/scales/energy.js',
  'packs/en/scales/faces-3.js',
  'packs/en/scales/faces-5.js',
  'packs/something-new.js',
  'settings/admin.js',
  'widgets/mood-check-in/kiosk.js',
  'widgets/reflection-form/care.js',
];
const hashOf = (text: string, kind: string): string => `${kind}-${createHash(kind).update(text).digest('base64')}`;
const hashes: Hashes = Object.fromEntries(PATHS.map((path) => [path, hashOf(path, 'sha384')]));

const chosen = (choices: Partial<Choices> = {}): Choices =>
  tidy({ script: SCRIPT, endpoint: 'https://inbox.hollybrook.example/submissions', strict: 'yes', ...choices });

/** What a page of such a policy gets. */
async function strictSnippet(choices: Partial<Choices> = {}): Promise<Snippet> {
  const all = chosen(choices);
  return snippetFor(all, all.host, await strictPageFor(all, SCRIPT, hashes));
}

describe('the leaves that a strict page has to let in', () => {
  const always = [
    'delivery/index.js',
    'diagnose/check.js',
    'dialects/names.js',
    'locales/cy/core.js',
    'packs/something-new.js',
    'settings/admin.js',
  ];
  const cases: [what: string, choices: Partial<Choices>, more: string[]][] = [
    [
      'a check-in',
      {},
      [
        'dialects/json.js',
        'packs/en/scales/faces-3.js',
        'packs/en/scales/faces-5.js',
        'widgets/mood-check-in/kiosk.js',
      ],
    ],
    [
      'a check-in with a scale of its own, sealed',
      { scale: 'energy', publicKeys: 'B1 B2' },
      ['delivery/seal.js', 'dialects/json.js', 'packs/en/scales/energy.js', 'widgets/mood-check-in/kiosk.js'],
    ],
    [
      'a form whose words go to another service',
      { widget: 'reflection-form', endpoint: 'https://hooks.zapier.com/hooks/catch/1/2/' },
      [
        'dialects/zapier.js',
        'packs/en/caused-harm.js',
        'packs/en/scales/faces-3.js',
        'packs/en/scales/faces-5.js',
        'widgets/reflection-form/care.js',
      ],
    ],
  ];
  for (const [what, choices, more] of cases) {
    it(`for ${what} are those that it may fetch, and whatever is not known to be for others`, () =>
      assert.deepEqual(leavesFor(chosen(choices), hashes), [...always, ...more].sort()));
  }
});

describe('a snippet for a strict page', () => {
  it('names each leaf by the address that l30.js asks for, with its hash', async () => {
    const { head = '' } = await strictSnippet();
    const [, map = ''] = /^<script type="importmap">(.*)<\/script>$/.exec(head) ?? [];
    const { integrity } = JSON.parse(map) as { integrity: Record<string, string> };
    assert.equal(integrity['https://www.hollybrook.example/l30/delivery/index.js'], hashes['delivery/index.js']);
    assert.deepEqual(
      Object.values(integrity),
      leavesFor(chosen(), hashes).map((path) => hashes[path]),
    );
    assert.doesNotMatch(head, /[^\x20-\x7e]/);
  });

  it('has everything in its policy that the page then runs and asks, the import map as well', async () => {
    const { head = '', policy = '' } = await strictSnippet();
    const map = head.replace(/^<script type="importmap">|<\/script>$/g, '');
    const [scripts = '', connections] = policy.split(';\n');
    const sources = scripts.split(' ');
    assert.deepEqual(sources.slice(0, 3), ['script-src', `'${hashes['l30.js']}'`, `'${hashOf(map, 'sha256')}'`]);
    assert.deepEqual(
      sources.slice(3),
      leavesFor(chosen(), hashes).map((path) => `'${hashes[path]}'`),
    );
    assert.equal(connections, 'connect-src https://inbox.hollybrook.example');
    assert.match((await strictSnippet({ endpoint: '/submissions' })).policy!, /;\nconnect-src 'self'$/);
    assert.doesNotMatch((await strictSnippet({ endpoint: '' })).policy!, /connect-src/);
  });

  it('has the hash on the tag, also of a script that lies elsewhere, and no style in its text', async () => {
    for (const form of ['whole', 'self', 'site-link', 'site-marker']) {
      const { code, siteCode, css = '' } = await strictSnippet({ form, accent: '#14573a' });
      const tag = (siteCode ?? code).split('\n').at(-1)!;
      assert.ok(tag.includes(` integrity="${hashes['l30.js']}" crossorigin="anonymous"`), tag);
      assert.doesNotMatch(code, / style=/);
      assert.match(css, /^:root\{--l30-accent:#14573a;/);
      assert.equal(/\n\.l30-mood-check-in\{min-height:/.test(css), form === 'whole');
    }
  });

  it('says what to do with each part, and what is simpler where addresses are allowed', async () => {
    const { steps } = await strictSnippet({ host: 'html' });
    assert.match(steps[0]!, /import map into the head/);
    assert.ok(steps.some((step) => step.includes('https://www.hollybrook.example/l30/ is enough')));
    assert.match(steps.at(-1)!, /whenever l30\.js is replaced/);
  });

  it('is like any other where no script of ours runs on the page, and where the hashes are not known', async () => {
    for (const form of ['frame', 'frame-address', 'link']) {
      const { head, policy } = await strictSnippet({ form });
      assert.deepEqual([head, policy], [undefined, undefined]);
    }
    for (const { id } of hosts) assert.deepEqual(snippetFor(chosen(), id), snippetFor(chosen({ strict: '' }), id));
  });
});

describe('the hashes beside l30.js', () => {
  it('are read without what stands behind the address of the script', async () => {
    const asked: string[] = [];
    const fetch = async (address: string | URL | Request): Promise<Response> => {
      asked.push(String(address));
      return Response.json(hashes);
    };
    assert.deepEqual(await readHashes(SCRIPT, fetch), hashes);
    assert.deepEqual(asked, ['https://www.hollybrook.example/l30/integrity.json']);
  });

  const amiss: [what: string, fetch: () => Promise<Response>][] = [
    ['the file is not there', async () => new Response('<h1>404</h1>', { status: 404 })],
    ['this page may not read it', () => Promise.reject(new TypeError('CORS'))],
    ['it is about something else', async () => Response.json({ 'index.js': 'sha384-x' })],
    ['it is no object', async () => Response.json(null)],
  ];
  for (const [what, fetch] of amiss) {
    it(`are missed in words where ${what}`, () =>
      assert.rejects(
        readHashes(SCRIPT, fetch),
        /could not be read from https:\S+\/integrity\.json\. .*beside l30\.js/,
      ));
  }
});
