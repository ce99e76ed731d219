/**
 * English, the source of every other language. Each key is one text a person can meet; `{name}`
 * marks a place filled in at run time. Short sentences, no idioms without a gloss, no "why", and
 * no promise the school has not made.
 */
export const en = {
  // Every pupil screen
  helpStrip: 'Worried, or not safe? Tell an adult you trust. {lines}In danger now? Call {emergency}.',
  helpStripNeutral:
    'Worried, or not safe? Tell an adult you trust. {lines}In danger now? Call your local emergency number.',
  helpLine: 'You can call {helpline} free on {phone}.',
  helpLineOwn: 'You can call {helpline} on {phone}.',
  forAdults: 'For adults',
  leadUnnamed: 'the safeguarding lead',

  // Before a pupil answers
  before:
    '{readers} will read this. They read it {when}. No one reads it at night, at weekends or in the holidays. You can skip any question. You can stop at any time.',
  readShort: '{readers} will read this {when}.',
  noSecret:
    'If you tell us that you are not safe, we cannot keep it secret. It is the same if someone else is not safe. We will only tell people who can help. We will try to talk to you first.',
  talkOnly: 'This page does not send or save your words. Use it to think, or to talk with someone.',
  yourName: 'Your name',
  nameToFindYou: 'So that they can find you. You can leave this empty.',
  noName: 'You did not give your name. So we may not be able to help you. We may not be able to tell you what we did.',

  // Question card
  addYourWords: 'Add your words',
  addYourWordsHelper: 'You can also say it, or just think about it.',
  anotherOne: 'Another one',
  theOneBefore: 'The one before',
  fromTheStart: 'From the start',
  'turn-first': 'First person',
  'turn-second': 'Second person',
  'turn-both': 'Both of you',
  'turn-pass': 'Pass it on',
  passOn: 'It is the other person\u2019s turn now. They get the same question.',

  // Mood check-in
  addAnything: 'Would you like to add anything?',
  canLeaveEmpty: 'You can leave this empty.',
  ratherNotSay: 'I would rather not say',
  talkToSomeone: 'I would like to talk to someone',
  skipOk: 'That is fine. You do not have to say. You can come back later.',
  talkAsk: 'Thank you for telling us. Press Send to tell {readers}. If you cannot wait, go and find an adult now.',
  talkLocal: 'This page cannot tell anyone for you. Please go to an adult you trust. You can show them this screen.',
  moodThanks: 'Thank you. All feelings are OK.',
  takeAway: 'Take my choice away',
  goBack: 'Go back',

  // Reflection form
  notEveryone: 'Is there someone who should not read this?',
  start: 'Start',
  next: 'Next',
  back: 'Back',
  skip: 'Skip',
  stepOf: 'Step {step} of {steps}: {name}',
  chooseMany: 'Choose as many as you like.',
  talkInstead: 'You can say it, show it or draw it. You do not have to type.',
  reviewTitle: 'Check your words',
  review: 'This is what we will send. It will go to {readers}. Check it. You can change it or take parts out.',
  change: 'Change',
  takeOut: 'Take out',
  putBack: 'Put back',
  scribed: 'An adult wrote down my words',
  reviewAdult: 'An adult helped to write this. Is it what you want to say?',
  leftOut: 'Left out. It will not be sent.',
  'step-ready': 'Ready',
  'step-connect': 'Connect',
  'step-story': 'Story',
  'step-thoughts': 'Thoughts',
  'step-feelings': 'Feelings',
  'step-reflect': 'Looking back',
  'step-impact': 'People',
  'step-needs': 'Needs',
  'step-repair': 'Put right',
  'step-future': 'Next time',
  'step-support': 'Help',
  'step-plan': 'Plan',

  // Where it stands
  send: 'Send',
  sending: 'Sending',
  sentTitle: 'Sent',
  sent: '{readers} will read it {when}. If you cannot wait, go and find an adult now.',
  unconfirmedTitle: 'Passed on',
  unconfirmed: 'We cannot see from here if it arrived. Please tell an adult as well.',
  waitingTitle: 'Not sent yet',
  waiting:
    'A locked copy is kept on this device. It will be sent when the internet is back. If you cannot wait, go and find an adult now.',
  waitingRefused: 'The school could not take it. Please show this screen to an adult.',
  waitingOne: '1 message is waiting to be sent.',
  waitingMany: '{count} messages are waiting to be sent.',
  waitingLong: 'This is taking too long. Please tell an adult.',
  notSentTitle: 'Not sent',
  unsureTitle: 'We do not know if it arrived',
  unsure: 'Something got in the way. Your words are still here.',
  portal: 'The Wi-Fi sign-in page may be in the way.',
  busy: 'Too many people are sending right now. Your words are still here.',
  notReady: 'Your words are still here.',
  tooLarge: 'It is too long to send. Your words are still here. Take some out, then try again, or tell an adult.',
  keepOpen: 'This device cannot keep a copy. Please keep this page open, or tell an adult now. We will try again.',
  tryAgainOrTell: 'Wait a minute, then try again, or tell an adult.',
  mayDouble: 'Try again, and it may arrive twice. Or tell an adult.',
  refused: 'The school could not take it. Your words are still here. Please show this screen to an adult.',
  nothingYet: 'There is nothing to send yet. That is fine. You can answer, or leave it.',
  tryAgain: 'Try again',
  copyWords: 'Copy my words',
  copied: 'Copied.',
  notCopied: 'This device cannot copy. You can copy your words by hand.',
  clearScreen: 'Clear this screen',

  // For the person who looks after the website
  adminNote: 'For the person who looks after this website',
  contentMissing: 'This part could not be shown.',
} as const;

/** The texts of one language. Every language file is checked against the keys of English. */
export type Strings = Readonly<Record<keyof typeof en, string>>;
