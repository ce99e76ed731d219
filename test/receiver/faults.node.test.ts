import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Receipt } from '../../src/contract/reply.ts';
import { openSqliteStore } from '../../src/receiver/sqlite-store.ts';
import { child, envelope, json, sealed, send, sha256, tempFile } from './support.ts';

/** What the file holds once nobody has it open any more. */
async function kept(path: string) {
  const store = await openSqliteStore({ path, readOnly: true });
  const rows = await store.list();
  await store.close();
  return rows;
}

describe('a receiver in a process of its own', { concurrency: true }, () => {
  test('has one row of a letter, though it is killed before the commit, and next time after it, before the answer [case 23] [case 24]', async (context) => {
    const path = tempFile();
    const letter = sealed();
    const first = await child(context, path, 'before-commit');
    assert.equal(await send(first.url, letter), undefined);
    assert.deepEqual(await first.exit, [null, 'SIGKILL']);
    assert.deepEqual(await kept(path), []);

    const second = await child(context, path, 'after-commit');
    assert.equal(await send(second.url, letter), undefined);
    assert.deepEqual(await second.exit, [null, 'SIGKILL']);
    const rows = await kept(path);
    assert.deepEqual(
      rows.map((row) => row.envelope),
      [letter],
    );

    const third = await child(context, path);
    const again = await fetch(`${third.url}/submissions`, json(letter));
    assert.equal(again.status, 200);
    assert.deepEqual(await again.json(), {
      id: letter.id,
      sha256: sha256(JSON.stringify(letter)),
      storedAt: rows[0]?.storedAt,
    });
    assert.deepEqual(await kept(path), rows);
  });

  test('keeps every letter it gave a receipt for, and none twice, though it is killed in the middle of a crowd, and lets a second receiver in only then [case 23] [case 24] [case 31]', async (context) => {
    const path = tempFile();
    const letters = Array.from({ length: 60 }, (_, index) => (index % 2 ? envelope() : sealed()));
    const receipts = new Map<string, Receipt>();
    const first = await child(context, path);
    await assert.rejects(openSqliteStore({ path }), { message: /^Another receiver is running on / });
    assert.deepEqual(await kept(path), [], 'readers are let in');
    const crowd = letters.map(async (letter) => {
      const receipt = await send(first.url, letter);
      if (!receipt) return;
      receipts.set(letter.id, receipt);
      if (receipts.size === 20) await first.kill();
    });
    await Promise.all(crowd);
    assert.deepEqual(await first.exit, [null, 'SIGKILL']);
    const rows = new Map((await kept(path)).map((row) => [row.id, row]));
    for (const [id, { sha256: digest, storedAt }] of receipts) {
      assert.deepEqual([rows.get(id)?.sha256, rows.get(id)?.storedAt], [digest, storedAt]);
    }

    const second = await child(context, path);
    for (const letter of letters) {
      const receipt = await send(second.url, letter);
      assert.equal(receipt?.id, letter.id);
      assert.deepEqual(receipt, receipts.get(letter.id) ?? receipt, 'the first receipt again');
    }
    assert.deepEqual((await kept(path)).map(({ id }) => id).sort(), letters.map(({ id }) => id).sort());
  });
});
