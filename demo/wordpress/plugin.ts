/** `npm run wordpress`: the plugin with the built widgets in it, as the one file that WordPress lets you upload. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { zip, type Entry } from './zip.ts';

const here = import.meta.dirname;

function entriesOf(folder: string, under: string): Entry[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({
      name: `${under}/${path.slice(folder.length + 1).replaceAll('\\', '/')}`,
      bytes: readFileSync(path),
    }));
}

/** The archive. `dist` is where the built widgets are; the plugin looks for them in its folder `files`. */
export function pluginZip(dist: string): Buffer {
  return zip([...entriesOf(join(here, 'l30-widgets'), 'l30-widgets'), ...entriesOf(dist, 'l30-widgets/files')]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = join(here, '../../l30-widgets.zip');
  writeFileSync(path, pluginZip(join(here, '../../dist')));
  console.log(
    `${path}\nIn WordPress: Plugins, Add New, Upload Plugin. What comes next stands in demo/wordpress/l30-widgets/README.md.`,
  );
}
