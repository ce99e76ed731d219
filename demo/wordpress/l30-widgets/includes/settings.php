<?php
/** What an administrator says once for the whole site, and how it is checked. */

declare(strict_types=1);

if (!defined('ABSPATH')) {
    exit;
}

/**
 * The settings by name. Each has a kind (see l30_widgets_problem), a label and a sentence of help; what
 * is `shared` travels on the script tag, and a `list` is chosen from. Few schools need those of the second part.
 */
function l30_widgets_fields(): array
{
    $field = function (string $kind, string $label, string $help, array $more = []): array {
        return $more + ['kind' => $kind, 'label' => $label, 'help' => $help, 'shared' => true, 'list' => [], 'part' => 'l30-widgets-first'];
    };
    $regions = [
        'england' => 'England', 'wales' => 'Wales', 'scotland' => 'Scotland', 'northern-ireland' => 'Northern Ireland', 'ireland' => 'Ireland',
        'other' => __('Those that I write below', 'l30-widgets'),
    ];
    $ages = ['' => __('All ages', 'l30-widgets'), '4-7' => '4–7', '8-12' => '8–12', '13-18' => '13–18'];
    $drafts = ['' => __('Only what a person has checked', 'l30-widgets'), 'yes' => __('Also drafts of a machine, with a line that says so', 'l30-widgets')];
    $second = ['part' => 'l30-widgets-second'];
    $own = ['shared' => false] + $second;
    return [
        'endpoint' => $field('address', __('Where pupils\' words go', 'l30-widgets'), __('The address of your letter box, which starts with https://; without it the widgets are for thinking and talking only.', 'l30-widgets')),
        'readers' => $field('text', __('Who reads what pupils write', 'l30-widgets'), __('By name and role, such as: Miss Khan, Pastoral Lead.', 'l30-widgets')),
        'read_when' => $field('text', __('When they read it', 'l30-widgets'), __('The end of the sentence "They read it …", such as: each school day before 10am.', 'l30-widgets')),
        'lead' => $field('text', __('Your safeguarding lead', 'l30-widgets'), __('By name and role, such as: Mr Owen, Designated safeguarding lead.', 'l30-widgets')),
        'region' => $field('choice', __('Whose emergency numbers to show', 'l30-widgets'), __('Look at each number below a widget before pupils use the page.', 'l30-widgets'), ['list' => $regions]),
        'site' => $field('name', __('Your letter box\'s name for the school', 'l30-widgets'), __('As it stands in the settings of the letter box, such as: hollybrook.', 'l30-widgets')),
        'school' => $field('text', __('The school\'s name', 'l30-widgets'), __('As people read it, such as: Hollybrook Primary School.', 'l30-widgets')),
        'newsletter_endpoint' => $field('address', __('Where newsletter signups go', 'l30-widgets'), __('An address of its own, so that a pupil\'s words never reach a mailing service.', 'l30-widgets')),
        'public_keys' => $field('keys', __('Public keys', 'l30-widgets'), __('With the keys that "npm run keys" gives, what pupils write is sealed on their device and only their owners can open it; with a space between keys.', 'l30-widgets')),
        'page' => $field('address', __('A page for whoever sees no widget', 'l30-widgets'), __('Where the link leads if a browser cannot show the widget, best a page that says whom to talk to; without it, your front page.', 'l30-widgets'), ['shared' => false]),
        'age' => $field('choice', __('Whom the site is for', 'l30-widgets'), __('Only if all pages are for one age; a single widget can say another.', 'l30-widgets'), ['list' => $ages] + $second),
        'emergency' => $field('text', __('Emergency number', 'l30-widgets'), __('Only where you show numbers of your own, such as: 112.', 'l30-widgets'), $second),
        'helpline' => $field('text', __('Whom children can call', 'l30-widgets'), __('Only where you show numbers of your own, such as: Name of a line for children, 0800 123; several with ; between.', 'l30-widgets'), $second),
        'trusted_adults' => $field('json', __('Adults to choose from', 'l30-widgets'), __('As JSON, as the README of the widgets shows for data-trusted-adults.', 'l30-widgets'), $second),
        'partners' => $field('json', __('People nearby who can help', 'l30-widgets'), __('As JSON, as the README of the widgets shows for data-partners.', 'l30-widgets'), $second),
        'words' => $field('json', __('Words of your own', 'l30-widgets'), __('As JSON, as the README of the widgets shows for data-words.', 'l30-widgets'), $second),
        'about' => $field('text', __('About this', 'l30-widgets'), __('Write yes to add two sentences on what a widget is for, or write your own.', 'l30-widgets'), $second),
        'hide_choices' => $field('text', __('Choices that you cannot offer', 'l30-widgets'), __('Ids of choices with a space between, as the README of the widgets shows for data-hide-choices.', 'l30-widgets'), $second),
        'allow_drafts' => $field('choice', __('Translations', 'l30-widgets'), __('For pages in another language than English. What says where help is never comes from a draft.', 'l30-widgets'), ['list' => $drafts] + $second),
        'dialect' => $field('name', __('Kind of letter box', 'l30-widgets'), __('Only if the list of other services says that it is not recognised by its address, such as: form.', 'l30-widgets'), $second),
        'newsletter_dialect' => $field('name', __('Kind of mailing list', 'l30-widgets'), __('The same for where newsletter signups go.', 'l30-widgets'), $second),
        'fields' => $field('json', __('Names of fields', 'l30-widgets'), __('As JSON, where a service has names of its own, such as: {"email": "entry.123"}.', 'l30-widgets'), $second),
        'hosted' => $field('address', __('Hosted pages', 'l30-widgets'), __('If the widgets also have pages of their own somewhere, what their addresses have before the widget\'s name, such as: https://inbox.your-school.example/embed.', 'l30-widgets'), $own),
        'script' => $field('address', __('Address of l30.js', 'l30-widgets'), __('Leave it empty to use the copy in this plugin.', 'l30-widgets'), $own),
    ];
}

