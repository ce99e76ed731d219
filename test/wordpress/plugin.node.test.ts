/** The functions of the WordPress plugin, called one by one. `npm run test:cms` runs all of it in WordPress. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { WIDGET_NAMES } from '../../src/contract/envelope.ts';
import { PACK_IDS, SCALE_IDS, regions } from '../../src/packs/index.ts';
import { attributeOf, settingNames } from '../../src/settings/settings.ts';
import { missing } from '../endpoints/php.ts';

const root = join(import.meta.dirname, '../..');
const plugin = join(root, 'demo/wordpress/l30-widgets');
const main = join(plugin, 'l30-widgets.php');
const files = readdirSync(plugin, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.php'))
  .map((name) => join(plugin, name));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

type Call = [name: string, ...rest: unknown[]];

/** Calls functions of the plugin in one go; answers what each gave. */
function php(...calls: Call[]): unknown[] {
  const { stdout, stderr, status } = spawnSync(
    'php',
    ['-d', 'display_errors=stderr', '-d', 'error_reporting=-1', join(import.meta.dirname, 'stand-in.php')],
    { input: JSON.stringify(calls), encoding: 'utf8' },
  );
  assert.equal(status, 0, stderr + stdout);
  assert.equal(stderr, '');
  return JSON.parse(stdout) as unknown[];
}

/** The same with the plugin loaded first. */
const called = (...calls: Call[]): unknown[] => php(['file', main], ...calls).slice(1);
const one = (...call: Call): unknown => called(call)[0];

const KEY = `BA${'a'.repeat(85)}`;

