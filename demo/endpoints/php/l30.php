<?php

declare(strict_types=1);

/*
 * A letter box for a school's own web host: one file, PHP 7.4 or newer, nothing to install.
 *
 * It takes what the widgets post, as JSON or as a form, and answers like the receiver in
 * src/receiver: 201 with a receipt once a letter is on disk, 200 with the same receipt when it comes
 * again, and otherwise problem details (RFC 9457) that say what to change. README.md, one folder up,
 * has the steps. Letters can be read on the host's command line alone:
 *
 *     php l30.php export
 */

// ── Settings ─────────────────────────────────────────────────────────────────────────────────────

/**
 * Which schools may send, by the name in `data-site`, and from which pages: an origin is what stands
 * before the first single slash of a page's address. Pages on this same address may always send.
 */
const SITES = [
    'hollybrook' => ['https://www.hollybrook.example'],
];

/** Where letters are kept: the full path of a folder that no browser can reach, outside the web space. */
const DATA = '';

// ── Nothing below needs to be changed ────────────────────────────────────────────────────────────

/** Bytes: what the widgets may send at most. */
const MAX_BODY = 65536;

/** Seconds: how long a sender should wait before it tries again, and how long we wait for a lock. */
const RETRY_AFTER = 10;
const PATIENCE = 5;

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

const AS_WRITTEN = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES;

/** Folders that web hosts serve, whatever DOCUMENT_ROOT says. */
const WEB_FOLDERS = '~[\\\\/](?:public_html|htdocs|httpdocs|wwwroot)(?:[\\\\/]|$)~i';

/** What each code says, as in src/receiver/problem.ts: status, title, detail. */
const PROBLEMS = [
    'body-too-large' => [413, 'This is too long to send', 'One submission can hold at most 64 KiB (65536 bytes). This one is longer.'],
    'incomplete-body' => [408, 'The message broke off on its way', 'The connection ended before the whole message had arrived. Sending it again is safe.'],
    'malformed-json' => [400, 'The message could not be read', 'The body has to be JSON text in UTF-8, without a byte order mark.'],
    'malformed-form' => [400, 'The message could not be read', 'The form has to be sent in UTF-8. Add accept-charset="utf-8" to the <form> tag.'],
    'unknown-field' => [422, 'There is a field that has no place here', 'The field {} is not part of a submission. Remove it, or check its spelling.'],
    'invalid-envelope' => [422, 'A part of the message is missing or not as expected', '{}'],
    'nothing-to-store' => [422, 'There is nothing to send yet', 'No question has an answer. Choose something or add words, then send again.'],
    'unknown-site' => [422, 'This school is not known here', 'The "site" in the message is not one of those in SITES, at the top of l30.php.'],
    'invalid-subscription' => [422, 'Please look at the form again', 'These fields need another look: {}.'],
    'unsupported-media-type' => [415, 'This kind of message cannot be read here', 'Send application/json or application/x-www-form-urlencoded, not compressed.'],
    'origin-not-allowed' => [403, 'This page may not send here yet', '{}'],
    'method-not-allowed' => [405, 'This address only takes what people send', 'Use POST.'],
    'id-reused' => [422, 'This id already belongs to another message', 'The message first stored with this id stays as it is. Every message needs an id of its own.'],
    'storage-full' => [507, 'There is no room left to keep this', 'The storage of this receiver is full. Whoever looks after it has to make room.'],
    'storage-unavailable' => [503, 'This cannot be kept just now', '{}'],
    'internal' => [500, 'Something broke in the receiver', 'Its log says where. Sending again is safe.'],
];

const UNAVAILABLE = 'The storage of this receiver does not answer. Sending again in a moment is safe.';

