<?php
/**
 * A school's own route, as `dialect="wordpress"` asks for: it keeps a letter as it came and answers with
 * our receipt. A plugin of one file, in wp-content/mu-plugins.
 */

add_action('rest_api_init', function () {
    register_rest_route('school/v1', '/letters', [
        'methods' => 'POST',
        'permission_callback' => '__return_true',
        'args' => [
            'id' => ['required' => true, 'type' => 'string', 'pattern' => '^[0-9a-f]{32}$', 'validate_callback' => 'rest_validate_request_arg'],
            'site' => ['required' => true, 'enum' => ['hollybrook', 'oakfield'], 'validate_callback' => 'rest_validate_request_arg'],
        ],
        'callback' => 'school_keep_letter',
    ]);
});

function school_keep_letter(WP_REST_Request $request)
{
    global $wpdb;
    $body = $request->get_body();
    $id = $request['id'];
    $hash = hash('sha256', $body);
    $made = $wpdb->query($wpdb->prepare('INSERT IGNORE INTO school_letters VALUES (%s, %s, %s, %s)', $id, $body, $hash, gmdate('Y-m-d\TH:i:s\Z')));
    $kept = $wpdb->get_row($wpdb->prepare('SELECT hash, stored_at FROM school_letters WHERE id = %s', $id));
    if ($made === false || $kept === null) {
        return new WP_Error('school_not_kept', 'The letter could not be kept.', ['status' => 500]);
    }
    if ($kept->hash !== $hash) {
        return new WP_Error('school_id_reused', 'Another letter has this id.', ['status' => 409]);
    }
    return new WP_REST_Response(['id' => $id, 'sha256' => $hash, 'storedAt' => $kept->stored_at], $made ? 201 : 200);
}
