/** A WordPress of its own, on PHP's own web server. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { folderOf, freePort, mariadb, start, temporaryFolder, type Database } from './support.ts';

export interface WordPress {
  /** Without a slash at the end. */
  site: string;
  /** What it is and runs on, in words. */
  version: string;
  database: Database;
  /** Runs PHP with WordPress around it, and answers what that printed. */
  php(code: string): string;
}

/** The password of everybody here. */
export const PASSWORD = 'not-a-secret';

/** Installs it, with `head` as its administrator. `plugins` are files for wp-content/mu-plugins; `settings` are constants of wp-config.php. */
export async function wordPress({
  plugins = [],
  settings = {},
  prepare,
}: {
  plugins?: string[];
  settings?: Record<string, unknown>;
  prepare?: (database: Database) => void;
} = {}): Promise<WordPress> {
  const home = temporaryFolder();
  const web = join(home, 'web');
  const database = await mariadb();
  database.query('create database school');
  prepare?.(database);
  const site = `http://127.0.0.1:${await freePort()}`;
  // Links of Debian's copy that lead to other packages stay behind: nothing here needs them.
  cpSync(folderOf('wordpress'), web, { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(web, 'wp-content/mu-plugins'));
  for (const plugin of plugins) copyFileSync(plugin, join(web, 'wp-content/mu-plugins', basename(plugin)));
  const constants = {
    DB_NAME: 'school',
    DB_USER: 'root',
    DB_PASSWORD: '',
    DB_HOST: `localhost:${database.socket}`,
    DB_CHARSET: 'utf8mb4',
    WP_HOME: site,
    WP_SITEURL: site,
    WP_HTTP_BLOCK_EXTERNAL: true,
    AUTOMATIC_UPDATER_DISABLED: true,
    DISABLE_WP_CRON: true,
    ...settings,
  };
  const defines = Object.entries(constants).map(
    ([name, value]) => `define('${name}', ${typeof value === 'string' ? `'${value}'` : String(value)});`,
  );
  writeFileSync(
    join(web, 'wp-config.php'),
    `<?php\n${defines.join('\n')}\n$table_prefix = 'wp_';\nrequire_once ABSPATH . 'wp-settings.php';\n`,
  );
  // What a web server's rewriting does for WordPress.
  writeFileSync(
    join(home, 'router.php'),
    `<?php\n$at = $_SERVER['DOCUMENT_ROOT'] . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);\nif (is_file($at) || is_file("$at/index.php")) return false;\nrequire $_SERVER['DOCUMENT_ROOT'] . '/index.php';\n`,
  );
  const options = ['-d', 'sendmail_path=/bin/true', '-d', 'display_errors=0'];
  const { host } = new URL(site);
  const run = (code: string): string =>
    execFileSync('php', [...options, '-r', code], { encoding: 'utf8', env: { ...process.env, HTTP_HOST: host } });
  const version =
    run(`define('WP_INSTALLING', true); require '${web}/wp-load.php'; require ABSPATH . 'wp-admin/includes/upgrade.php';
    wp_install('Hollybrook', 'head', 'head@school.example', false, '', '${PASSWORD}'); update_option('permalink_structure', '/%postname%/'); echo $wp_version;`);
  await start('php', [...options, '-S', host, '-t', web, join(home, 'router.php')], {
    cwd: home,
    env: { ...process.env, PHP_CLI_SERVER_WORKERS: '4' },
    ready: async () => assert.equal((await fetch(`${site}/wp-json/`)).status, 200),
  });
  return {
    site,
    version: `${version}, on PHP ${run('echo PHP_VERSION;')} and MariaDB ${database.version}`,
    database,
    php: (code) => run(`require '${web}/wp-load.php'; ${code}`),
  };
}
