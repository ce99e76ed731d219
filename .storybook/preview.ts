import type { Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import { L30Site } from '../src/settings/l30-site.ts';
import { fromSource, setLeafLoader } from '../src/leaf.ts';
import { widgets } from '../src/widgets/index.ts';

setLeafLoader(fromSource);
for (const widget of widgets) widget.define();
if (!customElements.get('l30-site')) customElements.define('l30-site', L30Site);

const preview: Preview = {
  // The column of a school's page: its own font, and no wider than people can read.
  decorators: [(story) => html`<div style="max-width: 44rem; font-family: system-ui, sans-serif">${story()}</div>`],
};

export default preview;
