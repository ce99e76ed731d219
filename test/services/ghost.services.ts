/** `dialect="ghost"` against a Ghost of its own, down to the member in its database. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { deliver, type Fetch } from '../../src/delivery/deliver.ts';
import { dialect as ghost } from '../../src/dialects/ghost.ts';
import { recognise } from '../../src/dialects/recognise.ts';
import { Widget, eventually, inEngine } from '../e2e/support.ts';
import { subscription } from '../receiver/support.ts';
import { startGhost } from './ghost.ts';
import { mailSink, openPage, without, type Database, type Mail } from './support.ts';

const needs = without('ghost', 'mariadb', 'pages');

describe('Ghost', { skip: needs }, () => {
  if (needs) return;

  let site = '';
  let database: Database;
  let mails: Mail[] = [];

  before(async () => {
    const sink = await mailSink();
    ({ mails } = sink);
    const blog = await startGhost({ mailPort: sink.port });
    ({ site, database } = blog);
    console.log(`Ghost: ${blog.version}`);
  });

  const endpoint = () => `${site}/members/api/send-magic-link/`;

  let households = 0;

  /**
   * Signs somebody up as a page does, from a network of their own, because Ghost counts what comes from one.
   * Answers the outcome, and each request with its status.
   */
  async function signUp(email: string, { to = endpoint(), name = '', network = `192.0.2.${(households += 1)}` } = {}) {
    const letter = subscription({}, { email, ...(name && { name }) });
    const asked: string[] = [];
    const fetching: Fetch = async (url, init) => {
      const response = await fetch(url, { ...init, headers: { ...init.headers, 'x-forwarded-for': network } });
      asked.push(`${init.method ?? 'GET'} ${url.replace(site, '')} ${response.status}`);
      return response;
    };
    const outcome = await deliver(
      { id: letter.id, body: JSON.stringify(letter) },
      { endpoint: to, dialect: ghost, fetch: fetching },
    );
    return { outcome, asked };
  }

  const mailsTo = (email: string): Mail[] => mails.filter(({ to }) => to === email);

  /** Waits for the mails to somebody, and presses the links in them. */
  async function followLinks(email: string, count = 1): Promise<void> {
    await eventually(() => assert.equal(mailsTo(email).length, count, `${count} mails to ${email}`));
    for (const { text } of mailsTo(email)) {
      const link = /http:\S+token=\S+/.exec(text)?.[0] ?? '';
      assert.equal(link.startsWith(`${site}/`), true, text);
      await fetch(link, { redirect: 'manual' });
    }
  }

  /** Members with this address, each with the number of newsletters that they get. */
  const membersAs = (email: string): string =>
    database.query(
      `select name, (select count(*) from ghost.members_newsletters n where n.member_id = m.id) from ghost.members m where email = '${email}'`,
    );

  test('confirms a sign-up and sends the email with the link, and the link makes the member', async () => {
    const { outcome, asked } = await signUp('sam@example.org', { name: 'Sam Ó Sé' });
    assert.deepEqual(outcome, { kind: 'sent', checkEmail: true });
    assert.deepEqual(asked, ['GET /members/api/integrity-token/ 200', 'POST /members/api/send-magic-link/ 201']);
    await eventually(() => assert.equal(mailsTo('sam@example.org').length, 1));
    assert.equal(membersAs('sam@example.org'), '');
    await followLinks('sam@example.org');
    assert.equal(membersAs('sam@example.org'), 'Sam Ó Sé\t1');
  });

  test('takes the address of the site as well as that of the call', async () => {
    for (const [at, to] of [site, `${site}/`, endpoint().replace(/\/$/, '')].entries()) {
      assert.deepEqual((await signUp(`site${at}@example.org`, { to })).outcome, { kind: 'sent', checkEmail: true }, to);
      await followLinks(`site${at}@example.org`);
      assert.equal(membersAs(`site${at}@example.org`), 'NULL\t1');
    }
  });

  test('makes one member of a sign-up that arrives twice, and of one by somebody who is a member', async () => {
    for (let time = 0; time < 2; time++)
      assert.deepEqual((await signUp('twice@example.org')).outcome, { kind: 'sent', checkEmail: true });
    await followLinks('twice@example.org', 2);
    assert.equal(membersAs('twice@example.org'), 'NULL\t1');
    assert.deepEqual((await signUp('twice@example.org')).outcome, { kind: 'sent', checkEmail: true });
    await followLinks('twice@example.org', 3);
    assert.equal(membersAs('twice@example.org'), 'NULL\t1');
  });

  test('refuses an address that is none, for good, and sends nothing', async () => {
    const earlier = mails.length;
    for (const email of ['sam', 'sam@', 'sam @example.org']) {
      assert.deepEqual((await signUp(email)).outcome, { kind: 'refused', code: 'BadRequestError', issues: [] }, email);
    }
    assert.equal(mails.length, earlier);
  });

  test('insists on the token that the dialect fetches first', async () => {
    const letter = subscription({}, { email: 'token@example.org' });
    for (const ticket of [undefined, 'made-up']) {
      const { url, body, contentType } = ghost.encode(
        { id: letter.id, body: JSON.stringify(letter) },
        { endpoint: endpoint(), fields: {}, ...(ticket && { ticket }) },
      );
      const response = await fetch(url, {
        method: 'POST',
        body: body as string,
        headers: { 'content-type': contentType! },
      });
      assert.equal(response.status, 400);
      assert.deepEqual(ghost.decode({ status: 400, text: await response.text() }, { id: letter.id }), {
        kind: 'refused',
        code: 'BadRequestError',
        issues: [],
      });
    }
    assert.equal(mailsTo('token@example.org').length, 0);
  });

  test('asks to wait when one address is signed up again and again, and that is no refusal', async () => {
    const network = '198.51.100.1';
    for (let time = 0; time < 5; time++)
      assert.deepEqual((await signUp('eager@example.org', { network })).outcome, { kind: 'sent', checkEmail: true });
    assert.deepEqual((await signUp('eager@example.org', { network })).outcome, {
      kind: 'failed',
      code: 'busy',
      certain: true,
    });
  });

  test('asks the tenth family on one Wi-Fi to wait', async () => {
    const network = '198.51.100.2';
    for (let family = 1; family < 10; family++)
      assert.deepEqual((await signUp(`family${family}@example.org`, { network })).outcome, {
        kind: 'sent',
        checkEmail: true,
      });
    assert.deepEqual((await signUp('family10@example.org', { network })).outcome, {
      kind: 'failed',
      code: 'busy',
      certain: true,
    });
  });

  for (const engine of ['chromium', 'firefox'] as const) {
    test(`signs somebody up from the widget on a page elsewhere, in ${engine}`, inEngine(engine), async (context) => {
      const email = `${engine}@example.org`;
      assert.equal(recognise(endpoint()), 'ghost');
      const page = await openPage(
        context,
        engine,
        `<div data-l30="newsletter-signup"></div><script src="/l30.js" data-site="hollybrook" data-newsletter-endpoint="${endpoint()}" defer></script>`,
      );
      const form = new Widget(page, 'newsletter-signup');
      await form.type('Email address', email);
      await form.type('Your name', 'Alex');
      await form.choose('checkbox', (await form.all('.consent span'))[0]!);
      await form.press('Sign up');
      await form.becomes('sent');
      assert.match(await form.text(), /Now look in your email\. Press the link in it to finish signing up\./);
      await followLinks(email);
      assert.equal(membersAs(email), 'Alex\t1');
    });
  }
});
