/** With keys, what cannot be sent waits locked on the device, and any later visit brings it on its way: once, and as it was written. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { Envelope } from '../../src/contract/envelope.ts';
import type { Receipt } from '../../src/contract/reply.ts';
import { seal } from '../../src/delivery/seal.ts';
// @ts-expect-error Plain JavaScript, because it runs before anything is installed.
import { enginesOf } from '../tools/engines.mjs';
import {
  Device,
  eventually,
  fair,
  gate,
  houseIn,
  inEngine,
  inWords,
  leaveBehind,
  lettersOn,
  network,
  noNetwork,
  reader,
  sealedCheckIn,
  Widget,
  type House,
  type Network,
  type OpenOptions,
  type Visit,
  type Weather,
} from './support.ts';

const school = await reader();

const QUESTION = 'How are you feeling right now?';
const BOX = 'Would you like to add anything?';
const LOCKED =
  /Not sent yet\s+A locked copy is kept on this device\. It will be sent when the internet is back\. If you cannot wait, go and find an adult now\./;
const ONE_WAITS = ['1 message is waiting to be sent.'];

const note = (widget: Widget): Promise<string[]> => widget.all('[part=waiting]');

/** Everything that can be read on a page, in its widgets too. */
const readable = (page: Visit['page']): Promise<string> =>
  page.evaluate(() =>
    [
      document.body.innerText,
      ...Array.from(document.querySelectorAll('*'), (each) => each.shadowRoot?.innerHTML ?? ''),
    ].join('\n'),
  );

/** How many posts are on their way at the same time, at most. */
function counting(weather: Weather): { weather: Weather; most: () => number } {
  let now = 0;
  let most = 0;
  return {
    weather: async (forward) => {
      most = Math.max(most, (now += 1));
      try {
        return await weather(forward);
      } finally {
        now -= 1;
      }
    },
    most: () => most,
  };
}

