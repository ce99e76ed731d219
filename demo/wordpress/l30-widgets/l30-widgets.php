<?php
/**
 * Plugin Name: L30 widgets
 * Description: A question card, a mood check-in, a reflection form and a newsletter signup for a school's pages, as blocks and shortcodes. What people write goes to the address that the school chooses, and nowhere else.
 * Version: 0.1.0
 * Requires at least: 6.1
 * Requires PHP: 7.4
 * Author: l30-widgets
 * License: MIT
 * License URI: https://opensource.org/license/mit
 * Text Domain: l30-widgets
 */

/*
 * An editor chooses which widget stands where, and how it looks. Where pupils' words go, and who is said
 * to read them, is an administrator's to say: that stands in the settings page alone, travels on the
 * script tag, and is never taken from a post. README.md, beside this file, has the steps.
 */

declare(strict_types=1);

if (!defined('ABSPATH')) {
    exit;
}

const L30_WIDGETS_FILE = __FILE__;
const L30_WIDGETS_VERSION = '0.1.0';

require __DIR__ . '/includes/widgets.php';
require __DIR__ . '/includes/render.php';
require __DIR__ . '/includes/settings.php';
require __DIR__ . '/includes/script.php';
require __DIR__ . '/includes/guard.php';
require __DIR__ . '/includes/page.php';

add_action('init', 'l30_widgets_start');
add_filter('script_loader_tag', 'l30_widgets_script_tag', 10, 2);
add_filter('wp_kses_allowed_html', 'l30_widgets_guard', 10, 2);
add_action('admin_init', 'l30_widgets_register_settings');
add_action('admin_menu', 'l30_widgets_add_page');
add_filter('plugin_action_links_' . plugin_basename(__FILE__), 'l30_widgets_add_link');

/** Makes the script, the shortcodes and the blocks known. None of them puts anything into a page by itself. */
function l30_widgets_start(): void
{
    l30_widgets_register_script();
    l30_widgets_register_shortcodes();
    l30_widgets_register_blocks();
}
