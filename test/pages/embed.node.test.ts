import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { WIDGET_NAMES, type Envelope, type WidgetName } from '../../src/contract/envelope.ts';
import { choicesOf, kindsOf, PACK_IDS, SCALE_IDS } from '../../src/packs/index.ts';
import { wholeScales } from '../../src/packs/whole.ts';
import { embedPacks } from '../../src/pages/embed-content.ts';
import { embedPage, hasEmbed, staticPage, type EmbedQuery, type EmbedSite } from '../../src/pages/embed.ts';
import { createApp } from '../../src/receiver/app.ts';

const site: EmbedSite = {
  site: 'hollybrook',
  school: 'Hollybrook Primary School',
  endpoint: '/submissions',
  newsletterEndpoint: '/subscriptions',
  readers: 'Miss Khan, Pastoral Lead',
  readWhen: 'each school day before 10am',
  lead: 'Mr Owen, Designated safeguarding lead',
  region: 'england',
  script: '/l30.js',
};

const DAY = 86_400_000;
const pupilWidgets = WIDGET_NAMES.filter((name) => name !== 'newsletter-signup');
const CONTROLS = /<(?:form|input|textarea|select|button)\b/;

const unescape = (text: string): string =>
  text.replace(
    /&(?:amp|lt|gt|quot|#39);/g,
    (entity) => ({ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' })[entity] ?? "'",
  );

/** Every control that a form would send, in the order of the page. */
function controls(page: string): { name: string; type: string; value: string; attributes: string }[] {
  return [...page.matchAll(/<(input|textarea)\b([^>]*)>/g)].map(([, tag = '', attributes = '']) => {
    const read = (name: string) => unescape(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '');
    return { name: read('name'), type: tag === 'textarea' ? tag : read('type'), value: read('value'), attributes };
  });
}

const namesOf = (page: string): string[] => [...new Set(controls(page).map(({ name }) => name))];

/** Answers everything: the first of each group of choices, some words in every box. */
function fillIn(page: string): URLSearchParams {
  const body = new URLSearchParams();
  for (const { name, type, value } of controls(page)) {
    if (type === 'hidden') body.append(name, value);
    else if (type === 'email') body.append(name, 'family@example.org');
    else if (type === 'radio' || type === 'checkbox') !body.has(name) && body.append(name, value);
    else body.append(name, 'Some words');
  }
  return body;
}

async function post(page: string): Promise<{ status: number; envelope: Envelope | undefined }> {
  let envelope: Envelope | undefined;
  const app = createApp({
    store: {
      save: async (submission) => {
        envelope = submission.envelope as Envelope;
        return { kind: 'stored', storedAt: '2026-11-23T09:00:00.000Z' };
      },
      list: async () => [],
      close: async () => undefined,
    },
    sites: { hollybrook: { origins: [] } },
    log: () => undefined,
  });
  const action = /<form method="post" action="([^"]*)"/.exec(page)?.[1] ?? '';
  const { status } = await app.request(`http://school.example${action}`, { method: 'POST', body: fillIn(page) });
  return { status, envelope };
}

describe('hosted pages', () => {
  const fields: [widget: WidgetName, query: EmbedQuery, names: string[]][] = [
    ['question-card', { pack: 'check-in', respond: '' }, []],
    [
      'mood-check-in',
      {},
      [
        'question.mood',
        'answer.mood',
        'question.words',
        'answer.words',
        'question.talk',
        'answer.talk',
        'question.name',
        'answer.name',
      ],
    ],
    [
      'reflection-form',
      { pack: 'caused-harm' },
      [
        'ready',
        'story',
        'thoughts',
        'who',
        'impact',
        'repair',
        'help',
        'plan.who',
        'plan.what',
        'plan.when',
        'plan.check',
      ].flatMap((id) => [`question.${id}`, `answer.${id}`]),
    ],
    [
      'newsletter-signup',
      {},
      ['question.email', 'answer.email', 'question.name', 'answer.name', 'question.consent', 'answer.consent'],
    ],
  ];
  for (const [widget, query, names] of fields) {
    it(`${widget}: is one whole page with the snippet, the form in its place, and the script`, () => {
      const page = embedPage(widget, query, site);
      assert.match(page, /^<!doctype html>\n<html lang="en-GB" dir="ltr">/);
      assert.equal(page.match(/<h1>/g)?.length, 1);
      assert.match(page, new RegExp(`<div class="l30-${widget}" data-l30="${widget}"[^>]*><div class="plain">`));
      assert.match(page, /<form method="post" action="[^"]+" accept-charset="utf-8">/);
      assert.match(page, /<script src="\/l30\.js" data-site="hollybrook"[^>]* defer><\/script>/);
    });

    it(`${widget}: holds its fields`, () => {
      const found = namesOf(embedPage(widget, query, site));
      assert.deepEqual(found.slice(0, 2), ['site', 'widget']);
      assert.ok(found.includes('lang'));
      for (const name of names) assert.ok(found.includes(name), `${name} is not there`);
    });

    it(`${widget}: the receiver takes what the form sends`, async () => {
      const { status, envelope } = await post(embedPage(widget, query, site));
      assert.equal(status, 201);
      assert.equal(envelope?.widget, widget);
      assert.equal(envelope?.site, 'hollybrook');
      assert.ok(envelope.answers.length > 0);
      for (const { id, question, value } of envelope.answers) {
        assert.notEqual(question, id, `${id} travels without its question`);
        assert.notEqual(value, '');
      }
    });
  }

  it('a scale that takes several has boxes to tick, says how many, and asks how strong it is', async () => {
    const page = embedPage('mood-check-in', { scale: 'words' }, site);
    assert.deepEqual(
      [
        ...new Set(
          controls(page)
            .filter(({ name }) => name === 'answer.mood')
            .map(({ type }) => type),
        ),
      ],
      ['checkbox'],
    );
    assert.match(page, /Choose up to three\./);
    const { status, envelope } = await post(page);
    assert.equal(status, 201);
    assert.deepEqual(
      envelope?.answers.slice(0, 2).map(({ id, value, words }) => [id, [value].flat(), [words].flat()]),
      [
        ['mood', ['happy'], ['Happy']],
        ['strength', ['a-little'], ['A little']],
      ],
    );
  });

  it('a question card takes words only where the link says so, and asks one question a day', () => {
    const pack = embedPacks['check-in']!;
    const noon = new Date(2026, 10, 23, 12);
    const asked = (now: Date) =>
      pack.prompts.filter(({ text }) => embedPage('question-card', {}, site, now).includes(`<h2>${text}</h2>`));
    assert.equal(asked(noon).length, 1);
    assert.deepEqual(asked(new Date(2026, 10, 23, 0, 1)), asked(new Date(2026, 10, 23, 23, 59)));
    assert.notDeepEqual(asked(noon), asked(new Date(noon.getTime() + DAY)));

    assert.doesNotMatch(embedPage('question-card', {}, site, noon), CONTROLS);
    const responding = embedPage('question-card', { respond: '' }, site, noon);
    assert.match(responding, /data-respond=""/);
    assert.ok(namesOf(responding).includes(`answer.${asked(noon)[0]!.id}`));
  });

  it('says before the first field who reads it, when, that it is no secret and that anything can be skipped, and helps below the last', () => {
    for (const widget of pupilWidgets) {
      const page = embedPage(widget, { respond: '' }, site);
      const first = page.indexOf('<form');
      const last = page.indexOf('</form>');
      for (const words of [
        'Miss Khan, Pastoral Lead will read this.',
        'each school day before 10am',
        'we cannot keep it secret',
        'You can skip any question.',
      ]) {
        const at = page.indexOf(words, page.indexOf('<div class="plain">'));
        assert.ok(at >= 0 && at < first, `${widget}: "${words}" is not above the form`);
      }
      const help = page.indexOf('<div class="help"');
      assert.ok(help > last, `${widget}: no help below the form`);
      assert.match(page.slice(help), /<a href="tel:08001111"><bdi dir="ltr">0800 1111<\/bdi><\/a>/);
      assert.match(page.slice(help), /<a href="tel:999">/);
    }
  });

  it('has no form, only the words for talking, where any of reader, reading time, lead and endpoint is missing', () => {
    for (const missing of ['readers', 'readWhen', 'lead', 'endpoint'] as const) {
      for (const widget of pupilWidgets) {
        for (const value of [undefined, '']) {
          const page = embedPage(widget, { respond: '' }, { ...site, [missing]: value });
          assert.doesNotMatch(page, CONTROLS, `${widget} without ${missing}`);
          assert.match(page, /This page does not send or save your words\./);
          assert.match(page, /<div class="help"/);
        }
      }
    }
  });

  it('shows no form for the newsletter where nobody takes signups', () => {
    assert.doesNotMatch(embedPage('newsletter-signup', {}, { ...site, newsletterEndpoint: undefined }), CONTROLS);
  });

  it('keeps as much room free as the published snippets', () => {
    const published = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
    for (const name of WIDGET_NAMES) {
      const [height] =
        /min-height:clamp\([^)]*\)/.exec(
          new RegExp(`data-l30="${name}"[^>]*style="([^"]*)"`).exec(published)?.[1] ?? '',
        ) ?? [];
      assert.ok(height && embedPage(name, {}, site).includes(`style="${height}"`), `${name} has not ${height}`);
    }
  });

  it('never ticks the consent in advance', () => {
    const consent = controls(embedPage('newsletter-signup', {}, site)).find(({ name }) => name === 'answer.consent');
    assert.equal(consent?.value, 'yes');
    assert.match(consent.attributes, /required/);
    assert.doesNotMatch(consent.attributes, /checked/);
  });

  it('reads nothing from the address that is the deployment\u2019s alone', () => {
    const evil = {
      endpoint: 'https://evil.example/take',
      'data-endpoint': 'https://evil.example/take',
      newsletterEndpoint: 'https://evil.example/take',
      readers: 'Mallory',
      readWhen: 'never',
      lead: 'Mallory',
      site: 'evil',
      school: 'Evil School',
      region: 'nowhere',
      script: 'https://evil.example/l30.js',
      stylesheet: 'https://evil.example/x.css',
      privacyHref: 'https://evil.example/privacy',
      'privacy-href': 'https://evil.example/privacy',
      'exit-href': 'https://evil.example/',
      'public-keys': 'evil',
      'trusted-adults': '[]',
      'read-when': 'never',
      help: 'host-provides',
      symbols: 'https://evil.example/',
      emergency: '0900 1',
      helpline: 'Mallory: 0900 1',
      src: 'https://evil.example/pack.json',
      purposes: 'x: Anything',
      ref: 'school',
    };
    const now = new Date(0);
    for (const widget of WIDGET_NAMES) {
      assert.equal(
        embedPage(widget, { respond: '', ...evil }, site, now),
        embedPage(widget, { respond: '' }, site, now),
      );
    }
  });

  it('takes everything else of a snippet from the address, in any order', () => {
    const settings: [widget: WidgetName, query: EmbedQuery, words: RegExp[]][] = [
      [
        'question-card',
        { respond: '', depth: 'full', mode: 'alone', print: '', age: '4-7' },
        [/data-pack="check-in-early"/],
      ],
      [
        'mood-check-in',
        { heading: 'How was <b>lunch</b>?', 'ask-needs': '', 'ask-name': '', kiosk: '' },
        [/<legend>How was &lt;b&gt;lunch&lt;\/b&gt;\?<\/legend>/, /data-scale="faces-5"/],
      ],
      ['mood-check-in', { age: '4-7' }, [/data-scale="faces-3"/]],
      ['reflection-form', { depth: 'full', age: '13-18' }, [/data-pack="caused-harm-teen"/]],
      [
        'newsletter-signup',
        { heading: 'Our letter', 'list-name': 'the lamp letter', frequency: 'each May' },
        [/<h2>Our letter<\/h2>/, /Yes, email me the lamp letter\./, /We send it each May\./],
      ],
    ];
    for (const [widget, query, words] of settings) {
      const page = embedPage(widget, Object.fromEntries(Object.entries({ ...query, ref: 'x' }).reverse()), site);
      for (const pattern of words) assert.match(page, pattern);
      for (const [name, value] of Object.entries(query))
        assert.ok(unescape(page).includes(` data-${name}="${value}"`), `${widget}: ${name}`);
      assert.doesNotMatch(page, /data-ref/);
    }
    const count = (query: EmbedQuery) => namesOf(embedPage('reflection-form', query, site)).length;
    assert.ok(count({ depth: 'full' }) > count({}), 'more questions');
  });

  it('shows a pack of the school\u2019s own where it lies beside the script, and has no form for what only the script can read', () => {
    for (const script of ['/l30.js', '/l30/l30.js', 'https://cdn.example/l30.js']) {
      const page = embedPage('question-card', { src: 'packs/worry.json', respond: '' }, { ...site, script });
      assert.match(page, new RegExp(`data-src="${script.replace('l30.js', 'packs/worry.json')}"`));
      assert.doesNotMatch(page, /<form/);
      assert.match(page, /<div class="help"/);
    }
    assert.doesNotMatch(
      embedPage('question-card', { src: '../uploads/evil.json' }, { ...site, script: '/l30/l30.js' }),
      /data-src/,
    );
  });

  it('has no form where everything travels sealed, because a form cannot', () => {
    for (const widget of pupilWidgets) {
      const page = embedPage(widget, { respond: '' }, { ...site, publicKeys: 'key-1 key-2' });
      assert.match(page, /data-public-keys="key-1 key-2"/);
      assert.doesNotMatch(page, CONTROLS);
    }
  });

  it('has a copy for static hosts that names no school, sends nothing by itself, and loads its script from where it lies', () => {
    for (const widget of WIDGET_NAMES) {
      const page = staticPage(widget);
      assert.match(page, new RegExp(`<div data-hosted="${widget}" style="min-height:clamp`));
      assert.match(
        page,
        /<script src="\.\.\/l30\.js" defer><\/script>\n<script type="module" src="\.\.\/page\/hosted\.js"><\/script>/,
      );
      assert.doesNotMatch(page, CONTROLS);
      assert.doesNotMatch(page, / data-l30=|Hollybrook|(?:href|src)="(?:https?:|\/)/);
      assert.equal(page, staticPage(widget), 'the same on every day');
      if (widget !== 'newsletter-signup') assert.match(page, /<div class="help"/);
    }
  });

  it('escapes everything it is given', () => {
    const bad = `"><script>alert(1)</script>&'`;
    const escaped = '&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;&#39;';
    const hostile = Object.fromEntries(
      Object.keys({ ...site, stylesheet: '', listName: '', frequency: '', privacyHref: '' }).map((key) => [key, bad]),
    ) as unknown as EmbedSite;
    for (const widget of [...WIDGET_NAMES, bad]) {
      for (const query of [{ respond: bad }, { pack: bad, scale: bad }]) {
        const page = embedPage(widget, query, hostile);
        assert.ok(page.includes(escaped), widget);
        assert.doesNotMatch(page.replaceAll(escaped, ''), /alert/, widget);
      }
    }
  });

  it('answers an unknown name with a sentence that says what is known, and with help', () => {
    const unknown: [widget: string, query: EmbedQuery, sentence: RegExp][] = [
      ['mood-chekin', {}, /There is no widget called &quot;mood-chekin&quot;\. Known: .*mood-check-in/],
      [
        'question-card',
        { pack: 'check-inn' },
        /There is no question pack called &quot;check-inn&quot;\. Known: .*check-in/,
      ],
      ['reflection-form', { pack: '__proto__' }, /There is no question pack called &quot;__proto__&quot;/],
      ['mood-check-in', { scale: 'constructor' }, /There is no mood scale called &quot;constructor&quot;/],
    ];
    for (const [widget, query, sentence] of unknown) {
      assert.equal(hasEmbed(widget, query), false);
      const page = embedPage(widget, query, site);
      assert.match(page, sentence);
      assert.match(page, /<div class="help"/);
      assert.doesNotMatch(page, /<script|<form/);
    }
  });

  it('tells the adult beside a pupil what to know, and names the lead', () => {
    const guide = (lead: string | undefined) =>
      /<details>([^]*?)<\/details>/.exec(embedPage('reflection-form', {}, { ...site, lead }))?.[1] ?? '';
    assert.match(
      guide(site.lead),
      /For adults.*Never make anyone meet, say sorry or forgive\..*Tell Mr Owen, Designated safeguarding lead straight away\./,
    );
    assert.match(guide(undefined), /Tell the safeguarding lead straight away\./);
  });

  it('gives no number for a region it does not know', () => {
    const page = embedPage('mood-check-in', {}, { ...site, region: 'toString' });
    assert.doesNotMatch(page, /tel:/);
    assert.match(page, /Call your local emergency number\./);
  });

  it('knows every pack and every scale there is', () => {
    assert.deepEqual(Object.keys(embedPacks).sort(), [...PACK_IDS].sort());
    assert.deepEqual(Object.keys(wholeScales).sort(), [...SCALE_IDS].sort());
    for (const pack of PACK_IDS)
      assert.ok(hasEmbed('reflection-form', { pack }) && hasEmbed('question-card', { pack }));
    for (const pack of Object.values(embedPacks)) {
      for (const prompt of pack.prompts.filter((each) =>
        kindsOf(each).some(({ kind }) => kind === 'one' || kind === 'many'),
      )) {
        assert.ok(choicesOf(pack, prompt).length > 1, `${pack.id}: ${prompt.id} offers nothing to choose`);
      }
    }
    for (const scale of SCALE_IDS) assert.ok(hasEmbed('mood-check-in', { scale }));
  });
});