/** The parts of an answer, a letter, a sealed letter and its recipients: how each looks, what to say if not, whether it may be absent. */
const TEXT = ['/^.{1,200}$/Dsu', 'should be text of 1 to 200 characters'];
const ID = ['/^[0-9a-f]{32}$/D', 'should be 32 lower-case hex digits'];
const SUITE = '0010-0001-0002';
const BASE64URL = ['/^[\w-]+$/D', 'should be base64url of the right length'];
const LANG = ['/^[a-z\d]{1,8}(?:-[a-z\d]{1,8}){0,8}$/iD', 'should be a language tag such as en-GB'];
const SHAPES = [
    'plain' => [
        'v' => ['isOne', 'should be 1'],
        'id' => ID,
        'widget' => ['/^(?:question-card|mood-check-in|reflection-form|newsletter-signup)$/D', 'should be one of question-card, mood-check-in, reflection-form, newsletter-signup'],
        'pack' => [TEXT[0], TEXT[1], 'optional'],
        'site' => TEXT,
        'lang' => LANG,
        'sentAt' => ['/^(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/D', 'should be a time such as 2026-11-23T09:30:00.000Z'],
        'replaces' => [ID[0], ID[1], 'optional'],
        'answers' => ['is_array', 'should be a list'],
    ],
    'answers' => [
        'id' => ['/^(?!(?:__proto__|constructor|prototype)$).{1,200}$/Dsu', 'should be another word of 1 to 200 characters'],
        'question' => ['is_string', 'should be text'],
        'value' => ['isWords', 'should be text or a list of texts'],
        'words' => ['isWords', 'should be text or a list of texts', 'optional'],
        'lang' => [LANG[0], LANG[1], 'optional'],
    ],
    'sealed' => [
        'v' => ['isOne', 'should be 1'],
        'id' => ID,
        'widget' => ['/^(?:question-card|mood-check-in|reflection-form)$/D', 'should be one of question-card, mood-check-in, reflection-form'],
        'site' => TEXT,
        'suite' => ['/^[\w-]{1,40}$/D', 'should be a suite such as ' . SUITE],
        'commitment' => BASE64URL,
        'recipients' => ['isCrowd', 'should be a list of 1 to 20'],
        'iv' => BASE64URL,
        'text' => BASE64URL,
    ],
    'recipients' => [
        'kid' => ['/^[\w-]{22}$/D', BASE64URL[1]],
        'enc' => BASE64URL,
        'key' => BASE64URL,
    ],
];

/** How long the parts of a letter are that is sealed as today; a later way may have others, and is kept all the same. */
const LENGTHS = ['commitment' => 43, 'iv' => 16, 'enc' => 87, 'key' => 64];

/** As src/contract/rules.ts has it. */
const EMAIL = '~^[\w.!#$%&\'*+/=?^`{|}\~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)+$~iD';

/** PHP before 8.1 has no way to wait for the disk. */
define('CAN_SYNC', function_exists('fsync'));

// A warning in the reply would break it, and in the log could quote what a pupil wrote.
ini_set('display_errors', '0');
error_reporting(E_ALL & ~E_DEPRECATED);
set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
    if (!(error_reporting() & $level)) {
        return false;
    }
    throw new ErrorException($message, 0, $level, $file, $line);
});
umask(0077);

if (PHP_SAPI === 'cli') {
    exit(export($argv));
}
while (ob_get_level() > 0) {
    ob_end_clean();
}
try {
    $answer = receive();
} catch (Throwable $fault) {
    note('fault: ' . get_class($fault) . ' at line ' . $fault->getLine());
    $answer = problem('internal');
}
respond($answer);

// ── The conversation ─────────────────────────────────────────────────────────────────────────────

/** A line for whoever looks after the host. Never anything that was sent. */
function note(string $line): void
{
    error_log("l30: $line");
}

/** Problem details for a code; `$what` fills the open place in the detail and must never be what a person wrote. */
function problem(string $code, string $what = '', array $issues = []): array
{
    [$status, $title, $detail] = PROBLEMS[$code];
    $problem = ['type' => "urn:l30:problem:$code", 'title' => $title, 'status' => $status, 'detail' => str_replace('{}', $what, $detail)];
    return $issues ? $problem + ['issues' => $issues] : $problem;
}

function isProblem(array $value): bool
{
    return isset($value['type'], $value['detail']);
}

function mediaType(): string
{
    // Compressed bytes cannot be counted against the limit without unpacking them.
    if (!empty($_SERVER['HTTP_CONTENT_ENCODING'])) {
        return '';
    }
    return strtolower(trim(explode(';', $_SERVER['CONTENT_TYPE'] ?? '')[0]));
}

