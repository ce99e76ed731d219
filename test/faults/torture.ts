import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Envelope } from '../../src/contract/envelope.ts';
import { isSealed } from '../../src/contract/sealed.ts';
import { open, type PrivateKeys } from '../../src/keys/open.ts';
import { makePrivateKey, ownKey } from '../../src/keys/pair.ts';
import { openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import { Network } from './network.ts';
import { browser, receiver, type Engine } from './programs.ts';
import { Chance } from './random.ts';

export interface TortureOptions {
  engine: Engine;
  answers: number;
  seed: number;
  /** With public keys letters wait sealed on the device; without, they live in the page alone. */
  keys: boolean;
  tabs?: number;
}

/** What came of it. `saved` and `stored` count answers; a row that holds the words of another is `doubled`. */
export interface Result {
  answers: number;
  saved: number;
  stored: number;
  lost: number;
  doubled: number;
  kills: number;
  faults: number;
  /** Faults by name, and what pages complained of. */
  seen: Record<string, number>;
  troubles: string[];
}

/** Time in the pages runs this much faster, so that pauses of minutes fit into a test. */
const FAST = 20;

/** Milliseconds without anything new after which the pages hang, rather than take their time. */
const HANGS = 180_000;

const pageFor = (publicKeys: string, fast: number): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Torture</title>
<script src="/person.js" data-fast="${fast}"></script>
<script src="/l30.js" defer data-site="hollybrook" data-endpoint="/submissions" data-public-keys="${publicKeys}"
  data-readers="Miss Khan" data-read-when="each school day" data-lead="Mr Owen"></script>
<l30-mood-check-in scale="faces-5"></l30-mood-check-in>`;

/** Whether a person was told that the words are safe: kept by the school, or locked on the device. */
const isPromise = (kind: string): boolean => kind === 'sent' || kind === 'waiting';

/**
 * Several tabs answer and are reloaded, browser and receiver are killed, and three of four requests
 * fail, until so many answers have been given. Then everything works again, and what waits may go. In the end
 * every answer of which someone was told that it is safe must be in the database once.
 */
export async function torture({ engine, answers, seed, keys, tabs = 3 }: TortureOptions): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'l30-faults-'));
  const database = join(folder, 'l30.sqlite');
  const chance = new Chance(seed);
  const key = await ownKey(await makePrivateKey());

  const promised = new Map<string, string>();
  const troubles: string[] = [];
  let given = 0;
  let wanted = answers;
  let asked = 0;
  let left = Infinity;
  let draining = false;
  const desk = {
    next(): object {
      asked += 1;
      if (draining) return { do: 'drain' };
      if (given >= wanted) return { do: 'rest', after: 50 };
      if (chance.next() < 0.05) return { do: 'reload' };
      given += 1;
      const words = `words-${seed}-${given}`;
      return chance.next() < 0.1
        ? { do: 'answer', words, then: 'reload', after: chance.between(0, 150) }
        : { do: 'answer', words, after: Math.floor(chance.between(0, 5)) };
    },
    told({ words = '', id = '', kind, code }: { words?: string; id?: string; kind: string; code?: string }): void {
      if (isPromise(kind)) promised.set(id, words);
      else if (kind !== 'error') troubles.push(`${kind} ${code ?? ''}`);
    },
    left: (count: number): void => void (left = count),
  };

  let receiverUrl = '';
  // When everything works again, so do the limits of a request: what takes too long then, takes too long in the world.
  const network = new Network({
    chance,
    page: () => pageFor(keys ? key.publicKey : '', draining ? 1 : FAST),
    desk,
    receiver: () => receiverUrl,
  });
  await network.open();
  const house = receiver(database, () => (receiverUrl ? Number(new URL(receiverUrl).port) : 0));
  const openHouse = async (): Promise<void> => void (receiverUrl = await house.start(/Receiver: (http:\/\/[^/]+)/));
  const page = { url: `${network.url}/`, tabs };
  const visitor = await browser(engine, join(folder, 'profile'), page);
  let kills = 0;
  try {
    await openHouse();
    await visitor.start();
    /** Waits until something is so, for as long as pages ask or post. */
    const until = async (holds: () => boolean): Promise<void> => {
      let [seen, since] = [-1, Date.now()];
      while (!holds()) {
        const now = asked + network.posts - (Number.isFinite(left) ? left : 0);
        if (now !== seen) [seen, since] = [now, Date.now()];
        if (Date.now() - since > HANGS)
          throw new Error(`Nothing has moved after ${given} answers. ${troubles.slice(-3).join('; ')}`);
        await wait(20);
      }
    };
    while (given < wanted) {
      // A kill comes after some posts, not after some time: a slow machine has as much to survive as a quick one.
      const posts = network.posts + Math.ceil(chance.between(3, 20));
      await until(() => network.posts >= posts || given >= wanted);
      const [program, again] = chance.next() < 0.5 ? [visitor, () => visitor.start()] : [house, openHouse];
      await program.kill();
      kills += 1;
      await again();
      // On a busy machine the kills can come before anything was promised: then there was nothing to survive yet.
      if (given >= wanted && !promised.size && wanted < 4 * answers) wanted += answers;
    }
    await visitor.kill();
    kills += 1;
    draining = true;
    network.bad = false;
    page.tabs = 1;
    await visitor.start();
    await until(() => left === 0).catch(() => troubles.push(`${left} letters were still waiting`));
  } finally {
    await visitor.end();
    await house.end();
    network.close();
  }

  const words = new Map<string, string>();
  const store = await openSqliteStore({ path: database, readOnly: true });
  for (const { id, envelope } of await store.list())
    words.set(id, await wordsIn(envelope, new Map([[key.kid, key.pair]])));
  await store.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  return {
    answers: given,
    saved: promised.size,
    stored: words.size,
    lost: [...promised].filter(([id, said]) => words.get(id) !== said).length,
    doubled: words.size - new Set(words.values()).size,
    kills,
    faults: network.faults,
    seen: Object.fromEntries(network.seen),
    troubles,
  };
}

async function wordsIn(letter: unknown, privateKeys: PrivateKeys): Promise<string> {
  const opened = isSealed(letter) ? await open(letter, privateKeys) : { envelope: letter as Envelope };
  if (!('envelope' in opened)) throw new Error(`A stored letter does not open: ${opened.problem}.`);
  return String(opened.envelope.answers.find(({ id }) => id === 'words')?.value);
}
