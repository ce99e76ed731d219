/** Whoever goes through a widget with the Tab key sees where they are: a ring around it, on the screen, and under nothing. */
import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { eventually, houseIn, inEngine, Widget } from './support.ts';

interface Stop {
  name: string;
  wrong: string[];
}

/** What has the focus in a widget, and what is wrong with how it shows; runs in the page. */
function look(host: Element): Stop | undefined {
  const root = host.shadowRoot!;
  const control = root.activeElement as HTMLInputElement | null;
  if (!control) return undefined;
  const seen = control.matches('.tile input') ? control.nextElementSibling! : control;
  const { outlineStyle, outlineWidth } = getComputedStyle(seen);
  const { left, top, bottom, width } = seen.getBoundingClientRect();
  const wrong: string[] = [];
  if (outlineStyle !== 'solid' || parseFloat(outlineWidth) < 3)
    wrong.push(`the ring is ${outlineWidth} ${outlineStyle}`);
  if (top < -1 || bottom > innerHeight + 1)
    wrong.push(`it is from ${Math.round(top)} to ${Math.round(bottom)} of ${innerHeight}`);
  for (const y of [top + 5, (top + bottom) / 2, bottom - 5]) {
    const there = root.elementFromPoint(left + width / 2, y);
    if (there && !seen.contains(there) && !there.contains(seen) && !control.labels?.[0]?.contains(there))
      wrong.push(`${there.className || there.localName} lies over it`);
  }
  return {
    name: (
      control.getAttribute('aria-label') ??
      control.labels?.[0]?.textContent ??
      control.textContent ??
      control.id
    ).trim(),
    wrong,
  };
}

describe('the focus, in chromium', inEngine('chromium', 2), () => {
  const house = houseIn('chromium');

  /** Every stop of a widget in the order of the Tab key, from its top to its end. */
  async function stops({ page, tag }: Widget): Promise<string[]> {
    const names: string[] = [];
    await page.$eval(tag, (host) => {
      const heading = host.shadowRoot!.querySelector<HTMLElement>('h2')!;
      heading.focus();
    });
    for (let tabs = 0; tabs < 40; tabs += 1) {
      await page.keyboard.press('Tab');
      const stop = await eventually(async () => {
        const now = await page.$eval(tag, look);
        assert.deepEqual(now?.wrong ?? [], [], now?.name ?? '');
        return now;
      });
      if (!stop) return names;
      names.push(stop.name);
    }
    assert.fail(`there is no end: ${names.join(' | ')}`);
  }

  async function visit(context: TestContext, path: string, name: Widget['name'], width: number): Promise<Widget> {
    const { open } = await house(context);
    const { page } = await open(path, {
      width,
      height: width === 360 ? 740 : 1024,
      prepare: (each) => each.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]),
    });
    const widget = new Widget(page, name);
    await eventually(() => widget.heading().then((heading) => assert.ok(heading)));
    return widget;
  }

  for (const width of [360, 768]) {
    it(`can be seen on the question card, ${width} pixels wide`, async (context) => {
      const card = await visit(context, '/embed/question-card?pack=caused-harm&respond', 'question-card', width);
      const names = await stops(card);
      for (const name of ['Add your words', 'Send', 'Next'])
        assert.ok(names.includes(name), `${name} is among ${names.join(' | ')}`);
    });

    it(`can be seen on the mood check-in before a choice and after it, ${width} pixels wide`, async (context) => {
      const mood = await visit(context, '/pupils.html', 'mood-check-in', width);
      const before = await stops(mood);
      assert.ok(before.length <= 9, `few stops: ${before.join(' | ')}`);
      await mood.choose('radio', 'A bit low');
      await mood.choose('checkbox', 'I would like to talk to someone');
      await eventually(() => mood.control('textbox', 'Your name'));
      const after = await stops(mood);
      for (const name of ['A bit low', 'Take my choice away', 'I would like to talk to someone', 'Your name', 'Send'])
        assert.ok(after.includes(name), `${name} is among ${after.join(' | ')}`);
    });

    it(`can be seen on every step of the reflection form, ${width} pixels wide`, async (context) => {
      const form = await visit(context, '/putting-it-right.html', 'reflection-form', width);
      assert.deepEqual((await stops(form)).slice(0, 3), [
        'Is there someone who should not read this?',
        'Start',
        'For adults',
      ]);
      await form.press('Start');
      for (let step = 1; step <= 8; step += 1) {
        await eventually(async () => assert.match((await form.all('.where')).join(), new RegExp(`^Step ${step} of 8`)));
        if (step === 8) await eventually(() => form.control('combobox', 'By when?'));
        const names = await stops(form);
        const [back, next, skip, talk] = ['Back', 'Next', 'Skip', 'I would like to talk to someone'].map((name) =>
          names.indexOf(name),
        );
        assert.ok(back! >= 0 && next === back! + 1 && skip === next + 1 && talk === skip + 1, names.join(' | '));
        await form.press('Next');
      }
      await form.shows('Check your words');
      assert.ok((await stops(form)).includes('Send'));
    });

    it(`can be seen on the newsletter signup, ${width} pixels wide`, async (context) => {
      const signup = await visit(context, '/families.html', 'newsletter-signup', width);
      assert.deepEqual((await stops(signup)).slice(0, 2), ['Email address', 'Your name']);
    });
  }
});
