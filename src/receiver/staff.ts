import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { printable, printableJson } from '../contract/printable.ts';
import { deleteSubmissions } from './delete.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { table } from './table.ts';

/** What a command prints, each a text without its last line break, and its exit code. */
export interface Printed {
  status: 0 | 1;
  stdout: string;
  stderr: string;
}

async function show(path: string, json: boolean): Promise<Printed> {
  const store = await openSqliteStore({ path, readOnly: true });
  const submissions = await store.list();
  await store.close();
  const text = submissions.length > 0 ? table(submissions) : 'Nothing has been sent yet.';
  return { status: 0, stdout: json ? printableJson(submissions) : text, stderr: '' };
}

async function remove(path: string, ids: readonly string[]): Promise<Printed> {
  const { count, unknown } = await deleteSubmissions(path, ids);
  return {
    status: unknown.length > 0 ? 1 : 0,
    stdout: `Deleted: ${count}. Copies of the database made before, such as backups, still hold them.`,
    stderr: unknown.length > 0 ? `Not found: ${unknown.map((id) => printable(id)).join(', ')}` : '',
  };
}

/** Does what `npm run submissions` is asked to do with the database at `path`. Never throws. */
export async function answerStaff(args: readonly string[], path: string): Promise<Printed> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { json: { type: 'boolean', default: false }, delete: { type: 'boolean', default: false } },
      allowPositionals: args.includes('--delete'),
    });
    if (values.delete && positionals.length === 0) throw new Error('Say which: npm run submissions -- --delete <id> …');
    const none = `There is no database at ${path} yet. It appears when the receiver starts for the first time.`;
    if (!existsSync(path) && values.delete) throw new Error(none);
    if (!existsSync(path)) return { status: 0, stdout: values.json ? '[]' : none, stderr: values.json ? none : '' };
    return values.delete ? await remove(path, positionals) : await show(path, values.json);
  } catch (error) {
    return { status: 1, stdout: '', stderr: (error as Error).message };
  }
}
