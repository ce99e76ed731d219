import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { symbols, type Drawing } from '../src/symbols/index.ts';
import { more } from '../src/symbols/more.ts';

const meta: Meta = { title: 'Symbols', parameters: { withoutWidgets: true } };

export default meta;

const SIZES = [96, 24];

/** The colours of the widgets, so that a drawing is judged where it will stand. */
const LOOKS = {
  light: 'color: #1e2a35; background: #fffdf8; --soft: #e6f1f0',
  dark: 'color: #f2f0ea; background: #171b21; --soft: #22323a',
};

const picture = ({ lines, fill = '' }: Drawing, size: number): TemplateResult => html`<svg
  width=${size} height=${size} viewBox="0 0 48 48" aria-hidden="true"
  fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"
>
  <path d=${fill} style="fill: var(--soft); stroke: none"></path><path d=${lines}></path>
</svg>`;

/** Every drawing above its name, at the largest and at the smallest size that it is shown. */
const sheet = (title: string, drawings: Readonly<Record<string, Drawing>>): TemplateResult =>
  html`${Object.entries(LOOKS).map(
    ([look, colours]) => html`<section
    aria-label="${title}, ${look}"
    style="${colours}; padding: 1rem; display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: 1rem; font: 1rem sans-serif"
  >
    ${Object.entries(drawings).map(
      ([id, drawing]) =>
        html`<figure style="margin: 0">${SIZES.map((size) => picture(drawing, size))}<figcaption>${id}</figcaption></figure>`,
    )}
  </section>`,
  )}`;

/** Those that travel with every page. */
export const BuiltIn: StoryObj = { render: () => sheet('Built in', symbols) };

/** Those that a widget fetches when it shows one of them. */
export const More: StoryObj = { render: () => sheet('More', more) };

const FEELINGS = [
  'happy',
  'calm',
  'middle',
  'tired',
  'low',
  'worried',
  'scared',
  'angry',
  'embarrassed',
  'confused',
  'numb',
  'mixed',
];

/** Faces side by side. They must differ in shape where nobody can see their details. */
export const Faces: StoryObj = {
  render: () => {
    const all: Readonly<Record<string, Drawing>> = { ...symbols, ...more };
    return sheet('Faces', Object.fromEntries(FEELINGS.map((id) => [id, all[id]!])));
  },
};
