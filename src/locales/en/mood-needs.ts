/** What a check-in says when it also asks what someone needs. Comes with that part alone. */
export const words = {
  question: 'What do you need?',
  helper: 'Choose up to three.',
  full: 'That is three. To change, take one away first.',
} as const;
