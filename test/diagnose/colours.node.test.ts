import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contrast, judgeColours, judgeContrast, SURFACES } from '../../src/diagnose/colours.ts';

const colour = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`);

test('contrast is that of WCAG, either way round', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.equal(contrast('#ffffff', '#ffffff'), 1);
  // From WebAIM's and W3C's own examples.
  assert.equal(contrast('#767676', '#ffffff').toFixed(2), '4.54');
  assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48');
  fc.assert(fc.property(colour, colour, (one, other) => assert.equal(contrast(one, other), contrast(other, one))));
});

test('a verdict names the ratio and never more than it is', () => {
  assert.deepEqual(judgeContrast('#000000', '#ffffff', 'Words'), {
    ratio: 21,
    mark: 'good',
    words: 'Words: clear for everyone (21.0 to 1).',
  });
  assert.match(judgeContrast('#777777', '#ffffff', 'Words').words, /too hard to read \(4\.4 to 1\)/);
  assert.equal(judgeContrast('#767676', '#ffffff', 'Words').mark, 'look');
});

test('the colour that is proposed is clear, and none is proposed where none is needed', () => {
  fc.assert(
    fc.property(colour, colour, (one, on) => {
      const { mark, better } = judgeContrast(one, on, 'Words');
      if (mark === 'good') assert.equal(better, undefined);
      else if (better) assert.ok(contrast(better, on) >= 7, `${better} on ${on}`);
      else assert.ok(Math.max(contrast('#000000', on), contrast('#ffffff', on)) < 7, `something is clear on ${on}`);
    }),
  );
});

test('our own colours are clear on a light page, and on a dark one the school is told what is', () => {
  const { onCard, onButton } = judgeColours('#155e63', '#ffffff', 'light');
  assert.deepEqual([onCard.mark, onButton.mark], ['good', 'good']);
  const dark = judgeColours('#155e63', '#ffffff', 'dark').onCard;
  assert.equal(dark.mark, 'wrong');
  assert.ok(contrast(dark.better!, SURFACES['dark']!.surface) >= 7);
  assert.deepEqual(judgeColours('#155e63', '#ffffff', 'purple').onCard, onCard);
});