describe('the outbox', { concurrency: 2 }, () => {
  for (const engine of ['chromium', 'firefox'] as const) {
    describe(`in ${engine}`, inEngine(engine, 2), () => {
      const house = houseIn(engine);

      it('a browser that is killed after it said that the words are safe delivers them at the next visit [case 46] [case 47]', async (context) => {
        const { demo } = await house(context);
        const net = await network(context, demo);
        const device = new Device(context, engine);
        const prepare: OpenOptions['prepare'] = (page) =>
          page.evaluateOnNewDocument(() => {
            // What the browser was asked for, and whether it had said that it is done.
            const seen: string[] = ((window as unknown as { seen: string[] }).seen = []);
            const { transaction } = IDBDatabase.prototype;
            IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...given) {
              const made = transaction.apply(this, given);
              if (made.mode === 'readwrite')
                made.addEventListener('complete', () => seen.push(`written, ${made.durability}`));
              return made;
            };
            addEventListener('l30-waiting', () => seen.push('said so'));
          });
        const mood = await sealedCheckIn(
          await device.open(`${net.url}/pupils.html`, { prepare }),
          school,
          'before the battery died',
        );
        net.weather = noNetwork;
        await mood.press('Send');
        await mood.becomes('waiting', 'Not sent yet');
        assert.deepEqual((await mood.page.evaluate(() => (window as unknown as { seen: string[] }).seen)).slice(0, 2), [
          'written, strict',
          'said so',
        ]);
        await device.kill();
        net.weather = fair;

        const { page } = await device.open(`${net.url}/`);
        await eventually(async () =>
          assert.equal((await school.stored(demo, 'before the battery died')).length, 1, 'it has not arrived'),
        );
        await eventually(async () => assert.deepEqual(await lettersOn(page), [], 'the device is not empty'));
        assert.equal((await school.stored(demo, 'before the battery died')).length, 1);
        assert.equal(new Set(net.posts.map(({ body }) => body)).size, 1);
      });

      // Locks, storage and what tabs know of each other are tried in every engine in test/delivery.
      if (!enginesOf('one', ['chromium', 'firefox']).includes(engine)) return;

      it('what cannot be sent waits locked; the next pupil sees a number and no more, and it goes by itself when there is a network [case 1] [case 59] [case 60]', async (context) => {
        const { demo, open } = await house(context);
        const net = await network(context, demo);
        const first = await open('/pupils.html', { at: net.url });
        const mood = await sealedCheckIn(first, school, 'waits for the bus');
        net.weather = noNetwork;
        await mood.press('Send');
        await mood.becomes('waiting', 'Not sent yet');
        assert.match(await mood.text(), LOCKED);
        assert.doesNotMatch(await readable(first.page), /waits for the bus/);
        assert.deepEqual(await note(mood), [], 'its writer reads of it on the screen');
        await first.page.close();

        const { page, errors } = await open('/families.html', { at: net.url, beside: first.page });
        const signup = new Widget(page, 'newsletter-signup');
        await eventually(async () => assert.deepEqual(await note(signup), ONE_WAITS, 'the note is not there'));
        assert.doesNotMatch(await readable(page), /waits for the bus|A bit low|How are you feeling/);
        const [letter, ...more] = await lettersOn(page);
        assert.ok(letter && more.length === 0);
        assert.doesNotMatch(JSON.stringify(letter), /waits for the bus|low|feeling|faces-5|en-GB/);
        assert.deepEqual(await school.stored(demo, 'waits for the bus'), []);

        net.weather = fair;
        await eventually(async () => assert.deepEqual(await note(signup), [], 'the note is still there'));
        const [envelope, ...others] = await school.stored(demo, 'waits for the bus');
        assert.deepEqual(others, []);
        assert.equal(envelope?.id, letter.id);
        assert.deepEqual(inWords(envelope.answers), [
          [QUESTION, 'A bit low'],
          [BOX, 'waits for the bus'],
        ]);
        assert.deepEqual(
          new Set(net.posts.map(({ body }) => body)),
          new Set([letter.body]),
          'the same bytes each time',
        );
        assert.deepEqual(await lettersOn(page), []);
        assert.deepEqual(
          errors.filter((line) => line.startsWith('[l30] ')),
          [],
          'no admin is called for a network that is away',
        );
      });

      it('three tabs that wait together have one row each, and never two posts under way at once [case 63]', async (context) => {
        const { demo, open } = await house(context);
        const net = await network(context, demo);
        const first = await open('/pupils.html', { at: net.url });
        const others = [
          await open('/pupils.html', { at: net.url, beside: first.page }),
          await open('/pupils.html', { at: net.url, beside: first.page }),
        ];
        const bad = counting(noNetwork);
        net.weather = bad.weather;
        const moods: Widget[] = [];
        for (const [place, visit] of [first, ...others].entries()) {
          await visit.page.bringToFront();
          const mood = await sealedCheckIn(visit, school, `tab ${place}`);
          await mood.press('Send');
          await mood.becomes('waiting', 'Not sent yet');
          moods.push(mood);
        }
        const good = counting(fair);
        net.weather = good.weather;
        for (const mood of moods) await mood.becomes('sent', 'Sent');
        for (const place of moods.keys()) assert.equal((await school.stored(demo, `tab ${place}`)).length, 1);
        await eventually(async () => assert.deepEqual(await lettersOn(first.page), [], 'the device is not empty'));
        assert.deepEqual([bad.most(), good.most()], [1, 1]);
        assert.equal(new Set(net.posts.map(({ body }) => body)).size, 3);
      });
    });
  }
});

