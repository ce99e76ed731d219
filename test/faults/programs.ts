import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
// @ts-expect-error Plain JavaScript, because it runs before anything is installed.
import { findBrowsers } from '../tools/browsers.mjs';
// @ts-expect-error The same.
import { startScreen } from '../tools/webkit.mjs';

const root = join(import.meta.dirname, '../..');

export type Engine = 'chromium' | 'firefox' | 'webkit';

/** What must not outlive this process, however it ends. */
const children = new Set<ChildProcess>();
process.once('exit', () => children.forEach(killHard));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));

/** The whole process group: a browser is many processes, and a power cut spares none. */
function killHard(child: ChildProcess): void {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

/** A program that can be killed as by a power cut and started again with what it left on the disk. */
export class Program {
  #child: ChildProcess | undefined;

  /** With what it takes to run it, and what has to go when it is done with. */
  constructor(
    private readonly command: () => { file: string; args: string[]; env?: NodeJS.ProcessEnv },
    private readonly release: () => Promise<unknown> = async () => undefined,
  ) {}

  /** Starts it, and resolves with the first thing it says that matches. */
  async start(says?: RegExp): Promise<string> {
    const { file, args, env } = this.command();
    const child = spawn(file, args, {
      cwd: root,
      detached: true,
      env: { ...process.env, ...env },
      stdio: ['ignore', says ? 'pipe' : 'ignore', 'ignore'],
    });
    this.#child = child;
    children.add(child);
    if (!says) return '';
    return new Promise((resolve, reject) => {
      let said = '';
      child.stdout!.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        const found = says.exec(said)?.[1];
        if (found) resolve(found);
      });
      child.once('exit', () => reject(new Error(`${file} ended, saying: ${said}`)));
    });
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    killHard(child);
    await ended;
    children.delete(child);
  }

  async end(): Promise<void> {
    await this.kill();
    await this.release();
  }
}

/** The real receiver over one database file. */
export const receiver = (database: string, port: () => number): Program =>
  new Program(() => ({
    file: process.execPath,
    args: ['--import', 'tsx', 'src/receiver/main.ts'],
    env: { PORT: String(port()), L30_DATA: database, L30_SITES: '{ "hollybrook": { "origins": [] } }' },
  }));

/**
 * Firefox shows its own pages at a first start, lets tabs in the background sleep, and visits pages by
 * itself for the pictures of its start page: with a storage that it throws away, so nobody must answer there.
 */
const FIREFOX_PREFS = `
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("browser.sessionstore.resume_from_crash", false);
user_pref("browser.sessionstore.max_resumed_crashes", -1);
user_pref("toolkit.startup.max_resumed_crashes", -1);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.normandy.enabled", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("browser.pagethumbnails.capturing_disabled", true);
user_pref("browser.newtabpage.activity-stream.feeds.topsites", false);
user_pref("browser.safebrowsing.malware.enabled", false);
user_pref("browser.safebrowsing.phishing.enabled", false);
user_pref("dom.min_background_timeout_value", 4);
user_pref("dom.timeout.enable_budget_timer_throttling", false);
`;

/** A browser with one profile, and as many tabs of the same page as are asked for at each start. */
export async function browser(engine: Engine, profile: string, page: { url: string; tabs: number }): Promise<Program> {
  const urls = (): string[] => Array.from({ length: page.tabs }, () => page.url);
  const found = findBrowsers();
  mkdirSync(profile, { recursive: true });
  if (engine === 'webkit') {
    if (!found.webkit) throw new Error('WebKit was not found.');
    const { browser: file, xvfb } = found.webkit;
    const screen = await startScreen(xvfb);
    // It keeps its storage where the desktop's conventions say, so a home of its own is its profile.
    const env = {
      DISPLAY: screen.name,
      HOME: profile,
      XDG_DATA_HOME: join(profile, 'data'),
      XDG_CACHE_HOME: join(profile, 'cache'),
      XDG_CONFIG_HOME: join(profile, 'config'),
    };
    return new Program(() => ({ file, args: urls(), env }), screen.stop);
  }
  const file = found[engine];
  if (!file) throw new Error(`${engine} was not found.`);
  if (engine === 'firefox') {
    writeFileSync(join(profile, 'user.js'), FIREFOX_PREFS);
    return new Program(() => ({ file, args: ['--headless', '--no-remote', '--profile', profile, ...urls()] }));
  }
  // Without a port for its tools a headless Chromium ends at once.
  const flags = [
    '--headless=new',
    '--remote-debugging-port=0',
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-timer-throttling',
    '--disable-renderer-backgrounding',
    '--disable-backgrounding-occluded-windows',
    '--disable-dev-shm-usage',
    '--disable-popup-blocking',
  ];
  // Nor does it take more than one address, so the page opens the other tabs itself.
  return new Program(() => ({ file, args: [...flags, `--user-data-dir=${profile}`, `${page.url}?tabs=${page.tabs}`] }));
}