/** Whether a page on this same address is asking. */
function isOwn(string $origin): bool
{
    $scheme = in_array($_SERVER['HTTPS'] ?? 'off', ['', 'off'], true) ? 'http' : 'https';
    return $origin === "$scheme://" . ($_SERVER['HTTP_HOST'] ?? '');
}

function mayRead(string $origin): bool
{
    return isOwn($origin) || in_array($origin, array_merge([], ...array_values(SITES)), true);
}

function originProblem(string $origin, string $who): array
{
    // A header can hold anything; only what a browser would send is repeated.
    $name = preg_match('~^(?:null|https?://[\w.:[\]-]{1,255})$~D', $origin) ? "\"$origin\"" : 'of this page';
    $hint = $origin === 'null' ? ' Sandboxed frames, pages opened from a file, and forms on pages with the referrer policy no-referrer send "null".' : '';
    return problem('origin-not-allowed', "$who the origin $name. Add it to SITES, at the top of l30.php.$hint");
}

/** Works out the answer to this request: a receipt, with its status, or problem details. */
function receive(): array
{
    $method = $_SERVER['REQUEST_METHOD'] ?? '';
    $origin = $_SERVER['HTTP_ORIGIN'] ?? null;
    if ($method === 'OPTIONS') {
        // A preflight has no body, so its site is unknown; the post itself is checked again.
        return $origin !== null && !mayRead($origin) ? originProblem($origin, 'No site here lists') : ['status' => 204];
    }
    // Before the method, so that whoever opens the address in a browser sees what is still to be set.
    $folder = dataFolder();
    if (is_array($folder)) {
        return $folder;
    }
    if ($method !== 'POST') {
        return problem('method-not-allowed');
    }
    $type = mediaType();
    if ($type !== JSON_TYPE && $type !== FORM_TYPE) {
        return problem('unsupported-media-type');
    }
    $body = readBody();
    if (is_array($body)) {
        return $body;
    }
    $message = $type === JSON_TYPE ? letterFromJson($body) : letterFromForm($body);
    if (isProblem($message)) {
        return $message;
    }
    ['id' => $id, 'site' => $site, 'letter' => $letter] = $message;
    if (!isset(SITES[$site])) {
        return problem('unknown-site');
    }
    if ($origin !== null && !isOwn($origin) && !in_array($origin, SITES[$site], true)) {
        return originProblem($origin, "The site \"$site\" does not list");
    }
    return keep($folder, $site, $id, hash('sha256', $body), $letter);
}

/** The body as it came, or why not. */
function readBody()
{
    $body = (string) file_get_contents('php://input', false, null, 0, MAX_BODY + 1);
    if (strlen($body) > MAX_BODY) {
        return problem('body-too-large');
    }
    return strlen($body) < (int) ($_SERVER['CONTENT_LENGTH'] ?? 0) ? problem('incomplete-body') : $body;
}

function respond(array $answer): void
{
    $status = $answer['status'];
    $isProblem = isProblem($answer);
    $isPage = ($_SERVER['REQUEST_METHOD'] ?? '') === 'POST' && mediaType() !== JSON_TYPE && strpos($_SERVER['HTTP_ACCEPT'] ?? '', 'text/html') !== false;
    http_response_code($status);
    header_remove('X-Powered-By');
    header('X-Content-Type-Options: nosniff');
    header('Cache-Control: no-store');
    header('Referrer-Policy: no-referrer');
    header('Vary: Origin');
    // On refusals too: without these a page cannot even read why.
    $origin = $_SERVER['HTTP_ORIGIN'] ?? null;
    if ($origin !== null && mayRead($origin)) {
        header("Access-Control-Allow-Origin: $origin");
        header('Access-Control-Expose-Headers: Retry-After');
    }
    if ($status === 204 || $status === 405) {
        header('Allow: POST, OPTIONS');
    }
    if ($status === 503) {
        header('Retry-After: ' . RETRY_AFTER);
    }
    if ($status === 204) {
        if ($origin !== null) {
            header('Access-Control-Allow-Methods: POST');
            header('Access-Control-Allow-Headers: content-type');
            header('Access-Control-Max-Age: 7200');
        }
        return;
    }
    if ($isPage) {
        respondPage($isProblem ? $answer['title'] : 'Sent.', $isProblem ? [
            $answer['detail'],
            'Your words were not saved. Use your browser’s Back button: they may still be there.',
        ] : ['You can close this page, or go back.']);
        return;
    }
    header('Content-Type: ' . ($isProblem ? 'application/problem+json' : JSON_TYPE));
    echo json_encode($isProblem ? $answer : $answer['receipt'], AS_WRITTEN | JSON_THROW_ON_ERROR);
}

