import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import fc from 'fast-check';
import { WIDGET_NAMES } from '../../../src/contract/envelope.ts';
import {
  choiceNames,
  defaults,
  fromAddress,
  linkSettings,
  siteSettings,
  tidy,
  toAddress,
  widgetSettings,
  type Choices,
  type ChoiceName,
} from '../../../src/pages/builder/choices.ts';
import { nextForm, PASTED, STEPS, type FormName } from '../../../src/pages/builder/forms.ts';
import { hosts, type Host } from '../../../src/pages/builder/hosts.ts';
import { configFile, pageOf, snippetFor } from '../../../src/pages/builder/snippet.ts';

const forms = Object.keys(STEPS) as FormName[];
const script = 'https://www.hollybrook.example/l30/l30.js';

/** Whatever somebody may type or paste, in every field. */
const anyText = fc.oneof(
  fc.constant(''),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '"quoted" & <b>bold</b>',
    "Zo\u00eb O'Neil",
    'a\nb\t c',
    '\u201ccurly\u201d',
    '&amp;',
    'x=1&y=2',
    '\u{1f642}',
    '[l30 x]',
    '{"email":"entry.1"}',
    '</script>',
    '\ud800',
  ),
);
const someChoices: fc.Arbitrary<Choices> = fc
  .record({
    ...(Object.fromEntries(choiceNames.map((name) => [name, anyText])) as Record<ChoiceName, typeof anyText>),
    widget: fc.constantFrom(...WIDGET_NAMES),
    form: fc.constantFrom(...forms),
    script: fc.constantFrom(script, '', 'https://b\u00fccher.example/\u00e9/l30.js?a=1&b=2'),
  })
  .map((choices) => choices as Choices);

