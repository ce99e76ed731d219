import assert from 'node:assert/strict';
import { test } from 'node:test';
import decodeQR from 'qr/decode.js';
import { qrCodeOf, posterOf, type Code } from '../../../src/pages/builder/poster.ts';
import { pageOf } from '../../../src/pages/builder/snippet.ts';

const SCALE = 4;

/** Reads a code from the path that draws it, one run of dark squares after the other. */
function scan({ size, path }: Code): string {
  const side = size * SCALE;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1) {
      for (let column = Number(x) * SCALE; column < (Number(x) + Number(length)) * SCALE; column += 1)
        data.fill(0, (row * side + column) * 4, (row * side + column) * 4 + 3);
    }
  }
  return decodeQR({ width: side, height: side, data });
}

const choices = {
  widget: 'mood-check-in',
  scale: 'faces-3',
  script: 'https://www.hollybrook.example/l30/l30.js',
  school: 'Hollybrook',
  heading: 'How are you, Zo\u00eb?',
} as const;

test('the code on the poster is the address below it, which is that of the hosted page', () => {
  const poster = posterOf(choices);
  assert.equal(poster.address, pageOf(choices));
  assert.equal(scan(poster.code), poster.address);
  assert.equal(scan(qrCodeOf('https://www.hollybrook.example/')), 'https://www.hollybrook.example/');
});

test('a poster for pupils says who reads, that it is no secret, and where help is', () => {
  const said = posterOf({ ...choices, readers: 'Miss Khan', readWhen: 'each school day', lead: 'Mr Owen' });
  assert.ok(said.lines.includes('Miss Khan will read this each school day.'));
  assert.ok(said.lines.some((words) => /cannot keep it secret/.test(words)));
  assert.match(said.help, /Childline free on 0800 1111\. In danger now\? Call 999\./);
  assert.match(
    posterOf({ ...choices, region: 'other', emergency: '112', helpline: 'Kinderlijn, 0800 123' }).help,
    /You can call Kinderlijn on 0800 123\. In danger now\? Call 112\./,
  );
  assert.match(posterOf({ ...choices, region: 'nowhere' }).help, /your local emergency number/);
});

test('a poster without a named reader does not invite anyone to send', () => {
  const { lines } = posterOf(choices);
  assert.ok(lines.some((words) => /does not send or save your words/.test(words)));
  assert.doesNotMatch(lines.join(), /will read this/);
});

test('a poster for families has no words for pupils', () => {
  const { lines, help } = posterOf({ ...choices, widget: 'newsletter-signup' });
  assert.deepEqual([lines.length, help], [1, '']);
});
