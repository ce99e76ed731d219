/**
 * English, the source of every other language. Each key is one text a person can meet; `{name}`
 * marks a place filled in at run time. Short sentences, no idioms without a gloss, no "why", and
 * no promise the school has not made.
 */
export const en = {
  // Every pupil screen
  helpStrip: 'Worried, or not safe? Tell an adult you trust. You can call {helpline} free on {phone}. In danger now? Call {emergency}.',
  helpStripNeutral: 'Worried, or not safe? Tell an adult you trust. In danger now? Call your local emergency number.',
  forAdults: 'For adults',
  leadUnnamed: 'the safeguarding lead',
  wordHelp: '“{word}” means: {meaning}.',

  // Before a pupil answers
  before: '{readers} will read this. They read it {when}. No one reads it at night, at weekends or in the holidays. You can skip any question. You can stop at any time.',
  readShort: '{readers} will read this {when}.',
  noSecret: 'If you tell us that you are not safe, we cannot keep it secret. It is the same if someone else is not safe. We will only tell people who can help. We will try to talk to you first.',
  talkOnly: 'This page does not send or save your words. Use it to think, or to talk with someone.',
  yourName: 'Your name',
  nameToFindYou: 'So that they can find you. You can leave this empty.',
  noName: 'You did not give your name. So we may not be able to help you. We may not be able to tell you what we did.',

  // Question card
  addYourWords: 'Add your words',
  addYourWordsHelper: 'You can also say it, or just think about it.',
  anotherOne: 'Another one',
  theOneBefore: 'The one before',

  // Mood check-in
  addAnything: 'Would you like to add anything?',
  canLeaveEmpty: 'You can leave this empty.',
  ratherNotSay: 'I would rather not say',
  talkToSomeone: 'I would like to talk to someone',
  skipOk: 'That is fine. You do not have to say. You can come back later.',
  talkAsk: 'Thank you for telling us. Press Send to tell {readers}. If you cannot wait, go and find an adult now.',
  talkLocal: 'This page cannot tell anyone for you. Please go to an adult you trust. You can show them this screen.',
  moodThanks: 'Thank you. All feelings are OK.',
  goBack: 'Go back',

  // Reflection form
  start: 'Start',
  next: 'Next',
  back: 'Back',
  skip: 'Skip',
  stepOf: 'Step {step} of {steps}: {name}',
  chooseMany: 'Choose as many as you like.',
  talkInstead: 'You can say it, show it or draw it. You do not have to type.',
  planWho: 'Who will do it?',
  planWhat: 'What will they do?',
  planWhen: 'By when?',
  planCheck: 'Who will check how it went?',
  reviewTitle: 'Check your words',
  review: 'This is what we will send. It will go to {readers}. Check it. You can change it or take parts out.',
  change: 'Change',
  takeOut: 'Take out',
  putBack: 'Put back',
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

  // Newsletter
  newsletterTitle: 'School news by email',
  newsletterLine: 'For families, staff and friends of the school. You can stop at any time.',
  newsletterOften: 'We send it {frequency}.',
  email: 'Email address',
  consent: 'Yes, email me {listName}. I am 18 or over.',
  listDefault: 'school news',
  privacyUse: 'We use your email only for this.',
  privacyLink: 'How we look after your details',
  signUp: 'Sign up',
  pupilNote: 'Are you a pupil? Talk to a member of staff.',
  requiredEmail: 'Enter your email address.',
  badEmail: 'Enter an email address like name@example.org.',
  tooLong: 'Use {param} letters or fewer.',
  consentNeeded: 'Tick the box if you would like us to email you.',
  listSent: 'Thank you. We have saved your email address.',
  listUnconfirmed: 'We passed your details on, but we cannot see if they arrived. If you hear nothing, contact the school office.',
  notSignedUp: 'Not signed up yet',
  listFailed: 'Your details are still here. Please try again, or contact the school office.',

  // Where it stands
  send: 'Send',
  sending: 'Sending',
  sentTitle: 'Sent',
  sent: '{readers} will read it {when}. If you cannot wait, go and find an adult now.',
  unconfirmedTitle: 'Passed on',
  unconfirmed: 'We passed it on, but we cannot see from here if it arrived. Please tell an adult as well.',
  notSentTitle: 'Not sent',
  unsureTitle: 'We do not know if it arrived',
  unsure: 'Something got in the way. Your words are still here. Try again: it will not arrive twice. Or tell an adult.',
  busy: 'Too many people are sending right now. Your words are still here. Wait a minute, then try again, or tell an adult.',
  tooLarge: 'It is too long to send in one go. Your words are still here. Take some out, then try again, or tell an adult.',
  refused: 'The school could not take it in this form. Your words are still here. Please show this screen to an adult.',
  nothingYet: 'There is nothing to send yet. That is fine. You can answer, or leave it.',
  tryAgain: 'Try again',
  copyWords: 'Copy my words',
  copied: 'Copied.',
  notCopied: 'This device cannot copy. You can select your words and copy them by hand.',
  clearScreen: 'Clear this screen',

  // For the person who looks after the website
  adminNote: 'For the person who looks after this website',
  contentMissing: 'This part could not be shown.',
} as const;

/** The texts of one language. Every language file is checked against the keys of English. */
export type Strings = Readonly<Record<keyof typeof en, string>>;
