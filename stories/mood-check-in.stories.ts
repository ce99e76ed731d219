import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { MAX_BODY_BYTES } from '../src/contract/envelope.ts';
import { en } from '../src/locales/en.ts';
import { SCALE_IDS } from '../src/packs/index.ts';
import { COMPLAINT, complains } from './complaints.ts';
import { answers, withoutWebCrypto } from './endpoint.ts';
import { acted } from './person.ts';
import { noReaders, school, schoolControls, type School } from './school.ts';

interface Args extends School {
  scale: string;
  heading: string;
  askName: boolean;
}
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'Mood check-in',
  component: 'l30-mood-check-in',
  args: { scale: 'faces-5', heading: '', askName: false, ...school },
  argTypes: {
    scale: { control: 'select', options: SCALE_IDS },
    heading: { control: 'text' },
    askName: { control: 'boolean', name: 'ask-name' },
    ...schoolControls,
  },
  render: (args) => html`<l30-mood-check-in
    scale=${args.scale} heading=${args.heading} ?ask-name=${args.askName} .fetch=${answers[args.answer]}
    endpoint=${args.endpoint} readers=${args.readers} read-when=${args.readWhen} lead=${args.lead} region=${args.region} help=${args.help}
  ><a href="#fallback">Tell us how you feel</a></l30-mood-check-in>`,
};

export default meta;

/** Chooses a face, adds words if there are any, presses Send, and waits for what the screen then says. */
const sent = (shows: string, words = '') =>
  acted(async (pupil) => {
    await pupil.chooses('A bit low');
    if (words) await pupil.writes(words, en.addAnything);
    await pupil.presses(en.send);
    await pupil.sees(shows);
  });

export const Default: Story = {};

export const ThreeFaces: Story = { args: { scale: 'faces-3', heading: 'How was the trip?' } };

export const Chosen: Story = {
  args: { askName: true },
  play: acted(async (pupil) => {
    await pupil.chooses('Very happy');
    await pupil.sees(en.yourName);
  }),
};

export const TalkToSomeone: Story = {
  play: acted(async (pupil) => {
    await pupil.chooses(en.talkToSomeone);
    await pupil.sees(en.nameToFindYou);
  }),
};

export const RatherNotSay: Story = {
  play: acted(async (pupil) => {
    await pupil.presses(en.ratherNotSay);
    await pupil.sees(en.skipOk);
  }),
};

export const TalkOnly: Story = { args: noReaders, parameters: complains(COMPLAINT.noReaders) };

export const TalkOnlyAndWouldLikeTo: Story = {
  ...TalkOnly,
  play: acted(async (pupil) => {
    await pupil.chooses(en.talkToSomeone);
    await pupil.sees(en.talkLocal);
  }),
};

export const Sending: Story = { args: { answer: 'never' }, play: sent(en.sending) };

export const Sent: Story = { play: sent(en.sentTitle) };

export const Unconfirmed: Story = { beforeEach: withoutWebCrypto, play: sent(en.unconfirmedTitle) };

export const Refused: Story = { args: { answer: 'refusal' }, parameters: complains(COMPLAINT.refusal), play: sent(en.refused) };

export const Failed: Story = { args: { answer: 'offline' }, parameters: complains(COMPLAINT.offline), play: sent(en.unsureTitle) };

export const SignInPage: Story = { args: { answer: 'page' }, parameters: complains(COMPLAINT.page), play: sent(en.unsureTitle) };

export const Busy: Story = { args: { answer: 'busy' }, parameters: complains(COMPLAINT.busy), play: sent(en.busy) };

export const TooLarge: Story = {
  parameters: complains(COMPLAINT.tooLarge),
  play: sent(en.tooLarge, 'And then. '.repeat(MAX_BODY_BYTES / 10)),
};
