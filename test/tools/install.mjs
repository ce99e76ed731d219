/**
 * Makes node_modules match package-lock.json. Runs before anything is installed, so it uses Node alone.
 *
 *     node test/tools/install.mjs
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '../..');

/** Installs what is missing or different. Answers whether anything had to be done. */
export async function install() {
  if (isInstalled()) return false;
  const npm = spawn('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    // Browsers come from the system; a download of another one would only fail where there is no network.
    env: { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' },
  });
  const [status] = await once(npm, 'exit').catch(({ message }) => [message]);
  if (status !== 0) throw new Error(`npm could not install the packages in package-lock.json (npm ci: ${status}).`);
  return true;
}

/**
 * npm leaves a lock of its own inside node_modules when it has finished. Comparing the two also
 * accepts what a plain `npm install` made, and notices an install that was cut short.
 */
function isInstalled() {
  const wanted = packagesIn('package-lock.json');
  const present = packagesIn('node_modules/.package-lock.json');
  return wanted !== undefined && present !== undefined && isSame(wanted, present);
}

/** Whether what is present is what is wanted. A workspace stands in both as a link, and again as the folder that it leads to. */
export function isSame(wanted, present) {
  const matches = Object.entries(wanted).every(([path, { version, integrity, optional, link, resolved }]) => {
    const found = present[path];
    // Binaries for other systems are in the lock and never installed.
    if (!found) return optional || path === '';
    if (link) return found.link && found.resolved === resolved;
    return found.version === version && found.integrity === integrity;
  });
  return matches && Object.keys(present).every((path) => path in wanted);
}

function packagesIn(lock) {
  try {
    return JSON.parse(readFileSync(join(root, lock), 'utf8')).packages;
  } catch {
    return undefined;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    console.log((await install()) ? 'Packages installed.' : 'Packages are as package-lock.json says.');
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
