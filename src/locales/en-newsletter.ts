/** What a newsletter signup says beside its form. Comes with that part alone. */
export const words = {
  purposes: 'What may we email you about? Tick what you would like. By ticking you say that you are 18 or over.',
  version: 'Version of these words',
  didYouMean: 'Did you mean',
  use: 'Use',
} as const;
