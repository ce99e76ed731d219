/** What the stories' test needs from the runner: Storybook in a form that browsers read, and the list of stories. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** Storybook's way of telling stories outside Storybook, as the two packages it comes from. */
const PORTABLE = {
  '@storybook/web-components-vite': 'setProjectAnnotations',
  'storybook/preview-api': 'composeStories',
};

/** Some of what Storybook is made of is CommonJS, which no browser reads; Lit stays the one the widgets use. */
async function bundleStorybook() {
  const { outputFiles } = await build({
    stdin: {
      contents: Object.entries(PORTABLE)
        .map(([from, name]) => `export { ${name} } from '${from}';`)
        .join('\n'),
      resolveDir: root,
    },
    bundle: true,
    format: 'esm',
    target: 'esnext',
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['lit', 'lit/*'],
    write: false,
  });
  return outputFiles[0].text;
}

export function storiesPlugin() {
  let storybook;
  return {
    name: 'stories',
    resolveImport: ({ source }) => (source in PORTABLE ? '/stories/storybook.js' : undefined),
    async serve({ path }) {
      if (path === '/stories/storybook.js') return { body: await (storybook ??= bundleStorybook()), type: 'js' };
      if (path === '/stories/all.json')
        return JSON.stringify(readdirSync(join(root, 'stories')).filter((file) => file.endsWith('.stories.ts')));
    },
  };
}
