import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { MAX_BODY_BYTES } from '../src/contract/envelope.ts';
import { words as plan } from '../src/locales/en/reflection-form.ts';
import { en } from '../src/locales/en/core.ts';
import { PACK_IDS } from '../src/packs/index.ts';
import { COMPLAINT, complains } from './complaints.ts';
import { emptyDevice } from './device.ts';
import { answers } from './endpoint.ts';
import { acted, type Person } from './person.ts';
import { noReaders, school, schoolControls, withKeys, type School } from './school.ts';

interface Args extends School {
  pack: string;
  depth: 'core' | 'full';
  askName: boolean;
  mode: 'together' | 'solo';
  exitHref: string;
  trustedAdults: string;
}
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'Reflection form',
  component: 'l30-reflection-form',
  args: {
    pack: 'caused-harm',
    depth: 'core',
    askName: false,
    mode: 'together',
    exitHref: '',
    trustedAdults: '',
    ...school,
  },
  argTypes: {
    pack: { control: 'select', options: PACK_IDS },
    depth: { control: 'inline-radio', options: ['core', 'full'] },
    askName: { control: 'boolean', name: 'ask-name' },
    mode: { control: 'inline-radio', options: ['together', 'solo'] },
    exitHref: { control: 'text', name: 'exit-href' },
    trustedAdults: { control: 'text', name: 'trusted-adults' },
    ...schoolControls,
  },
  render: (args) => html`<l30-reflection-form
    pack=${args.pack} depth=${args.depth} mode=${args.mode} ?ask-name=${args.askName} exit-href=${args.exitHref} trusted-adults=${args.trustedAdults} .fetch=${answers[args.answer]}
    endpoint=${args.endpoint} dialect=${args.dialect} public-keys=${args.publicKeys} readers=${args.readers} read-when=${args.readWhen} lead=${args.lead} region=${args.region} help=${args.help}
  ><a href="#fallback">Think it through</a></l30-reflection-form>`,
};

export default meta;

const PEOPLE = JSON.stringify([
  { id: 'khan', name: 'Miss Khan', role: 'Pastoral Lead', when: 'Monday to Friday' },
  { id: 'owen', name: 'Mr Owen', role: 'Head' },
]);

const STORY = 'What happened first, next and last?';
const WHO = 'Who has this been hard for?';
const PLAN = 'What is the plan?';

/** Starts, and presses Next until some words are on the screen. */
async function reach(pupil: Person, words: string): Promise<void> {
  if (pupil.showing(en.skip)) await pupil.presses(en.next);
  else await pupil.presses(en.start);
  for (let steps = 0; steps < 40 && !pupil.showing(words) && !pupil.showing(en.reviewTitle); steps++)
    await pupil.presses(en.next);
  await pupil.sees(words);
}

/** Answers some of the questions, skips the others, and stops at the review. */
async function answer(pupil: Person, words = 'We both wanted the ball.\nI pushed.'): Promise<void> {
  await reach(pupil, STORY);
  await pupil.writes(words);
  await reach(pupil, WHO);
  await pupil.chooses('Me');
  await pupil.chooses('My friend');
  await reach(pupil, PLAN);
  await pupil.sees(plan.planWho);
  await pupil.writes('Me', plan.planWho);
  await pupil.writes('Ask if he wants to play', plan.planWhat);
  await reach(pupil, en.reviewTitle);
}

const sent = (shows: string, words?: string) =>
  acted(async (pupil) => {
    await answer(pupil, words);
    await pupil.presses(en.send);
    await pupil.sees(shows);
  });

export const Before: Story = {};

export const BeforeWithName: Story = { args: { askName: true } };

export const ForAdults: Story = { play: acted((pupil) => pupil.presses(en.forAdults)) };

export const StepWithOneChoice: Story = {
  play: acted(async (pupil) => {
    await reach(pupil, 'Is now a good time to talk?');
    await pupil.chooses('Yes, with someone I trust');
  }),
};

export const StepWithWords: Story = {
  play: acted(async (pupil) => {
    await reach(pupil, STORY);
    await pupil.writes('We both wanted the ball.');
  }),
};

