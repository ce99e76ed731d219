<?php
/** Runs when an administrator deletes the plugin: what it kept goes with it. */

declare(strict_types=1);

if (!defined('WP_UNINSTALL_PLUGIN')) {
    exit;
}

if (!is_multisite()) {
    delete_option('l30_widgets');
    return;
}
foreach (get_sites(['fields' => 'ids', 'number' => 0]) as $site) {
    delete_blog_option((int) $site, 'l30_widgets');
}
