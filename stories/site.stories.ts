import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { COMPLAINT, complains } from './complaints.ts';
import { answers } from './endpoint.ts';
import { Person, widgetsIn } from './person.ts';
import { noReaders, school, schoolControls, type School } from './school.ts';

type Story = StoryObj<School>;

const meta: Meta<School> = {
  title: 'Site',
  component: 'l30-site',
  args: school,
  argTypes: schoolControls,
  // Between widgets stands what a page would have there.
  decorators: [(story) => html`<div style="display: grid; gap: 1.5rem">${story()}</div>`],
};

export default meta;

/** Waits until the widgets, from first to last, show these words. */
const shows =
  (...words: string[]) =>
  async ({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> => {
    for (const [i, widget] of widgetsIn(canvasElement).entries()) await new Person(widget).sees(words[i]!);
  };

/** Said once, around everything, and true for every widget inside. */
export const Shared: Story = {
  render: (args) => html`<l30-site
    endpoint=${args.endpoint} readers=${args.readers} read-when=${args.readWhen} lead=${args.lead} region=${args.region} help=${args.help}
  >
    <l30-question-card respond .fetch=${answers[args.answer]}></l30-question-card>
    <l30-reflection-form .fetch=${answers[args.answer]}></l30-reflection-form>
  </l30-site>`,
  play: shows('Miss Khan', 'Miss Khan'),
};

/** The nearest one wins, setting by setting: another reader, the same reading times. */
export const Nested: Story = {
  render: (
    args,
  ) => html`<l30-site endpoint=${args.endpoint} readers=${args.readers} read-when=${args.readWhen} lead=${args.lead}>
    <l30-question-card respond .fetch=${answers[args.answer]}></l30-question-card>
    <l30-site readers="Mr Lowe, Year 6">
      <l30-question-card respond .fetch=${answers[args.answer]}></l30-question-card>
      <l30-question-card respond readers="Mrs Bell, library" .fetch=${answers[args.answer]}></l30-question-card>
    </l30-site>
  </l30-site>`,
  play: shows(
    'Miss Khan',
    'Mr Lowe, Year 6 will read this each school day',
    'Mrs Bell, library will read this each school day',
  ),
};

/** One reader is missing for the whole page, so no widget on it sends. */
export const WithoutReaders: Story = {
  ...Shared,
  args: noReaders,
  parameters: complains(COMPLAINT.noReaders, COMPLAINT.noReaders),
  play: shows('nobody has said', 'nobody has said'),
};

/** The youngest: large tiles, few choices, and help in one line. */
export const Youngest: Story = {
  render: (
    args,
  ) => html`<l30-site age="4-7" endpoint=${args.endpoint} readers=${args.readers} read-when=${args.readWhen} lead=${args.lead}>
    <l30-mood-check-in .fetch=${answers[args.answer]}></l30-mood-check-in>
    <l30-reflection-form .fetch=${answers[args.answer]}></l30-reflection-form>
    <l30-question-card pack="harmed"></l30-question-card>
  </l30-site>`,
};

/** Teenagers: their own pack where there is one, plainer tiles, and a line to text. */
export const Teenagers: Story = {
  render: (
    args,
  ) => html`<l30-site age="13-18" endpoint=${args.endpoint} readers=${args.readers} read-when=${args.readWhen} lead=${args.lead}>
    <l30-mood-check-in scale="words" .fetch=${answers[args.answer]}></l30-mood-check-in>
    <l30-reflection-form .fetch=${answers[args.answer]}></l30-reflection-form>
  </l30-site>`,
};

/** Pictures that pupils of this school know from elsewhere, in place of two of ours. */
export const OwnPictures: Story = {
  render: () =>
    html`<l30-site symbols='{"happy": "/demo/images/crest.svg", "low": "/demo/images/lanterns.svg"}'><l30-mood-check-in></l30-mood-check-in></l30-site>`,
  parameters: complains(COMPLAINT.noReaders),
};

/** Texts of the school's own, and a word about each widget. */
export const OwnWords: Story = {
  render: () => html`<l30-site about="yes" words='{"talkToSomeone": "I want to talk", "ratherNotSay": "Not now"}'>
    <l30-mood-check-in></l30-mood-check-in>
    <l30-question-card watch="https://films.example/with" watch-title="Working with people" watch-words="Two friends find out what would help."></l30-question-card>
  </l30-site>`,
  parameters: complains(COMPLAINT.noReaders),
};

/** A setting that changes reaches every widget at once. */
export const Changed: Story = {
  ...Shared,
  play: async (context) => {
    await shows('Miss Khan', 'Miss Khan')(context);
    context.canvasElement.querySelector('l30-site')!.setAttribute('readers', 'Ms Ortiz, head of year');
    await shows('Ms Ortiz', 'Ms Ortiz')(context);
  },
};
