import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Receipt } from '../../src/contract/reply.ts';
import { SITES } from '../receiver/sites.ts';

const source = readFileSync(fileURLToPath(new URL('../../demo/endpoints/php/l30.php', import.meta.url)), 'utf8');

const check = 'echo PHP_VERSION_ID >= 80100 && extension_loaded("pdo_sqlite") ? "ready" : "";';
const isReady = spawnSync('php', ['-r', check], { encoding: 'utf8' }).stdout === 'ready';

/** Why tests that need PHP cannot run here, or false. A developer may go without; CI may not. */
export const missing = isReady
  ? false
  : 'PHP 8.1 or newer with SQLite was not found; on Debian, install php-cli and php-sqlite3';
if (missing && process.env.CI === 'true') throw new Error(missing);

// Servers with workers are in groups of their own, and would outlive a test that is interrupted.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** How letters are kept: in SQLite, or, where PHP is started without its extensions, in files. */
export type Keeping = 'SQLite' | 'files';
const WITHOUT_EXTENSIONS = '-n';

/** A copy of l30.php on web space of its own, with a folder beside it for letters. */
export interface Host {
  folder: string;
  web: string;
  data: string;
}

/** Sets a host up. `data` is what its admin writes for DATA; `edit` changes the copy further. */
export function host({
  data,
  edit = (php: string) => php,
}: { data?: (folder: string) => string; edit?: (php: string) => string } = {}): Host {
  const folder = mkdtempSync(join(tmpdir(), 'l30-php-'));
  folders.push(folder);
  const web = join(folder, 'web');
  mkdirSync(web);
  const path = data?.(folder) ?? join(folder, 'data');
  const sites = Object.entries(SITES).map(
    ([site, { origins }]) => `'${site}' => [${origins.map((origin) => `'${origin}'`).join(', ')}]`,
  );
  const set = replace(
    replace(source, /(?<=^const SITES = \[)[^;]*(?=\];)/m, sites.join(', ')),
    /(?<=^const DATA = )''/m,
    `'${path}'`,
  );
  writeFileSync(join(web, 'l30.php'), edit(set));
  return { folder, web, data: path };
}

/** Replaces what has to be there exactly once, so that no test goes on with a copy it did not change. */
export function replace(text: string, what: RegExp | string, by: string): string {
  const parts = text.split(what);
  if (parts.length !== 2) throw new Error(`found ${parts.length - 1} times: ${String(what)}`);
  return parts.join(by);
}

/** PHP's own web server on a host. It ends with the test file at the latest. */
export async function serve(
  of: Host,
  {
    keeping = 'SQLite',
    workers = 0,
    settings = {},
  }: { keeping?: Keeping; workers?: number; settings?: Record<string, string> } = {},
) {
  const ini = Object.entries({ display_errors: '1', html_errors: '1', ...settings }).flatMap(([name, value]) => [
    '-d',
    `${name}=${value}`,
  ]);
  const args = [...(keeping === 'files' ? [WITHOUT_EXTENSIONS] : []), ...ini, '-S', '127.0.0.1:0', '-t', of.web];
  // A group of its own, because the workers outlive a killed parent.
  const running = spawn('php', args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    env: { ...process.env, ...(workers > 0 && { PHP_CLI_SERVER_WORKERS: String(workers) }) },
  });
  const exit = once(running, 'exit');
  const killNow = () => {
    // Never a second time: the number may belong to somebody else by then.
    if (running.exitCode === null && running.signalCode === null) process.kill(-(running.pid as number), 'SIGKILL');
  };
  const kill = async () => {
    killNow();
    await exit;
  };
  process.once('exit', killNow);
  after(kill);
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(running.stderr).on('line', (line) => {
      lines.push(line);
      const [, address] = /\((http:\/\/[\d.:]+)\) started/.exec(line) ?? [];
      if (address) resolve(`${address}/l30.php`);
    });
    running.once('exit', () => reject(new Error(`PHP ended: ${lines.join('\n')}`)));
  });
  return { url, lines, kill };
}

/** What staff get from `php l30.php export`. */
export interface Exported extends Receipt {
  envelope: unknown;
}

export function exportFrom({ web }: Host, keeping: Keeping = 'SQLite', args = ['export']) {
  const { stdout, stderr, status } = spawnSync(
    'php',
    [...(keeping === 'files' ? [WITHOUT_EXTENSIONS] : []), join(web, 'l30.php'), ...args],
    { encoding: 'utf8', maxBuffer: 1e8 },
  );
  const letters = () =>
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Exported);
  return { stdout, stderr, status, letters };
}

/** The letters that a host keeps, in the order of arrival. */
export const lettersOf = (of: Host, keeping?: Keeping): Exported[] => exportFrom(of, keeping).letters();
