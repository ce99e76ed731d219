import type { SqliteDriver } from './sqlite-driver.ts';

type Database = InstanceType<SqliteDriver>;

/** Marks the file as ours ("L30W"), so that no other program's database is ever migrated by mistake. */
export const APPLICATION_ID = 0x4c333057;

/** How each schema version becomes the next; the place in the list is the version it starts from. */
const MIGRATIONS = [
  `create table submissions (
    seq integer not null unique,
    tenant text not null,
    id text not null,
    sha256 text not null,
    widget text not null,
    pack text,
    lang text not null,
    stored_at text not null,
    body text not null,
    primary key (tenant, id)
  ) strict`,
  // A sealed letter keeps its language inside, and a deleted one keeps nothing but what knows it again.
  // SQLite cannot take "not null" back, so the rows move to a new table.
  `create table next_submissions (
    seq integer not null unique,
    tenant text not null,
    id text not null,
    sha256 text not null,
    widget text,
    pack text,
    lang text,
    flags text,
    stored_at text not null,
    deleted_at text,
    body text,
    primary key (tenant, id)
  ) strict;
  insert into next_submissions (seq, tenant, id, sha256, widget, pack, lang, stored_at, body)
    select seq, tenant, id, sha256, widget, pack, lang, stored_at, body from submissions order by seq;
  drop table submissions;
  alter table next_submissions rename to submissions`,
];

/** The version that this code reads and writes. */
export const NEWEST = MIGRATIONS.length;

/** All steps and the version number are one transaction: an interrupted start leaves the old version, whole. */
export function migrate(db: Database): void {
  // The lock comes before the question, so that what is asked is still so when it is acted on.
  db.exec('begin immediate');
  try {
    const { user_version: from } = db.prepare('pragma user_version').get() as { user_version: number };
    for (let version = from; version < NEWEST; version += 1) {
      db.exec(
        `${MIGRATIONS[version]}; pragma user_version = ${version + 1}; pragma application_id = ${APPLICATION_ID}`,
      );
    }
    db.exec('commit');
  } catch (error) {
    // After some errors, as a full disk, SQLite has already rolled back by itself.
    if (db.isTransaction) db.exec('rollback');
    throw error;
  }
}
