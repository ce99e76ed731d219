/**
 * The package as others get it: packed by npm, and installed into a folder that is not inside this repository, so
 * that nothing is found there but what the package brings or asks for.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import type { TestContext } from 'node:test';
import puppeteer, { type Page } from 'puppeteer-core';
import type { Envelope } from '../../src/contract/envelope.ts';
import type { Receipt } from '../../src/contract/reply.ts';

export const root = join(import.meta.dirname, '../..');

interface Manifest {
  name: string;
  exports: Record<string, string | null | { types: string; default?: string }>;
}

export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** Milliseconds until something that should be so is called missing. */
const PATIENCE = 20_000;

export function npm(folder: string, ...args: readonly string[]): string {
  return execFileSync('npm', args, {
    cwd: folder,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Packs the package into a folder, as npm does before it is published, and answers the file. */
export function pack(folder: string): string {
  assert.ok(existsSync(join(root, 'dist/npm/index.js')), 'there is no dist/npm: npm run package makes it');
  const [packed] = JSON.parse(npm(root, 'pack', '--json', '--pack-destination', folder)) as [{ filename: string }];
  return join(folder, packed.filename);
}

/** A folder of the test's own. */
export function emptyFolder(context: Pick<TestContext, 'after'>): string {
  const folder = mkdtempSync(join(tmpdir(), 'l30-package-'));
  context.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** An empty project that has installed the package and nothing else. */
export function project(context: Pick<TestContext, 'after'>): string {
  const folder = emptyFolder(context);
  write(folder, 'package.json', JSON.stringify({ name: 'project', private: true, type: 'module' }));
  npm(folder, 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', pack(folder));
  return folder;
}

export function write(folder: string, name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** A site of the files in a folder, with an endpoint that keeps what it gets and proves it. */
export async function site(
  context: Pick<TestContext, 'after'>,
  folder: string,
): Promise<{ url: string; letters: Envelope[] }> {
  const letters: Envelope[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      if (request.method === 'POST') {
        const letter = JSON.parse(body.toString()) as Envelope;
        letters.push(letter);
        const receipt: Receipt = {
          id: letter.id,
          sha256: createHash('sha256').update(body).digest('hex'),
          storedAt: new Date().toISOString(),
        };
        return response.writeHead(201, { 'Content-Type': 'application/json' }).end(JSON.stringify(receipt));
      }
      const { pathname } = new URL(request.url!, 'http://localhost');
      const file = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
      if (!existsSync(file)) return response.writeHead(404).end();
      return response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'text/plain' }).end(readFileSync(file));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.closeAllConnections());
  context.after(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, letters };
}

/** Opens an address in a Chromium of its own. `errors` is what the console called one, and what nobody caught. */
export async function visit(
  context: Pick<TestContext, 'after'>,
  url: string,
): Promise<{ page: Page; errors: string[] }> {
  const executablePath = process.env['L30_CHROMIUM'];
  assert.ok(executablePath, 'L30_CHROMIUM does not say where Chromium is; node test/tools/test.mjs package does');
  const browser = await puppeteer.launch({ executablePath, pipe: true, args: ['--no-sandbox'] });
  context.after(() => browser.close());
  const page = await browser.newPage();
  page.setDefaultTimeout(PATIENCE);
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(url);
  return { page, errors };
}

/** Chooses a face in a mood check-in and presses Send, and waits until the page has written the letter's id into `#sent`. */
export async function checkIn(page: Page): Promise<string> {
  await page
    .locator('l30-mood-check-in >>> input[name=mood][value=happy]')
    .setEnsureElementIsInTheViewport(true)
    .click();
  await page.locator('l30-mood-check-in >>> [part~=send]').click();
  const sent = await page.waitForFunction(() => document.querySelector('#sent')?.textContent || undefined);
  return (await sent.jsonValue()) as string;
}

/** What every page of these tests says to its widgets. */
const SETTINGS = {
  endpoint: '/submissions',
  readers: 'Miss Khan, Pastoral Lead',
  'read-when': 'each school day before 10am',
  lead: 'Mr Owen, Designated safeguarding lead',
} as const;

export const attributes = Object.entries(SETTINGS)
  .map(([name, value]) => `${name}="${value}"`)
  .join(' ');
