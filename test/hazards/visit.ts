/** One visit to one hazard's page: the list of what must hold, gone through as a person would. */
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Answer } from '../../src/contract/envelope.ts';
import { en } from '../../src/locales/en/core.ts';
import type { Engine, Hands } from './hands.ts';
import type { Hazard } from './hazards.ts';
import type { Site } from './server.ts';

interface Visit {
  hands: Hands;
  site: Site;
  engine: Engine;
  name: string;
  hazard: Hazard;
}

interface Look {
  width: number;
  height: number;
  column: number;
  left: number;
  right: number;
  window: number;
  page: number;
  spoken: number;
  small: unknown[];
  pale: unknown[];
  help: boolean;
  properties: Record<string, string>;
}

interface Page {
  names: string[];
  own: string[];
  trouble: string[];
}

const TITLES = { sent: en.sentTitle, unconfirmed: en.unconfirmedTitle, failed: en.notSentTitle };

/** Milliseconds after which something that should be so is called missing: it hangs, rather than takes its time. */
const PATIENCE = 120_000;

/** Letters that host pages have shortcuts for, a space, and what breaks in careless encoders. */
const WORDS = 'jk /? "g" <3';

/** What `all: initial` and our own rules come to, whatever a page says. */
const PROPERTIES: Readonly<Record<string, RegExp>> = {
  display: /^block$/,
  position: /^static$/,
  float: /^none$/,
  opacity: /^1$/,
  transform: /^none$/,
  filter: /^none$/,
  pointerEvents: /^auto$/,
  visibility: /^visible$/,
  writingMode: /^horizontal-tb$/,
  userSelect: /^(auto|text)$/,
  letterSpacing: /^(normal|0px)$/,
  wordSpacing: /^(normal|0px)$/,
  textTransform: /^none$/,
  textIndent: /^0px$/,
  whiteSpace: /^normal$/,
  wordBreak: /^normal$/,
  textShadow: /^none$/,
  fontStyle: /^normal$/,
  fontVariant: /^normal$/,
};

async function eventually<T>(check: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + PATIENCE; ; await wait(40)) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** Where a control is, once the pointer can get at it. */
async function press(hands: Hands, name: string): Promise<void> {
  const { x, y } = await eventually(async () => {
    const found = await hands.look<{ x: number; y: number; reachable: boolean } | null>('where', name);
    assert.ok(found, `there is no "${name}" in: ${await hands.look('text')}`);
    assert.ok(found.reachable, `"${name}" at ${found.x}, ${found.y} is under something else`);
    return found;
  });
  await hands.press(x, y);
}

function looksWell(look: Look, { beside }: Hazard): void {
  const room = beside ? 0.6 * look.column : look.column;
  assert.ok(look.width >= Math.min(240, Math.floor(room)), `it is ${look.width} wide, in a column of ${look.column}`);
  assert.ok(look.page <= look.window, `the page is ${look.page} wide, in a window of ${look.window}`);
  assert.ok(look.height > 100, `it is ${look.height} high`);
  assert.ok(look.spoken > 5, 'hardly any words can be seen');
  assert.deepEqual(look.small, [], 'words that are too small');
  assert.deepEqual(look.pale, [], 'words that are too pale');
  assert.ok(look.help, 'the help strip cannot be seen');
  for (const [name, right] of Object.entries(PROPERTIES)) assert.match(look.properties[name] ?? 'missing', right, name);
}

/** Tab goes from before the widget into it. */
async function tabsIn(hands: Hands): Promise<void> {
  if (!(await hands.look('goBefore'))) return;
  for (let presses = 0; presses < 4; presses++) {
    await hands.tab();
    if (await hands.look('focused')) return;
  }
  assert.fail('Tab does not lead into the widget');
}

/** The page's own names, sheets and marked boxes are what they were, and nothing went wrong aloud. */
async function leftAlone(hands: Hands, { says = /^$/, notes = /^$/, spares }: Hazard): Promise<void> {
  const page = await hands.look<{ before: Page; now: Page } | null>('page');
  assert.ok(page, 'the page was not noted down');
  const { before, now } = page;
  assert.deepEqual(
    now.names.filter((name) => !before.names.includes(name) && !notes.test(name)),
    [],
    'new names on the page',
  );
  assert.deepEqual(
    before.names.filter((name) => !now.names.includes(name)),
    [],
    'names that are gone',
  );
  if (spares?.check !== 'own') assert.deepEqual(now.own, before.own, 'the page\u2019s own boxes');
  assert.deepEqual(
    now.trouble.filter((line) => !says.test(line)),
    [],
  );
}

