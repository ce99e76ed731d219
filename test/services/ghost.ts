/** A Ghost of its own, with the theme and the database that it asks for. */
import assert from 'node:assert/strict';
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf, freePort, mariadb, start, temporaryFolder, type Database } from './support.ts';

export interface Ghost {
  /** Without a slash at the end. */
  site: string;
  /** What it is and runs on, in words. */
  version: string;
  database: Database;
}

/** Starts it. `mailPort` is where its mail goes; `settings` are more of its configuration. */
export async function startGhost({ mailPort, settings = {} }: { mailPort: number; settings?: object }): Promise<Ghost> {
  const installed = folderOf('ghost');
  const home = temporaryFolder();
  const port = await freePort();
  const database = await mariadb();
  const site = `http://127.0.0.1:${port}`;
  cpSync(join(installed, 'package/content'), join(home, 'content'), { recursive: true });
  symlinkSync(join(installed, 'package'), join(home, 'current'));
  const config = {
    url: site,
    server: { host: '127.0.0.1', port },
    database: {
      client: 'mysql',
      connection: { socketPath: database.socket, user: 'root', password: '', database: 'ghost' },
    },
    mail: {
      transport: 'SMTP',
      from: 'news@school.example',
      options: { host: '127.0.0.1', port: mailPort, ignoreTLS: true },
    },
    paths: { contentPath: join(home, 'content') },
    privacy: { useTinfoil: true },
    logging: { level: 'error', transports: ['stdout'] },
    ...settings,
  };
  writeFileSync(join(home, 'config.production.json'), JSON.stringify(config));
  const guard = join(import.meta.dirname, 'loopback-only.mjs');
  await start(join(installed, 'node'), ['--import', guard, 'current/index.js'], {
    cwd: home,
    env: { PATH: process.env['PATH'], HOME: home, NODE_ENV: 'production' },
    ready: async () => assert.equal((await fetch(`${site}/members/api/integrity-token/`)).status, 200),
  });
  const { version } = JSON.parse(readFileSync(join(installed, 'package/package.json'), 'utf8')) as { version: string };
  return { site, version: `${version}, on MariaDB ${database.version}`, database };
}