/** For a page without script. */
function respondPage(string $heading, array $paragraphs): void
{
    $style = ':root{color-scheme:light dark}body{max-width:34rem;margin:12vh auto;padding:0 1.5rem;font:1.125rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere}';
    header('Content-Type: text/html; charset=utf-8');
    header("Content-Security-Policy: default-src 'none'; style-src 'sha256-" . base64_encode(hash('sha256', $style, true)) . "'; base-uri 'none'; form-action 'none'");
    echo "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    echo "<title>$heading</title>\n<style>$style</style>\n<h1>$heading</h1>\n";
    foreach ($paragraphs as $paragraph) {
        echo '<p>' . htmlspecialchars($paragraph) . "</p>\n";
    }
}

// ── What came ────────────────────────────────────────────────────────────────────────────────────

function isUtf8(string $text): bool
{
    return preg_match('//u', $text) === 1;
}

/** Parses JSON, or answers false. */
function parse(string $json)
{
    // JavaScript may write half of a surrogate pair, and PHP then refuses the whole text. Only this
    // copy, which is made for checking, loses it.
    $value = json_decode((string) preg_replace('/\\\\u[dD][89a-fA-F][0-9a-fA-F]{2}/', '\ufffd', $json));
    return json_last_error() === JSON_ERROR_NONE ? $value : false;
}

/** What is to be kept of a JSON body, and under which name. */
function letterFromJson(string $json): array
{
    $value = parse($json);
    if ($value === false) {
        return problem('malformed-json');
    }
    $problem = checkLetter($value);
    return $problem ?? ['id' => $value->id, 'site' => $value->site, 'letter' => $json];
}

/**
 * The same of a form: of `sealed`, a letter as it stands, or else of the fields that
 * src/receiver/form.ts describes. A form without an id gets one. The time of sending is this host's.
 */
function letterFromForm(string $body): array
{
    $fields = fieldsOf($body);
    if (isProblem($fields)) {
        return $fields;
    }
    $field = static function (string $name) use ($fields) {
        $values = $fields[$name] ?? null;
        return $values !== null && count($values) === 1 ? $values[0] : $values;
    };
    if (isset($fields['sealed'])) {
        // What else stands there is for the eye; the letter says it too.
        foreach (array_diff(array_keys($fields), ['sealed', 'id', 'widget', 'site']) as $other) {
            return problem('unknown-field', quoteKey($other));
        }
        $value = parse($fields['sealed'][0]);
        if (count($fields['sealed']) === 1 && is_string($value->suite ?? null)) {
            return letterFromJson($fields['sealed'][0]);
        }
        return problem('invalid-envelope', 'In the form, "sealed" should be one sealed letter as JSON text.');
    }
    $answers = [];
    foreach ($fields as $name => $values) {
        if (strpos($name, 'answer.') === 0) {
            $id = substr($name, strlen('answer.'));
            $answers[] = withoutNulls(['id' => $id, 'question' => $field("question.$id") ?? $id, 'value' => $field($name), 'words' => wordsOf($id, $fields)]);
        }
    }
    $envelope = withoutNulls([
        'v' => 1,
        'id' => $field('id') ?? bin2hex(random_bytes(16)),
        'widget' => $field('widget'),
        'pack' => $field('pack'),
        'site' => $field('site'),
        'lang' => $field('lang'),
        'sentAt' => now(),
        'replaces' => $field('replaces'),
        'answers' => $answers,
    ]);
    $problem = checkLetter($envelope);
    return $problem ?? ['id' => $envelope->id, 'site' => $envelope->site, 'letter' => json_encode($envelope, AS_WRITTEN | JSON_THROW_ON_ERROR)];
}

