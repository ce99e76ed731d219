import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { openAsker } from '../../src/keys/ask.ts';

/** Somebody at a keyboard: what they type, key by key, and all that the screen ever showed. */
function terminal() {
  const keys = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => keys });
  const screen = new PassThrough();
  let shown = '';
  screen.on('data', (chunk) => (shown += String(chunk)));
  const asker = openAsker(keys, screen);
  return { asker, keys, screen: () => shown };
}

describe('asking', () => {
  it('shows what is typed, but never a secret, not even with the arrow keys', async () => {
    const { asker, keys, screen } = terminal();
    const name = asker.ask('Name: ');
    keys.write('  Miss Khan \r');
    assert.equal(await name, 'Miss Khan');
    assert.ok(screen().includes('Name: ') && screen().includes('Miss Khan'));

    const secret = asker.askSecret('Passphrase: ');
    for (const key of ['r', 'i', 'v', 'x', '\u007f', 'e', 'r', ' stone ', '\r']) keys.write(key);
    assert.equal(await secret, 'river stone ');
    const again = asker.ask('More: ');
    keys.write('\u001b[A\u001b[A\r');
    assert.equal(await again, '');
    assert.ok(screen().includes('Passphrase: \n'));
    assert.ok(!screen().includes('river') && !screen().includes('stone') && !screen().includes('rivx'));
    asker.close();
  });

  it('takes lines from a pipe in their order, however fast they come', async () => {
    const pipe = new PassThrough();
    const asker = openAsker(pipe, new PassThrough());
    pipe.end('one\r\n two \n three ');
    assert.deepEqual(
      [await asker.ask('?'), await asker.askSecret('?'), await asker.ask('?')],
      ['one', ' two ', 'three'],
    );
    await assert.rejects(asker.ask('?'), /The answers ended before everything was asked/);
    asker.close();
  });

  it('lets go of its input at the end, so that the program can end', async () => {
    const { asker, keys } = terminal();
    asker.close();
    if (!keys.closed) await once(keys, 'close');
    assert.equal(keys.destroyed, true);
  });
});