export async function visit({ hands, site, engine, name, hazard }: Visit): Promise<void> {
  await hands.open(`${site.url}/page/${engine}/${name}.html`, hazard.framed);
  if (hazard.onlyLink === true || (hazard.onlyLink && (await hands.look('typed')))) return onlyLink(hands, site);
  if (hazard.linkFirst) await onlyLink(hands, site);
  const does = async (at: string): Promise<void> => {
    for (const each of hazard.does ?? []) if (each.at === at) await hands.look('host', each.name);
  };
  await does('start');
  await eventually(async () =>
    assert.ok(
      await hands.look('ready'),
      `no widget came: ${JSON.stringify((await hands.look<{ now: Page } | null>('page'))?.now.trouble)}`,
    ),
  );
  assert.equal(await hands.look('count'), hazard.widgets ?? 1);
  looksWell(await hands.look<Look>('look'), hazard);
  await leftAlone(hands, hazard);
  await tabsIn(hands);

  // A dialog takes its reader to the heading, and a tap right after a screen has come does not count: people tap again.
  await eventually(async () => {
    await press(hands, 'Happy');
    assert.ok(await hands.look('where', 'Send'), 'there is no Send button');
  });
  await press(hands, 'Would you like to add anything?');
  const half = WORDS.length >> 1;
  await hands.type(WORDS.slice(0, half));
  if (hazard.does?.some(({ at }) => at === 'writing')) {
    await does('writing');
    await eventually(async () =>
      assert.equal(
        await hands.look('words', 'Would you like to add anything?'),
        WORDS.slice(0, half),
        'the words are gone',
      ),
    );
    await press(hands, 'Would you like to add anything?');
    await hands.look('end', 'Would you like to add anything?');
  }
  await hands.type(WORDS.slice(half));
  assert.equal(await hands.look('words', 'Would you like to add anything?'), WORDS);
  looksWell(await hands.look<Look>('look'), hazard);

  const { outcome = 'sent', posts = 1, stateless } = hazard;
  await press(hands, 'Send');
  await eventually(async () =>
    assert.ok(
      stateless ? (await hands.look('heading')) === TITLES[outcome] : await hands.look('is', outcome),
      `it is not ${outcome}; it says: ${await hands.look('text')}; console: ${JSON.stringify((await hands.look<{ now: Page } | null>('page'))?.now.trouble)}`,
    ),
  );
  if (outcome === 'failed')
    assert.equal(await hands.look('words', 'Would you like to add anything?'), WORDS, 'the words are gone');
  arrived(site, { engine, name }, posts);
  await leftAlone(hands, hazard);
  assert.doesNotMatch(await hands.address(), /led-away/);
}

/** The words are in the letter exactly, with the choice, and an id of 32 hex digits. */
function arrived(site: Site, { engine, name }: Pick<Visit, 'engine' | 'name'>, posts: number): void {
  assert.equal(site.posts(name, engine).length, posts, 'posts');
  if (posts === 0 || name === 'endpoint-form') return;
  const [letter] = site.letters(name, engine);
  assert.match(letter!.id, /^[\da-f]{32}$/);
  const values = (letter!.answers as Answer[]).map(({ id, value }) => [id, value]);
  assert.deepEqual(values, [
    ['mood', 'happy'],
    ['words', WORDS],
  ]);
}

async function onlyLink(hands: Hands, site: Site): Promise<void> {
  const link = await hands.look<{ there: boolean; reachable: boolean; href: string; words: string } | null>('link');
  assert.ok(link?.there && link.reachable, 'the link cannot be seen or reached');
  assert.equal(link.href, `${site.url}/embed/mood-check-in?scale=faces-5`);
  assert.equal(link.words, 'How are you feeling right now?');
  assert.equal(await hands.look('count'), 0);
}
