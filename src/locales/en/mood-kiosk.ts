/** What a check-in says when one device goes around a class. Comes with that part alone. */
export const words = {
  next: 'Next person',
  done: 'Done',
  notSent: 'Nothing was sent.',
  talk: 'You would like to talk to someone. Please go to an adult you trust.',
  clearing: 'This screen clears for the next person. Seconds left:',
  moreTime: 'More time',
  coverTitle: 'Please show this to an adult',
  cover: 'Someone answered here before you. We do not know if it was sent. It is still here, behind this screen.',
  show: 'Show it',
  takenAway: '\u201cNext person\u201d takes it away for good.',
  forAdults: 'For adults',
  counts:
    'How many people chose each picture since this page was opened. The numbers stay in this page. They are not sent, and closing the page forgets them. They change after every five people. Please do not show them to the class.',
  few: 'fewer than five',
  hidden: 'not shown',
} as const;
