/**
 * A letter box in a Google Sheet: a web app that adds one row for each letter the widgets send.
 * README.md, one folder up, has the steps. Belongs to the sheet (Extensions, Apps Script).
 *
 * It answers like the receiver in src/receiver, with a receipt or with problem details, but always
 * with status 200, because Apps Script cannot set another. Apps Script also does not say which page
 * a request comes from, so anyone who knows the address can put letters in. Nobody can take any out.
 *
 * @OnlyCurrentDoc
 */

/* ── Settings ────────────────────────────────────────────────────────────────────────────────── */

/** Which schools may send, by the name in `data-site`. */
var SITES = ['hollybrook'];

/** The sheet (tab) for letters. It is made when the first one comes. */
var SHEET = 'Letters';

/* ── Nothing below needs to be changed ───────────────────────────────────────────────────────── */

/** The last columns, hidden at first, are for this script. Staff may widen, colour, filter and sort, but not move columns. */
var COLUMNS = ['Received', 'School', 'From', 'Answers', 'Answers, continued', 'Key', 'Receipt', 'Letter', 'Letter, continued'];
var KEY = 6;
var RECEIPT = 7;

/** Bytes: what the widgets may send at most. */
var MAX_BODY = 65536;

/** A cell of a sheet holds 50,000 characters; a letter and its answers fit into two. */
var MAX_CELL = 45000;

/** Milliseconds to wait while others write. Widgets wait 10 seconds for an answer. */
var PATIENCE = 8000;

/** What each code says, as in src/receiver/problem.ts: status, title, detail. */
var PROBLEMS = {
  'body-too-large': [413, 'This is too long to send', 'One submission can hold at most 64 KiB (65536 bytes). This one is longer.'],
  'malformed-json': [400, 'The message could not be read', 'The body has to be JSON text in UTF-8, without a byte order mark.'],
  'unknown-field': [422, 'There is a field that has no place here', 'The field {} is not part of a submission. Remove it, or check its spelling.'],
  'invalid-envelope': [422, 'A part of the message is missing or not as expected', '{}'],
  'nothing-to-store': [422, 'There is nothing to send yet', 'No question has an answer. Choose something or add words, then send again.'],
  'unknown-site': [422, 'This school is not known here', 'The "site" in the message is not one of those in SITES, at the top of Code.gs.'],
  'invalid-subscription': [422, 'Please look at the form again', 'These fields need another look: {}.'],
  'method-not-allowed': [405, 'This address only takes what people send', 'Use POST.'],
  'id-reused': [422, 'This id already belongs to another message', 'The message first stored with this id stays as it is. Every message needs an id of its own.'],
  'storage-unavailable': [503, 'This cannot be kept just now', '{}'],
  'internal': [500, 'Something broke in the receiver', 'The sheet may be full, or this script may need its permission again. Sending again is safe.']
};

