/** Nothing is called sent that is not on disk, nothing that was written is lost, nothing arrives twice. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  Demo,
  eventually,
  fair,
  gate,
  houseIn,
  inEngine,
  lostAnswer,
  network,
  noNetwork,
  signInPage,
  Widget,
  type House,
  type Network,
  type Weather,
} from './support.ts';

const UNSURE = 'We do not know if it arrived';
const NOT_SIGNED_UP = 'Not signed up yet';
const KEEP_OPEN =
  /Something got in the way\. Your words are still here\. This device cannot keep a copy\. Please keep this page open, or tell an adult now\. We will try again\./;
const CONSENT = 'Yes, email me the Hollybrook letter. I am 18 or over.';

describe('delivery, in chromium', inEngine('chromium', 3), () => {
  const house = houseIn('chromium');

  /** A mood check-in in which somebody has chosen and written, one press away from sending. */
  async function written(open: House['open'], words: string, net?: Network): Promise<Widget> {
    const { page } = await open('/pupils.html', net && { at: net.url });
    const mood = new Widget(page, 'mood-check-in');
    await mood.choose('radio', 'A bit low');
    await mood.type('Would you like to add anything?', words);
    await mood.isReady();
    return mood;
  }

  /** A signup that is in order, one press away from sending. */
  async function filledIn(open: House['open'], address: string, net?: Network): Promise<Widget> {
    const { page } = await open('/families.html', net && { at: net.url });
    const signup = new Widget(page, 'newsletter-signup');
    await signup.choose('checkbox', CONSENT);
    await signup.type('Email address', address);
    await signup.isReady();
    return signup;
  }

  /** Whatever the receiver does is done at once, but every answer waits until it is let go. */
  function heldBack(): { weather: Weather; letGo(): void } {
    const { open: released, letGo } = gate();
    return { weather: (forward) => forward().then((answer) => released.then(() => answer)), letGo };
  }

  /**
   * Presses "Try again" and lets the answer come. What failed is also tried again by itself, so the line
   * is held first: until the press nothing can change on the screen.
   */
  async function tryAgain(widget: Widget, net: Network): Promise<void> {
    const answer = heldBack();
    net.weather = answer.weather;
    await widget.press('Try again');
    await widget.becomes('sending');
    answer.letGo();
  }

  /** The title over the buttons that says what became of the last press. */
  const outcome = (widget: Widget) => widget.all('[part=outcome] h3');

  it('what was called sent is in the database, though the receiver is killed at that very moment', async (context) => {
    const { demo, open } = await house(context, Demo);
    const mood = await written(open, 'killed after');
    await mood.page.exposeFunction('pullThePlug', () => demo.kill());
    await mood.page.evaluate(() =>
      document.addEventListener('l30-sent', () => void (window as unknown as { pullThePlug(): void }).pullThePlug()),
    );
    await mood.press('Send');
    await mood.becomes('sent', 'Sent');
    await eventually(() => assert.rejects(fetch(demo.url)));
    await demo.start();
    assert.equal((await demo.stored('killed after')).length, 1);
  });

  it('while the receiver is dead nothing is called sent and the words stay, and when it is back they are stored once, without a press [case 23]', async (context) => {
    const { demo, open } = await house(context);
    const mood = await written(open, 'killed before');
    await demo.kill();
    await mood.press('Send');
    await mood.becomes('failed');
    assert.deepEqual(await outcome(mood), [UNSURE]);
    assert.match(await mood.text(), KEEP_OPEN);
    assert.equal(await mood.words('Would you like to add anything?'), 'killed before');
    assert.deepEqual(await mood.all('.faces :checked + span'), ['A bit low']);

    await mood.press('Try again');
    await mood.becomes('failed');
    assert.match(await mood.text(), KEEP_OPEN);
    assert.equal(await mood.words('Would you like to add anything?'), 'killed before');
    await demo.start();
    await mood.becomes('sent', 'Sent');
    assert.equal((await demo.stored('killed before')).length, 1);
  });

  it('a family is told so too, keeps what it entered, and is signed up when the receiver is back', async (context) => {
    const { demo, open } = await house(context);
    const signup = await filledIn(open, 'dead@example.org');
    await demo.kill();
    await signup.press('Sign up');
    await signup.becomes('failed');
    assert.deepEqual(await outcome(signup), [NOT_SIGNED_UP]);
    assert.equal(await signup.words('Email address'), 'dead@example.org');
    await signup.press('Try again');
    await signup.becomes('failed');
    assert.deepEqual(await outcome(signup), [NOT_SIGNED_UP]);
    assert.equal(await signup.words('Email address'), 'dead@example.org');
    await demo.start();
    await signup.becomes('sent', 'Thank you. We have saved your email address.');
    assert.equal((await demo.stored('dead@example.org')).length, 1);
  });

  it('somebody who leaves while words are on this page alone is asked to stay, and once they are sent nobody is', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const mood = await written(open, 'about to leave', net);
    const { page } = mood;
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.dismiss();
    });
    net.weather = noNetwork;
    await mood.press('Send');
    await mood.becomes('failed');
    await page.evaluate(() => location.assign('/news.html'));
    await eventually(() => assert.deepEqual(asked, ['beforeunload']));
    assert.equal(await mood.words('Would you like to add anything?'), 'about to leave');
    net.weather = fair;
    await mood.becomes('sent', 'Sent');
    await page.goto(`${net.url}/news.html`);
    assert.equal(asked.length, 1);
    assert.equal((await demo.stored('about to leave')).length, 1);
  });

  it('an answer that is lost after the commit is not called sent, and trying again does not store it twice [case 3] [case 24]', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const mood = await written(open, 'answer lost', net);
    net.weather = lostAnswer;
    await mood.press('Send');
    await mood.becomes('failed');
    assert.deepEqual(await outcome(mood), [UNSURE]);
    assert.equal((await demo.stored('answer lost')).length, 1, 'it had arrived all the same');

    await tryAgain(mood, net);
    await mood.becomes('sent', 'Sent');
    assert.equal((await demo.stored('answer lost')).length, 1);
    assert.notEqual(net.posts.length, 1, 'it was tried again');
    assert.equal(
      new Set(net.posts.map(({ body }) => body)).size,
      1,
      'the same bytes each time, or the receiver could not tell',
    );
  });

  it('words that are changed after a lost answer say which ones they replace', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const mood = await written(open, 'first words', net);
    net.weather = lostAnswer;
    await mood.press('Send');
    await mood.becomes('failed');
    // The answers stay lost, so that the first words cannot come to be sent while they are changed.
    await mood.type('Would you like to add anything?', ' and more');
    await mood.becomes('idle');
    assert.deepEqual(await outcome(mood), [], 'what became of other words is off the screen');
    net.weather = fair;
    await mood.press('Send');
    await mood.becomes('sent', 'Sent');
    const [first] = await demo.stored('first words');
    const [second, ...more] = await demo.stored('first words and more');
    assert.ok(first && second, 'both are in the database');
    assert.deepEqual(more, []);
    assert.equal(second.replaces, first.id);
  });

  it('a double click is one request and one row [case 50]', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const mood = await written(open, 'double click', net);
    const answer = heldBack();
    net.weather = answer.weather;
    const send = await mood.control('button', 'Send');
    await send.click({ count: 2 });
    answer.letGo();
    await mood.becomes('sent', 'Sent');
    assert.equal(net.posts.length, 1);
    assert.equal((await demo.stored('double click')).length, 1);
  });

  it('Enter and clicks while the answer takes its time are one request and one row [case 50]', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const signup = await filledIn(open, 'impatient@example.org', net);
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
    await eventually(async () => assert.equal((await demo.stored('impatient@example.org')).length, 1));
    answer.letGo();
    await signup.becomes('sent');
    assert.equal(net.posts.length, 1);
    assert.equal((await demo.stored('impatient@example.org')).length, 1);
  });

  it('a sign-in page that answers 200 in the place of the receiver is never called sent [case 5]', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const mood = await written(open, 'captive portal', net);
    const sent: unknown[] = [];
    await mood.page.exposeFunction('sawSent', () => sent.push(1));
    await mood.page.evaluate(() => {
      for (const type of ['l30-sent', 'l30-unconfirmed'])
        document.addEventListener(type, () => void (window as unknown as { sawSent(): void }).sawSent());
    });
    net.weather = signInPage;
    await mood.press('Send');
    await mood.becomes('failed');
    assert.deepEqual(await outcome(mood), [UNSURE]);
    assert.match(
      await mood.text(),
      /The Wi-Fi sign-in page may be in the way\. Something got in the way\. Your words are still here\./,
    );
    assert.equal(await mood.words('Would you like to add anything?'), 'captive portal');
    assert.deepEqual(await demo.stored('captive portal'), []);
    assert.deepEqual(sent, []);

    await tryAgain(mood, net);
    await mood.becomes('sent', 'Sent');
    assert.deepEqual(sent, [1]);
    assert.equal((await demo.stored('captive portal')).length, 1);
  });

  it('nor is a redirect to one, and the words do not follow it [case 6]', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const signup = await filledIn(open, 'redirected@example.org', net);
    const asked: string[] = [];
    signup.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    // A 307 asks the browser to send the same words again, somewhere else.
    net.weather = async () => ({ status: 307, headers: { location: '/sign-in' }, body: Buffer.alloc(0) });
    await signup.press('Sign up');
    await signup.becomes('failed');
    assert.deepEqual(await outcome(signup), [NOT_SIGNED_UP]);
    assert.deepEqual(await demo.stored('redirected@example.org'), []);
    assert.ok(net.posts.length > 0);
    assert.deepEqual(
      net.posts.filter(({ path }) => path !== '/subscriptions'),
      [],
    );
    assert.ok(!asked.includes('/sign-in'));
  });

  it('a post carries the words and nothing about the browser: no cookie, no address of the page', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const mood = await written(open, 'bare', net);
    await mood.page.evaluate(() => (document.cookie = 'session=of-the-school-cms; path=/'));
    await mood.press('Send');
    await mood.becomes('sent', 'Sent');
    const [{ headers, body } = assert.fail('nothing was sent')] = net.posts;
    assert.equal(headers.cookie, undefined);
    assert.equal(headers.referer, undefined);
    assert.deepEqual(Object.keys(JSON.parse(body)).sort(), [
      'answers',
      'id',
      'lang',
      'pack',
      'sentAt',
      'site',
      'v',
      'widget',
    ]);
  });
});
