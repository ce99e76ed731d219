<?php
/** The one script tag, with what the whole site shares on it. */

declare(strict_types=1);

if (!defined('ABSPATH')) {
    exit;
}

/** Where l30.js is: the address in the settings, or the copy in this plugin's folder "files", or nowhere. */
function l30_widgets_script_address(array $options): string
{
    if ($options['script'] !== '') {
        return $options['script'];
    }
    return is_file(dirname(L30_WIDGETS_FILE) . '/files/l30.js') ? plugins_url('files/l30.js', L30_WIDGETS_FILE) : '';
}

function l30_widgets_register_script(): void
{
    $options = l30_widgets_options();
    $address = l30_widgets_script_address($options);
    if ($address === '') {
        return;
    }
    // Our own copy changes with the plugin's files, and must not be taken from an old cache then; another's address is used as it is.
    $version = $options['script'] === '' ? (string) filemtime(dirname(L30_WIDGETS_FILE) . '/files/l30.js') : null;
    // Up to 6.2 the last one says "at the foot", and anything but false means yes.
    wp_register_script('l30-widgets', $address, [], $version, ['in_footer' => true, 'strategy' => 'defer']);
}

/** Adds the settings of the site to our tag, and `defer` where WordPress has not done so itself. */
function l30_widgets_script_tag(string $tag, string $handle): string
{
    if ($handle !== 'l30-widgets') {
        return $tag;
    }
    $added = l30_widgets_attributes(l30_widgets_shared(l30_widgets_options()));
    return (string) preg_replace_callback('/<script(?=[^>]*\ssrc=)[^>]*/', function (array $found) use ($added): string {
        return $found[0] . (preg_match('/\sdefer\b/', $found[0]) ? '' : ' defer') . $added;
    }, $tag, 1);
}

/** What travels on the script tag, by attribute. Nothing is said for what was left empty. */
function l30_widgets_shared(array $options): array
{
    $shared = [];
    foreach (l30_widgets_fields() as $name => $field) {
        if ($field['shared'] && $options[$name] !== '') {
            $shared['data-' . str_replace('_', '-', $name)] = $options[$name];
        }
    }
    return $shared;
}
