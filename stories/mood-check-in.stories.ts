import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { MAX_BODY_BYTES } from '../src/contract/envelope.ts';
import { en } from '../src/locales/en/core.ts';
import { SCALE_IDS } from '../src/packs/index.ts';
import { COMPLAINT, complains } from './complaints.ts';
import { deviceWith, emptyDevice, fullDevice } from './device.ts';
import { answers, withoutWebCrypto } from './endpoint.ts';
import { acted, type Person } from './person.ts';
import { noReaders, school, schoolControls, withKeys, type School } from './school.ts';

interface Args extends School {
  scale: string;
  heading: string;
  askName: boolean;
  askNeeds: boolean;
  kiosk: boolean;
}
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'Mood check-in',
  component: 'l30-mood-check-in',
  args: { scale: 'faces-5', heading: '', askName: false, askNeeds: false, kiosk: false, ...school },
  argTypes: {
    scale: { control: 'select', options: SCALE_IDS },
    heading: { control: 'text' },
    askName: { control: 'boolean', name: 'ask-name' },
    askNeeds: { control: 'boolean', name: 'ask-needs' },
    kiosk: { control: 'boolean' },
    ...schoolControls,
  },
  render: (args) => html`<l30-mood-check-in
    scale=${args.scale} heading=${args.heading} ?ask-name=${args.askName} ?ask-needs=${args.askNeeds} ?kiosk=${args.kiosk} .fetch=${answers[args.answer]}
    endpoint=${args.endpoint} dialect=${args.dialect} public-keys=${args.publicKeys} readers=${args.readers} read-when=${args.readWhen} lead=${args.lead} region=${args.region} help=${args.help}
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

/** How much energy there is, whether it feels nice or hard, and up to three words for it. */
export const Energy: Story = {
  args: { scale: 'energy' },
  play: acted(async (pupil) => {
    await pupil.chooses('Low energy, feels hard (sad, tired, bored)');
    await pupil.chooses('Numb');
  }),
};

/** For whoever finds it easier to say what the body does than to name a feeling. */
export const Body: Story = {
  args: { scale: 'body' },
  play: acted(async (pupil) => {
    await pupil.chooses('Tight');
    await pupil.chooses('I cannot tell');
  }),
};

/** A fourth is not chosen, and words say what can be done. */
export const OneMoreThanItTakes: Story = {
  args: { scale: 'body' },
  play: acted(async (pupil) => {
    for (const words of ['Wobbly or shaky', 'Tight', 'Tired', 'Hot']) await pupil.chooses(words);
    await pupil.sees('take one away first');
  }),
};

/** What someone needs, for a school that is ready to give it. After a low answer, talking comes first. */
export const Needs: Story = {
  args: { askNeeds: true },
  play: acted(async (pupil) => {
    await pupil.chooses('A bit low');
    await pupil.sees('What do you need?');
    await pupil.chooses('Some quiet');
  }),
};

export const Weather: Story = { args: { scale: 'weather' }, play: acted((pupil) => pupil.chooses('Foggy: mixed up')) };

/** Feelings by name, and how strong they are for those who would like to say. */
export const Words: Story = {
  args: { scale: 'words' },
  play: acted(async (pupil) => {
    await pupil.chooses('Worried');
    await pupil.chooses('Left out');
    await pupil.chooses('A lot');
  }),
};

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

/** One device goes around a class: the screen clears itself, or is the next person's at once. */
export const Kiosk: Story = {
  args: { kiosk: true },
  play: acted(async (pupil) => {
    await pupil.sees('For adults');
    await pupil.chooses('A bit low');
    await pupil.presses(en.send);
    await pupil.sees('Next person');
  }),
};

/** The class keeps its answers to itself. */
export const KioskThatSendsNothing: Story = {
  args: { kiosk: true, endpoint: '', readers: '' },
  play: acted(async (pupil) => {
    await pupil.sees('For adults');
    await pupil.chooses('Happy');
    await pupil.presses('Done');
    await pupil.sees('Nothing was sent.');
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

export const Unconfirmed: Story = { args: { dialect: 'form', answer: 'thanks' }, play: sent(en.unconfirmedTitle) };

/** On plain http a receipt arrives, but cannot be checked. */
export const UncheckedReceipt: Story = { beforeEach: withoutWebCrypto, play: sent(en.unconfirmedTitle) };

/** The way is cut, and there are keys: the words have left the screen, and lie locked on the device. */
export const Waiting: Story = {
  args: { ...withKeys, answer: 'offline' },
  beforeEach: emptyDevice,
  parameters: complains(COMPLAINT.offline),
  play: sent(en.waitingTitle),
};

export const WaitingBehindASignInPage: Story = {
  ...Waiting,
  args: { ...withKeys, answer: 'page' },
  parameters: complains(COMPLAINT.page),
  play: sent(en.portal),
};

/** The next pupil, after the one before pressed "Clear this screen". */
export const AfterSomeoneWhoWaits: Story = {
  ...Waiting,
  play: acted(async (pupil) => {
    await pupil.chooses('A bit low');
    await pupil.presses(en.send);
    await pupil.presses(en.clearScreen);
    await pupil.sees(en.waitingOne);
  }),
};

const sees = (words: string) =>
  acted(async (pupil: Person) => {
    await pupil.sees(words);
    await pupil.chooses('Happy');
  });

/** Someone left a message at an earlier visit, and the way is still cut. */
export const OneMessageWaits: Story = {
  args: { answer: 'offline' },
  beforeEach: deviceWith(1, 1),
  play: sees(en.waitingOne),
};

export const MessagesWaitForLong: Story = {
  ...OneMessageWaits,
  beforeEach: deviceWith(3, 30),
  play: sees(en.waitingLong),
};

export const KeysThatDoNotFit: Story = {
  args: { publicKeys: 'YOUR-KEY-1 YOUR-KEY-2' },
  parameters: complains(COMPLAINT.keys),
  play: acted(async (pupil) => {
    await pupil.chooses('A bit low');
    await pupil.sees(en.talkOnly);
  }),
};

export const Refused: Story = {
  args: { answer: 'refusal' },
  parameters: complains(COMPLAINT.refusal),
  play: sent(en.refused),
};

/** Without keys nothing is kept: it goes on trying while the page is open. */
export const FailedAndKeepsTrying: Story = {
  args: { answer: 'offline' },
  parameters: complains(COMPLAINT.offline),
  play: sent(en.keepOpen),
};

/** With keys, on a device without room, it is the same. */
export const FailedOnAFullDevice: Story = {
  ...FailedAndKeepsTrying,
  args: { ...withKeys, answer: 'offline' },
  beforeEach: fullDevice,
};

/** A second arrival would make two of it, so trying again is left to a person. */
export const FailedAndMayDouble: Story = {
  ...FailedAndKeepsTrying,
  args: { dialect: 'form', answer: 'offline' },
  play: sent(en.mayDouble),
};

export const SignInPage: Story = {
  args: { answer: 'page' },
  parameters: complains(COMPLAINT.page),
  play: sent(en.unsureTitle),
};

export const Busy: Story = { args: { answer: 'busy' }, parameters: complains(COMPLAINT.busy), play: sent(en.busy) };

export const TooLarge: Story = {
  parameters: complains(COMPLAINT.tooLarge),
  play: sent(en.tooLarge, 'And then. '.repeat(MAX_BODY_BYTES / 10)),
};
