<?php
/** The settings page, for administrators. WordPress's Settings API checks who sends it, and that they meant to. */

declare(strict_types=1);

if (!defined('ABSPATH')) {
    exit;
}

function l30_widgets_register_settings(): void
{
    register_setting('l30_widgets', 'l30_widgets', ['type' => 'array', 'sanitize_callback' => 'l30_widgets_sanitize', 'default' => [], 'show_in_rest' => false]);
    add_settings_section('l30-widgets-first', '', '__return_null', 'l30-widgets');
    add_settings_section('l30-widgets-second', __('Only if you need them', 'l30-widgets'), '__return_null', 'l30-widgets');
    foreach (l30_widgets_fields() as $name => $field) {
        $args = ['name' => $name, 'label_for' => "l30-widgets-$name"];
        add_settings_field("l30-widgets-$name", $field['label'], 'l30_widgets_show_field', 'l30-widgets', $field['part'], $args);
    }
}

function l30_widgets_add_page(): void
{
    add_options_page(__('L30 widgets', 'l30-widgets'), __('L30 widgets', 'l30-widgets'), 'manage_options', 'l30-widgets', 'l30_widgets_show_page');
}

/** A way from the list of plugins to the page. */
function l30_widgets_add_link(array $links): array
{
    $link = '<a href="' . esc_url(admin_url('options-general.php?page=l30-widgets')) . '">' . esc_html__('Settings', 'l30-widgets') . '</a>';
    return array_merge([$link], $links);
}

function l30_widgets_show_field(array $args): void
{
    $name = $args['name'];
    $field = l30_widgets_fields()[$name];
    $value = l30_widgets_options()[$name];
    $shared = ['id' => "l30-widgets-$name", 'name' => "l30_widgets[$name]", 'aria-describedby' => "l30-widgets-$name-help"];
    if ($name === 'script' && !l30_widgets_may_choose_script()) {
        // Not sent in with the form, so that it stays as it is.
        $shared['disabled'] = 'disabled';
    }
    if ($field['kind'] === 'choice') {
        echo '<select' . l30_widgets_attributes($shared) . '>';
        foreach ($field['list'] as $each => $words) {
            echo '<option value="' . esc_attr((string) $each) . '"' . selected($value, (string) $each, false) . '>' . esc_html($words) . '</option>';
        }
        echo '</select>';
    } elseif (in_array($field['kind'], ['keys', 'json'], true)) {
        echo '<textarea' . l30_widgets_attributes($shared + ['class' => 'large-text code', 'rows' => '3', 'spellcheck' => 'false']) . '>' . esc_textarea($value) . '</textarea>';
    } else {
        echo '<input' . l30_widgets_attributes($shared + ['type' => 'text', 'class' => 'regular-text', 'value' => $value]) . '>';
    }
    echo '<p class="description"' . l30_widgets_attributes(['id' => "l30-widgets-$name-help"]) . '>' . esc_html($field['help']) . '</p>';
}

function l30_widgets_show_page(): void
{
    if (!current_user_can('manage_options')) {
        return;
    }
    echo '<div class="wrap"><h1>' . esc_html(get_admin_page_title()) . '</h1>';
    foreach (l30_widgets_warnings(l30_widgets_options()) as $warning) {
        echo '<div class="notice notice-warning inline"><p>' . esc_html($warning) . '</p></div>';
    }
    echo '<form action="options.php" method="post">';
    settings_fields('l30_widgets');
    do_settings_sections('l30-widgets');
    submit_button();
    echo '</form><h2>' . esc_html__('Put a widget on a page', 'l30-widgets') . '</h2>';
    echo '<p>' . esc_html__('In the block editor, press + and look for one of these. Anywhere else, write it in square brackets on a line of its own.', 'l30-widgets') . '</p><ul>';
    foreach (l30_widgets_all() as $name => $widget) {
        echo '<li>' . esc_html($widget['title']) . ': <code>[l30 ' . esc_html($name) . ']</code></li>';
    }
    echo '</ul></div>';
}