/** Every setting as text; what was never said is empty. */
function l30_widgets_options(): array
{
    $kept = get_option('l30_widgets', []);
    $options = [];
    foreach (l30_widgets_fields() as $name => $field) {
        $value = is_array($kept) && is_string($kept[$name] ?? null) ? $kept[$name] : '';
        // What got in by another way than the settings page has to be right as well.
        $options[$name] = l30_widgets_problem($field, $value) === '' ? $value : '';
    }
    return $options;
}

/** What somebody typed, without what is around it and between it. */
function l30_widgets_tidy(string $kind, string $value): string
{
    if ($kind === 'text') {
        return sanitize_text_field($value);
    }
    return trim((string) preg_replace('/\s+/', ' ', $value));
}

/** Why a setting cannot be used, in one sentence that says what to write; empty if it can. */
function l30_widgets_problem(array $field, string $value): string
{
    if ($value === '') {
        return '';
    }
    switch ($field['kind']) {
        case 'address':
            return l30_widgets_is_address($value) ? '' : __('Write an address that starts with https://, or a path on this website that starts with a single /.', 'l30-widgets');
        case 'name':
            return preg_match('/^[a-z\d][\w.-]{0,63}$/Di', $value) ? '' : __('Use up to 64 letters, digits, dots and hyphens.', 'l30-widgets');
        case 'keys':
            return preg_match('/^B[A-P][\w-]{85}(?: B[A-P][\w-]{85})*$/D', $value) ? '' : __('Copy the keys as "npm run keys" printed them: 87 letters, digits, "-" or "_" each, with a space between.', 'l30-widgets');
        case 'json':
            return is_array(json_decode($value, true)) && strpos($value, '<') === false ? '' : __('Write JSON, with straight double quotes and no "<", as in the example.', 'l30-widgets');
        case 'choice':
            return array_key_exists($value, $field['list']) ? '' : __('Choose one from the list.', 'l30-widgets');
        default:
            return preg_match('/^[^<]{0,300}$/Du', $value) ? '' : __('Use at most 300 characters, and no "<".', 'l30-widgets');
    }
}

/** Whether this person may say where scripts come from: somebody who may write scripts anyway. */
function l30_widgets_may_choose_script(): bool
{
    return current_user_can('unfiltered_html');
}

/**
 * What is kept of a form that was sent in. A setting that cannot be used stays as it was, and the page
 * says why; one that the form did not have stays too.
 *
 * @param mixed $said
 */
function l30_widgets_sanitize($said): array
{
    $options = l30_widgets_options();
    foreach (l30_widgets_fields() as $name => $field) {
        if (!is_array($said) || !is_string($said[$name] ?? null)) {
            continue;
        }
        if ($name === 'script' && $said[$name] !== $options['script'] && !l30_widgets_may_choose_script()) {
            continue;
        }
        $value = l30_widgets_tidy($field['kind'], $said[$name]);
        $problem = l30_widgets_problem($field, $value);
        if ($problem === '') {
            $options[$name] = $value;
        } else {
            add_settings_error('l30_widgets', "l30-widgets-$name", $field['label'] . ': ' . $problem);
        }
    }
    return $options;
}

/** What the widgets will not do as things stand, in sentences. */
function l30_widgets_warnings(array $options): array
{
    $warnings = [];
    if (l30_widgets_script_address($options) === '') {
        $warnings[] = __('There is no l30.js yet, so that pages show a link in place of each widget: put the built files into this plugin\'s folder "files", or write the address of l30.js below.', 'l30-widgets');
    }
    foreach (['readers', 'read_when', 'lead'] as $name) {
        if ($options['endpoint'] !== '' && $options[$name] === '') {
            $warnings[] = __('Nothing that pupils write is sent until you say who reads it, when, and who leads on safeguarding.', 'l30-widgets');
            break;
        }
    }
    return $warnings;
}