/** How the parts of a letter look: what they have to match, what to say if not, whether they may be absent. */
var ID = [/^[0-9a-f]{32}$/, 'should be 32 lower-case hex digits'];
var TEXT = [/^[^]{1,200}$/, 'should be text of 1 to 200 characters'];
var VERSION = [isOne_, 'should be 1'];
var WORDS = 'should be text or a list of texts';
var BASE64URL = [/^[\w-]+$/, 'should be base64url of the right length'];
var LANG = [/^[a-z\d]{1,8}(?:-[a-z\d]{1,8}){0,8}$/i, 'should be a language tag such as en-GB'];
var SHAPES = {
  plain: {
    v: VERSION,
    id: ID,
    widget: [/^(?:question-card|mood-check-in|reflection-form|newsletter-signup)$/, 'should be one of question-card, mood-check-in, reflection-form, newsletter-signup'],
    pack: TEXT.concat('optional'),
    site: TEXT,
    lang: LANG,
    sentAt: [/^(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/, 'should be a time such as 2026-11-23T09:30:00.000Z'],
    replaces: ID.concat('optional'),
    answers: [Array.isArray, 'should be a list']
  },
  answers: {
    id: [/^(?!(?:__proto__|constructor|prototype)$)[^]{1,200}$/, 'should be another word of 1 to 200 characters'],
    question: [isText_, 'should be text'],
    value: [isWords_, WORDS],
    words: [isWords_, WORDS, 'optional'],
    lang: LANG.concat('optional')
  },
  sealed: {
    v: VERSION,
    id: ID,
    widget: [/^(?:question-card|mood-check-in|reflection-form)$/, 'should be one of question-card, mood-check-in, reflection-form'],
    site: TEXT,
    suite: [/^[\w-]{1,40}$/, 'should be a suite such as 0010-0001-0002'],
    commitment: BASE64URL,
    recipients: [isCrowd_, 'should be a list of 1 to 20'],
    iv: BASE64URL,
    text: BASE64URL
  },
  recipients: {
    kid: [/^[\w-]{22}$/, BASE64URL[1]],
    enc: BASE64URL,
    key: BASE64URL
  }
};

/** How long the parts of a letter are that is sealed as today; a later way may have others, and is kept all the same. */
var SUITE = '0010-0001-0002';
var LENGTHS = { commitment: 43, iv: 16, enc: 87, key: 64 };

/** As src/contract/rules.ts has it. */
var EMAIL = /^[\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$/i;

/* ── The conversation ────────────────────────────────────────────────────────────────────────── */

/** Called by Google for each letter. */
function doPost(event) {
  return answer_(function () {
    return receive_(event);
  });
}

/** Called by Google when someone opens the address in a browser: it shows that the web app is there. */
function doGet() {
  return answer_(function () {
    return problem_('method-not-allowed');
  });
}

/** What goes wrong is answered and not logged: a message of the sheet service could quote a letter. */
function answer_(work) {
  var result;
  try {
    result = work();
  } catch (error) {
    result = problem_('internal');
  }
  return ContentService.createTextOutput(JSON.stringify(result)).setMimeType(ContentService.MimeType.JSON);
}

/** Problem details for a code; `what` fills the open place in the detail and must never be what a person wrote. */
function problem_(code, what, issues) {
  var entry = PROBLEMS[code];
  var detail = entry[2].split('{}').join(what);
  var problem = { type: 'urn:l30:problem:' + code, title: entry[1], status: entry[0], detail: detail };
  if (issues) problem.issues = issues;
  return problem;
}

function receive_(event) {
  var body = event.postData;
  if (!body) return problem_('malformed-json');
  if (body.length > MAX_BODY) return problem_('body-too-large');
  var letter;
  try {
    letter = JSON.parse(body.contents);
  } catch (error) {
    return problem_('malformed-json');
  }
  var problem = checkLetter_(letter);
  if (problem) return problem;
  if (SITES.indexOf(letter.site) < 0) return problem_('unknown-site');
  return keep_(letter, body.contents);
}

/* ── What came ───────────────────────────────────────────────────────────────────────────────── */

function isOne_(value) {
  return value === 1;
}

function isText_(value) {
  return typeof value === 'string';
}

function isCrowd_(value) {
  return Array.isArray(value) && value.length >= 1 && value.length <= 20;
}

function isWords_(value) {
  return isText_(value) || (Array.isArray(value) && value.every(isText_));
}

/** Says what keeps a parsed value from being a letter, plain or sealed. No value is ever repeated. */
function checkLetter_(letter) {
  if (letter === null || typeof letter !== 'object') {
    return problem_('invalid-envelope', 'The message should be an envelope: a JSON object.');
  }
  var isSealed = isText_(letter.suite);
  var lengths = isSealed && letter.suite === SUITE ? LENGTHS : {};
  var list = isSealed ? 'recipients' : 'answers';
  var problem = checkShape_(letter, isSealed ? 'sealed' : 'plain', '', lengths);
  for (var index = 0; !problem && index < letter[list].length; index++) {
    problem = checkShape_(letter[list][index], list, list + '.' + index, lengths);
  }
  if (problem || isSealed) return problem;
  if (letter.answers.length === 0) return problem_('nothing-to-store');
  return letter.widget === 'newsletter-signup' ? checkSubscription_(letter.answers) : null;
}

function checkShape_(value, kind, path, lengths) {
  var shape = SHAPES[kind];
  if (value === null || typeof value !== 'object') {
    return problem_('invalid-envelope', 'In the envelope, "' + path + '" should be an object.');
  }
  var prefix = path ? path + '.' : '';
  var names = Object.keys(value);
  for (var i = 0; i < names.length; i++) {
    if (!Object.prototype.hasOwnProperty.call(shape, names[i])) return problem_('unknown-field', quoteKey_(prefix + names[i]));
  }
  var expected = Object.keys(shape);
  for (var j = 0; j < expected.length; j++) {
    var name = expected[j];
    var looks = shape[name][0];
    var isThere = Object.prototype.hasOwnProperty.call(value, name);
    if (!isThere && shape[name][2]) continue;
    var fits = isThere && (looks instanceof RegExp ? isText_(value[name]) && looks.test(value[name]) : looks(value[name]));
    if (!fits || (lengths[name] && value[name].length !== lengths[name])) {
      return problem_('invalid-envelope', 'In the envelope, "' + prefix + name + '" ' + (isThere ? shape[name][1] : 'is missing') + '.');
    }
  }
  return null;
}

/** A name for a sentence: in quotes, controls escaped, never long enough to hide a message in. */
function quoteKey_(key) {
  return JSON.stringify(key.length > 80 ? key.slice(0, 80) + '…' : key);
}

/** The rules of a newsletter signup, as in src/receiver/subscription.ts. */
function checkSubscription_(answers) {
  var values = { email: '', name: '', consent: '' };
  var seen = [];
  for (var index = 0; index < answers.length; index++) {
    var where = 'In the envelope, "answers.' + index;
    if (!isText_(answers[index].value)) return problem_('invalid-envelope', where + '.value" should be one text, not a list.');
    if (seen.indexOf(answers[index].id) >= 0) return problem_('invalid-envelope', where + '.id" should be there only once.');
    seen.push(answers[index].id);
    values[answers[index].id] = answers[index].value;
  }
  var issues = [];
  if (values.email.trim() === '') issues.push({ name: 'email', rule: 'required' });
  else if (values.email.length > 254 || !EMAIL.test(values.email)) issues.push({ name: 'email', rule: 'email' });
  if (values.name.length > 120) issues.push({ name: 'name', rule: 'max', param: 120 });
  if (values.consent !== 'yes') issues.push({ name: 'consent', rule: 'checked' });
  if (issues.length > 0) {
    var names = issues.map(function (issue) {
      return issue.name;
    });
    return problem_('invalid-subscription', names.join(', '), issues);
  }
  for (var line = 0; line < answers.length; line++) {
    // In a mail's header a second line is a header of its own.
    if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(answers[line].value)) {
      return problem_('invalid-envelope', 'In the envelope, "answers.' + line + '.value" should be one line, without control characters.');
    }
  }
  return null;
}

/* ── Keeping it ──────────────────────────────────────────────────────────────────────────────── */

/** Adds a letter's row, unless it is there already, and answers its receipt once the sheet has it. */
function keep_(letter, contents) {
  var receipt = { id: letter.id, sha256: sha256_(contents), storedAt: new Date().toISOString() };
  var key = letter.site + '/' + letter.id;
  var lock = LockService.getScriptLock();
  if (!lock.tryLock(PATIENCE)) {
    return problem_('storage-unavailable', 'Many are writing at once. Sending again in a moment is safe.');
  }
  try {
    var sheet = openSheet_();
    if (!sheet) {
      return problem_('storage-unavailable', 'The first row of the sheet "' + SHEET + '" has changed. Put it back, or rename the sheet: then a new one is begun.');
    }
    var first = firstReceipt_(sheet, key);
    if (first) return first.sha256 === receipt.sha256 ? first : problem_('id-reused');
    var zone = SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetTimeZone();
    var received = Utilities.formatDate(new Date(receipt.storedAt), zone, 'yyyy-MM-dd HH:mm:ss');
    // No cell begins with anything that was sent, so none can become a formula or a number, here or
    // in a download that another program opens.
    var row = [received, letter.site, letter.widget].concat(cells_(readable_(letter)), key, JSON.stringify(receipt), cells_(contents));
    sheet.appendRow(row);
    SpreadsheetApp.flush();
    return receipt;
  } finally {
    lock.releaseLock();
  }
}

/** The sheet for letters, made if need be; null when its first row is not ours. */
function openSheet_() {
  var spreadsheet = SpreadsheetApp.getActiveSpreadsheet();
  var sheet = spreadsheet.getSheetByName(SHEET) || spreadsheet.insertSheet(SHEET);
  if (sheet.getLastRow() === 0) {
    sheet.getRange(1, 1, sheet.getMaxRows(), COLUMNS.length).setNumberFormat('@');
    sheet.setFrozenRows(1);
    sheet.hideColumns(KEY, COLUMNS.length - KEY + 1);
    sheet.appendRow(COLUMNS);
  }
  var head = sheet.getRange(1, 1, 1, COLUMNS.length).getValues()[0];
  return head.join('|') === COLUMNS.join('|') ? sheet : null;
}

/** What was answered to the letter with this key, if it is here. Row by row, so that filters and hidden rows change nothing. */
function firstReceipt_(sheet, key) {
  var keys = sheet.getRange(1, KEY, sheet.getLastRow(), 1).getValues();
  for (var index = keys.length - 1; index > 0; index--) {
    if (keys[index][0] === key) return JSON.parse(sheet.getRange(index + 1, RECEIPT).getValue());
  }
  return null;
}

function sha256_(text) {
  var bytes = Utilities.computeDigest(Utilities.DigestAlgorithm.SHA_256, text, Utilities.Charset.UTF_8);
  return bytes.map(function (byte) {
    // Apps Script's bytes are signed.
    return ('0' + (byte & 255).toString(16)).slice(-2);
  }).join('');
}

/** Questions and answers for whoever opens the sheet. Marks stand for what a cell may not be able to hold; the letter has it. */
function readable_(letter) {
  if (!letter.answers) return 'Sealed: only those who hold the school’s keys can open it.';
  var text = letter.answers.map(function (answer) {
    var words = answer.words === undefined ? answer.value : answer.words;
    return 'Q: ' + answer.question + '\nA: ' + [].concat(words).join(', ');
  }).join('\n\n');
  return text.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]|[\uD800-\uDFFF\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, function (match) {
    return match.length === 2 ? match : '\uFFFD';
  });
}

