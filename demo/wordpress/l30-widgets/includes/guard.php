<?php
/** Keeps what only an administrator may say out of what others write. */

declare(strict_types=1);

if (!defined('ABSPATH')) {
    exit;
}

/** Settings that decide where a child's words go, who is said to read them, whose help is shown, and what the school says in its own words. */
const L30_WIDGETS_GUARDED = [
    'endpoint', 'newsletter-endpoint', 'dialect', 'newsletter-dialect', 'fields', 'public-keys', 'site', 'school', 'readers', 'read-when',
    'lead', 'trusted-adults', 'region', 'emergency', 'helpline', 'partners', 'symbols', 'words', 'about', 'hide-choices', 'allow-drafts', 'help',
];

/**
 * WordPress lets authors keep `data-*` on their own HTML, and with our script on a page that would be
 * enough to send pupils' words elsewhere. So these few may only be empty there, and an empty one says
 * nothing. Whoever may write scripts is not filtered, here as elsewhere in WordPress.
 *
 * @param mixed $allowed
 * @param mixed $context
 * @return mixed
 */
function l30_widgets_guard($allowed, $context)
{
    if ($context !== 'post' || !is_array($allowed)) {
        return $allowed;
    }
    foreach ($allowed as $tag => $attributes) {
        if (!is_array($attributes)) {
            continue;
        }
        foreach (L30_WIDGETS_GUARDED as $name) {
            $allowed[$tag]["data-$name"] = ['maxlen' => 0];
        }
    }
    return $allowed;
}
