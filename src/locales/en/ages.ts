/** Words that only some ages read, in English: they come with the part that shows them. In the manner of `en.ts`. */
export const words = {
  helpEarly: 'Sad or scared? Tell a grown-up you trust.',
  forGrownUps: 'Numbers for grown-ups',
  helpTeen: 'You can also text {word} to {number}. {name} helps by text.',
  helpTeenPlain: 'You can also text {number}. {name} helps by text.',
  beforeEarly: 'I will help you. You can say no. If you are not safe, I will tell someone who can help.',
  readEarly: '{readers} will read this {when}.',
} as const;