function withoutNulls(array $parts): stdClass
{
    return (object) array_filter($parts, static function ($part): bool {
        return $part !== null;
    });
}

/**
 * The fields of a form by name; those left empty are absent. PHP's own reading would turn the dots
 * in names into underscores and forget repeated ones.
 */
function fieldsOf(string $body): array
{
    $fields = [];
    foreach (array_filter(explode('&', $body), 'strlen') as $pair) {
        $parts = [];
        foreach (explode('=', $pair, 2) + [1 => ''] as $part) {
            // Forms send CR LF for every line break; readers should see one kind.
            $parts[] = str_replace("\r\n", "\n", urldecode($part));
            if (preg_match('/%(?![0-9a-f]{2})/i', $part) || !isUtf8(end($parts))) {
                return problem('malformed-form');
            }
        }
        [$name, $value] = $parts;
        if (!preg_match('/^(?:id|widget|pack|site|lang|replaces|sealed|(?:answer|question|words)\..+)$/Ds', $name)) {
            return problem('unknown-field', quoteKey($name));
        }
        if ($value !== '') {
            $fields[$name][] = $value;
        }
    }
    return $fields;
}

/** The words beside an answer: those sent for it, or, of the choices the page offered, those of the chosen ones. */
function wordsOf(string $id, array $fields)
{
    $values = $fields["answer.$id"];
    $chosen = [];
    foreach ($values as $value) {
        $chosen = array_merge($chosen, $fields["words.$id.$value"] ?? []);
    }
    $words = count($chosen) === count($values) ? $chosen : ($fields["words.$id"] ?? null);
    return $words !== null && count($words) === 1 ? $words[0] : $words;
}

function isOne($value): bool
{
    return $value === 1 || $value === 1.0;
}

function isCrowd($value): bool
{
    return is_array($value) && count($value) >= 1 && count($value) <= 20;
}

function isWords($value): bool
{
    return is_string($value) || (is_array($value) && $value === array_filter($value, 'is_string'));
}

/** A name for a sentence: in quotes, controls escaped, never long enough to hide a message in. */
function quoteKey(string $key): string
{
    return (string) json_encode(preg_replace('/^(.{80}).+$/Dsu', '$1…', $key), AS_WRITTEN);
}

/** Says what keeps a parsed value from being a letter, plain or sealed. No value is ever repeated. */
function checkLetter($value): ?array
{
    if (!$value instanceof stdClass) {
        return problem('invalid-envelope', 'The message should be an envelope: a JSON object.');
    }
    $isSealed = is_string($value->suite ?? null);
    $lengths = $isSealed && $value->suite === SUITE ? LENGTHS : [];
    $problem = checkShape($value, $isSealed ? 'sealed' : 'plain', '', $lengths);
    $list = $isSealed ? 'recipients' : 'answers';
    foreach ($problem ? [] : $value->$list as $index => $item) {
        $problem = $problem ?? checkShape($item, $list, "$list.$index", $lengths);
    }
    if ($problem || $isSealed) {
        return $problem;
    }
    if (!$value->answers) {
        return problem('nothing-to-store');
    }
    return $value->widget === 'newsletter-signup' ? checkSubscription($value->answers) : null;
}

function checkShape($value, string $kind, string $path, array $lengths): ?array
{
    if (!$value instanceof stdClass) {
        return problem('invalid-envelope', "In the envelope, \"$path\" should be an object.");
    }
    $prefix = $path === '' ? '' : "$path.";
    foreach (get_object_vars($value) as $name => $_) {
        if (!isset(SHAPES[$kind][$name])) {
            return problem('unknown-field', quoteKey("$prefix$name"));
        }
    }
    foreach (SHAPES[$kind] as $name => $shape) {
        [$looks, $should] = $shape;
        if (!property_exists($value, $name)) {
            if (isset($shape[2])) {
                continue;
            }
            return problem('invalid-envelope', "In the envelope, \"$prefix$name\" is missing.");
        }
        $part = $value->$name;
        $fits = $looks[0] === '/' ? is_string($part) && preg_match($looks, $part) === 1 : $looks($part);
        if (!$fits || (isset($lengths[$name]) && strlen($part) !== $lengths[$name])) {
            return problem('invalid-envelope', "In the envelope, \"$prefix$name\" $should.");
        }
    }
    return null;
}

