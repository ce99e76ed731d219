/** What adults read beside a question card, and what prints it, in English: it comes with the part that shows it. In the manner of `en.ts`. */
export const words = {
  alone: 'You can do this on your own. You can stop at any time. You can ask an adult you trust to sit with you.',
  forAdults: 'For adults',
  forAdultsFirst: 'For adults: please read this first',
  notForTitle: 'What this is not for',
  guideTitle: 'How to help',
  print: 'Print',
  printCards: 'Cards to cut out',
  printSheet: 'One sheet of paper',
  helpOnPaper: 'Worried, or not safe? Tell an adult you trust.',
} as const;
