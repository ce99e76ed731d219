import { expect } from '@open-wc/testing';
import type { Parcel } from '../../src/dialects/shared/dialect.ts';
import { MAX_BODY_BYTES } from '../../src/contract/envelope.ts';
import type { Address, Courier, CourierOptions, Waiting } from '../../src/delivery/courier.ts';
import type { Outcome } from '../../src/delivery/deliver.ts';
import { OUTBOX } from '../../src/contract/outbox-name.ts';
import { dialect as json } from '../../src/dialects/json.ts';
import { noNetwork, problem, receipt, webPage, type Answering } from '../support.ts';
import { Network, Page, parcel, SCHOOL, Shelf, until } from './page.ts';

const MINUTE = 60_000;

const SENT: Outcome = { kind: 'sent' };
const waiting = (code?: string): object => ({ kind: 'waiting', ...(code && { code }) });
const failed = (code: string, certain: boolean, retrying?: boolean): object => ({
  kind: 'failed',
  code,
  certain,
  ...(retrying !== undefined && { retrying }),
});

const invalid = problem(422, 'invalid');
const REFUSED: Outcome = { kind: 'refused', code: 'invalid', issues: [] };

const saying =
  (status: number, retryAfter?: string): Answering =>
  () =>
    new Response('', { status, ...(retryAfter && { headers: { 'Retry-After': retryAfter } }) });

