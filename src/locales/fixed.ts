/**
 * Which texts a school cannot put its own words in place of and no machine's draft says in another language, and what no
 * words of a school's own may promise.
 */

/**
 * Where help is, that nothing can be kept secret, and what became of a letter: none of it is a matter of style.
 * Texts of a part have the part's name in front.
 */
const FIXED: readonly string[] = [
  'noSecret',
  'talkOnly',
  'talkLocal',
  'leftOut',
  'adminNote',
  'contentMissing',
  'sentTitle',
  'sent',
  'unconfirmedTitle',
  'unconfirmed',
  'waitingTitle',
  'waiting',
  'waitingRefused',
  'waitingOne',
  'waitingMany',
  'waitingLong',
  'notSentTitle',
  'unsureTitle',
  'unsure',
  'notReady',
  'busy',
  'tooLarge',
  'keepOpen',
  'tryAgainOrTell',
  'mayDouble',
  'refused',
  'newsletter.listSent',
  'newsletter.nearlyDone',
  'newsletter.unconfirmedTitle',
  'newsletter.listUnconfirmed',
  'newsletter.notSignedUp',
  'newsletter.listFailed',
  'ages.beforeEarly',
  'mood-kiosk.notSent',
  'mood-kiosk.talk',
  'mood-kiosk.coverTitle',
  'mood-kiosk.cover',
  'reflection-form.goesToThem',
  'counted.waiting',
];

/** Every text that begins with "help" says where help is, and so does the whole part of that name. */
export const isFixed = (key: string): boolean => FIXED.includes(key) || /(?:^|\.)help/.test(key);

/** What a school has not promised, and no page can keep. */
export const UNTRUE =
  /\b(?:anonym\w+|confidential\w*|secret between us|we are always here|24\/7|someone will reply soon|you are safe now)\b/gi;
