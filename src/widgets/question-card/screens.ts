import { promptAt, promptsOf, type Pack, type Prompt } from '../../packs/index.ts';

/** Whose turn it is, when two people share one device: `pass` asks to hand it over. */
export const TURNS = ['first', 'second', 'both', 'pass'] as const;
export type Turn = (typeof TURNS)[number];

/** One screen of the card. */
export interface Screen {
  prompt: Prompt;
  /** Where the prompt stands among those that are asked, from 1. */
  step: number;
  turn?: Turn;
}

/**
 * The screens of a pack, in order. In `turns` two people get the same question, the device goes from hand
 * to hand between them, and each begins every second time; a plan belongs to both.
 */
export function screensOf(pack: Pack, depth: string): Screen[] {
  const { flow } = pack;
  return promptsOf(pack, depth).flatMap((prompt, at): Screen[] => {
    const step = at + 1;
    if (flow !== 'turns') return [{ prompt, step }];
    if (prompt.phase === 'plan') return [{ prompt, step, turn: 'both' }];
    const [one, other]: Turn[] = at % 2 ? ['second', 'first'] : ['first', 'second'];
    return [one!, 'pass' as const, other!].map((turn) => ({ prompt, step, turn }));
  });
}

/** The screen `moved` on from the first one. Those of a `pick` pack go round and begin with the day's question; others end. */
export function screenAt(pack: Pack, depth: string, moved: number): { screen: Screen; last: boolean; steps: number } {
  if (pack.flow === 'pick') return { screen: { prompt: promptAt(pack, moved), step: 1 }, last: false, steps: 1 };
  const screens = screensOf(pack, depth);
  const at = Math.min(moved, screens.length - 1);
  return { screen: screens[at]!, last: at === screens.length - 1, steps: screens.at(-1)!.step };
}
