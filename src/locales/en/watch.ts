/** What stands beside a film that a school offers, in English. In the manner of `en.ts`. */
export const words = {
  title: 'Watch a film',
  elsewhere: 'It opens another website.',
} as const;
