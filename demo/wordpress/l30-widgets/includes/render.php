<?php
/** From a shortcode, a marker or a block to the snippet in the page. */

declare(strict_types=1);

if (!defined('ABSPATH')) {
    exit;
}

/**
 * The snippet as the README of the widgets shows it: a box with its settings, and inside it a link for
 * whoever cannot run the script. Only what an editor may say about this widget is taken; the rest,
 * where words go before all, is left out without a word.
 */
function l30_widgets_snippet(string $name, array $said, array $options): string
{
    $widget = l30_widgets_all()[$name];
    $attributes = ['class' => "l30-$name", 'data-l30' => $name];
    $query = [];
    foreach ($widget['settings'] as $setting => [$kind]) {
        $value = array_key_exists($setting, $said) ? l30_widgets_clean($kind, $said[$setting]) : null;
        if ($value === null) {
            continue;
        }
        $attributes["data-$setting"] = $value;
        $query[] = rawurlencode($setting) . ($value === '' ? '' : '=' . rawurlencode($value));
    }
    $attributes['style'] = $widget['style'];
    $html = '<div' . l30_widgets_attributes($attributes) . '>';
    $html .= '<a href="' . esc_url(l30_widgets_link($name, $query, $options)) . '">' . esc_html($widget['link']) . '</a>';
    return $html . '</div>';
}

function l30_widgets_attributes(array $attributes): string
{
    $html = '';
    foreach ($attributes as $name => $value) {
        $html .= ' ' . $name . '="' . esc_attr($value) . '"';
    }
    return $html;
}

/** Where the link leads: to the widget's hosted page, to a page of the school's own, or to its front page. */
function l30_widgets_link(string $name, array $query, array $options): string
{
    if ($options['hosted'] !== '') {
        return rtrim($options['hosted'], '/') . "/$name" . ($query === [] ? '' : '?' . implode('&', $query));
    }
    return $options['page'] !== '' ? $options['page'] : home_url('/');
}

/** Shows a widget, and has the script put at the foot of this page; a page without a widget has no script. */
function l30_widgets_show(string $name, array $said): string
{
    $options = l30_widgets_options();
    if (l30_widgets_script_address($options) !== '') {
        wp_enqueue_script('l30-widgets');
    }
    return l30_widgets_snippet($name, $said, $options);
}

/**
 * The forms that people type: [l30_mood_check_in scale="faces-3"], the same with hyphens, and the marker
 * [l30 mood-check-in] that the widgets know everywhere.
 */
function l30_widgets_register_shortcodes(): void
{
    add_shortcode('l30', 'l30_widgets_marker');
    foreach (array_keys(l30_widgets_all()) as $name) {
        $show = function ($said) use ($name): string {
            return l30_widgets_show($name, l30_widgets_said($name, $said));
        };
        add_shortcode('l30_' . str_replace('-', '_', $name), $show);
        add_shortcode("l30-$name", $show);
    }
}

/**
 * The marker. A name that no widget has is told to those who can correct it, and to nobody else.
 *
 * @param array|string $said
 */
function l30_widgets_marker($said): string
{
    $said = is_array($said) ? $said : [];
    $name = strtolower(str_replace('_', '-', (string) ($said[0] ?? '')));
    $known = array_keys(l30_widgets_all());
    if (in_array($name, $known, true)) {
        unset($said[0]);
        return l30_widgets_show($name, l30_widgets_said($name, $said));
    }
    if (!current_user_can('edit_posts')) {
        return '';
    }
    /* translators: 1: what was typed, 2: the names that there are. */
    $words = __('There is no widget called "%1$s". Known: %2$s. (Visitors do not see this.)', 'l30-widgets');
    return '<p>' . esc_html(sprintf($words, $name, implode(', ', $known))) . '</p>';
}

/**
 * What was typed in a shortcode, by the names of settings: ask_name is ask-name, and a setting alone,
 * such as [l30_mood_check_in kiosk], is switched on.
 *
 * @param array|string $said
 */
function l30_widgets_said(string $name, $said): array
{
    $flags = array_filter(l30_widgets_all()[$name]['settings'], function (array $setting): bool {
        return $setting[0] === 'flag';
    });
    $found = [];
    foreach (is_array($said) ? $said : [] as $setting => $value) {
        if (is_string($setting)) {
            $found[str_replace('_', '-', strtolower($setting))] = $value;
            continue;
        }
        $alone = str_replace('_', '-', strtolower((string) $value));
        if (isset($flags[$alone])) {
            $found[$alone] = true;
        }
    }
    return $found;
}

/** A block for each widget. What is saved is its settings; the page itself is made anew for every visitor. */
function l30_widgets_register_blocks(): void
{
    $url = plugins_url('blocks.js', L30_WIDGETS_FILE);
    wp_register_script('l30-widgets-blocks', $url, ['wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element'], L30_WIDGETS_VERSION, true);
    $panels = [];
    foreach (l30_widgets_all() as $name => $widget) {
        $attributes = [];
        foreach ($widget['settings'] as $setting => [$kind, $label]) {
            $attributes[$setting] = $kind === 'flag' ? ['type' => 'boolean', 'default' => false] : ['type' => 'string', 'default' => ''];
            $panels[$name][] = ['name' => $setting, 'kind' => $kind, 'label' => $label, 'choices' => $widget['settings'][$setting][2] ?? []];
        }
        register_block_type("l30/$name", [
            'api_version' => 2,
            'title' => $widget['title'],
            'description' => $widget['about'],
            'category' => 'widgets',
            'keywords' => ['l30', 'restorative'],
            'attributes' => $attributes,
            'supports' => ['html' => false, 'customClassName' => false],
            'editor_script_handles' => ['l30-widgets-blocks'],
            'render_callback' => function ($said) use ($name): string {
                return l30_widgets_show($name, is_array($said) ? $said : []);
            },
        ]);
    }
    wp_add_inline_script('l30-widgets-blocks', 'window.l30WidgetsPanels = ' . wp_json_encode($panels) . ';', 'before');
}