/** Text for two cells; a mark begins the second, because anything could stand there. */
function cells_(text) {
  if (text.length <= MAX_CELL) return [text, ''];
  // Never between the halves of one character.
  var end = /[\uD800-\uDBFF]/.test(text.charAt(MAX_CELL - 1)) ? MAX_CELL - 1 : MAX_CELL;
  return [text.slice(0, end), '…' + text.slice(end)];
}

/* ── For staff, in the sheet's menu ──────────────────────────────────────────────────────────── */

/** Called by Google when the sheet is opened. */
function onOpen() {
  SpreadsheetApp.getUi().createMenu('Letters').addItem('Export for opening', 'exportLetters').addToUi();
}

/** Shows each letter as a line of JSON, for `npm run open`. */
function exportLetters() {
  var sheet = SpreadsheetApp.getActiveSpreadsheet().getSheetByName(SHEET);
  var rows = sheet ? sheet.getRange(1, RECEIPT, sheet.getLastRow(), 3).getValues().slice(1) : [];
  var lines = rows.map(function (row) {
    // A line break in JSON stands between its parts, never inside a text.
    var letter = (row[1] + row[2].slice(1)).replace(/[\r\n]/g, ' ');
    return row[0].slice(0, -1) + ',"envelope":' + letter + '}';
  });
  var text = lines.join('\n').replace(/&/g, '&amp;').replace(/</g, '&lt;');
  var page = '<p>Copy all of this into a file.</p><textarea readonly rows="20" style="width:100%">' + text + '</textarea>';
  SpreadsheetApp.getUi().showModalDialog(HtmlService.createHtmlOutput(page), 'Letters');
}
