import { expect } from '@open-wc/testing';
import { setProjectAnnotations } from '@storybook/web-components-vite';
import { render, type TemplateResult } from 'lit';
import { composeStories } from 'storybook/preview-api';
import preview from '../.storybook/preview.ts';
import { endWaiting, isWaiting } from './endpoint.ts';
import { patiently, widgetsIn } from './person.ts';

/** A story told outside Storybook. */
interface Told {
  (): TemplateResult;
  parameters: { complaints?: RegExp[]; withoutWidgets?: boolean };
  load(): Promise<void>;
  play?(context: { canvasElement: HTMLElement }): Promise<void>;
}

const project = setProjectAnnotations(preview);
/** Every story by the name of its file; the runner lists the files. */
const stories: Record<string, Record<string, Told>> = {};
for (const file of (await (await fetch('/stories/all.json')).json()) as string[]) {
  stories[file] = composeStories(
    (await import(`./${file}`)) as Parameters<typeof composeStories>[0],
    project,
  ) as Record<string, Told>;
}

describe('stories', () => {
  const { error } = console;
  const heard: string[] = [];
  let canvasElement: HTMLElement;

  beforeEach(() => {
    heard.length = 0;
    console.error = (...words) => heard.push(words.join(' '));
    canvasElement = document.body.appendChild(document.createElement('div'));
  });

  afterEach(async () => {
    console.error = error;
    // A letter that sets out only now would be in the way of the next story's.
    if (widgetsIn(canvasElement).some((widget) => widget.matches(':state(sending)'))) await patiently(isWaiting);
    canvasElement.remove();
    endWaiting();
  });

  it('are found', () => {
    expect(stories).to.not.be.empty;
  });

  for (const [file, told] of Object.entries(stories)) {
    for (const [name, story] of Object.entries(told)) {
      it(`${file}: ${name}`, async () => {
        await story.load();
        render(story(), canvasElement);
        await story.play?.({ canvasElement });

        const widgets = widgetsIn(canvasElement);
        if (!story.parameters.withoutWidgets) expect(widgets, 'widgets').to.not.be.empty;
        for (const { localName, shadowRoot } of widgets) {
          expect(
            await patiently(() => shadowRoot?.querySelector('[part="main"]')?.textContent?.trim()),
            `words in ${localName}`,
          ).to.be.ok;
        }

        const complaints = story.parameters.complaints ?? [];
        await patiently(() => heard.length >= complaints.length);

        await expect(canvasElement).to.be.accessible();

        expect(heard, `The console says: ${heard.join(' ') || 'nothing'}`).to.have.length(complaints.length);
        for (const [i, complaint] of complaints.entries()) expect(heard[i]).to.match(complaint);
      });
    }
  }
});
