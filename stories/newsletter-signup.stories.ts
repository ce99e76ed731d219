import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { DIALECT_NAMES } from '../src/dialects/names.ts';
import { words } from '../src/locales/en/newsletter.ts';
import { fill } from '../src/locales/index.ts';
import { COMPLAINT, complains } from './complaints.ts';
import { answers, type AnswerName } from './endpoint.ts';
import { acted } from './person.ts';
import { answerControl, school } from './school.ts';

interface Args {
  heading: string;
  listName: string;
  frequency: string;
  privacyHref: string;
  purposes: string;
  consentVersion: string;
  besidePupils: boolean;
  newsletterEndpoint: string;
  newsletterDialect: string;
  answer: AnswerName;
}
type Story = StoryObj<Args>;

const meta: Meta<Args> = {
  title: 'Newsletter signup',
  component: 'l30-newsletter-signup',
  args: {
    heading: '',
    listName: 'the Hollybrook newsletter',
    frequency: 'every Friday in term time',
    privacyHref: '/privacy',
    purposes: '',
    consentVersion: '',
    besidePupils: false,
    newsletterEndpoint: 'https://hollybrook.example/subscriptions',
    newsletterDialect: '',
    answer: 'receipt',
  },
  argTypes: {
    heading: { control: 'text' },
    listName: { control: 'text', name: 'list-name' },
    frequency: { control: 'text' },
    privacyHref: { control: 'text', name: 'privacy-href' },
    purposes: { control: 'text' },
    consentVersion: { control: 'text', name: 'consent-version' },
    besidePupils: { control: 'boolean', name: 'beside-pupils' },
    newsletterEndpoint: { control: 'text', name: 'newsletter-endpoint', table: { category: 'school' } },
    newsletterDialect: {
      control: 'select',
      options: ['', ...DIALECT_NAMES],
      name: 'newsletter-dialect',
      table: { category: 'school' },
    },
    ...answerControl,
  },
  render: (args) => html`<l30-newsletter-signup
    heading=${args.heading} list-name=${args.listName} frequency=${args.frequency} privacy-href=${args.privacyHref}
    purposes=${args.purposes} consent-version=${args.consentVersion} ?beside-pupils=${args.besidePupils}
    newsletter-endpoint=${args.newsletterEndpoint} newsletter-dialect=${args.newsletterDialect} .fetch=${answers[args.answer]}
  ><a href="#fallback">School news by email</a></l30-newsletter-signup>`,
};

export default meta;

const CONSENT = fill(words.consent, { listName: 'the Hollybrook newsletter' });

const signedUp = (shows: string) =>
  acted(async (parent) => {
    await parent.writes('sam.rivers@example.org', words.email);
    await parent.writes('Sam Rivers', words.yourName);
    await parent.chooses(CONSENT);
    await parent.presses(words.signUp);
    await parent.sees(shows);
  });

export const Default: Story = {};

export const Plain: Story = { args: { listName: '', frequency: '', privacyHref: '' } };

export const NotSetUp: Story = { args: { newsletterEndpoint: '' }, parameters: complains(/no endpoint is set/) };

export const Invalid: Story = {
  play: acted(async (parent) => {
    await parent.writes('sam.rivers', words.email);
    await parent.presses(words.signUp);
    await parent.sees(words.badEmail);
    await parent.sees(words.consentNeeded);
  }),
};

export const Empty: Story = {
  play: acted(async (parent) => {
    await parent.presses(words.signUp);
    await parent.sees(words.requiredEmail);
  }),
};

/** A box for each purpose, none ticked, and at least one needed. */
export const Purposes: Story = {
  args: { purposes: 'School news; events: Events for families; Volunteering', consentVersion: '2026-09' },
  play: acted(async (parent) => {
    await parent.sees('Events for families');
    await parent.writes('sam.rivers@example.org', words.email);
    await parent.presses(words.signUp);
    await parent.sees(words.consentNeeded);
  }),
};

/** Gentle help when the field has been left. */
export const MistypedAddress: Story = {
  play: acted(async (parent) => {
    await parent.writes('sam.rivers@gmial.com', words.email);
    await parent.writes('Sam Rivers', words.yourName);
    await parent.chooses(CONSENT);
    await parent.sees('sam.rivers@gmail.com');
  }),
};

/** A child could give an address here, so the page's admin is told instead. */
export const BesidePupils: Story = {
  parameters: complains(/is on the same page/),
  render: (args, context) => html`${meta.render!(args, context)}<l30-mood-check-in
    endpoint=${school.endpoint} readers=${school.readers} read-when=${school.readWhen} lead=${school.lead}
  ></l30-mood-check-in>`,
};

export const Sending: Story = { args: { answer: 'never' }, play: signedUp(words.sending) };

export const Sent: Story = { play: signedUp(words.listSent) };

export const Unconfirmed: Story = {
  args: { newsletterDialect: 'form', answer: 'thanks' },
  play: signedUp(words.listUnconfirmed),
};

export const CheckYourEmail: Story = {
  args: { newsletterDialect: 'ghost', answer: 'checkEmail' },
  play: signedUp(words.checkEmail),
};

/** The service lets no page read its answer. */
export const CheckYourEmailUnconfirmed: Story = {
  args: { newsletterDialect: 'buttondown', answer: 'opaque' },
  play: signedUp(words.checkEmail),
};

export const RefusedField: Story = {
  args: { answer: 'issues' },
  parameters: complains(COMPLAINT.issues),
  play: signedUp(words.badEmail),
};

export const Refused: Story = {
  args: { answer: 'refusal' },
  parameters: complains(COMPLAINT.refusal),
  play: signedUp(words.listFailed),
};

export const Failed: Story = {
  args: { answer: 'offline' },
  parameters: complains(COMPLAINT.offline),
  play: signedUp(words.listFailed),
};

export const Busy: Story = {
  args: { answer: 'busy' },
  parameters: complains(COMPLAINT.busy),
  play: signedUp(words.listFailed),
};