describe('the WordPress plugin', { skip: missing }, () => {
  if (missing) return;

  /** Every setting as it is before anybody has said anything. */
  const NOTHING = Object.fromEntries(Object.keys(one('l30_widgets_fields') as object).map((name) => [name, '']));

  test('every file of it is PHP, none that PHP 7.4 could not read, and does nothing when it is asked for by itself', () => {
    assert.ok(files.length >= 8, files.join());
    for (const file of files) {
      assert.equal(spawnSync('php', ['-l', file]).status, 0, file);
      assert.deepEqual(spawnSync('php', [file], { encoding: 'utf8' }).stdout, '', file);
    }
    assert.deepEqual(
      php(...files.map((file): Call => ['newer_tokens', file])),
      files.map(() => []),
    );
  });

  test('every function that it hooks into WordPress is there', () => {
    const hooks = one('hooks') as [hook: string, name: string, exists: boolean][];
    assert.ok(hooks.length >= 5);
    for (const [hook, name, exists] of hooks) assert.ok(exists, `${hook}: ${name}`);
  });

  type All = Record<
    string,
    { style: string; settings: Record<string, [kind: string, label: string, choices?: string[]]> }
  >;

  test('it knows the widgets, packs and scales that there are, and settings that the widgets have', () => {
    const [all, packs, scales] = called(
      ['l30_widgets_all'],
      ['constant', 'L30_WIDGETS_PACKS'],
      ['constant', 'L30_WIDGETS_SCALES'],
    ) as [All, string[], string[]];
    assert.deepEqual(Object.keys(all).sort(), [...WIDGET_NAMES].sort());
    assert.deepEqual(packs, PACK_IDS);
    assert.deepEqual(scales, SCALE_IDS);
    for (const [name, { settings, style }] of Object.entries(all)) {
      const source = readFileSync(join(root, `src/widgets/${name}/${name}.ts`), 'utf8');
      for (const setting of Object.keys(settings))
        assert.ok(setting === 'age' || source.includes(` * @attr ${setting} - `), `${name}: ${setting}`);
      assert.ok(
        readme.includes(`data-l30="${name}"`) && readme.includes(`style="${style}"`),
        `the README has other heights than ${name} here`,
      );
    }
  });

  test('of the settings of a site an author may say the age alone, and an administrator the rest in one place', () => {
    const [guarded, fields, all] = called(
      ['constant', 'L30_WIDGETS_GUARDED'],
      ['l30_widgets_fields'],
      ['l30_widgets_all'],
    ) as [string[], Record<string, { shared: boolean; list: Record<string, string> }>, All];
    const settings = settingNames.map(attributeOf);
    assert.deepEqual([...guarded].sort(), settings.filter((name) => name !== 'age').sort());
    for (const { settings: own } of Object.values(all))
      assert.deepEqual(
        Object.keys(own).filter((name) => guarded.includes(name)),
        [],
      );
    for (const [name, { shared }] of Object.entries(fields))
      assert.equal(settings.includes(name.replaceAll('_', '-')), shared, name);
    assert.deepEqual(
      settings.filter((name) => !(name.replaceAll('-', '_') in fields)),
      ['symbols', 'help'],
    );
    assert.deepEqual(Object.keys(fields['region']!.list).sort(), [...Object.keys(regions), 'other'].sort());
  });

  test('it writes the lines that the README shows', () => {
    const options = { ...NOTHING, hosted: '/embed' };
    const lines = called(
      ['l30_widgets_snippet', 'mood-check-in', { scale: 'faces-5' }, options],
      ['l30_widgets_snippet', 'reflection-form', { pack: 'caused-harm' }, options],
    ) as string[];
    for (const line of lines) assert.ok(readme.split('\n').includes(line), line);
  });

  test('its link leads to the hosted page, or to a page of the school, or to the front page', () => {
    const link = (options: object) =>
      /href="([^"]*)"/.exec(
        one(
          'l30_widgets_snippet',
          'question-card',
          { pack: 'harmed', respond: true },
          { ...NOTHING, ...options },
        ) as string,
      )?.[1];
    assert.equal(
      link({ hosted: 'https://inbox.school.example/embed/', page: '/talk' }),
      'https://inbox.school.example/embed/question-card?pack=harmed&amp;respond',
    );
    assert.equal(link({ page: '/talk' }), '/talk');
    assert.equal(link({}), 'https://www.school.example/');
  });

  test('a snippet cannot be broken out of, and takes nothing but the settings of its widget', () => {
    const said = {
      heading: `"><script>alert(1)</script>'&`,
      endpoint: 'https://elsewhere.example/',
      readers: 'Nobody',
      onclick: 'alert(1)',
      'public-keys': KEY,
      scale: ['faces-5'],
      kiosk: false,
    };
    const html = one('l30_widgets_snippet', 'mood-check-in', said, NOTHING) as string;
    const attributes = /^<div([^<>]*)><a href="[^"<>]*">[^<>]*<\/a><\/div>$/.exec(html)?.[1];
    assert.ok(attributes, html);
    const names = [...attributes.matchAll(/ ([\w-]+)="[^"]*"/g)].map(([, name]) => name);
    assert.deepEqual(names, ['class', 'data-l30', 'data-heading', 'style']);
    assert.match(attributes, / data-heading="&gt;script&gt;alert\(1\)\/script&gt;&#0?39;&amp;"/);
  });

  const CLEANED: [kind: string, typed: unknown, kept: string | null][] = [
    ['flag', true, ''],
    ['flag', false, null],
    ['flag', '', ''],
    ['flag', 'yes', ''],
    ['flag', 'No', null],
    ['flag', '0', null],
    ['id', 'faces-3', 'faces-3'],
    ['id', '\u201cfaces-3\u201d', 'faces-3'],
    ['id', '\u00a0faces-3\u00a0', 'faces-3'],
    ['id', 'Faces 3', null],
    ['id', '', null],
    ['id', 'a\n', 'a'],
    ['id', true, null],
    ['number', '20', '20'],
    ['number', '-1', null],
    ['number', '1e3', null],
    ['number', 0, '0'],
    ['address', 'https://www.school.example/privacy', 'https://www.school.example/privacy'],
    ['address', '/privacy', '/privacy'],
    ['address', 'javascript:alert(1)', null],
    ['address', 'http://www.school.example/', null],
    ['path', '/packs/worry.json', '/packs/worry.json'],
    ['path', 'https://elsewhere.example/worry.json', null],
    ['path', '//elsewhere.example/', null],
    ['path', '/\\elsewhere.example', null],
    ['text', ' How are you? ', 'How are you?'],
    ['text', '\u2018S\u2019mae?\u2019', 'S\u2019mae?'],
    ['text', 'a<b', 'ab'],
    ['text', '\ud83d\ude42'.repeat(400), '\ud83d\ude42'.repeat(300)],
    ['text', null, null],
    ['text', {}, null],
  ];
  test('it takes what people type as they meant it, and leaves out what is no value', () => {
    const answers = called(...CLEANED.map(([kind, typed]): Call => ['l30_widgets_clean', kind, typed]));
    CLEANED.forEach(([kind, typed, kept], place) =>
      assert.equal(answers[place], kept, `${kind} ${JSON.stringify(typed)}`),
    );
  });

  test('a shortcode says its settings with hyphens or underscores, and switches by their names alone', () => {
    assert.deepEqual(
      one('l30_widgets_said', 'mood-check-in', {
        ask_name: '',
        Scale: 'faces-3',
        0: 'kiosk',
        1: 'endpoint',
        2: 'ask_needs',
      }),
      { 'ask-name': '', scale: 'faces-3', kiosk: true, 'ask-needs': true },
    );
    // What WordPress gives for a shortcode without settings.
    assert.deepEqual(one('l30_widgets_said', 'mood-check-in', ''), []);
  });

  const GOOD = [
    'https://inbox.school.example/submissions',
    'https://school.example:8443/a?b=c#d',
    '/wp-json/school/v1/letters',
    'http://127.0.0.1:3030/submissions',
    'http://localhost/',
    'https://xn--hollybrk-3kb.example/',
  ];
  const BAD = [
    'http://school.example/',
    'https://',
    'https://school',
    'https://user:word@school.example/',
    'https://school.example@elsewhere.example/',
    '//school.example/',
    '/\\school.example',
    'https:\\\\school.example',
    'https://school.example/a b',
    'https://school.example/"',
    'https://school.example/<',
    'javascript:alert(1)',
    'data:text/html,x',
    'mailto:head@school.example',
    'school.example',
    'http://127.0.0.1.elsewhere.example/',
    'https://school.example/\n',
  ];
  test('words go to https addresses, paths here and this machine, and nowhere else', () => {
    const answers = called(...[...GOOD, ...BAD].map((text): Call => ['l30_widgets_is_address', text]));
    assert.deepEqual(answers, [...GOOD.map(() => true), ...BAD.map(() => false)]);
  });

  const tagFor = (tag: string, options: object, handle = 'l30-widgets') =>
    called(['options', options], ['l30_widgets_script_tag', tag, handle])[1] as string;

  test('the script tag carries what the site shares, escaped, and is put off until the page is there', () => {
    const options = {
      ...NOTHING,
      endpoint: '/submissions',
      readers: 'Miss "K" & $1 \\0',
      public_keys: `${KEY} ${KEY}`,
      hosted: '/embed',
      script: '/l30.js',
    };
    const added = ` data-endpoint="/submissions" data-readers="Miss &quot;K&quot; &amp; $1 \\0" data-public-keys="${KEY} ${KEY}"`;
    // As WordPress writes it up to 6.2, and since.
    assert.equal(
      tagFor(`<script src='/l30.js' id='l30-widgets-js'></script>\n`, options),
      `<script src='/l30.js' id='l30-widgets-js' defer${added}></script>\n`,
    );
    assert.equal(
      tagFor(`<script src="/l30.js" id="l30-widgets-js" defer data-wp-strategy="defer"></script>`, options),
      `<script src="/l30.js" id="l30-widgets-js" defer data-wp-strategy="defer"${added}></script>`,
    );
    const others = `<script id="l30-widgets-js-before">\nvar a = 1;\n</script>\n`;
    assert.equal(
      tagFor(`<script src="/other.js" id="other-js"></script>`, options, 'other'),
      `<script src="/other.js" id="other-js"></script>`,
    );
    assert.equal(
      tagFor(`${others}<script src="/l30.js"></script>`, { ...NOTHING, school: 'Hollybrook' }),
      `${others}<script src="/l30.js" defer data-school="Hollybrook"></script>`,
    );
  });

  test('a setting that got in by another way than the settings page is not believed', () => {
    const [, options] = called(
      [
        'options',
        { endpoint: 'http://elsewhere.example/', readers: ['x'], region: 'mars', lead: '<b>', school: 'Hollybrook' },
      ],
      ['l30_widgets_options'],
    ) as [null, object];
    assert.deepEqual(options, { ...NOTHING, school: 'Hollybrook' });
  });

  test('what the settings page is sent is kept when it is right, and said when it is not', () => {
    const before = { ...NOTHING, endpoint: '/before', script: '/before.js' };
    const sent = {
      endpoint: 'http://elsewhere.example/',
      readers: ' Miss  Khan <b>',
      public_keys: `\n${KEY}\n${KEY} `,
      age: '99',
      site: 'hollybrook',
      partners: '[{"name": "School nurse"}]',
      fields: '{“email”: 1}',
      unknown: 'x',
    };
    const [, kept, said] = called(['options', before], ['l30_widgets_sanitize', sent], ['say']) as [
      null,
      object,
      string[],
    ];
    assert.deepEqual(kept, {
      ...before,
      readers: 'Miss Khan',
      public_keys: `${KEY} ${KEY}`,
      site: 'hollybrook',
      partners: sent.partners,
    });
    assert.equal(said.length, 3);
    assert.match(said[0]!, /^Where pupils' words go: Write an address that starts with https:/);
    assert.match(said[1]!, /^Whom the site is for: /);
    assert.match(said[2]!, /^Names of fields: Write JSON/);
    assert.deepEqual(called(['options', before], ['l30_widgets_sanitize', 'nonsense'])[1], before);
  });

  test('who may not write scripts may not say where ours comes from', () => {
    const before = { ...NOTHING, script: '/before.js' };
    const kept = (may: boolean) =>
      called(
        ['may', may],
        ['options', before],
        ['l30_widgets_sanitize', { script: '/after.js', school: 'Hollybrook' }],
      )[2] as { script: string; school: string };
    assert.deepEqual([kept(true).script, kept(true).school], ['/after.js', 'Hollybrook']);
    assert.deepEqual([kept(false).script, kept(false).school], ['/before.js', 'Hollybrook']);
  });

  test('it warns of what will not work', () => {
    const warnings = (options: object) =>
      one('l30_widgets_warnings', { ...NOTHING, script: '/l30.js', ...options }) as string[];
    assert.deepEqual(warnings({}), []);
    assert.deepEqual(warnings({ endpoint: '/submissions', readers: 'x', read_when: 'x', lead: 'x' }), []);
    assert.match(
      warnings({ endpoint: '/submissions', readers: 'x', read_when: 'x' }).join(),
      /^Nothing that pupils write is sent/,
    );
    assert.match(warnings({ script: '' }).join(), /^There is no l30\.js yet/);
  });

  test('the filter for what authors write lets none of the guarded settings have a value, and touches nothing else', () => {
    const allowed = { div: { class: true, 'data-*': true }, br: [], a: true };
    const [post, comment] = called(
      ['l30_widgets_guard', allowed, 'post'],
      ['l30_widgets_guard', allowed, 'data'],
    ) as Record<string, Record<string, unknown>>[];
    assert.deepEqual(comment, allowed);
    const { class: className, 'data-*': data, 'data-endpoint': endpoint } = post!['div']!;
    assert.deepEqual([className, data, endpoint, post!['a']], [true, true, { maxlen: 0 }, true]);
  });

  test('when it is deleted its settings go', () => {
    const [, kept] = php(['options', { school: 'Hollybrook' }], ['kept']) as [null, object];
    assert.deepEqual(kept, { l30_widgets: { school: 'Hollybrook' } });
    const gone = php(
      ['define', 'WP_UNINSTALL_PLUGIN', 'l30-widgets/l30-widgets.php'],
      ['options', { school: 'Hollybrook' }],
      ['file', join(plugin, 'uninstall.php')],
      ['kept'],
    );
    assert.deepEqual(gone.at(-1), []);
  });
});
