/**
 * Every state of every widget that a person can meet, and how somebody gets there. `hand` does what they do, and
 * waits for what they would wait for. `answer` is what the endpoint says; without it, what the demo's receiver says.
 */

/** Keys that nobody has the other halves of. */
const KEYS =
  'BEw9HPNIJi2u9SHI3-ITOeqW0gU3wDBkOpVXDfIXi12VpGPN-8UynN_QTgELOtJ5gjWChf1RSRk8k7s9e8YImCk ' +
  'BHVAPtC13pkIbnuB7xmM16a4rjQxLyVYqIgnmCzx6pRQrUJgInoLKN1K7U-fxjBVdWwTlV0xySWN0D_IF6tXBJ0';

const PEOPLE = JSON.stringify([
  { id: 'khan', name: 'Miss Khan', role: 'Pastoral Lead', when: 'Monday to Friday' },
  { id: 'owen', name: 'Mr Owen', role: 'Head' },
]);

const STORY = 'We were playing football. I pushed Sam when he took the ball.';

/** The last screens are the same for every widget; what comes before is not. */
const endings = (attributes, toSend, dialect = 'dialect') => {
  const end = (more, answer, shows) => ({
    attributes: { ...attributes, ...more },
    answer,
    act: async (hand) => {
      await toSend(hand);
      await hand.send();
      await hand.sees(shows);
    },
  });
  return {
    sent: end({}, undefined, '[part=outcome] h2'),
    waiting: end({ 'public-keys': KEYS }, 'offline', '[part=outcome] h2'),
    refused: end({}, 'refusal', '.alert'),
    unconfirmed: end({ [dialect]: 'form' }, 'thanks', dialect === 'dialect' ? '.alert' : '[part=outcome] h2'),
    failed: end({}, 'offline', '.alert'),
  };
};

const choose = async (hand) => {
  await hand.pick(1);
  await hand.sees('[part=send]');
};

const write = (hand) => hand.write(STORY);

/** Starts the form, answers on the way what can be answered, and stops where something is on the screen. */
const reach =
  (selector, answer = true) =>
  async (hand) => {
    await hand.press('Start');
    for (let steps = 0; steps < 30 && !(await hand.has(selector)); steps++) {
      if (answer) await hand.answer(STORY);
      await hand.press('Next');
    }
    await hand.sees(selector);
  };

const review = reach('.review');

const PACKS = { '4-7': 'caused-harm-early', '8-12': 'caused-harm', '13-18': 'caused-harm-teen' };

