/** How the meaning of a word is told, in English: it comes with the part that tells it. In the manner of `en.ts`. */
export const words = {
  wordHelp: '\u201c{word}\u201d means: {meaning}.',
} as const;
