<?php
/**
 * As much of WordPress as the plugin's functions need to be called one by one, without a database or a
 * page. Reads a list of calls, [function, argument, …], as JSON; prints what each answered, as JSON.
 * A call of "say" prints what was said about settings so far, and "file" loads a file.
 */

declare(strict_types=1);

const ABSPATH = __DIR__;
$options = [];
$said = [];
$may = true;
$hooks = [];

function __(string $text): string { return $text; }
function esc_html__(string $text): string { return esc_html($text); }
function esc_attr($text): string { return htmlspecialchars((string) $text, ENT_QUOTES, 'UTF-8', false); }
function esc_html($text): string { return htmlspecialchars((string) $text, ENT_QUOTES, 'UTF-8', false); }
function esc_url(string $url): string { return preg_match('~^(?:https?:/)?/~', $url) ? htmlspecialchars($url, ENT_QUOTES, 'UTF-8', false) : ''; }
function sanitize_text_field(string $text): string { return trim((string) preg_replace('/\s+/', ' ', strip_tags($text))); }
function get_option(string $name, $default) { return $GLOBALS['options'][$name] ?? $default; }
function delete_option(string $name): bool { unset($GLOBALS['options'][$name]); return true; }
function is_multisite(): bool { return false; }
function home_url(string $path): string { return "https://www.school.example$path"; }
function plugins_url(string $path, string $file): string { return 'https://www.school.example/wp-content/plugins/' . basename(dirname($file)) . "/$path"; }
function plugin_basename(string $file): string { return basename(dirname($file)) . '/' . basename($file); }
function current_user_can(string $what): bool { return $GLOBALS['may']; }
function add_settings_error(string $setting, string $code, string $message): void { $GLOBALS['said'][] = $message; }
function add_action(string $hook, string $function): void { $GLOBALS['hooks'][] = [$hook, $function, function_exists($function)]; }
function add_filter(string $hook, string $function): void { add_action($hook, $function); }

/** Names of the tokens of a file that PHP 7.4 did not have. */
function newer_tokens(string $file): array
{
    $newer = ['T_MATCH', 'T_NULLSAFE_OBJECT_OPERATOR', 'T_ATTRIBUTE', 'T_ENUM', 'T_READONLY', 'T_NAME_QUALIFIED', 'T_NAME_FULLY_QUALIFIED'];
    $found = [];
    $tokens = PhpToken::tokenize((string) file_get_contents($file));
    foreach ($tokens as $place => $token) {
        if (in_array($token->getTokenName(), $newer, true) || preg_match('/^str_(?:contains|starts_with|ends_with)$|^mixed$/', $token->text)) {
            $found[] = $token->text;
        }
        // A union of types, or a name before an argument's value.
        $next = $tokens[$place + 1] ?? null;
        $last = $tokens[$place - 1] ?? null;
        if ($token->text === '|' && $next !== null && $next->is(T_STRING) && $last !== null && $last->is([T_STRING, T_ARRAY]) && preg_match('/^[a-z]+$/', $next->text)) {
            $found[] = $last->text . '|' . $next->text;
        }
        if ($token->is(T_STRING) && $next !== null && $next->text === ':' && $last !== null && preg_match('/^[(,\s]+$/', $last->text)) {
            $found[] = $token->text . ':';
        }
    }
    return $found;
}

$answers = [];
foreach (json_decode((string) stream_get_contents(STDIN), true) as $call) {
    $function = array_shift($call);
    switch ($function) {
        case 'file':
            require $call[0];
            $answers[] = null;
            break;
        case 'options':
            $options['l30_widgets'] = $call[0];
            $answers[] = null;
            break;
        case 'kept':
            $answers[] = $options;
            break;
        case 'may':
            $may = $call[0];
            $answers[] = null;
            break;
        case 'say':
            $answers[] = $said;
            $said = [];
            break;
        case 'hooks':
            $answers[] = $hooks;
            break;
        case 'constant':
            $answers[] = constant($call[0]);
            break;
        default:
            $answers[] = $function(...$call);
    }
}
echo json_encode($answers, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION);
