import assert from 'node:assert/strict';
import { test } from 'node:test';
// @ts-expect-error Plain JavaScript, as all tools.
import { matrix } from '../tools/matrix.mjs';

test('every case of the fault matrix has a test, or a line that says why it has none', () => {
  const { complaints } = matrix() as { complaints: string[] };
  assert.deepEqual(complaints, []);
});