describe('a courier', () => {
  let page: Page;
  let shelf: Shelf;
  let network: Network;
  let courier: Courier;

  const begin = async (options: Partial<CourierOptions> = {}): Promise<void> => {
    page = await Page.open();
    network = new Network(page);
    courier = await page.courier({ outbox: shelf, ...options });
  };

  /** Comes back as another page on the same device. */
  const reload = async (): Promise<void> => {
    page.close();
    await begin();
  };

  /** Hands a letter over, and gives the list of what is told of it. */
  async function press(
    letter: Parcel,
    { keep = true, ...address }: Partial<Address> & { keep?: boolean } = {},
  ): Promise<Outcome[]> {
    const told: Outcome[] = [];
    await courier.send(
      letter,
      { endpoint: SCHOOL, dialect: 'json', fields: {}, fetch: network.fetch, ...address },
      keep,
      (outcome) => told.push(outcome),
    );
    await page.rest();
    return told;
  }

  /** Looks for what earlier visits left behind, and gives the list of what is told of it. */
  async function watch(): Promise<Waiting[]> {
    const told: Waiting[] = [];
    await courier.watch((each) => told.push(each), network.fetch);
    await page.rest();
    return told;
  }

  const askedFor = (): string[] => network.asked.map(({ id }) => id);
  const times = (): number[] => network.asked.map(({ at }) => at);

  beforeEach(async () => {
    shelf = new Shelf();
    await begin();
  });
  afterEach(() => Page.closeAll());

  describe('with a sealed letter', () => {
    it('puts it on the device before it asks, sends its very bytes, and takes it away for a proof', async () => {
      network.answer = (asked) => {
        shelf.log.push('asked');
        return receipt()(asked);
      };
      const letter = parcel();
      expect(await press(letter, { fields: { message: 'entry.1' } })).to.deep.equal([SENT]);
      expect(shelf.log.slice(0, 3)).to.deep.equal(['put', 'asked', 'remove']);
      expect(shelf.letters.size).to.equal(0);
      expect(network.asked.map(({ url, text }) => ({ url, text }))).to.deep.equal([{ url: SCHOOL, text: letter.body }]);
    });

    it('keeps all that another page needs to send it, and nothing else', async () => {
      network.answer = noNetwork;
      const letter = parcel();
      const earliest = Date.now();
      await press(letter, { fields: { message: 'entry.1' } });
      const { savedAt, ...kept } = shelf.letters.get(letter.id)!;
      expect(kept).to.deep.equal({ ...letter, endpoint: SCHOOL, dialect: 'json', fields: { message: 'entry.1' } });
      expect(savedAt).to.be.within(earliest, Date.now());
    });

    it('calls it sent, and takes it away, where its service gives no proof', async () => {
      const trusting: CourierOptions['dialectNamed'] = async () => ({
        name: 'trusting',
        carries: 'both',
        confirms: false,
        seals: true,
        repeats: 'doubled',
        facts: 'documented',
        encode: ({ body }, { endpoint: url }) => ({ url, body }),
        decode: () => ({ kind: 'unconfirmed', checkEmail: true }),
      });
      courier = await page.courier({ outbox: shelf, dialectNamed: trusting });
      expect(await press(parcel())).to.deep.equal([{ kind: 'sent-unconfirmed', checkEmail: true }]);
      expect(shelf.letters.size).to.equal(0);
    });

    it('says after three seconds of silence that it waits here, and then that it was sent', async () => {
      const letGo = network.hold();
      const told = await press(parcel());
      await page.pass(2999);
      expect(told).to.deep.equal([]);
      await page.pass(1);
      expect(told).to.deep.equal([waiting()]);
      letGo();
      await page.rest();
      expect(told).to.deep.equal([waiting(), SENT]);
      await page.pass(MINUTE);
      expect(told.length).to.equal(2);
    });

    it('says so after three seconds of another press as well', async () => {
      network.answer = invalid;
      const letter = parcel();
      await press(letter);
      network.hold();
      const told = await press(letter);
      await page.pass(2999);
      expect(told).to.deep.equal([]);
      await page.pass(1);
      expect(told).to.deep.equal([waiting()]);
    });

    /** Each fault: what the school's network does, and what is told of it at once. */
    const faults: [what: string, fault: (asked: Parameters<Answering>[0]) => ReturnType<Answering>, code: string][] = [
      ['the device is offline [case 1]', noNetwork, 'network'],
      [
        'the cable is pulled while it goes up [case 2]',
        () => {
          throw new DOMException('The operation was aborted.', 'AbortError');
        },
        'network',
      ],
      [
        'the endpoint stores it and the connection is reset before the answer [case 3]',
        (asked) => {
          void network.store(asked);
          throw new TypeError('Failed to fetch');
        },
        'network',
      ],
      [
        'the answer ends in the middle of the receipt [case 4]',
        async (asked) => new Response((await (await network.store(asked)).text()).slice(0, 50), { status: 201 }),
        'not-a-receipt',
      ],
      ['the Wi-Fi sign-in page answers instead [case 5]', webPage(200), 'not-a-receipt'],
      ['a filter redirects to its block page [case 6]', noNetwork, 'network'],
      ['a filter answers with its own no [case 7]', webPage(403), 'blocked'],
      ['the name of the host is not found [case 8]', noNetwork, 'network'],
      ['the certificate of an inspection is not trusted [case 9]', noNetwork, 'network'],
      ['the server breaks (500) [case 10]', webPage(500), 'broken'],
      ['the proxy breaks (502) [case 10]', webPage(502), 'broken'],
      ['the proxy waits in vain (504) [case 10]', webPage(504), 'broken'],
      ['the server is at rest [case 11]', saying(503, '1'), 'busy'],
      ['there are too many at once [case 11]', saying(429, '1'), 'busy'],
      ['the server finds the request slow [case 12]', webPage(408), 'broken'],
      [
        'the server ends the connection under way [case 18]',
        () => {
          throw new TypeError('NetworkError when attempting to fetch resource.');
        },
        'network',
      ],
      [
        'a proxy gives the receipt of other bytes from its store [case 21]',
        receipt({ sha256: 'b'.repeat(64) }, 200),
        'not-a-receipt',
      ],
      [
        'a proxy gives the receipt of another letter from its store [case 21]',
        receipt({ id: 'f'.repeat(32) }, 200),
        'not-a-receipt',
      ],
      ['one of two ways to the host is broken [case 22]', noNetwork, 'network'],
    ];
    for (const [titled, fault, code] of faults) {
      const [what, cases] = titled.split(/ (?=\[)/) as [string, string];
      it(`says at once that it waits here when ${what}, and sends the same bytes again until there is a proof ${cases}`, async () => {
        network.answer = fault;
        const letter = parcel();
        const told = await press(letter);
        expect(told).to.deep.equal([waiting(code)]);
        expect([...shelf.letters.keys()]).to.deep.equal([letter.id]);
        await page.pass(6 * MINUTE);
        const tries = network.asked.length;
        expect(tries).to.be.greaterThan(1);
        expect(shelf.letters.size).to.equal(1);
        expect(told.every(({ kind }) => kind === 'waiting')).to.equal(true);

        network.answer = network.store;
        await page.pass(7 * MINUTE);
        expect(told.at(-1)).to.deep.equal(SENT);
        expect(shelf.letters.size).to.equal(0);
        expect([...network.rows]).to.deep.equal([[letter.id, letter.body]]);
        expect(network.asked.length).to.equal(tries + 1);
        expect(network.most).to.equal(1);
        for (const { url, init, text } of network.asked) {
          expect({ url, text, redirect: init.redirect }).to.deep.equal({
            url: SCHOOL,
            text: letter.body,
            redirect: 'error',
          });
        }
      });
    }

    it('puts no header on it that a proxy could strip; the id is in the body [case 20]', async () => {
      const letter = parcel();
      await press(letter);
      const [{ init, text }] = network.asked as [(typeof network.asked)[0]];
      expect([...new Headers(init.headers)]).to.deep.equal([['content-type', 'application/json']]);
      expect(JSON.parse(text)).to.include({ id: letter.id });
    });

    it('gives a silent server up after ten seconds, and then asks again [case 12]', async () => {
      network.hold();
      const told = await press(parcel());
      await page.pass(9999);
      expect(network.asked[0]!.init.signal!.aborted).to.equal(false);
      expect(told).to.deep.equal([waiting()]);
      await page.pass(1);
      expect(network.asked[0]!.init.signal!.aborted).to.equal(true);
      expect(told).to.deep.equal([waiting(), waiting('timeout')]);
      await page.pass(1000);
      expect(times()).to.deep.equal([0, 11_000]);
      expect(network.most).to.equal(1);
    });

    it('gives a long letter more time to go up, and never sends it twice at a time, whoever presses [case 13]', async () => {
      const letGo = network.hold();
      const letter = parcel('a'.repeat(60_000));
      const first = await press(letter);
      await page.pass(30_000);
      const second = await press(letter);
      page.wake();
      await page.pass(30_000);
      expect({ asked: network.asked.length, most: network.most, first, second }).to.deep.equal({
        asked: 1,
        most: 1,
        first: [waiting()],
        second: [waiting()],
      });
      letGo();
      await page.rest();
      expect(second).to.deep.equal([waiting(), SENT]);
      expect({ most: network.most, rows: network.rows.size }).to.deep.equal({ most: 1, rows: 1 });
    });

    for (const onLine of [true, false]) {
      it(`lets the request decide, and not a browser that calls itself ${onLine ? 'online' : 'offline'} [case 15]`, async () => {
        page.set(page.window.navigator, 'onLine', onLine);
        network.answer = noNetwork;
        const told = await press(parcel());
        expect(told).to.deep.equal(Array(onLine ? 1 : 2).fill(waiting('network')));
        network.answer = network.store;
        await page.pass(1000);
        expect(told.at(-1)).to.deep.equal(SENT);
      });
    }

    it('says at once that it waits here where the browser calls itself offline, and asks all the same [case 15]', async () => {
      page.set(page.window.navigator, 'onLine', false);
      const letGo = network.hold();
      const told = await press(parcel());
      expect(told).to.deep.equal([waiting('network')]);
      expect(network.asked.length).to.equal(1);
      letGo();
      await page.rest();
      expect(told.at(-1)).to.deep.equal(SENT);
    });

    it('keeps trying, whatever the device takes for the time [case 69] [case 70]', async () => {
      for (const date of [0, Date.UTC(2099, 0), Date.UTC(2026, 9, 25, 0, 59)]) {
        page.set(page.window.Date, 'now', () => date);
        network.answer = noNetwork;
        const told = await press(parcel());
        // An hour back, as at the end of summer, and a century.
        for (const later of [date - 60 * MINUTE, date + 100 * 365 * 24 * 60 * MINUTE]) {
          page.set(page.window.Date, 'now', () => later);
          await page.pass(MINUTE);
          expect(shelf.letters.size).to.equal(1);
        }
        network.answer = network.store;
        await page.pass(30_000);
        expect(told.at(-1)).to.deep.equal(SENT);
      }
    });

    it('sends it from a later page, by what lies on the device alone [case 46] [case 47]', async () => {
      network.hold();
      const letter = parcel();
      const told = await press(letter, { fields: { message: 'entry.1' } });
      await page.pass(3000);
      expect(told).to.deep.equal([waiting()]);
      await reload();
      const counts = await watch();
      expect(counts[0]).to.deep.equal({ count: 1, stuck: false });
      expect(network.asked.map(({ url, text }) => [url, text])).to.deep.equal([[SCHOOL, letter.body]]);
      await page.pass(200);
      expect(counts.at(-1)).to.deep.equal({ count: 0, stuck: false });
      expect(shelf.letters.size).to.equal(0);
    });
  });

  describe('with a device that cannot keep', () => {
    for (const [trouble, matrix] of [
      ['QuotaExceededError', '[case 71]'],
      ['SecurityError', '[case 72]'],
      ['AbortError', '[case 73]'],
    ] as const) {
      it(`sends a sealed letter directly after ${trouble} ${matrix}`, async () => {
        shelf.trouble = trouble;
        expect(await press(parcel())).to.deep.equal([SENT]);
      });

      it(`never says that it waits here after ${trouble}, but that it is tried again ${matrix}`, async () => {
        shelf.trouble = trouble;
        network.answer = noNetwork;
        const told = await press(parcel());
        await page.pass(10_000);
        expect(told.length).to.be.greaterThan(2);
        for (const outcome of told) expect(outcome).to.deep.equal(failed('network', false, true));
        network.answer = network.store;
        await page.pass(30_000);
        expect(told.at(-1)).to.deep.equal(SENT);
        expect(network.rows.size).to.equal(1);
      });

      it(`does not say after three seconds of silence that it waits here after ${trouble} ${matrix}`, async () => {
        shelf.trouble = trouble;
        network.hold();
        const told = await press(parcel());
        await page.pass(9999);
        expect(told).to.deep.equal([]);
        await page.pass(1);
        expect(told).to.deep.equal([failed('timeout', false, true)]);
      });
    }

    it('sends a sealed letter from memory when the device does not answer, and claims nothing more', async () => {
      shelf.put = () => new Promise(() => {});
      network.answer = noNetwork;
      const told = press(parcel());
      await page.pass(2999);
      expect(network.asked).to.deep.equal([]);
      await page.pass(1);
      expect(await told).to.deep.equal([failed('network', false, true)]);
    });

    it('counts on a device that answers late, from then on', async () => {
      let answer = (): void => {};
      const put = shelf.put.bind(shelf);
      shelf.put = (letter) => new Promise((resolve) => (answer = () => resolve(put(letter))));
      network.answer = noNetwork;
      const told = press(parcel());
      await page.pass(3000);
      answer();
      await page.pass(30_000);
      expect((await told).at(-1)).to.deep.equal(waiting('network'));
      network.answer = network.store;
      await page.pass(30_000);
      expect((await told).at(-1)).to.deep.equal(SENT);
      expect(shelf.letters.size).to.equal(0);
    });

    it('leaves nothing on a device that answers when the letter has been delivered', async () => {
      let answer = (): void => {};
      const put = shelf.put.bind(shelf);
      shelf.put = (letter) => new Promise((resolve) => (answer = () => resolve(put(letter))));
      const told = press(parcel());
      await page.pass(3000);
      expect(await told).to.deep.equal([SENT]);
      answer();
      await page.rest();
      expect(shelf.letters.size).to.equal(0);
      expect(network.asked.length).to.equal(1);
    });

    it('keeps it at the next press, when there is room again', async () => {
      shelf.trouble = 'QuotaExceededError';
      network.answer = noNetwork;
      const letter = parcel();
      await press(letter);
      shelf.trouble = undefined;
      expect(await press(letter)).to.deep.equal([waiting('network')]);
      expect([...shelf.letters.keys()]).to.deep.equal([letter.id]);
    });

    it('makes no claim about a letter that the browser has wiped, and sends it as long as it knows it [case 74]', async () => {
      network.answer = noNetwork;
      const letter = parcel();
      const told = await press(letter);
      shelf.letters.clear();
      network.answer = network.store;
      await page.pass(1000);
      expect(told.at(-1)).to.deep.equal(SENT);
      await reload();
      expect((await watch())[0]).to.deep.equal({ count: 0, stuck: false });
      expect(network.asked).to.deep.equal([]);
    });

    it('takes a letter away at a later visit, if it could not at this one', async () => {
      const letter = parcel();
      network.answer = (asked) => {
        shelf.trouble = 'UnknownError';
        return network.store(asked);
      };
      expect(await press(letter)).to.deep.equal([SENT]);
      expect(shelf.letters.size).to.equal(1);
      shelf.trouble = undefined;
      await reload();
      await watch();
      expect(askedFor()).to.deep.equal([letter.id]);
      expect(shelf.letters.size).to.equal(0);
    });

    it('sends what it knows of, though it cannot look whether it is still there', async () => {
      await press(parcel());
      const other = parcel();
      network.answer = noNetwork;
      await press(other);
      courier.withdraw(other.id);
      shelf.trouble = 'UnknownError';
      network.answer = network.store;
      await page.pass(1000);
      expect(network.rows.has(other.id)).to.equal(true);
    });
  });

  describe('with a plain letter', () => {
    const plain = (letter: Parcel, address: Partial<Address> = {}): Promise<Outcome[]> =>
      press(letter, { keep: false, ...address });

    it('puts nothing on the device', async () => {
      network.answer = noNetwork;
      await plain(parcel());
      await page.pass(MINUTE);
      expect(shelf.log.filter((what) => what === 'put')).to.deep.equal([]);
      expect(shelf.letters.size).to.equal(0);
    });

    it('tries it again from memory, in the same bytes, and says so', async () => {
      network.answer = noNetwork;
      const letter = parcel();
      const told = await plain(letter);
      expect(told).to.deep.equal([failed('network', false, true)]);
      await page.pass(1000);
      network.answer = network.store;
      await page.pass(2000);
      expect(told).to.deep.equal([failed('network', false, true), failed('network', false, true), SENT]);
      expect(network.asked.map(({ text }) => text)).to.deep.equal(Array(3).fill(letter.body));
    });

    it('says nothing of waiting after three seconds of silence', async () => {
      network.hold();
      const told = await plain(parcel());
      await page.pass(9000);
      expect(told).to.deep.equal([]);
    });

    it('stays uncertain, once it may have arrived', async () => {
      network.answer = saying(429);
      const told = await plain(parcel());
      network.answer = webPage(500);
      await page.pass(1000);
      network.answer = saying(429);
      await page.pass(2000);
      expect(told).to.deep.equal([
        failed('busy', true, true),
        failed('broken', false, true),
        failed('busy', false, true),
      ]);
    });

    it('leaves it to a person where a second one would be kept as well, and it may have arrived', async () => {
      network.answer = noNetwork;
      const letter = parcel();
      const told = await plain(letter, { dialect: 'doubling' });
      expect(told).to.deep.equal([failed('network', false, false)]);
      page.wake();
      await page.pass(15 * MINUTE);
      expect(network.asked.length).to.equal(1);
      network.answer = network.store;
      expect(await plain(letter, { dialect: 'doubling' })).to.deep.equal([SENT]);
    });

    it('tries it again where a second one would be kept as well, as long as it certainly did not arrive', async () => {
      network.answer = saying(429);
      const told = await plain(parcel(), { dialect: 'doubling' });
      expect(told).to.deep.equal([failed('busy', true, true)]);
      network.answer = webPage(500);
      await page.pass(1000);
      expect(told[1]).to.deep.equal(failed('broken', false, false));
      await page.pass(15 * MINUTE);
      expect(network.asked.length).to.equal(2);
    });

    it('tells a no, and does not try it again', async () => {
      network.answer = problem(422, 'invalid', [{ name: 'email', rule: 'email' }]);
      const told = await plain(parcel());
      expect(told).to.deep.equal([{ kind: 'refused', code: 'invalid', issues: [{ name: 'email', rule: 'email' }] }]);
      await page.pass(15 * MINUTE);
      expect(network.asked.length).to.equal(1);
    });

    it('lets the page ask before it is left, from the press until the letter is safe', async () => {
      expect(page.asksToStay()).to.equal(false);
      const letGo = network.hold();
      await plain(parcel());
      expect(page.asksToStay(), 'under way').to.equal(true);
      network.answer = noNetwork;
      await page.pass(10_000);
      expect(page.asksToStay(), 'to be tried again').to.equal(true);
      network.answer = network.store;
      letGo();
      await page.pass(MINUTE);
      expect(network.rows.size).to.equal(1);
      expect(page.asksToStay(), 'sent').to.equal(false);
    });

    it('does not let it ask for one that it has given up, or that was taken back', async () => {
      network.answer = noNetwork;
      await plain(parcel(), { dialect: 'doubling' });
      expect(page.asksToStay()).to.equal(false);
      const letter = parcel();
      await plain(letter);
      expect(page.asksToStay()).to.equal(true);
      courier.withdraw(letter.id);
      await page.rest();
      expect(page.asksToStay()).to.equal(false);
    });

    it('lets it ask while another letter is under way', async () => {
      network.hold();
      await press(parcel());
      await plain(parcel());
      expect(page.asksToStay()).to.equal(true);
    });

    it('does not let it ask for a sealed letter that is safe on the device', async () => {
      network.hold();
      await press(parcel());
      expect(page.asksToStay()).to.equal(false);
      await page.pass(MINUTE);
      expect(page.asksToStay()).to.equal(false);
    });

    it('lets it ask for a sealed letter that the device could not keep', async () => {
      shelf.trouble = 'QuotaExceededError';
      network.answer = noNetwork;
      await press(parcel());
      expect(page.asksToStay()).to.equal(true);
    });
  });

  describe('with a letter that is too long', () => {
    /** A body of exactly so many bytes. */
    const bodyOf = (bytes: number): Parcel => {
      const empty = parcel('');
      return { ...empty, body: empty.body.replace('"words":""', `"words":"${'a'.repeat(bytes - empty.body.length)}"`) };
    };

    for (const keep of [true, false]) {
      it(`says so before it puts or asks anything, ${keep ? 'sealed' : 'plain'} [case 97]`, async () => {
        const letter = bodyOf(MAX_BODY_BYTES + 1);
        expect(await press(letter, { keep })).to.deep.equal([failed('too-large', true)]);
        await page.pass(MINUTE);
        expect({ log: shelf.log, asked: network.asked, asks: page.asksToStay() }).to.deep.equal({
          log: [],
          asked: [],
          asks: false,
        });
      });
    }

    it('measures bytes, not letters [case 97]', async () => {
      const letter = parcel('é'.repeat(33_000));
      expect(await press(letter)).to.deep.equal([failed('too-large', true)]);
      expect(shelf.log).to.deep.equal([]);
    });

    it('takes one that is just not too long [case 97]', async () => {
      expect(await press(bodyOf(MAX_BODY_BYTES))).to.deep.equal([SENT]);
      expect(network.asked[0]!.bytes.length).to.equal(65_536);
    });

    it('does not try one again that its dialect makes too long', async () => {
      const growing: CourierOptions['dialectNamed'] = async () => ({
        name: 'growing',
        carries: 'both',
        confirms: true,
        seals: true,
        repeats: 'dropped',
        facts: 'documented',
        encode: ({ body }, { endpoint: url }) => ({ url, body: body.repeat(2) }),
        decode: () => ({ kind: 'confirmed' }),
      });
      courier = await page.courier({ outbox: shelf, dialectNamed: growing });
      for (const keep of [true, false])
        expect(await press(bodyOf(40_000), { keep })).to.deep.equal([failed('too-large', true)]);
      await page.pass(15 * MINUTE);
      expect(network.asked).to.deep.equal([]);
      expect(page.asksToStay()).to.equal(false);
    });
  });

  describe('with a letter that is refused', () => {
    it('keeps a sealed one, marked, and does not try it again on this page', async () => {
      network.answer = invalid;
      const letter = parcel();
      expect(await press(letter)).to.deep.equal([REFUSED]);
      expect(shelf.letters.get(letter.id)).to.include({ ...letter, refused: 'invalid' });
      page.wake();
      await page.pass(20 * MINUTE);
      expect(network.asked.length).to.equal(1);
    });

    it('tries it once on the next page, and says that something is stuck', async () => {
      network.answer = invalid;
      const letter = parcel();
      await press(letter);
      await reload();
      network.answer = invalid;
      const counts = await watch();
      page.wake();
      await page.pass(20 * MINUTE);
      expect(askedFor()).to.deep.equal([letter.id]);
      expect(counts.at(-1)).to.deep.equal({ count: 1, stuck: true });
      expect(shelf.letters.get(letter.id)).to.include({ refused: 'invalid' });

      await reload();
      await watch();
      expect([...network.rows.keys()]).to.deep.equal([letter.id]);
      expect(shelf.letters.size).to.equal(0);
    });

    it('tries it again when the same words are sent again', async () => {
      network.answer = invalid;
      const letter = parcel();
      await press(letter);
      network.answer = network.store;
      expect(await press(letter)).to.deep.equal([SENT]);
      expect(shelf.letters.size).to.equal(0);
    });

    it('still says that it waits here, if that was said before', async () => {
      network.answer = noNetwork;
      const letter = parcel();
      const told = await press(letter);
      network.answer = invalid;
      await page.pass(20 * MINUTE);
      expect(told).to.deep.equal([waiting('network'), waiting('refused')]);
      expect(network.asked.length).to.equal(2);
      expect(shelf.letters.get(letter.id)).to.include({ refused: 'invalid' });
    });

    it('does not let it stand in the way of others, nor hold up their endpoint', async () => {
      network.answer = invalid;
      await press(parcel());
      network.answer = network.store;
      expect(await press(parcel())).to.deep.equal([SENT]);
    });
  });

  describe('with a letter that is taken back', () => {
    it('does not try a plain one again, and tells nothing more of it', async () => {
      network.answer = noNetwork;
      const letter = parcel();
      const told = await press(letter, { keep: false });
      courier.withdraw(letter.id);
      await page.pass(20 * MINUTE);
      expect(network.asked.length).to.equal(1);
      expect(told.length).to.equal(1);
    });

    it('takes a refused one from the device', async () => {
      network.answer = invalid;
      const letter = parcel();
      await press(letter);
      courier.withdraw(letter.id);
      await page.rest();
      expect(shelf.letters.size).to.equal(0);
    });

    it('leaves one to rest of which it has said that it waits here, sends it, and counts it from then on', async () => {
      network.answer = noNetwork;
      const letter = parcel();
      const told = await press(letter);
      const counts = await watch();
      expect(counts.at(-1)!.count).to.equal(0);
      courier.withdraw(letter.id);
      await page.rest();
      expect(counts.at(-1)!.count).to.equal(1);
      network.answer = network.store;
      await page.pass(30_000);
      expect([...network.rows.keys()]).to.deep.equal([letter.id]);
      expect(counts.at(-1)!.count).to.equal(0);
      expect(told).to.deep.equal([waiting('network')]);
    });

    it('lets what is under way go, and leaves nothing of it on the device, whatever the answer', async () => {
      for (const answer of [invalid, webPage(500), network.store]) {
        network.answer = answer;
        const letGo = network.hold();
        const letter = parcel();
        const told = await press(letter);
        courier.withdraw(letter.id);
        letGo();
        await page.pass(20 * MINUTE);
        expect(askedFor().filter((id) => id === letter.id).length).to.equal(1);
        expect(told).to.deep.equal([]);
        expect(shelf.letters.size).to.equal(0);
      }
    });

    it('does nothing about an id that it does not know', async () => {
      courier.withdraw('f'.repeat(32));
      await page.rest();
      expect(shelf.log).to.deep.equal([]);
    });
  });

  describe('when part of it does not come', () => {
    it('keeps a sealed letter, and tries again', async () => {
      let missing = true;
      courier = await page.courier({
        outbox: shelf,
        dialectNamed: async () => {
          if (missing) throw new Error('It did not come.');
          return json;
        },
      });
      const told = await press(parcel());
      expect(told).to.deep.equal([waiting('leaf')]);
      expect(network.asked).to.deep.equal([]);
      missing = false;
      await page.pass(1000);
      await page.rest();
      expect(told.at(-1)).to.deep.equal(SENT);
    });

    it('says of a plain letter that it certainly did not arrive, and tries again', async () => {
      courier = await page.courier({
        outbox: shelf,
        dialectNamed: () => Promise.reject(new Error('It did not come.')),
      });
      const told = await press(parcel(), { keep: false });
      expect(told).to.deep.equal([failed('leaf', true, true)]);
      await page.pass(1000);
      expect(told).to.deep.equal(Array(2).fill(failed('leaf', true, true)));
    });
  });

  describe('and those who look on', () => {
    it('tells them a number, and nothing of what is in the letters [case 59]', async () => {
      for (const words of ['one', 'two'])
        await shelf.put({ ...parcel(words), endpoint: SCHOOL, dialect: 'json', fields: {}, savedAt: Date.now() });
      network.answer = noNetwork;
      const counts = await watch();
      expect(counts).to.deep.equal([{ count: 2, stuck: false }]);
      network.answer = network.store;
      await page.pass(MINUTE);
      expect(counts.at(-1)).to.deep.equal({ count: 0, stuck: false });
    });

    it('does not count a letter whose writer still looks at it', async () => {
      network.answer = noNetwork;
      await press(parcel());
      const counts = await watch();
      await page.pass(MINUTE);
      expect(counts.map(({ count }) => count)).to.deep.equal(Array(counts.length).fill(0));
    });

    it('says that something is stuck when it has waited for more than a day', async () => {
      const now = Date.now();
      const day = 24 * 60 * MINUTE;
      network.answer = noNetwork;
      page.set(page.window.Date, 'now', () => now);
      const letter = { ...parcel(), endpoint: SCHOOL, dialect: 'json', fields: {} };
      await shelf.put({ ...letter, savedAt: now - day });
      expect((await watch())[0]).to.deep.equal({ count: 1, stuck: false });
      await shelf.put({ ...letter, savedAt: now - day - 1 });
      expect((await watch())[0]).to.deep.equal({ count: 1, stuck: true });
    });

    it('tells nobody who has turned away', async () => {
      const told: Waiting[] = [];
      const watcher = (each: Waiting): void => void told.push(each);
      await courier.watch(watcher, network.fetch);
      courier.unwatch(watcher);
      network.answer = noNetwork;
      const letter = parcel();
      await press(letter);
      courier.withdraw(letter.id);
      await page.pass(MINUTE);
      expect(told.length).to.equal(1);
    });

    it('reads the device once for a whole row of deliveries', async () => {
      for (let savedAt = 0; savedAt < 50; savedAt += 1)
        await shelf.put({ ...parcel(), endpoint: SCHOOL, dialect: 'json', fields: {}, savedAt });
      await watch();
      expect(network.asked.length).to.equal(50);
      await page.pass(199);
      expect(shelf.log.filter((what) => what === 'all').length).to.equal(1);
      await page.pass(1);
      expect(shelf.log.filter((what) => what === 'all').length).to.equal(2);
    });

    it('reads it once for a whole row of deliveries on another tab as well', async () => {
      await watch();
      const [elsewhere, heard] = [new page.window.BroadcastChannel(OUTBOX), new page.window.BroadcastChannel(OUTBOX)];
      let count = 0;
      heard.onmessage = () => (count += 1);
      for (let posted = 0; posted < 20; posted += 1) elsewhere.postMessage('');
      // The courier's channel is older than this one, and hears everything before it.
      await until(() => count === 20);
      await page.pass(MINUTE);
      expect(shelf.log.filter((what) => what === 'all').length).to.equal(2);
    });

    it('goes on when one who listens throws', async () => {
      const letter = parcel();
      const address = { endpoint: SCHOOL, dialect: 'json', fields: {}, fetch: network.fetch };
      await courier.send(letter, address, true, () => {
        throw new Error("A page's own fault.");
      });
      await page.rest();
      const told = await press(parcel());
      await page.pass(MINUTE);
      expect(told).to.deep.equal([SENT]);
      expect(network.rows.size).to.equal(2);
      expect(shelf.letters.size).to.equal(0);
    });
  });
});