/** Reads a start tag as HTML does, for what we write: double quotes, and no entities but ours. */
function attributesOf(tag: string): Record<string, string> {
  const decode = (text: string): string =>
    text.replace(/&(?:#(\d+)|(amp|lt|gt|quot));/g, (_, code: string, name: string) =>
      code ? String.fromCodePoint(Number(code)) : { amp: '&', lt: '<', gt: '>', quot: '"' }[name]!,
    );
  return Object.fromEntries(
    [...tag.matchAll(/ ([a-z\d-]+)(?:="([^"]*)")?/g)].map(([, name = '', value = '']) => [name, decode(value)]),
  );
}

const dataOf = (tag: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributesOf(tag)).flatMap(([name, value]) =>
      name.startsWith('data-') && name !== 'data-l30' ? [[name.slice(5), value]] : [],
    ),
  );

const queryOf = (address: string): Record<string, string> => Object.fromEntries(new URL(address).searchParams);

test('whatever was chosen stands in the snippet, in each form that can carry it', () => {
  fc.assert(
    fc.property(someChoices, (given) => {
      const choices = tidy({ ...given, page: '' });
      const { code, siteCode = '' } = snippetFor(choices);
      const [own, site, linked] = [widgetSettings(choices), siteSettings(choices), linkSettings(choices)];
      const tags = `${siteCode}\n${code}`.split(/(?=<)/);
      const [scriptTag = '', box = '', link = ''] = ['<script', '<div', '<a'].map((start) =>
        tags.find((tag) => tag.startsWith(start)),
      );
      switch (choices.form as FormName) {
        case 'whole':
          assert.deepEqual(dataOf(box), own);
          assert.equal(attributesOf(box)['data-l30'], choices.widget);
          assert.equal(attributesOf(box)['class'], `l30-${choices.widget}`);
          assert.deepEqual(dataOf(scriptTag), site);
          assert.deepEqual(queryOf(attributesOf(link)['href']!), linked);
          break;
        case 'self':
          assert.equal(attributesOf(scriptTag)['data-l30'], choices.widget);
          assert.deepEqual(dataOf(scriptTag), { ...own, ...site });
          break;
        case 'site-link':
          assert.deepEqual(dataOf(scriptTag), site);
          assert.deepEqual(queryOf(attributesOf(link)['href']!), linked);
          break;
        case 'site-marker':
          assert.ok(code.startsWith(`[l30 ${choices.widget}`));
          assert.deepEqual(attributesOf(code.slice(4, -1)), {
            [choices.widget]: '',
            ...Object.fromEntries(Object.entries(linked).filter(([, value]) => /^[\w .,:;!?/-]*$/.test(value))),
          });
          assert.deepEqual(dataOf(scriptTag), site);
          break;
        case 'frame':
          assert.deepEqual(queryOf(attributesOf(code)['src']!), linked);
          break;
        case 'frame-address':
          assert.deepEqual(queryOf(code), linked);
          break;
        case 'link':
          assert.deepEqual(queryOf(attributesOf(link)['href']!), linked);
      }
    }),
    { numRuns: 1000 },
  );
});

test('every snippet is ASCII, has one line per tag and no blank one, and none but double quotes', () => {
  fc.assert(
    fc.property(someChoices, fc.constantFrom<Host>(...hosts), (choices, host) => {
      const { code, siteCode, css = '' } = snippetFor(choices, host);
      assert.match(css, /^(?::root\{--l30-accent:#[\da-f]{6};--l30-on-accent:#[\da-f]{6}\})?$/i);
      for (const line of [code, siteCode ?? '[l30 x]'].join('\n').split('\n')) {
        assert.match(line, /^[\x20-\x7e]+$/);
        assert.match(
          line,
          /^(?:<div(?: [a-z\d-]+="[^"<>]*")+><a href="[^"<>]+">[^<>]+<\/a><\/div>|<script(?: [a-z\d-]+="[^"<>]*")+ defer><\/script>|<a href="[^"<>]+">[^<>]+<\/a>|<iframe(?: [a-z\d-]+="[^"<>]*")+><\/iframe>|\[l30 [a-z-]+(?: [a-z-]+(?:="[\w .,:;!?/-]*")?)*\]|https:\/\/\S+)$/,
        );
        assert.doesNotMatch(line, /nonce|integrity|\?v=|[\da-f]{8}\.js/);
      }
    }),
    { numRuns: 1000 },
  );
});

test('the address of the page gives back the same choices', () => {
  // Half a character, which no keyboard gives, becomes the sign for one that cannot be read.
  const whole = (text: string): string => text.replace(/\p{Cs}/gu, '\ufffd');
  fc.assert(
    fc.property(someChoices, (choices) => {
      const wellFormed = Object.fromEntries(choiceNames.map((name) => [name, whole(choices[name])]));
      assert.deepEqual(fromAddress(`#${toAddress(choices)}`), wellFormed);
    }),
    { numRuns: 500 },
  );
  assert.equal(toAddress(defaults), '');
});

test('an address that anyone can write brings nothing but choices, and no widget that does not exist', () => {
  const choices = fromAddress(
    '#widget=%3Cb%3E&passphrase=secret&__proto__=x&constructor=y&school=Hollybrook&wrapped=abc',
  );
  assert.deepEqual(choices, { ...defaults, school: 'Hollybrook' });
});

test('no choice has room for a private key or a passphrase', () => {
  assert.deepEqual(
    choiceNames.filter((name) => /pass|private|secret|wrapped|words/i.test(name)),
    [],
  );
});

test('where words go, who reads them and to whom they are sealed is never in a link', () => {
  fc.assert(
    fc.property(someChoices, (choices) => {
      const query = queryOf(pageOf({ ...choices, page: '' }));
      for (const name of [
        'endpoint',
        'newsletter-endpoint',
        'dialect',
        'fields',
        'public-keys',
        'readers',
        'read-when',
        'lead',
        'site',
        'school',
        'purposes',
        'privacy-href',
      ])
        assert.equal(query[name], undefined, name);
    }),
  );
});

test('a hosted page of another name keeps its own query', () => {
  assert.equal(
    pageOf({ widget: 'mood-check-in', scale: 'faces-3', script, page: 'https://www.hollybrook.example/mood.html?x=1' }),
    'https://www.hollybrook.example/mood.html?x=1&scale=faces-3',
  );
  assert.equal(
    pageOf({ widget: 'question-card', respond: 'yes', script }),
    'https://www.hollybrook.example/l30/embed/question-card?respond=',
  );
  assert.equal(pageOf({ script: 'not an address' }), 'https://www.your-school.example/l30/embed/mood-check-in');
});

test('the school\u2019s colours travel with the box, and elsewhere as one line of CSS', () => {
  const colours = { accent: '#14573a', onAccent: '#fffffe', script };
  assert.match(
    snippetFor({ ...colours, form: 'whole' }).code,
    /style="--l30-accent:#14573a;--l30-on-accent:#fffffe;min-height:/,
  );
  assert.equal(
    snippetFor({ ...colours, form: 'site-link' }).css,
    ':root{--l30-accent:#14573a;--l30-on-accent:#fffffe}',
  );
  assert.equal(snippetFor({ form: 'site-link' }).css, undefined);
  assert.doesNotMatch(snippetFor({ ...colours, accent: 'red;background:url(x)', form: 'whole' }).code, /url|red/);
});

test('what a link cannot carry is in the file for hosted pages, and where it is left out the steps say so', async () => {
  const choices = {
    widget: 'newsletter-signup',
    school: 'St Mary\u2019s "School"',
    listName: 'our letter',
    purposes: 'School news; events: Events',
    script,
  } as const;
  const file = configFile(choices);
  assert.match(file, /^[\x20-\x7e\n]+$/);
  const { default: config } = (await import(`data:text/javascript,${encodeURIComponent(file)}`)) as {
    default: unknown;
  };
  assert.deepEqual(config, {
    site: 'school',
    school: 'St Mary\u2019s "School"',
    purposes: 'School news; events: Events',
  });
  for (const form of forms)
    assert.equal(
      /leaves them out/.test(snippetFor({ ...choices, form }).steps.join()),
      !['whole', 'self'].includes(form),
      form,
    );
  assert.doesNotMatch(snippetFor({ widget: 'newsletter-signup', form: 'link' }).steps.join(), /leaves them out/);
});

test('a marker holds plain letters alone', () => {
  assert.equal(
    snippetFor({
      widget: 'mood-check-in',
      scale: 'faces-3',
      heading: 'How are you, Zo\u00eb?',
      askName: 'yes',
      age: '4-7',
      form: 'site-marker',
    }).code,
    '[l30 mood-check-in scale="faces-3" ask-name age="4-7"]',
  );
});

describe('the places', () => {
  for (const { id, name, form, source, steps, ...rest } of hosts as readonly Host[]) {
    it(`${name} has steps, and says how we know`, () => {
      assert.equal(snippetFor({}, id).form, form);
      assert.ok(steps.length > 0);
      assert.ok(snippetFor({}, id).steps.length > steps.length);
      if (source !== 'measured') assert.ok(rest.limit, 'says what is not known');
      if (source === 'unknown' && id !== 'other') assert.match(rest.limit ?? '', /We have not tried this system/);
    });
  }

  it('an unknown name is something else', () => {
    assert.deepEqual(snippetFor({}, 'nobody-knows'), snippetFor({}, 'other'));
  });

  it('every system of the issue is there', () => {
    for (const name of [
      'WordPress',
      'Wix',
      'Squarespace',
      'Google Sites',
      'SharePoint',
      'Webflow',
      'Drupal',
      'Joomla',
      'Ghost',
      'Juniper',
      'PrimarySite',
      'e4education',
      'Plain HTML',
      'Something else',
    ]) {
      assert.ok(
        hosts.some((host) => host.name.includes(name)),
        name,
      );
    }
  });

  it('after whatever somebody sees there is a next form, and it never goes round in a circle', () => {
    for (const outcome of ['link', 'code', 'nothing'] as const) {
      for (const start of forms) {
        const seen: FormName[] = [];
        for (let form: FormName | undefined = start; form; form = nextForm(form, outcome).next) {
          assert.ok(!seen.includes(form), `${seen.join(' > ')} > ${form}`);
          seen.push(form);
        }
        assert.ok(nextForm(seen.at(-1)!, outcome).words);
      }
    }
    assert.equal(nextForm('whole', 'works').next, undefined);
    assert.deepEqual(Object.keys(PASTED), ['works', 'link', 'code', 'nothing']);
  });
});
