/** Our plugin in a WordPress: an administrator sets it up in the browser, others place widgets with it. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { pluginZip } from '../../demo/wordpress/plugin.ts';
import { inEngine } from '../e2e/support.ts';
import { folderOf, temporaryFolder, without } from '../services/support.ts';
import { checkIn, checkInByLink, readsAs, school, type School } from './support.ts';
import { Staff, writeInBlockEditor } from './wordpress.ts';

const needs = without('wordpress', 'mariadb', 'pages') || inEngine('chromium').skip;

const ELSEWHERE = 'https://elsewhere.example/collect';

/** The settings on our script tag, by attribute, or nothing where a page has no such tag. */
const sharedOn = (page: Page): Promise<Record<string, string> | undefined> =>
  page.evaluate(() => {
    const tags = [...document.querySelectorAll<HTMLScriptElement>('script[src*="l30.js"]')];
    if (tags.length > 1) throw new Error('there is more than one tag');
    if (!tags[0]) return undefined;
    // From 6.3 on WordPress notes on the tag that it put it off itself.
    const { wpStrategy: _, ...shared } = tags[0].dataset;
    return { ...shared, defer: String(tags[0].defer), at: new URL(tags[0].src).pathname };
  }) as Promise<Record<string, string> | undefined>;

describe('The plugin for WordPress', { skip: needs }, () => {
  if (needs) return;

  let staff: Staff;
  let at: School;

  before(async () => {
    staff = await Staff.of();
    at = await school(staff.site);
    console.log(`The plugin: in WordPress ${staff.wordPress.version}`);
  });

  const settingsPage = () => `${staff.site}/wp-admin/options-general.php?page=l30-widgets`;

  /** Fills in the settings page and saves it. Answers what WordPress says then. */
  async function save(page: Page, values: Readonly<Record<string, string>>): Promise<string> {
    await page.goto(settingsPage());
    for (const [name, value] of Object.entries(values)) {
      const box = await page.waitForSelector(`#l30-widgets-${name}`);
      if ((await box!.evaluate((element) => element.localName)) === 'select')
        await page.select(`#l30-widgets-${name}`, value);
      else {
        await box!.evaluate((element) => ((element as HTMLInputElement).value = ''));
        await box!.type(value);
      }
    }
    await Promise.all([page.waitForNavigation(), page.click('#submit')]);
    return page.$$eval('.notice:not(.inline)', (notices) =>
      notices.map((notice) => (notice as HTMLElement).innerText.trim()).join('\n'),
    );
  }

  const kept = (): Record<string, string> =>
    JSON.parse(staff.wordPress.php(`echo json_encode(get_option('l30_widgets', []));`)) as Record<string, string>;

  /** What an administrator of the school types. */
  const settings = () => {
    const { endpoint, readers, readWhen, lead, site, school: name } = at.choices;
    return {
      endpoint,
      readers,
      read_when: readWhen,
      lead,
      region: 'wales',
      site,
      school: name,
      hosted: `${at.url}/embed`,
    };
  };

  /** Uploads the plugin as it is made by `npm run wordpress`. */
  async function upload(page: Page): Promise<void> {
    const archive = join(temporaryFolder(), 'l30-widgets.zip');
    writeFileSync(archive, pluginZip(folderOf('pages')));
    await page.goto(`${staff.site}/wp-admin/plugin-install.php?tab=upload`);
    await (await page.waitForSelector<'input'>('#pluginzip' as 'input'))!.uploadFile(archive);
    await Promise.all([page.waitForNavigation(), page.click('#install-plugin-submit')]);
  }

  test('an administrator uploads it, activates it, and is told what is missing', async (context) => {
    const page = await staff.logIn(context, 'administrator');
    await upload(page);
    const activate = await page.waitForSelector('a[href*="action=activate"]');
    await Promise.all([page.waitForNavigation(), activate!.click()]);
    assert.match(
      staff.wordPress.php(`echo implode(' ', get_option('active_plugins'));`),
      /l30-widgets\/l30-widgets\.php/,
    );
    assert.match(await save(page, { endpoint: `${at.url}/submissions` }), /Settings saved/);
    assert.match(
      await page.$eval('.notice.inline', (notice) => notice.textContent!),
      /Nothing that pupils write is sent until you say who reads it/,
    );
  });

  test('the settings page refuses what could not be used, says what to write, and keeps what was there', async (context) => {
    const page = await staff.logIn(context, 'administrator');
    const before = kept();
    for (const [name, value, says] of [
      [
        'endpoint',
        'http://inbox.school.example/submissions',
        /Where pupils' words go: Write an address that starts with https:/,
      ],
      ['newsletter_endpoint', 'javascript:alert(1)', /Where newsletter signups go: Write an address/],
      ['script', '//elsewhere.example/l30.js', /Address of l30\.js: Write an address/],
      ['public_keys', 'not-a-key', /Public keys: Copy the keys as/],
      ['site', 'holly brook', /Use up to 64 letters/],
    ] as const) {
      assert.match(await save(page, { [name]: value }), says);
      assert.deepEqual(kept(), before, name);
    }
    assert.match(
      await save(page, { school: `Hollybrook "><img src=x onerror="document.title='no'">` }),
      /Settings saved/,
    );
    assert.equal(await page.$eval('#l30-widgets-school', (box) => (box as HTMLInputElement).value), 'Hollybrook ">');
    assert.match(await save(page, settings()), /Settings saved/);
    assert.equal(await page.$('.notice.inline'), null);
    const { endpoint, region } = settings();
    assert.deepEqual([kept()['endpoint'], kept()['region']], [endpoint, region]);
  });

  for (const role of ['editor', 'author'] as const) {
    test(`an ${role} cannot open the settings, and cannot send them in`, async (context) => {
      const before = kept();
      const page = await staff.logIn(context, role);
      assert.equal(await page.$('a[href*="page=l30-widgets"]'), null);
      const response = await page.goto(settingsPage());
      assert.equal(response?.status(), 403);
      await page.goto(`${staff.site}/wp-admin/profile.php`);
      const status = await page.evaluate(async (endpoint) => {
        const body = new URLSearchParams({
          option_page: 'l30_widgets',
          action: 'update',
          'l30_widgets[endpoint]': endpoint,
        });
        return (await fetch('options.php', { method: 'POST', body })).status;
      }, ELSEWHERE);
      assert.equal(status, 403);
      assert.deepEqual(kept(), before);
    });
  }

  test('not even an administrator sends them in without meaning to: a form on another page is refused', async (context) => {
    const before = kept();
    const page = await staff.logIn(context, 'administrator');
    const status = await page.evaluate(async (endpoint) => {
      const body = new URLSearchParams({
        option_page: 'l30_widgets',
        action: 'update',
        _wpnonce: 'made-up',
        'l30_widgets[endpoint]': endpoint,
      });
      return (await fetch('/wp-admin/options.php', { method: 'POST', body })).status;
    }, ELSEWHERE);
    assert.equal(status, 403);
    assert.deepEqual(kept(), before);
  });

  for (const role of ['editor', 'author'] as const) {
    test(`a block that an ${role} places in the block editor checks in`, async (context) => {
      const link = await writeInBlockEditor(
        await staff.logIn(context, role),
        staff.site,
        'Mood check-in',
        async (page) => {
          await page.waitForSelector('[data-type="l30/mood-check-in"] .components-placeholder');
        },
      );
      const page = await staff.visit(context, link);
      const { endpoint, readers, read_when: readWhen, lead, region, site, school: name } = settings();
      const shared = (await sharedOn(page))!;
      assert.deepEqual(shared, {
        endpoint,
        readers,
        readWhen,
        lead,
        region,
        site,
        school: name,
        defer: 'true',
        at: '/wp-content/plugins/l30-widgets/files/l30.js',
      });
      await checkIn(page, at, `${role}, block`);
    });
  }

  const block = (said: object) => `<!-- wp:l30/mood-check-in ${JSON.stringify(said)} /-->`;
  const paragraph = (text: string) => `<!-- wp:paragraph -->\n<p>${text}</p>\n<!-- /wp:paragraph -->`;

  /** What people type or paste, and the scale that it asks for. Each also tries to say where words go. */
  const WAYS: readonly [title: string, content: string, scale: string | null][] = [
    ['a shortcode', `[l30_mood_check_in scale="faces-3" endpoint="${ELSEWHERE}" readers="Nobody"]`, 'faces-3'],
    [
      'a shortcode in a paragraph block',
      paragraph(`[l30_mood_check_in scale="faces-3" data-endpoint="${ELSEWHERE}"]`),
      'faces-3',
    ],
    ['a marker in a paragraph block', paragraph('[l30 mood-check-in]'), null],
    [
      'a marker with quotes that a word processor curled',
      paragraph(`[l30 mood-check-in scale=\u201cfaces-3\u201d endpoint=\u201c${ELSEWHERE}\u201d]`),
      'faces-3',
    ],
    ['a marker with a hyphen', `Tell us:\n\n[l30-mood-check-in]\n\nThank you.`, null],
    ['a block', block({ scale: 'faces-3', endpoint: ELSEWHERE, 'public-keys': 'B', help: 'host-provides' }), 'faces-3'],
  ];
  for (const [title, content, scale] of WAYS) {
    test(`${title} by an author checks in where the settings say, whatever it says itself`, async (context) => {
      const { link } = await staff.publish('author', content);
      const page = await staff.visit(context, link);
      const said = await page.$eval('[data-l30]', (box) => ({ ...(box as HTMLElement).dataset }));
      assert.deepEqual(said, { l30: 'mood-check-in', ...(scale && { scale }) });
      assert.equal((await sharedOn(page))!['endpoint'], settings().endpoint);
      assert.doesNotMatch(await readsAs(page), /\[l30|elsewhere/);
      await checkIn(page, at, `author, ${title}`, scale ? 'I feel sad or cross' : 'A bit low');
    });
  }

  test('an author who writes the HTML by hand cannot send words elsewhere either', async (context) => {
    const byHand = `<div class="l30-mood-check-in" data-l30="mood-check-in" data-scale="faces-5" data-endpoint="${ELSEWHERE}" data-readers="Nobody" data-public-keys="B" data-help="host-provides"><a href="${at.url}/embed/mood-check-in">How are you feeling right now?</a></div>`;
    const { link, raw } = await staff.publish('author', `${byHand}\n\n[l30 question-card]`);
    assert.doesNotMatch(raw, /elsewhere|Nobody|public-keys="B"|host-provides/);
    await checkIn(await staff.visit(context, link), at, 'author, by hand');
  });

  test('only a page with a widget has the script', async (context) => {
    const without = await staff.publish('author', paragraph('School trip on Monday.'));
    assert.equal(await sharedOn(await staff.visit(context, without.link)), undefined);
    const several = await staff.publish(
      'author',
      '[l30 mood-check-in]\n\n[l30 question-card respond]\n\n[l30 reflection-form pack="harmed"]',
    );
    const page = await staff.visit(context, several.link);
    assert.ok(await sharedOn(page));
    await page.waitForFunction(() =>
      ['l30-mood-check-in', 'l30-question-card', 'l30-reflection-form'].every((tag) =>
        document.querySelector(tag)?.shadowRoot?.querySelector('button'),
      ),
    );
  });

  test('without script the link leads to the hosted page of the same widget', async (context) => {
    const { link } = await staff.publish('author', '[l30 mood-check-in scale="faces-5"]');
    const page = await staff.visit(context, link, { script: false });
    assert.equal(
      await page.$eval('[data-l30] a', (each) => (each as HTMLAnchorElement).href),
      `${at.url}/embed/mood-check-in?scale=faces-5`,
    );
    await page.setJavaScriptEnabled(true);
    await page.setRequestInterception(true);
    page.on(
      'request',
      (request) =>
        void (request.url().includes('/wp-content/plugins/l30-widgets/') ? request.abort() : request.continue()),
    );
    await page.reload();
    await checkInByLink(page, at, 'author, script blocked');
  });

  test('a name that no widget has is told to staff and to nobody else', async (context) => {
    const { link } = await staff.publish('author', '[l30 mood-chekin]');
    assert.doesNotMatch(await readsAs(await staff.visit(context, link)), /chekin/);
    const page = await staff.logIn(context, 'author');
    await page.goto(link);
    assert.match(
      await readsAs(page),
      /There is no widget called "mood-chekin"\. Known: question-card, mood-check-in, reflection-form, newsletter-signup\./,
    );
  });

  test('uploading it again replaces it and keeps its settings', async (context) => {
    const before = kept();
    const page = await staff.logIn(context, 'administrator');
    await upload(page);
    await Promise.all([page.waitForNavigation(), page.click('a.update-from-upload-overwrite')]);
    assert.match(await readsAs(page), /Plugin updated successfully/);
    assert.deepEqual(kept(), before);
    const { link } = await staff.publish('author', '[l30 mood-check-in]');
    await checkIn(await staff.visit(context, link), at, 'author, after the update');
  });

  test('switched off it leaves what was typed, and deleted it takes its settings with it', async (context) => {
    const plugin = 'plugins/l30-widgets/l30-widgets';
    const { link } = await staff.publish('author', '[l30 mood-check-in]');
    await staff.rest('administrator', 'PUT', plugin, { status: 'inactive' });
    const page = await staff.visit(context, link);
    assert.match(await readsAs(page), /\[l30 mood-check-in\]/);
    assert.equal(await sharedOn(page), undefined);
    assert.equal(kept()['endpoint'], settings().endpoint);
    await staff.rest('administrator', 'DELETE', plugin);
    assert.equal(staff.wordPress.php(`echo json_encode(get_option('l30_widgets', 'gone'));`), '"gone"');
  });
});