/** The rules of a newsletter signup, as in src/receiver/subscription.ts. */
function checkSubscription(array $answers): ?array
{
    $values = [];
    foreach ($answers as $index => $answer) {
        if (!is_string($answer->value)) {
            return problem('invalid-envelope', "In the envelope, \"answers.$index.value\" should be one text, not a list.");
        }
        if (isset($values[$answer->id])) {
            return problem('invalid-envelope', "In the envelope, \"answers.$index.id\" should be there only once.");
        }
        $values[$answer->id] = $answer->value;
    }
    $email = $values['email'] ?? '';
    $issues = [];
    if (trim($email) === '') {
        $issues[] = ['name' => 'email', 'rule' => 'required'];
    } elseif (strlen($email) > 254 || !preg_match(EMAIL, $email)) {
        $issues[] = ['name' => 'email', 'rule' => 'email'];
    }
    if (!preg_match('/^.{0,120}$/Dsu', $values['name'] ?? '')) {
        $issues[] = ['name' => 'name', 'rule' => 'max', 'param' => 120];
    }
    if (($values['consent'] ?? '') !== 'yes') {
        $issues[] = ['name' => 'consent', 'rule' => 'checked'];
    }
    if ($issues) {
        return problem('invalid-subscription', implode(', ', array_column($issues, 'name')), $issues);
    }
    foreach ($answers as $index => $answer) {
        // In a mail's header a second line is a header of its own.
        if (preg_match('/[\p{Cc}\x{2028}\x{2029}]/u', $answer->value)) {
            return problem('invalid-envelope', "In the envelope, \"answers.$index.value\" should be one line, without control characters.");
        }
    }
    return null;
}

// ── Keeping it ───────────────────────────────────────────────────────────────────────────────────

function now(): string
{
    return (new DateTimeImmutable('now', new DateTimeZone('UTC')))->format('Y-m-d\TH:i:s.v\Z');
}

function isWithin(string $inner, string $outer): bool
{
    return strpos($inner . DIRECTORY_SEPARATOR, rtrim($outer, '\\/') . DIRECTORY_SEPARATOR) === 0;
}

/** The folder of DATA, made if need be, or a problem that says how to set it. */
function dataFolder()
{
    $say = static function (string $detail): array {
        note($detail);
        return problem('storage-unavailable', $detail);
    };
    try {
        if (!preg_match('~^(?:/|[a-z]:[\\\\/])~i', DATA)) {
            return $say('Set DATA, at the top of l30.php, to the full path of a folder outside the web space.');
        }
        $parent = realpath(dirname(DATA));
        $folder = realpath(DATA) ?: $parent . DIRECTORY_SEPARATOR . basename(DATA);
        if ($parent === false) {
            return $say('The folder above DATA, which is set at the top of l30.php, does not exist.');
        }
        foreach ([__DIR__, $_SERVER['DOCUMENT_ROOT'] ?? ''] as $served) {
            $root = $served === '' ? false : realpath($served);
            if (preg_match(WEB_FOLDERS, $folder) || ($root !== false && isWithin($folder, $root))) {
                return $say('DATA, at the top of l30.php, is inside the web space, where anyone could read it. Choose a folder outside.');
            }
            if ($root !== false && isWithin($root, $folder)) {
                return $say('DATA, at the top of l30.php, holds the web space. Choose a folder of its own, beside it.');
            }
        }
        if (!makeFolder($folder)) {
            return $say('The folder DATA, which is set at the top of l30.php, cannot be made. Make it, and let PHP write in it.');
        }
        // A second wall, should the folder be served after all.
        if (!is_file("$folder/.htaccess")) {
            file_put_contents("$folder/.htaccess", "<IfModule mod_authz_core.c>\nRequire all denied\n</IfModule>\n<IfModule !mod_authz_core.c>\nDeny from all\n</IfModule>\n");
        }
        return $folder;
    } catch (ErrorException $error) {
        return $say('PHP may not use the folder DATA, which is set at the top of l30.php. Let it write there, or choose another.');
    }
}

