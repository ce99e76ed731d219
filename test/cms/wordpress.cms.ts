/** Our snippets in a WordPress without our plugin, pasted by each kind of staff. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { inEngine, eventually } from '../e2e/support.ts';
import { without } from '../services/support.ts';
import { snippetFor } from '../../src/pages/builder/snippet.ts';
import { elementFor } from './snippets.ts';
import { checkIn, checkInByLink, readsAs, school, type School } from './support.ts';
import { ROLES, Staff, writeInBlockEditor } from './wordpress.ts';

const needs = without('wordpress', 'mariadb', 'pages') || inEngine('chromium').skip;

describe('WordPress', { skip: needs }, () => {
  if (needs) return;

  let staff: Staff;
  let at: School;

  before(async () => {
    staff = await Staff.of();
    at = await school(staff.site);
    console.log(`WordPress: ${staff.wordPress.version}`);
  });

  const whole = (): string => snippetFor(at.choices).code;

  /** Where a snippet is pasted, and how WordPress keeps it. */
  const PLACES: Readonly<Record<string, (code: string) => string>> = {
    'a Custom HTML block': (code) => `<!-- wp:html -->\n${code}\n<!-- /wp:html -->`,
    'the Text tab of the classic editor': (code) => `<p>Please tell us.</p>\n\n${code}\n\n<p>Thank you.</p>`,
  };

  for (const [place, put] of Object.entries(PLACES)) {
    for (const role of ['administrator', 'editor'] as const) {
      test(`the snippet runs when an ${role} pastes it into ${place}`, async (context) => {
        const { link } = await staff.publish(role, put(whole()));
        await checkIn(await staff.visit(context, link), at, `${role}, ${place}`);
      });

      test(`its link works without script when an ${role} pastes it into ${place}`, async (context) => {
        const { link } = await staff.publish(role, put(whole()));
        const page = await staff.visit(context, link, { script: false });
        await page.click(`a[href^="${at.url}/embed/"]`);
        await page.waitForSelector('form [name="answer.words"]');
        assert.equal(page.url(), `${at.url}/embed/mood-check-in?scale=faces-5`);
      });
    }

    test(`only its link is left when an author pastes it into ${place}, and the link works`, async (context) => {
      const { link, raw } = await staff.publish('author', put(whole()));
      assert.doesNotMatch(raw, /<script/);
      assert.match(raw, /data-l30="mood-check-in" data-scale="faces-5"/);
      const page = await staff.visit(context, link);
      assert.doesNotMatch(await readsAs(page), /data-|l30/);
      await checkInByLink(page, at, `author, ${place}`);
    });
  }

  for (const role of ROLES) {
    test(`the custom element ${role === 'author' ? 'leaves its link' : 'runs'} when an ${role} pastes it into a Custom HTML block`, async (context) => {
      const { link } = await staff.publish(role, PLACES['a Custom HTML block']!(elementFor(at.choices)));
      const page = await staff.visit(context, link);
      await (role === 'author' ? checkInByLink : checkIn)(page, at, `${role}, custom element`);
    });

    test(`the frame ${role === 'author' ? 'leaves nothing to misread' : 'runs'} when an ${role} pastes it into a Custom HTML block`, async (context) => {
      const { link } = await staff.publish(
        role,
        PLACES['a Custom HTML block']!(snippetFor({ ...at.choices, form: 'frame' }).code),
      );
      const page = await staff.visit(context, link);
      if (role === 'author') {
        assert.equal(await page.$('iframe'), null);
        assert.doesNotMatch(await readsAs(page), /iframe|embed\//);
        return;
      }
      const frame = await (await page.waitForSelector(`iframe[src^="${at.url}"]`))!.contentFrame();
      await checkIn(frame, at, `${role}, frame`);
    });
  }

  test('the snippet runs when an editor types it into a Custom HTML block of the block editor', async (context) => {
    const link = await writeInBlockEditor(
      await staff.logIn(context, 'editor'),
      staff.site,
      'Custom HTML',
      async (page) => {
        await page.waitForSelector('.wp-block-html textarea');
        await page.click('.wp-block-html textarea');
        await page.keyboard.sendCharacter(whole());
        await eventually(async () =>
          assert.equal(
            await page.$eval('.wp-block-html textarea', (box) => (box as HTMLTextAreaElement).value),
            whole(),
          ),
        );
      },
    );
    await checkIn(await staff.visit(context, link), at, 'editor, block editor');
  });

  describe('with our script in the footer of the site, where an administrator has put it', () => {
    before(async () => {
      const { siteCode } = snippetFor({ ...at.choices, form: 'site-link' });
      const footer = await staff.rest<{ content: { raw: string } }>(
        'administrator',
        'GET',
        'template-parts/twentytwentythree//footer?context=edit',
      );
      await staff.rest('administrator', 'POST', 'template-parts/twentytwentythree//footer', {
        content: `${footer.content.raw}\n${PLACES['a Custom HTML block']!(siteCode!)}`,
      });
    });

    for (const [place, put] of Object.entries(PLACES)) {
      test(`the snippet runs when an author pastes it into ${place}`, async (context) => {
        const { link } = await staff.publish('author', put(whole()));
        await checkIn(await staff.visit(context, link), at, `author, ${place}, script in the footer`);
      });
    }

    for (const form of ['site-link', 'site-marker'] as const) {
      test(`what the builder gives an author as ${form} becomes the widget`, async (context) => {
        const { code } = snippetFor({ ...at.choices, form });
        const { link } = await staff.publish('author', `<!-- wp:paragraph -->\n<p>${code}</p>\n<!-- /wp:paragraph -->`);
        await checkIn(await staff.visit(context, link), at, `author, ${form}, script in the footer`);
      });
    }
  });
});
