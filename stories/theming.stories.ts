import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { answers } from './endpoint.ts';
import { Person, widgetsIn } from './person.ts';
import { school, schoolControls, type School } from './school.ts';

type Story = StoryObj<School>;

const meta: Meta<School> = { title: 'Theming', component: 'l30-site', args: school, argTypes: schoolControls };

export default meta;

/** One of each widget, with a face chosen, on whatever page a story puts around them. */
const all = (args: School): TemplateResult => html`<l30-site
  style="display: grid; gap: 1.5rem"
  endpoint=${args.endpoint} newsletter-endpoint=${args.endpoint} readers=${args.readers} read-when=${args.readWhen} lead=${args.lead} region=${args.region} help=${args.help}
>
  <l30-mood-check-in .fetch=${answers[args.answer]}></l30-mood-check-in>
  <l30-question-card respond .fetch=${answers[args.answer]}></l30-question-card>
  <l30-reflection-form .fetch=${answers[args.answer]}></l30-reflection-form>
  <l30-newsletter-signup beside-pupils .fetch=${answers[args.answer]}></l30-newsletter-signup>
</l30-site>`;

interface Context {
  canvasElement: HTMLElement;
}

async function chooseAFace({ canvasElement }: Context): Promise<void> {
  await new Person(widgetsIn(canvasElement)[0]!).chooses('Very happy');
}

/** Nothing may stick out of its card, where it would be cut off. */
function assertNothingSticksOut({ canvasElement }: Context): void {
  for (const { localName, shadowRoot } of widgetsIn(canvasElement)) {
    const card = shadowRoot!.querySelector('[part="card"]')!.getBoundingClientRect();
    for (const part of shadowRoot!.querySelectorAll('[part="card"] *')) {
      const { left, right, width } = part.getBoundingClientRect();
      if (width > 0 && (left < card.left - 0.5 || right > card.right + 0.5)) {
        throw new Error(
          `In ${localName}, <${part.localName}> "${part.textContent.trim()}" sticks out of a card ${card.width}px wide.`,
        );
      }
    }
  }
}

export const Light: Story = {
  render: (args) => html`<div style="color-scheme: light">${all(args)}</div>`,
  play: chooseAFace,
};

export const Dark: Story = {
  render: (args) => html`<div style="color-scheme: dark; background: #0e1116; padding: 1rem">${all(args)}</div>`,
  play: chooseAFace,
};

/** A school's own colours, corners and font. */
export const CustomProperties: Story = {
  render: (args) => html`<div
    style="
      --l30-accent: #5b2a86; --l30-on-accent: #fff; --l30-surface: #fff; --l30-ink: #241530; --l30-muted: #514160; --l30-soft: #f0e8f7;
      --l30-tint: #f7f1fb; --l30-line: #84749a; --l30-alert: #8c1d3f; --l30-radius: 4px; --l30-font: Georgia, serif"
  >
    ${all(args)}
  </div>`,
  play: chooseAFace,
};

/** A page in another direction. Our words are marked as English, so they keep theirs until there is a translation. */
export const RightToLeftPage: Story = {
  render: (args) => html`<div lang="ar" dir="rtl">${all(args)}</div>`,
  play: chooseAFace,
};

/** How a right-to-left language will lie, with English words standing in for it. */
export const MirroredLayout: Story = {
  render: RightToLeftPage.render!,
  play: async (context) => {
    await chooseAFace(context);
    for (const { shadowRoot } of widgetsIn(context.canvasElement))
      shadowRoot!.querySelector('[part="card"]')!.setAttribute('dir', 'rtl');
    assertNothingSticksOut(context);
  },
};

/** The narrowest column a school's page is likely to have, also what 400 % zoom leaves of a laptop. */
export const Narrow: Story = {
  render: (args) => html`<div style="width: 260px">${all(args)}</div>`,
  play: async (context) => {
    await chooseAFace(context);
    assertNothingSticksOut(context);
  },
};

/** A page that shouts at everything on it: the widgets keep their own rhythm. */
export const OnALoudPage: Story = {
  render: (args) => html`
    <style>
      .loud * {
        font: 700 11px/1 monospace !important;
        letter-spacing: 0.3em !important;
        text-transform: uppercase !important;
        color: #c00 !important;
        background: #ff0 !important;
        padding: 0 !important;
      }
    </style>
    <div class="loud">${all(args)}</div>
  `,
  play: chooseAFace,
};