function makeFolder(string $folder): bool
{
    if (is_dir($folder)) {
        return true;
    }
    // Another request may just have made it.
    $isMade = @mkdir($folder, 0700) || is_dir($folder);
    syncNames(dirname($folder));
    return $isMade;
}

/** Waits until the names in a folder are on disk. Not every file system offers that; where it does not, there is nothing to wait for. */
function syncNames(string $folder): void
{
    $names = CAN_SYNC ? @fopen($folder, 'r') : false;
    if ($names) {
        @fsync($names);
    }
}

/**
 * Whether letters are single files. A host without SQLite begins with files, and stays with what it
 * began with: a letter that comes again has to be looked for in one place.
 */
function usesFiles(string $folder): bool
{
    return is_dir("$folder/letters") || (!is_file("$folder/letters.sqlite") && !extension_loaded('pdo_sqlite'));
}

/** Keeps a letter, unless it is there already. Answers a receipt only when the letter would survive a power cut. */
function keep(string $folder, string $site, string $id, string $sha256, string $letter): array
{
    $row = ['site' => $site, 'id' => $id, 'sha256' => $sha256, 'storedAt' => now(), 'letter' => $letter];
    try {
        $first = usesFiles($folder) ? keepInFile($folder, $row) : keepInDatabase($folder, $row);
    } catch (PDOException $error) {
        $code = (int) ($error->errorInfo[1] ?? 0);
        note("storage, SQLite code $code at line {$error->getLine()}");
        return $code === 13 ? problem('storage-full') : problem('storage-unavailable', UNAVAILABLE);
    } catch (ErrorException $error) {
        note("storage, line {$error->getLine()}");
        return strpos($error->getMessage(), 'errno=28') ? problem('storage-full') : problem('storage-unavailable', UNAVAILABLE);
    }
    if ($first !== null && $first['sha256'] !== $sha256) {
        return problem('id-reused');
    }
    ['storedAt' => $storedAt] = $first ?? $row;
    return ['status' => $first ? 200 : 201, 'receipt' => ['id' => $id, 'sha256' => $sha256, 'storedAt' => $storedAt]];
}

function openDatabase(string $folder): PDO
{
    if (!extension_loaded('pdo_sqlite')) {
        throw new ErrorException('There are letters in letters.sqlite, and PHP has lost its extension pdo_sqlite.');
    }
    $db = new PDO("sqlite:$folder/letters.sqlite", null, null, [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_TIMEOUT => PATIENCE]);
    // A rollback journal, because write-ahead logs fail on network disks and, before SQLite 3.51.3,
    // can lose rows of several writers. EXTRA also syncs the folder after the journal is deleted;
    // without that a power cut could bring the journal back and undo the commit.
    $db->exec('PRAGMA journal_mode = DELETE');
    $db->exec('PRAGMA synchronous = EXTRA');
    if ((int) $db->query('PRAGMA synchronous')->fetchColumn() !== 3) {
        throw new ErrorException('SQLite does not keep its settings.');
    }
    $db->exec('CREATE TABLE IF NOT EXISTS letters (
        seq INTEGER PRIMARY KEY, site TEXT NOT NULL, id TEXT NOT NULL, sha256 TEXT NOT NULL,
        storedAt TEXT NOT NULL, letter TEXT NOT NULL, UNIQUE (site, id)
    )');
    return $db;
}