export const STATES = {
  'mood-check-in': {
    start: {},
    energy: { attributes: { scale: 'energy' }, act: (hand) => hand.sees('.tile') },
    body: { attributes: { scale: 'body' }, act: (hand) => hand.sees('.tile') },
    weather: { attributes: { scale: 'weather' }, act: (hand) => hand.sees('.tile') },
    words: { attributes: { scale: 'words' }, act: (hand) => hand.sees('.tile') },
    'faces-3': { attributes: { scale: 'faces-3' } },
    'faces-5': { attributes: { scale: 'faces-5' } },
    chosen: { act: choose },
    full: {
      attributes: { scale: 'body' },
      act: async (hand) => {
        for (const tile of [0, 1, 2, 3]) await hand.pick(tile);
        await hand.sees('.full');
      },
    },
    needs: {
      attributes: { 'ask-needs': '' },
      act: async (hand) => {
        await choose(hand);
        await hand.sees('#needs');
      },
    },
    talk: {
      act: async (hand) => {
        await hand.choose('I would like to talk to someone');
        await hand.sees('#name');
      },
    },
    'rather-not': { act: (hand) => hand.press('I would rather not say') },
    'talk-only': { attributes: { readers: '' } },
    'focus-tile': {
      act: async (hand) => {
        await choose(hand);
        await hand.tabTo('I would like to talk to someone');
      },
    },
    kiosk: { attributes: { kiosk: '' }, act: (hand) => hand.sees('summary') },
    'kiosk-done': {
      attributes: { kiosk: '' },
      act: async (hand) => {
        await choose(hand);
        await hand.send();
        await hand.sees('.clearing');
      },
    },
    ...endings({}, choose),
  },
  'question-card': {
    start: {},
    'pick-another': { act: (hand) => hand.press('Another one') },
    guide: { attributes: { pack: 'harmed', mode: 'alone' }, act: (hand) => hand.open('details') },
    sequence: {
      attributes: { pack: 'caused-harm' },
      act: async (hand) => {
        await hand.press('Next');
        await hand.sees('.gloss, .helper');
      },
    },
    turns: { attributes: { pack: 'both-sides' } },
    pass: { attributes: { pack: 'both-sides' }, act: (hand) => hand.press('Next') },
    focus: { act: (hand) => hand.tabTo('Another one') },
    frame: { attributes: { pack: 'say-it' } },
    respond: { attributes: { respond: '' }, act: (hand) => hand.sees('textarea') },
    'respond-in-order': {
      attributes: { respond: '', pack: 'caused-harm' },
      act: async (hand) => {
        await hand.press('Next');
        await write(hand);
      },
    },
    'talk-only': { attributes: { respond: '', readers: '' } },
    ...endings({ respond: '' }, write),
  },
  'reflection-form': {
    before: {},
    'before-open': {
      attributes: { 'ask-name': '', 'trusted-adults': PEOPLE, 'exit-href': 'https://weather.example/' },
      act: (hand) => hand.open('details'),
    },
    ready: { act: (hand) => hand.press('Start') },
    'not-yet': {
      act: async (hand) => {
        await hand.press('Start');
        await hand.pick(1);
        await hand.sees('.fields .outcome');
      },
    },
    words: { act: reach('textarea') },
    choices: { act: reach('.fields .faces [type=checkbox]') },
    'choices-many': { attributes: { depth: 'full', pack: 'harmed' }, act: reach('[name=feelings]') },
    who: { attributes: { pack: 'picture-talk', 'trusted-adults': PEOPLE }, act: reach('[value=khan]') },
    when: { attributes: { pack: 'group-repair', depth: 'full' }, act: reach('input[type=date]') },
    repair: { act: reach('.rungs, [name=repair]') },
    plan: { attributes: { pack: 'caused-harm' }, act: reach('.row') },
    'plan-two': {
      attributes: { pack: 'caused-harm' },
      act: async (hand) => {
        await reach('.row')(hand);
        await hand.press('Add to the plan');
      },
    },
    review: { act: review },
    scribed: {
      act: async (hand) => {
        await review(hand);
        await hand.choose('An adult wrote down my words');
      },
    },
    'would-like-to-talk': {
      act: async (hand) => {
        await reach('textarea')(hand);
        await hand.press('I would like to talk to someone');
      },
    },
    'focus-next': {
      act: async (hand) => {
        await reach('textarea')(hand);
        await hand.tabTo('Next');
      },
    },
    'talk-only': { attributes: { readers: '' } },
    'talk-only-step': { attributes: { readers: '' }, act: reach('textarea') },
    'talk-only-review': { attributes: { readers: '' }, act: review },
    idle: {
      attributes: { 'idle-minutes': '3' },
      act: async (hand) => {
        await reach('textarea')(hand);
        await write(hand);
        await hand.wait(1.5);
        await hand.sees('.still-there');
      },
    },
    ...endings({}, review),
  },
  'newsletter-signup': {
    start: {},
    purposes: {
      attributes: {
        purposes: 'School news; events: Events for families; lettings: Using our hall',
        frequency: 'every other Friday',
      },
      act: (hand) => hand.sees('legend'),
    },
    invalid: { act: (hand) => hand.send() },
    typo: {
      act: async (hand) => {
        await hand.sees('input');
        await hand.write('sam.rivers@gmial.com');
        await hand.leave();
        await hand.sees('.meant');
      },
    },
    focus: { act: (hand) => hand.tabTo('Email address') },
    'beside-pupils': { beside: '<l30-question-card></l30-question-card>', act: (hand) => hand.sees('.admin') },
    ...Object.fromEntries(
      Object.entries(
        endings(
          {},
          async (hand) => {
            await hand.write('sam.rivers@example.org');
            await hand.choose('Yes, email me school news. I am 18 or over.');
          },
          'newsletter-dialect',
        ),
      ).filter(([name]) => name !== 'waiting'),
    ),
  },
};

/** The pack that each age gets from a form that names none is the one it is for. */
export const attributesFor = (widget, age, { attributes = {} }) => ({
  ...(widget === 'reflection-form' && { pack: PACKS[age] }),
  age,
  ...attributes,
});
