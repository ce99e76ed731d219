/**
 * English for the panel "Is it working?", for a web admin who knows HTML by copy and paste, and for IT, to
 * whom they forward it. Short and exact: what is so, what to write where. Verdicts are in `diagnose.ts`.
 */
export const words = {
  title: 'Is it working?',
  intro:
    'This panel is for the person who looks after the website. Only an address with ?l30-check, or data-check on the script tag, shows it.',
  copy: 'Copy for IT',
  copied: 'Copied. Paste it into an email to IT.',
  notCopied: 'This browser does not let us copy. Here is the text: select it and copy it.',
  copyBox: 'The report as text',
  print: 'Print',
  close: 'Close',
  reportHead: 'Is it working? Report about {page}, {when}',
  reportScript: 'l30-widgets {version}, loaded from {base}',

  sum: {
    none: 'No widget was found on this page.',
    noneFix:
      'Paste the snippet from the documentation into the page, and see whether it is still there after saving: some editors take it out.',
    allOne: 'The widget on this page works.',
    allTwo: 'Both widgets on this page work.',
    all: 'All {total} widgets work.',
    oneOfOne: 'The widget on this page needs attention.',
    some: '{good} of {total} widgets work. {bad} {needs} attention.',
    need: 'need',
    needs: 'needs',
    page: 'The page needs attention:',
    untried: 'Not tried yet: whether letters arrive. Press \u201cTry to reach it\u201d below.',
  },

  widgets: 'Widgets',
  names: {
    'question-card': 'Question card',
    'mood-check-in': 'Mood check-in',
    'reflection-form': 'Reflection form',
    'newsletter-signup': 'Newsletter signup',
  },
  oneOf: '{name}, {index} of {count}',
  shapes: {
    element: 'Found as the element <{tag}>.',
    div: 'Found as a box with data-l30="{name}".',
    class: 'Found as a box with the class l30-{name}. Its editor may have taken data-l30 out.',
    link: 'Found as a link to its hosted page. Settings are read from the address of the link.',
    marker:
      'Found as the text [l30 {name}]. What it asks and how it looks can be said in that text. Where words go, and who reads them, the script tag says.',
    script: 'Put where its script tag stands.',
    frame: 'Found as a frame of its hosted page.',
  },
  mended: {
    swallowed:
      'The tag was not closed, so it had taken in what comes after it on the page. That is put back. Paste the snippet again, with its end tag.',
    'curly-quotes':
      'Its quotes had been made curly, as a word processor does. They are read as straight ones. Paste the snippet again as plain text.',
    emptied:
      'The editor had taken out the link inside, which people need when the script cannot run. Paste the snippet again as HTML.',
    'no-break-space':
      'Its spaces had been changed into others that look the same, as some editors do. They are read as spaces.',
    cut: 'The editor had cut the text into pieces, for example by making a link of an address in it. They are read as one.',
    sandboxed:
      'The editor had put the frame to sleep (an empty sandbox), so nothing could run in it. The widget stands in its place.',
  } as Readonly<Record<string, string>>,
  inFrame: 'A frame is a page of its own. To check it, open {address}',
  mendedOther: 'It had been changed ({id}) and is put right. Paste the snippet again as HTML.',
  helpByHost:
    'It shows no help strip, because of help="host-provides". The page itself must show pupils whom to call or tell, on every screen.',
  numbersChecked: 'The help numbers of {region} were last checked by a person on {day}.',
  numbersUnchecked:
    'No person has checked the help numbers of {region} since they were written down. Call each of them before pupils use this page.',
  notStarted:
    'The browser has not started it. Another script may have taken its name, or l30.js was stopped. Look into the browser\u2019s console, and take other copies of l30.js off the page.',
  notAWidget: 'There is no widget called \u201c{name}\u201d. Change it to \u201c{nearest}\u201d.',
  doesNotSend: 'It sends nothing: it is for thinking and talking.',
  sends: 'It is set up to send.',
  misspelt: '\u201c{wrong}\u201d on {place} does nothing. Change it to \u201c{right}\u201d.',
  needsData: '\u201c{wrong}\u201d on {place} does nothing, because it lacks data-. Change it to \u201c{right}\u201d.',
  noData: '\u201c{wrong}\u201d on {place} does nothing there. On an element it is \u201c{right}\u201d.',
  unknownName: '\u201c{wrong}\u201d on {place} is no name that we know, and does nothing.',
  narrow: 'It has {width} pixels of width. It needs 240. Put it into a wider column.',
  hidden: 'It is hidden just now. If no tab or button of the page opens it, look at the style sheet of the page.',
  size: 'It is {width} pixels wide and {height} high.',
  lastTry: 'The last press of Send:',

  phases: {
    idle: 'Nothing has been sent from it since the page was opened.',
    invalid: 'Send was pressed, and it asked for something to be corrected.',
    sending: 'It is sending.',
    sent: 'It has sent, and the endpoint has proved that it stored it.',
    unconfirmed: 'It has passed a letter on. The endpoint gave no proof.',
    waiting: 'A letter waits on this device, locked, and is tried again by itself.',
    refused: 'The endpoint refused the last letter.',
    failed: 'The last letter did not arrive, or nobody knows.',
  },

  settings: 'Settings: {count}',
  columns: { name: 'Setting', value: 'Value', from: 'Comes from' },
  notSet: 'Not set: {names}.',
  on: 'on',
  empty: '(empty)',
  keyCount: '{count} keys',
  origins: {
    tag: 'its own tag',
    box: 'its own box',
    link: 'the address of its link',
    frame: 'the address of its frame',
    marker: 'the text of the marker',
    site: '<l30-site> around it',
    script: 'the script tag',
    property: 'a script of the page',
    page: 'another tag of the page',
    default: 'default',
  },
  places: { tag: 'its tag', box: 'its box', script: 'the script tag', site: '<l30-site>' },
} as const;