export const StepWithChoices: Story = {
  play: acted(async (pupil) => {
    await reach(pupil, WHO);
    await pupil.chooses('My friend');
    await pupil.chooses('My class');
  }),
};

export const StepWithAnExplainedWord: Story = { play: acted((pupil) => reach(pupil, 'make it up')) };

export const StepWithAWordExplained: Story = {
  play: acted(async (pupil) => {
    await reach(pupil, 'make it up');
    await pupil.presses('make it up');
    await pupil.sees('“make it up” means');
  }),
};

export const Plan: Story = {
  play: acted(async (pupil) => {
    await reach(pupil, PLAN);
    await pupil.sees(plan.planWho);
  }),
};

export const SomeoneYouTrust: Story = {
  args: { pack: 'harmed', depth: 'full', trustedAdults: PEOPLE },
  play: acted(async (pupil) => {
    await reach(pupil, 'Who would you like by your side?');
    await pupil.chooses('Miss Khan, Pastoral Lead, Monday to Friday');
  }),
};

export const MakingItUp: Story = {
  play: acted(async (pupil) => {
    await reach(pupil, 'make it up to them?');
    await pupil.sees(plan.makeUpRung);
  }),
};

export const ADay: Story = {
  args: { pack: 'group-repair', depth: 'full' },
  play: acted(async (pupil) => {
    await reach(pupil, 'When will we look again?');
    await pupil.sees(plan.otherDay);
  }),
};

export const NotForOneReader: Story = {
  args: { trustedAdults: PEOPLE },
  play: acted(async (pupil) => {
    await pupil.presses(en.notEveryone);
    await pupil.chooses('Not Miss Khan, Pastoral Lead');
  }),
};

export const WithAWayOut: Story = {
  args: { exitHref: 'https://weather.example/' },
  play: acted(async (pupil) => {
    await pupil.presses(en.start);
    await pupil.sees(plan.leave);
  }),
};

export const WouldLikeToTalk: Story = {
  play: acted(async (pupil) => {
    await answer(pupil);
    await pupil.presses(en.back);
    await pupil.presses(en.talkToSomeone);
  }),
};

export const Review: Story = { play: acted((pupil) => answer(pupil)) };

export const ReviewWithAPartTakenOut: Story = {
  play: acted(async (pupil) => {
    await answer(pupil);
    await pupil.presses(en.takeOut);
    await pupil.sees(en.leftOut);
  }),
};

export const ReviewOfNothing: Story = { play: acted((pupil) => reach(pupil, en.nothingYet)) };

export const FullDepth: Story = {
  args: { depth: 'full' },
  play: acted((pupil) => reach(pupil, 'How did you feel inside?')),
};

export const FromALeaf: Story = { args: { pack: 'learning-stuck' } };

export const TalkOnly: Story = { args: noReaders, parameters: complains(COMPLAINT.noReaders) };

export const TalkOnlyReview: Story = { ...TalkOnly, play: acted((pupil) => answer(pupil)) };

export const Sending: Story = { args: { answer: 'never' }, play: sent(en.sending) };

export const Sent: Story = { play: sent(en.sentTitle) };

export const Unconfirmed: Story = { args: { dialect: 'form', answer: 'thanks' }, play: sent(en.unconfirmedTitle) };

export const Waiting: Story = {
  args: { ...withKeys, answer: 'offline' },
  beforeEach: emptyDevice,
  parameters: complains(COMPLAINT.offline),
  play: sent(en.waitingTitle),
};

export const Refused: Story = {
  args: { answer: 'refusal' },
  parameters: complains(COMPLAINT.refusal),
  play: sent(en.refused),
};

export const Failed: Story = {
  args: { answer: 'offline' },
  parameters: complains(COMPLAINT.offline),
  play: sent(en.unsureTitle),
};

export const Busy: Story = { args: { answer: 'busy' }, parameters: complains(COMPLAINT.busy), play: sent(en.busy) };

export const TooLarge: Story = {
  parameters: complains(COMPLAINT.tooLarge),
  play: sent(en.tooLarge, 'And then. '.repeat(MAX_BODY_BYTES / 10)),
};