describe('the outbox, under strain, in chromium', inEngine('chromium', 3), () => {
  const house = houseIn('chromium');

  /** Letters that wait on a device, and a page of the site on it that has no widget. */
  async function waiting(open: House['open'], net: Network, words: readonly string[], savedAt?: number) {
    const { page } = await open('/news.html', { at: net.url });
    return { page, letters: await leaveBehind(page, school, `${net.url}/submissions`, words, savedAt) };
  }

  it('a device that goes offline says so, and sends on the same screen when it is online again [case 1]', async (context) => {
    const { demo, open } = await house(context);
    const visit = await open('/pupils.html');
    const mood = await sealedCheckIn(visit, school, 'in the tunnel');
    await visit.page.setOfflineMode(true);
    await mood.press('Send');
    await mood.becomes('waiting', 'Not sent yet');
    assert.match(await mood.text(), LOCKED);
    assert.deepEqual(await school.stored(demo, 'in the tunnel'), []);
    await visit.page.setOfflineMode(false);
    await mood.becomes('sent', 'Sent');
    assert.equal((await school.stored(demo, 'in the tunnel')).length, 1);
    await eventually(async () => assert.deepEqual(await lettersOn(visit.page), [], 'the device is not empty'));
  });

  it('200 letters that wait go one after the other, the oldest first, while somebody uses the page [case 77]', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const words = Array.from({ length: 200 }, (_, place) => `letter ${place}`);
    const { page: before, letters } = await waiting(open, net, words);
    const [seen, used] = [gate(), gate()];
    const line = counting(async (forward) => {
      await (net.posts.length > 100 ? used.open : seen.open);
      return forward();
    });
    net.weather = line.weather;
    const { page } = await open('/pupils.html', { at: net.url, beside: before });
    const mood = new Widget(page, 'mood-check-in');
    await eventually(async () =>
      assert.deepEqual(await note(mood), ['200 messages are waiting to be sent.'], 'the note is not there'),
    );
    seen.letGo();
    await mood.choose('radio', 'Happy');
    await mood.type(BOX, 'while it works');
    assert.equal(await mood.words(BOX), 'while it works');
    await eventually(() => assert.ok(net.posts.length > 100, 'half of them are not yet on their way'));
    await mood.choose('radio', 'Very happy');
    await eventually(async () =>
      assert.deepEqual(await mood.all(':checked + span'), ['Very happy'], 'the page does not answer'),
    );
    used.letGo();
    for (const share of [120, 140, 160, 180, 200])
      await eventually(() => assert.ok(net.posts.length >= share, `${net.posts.length} of 200 were sent`));
    await eventually(async () => assert.deepEqual(await note(mood), [], 'the note is still there'));
    assert.equal(line.most(), 1);
    const order = net.posts.map(({ body }) => (JSON.parse(body) as Envelope).id);
    assert.deepEqual(
      order,
      letters.map(({ id }) => id),
      'another order',
    );
    const ids = (await demo.letters()).map(({ envelope: { id } }) => id);
    assert.deepEqual(
      ids.filter((id) => order.includes(id)),
      order,
      'one row each',
    );
    assert.deepEqual(await lettersOn(page), []);
  });

  it('a line that loses every third post, and takes two seconds for each, still brings one row each [case 14]', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    const { page: before, letters } = await waiting(open, net, ['bad line 1', 'bad line 2']);
    net.weather = async (forward) => {
      const place = net.posts.length;
      await wait(2000);
      const answer = await forward();
      return place % 3 === 1 ? 'cut' : answer;
    };
    const { page } = await open('/', { at: net.url, beside: before });
    await eventually(async () => assert.deepEqual(await lettersOn(page), [], 'not all have gone'));
    for (const words of ['bad line 1', 'bad line 2']) assert.equal((await school.stored(demo, words)).length, 1);
    assert.ok(net.posts.length >= 3, 'one was lost');
    assert.equal(new Set(net.posts.map(({ body }) => body)).size, letters.length);
  });

  it('what has waited for more than a day asks the next pupil to tell an adult [case 75]', async (context) => {
    const { demo, open } = await house(context);
    const net = await network(context, demo);
    net.weather = noNetwork;
    const { page: before } = await waiting(open, net, ['over half-term'], Date.now() - 25 * 60 * 60 * 1000);
    const { page } = await open('/pupils.html', { at: net.url, beside: before });
    const mood = new Widget(page, 'mood-check-in');
    await eventually(async () =>
      assert.deepEqual(
        await note(mood),
        ['1 message is waiting to be sent. This is taking too long. Please tell an adult.'],
        'the note is not there',
      ),
    );
    net.weather = fair;
    await eventually(async () => assert.deepEqual(await note(mood), [], 'the note is still there'));
    assert.equal((await school.stored(demo, 'over half-term')).length, 1);
  });

  it('where the endpoint does not allow the page, the words wait, none of them leave, and the console names the origin to add [case 19]', async (context) => {
    const { demo, open } = await house(context);
    const elsewhere = await network(context, demo);
    const visit = await open('/pupils.html');
    const mood = new Widget(visit.page, 'mood-check-in');
    await visit.page.$eval(
      mood.tag,
      (host, endpoint) => host.setAttribute('endpoint', endpoint),
      `${elsewhere.url}/submissions`,
    );
    await sealedCheckIn(visit, school, 'not allowed here');
    await mood.press('Send');
    await mood.becomes('waiting', 'Not sent yet');
    assert.match(await mood.text(), LOCKED);
    await eventually(() =>
      assert.match(
        visit.errors.filter((line) => line.startsWith('[l30] ')).join(),
        new RegExp(`does it allow this page by CORS\\? Add ${demo.url} to its list of allowed origins\\.`),
      ),
    );
    assert.deepEqual(elsewhere.posts, [], 'the browser has asked first, and was told no');
    const [letter] = await lettersOn(visit.page);
    assert.equal((await school.read(JSON.parse(letter!.body))).answers[1]?.value, 'not allowed here');
  });

  it('300 devices that come back in the same second all get a receipt [case 17]', async (context) => {
    const { demo } = await house(context);
    const bodies = await Promise.all(
      Array.from({ length: 300 }, (_, place) => {
        const id = place.toString(16).padStart(32, '0');
        return seal(
          {
            v: 1,
            id,
            widget: 'mood-check-in',
            pack: 'faces-5',
            site: 'hollybrook',
            lang: 'en-GB',
            sentAt: new Date().toISOString(),
            answers: [{ id: 'words', question: BOX, value: `device ${place}` }],
          },
          [school.publicKey],
        );
      }),
    );
    const answers = await Promise.all(
      bodies.map(async (body) => {
        const answer = await fetch(`${demo.url}/submissions`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json', Origin: demo.url },
          body,
        });
        return { status: answer.status, receipt: (await answer.json()) as Receipt };
      }),
    );
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    assert.deepEqual(
      answers.map(({ receipt }) => receipt.sha256),
      bodies.map((body) => createHash('sha256').update(body).digest('hex')),
    );
    const ids = (await demo.letters()).map(({ envelope: { id } }) => id);
    for (const { receipt } of answers) assert.equal(ids.filter((id) => id === receipt.id).length, 1);
  });

  for (const [how, keys] of [
    ['in plain', false],
    ['sealed', true],
  ] as const) {
    it(`a paste of 1 MB, ${how}, is called too long, stays whole, and the page goes on answering [case 96]`, async (context) => {
      const { demo, open } = await house(context);
      const net = await network(context, demo);
      const visit = await open('/pupils.html', { at: net.url });
      const mood = new Widget(visit.page, 'mood-check-in');
      if (keys) await mood.sealTo(school);
      const words = 'All of it. '.repeat(100_000);
      await mood.choose('radio', 'A bit low');
      await eventually(async () => (await mood.control('textbox', BOX)).click());
      await visit.page.keyboard.sendCharacter(words);
      await eventually(async () =>
        assert.equal((await mood.words(BOX)).length, words.length, 'not all of it is there'),
      );
      await mood.press('Send');
      await mood.becomes('failed');
      assert.match(
        await mood.text(),
        /Not sent\s+It is too long to send\. Your words are still here\. Take some out, then try again, or tell an adult\./,
      );
      assert.equal(await mood.words(BOX), words);
      assert.deepEqual(net.posts, []);
      assert.deepEqual(await lettersOn(visit.page), []);

      await mood.choose('radio', 'Happy');
      const box = await mood.control('textbox', BOX);
      await box.evaluate((each) => (each as HTMLTextAreaElement).select());
      await visit.page.keyboard.sendCharacter(`shorter, ${how}`);
      await mood.press('Send');
      await mood.becomes('sent', 'Sent');
      assert.equal(net.posts.length, 1);
    });
  }
});
