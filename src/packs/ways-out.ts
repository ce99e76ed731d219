/** Choices that take nobody further than they want to go. Every list has one. */
export const WAYS_OUT: readonly string[] = [
  'i-am-not-sure',
  'i-am-not-sure-yet',
  'something-else',
  'i-need-help-to-think',
  'i-need-help-first',
  'nothing-right-now',
  'i-need-a-break-first',
  'not-yet',
  'not-now',
  'no',
  'later',
  'later-today',
  'pass',
];

/** Choices that bring someone to a person who helps, or name one who is not on the list. */
export const WAYS_TO_HELP: readonly string[] = [
  'tell-an-adult',
  'get-help-next-time',
  'an-adult-near-me',
  'an-adult-to-check-on-me',
  'to-feel-safe',
  'with-help',
  'help-me',
  'with-someone',
  'someone-else',
  'not-sure',
  'my-teacher-or-helper',
  'stop-doing-it',
];
