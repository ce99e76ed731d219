<?php
/** Which widgets there are, and what an editor may say about each. */

declare(strict_types=1);

if (!defined('ABSPATH')) {
    exit;
}

/** Every question pack and mood scale that comes with the widgets. */
const L30_WIDGETS_PACKS = [
    'both-sides', 'both-sides-early', 'caused-harm', 'caused-harm-early', 'caused-harm-teen', 'check-in', 'check-in-early', 'check-out',
    'check-out-early', 'class-agreement', 'family-home', 'family-plan', 'follow-up', 'fresh-start', 'group-repair', 'harmed', 'harmed-early',
    'learning-stuck', 'picture-talk', 'prepare', 'say-it', 'staff-circle', 'staff-repair', 'staff-self', 'welcome', 'witness', 'witness-early',
];
const L30_WIDGETS_SCALES = ['faces-3', 'faces-5', 'energy', 'body', 'weather', 'words'];
const L30_WIDGETS_AGES = ['4-7', '8-12', '13-18'];

/**
 * The widgets by name: what they are called here, the words of the link inside, the height that keeps a
 * page from jumping, and the settings. Each setting has a kind (see l30_widgets_clean), words for the
 * block's panel, and, where there is a list to choose from, the list.
 */
function l30_widgets_all(): array
{
    $age = ['age' => ['id', __('For one age only', 'l30-widgets'), L30_WIDGETS_AGES]];
    $name = ['ask-name' => ['flag', __('Offer a field for a name', 'l30-widgets')]];
    $own = ['src' => ['path', __('Address of a pack of your own, on this website', 'l30-widgets')]];
    $depth = ['depth' => ['id', __('How many questions', 'l30-widgets'), ['core', 'full']]];
    return [
        'question-card' => [
            'title' => __('Question card', 'l30-widgets'),
            'about' => __('One restorative question a day, to think or talk about, or to answer.', 'l30-widgets'),
            'link' => __('Our question for today', 'l30-widgets'),
            'style' => 'min-height:clamp(360px,800px - 80vw,540px)',
            'settings' => [
                'pack' => ['id', __('Question pack', 'l30-widgets'), L30_WIDGETS_PACKS],
                'respond' => ['flag', __('Add a box for words and a Send button', 'l30-widgets')],
                'mode' => ['id', __('Who is there', 'l30-widgets'), ['together', 'alone']],
                'print' => ['flag', __('Offer to print the questions', 'l30-widgets')],
            ] + $depth + $own + $age,
        ],
        'mood-check-in' => [
            'title' => __('Mood check-in', 'l30-widgets'),
            'about' => __('Pictures with words for how someone is, and two ways out.', 'l30-widgets'),
            'link' => __('How are you feeling right now?', 'l30-widgets'),
            'style' => 'min-height:clamp(410px,990px - 65vw,760px)',
            'settings' => [
                'scale' => ['id', __('Pictures', 'l30-widgets'), L30_WIDGETS_SCALES],
                'heading' => ['text', __('Question, in place of ours', 'l30-widgets')],
                'ask-needs' => ['flag', __('Also ask what someone needs', 'l30-widgets')],
                'kiosk' => ['flag', __('One device for a whole class', 'l30-widgets')],
            ] + $name + $age,
        ],
        'reflection-form' => [
            'title' => __('Reflection form', 'l30-widgets'),
            'about' => __('Thinking something through, one question at a time.', 'l30-widgets'),
            'link' => __('Think about it, one question at a time', 'l30-widgets'),
            'style' => 'min-height:clamp(545px,1225px - 97vw,895px)',
            'settings' => [
                'pack' => ['id', __('Question pack', 'l30-widgets'), L30_WIDGETS_PACKS],
                'mode' => ['id', __('Who is there', 'l30-widgets'), ['together', 'solo']],
                'exit-href' => ['address', __('Where the button "Leave this page" leads', 'l30-widgets')],
                'idle-minutes' => ['number', __('Minutes without a touch until the screen is cleared', 'l30-widgets')],
            ] + $depth + $own + $name + $age,
        ],
        'newsletter-signup' => [
            'title' => __('Newsletter signup', 'l30-widgets'),
            'about' => __('For families, with consent that is never ticked in advance.', 'l30-widgets'),
            'link' => __('Get our letter by email', 'l30-widgets'),
            'style' => 'min-height:clamp(570px,990px - 60vw,780px)',
            'settings' => [
                'heading' => ['text', __('Title, in place of ours', 'l30-widgets')],
                'list-name' => ['text', __('What people sign up for, as the end of "Yes, email me …"', 'l30-widgets')],
                'frequency' => ['text', __('How often, as the end of "We send it …"', 'l30-widgets')],
                'privacy-href' => ['address', __('Address of your privacy notice', 'l30-widgets')],
                'purposes' => ['text', __('Purposes, each with a box of its own, with ; between them', 'l30-widgets')],
                'consent-version' => ['text', __('Version of the words of the consent', 'l30-widgets')],
                'beside-pupils' => ['flag', __('Only adults use this page, though it has a widget for pupils', 'l30-widgets')],
            ],
        ],
    ];
}

/**
 * What becomes of a setting that somebody typed: the text to print, or null for nothing. Quotes that a
 * word processor curled, and its no-break spaces, are not part of a value.
 *
 * @param mixed $value
 */
function l30_widgets_clean(string $kind, $value): ?string
{
    if (is_bool($value)) {
        return $value && $kind === 'flag' ? '' : null;
    }
    if (!is_scalar($value)) {
        return null;
    }
    $text = preg_replace('/^[\s\x{A0}\x{200B}"\'\x{201C}-\x{201F}\x{2018}-\x{201B}]+|[\s\x{A0}\x{200B}"\'\x{201C}-\x{201F}\x{2018}-\x{201B}]+$/u', '', (string) $value);
    if ($text === null) {
        return null;
    }
    if ($kind === 'flag') {
        return in_array(strtolower($text), ['no', 'false', '0', 'off'], true) ? null : '';
    }
    if ($text === '') {
        return null;
    }
    switch ($kind) {
        case 'id':
            return preg_match('/^[a-z0-9][a-z0-9-]{0,63}$/D', $text) ? $text : null;
        case 'number':
            return preg_match('/^\d{1,3}$/D', $text) ? $text : null;
        case 'address':
            return l30_widgets_is_address($text) ? $text : null;
        case 'path':
            return l30_widgets_is_path($text) ? $text : null;
        default:
            // A filter further on would show the whole tag to visitors if there were a "<" in it.
            return preg_replace('/^(.{300}).+$/Dsu', '$1', str_replace('<', '', $text));
    }
}

/** A path on this same website, which no browser reads as the name of another one. */
function l30_widgets_is_path(string $text): bool
{
    return preg_match('~^/(?![/\\\\])[^\s\\\\<>"]*$~D', $text) === 1;
}

/** An address that people may be sent to, or their words: https, a path here, or this very machine. */
function l30_widgets_is_address(string $text): bool
{
    $rest = '(?::\d{1,5})?(?:[/?#][^\s\\\\<>"]*)?$~iD';
    return l30_widgets_is_path($text)
        || preg_match('~^https://(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*' . $rest, $text) === 1
        || preg_match('~^http://(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])' . $rest, $text) === 1;
}
