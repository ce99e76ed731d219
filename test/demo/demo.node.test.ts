import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { createDemo, hollybrook } from '../../demo/serve.ts';
import { WIDGET_NAMES } from '../../src/contract/envelope.ts';
import { hasEmbed } from '../../src/pages/embed.ts';

const folder = join(import.meta.dirname, '../../demo');
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');
const htmlIn = (path: string): string[] => readdirSync(join(folder, path)).filter((name) => name.endsWith('.html'));

const school = htmlIn('.').map((path) => ({ path, text: read(path) }));
const situations = htmlIn('situations').map((name) => ({
  path: `situations/${name}`,
  text: read(`situations/${name}`),
}));
const pages = [...school, ...situations];

const demo = createDemo(
  {
    save: async () => ({ kind: 'stored', storedAt: '2026-11-23T09:00:00.000Z' }),
    list: async () => [],
    close: async () => undefined,
  },
  () => undefined,
);
const get = (path: string) => demo.request(`http://school.example${path}`);

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found);
const unescape = (text: string): string => text.replaceAll('&amp;', '&');

/** What a widget must be like to come through an editor whole: HOSTS.md, "Rules for the snippet generator". */
const SETTING = ` data-[a-z]+(?:-[a-z]+)*="[^"<>{}]*"`;
const BOX = new RegExp(
  `^ *<div class="l30-([a-z-]+)" data-l30="\\1"(?:${SETTING})*(?: style="min-height:clamp\\(\\d+px,\\d+px - \\d+vw,\\d+px\\)")?><a href="/embed/(?:${WIDGET_NAMES.join('|')})(?:\\?[^"<>]*)?">[^<>]*\\S[^<>]*</a></div>$`,
);
const TAG = new RegExp(
  `^ *<script(?: type="module")? src="/[a-z\\d/]*l30\\.js"(?: data-l30="[a-z-]+")?(?:${SETTING})*(?: (?:async|defer))?></script>$`,
);
const CUSTOM = /^<\/?l30-[a-z-]+(?: [a-z-]+(?:="[^"<>{}]*")?)*>(?:<a href="[^"<>]+">[^<>]+<\/a><\/l30-[a-z-]+>)?$/;

describe('the pages of the demo', () => {
  it('are there', () => {
    assert.ok(school.length >= 5);
    assert.ok(situations.length >= 20);
  });

  for (const { path, text } of pages) {
    it(`${path}: has a title, a language, one first heading and no id twice`, () => {
      assert.match(text, /<html lang="[a-z-]+/i);
      assert.match(text, /<title>[^<]+<\/title>/);
      assert.match(text, /<meta charset="utf-8">/);
      assert.match(text, /<meta name="viewport" content="width=device-width, initial-scale=1">/);
      assert.equal(all(text, /<(h1)[ >]/g).length, 1);
      const ids = all(text, / id="([^"]+)"/g);
      assert.deepEqual(ids, [...new Set(ids)]);
    });

    it(`${path}: its snippet survives editors`, () => {
      for (const line of text.split('\n')) {
        if (/<script[^>]*l30\.js/.test(line)) assert.match(line, TAG);
        else if (/ data-l30=/.test(line)) assert.match(line, BOX);
        // This one shows what became of an element that did not.
        else if (path.endsWith('swallowed.html')) continue;
        else if (/<\/?l30-/.test(line)) assert.match(line, CUSTOM);
        else continue;
        assert.match(line, /^[\x20-\x7e]+$/, 'is not ASCII');
      }
    });

    it(`${path}: the link says the same as the settings`, () => {
      for (const box of text.split('\n').filter((line) => /<div[^>]* data-l30=/.test(line))) {
        const query = new URL(unescape(/href="([^"]*)"/.exec(box)?.[1] ?? ''), 'http://school.example').searchParams;
        for (const name of ['pack', 'scale', 'respond']) {
          assert.equal(
            query.get(name) ?? undefined,
            new RegExp(` data-${name}="([^"]*)"`).exec(box)?.[1],
            `${name} in ${box.trim()}`,
          );
        }
      }
    });

    it(`${path}: its links lead somewhere`, async () => {
      const meant = /unknown-/.test(path)
        ? /^\/embed\//
        : path.endsWith('script-blocked.html')
          ? /^\/blocked\//
          : undefined;
      for (const address of all(text, /<[a-z][^>]*? (?:href|src|action)="([^"]*)"/g).map(unescape)) {
        if (/^(?:https:|tel:|mailto:)/.test(address) || address === '/l30.js' || meant?.test(address)) continue;
        const url = new URL(address, `http://school.example/${path}`);
        assert.equal(url.host, 'school.example', address);
        const answer = await get(url.pathname + url.search);
        assert.equal(answer.status, 200, address);
        if (url.hash) assert.ok((await answer.text()).includes(` id="${url.hash.slice(1)}"`), address);
      }
    });
  }

  for (const { path, text } of situations) {
    it(`${path}: says which situation it is`, () => assert.match(text, /^<!doctype html>\n<!-- .+\. -->\n/));
  }

  it('of the school share one frame', () => {
    const frame = (text: string) =>
      text
        .replace(/ aria-current="\w+"/g, '')
        .replace(/<title>[^]*?<link/, '<link')
        .replace(/<main[^]*<\/main>/, '');
    for (const { path, text } of school) assert.equal(frame(text), frame(school[0]!.text), path);
  });

  it('of the school load the script once, with the settings that the hosted pages have', () => {
    for (const { path, text } of school.filter(({ text }) => text.includes('data-l30='))) {
      const [tag = '', ...more] = all(text, /(<script[^]*?<\/script>)/g);
      assert.deepEqual(more, [], path);
      for (const [name, value] of Object.entries({
        site: hollybrook.site,
        school: hollybrook.school,
        endpoint: hollybrook.endpoint,
        'newsletter-endpoint': hollybrook.newsletterEndpoint,
        readers: hollybrook.readers,
        'read-when': hollybrook.readWhen,
        lead: hollybrook.lead,
        region: hollybrook.region,
      })) {
        assert.ok(tag.includes(` data-${name}="${value}"`), `${path}: data-${name}`);
      }
    }
  });

  it('of the school keep the newsletter away from pupils', () => {
    const both = school.filter(
      ({ text }) => /data-l30="newsletter-signup"/.test(text) && /data-l30="(?!newsletter)/.test(text),
    );
    assert.deepEqual(both, []);
  });

  it('ring nobody by mistake', () => {
    // Ofcom keeps 01632 960000 to 960999 for drama; the others are real and meant.
    const numbers = pages.flatMap(({ text }) => all(text, /tel:([^"]+)"/g));
    assert.deepEqual(
      numbers.filter((number) => !/^(?:01632960\d{3}|999|08001111|08088005000)$/.test(number)),
      [],
    );
  });

  it('use pictures and style sheets that exist', async () => {
    for (const sheet of ['school.css', 'embed.css', 'situations/csp.css']) {
      for (const address of all(read(sheet), /url\("([^"]+)"\)/g)) {
        assert.equal((await get(new URL(address, `http://school.example/${sheet}`).pathname)).status, 200, address);
      }
    }
  });

  it('hold every widget somewhere, each with a hosted page', () => {
    const used = new Set(school.flatMap(({ text }) => all(text, /data-l30="([^"]+)"/g)));
    assert.deepEqual([...used].sort(), [...WIDGET_NAMES].sort());
    for (const widget of WIDGET_NAMES) assert.ok(hasEmbed(widget, {}));
  });
});

describe('the server of the demo', () => {
  const served: [path: string, type: RegExp][] = [
    ['/', /^text\/html/],
    ['/pupils', /^text\/html/],
    ['/pupils.html', /^text\/html/],
    ['/school.css', /^text\/css/],
    ['/images/valley.svg', /^image\/svg\+xml$/],
    ['/situations/plain', /^text\/html/],
    ['/embed/mood-check-in?scale=faces-3', /^text\/html/],
  ];
  for (const [path, type] of served) {
    it(`serves ${path}`, async () => {
      const answer = await get(path);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-type') ?? '', type);
      assert.equal(answer.headers.get('cache-control'), 'no-cache');
    });
  }

  const hidden = [
    '/nothing',
    '/images',
    '/images/',
    '/situations/',
    '/serve.ts',
    '/start.mjs',
    '/files.ts',
    '/.gitignore',
    '/pupils/',
    '/..%2fpackage.json',
    '/%2e%2e%2fpackage.json',
    '/..%5cpackage.json',
    '/images/..%2f..%2fpackage.json',
    '//package.json',
    '/pupils.html%00.svg',
    `/${'a'.repeat(300)}`,
    '/embed/nothing',
    '/embed/question-card?pack=nothing',
  ];
  for (const path of hidden) {
    it(`has nothing at ${path.slice(0, 60)}`, async () => {
      const answer = await get(path);
      assert.equal(answer.status, 404);
      assert.match(await answer.text(), /This page is not here/);
    });
  }

  it('hands what is sent to the receiver', async () => {
    const body = {
      v: 1,
      id: '0'.repeat(32),
      widget: 'mood-check-in',
      pack: 'faces-5',
      site: 'hollybrook',
      lang: 'en-GB',
      sentAt: '2026-11-23T09:00:00.000Z',
      answers: [],
    };
    const send = (path: string, headers = {}) =>
      demo.request(`http://school.example${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ ...body, answers: [{ id: 'mood', question: 'How?', value: 'happy' }] }),
      });
    assert.equal((await send('/submissions', { origin: 'http://school.example' })).status, 201);
    assert.equal((await send('/submissions', { origin: 'https://elsewhere.example' })).status, 403);
    assert.equal((await send('/subscriptions')).status, 422);
    assert.equal((await get('/submissions')).status, 405);
  });
});
