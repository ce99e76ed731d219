/** Nothing is called sent that is not on disk, nothing that was written is lost, nothing arrives twice. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import type { Envelope } from '../../src/contract/envelope.ts';
import { eventually, fair, houseIn, inEngine, lostAnswer, network, signInPage, Widget, type Network, type Weather } from './support.ts';

const UNSURE = 'We do not know if it arrived';
const NOT_SIGNED_UP = 'Not signed up yet';
const CONSENT = 'Yes, email me the Hollybrook letter. I am 18 or over.';

describe('delivery, in chromium', inEngine('chromium'), () => {
  const { demo, open } = houseIn('chromium');

  /** The envelopes with these words in them; every test has words of its own. */
  async function stored(words: string): Promise<Envelope[]> {
    const rows = await demo.rows();
    return rows.map(({ envelope }) => envelope).filter(({ answers }) => answers.some(({ value }) => value === words));
  }

  /** A mood check-in in which somebody has chosen and written, one press away from sending. */
  async function written(context: TestContext, words: string, net?: Network): Promise<Widget> {
    const { page } = await open(context, '/pupils.html', net && { at: net.url });
    const mood = new Widget(page, 'mood-check-in');
    await mood.choose('radio', 'A bit low');
    await mood.type('Would you like to add anything?', words);
    return mood;
  }

  /** A signup that is in order, one press away from sending. */
  async function filledIn(context: TestContext, address: string, net?: Network): Promise<Widget> {
    const { page } = await open(context, '/families.html', net && { at: net.url });
    const signup = new Widget(page, 'newsletter-signup');
    await signup.choose('checkbox', CONSENT);
    await signup.type('Email address', address);
    return signup;
  }

  /** The receiver stores at once, but its answer waits until every press has been made. */
  function heldBack(): { weather: Weather; letGo(): void } {
    let letGo = (): void => undefined;
    const released = new Promise<void>((resolve) => (letGo = resolve));
    return { weather: (forward) => forward().then((answer) => released.then(() => answer)), letGo: () => letGo() };
  }

  /** The title over the buttons that says what became of the last press. */
  const outcome = (widget: Widget) => widget.all('[part=outcome] h3');

  it('what was called sent is in the database, though the receiver is killed at that very moment', async (context) => {
    const mood = await written(context, 'killed after');
    await mood.page.exposeFunction('pullThePlug', () => demo.kill());
    await mood.page.evaluate(() => document.addEventListener('l30-sent', () => void (window as unknown as { pullThePlug(): void }).pullThePlug()));
    await mood.press('Send');
    await mood.becomes('sent', 'Sent');
    await eventually(() => assert.rejects(fetch(demo.url)));
    await demo.start();
    assert.equal((await stored('killed after')).length, 1);
  });

  it('while the receiver is dead nothing is called sent and the words stay, and trying again stores them once', async (context) => {
    const mood = await written(context, 'killed before');
    await demo.kill();
    await mood.press('Send');
    await mood.becomes('failed');
    assert.deepEqual(await outcome(mood), [UNSURE]);
    assert.match(await mood.text(), /Your words are still here\. Try again: it will not arrive twice\. Or tell an adult\./);
    assert.equal(await mood.words('Would you like to add anything?'), 'killed before');
    assert.deepEqual(await mood.all('.faces :checked + span'), ['A bit low']);

    await mood.press('Try again');
    await mood.becomes('failed');
    await demo.start();
    assert.deepEqual(await stored('killed before'), []);
    await mood.press('Try again');
    await mood.becomes('sent', 'Sent');
    assert.equal((await stored('killed before')).length, 1);
  });

  it('a family is told so too, and keeps what it entered', async (context) => {
    const signup = await filledIn(context, 'dead@example.org');
    await demo.kill();
    await signup.press('Sign up');
    await signup.becomes('failed');
    assert.deepEqual(await outcome(signup), [NOT_SIGNED_UP]);
    assert.equal(await signup.words('Email address'), 'dead@example.org');
    await demo.start();
    await signup.press('Try again');
    await signup.becomes('sent', 'Thank you. We have saved your email address.');
    assert.equal((await stored('dead@example.org')).length, 1);
  });

  it('an answer that is lost after the commit is not called sent, and trying again does not store it twice', async (context) => {
    const net = await network(context, demo);
    const mood = await written(context, 'answer lost', net);
    net.weather = lostAnswer;
    await mood.press('Send');
    await mood.becomes('failed');
    assert.deepEqual(await outcome(mood), [UNSURE]);
    assert.equal((await stored('answer lost')).length, 1, 'it had arrived all the same');

    net.weather = fair;
    await mood.press('Try again');
    await mood.becomes('sent', 'Sent');
    assert.equal((await stored('answer lost')).length, 1);
    assert.notEqual(net.posts.length, 1, 'it was tried again');
    assert.equal(new Set(net.posts.map(({ body }) => body)).size, 1, 'the same bytes each time, or the receiver could not tell');
  });

  it('words that are changed after a lost answer say which ones they replace', async (context) => {
    const net = await network(context, demo);
    const mood = await written(context, 'first words', net);
    net.weather = lostAnswer;
    await mood.press('Send');
    await mood.becomes('failed');
    net.weather = fair;
    await mood.type('Would you like to add anything?', ' and more');
    await mood.press('Try again');
    await mood.becomes('sent', 'Sent');
    const [first] = await stored('first words');
    const [second] = await stored('first words and more');
    assert.ok(first && second, 'both are in the database');
    assert.equal(second.replaces, first.id);
  });

  it('a double click is one request and one row', async (context) => {
    const net = await network(context, demo);
    const mood = await written(context, 'double click', net);
    const answer = heldBack();
    net.weather = answer.weather;
    const send = await mood.control('button', 'Send');
    await send.click({ count: 2 });
    answer.letGo();
    await mood.becomes('sent', 'Sent');
    assert.equal(net.posts.length, 1);
    assert.equal((await stored('double click')).length, 1);
  });

  it('Enter and clicks while the answer takes its time are one request and one row', async (context) => {
    const net = await network(context, demo);
    const signup = await filledIn(context, 'impatient@example.org', net);
    const answer = heldBack();
    net.weather = answer.weather;
    const { keyboard } = signup.page;
    const button = await signup.control('button', 'Sign up');
    await keyboard.press('Enter');
    await button.click();
    await signup.becomes('sending');
    await keyboard.press('Enter');
    await button.click();
    assert.deepEqual(await signup.buttons(), ['Sending']);
    await eventually(async () => assert.equal((await stored('impatient@example.org')).length, 1));
    answer.letGo();
    await signup.becomes('sent');
    assert.equal(net.posts.length, 1);
    assert.equal((await stored('impatient@example.org')).length, 1);
  });

  it('a sign-in page that answers 200 in the place of the receiver is never called sent', async (context) => {
    const net = await network(context, demo);
    const mood = await written(context, 'captive portal', net);
    const sent: unknown[] = [];
    await mood.page.exposeFunction('sawSent', () => sent.push(1));
    await mood.page.evaluate(() => {
      for (const type of ['l30-sent', 'l30-unconfirmed']) document.addEventListener(type, () => void (window as unknown as { sawSent(): void }).sawSent());
    });
    net.weather = signInPage;
    await mood.press('Send');
    await mood.becomes('failed');
    assert.deepEqual(await outcome(mood), [UNSURE]);
    assert.equal(await mood.words('Would you like to add anything?'), 'captive portal');
    assert.deepEqual(await stored('captive portal'), []);
    assert.deepEqual(sent, []);

    net.weather = fair;
    await mood.press('Try again');
    await mood.becomes('sent', 'Sent');
    assert.deepEqual(sent, [1]);
    assert.equal((await stored('captive portal')).length, 1);
  });

  it('nor is a redirect to one, and the words do not follow it', async (context) => {
    const net = await network(context, demo);
    const signup = await filledIn(context, 'redirected@example.org', net);
    // A 307 asks the browser to send the same words again, somewhere else.
    net.weather = async () => ({ status: 307, headers: { location: '/sign-in' }, body: Buffer.alloc(0) });
    await signup.press('Sign up');
    await signup.becomes('failed');
    assert.deepEqual(await outcome(signup), [NOT_SIGNED_UP]);
    assert.deepEqual(await stored('redirected@example.org'), []);
    assert.equal(net.posts.length, 1);
  });

  it('a post carries the words and nothing about the browser: no cookie, no address of the page', async (context) => {
    const net = await network(context, demo);
    const mood = await written(context, 'bare', net);
    await mood.page.evaluate(() => (document.cookie = 'session=of-the-school-cms; path=/'));
    await mood.press('Send');
    await mood.becomes('sent', 'Sent');
    const [{ headers, body } = assert.fail('nothing was sent')] = net.posts;
    assert.equal(headers.cookie, undefined);
    assert.equal(headers.referer, undefined);
    assert.deepEqual(Object.keys(JSON.parse(body)).sort(), ['answers', 'id', 'lang', 'pack', 'sentAt', 'site', 'v', 'widget']);
  });
});
