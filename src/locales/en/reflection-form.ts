/** English for the parts of the reflection form that come as leaves; see `en.ts`. */
export const words = {
  addYourWords: 'Add your words',

  notYet: 'That is fine. You can stop here and come back another time.',

  // Someone you trust
  someoneYouTrust: 'Someone you trust',
  theirName: 'Their name',
  aTeacher: 'A teacher or helper',
  myFamily: 'Someone in my family',
  aFriend: 'A friend',
  someoneElse: 'Someone else',
  notSure: 'I am not sure',

  // A day
  today: 'Today',
  tomorrow: 'Tomorrow',
  inThreeDays: 'In three days',
  nextWeek: 'In a week',
  noDay: 'Not decided yet',
  otherDay: 'Another day',

  // A plan
  planWho: 'Who will do it?',
  planWhat: 'What will they do?',
  planWhen: 'By when?',
  planCheck: 'Who will check how it went?',
  planOn: 'When will we look at it together?',
  planRow: 'Plan {row}',
  addRow: 'Add to the plan',
  toCalendar: 'Put this day in a calendar',
  lookAgain: 'Look at our plan together',

  // Making it up
  sorryRung: 'Say sorry, if you mean it. That is something you say.',
  promiseRung: 'Plan for next time. That is a promise.',
  makeUpRung: 'Make it up to them. That is something you do, and it counts most.',

  // Who reads it
  notThem: 'Not {reader}',
  goesToThem:
    'This form goes to {readers}. We cannot keep it from them. So nothing will be sent from here. Please go to an adult you trust. You can show them this screen.',
  youCouldAsk: 'You could go to {people}.',

  // A copy to keep
  keepCopy: 'Keep my copy',
  keepCopyHelper: 'On a device that you share, other people can open the file.',
  download: 'Save a file',
  copyName: 'my words.txt',

  // Leaving, and being gone
  leave: 'Leave this page',
  stillThere: 'Are you still there? In two minutes we will clear your words from this screen.',
  stillHere: 'I am still here',
} as const;
