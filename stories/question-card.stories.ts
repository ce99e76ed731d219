import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { MAX_BODY_BYTES } from '../src/contract/envelope.ts';
import { en } from '../src/locales/en/core.ts';
import { PACK_IDS } from '../src/packs/index.ts';
import { COMPLAINT, complains } from './complaints.ts';
import { emptyDevice } from './device.ts';
import { answers } from './endpoint.ts';
import { acted } from './person.ts';
import { noReaders, school, schoolControls, withKeys, type School } from './school.ts';

interface Args extends School {
  pack: string;
  src: string;
  mode: 'together' | 'alone';
  print: boolean;
  respond: boolean;
}
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'Question card',
  component: 'l30-question-card',
  args: { pack: 'check-in', src: '', mode: 'together', print: false, respond: false, ...school },
  argTypes: {
    pack: { control: 'select', options: PACK_IDS },
    mode: { control: 'select', options: ['together', 'alone'] },
    print: { control: 'boolean' },
    respond: { control: 'boolean' },
    ...schoolControls,
  },
  render: (args) => html`<l30-question-card
    pack=${args.pack} src=${args.src} mode=${args.mode} ?print=${args.print} ?respond=${args.respond} .fetch=${answers[args.answer]}
    endpoint=${args.endpoint} dialect=${args.dialect} public-keys=${args.publicKeys} readers=${args.readers} read-when=${args.readWhen} lead=${args.lead} region=${args.region} help=${args.help}
  ><a href="#fallback">Our question for today</a></l30-question-card>`,
};

export default meta;

/** Writes, presses Send, and waits for what the screen then says. */
const sent = (shows: string, words = 'That we go to the library.') =>
  acted(async (pupil) => {
    await pupil.writes(words);
    await pupil.presses(en.send);
    await pupil.sees(shows);
  });

export const Default: Story = {};

export const AnotherOne: Story = {
  play: acted(async (pupil) => {
    await pupil.presses(en.anotherOne);
    await pupil.sees(en.theOneBefore);
  }),
};

/** In order, to the second question. */
export const InOrder: Story = {
  args: { pack: 'caused-harm' },
  play: acted(async (pupil) => {
    await pupil.presses(en.next);
    await pupil.sees('Step 2 of');
  }),
};

/** Two people who share a device, at the moment it changes hands. */
export const ByTurns: Story = {
  args: { pack: 'both-sides' },
  play: acted(async (pupil) => {
    await pupil.presses(en.next);
    await pupil.sees(en.passOn);
  }),
};

export const FromALeaf: Story = { args: { pack: 'check-out' } };

/** A pack of the school's own, by its address. */
export const FromTheSchool: Story = { args: { src: '/src/packs/en/welcome.json' } };

/** The person who looks after the website reads what is wrong with it; a pupil gets the page's own link. */
export const BrokenFromTheSchool: Story = {
  args: { src: '/package.json' },
  parameters: complains(/package\.json, line \d+, column \d+: schema is missing/),
};

/** A pupil on their own. The words for adults stay one tap away. */
export const Alone: Story = { args: { pack: 'harmed', mode: 'alone' } };

/** Questions of each day, to cut out or as one sheet. */
export const OnPaper: Story = { args: { print: true } };

export const WithWords: Story = { args: { respond: true } };

export const TalkOnly: Story = { args: { respond: true, ...noReaders }, parameters: complains(COMPLAINT.noReaders) };

export const HelpOnTheHostPage: Story = { args: { help: 'host-provides' } };

export const UnknownRegion: Story = {
  args: { region: 'atlantis' },
  parameters: complains(/no region called "atlantis"/),
};

export const MisspeltPack: Story = { args: { pack: 'chek-in' }, parameters: complains(/Did you mean "check-in"/) };

export const Sending: Story = { args: { respond: true, answer: 'never' }, play: sent(en.sending) };

export const Sent: Story = { args: { respond: true }, play: sent(en.sentTitle) };

export const Unconfirmed: Story = {
  args: { respond: true, dialect: 'form', answer: 'thanks' },
  play: sent(en.unconfirmedTitle),
};

export const Waiting: Story = {
  args: { respond: true, ...withKeys, answer: 'offline' },
  beforeEach: emptyDevice,
  parameters: complains(COMPLAINT.offline),
  play: sent(en.waitingTitle),
};

export const Refused: Story = {
  args: { respond: true, answer: 'refusal' },
  parameters: complains(COMPLAINT.refusal),
  play: sent(en.refused),
};

export const Failed: Story = {
  args: { respond: true, answer: 'offline' },
  parameters: complains(COMPLAINT.offline),
  play: sent(en.unsureTitle),
};

export const SignInPage: Story = {
  args: { respond: true, answer: 'page' },
  parameters: complains(COMPLAINT.page),
  play: sent(en.unsureTitle),
};

export const Busy: Story = {
  args: { respond: true, answer: 'busy' },
  parameters: complains(COMPLAINT.busy),
  play: sent(en.busy),
};

export const TooLarge: Story = {
  args: { respond: true },
  parameters: complains(COMPLAINT.tooLarge),
  play: sent(en.tooLarge, 'And then. '.repeat(MAX_BODY_BYTES / 10)),
};
