import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folders: string[] = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A new folder that goes away after the tests. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'l30-keys-'));
  folders.push(folder);
  return folder;
}

const script = (name: string): string => fileURLToPath(new URL(`../../src/keys/${name}.ts`, import.meta.url));
const tripwire = new URL('./tripwire.mjs', import.meta.url).href;
const tsx = pathToFileURL(fileURLToPath(import.meta.resolve('tsx'))).href;

export interface Ran {
  status: number | null;
  stdout: string;
  stderr: string;
}

/**
 * `npm run keys` or `npm run open`, away from any keyboard, in a folder of its own, with these answers and
 * settings. It ends with 99 should it reach for the network.
 */
export function run(
  name: 'main' | 'open-main',
  args: readonly string[],
  { answers = '', env = {}, cwd = tempFolder() }: { answers?: string; env?: Record<string, string>; cwd?: string } = {},
): Promise<Ran> {
  const { L30_PASSPHRASE: _, L30_RECOVERY_WORDS: __, ...rest } = process.env;
  // Detached, so that it has no terminal to ask at, even where whoever runs the tests has one.
  const child = spawn(process.execPath, ['--import', tsx, '--import', tripwire, script(name), ...args], {
    cwd,
    env: { ...rest, ...env },
    detached: true,
    stdio: 'pipe',
  });
  const ran: Ran = { status: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (ran.stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (ran.stderr += chunk));
  // It may end without having read everything.
  child.stdin.on('error', () => undefined).end(answers);
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (status) => resolve({ ...ran, status }));
  });
}