/** Keeps a row, or answers the one that was kept under its id before. */
function keepInDatabase(string $folder, array $row): ?array
{
    $db = openDatabase($folder);
    $insert = $db->prepare('INSERT OR IGNORE INTO letters (site, id, sha256, storedAt, letter) VALUES (:site, :id, :sha256, :storedAt, :letter)');
    $insert->execute($row);
    if ($insert->rowCount() === 1) {
        return null;
    }
    $select = $db->prepare('SELECT sha256, storedAt FROM letters WHERE site = ? AND id = ?');
    $select->execute([$row['site'], $row['id']]);
    return $select->fetch(PDO::FETCH_ASSOC);
}

/** The same with one file per letter. */
function keepInFile(string $folder, array $row): ?array
{
    $letters = "$folder/letters";
    if (!makeFolder($letters)) {
        throw new ErrorException('The folder for letters cannot be made.');
    }
    $lock = fopen("$folder/lock", 'c');
    for ($began = microtime(true); !flock($lock, LOCK_EX | LOCK_NB); usleep(20000)) {
        if (microtime(true) - $began > PATIENCE) {
            throw new ErrorException('Others keep the lock for too long.');
        }
    }
    $path = "$letters/" . rawurlencode($row['site']) . ".{$row['id']}.json";
    if (is_file($path)) {
        // Whoever wrote it may have been stopped before this.
        syncNames($letters);
        return readLetterFile($path);
    }
    // Only whoever holds the lock writes here, and only a whole file gets its name.
    $new = fopen("$folder/new", 'w');
    $json = json_encode($row, AS_WRITTEN | JSON_THROW_ON_ERROR);
    if (fwrite($new, $json) !== strlen($json)) {
        throw new ErrorException('Only a part was written, as with errno=28.');
    }
    if (CAN_SYNC && !fsync($new)) {
        throw new ErrorException('The disk does not take the file.');
    }
    fclose($new);
    rename("$folder/new", $path);
    syncNames($letters);
    return null;
}

function readLetterFile(string $path): array
{
    $row = json_decode((string) file_get_contents($path), true);
    if (!is_array($row)) {
        throw new ErrorException('A file does not hold a letter.');
    }
    return $row;
}

// ── For staff, on the command line ───────────────────────────────────────────────────────────────

/** All letters in the order of arrival. */
function letters(string $folder): iterable
{
    if (!usesFiles($folder)) {
        return openDatabase($folder)->query('SELECT id, sha256, storedAt, letter FROM letters ORDER BY seq', PDO::FETCH_ASSOC);
    }
    $times = [];
    foreach (array_diff(is_dir("$folder/letters") ? scandir("$folder/letters") : [], ['.', '..']) as $name) {
        $times["$folder/letters/$name"] = readLetterFile("$folder/letters/$name")['storedAt'];
    }
    asort($times);
    return array_map('readLetterFile', array_keys($times));
}

/** `php l30.php export`: prints each letter as a line of JSON, for `npm run open`. */
function export(array $arguments): int
{
    if (($arguments[1] ?? '') !== 'export') {
        fwrite(STDERR, "Usage: php l30.php export > letters.jsonl\n");
        return 1;
    }
    $folder = dataFolder();
    if (is_array($folder)) {
        fwrite(STDERR, $folder['detail'] . "\n");
        return 1;
    }
    try {
        foreach (letters($folder) as ['id' => $id, 'sha256' => $sha256, 'storedAt' => $storedAt, 'letter' => $letter]) {
            $head = substr((string) json_encode(['id' => $id, 'sha256' => $sha256, 'storedAt' => $storedAt]), 0, -1);
            // A line break in JSON stands between its parts, never inside a text.
            echo printable($head . ',"envelope":' . strtr($letter, "\r\n", '  ') . '}'), "\n";
        }
    } catch (Throwable $fault) {
        fwrite(STDERR, "The letters in $folder cannot be read (l30.php, line {$fault->getLine()}).\n");
        return 1;
    }
    return 0;
}

/** Escapes what would act on a terminal instead of being shown; it parses to the same value. */
function printable(string $json): string
{
    return (string) preg_replace_callback('/[\x{7f}-\x{9f}\x{2028}-\x{202e}\x{2066}-\x{2069}]/u', static function (array $match): string {
        return $match[0] === "\x7f" ? '\u007f' : trim((string) json_encode($match[0]), '"');
    }, $json);
}
