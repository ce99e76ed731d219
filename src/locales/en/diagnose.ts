/**
 * English for what looking at an endpoint, trying it, and a test letter bring to light. The panel "Is it working?" on a
 * page and the snippet builder say it alike, to a web admin who knows HTML by copy and paste, and to IT, to whom they
 * forward it.
 */
export const words = {
  marks: { good: 'OK', look: 'Look at this', wrong: 'Needs attention', fact: '', unclear: 'Unknown' },

  address: {
    secure: 'The address can be used, and words travel over https.',
    loopback: 'The address is on this computer. It works for trying things out, and for nobody else.',
    mail: 'The address is a mailbox. The person\u2019s own mail program opens, and they must send it themselves.',
    path: 'This is a path. It works only where your page and the endpoint are on the same site.',
    secret:
      '{service} is itself the key: anyone who looks into your page, or gets the address of this page from you, can {can} and send made-up letters. They cannot read what others sent. Where there is a choice, take an endpoint that lists the sites which may send; otherwise change the address when made-up letters come.',
  },
  secrets: {
    powerAutomate: { service: 'This Power Automate address', can: 'start your flow' },
    zapier: { service: 'This Zapier address', can: 'start your Zap' },
    make: { service: 'This Make address', can: 'start your scenario' },
    appsScript: { service: 'This Google Apps Script address', can: 'post to your script' },
    webhook: { service: 'This webhook address', can: 'post to your channel' },
    query: { service: 'This address, with the key in it,', can: 'post there' },
  },

  dialect: {
    recognised: 'Its dialect is {dialect}, recognised by the address.',
    assumed: 'Its dialect is {dialect}, our own receiver\u2019s, because the address says nothing else.',
    named: 'Its dialect is {dialect}, as {setting} says.',
    confirms: 'It can prove that a letter is stored, so people read \u201cSent\u201d.',
    unconfirmed:
      'It gives no proof that a letter is stored, so people read \u201cPassed on\u201d and never \u201cSent\u201d.',
    dropped: 'A letter that comes twice is kept once.',
    doubled: 'A letter that comes twice is kept twice, so only a person tries it again.',
    secondHand: 'What we know of this service is second-hand. Send a test before you rely on it.',
  },

  sealing: {
    seals: 'It can carry sealed letters.',
    sealsNot: 'It cannot carry sealed letters.',
    sealed: 'What pupils write is sealed. Number of keys: {count}.',
    open: 'What pupils write is not sealed: whoever runs the endpoint can read it. The snippet builder makes keys, and so does \u201cnpm run keys\u201d.',
    noParts: 'The keys could not be checked, because {file} did not load. Put the whole folder dist beside l30.js.',
  },

  reached: {
    ours: 'It answers, it is a receiver of ours, and pages of {origin} may send to it.',
    oursElsewhere: 'A receiver of ours answers, but not at this path. Its paths are /submissions and /subscriptions.',
    answered:
      'It answers (status {status}), and pages of {origin} may read its answers. Only a letter shows whether it takes letters.',
    notOurs:
      'Something answers (status {status}), but not as a receiver of ours does. If it is another service, its dialect must be named.',
    page: 'It answers with a web page (status {status}). That is a Wi-Fi sign-in page, the page of a filter, or the address of a page and not of an endpoint.',
    missing: 'The server answers, but has nothing at this address (status {status}). Look at the address again.',
    refused: 'The answer is no (status {status}). A filter or the server\u2019s own rules may stand in the way.',
    broken: 'The server answers with a fault of its own (status {status}).',
    moved: 'The answer comes from another address, {moved}. A filter or a sign-in page may have sent it there.',
    closed: 'It answers, but does not let pages of {origin} in (CORS).',
    noLeave:
      'It answers, and pages of {origin} may read it, but it does not say yes when the browser asks first whether it may send (preflight).',
    blind:
      'The server is there. This service lets no page read more than that. Only a letter shows whether it takes letters.',
    nothing:
      'Nothing answered at {host}. Is the address right, and is the service running? A web filter or a missing https certificate looks the same.',
    offline: 'This device is offline.',
    late: 'No answer came in {seconds} seconds.',
    policy: 'The page\u2019s own content security policy stopped the request: {directive}.',
  },

  letter: {
    question: 'TEST LETTER',
    test: 'TEST. No pupil wrote this. The person who looks after the website sent it from {sender}. You can delete it.',
    senders: { panel: 'the panel \u201cIs it working?\u201d', builder: 'the snippet builder' },
    testerQuestion: 'Test: email address of whoever set up the page',
    noTest:
      'There is nothing to test from here: nobody can know whether they do, so the widget never says \u201cSent\u201d.',
    noEmail:
      'Write your own email address for the test, because a newsletter service takes nothing without one. It will be signed up.',
  },

  titles: {
    good: 'Yes: your endpoint keeps letters and proves it',
    look: 'Letters get through, but without proof',
    wrong: 'Not yet: the test letter did not get through',
  },
  questions: {
    reach: 'Can it be reached?',
    cors: 'Does it let this page in (CORS)?',
    preflight: 'Does the browser have to ask first (preflight)?',
    readable: 'Can the page read the answer?',
    proof: 'Does it prove that it kept the letter?',
    repeat: 'Is the same letter kept only once?',
    sealed: 'Did it travel sealed?',
  },
  reach: { answers: '{host} answers.' },
  cors: {
    sameSite: 'It is on the same site as this page, so it does not have to.',
    opaque: 'This service takes letters from any page and lets none read its answer.',
    letsIn: 'It lets {origin} in. Your own pages have to be let in as well, if they are on another site.',
    unknown: 'Nothing answered, so this cannot be known.',
    some: 'It lets {origin} read some answers, but not the answer to a letter.',
    elsewhere: 'It may well let your own site in: open this builder from there to find out.',
  },
  preflight: {
    none: 'No, not for letters of this kind.',
    yes: 'Yes, and it said yes to {type}.',
    unknown: 'Yes, but nothing answered.',
    no: 'Yes, because the letter travels as {type}, and it did not say yes. The letter was not sent.',
  },
  readable: {
    yes: 'Yes, it answered with status {status}.',
    opaque: 'No page can, by the nature of this service.',
    unknown: 'There was none.',
    notSent: 'There was none, because nothing was sent.',
    no: 'No. The test letter may have arrived all the same: please look.',
  },
  proof: {
    sent: 'The test letter has arrived, and the endpoint has proved it, so people read \u201cSent\u201d. Whoever reads finds it under the id {id}.',
    passed:
      'The test letter was passed on without proof, so people read \u201cPassed on\u201d, never \u201cSent\u201d. Ask whoever reads whether it is there: id {id}.',
    couldProve: 'With a small change at the endpoint it can prove it; the page on dialects says how.',
    unknownSite: 'It knows no school of this name. Write the name that your receiver has for you.',
  },
  repeat: {
    untried: 'Not tried, because the first did not get through.',
    notAgain: 'It took the letter once and not again. Nothing is doubled, but a repeat is not confirmed either.',
    once: 'Yes. The test letter was sent twice, and it answered both times with the receipt of the first, stored at {storedAt}.',
    twice: 'No. It stored the second as another letter, at another time.',
    letterOnce:
      'It confirmed the repeat as well, and endpoints of this kind keep one. Please look whether there is one test letter.',
    addressOnce:
      'It confirmed the repeat as well, and endpoints of this kind keep one. Please look whether your address is there once.',
    doubled:
      'Not by itself: you will probably find the test letter twice. Both carry the same id, so whoever reads can tell. A plain letter that may have arrived is therefore not tried again unasked.',
  },
  travelled: {
    sealed: 'Yes. Only the holders of your keys can read it: open the test letter with one of them.',
    newsletter: 'No. A mailing service has to read the address.',
  },

  forIt: 'For IT:',
  it: {
    running: 'Please check that {host} runs and has a valid https certificate.',
    network:
      'From a pupil\u2019s device, {host} must answer on port {port}, with no sign-in page or block page in between.',
    cors: 'On {host}, let in pages of {origins}: every answer to them needs the header Access-Control-Allow-Origin with the origin of the page.',
    preflight:
      'Answer OPTIONS requests for the same address with status 204 and the headers Access-Control-Allow-Origin (the origin), Access-Control-Allow-Methods: POST, Access-Control-Allow-Headers: content-type.',
    receiver: 'For the receiver of l30-widgets: add {origins} to "origins" in L30_SITES.',
    log: 'Please look in its log why the letter was not taken. It was posted as {type}, for the dialect \u201c{dialect}\u201d.',
    server: 'Look into the log of {host} at {when}.',
    policy: 'Add {source} to {directive} in the Content-Security-Policy of {origin}.',
    anyPolicy: 'If our website sends a content security policy, its connect-src must name {source}.',
  },
  itLetter: {
    head: 'Our school website sends short letters from a form on the page to {address}. A test from {origin} did not work:',
    id: 'Id of the test letter: {id}',
    origins: '{origin} and our school\u2019s website',
  },

  colours: {
    good: '{what}: clear for everyone ({ratio} to 1).',
    look: '{what}: enough by law ({ratio} to 1), but not for tired eyes or a bright classroom; 7 to 1 is.',
    wrong: '{what}: too hard to read ({ratio} to 1). Words need at least 4.5 to 1, and 7 to 1 is better.',
    better: '{better} would be clear.',
    onCard: 'Your colour on the card',
    onButton: 'Words on a filled button',
  },
} as const;
