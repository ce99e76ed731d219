/** A WordPress with a school's staff in it, its REST API as each of them, and its own pages in Chromium. */
import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { Page } from 'puppeteer-core';
import { eventually } from '../e2e/support.ts';
import { PASSWORD, wordPress, type WordPress } from '../services/wordpress.ts';
import { openWindow } from './support.ts';

export const ROLES = ['administrator', 'editor', 'author'] as const;
export type Role = (typeof ROLES)[number];

/** The administrator is who installed it; the others are called what they are. */
const loginOf = (role: Role): string => (role === 'administrator' ? 'head' : role);

export class Staff {
  private constructor(
    readonly wordPress: WordPress,
    private readonly passwords: Readonly<Record<string, string>>,
  ) {}

  static async of(): Promise<Staff> {
    // Programs may log in without TLS where WordPress is told that it is on somebody's desk.
    const made = await wordPress({ settings: { WP_ENVIRONMENT_TYPE: 'local' } });
    const passwords = made.php(`
      foreach (['editor', 'author'] as $role) wp_insert_user(['user_login' => $role, 'user_pass' => '${PASSWORD}', 'user_email' => "$role@school.example", 'role' => $role]);
      foreach (['head', 'editor', 'author'] as $login) $passwords[$login] = WP_Application_Passwords::create_new_application_password(get_user_by('login', $login)->ID, ['name' => 'test'])[0];
      echo json_encode($passwords);`);
    return new Staff(made, JSON.parse(passwords) as Record<string, string>);
  }

  get site(): string {
    return this.wordPress.site;
  }

  /** Asks the REST API as somebody. */
  async rest<T>(role: Role, method: string, path: string, body?: object): Promise<T> {
    const login = loginOf(role);
    const response = await fetch(`${this.site}/wp-json/wp/v2/${path}`, {
      method,
      headers: {
        authorization: `Basic ${btoa(`${login}:${this.passwords[login]!}`)}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${path} as ${role}: ${response.status} ${text}`);
    return JSON.parse(text) as T;
  }

  /** Publishes a post as somebody. Answers its address, and what WordPress has kept of what was written. */
  async publish(role: Role, content: string): Promise<{ link: string; raw: string }> {
    const post = await this.rest<{ link: string; content: { raw: string } }>(role, 'POST', 'posts', {
      title: 'How are we today?',
      content,
      status: 'publish',
    });
    return { link: post.link, raw: post.content.raw };
  }

  /** A window in which somebody has logged in. */
  async logIn(context: TestContext, role: Role): Promise<Page> {
    const page = await openWindow(context);
    await page.goto(`${this.site}/wp-login.php`);
    // The page puts the cursor into the first box a moment after it has loaded.
    await page.$eval('#user_login', (box, login) => ((box as HTMLInputElement).value = login), loginOf(role));
    await page.$eval('#user_pass', (box, password) => ((box as HTMLInputElement).value = password), PASSWORD);
    await Promise.all([page.waitForNavigation(), page.click('#wp-submit')]);
    assert.ok(
      await page.$('#wpadminbar'),
      `${role} is not logged in: ${await page.$eval('body', (body) => body.innerText)}`,
    );
    return page;
  }

  /** A public page, as a visitor sees it who knows nobody here. */
  async visit(context: TestContext, link: string, { script = true } = {}): Promise<Page> {
    const page = await openWindow(context);
    await page.setJavaScriptEnabled(script);
    const response = await page.goto(link);
    assert.equal(response?.status(), 200, link);
    return page;
  }
}

/**
 * Writes a post in the block editor: a block by its name, as one finds it by typing "/" and the name, and
 * then what `fill` does in it. Answers the address of the published post.
 */
export async function writeInBlockEditor(
  page: Page,
  site: string,
  block: string,
  fill: (page: Page) => Promise<void> = async () => undefined,
): Promise<string> {
  await page.goto(`${site}/wp-admin/post-new.php`);
  await page.waitForSelector('.editor-post-title__input');
  // Whoever is here for the first time is shown around.
  await eventually(async () => {
    await page.keyboard.press('Escape');
    assert.equal(await page.$('.edit-post-welcome-guide'), null, 'the welcome is still in the way');
  });
  await page.click('.editor-post-title__input');
  await page.keyboard.type('How are we today?');
  await page.keyboard.press('Enter');
  await page.keyboard.type(`/${block}`);
  await page.waitForFunction(
    (name) => document.querySelector('.components-autocomplete__result')?.textContent?.includes(name),
    {},
    block,
  );
  await page.keyboard.press('Enter');
  await fill(page);
  await page.click('.editor-post-publish-panel__toggle');
  const publish = '.editor-post-publish-panel .editor-post-publish-button:not([aria-disabled=true])';
  await page.waitForSelector(publish);
  // The panel slides in under the pointer.
  await eventually(async () => {
    if (!(await page.$('.post-publish-panel__postpublish'))) await page.click(publish);
    assert.ok(await page.$('.post-publish-panel__postpublish'), 'the post is not published yet');
  });
  return page.$eval('.post-publish-panel__postpublish-buttons a', (link) => (link as HTMLAnchorElement).href);
}
