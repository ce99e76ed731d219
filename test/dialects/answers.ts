/** What each service is documented, or was seen, to answer, and what that means. */
import type { Heard } from '../../src/dialects/shared/dialect.ts';
import type { Reply } from '../../src/contract/reply.ts';
import type { Issue } from '../../src/contract/rules.ts';
import { id, sha256 } from './examples.ts';

export type Case = readonly [what: string, status: number, body: unknown, reply: Reply];

export const PAGE = '<!doctype html><title>Sign in to the Wi-Fi</title>';

const confirmed: Reply = { kind: 'confirmed' };
const unconfirmed: Reply = { kind: 'unconfirmed' };
const confirmedByMail: Reply = { kind: 'confirmed', checkEmail: true };
const unconfirmedByMail: Reply = { kind: 'unconfirmed', checkEmail: true };
const busy: Reply = { kind: 'unavailable', code: 'busy' };
const broken: Reply = { kind: 'unavailable', code: 'broken' };
const blocked: Reply = { kind: 'unavailable', code: 'blocked' };
const notAReceipt: Reply = { kind: 'unavailable', code: 'not-a-receipt' };
const refused = (code: string, ...issues: Issue[]): Reply => ({ kind: 'refused', code, issues });

const badEmail: Issue = { name: 'email', rule: 'email' };
const noConsent: Issue = { name: 'consent', rule: 'checked' };

const receipt = { id, sha256, storedAt: '2026-11-23T09:00:00.000Z' };
const other = 'f'.repeat(32);
const problem = (code: string, status: number, more: object = {}) => ({
  type: `urn:l30:problem:${code}`,
  title: 'No',
  status,
  detail: 'No.',
  ...more,
});

const cf7 = (status: string, more: object = {}) => ({
  into: `#wpcf7-l30-${id}`,
  status,
  message: 'Words in any language.',
  invalid_fields: [],
  ...more,
});
const wpError = (code: string, status: number) => ({ code, message: 'No.', data: { status } });
const hubspot = (...types: string[]) => ({
  status: 'error',
  message: 'No.',
  errors: types.map((errorType) => ({ message: 'No.', errorType })),
});
const ghost = (more: object = {}) => ({
  errors: [{ message: 'Email is not valid.', type: 'BadRequestError', code: null, ...more }],
});

/** An answer that no page may read, and what a page's own fetch may make of one. */
const unreadable = (reply: Reply): Case[] => [
  ['an answer that the browser hides', 0, '', reply],
  ["200 with a page, by a fetch of the page's own", 200, PAGE, notAReceipt],
  ['404', 404, PAGE, blocked],
  ['500', 500, PAGE, broken],
];

const handler: Case[] = [
  ['204', 204, '', unconfirmed],
  ['200 and nothing', 200, '', unconfirmed],
  ['200 with JSON', 200, { ok: true }, unconfirmed],
  ['200 with words', 200, 'Thank you', unconfirmed],
  ['a page', 200, PAGE, notAReceipt],
  ['a page after a blank line', 200, `\n ${PAGE}`, notAReceipt],
  ['a page that names the letter', 200, `<p>Thank you. Your number is ${id}.</p>`, unconfirmed],
  ['a page that names another letter', 200, `<p>Your number is ${other}.</p>`, notAReceipt],
  ['the receipt of another letter', 200, { ...receipt, id: other }, notAReceipt],
  ['problem details', 422, problem('invalid', 422, { issues: [badEmail] }), refused('invalid', badEmail)],
  ['403 with a page', 403, PAGE, blocked],
  ['404 with a page', 404, PAGE, blocked],
  ['an answer that the browser hides', 0, '', notAReceipt],
];

const rows: Case[] = [
  ['201', 201, '', confirmed],
  [
    'a key that is there already',
    409,
    { code: '23505', details: 'Key (id)=(…) already exists.', hint: null, message: 'duplicate key' },
    confirmed,
  ],
  ['201 with a page', 201, PAGE, notAReceipt],
  ['200 and nothing', 200, '', notAReceipt],
  ['another conflict', 409, { code: '23503', message: 'foreign key' }, refused('23503')],
  ['409 with a page', 409, PAGE, blocked],
  ['a missing column', 400, { code: 'PGRST204', message: 'Could not find the column' }, refused('PGRST204')],
  ['a broken constraint', 400, { code: '23514', message: 'violates check constraint' }, refused('23514')],
  ['a policy that does not allow it', 401, { code: '42501', message: 'row-level security' }, refused('42501')],
  [
    'a site that our table does not know',
    422,
    { code: 'PT422', message: 'unknown-site', details: 'The site is not one of those in l30_sites.' },
    refused('unknown-site'),
  ],
  ['no such table', 404, { code: 'PGRST205', message: 'Could not find the table' }, refused('PGRST205')],
  ['a missing key', 401, { message: 'No API key found in request', hint: 'No `apikey` header' }, refused('401')],
  ['403 with a page', 403, PAGE, blocked],
  ['a lost database', 503, { code: 'PGRST000', message: 'Database connection error' }, busy],
  ['a failed transaction', 500, { code: '40001', message: 'could not serialize access' }, broken],
];

export const ANSWERS: Readonly<Record<string, readonly Case[]>> = {
  json: [
    ['201 with the receipt', 201, receipt, confirmed],
    ['200 with the receipt of a repeat', 200, receipt, confirmed],
    ['422 with issues', 422, problem('invalid', 422, { issues: [badEmail] }), refused('invalid', badEmail)],
    ['403 with a page', 403, PAGE, blocked],
  ],
  form: [
    ['201 with the receipt', 201, receipt, confirmed],
    ['the receipt of other bytes', 201, { ...receipt, sha256: 'b'.repeat(64) }, notAReceipt],
    ...handler,
  ],
  multipart: [['201 with the receipt', 201, receipt, unconfirmed], ...handler],
  'google-apps-script': [
    ['200 with the receipt', 200, receipt, confirmed],
    ['a problem in a 200', 200, problem('invalid-envelope', 422), refused('invalid-envelope')],
    ['a body that is no JSON, in a 200', 200, problem('malformed-json', 400), refused('malformed-json')],
    [
      'a subscription with issues in a 200',
      200,
      problem('invalid-subscription', 422, { issues: [badEmail] }),
      refused('invalid-subscription', badEmail),
    ],
    ['a lock that could not be had, in a 200', 200, problem('storage-unavailable', 503), busy],
    ['a fault in a 200', 200, problem('internal', 500), broken],
    ['a problem without a status', 200, { type: 'urn:l30:problem:internal' }, notAReceipt],
    ['a problem that says it is none', 200, problem('odd', 200), notAReceipt],
    ["an error page of Google's", 200, PAGE, notAReceipt],
    ['a script for some people only', 401, PAGE, blocked],
    ['a script that is gone', 404, PAGE, blocked],
    ['the receipt of another letter', 200, { ...receipt, id: other }, notAReceipt],
  ],
  'google-forms': unreadable(unconfirmed),
  formspree: [
    ['200 with the next page', 200, { ok: true, next: 'https://formspree.io/thanks' }, confirmed],
    [
      'a bad address',
      422,
      { error: 'Validation errors', errors: [{ code: 'TYPE_EMAIL', field: 'email', message: 'should be an email' }] },
      refused('TYPE_EMAIL', badEmail),
    ],
    [
      'a missing address',
      422,
      {
        error: 'Validation errors',
        errors: [{ code: 'REQUIRED_FIELD_MISSING', field: 'email', message: 'is required' }],
      },
      refused('REQUIRED_FIELD_MISSING', { name: 'email', rule: 'required' }),
    ],
    [
      'another missing field',
      422,
      { error: 'Validation errors', errors: [{ code: 'REQUIRED_FIELD_EMPTY', field: 'age', message: 'is required' }] },
      refused('REQUIRED_FIELD_EMPTY'),
    ],
    [
      'an address that is wrong in another way',
      422,
      { error: 'Validation errors', errors: [{ code: 'TYPE_TEXT', field: 'email', message: 'should be text' }] },
      refused('TYPE_TEXT'),
    ],
    [
      'a blocked form',
      403,
      { error: 'Blocked', errors: [{ code: 'BLOCKED', message: 'Blocked' }] },
      refused('BLOCKED'),
    ],
    [
      'no such form',
      404,
      { error: 'Form not found', errors: [{ code: 'FORM_NOT_FOUND', message: 'Form not found' }] },
      refused('FORM_NOT_FOUND'),
    ],
    ['an error with words alone', 400, { error: 'Something is wrong' }, refused('400')],
    ['an error in a 200', 200, { error: 'Something is wrong' }, refused('200')],
    ['200 with a page', 200, PAGE, notAReceipt],
    ['200 with a next page that is none', 200, { next: null }, notAReceipt],
    ['403 with a page', 403, PAGE, blocked],
    ['429', 429, { error: 'Too many' }, busy],
  ],
  basin: [
    ['200 with success', 200, { success: true, id: 1 }, confirmed],
    ['200 with other JSON', 200, { id: 1 }, unconfirmed],
    ['200 with empty JSON', 200, {}, notAReceipt],
    ['200 without success', 200, { success: false }, refused('200')],
    ['an error', 422, { error: 'Captcha failed' }, refused('422')],
    ['200 with a page', 200, PAGE, notAReceipt],
    ['404 with a page', 404, PAGE, blocked],
  ],
  web3forms: [
    ['200 with success', 200, { success: true, message: 'Email sent successfully!', data: {} }, confirmed],
    ['a wrong key', 400, { success: false, message: 'Invalid Access Key' }, refused('400')],
    ['no in a 200', 200, { success: false, message: 'Spam' }, refused('200')],
    ['success as a text', 200, { success: 'true' }, notAReceipt],
    ['success in a 404', 404, { success: true }, blocked],
    ['200 with a page', 200, PAGE, notAReceipt],
    ['429', 429, { success: false, message: 'Too many' }, busy],
  ],
  formsubmit: [
    ['success as a text', 200, { success: 'true', message: 'The form was submitted successfully.' }, unconfirmed],
    ['success as a boolean', 200, { success: true }, unconfirmed],
    [
      'a form that is not switched on',
      200,
      { success: 'false', message: 'This form needs Activation.' },
      refused('200'),
    ],
    ['failure as a boolean', 200, { success: false }, refused('200')],
    ['200 with a page', 200, PAGE, notAReceipt],
    ['403 with a page', 403, PAGE, blocked],
  ],
  netlify: [
    ['200 with a page of the site', 200, PAGE, unconfirmed],
    ['404', 404, PAGE, blocked],
    ['500', 500, PAGE, broken],
  ],
  'contact-form-7': [
    ['mail sent', 200, cf7('mail_sent'), confirmed],
    ['mail sent for another letter', 200, { ...cf7('mail_sent'), into: `#wpcf7-l30-${other}` }, notAReceipt],
    ['mail sent for nobody', 200, { status: 'mail_sent' }, notAReceipt],
    ['mail not sent', 200, cf7('mail_failed'), broken],
    ['spam', 200, cf7('spam'), refused('spam')],
    ['stopped by a plugin', 200, cf7('aborted'), refused('aborted')],
    ['terms not accepted', 200, cf7('acceptance_missing'), refused('acceptance_missing', noConsent)],
    [
      'a bad address',
      200,
      cf7('validation_failed', { invalid_fields: [{ field: 'your-email', message: 'No.', idref: null }] }),
      refused('validation_failed', badEmail),
    ],
    [
      'a bad address under another name',
      200,
      cf7('validation_failed', { invalid_fields: [null, { field: 'age' }, { field: 'Parent_E-Mail' }] }),
      refused('validation_failed', badEmail),
    ],
    [
      'another bad field',
      200,
      cf7('validation_failed', { invalid_fields: [{ field: 'your-age', message: 'No.', idref: null }] }),
      refused('validation_failed'),
    ],
    ['a status of the future', 200, cf7('thinking'), notAReceipt],
    ['a wrong format', 415, wpError('wpcf7_unsupported_media_type', 415), refused('wpcf7_unsupported_media_type')],
    ['no such form', 404, wpError('wpcf7_not_found', 404), refused('wpcf7_not_found')],
    ['no tag', 400, wpError('wpcf7_unit_tag_not_found', 400), refused('wpcf7_unit_tag_not_found')],
    ['403 with a page', 403, PAGE, blocked],
    ['200 with a page', 200, PAGE, notAReceipt],
  ],
  'gravity-forms': [
    [
      '200 and valid',
      200,
      {
        is_valid: true,
        page_number: 0,
        source_page_number: 1,
        confirmation_message: 'Thanks',
        confirmation_type: 'message',
      },
      confirmed,
    ],
    ['200 and on to the next page', 200, { is_valid: true, page_number: 2, source_page_number: 1 }, notAReceipt],
    [
      'invalid',
      400,
      { is_valid: false, validation_messages: { 1: 'This field is required.' }, page_number: 1 },
      refused('invalid'),
    ],
    ['no such form', 400, wpError('form_not_found', 400), refused('form_not_found')],
    ['a REST API that is off', 404, wpError('rest_no_route', 404), refused('rest_no_route')],
    ['403 with a page', 403, PAGE, blocked],
    ['200 with a page', 200, PAGE, notAReceipt],
  ],
  wordpress: [
    ['201 with the receipt', 201, receipt, confirmed],
    ['200 with the receipt of a repeat', 200, receipt, confirmed],
    ['200 with anything else', 200, { id: 12, status: 'publish' }, notAReceipt],
    ['problem details', 422, problem('invalid', 422), refused('invalid')],
    ['no such route', 404, wpError('rest_no_route', 404), refused('rest_no_route')],
    ['a letter that the route does not take', 400, wpError('rest_invalid_param', 400), refused('rest_invalid_param')],
    ['a route for some people only', 401, wpError('rest_forbidden', 401), refused('rest_forbidden')],
    ['403 with a page', 403, PAGE, blocked],
    ['a fault of PHP', 500, wpError('internal_server_error', 500), broken],
  ],
  'power-automate': [
    ['200 with the id', 200, { id }, confirmed],
    ['202', 202, '', unconfirmed],
    ['200 with another id', 200, { id: other }, unconfirmed],
    ['a page', 200, PAGE, notAReceipt],
    [
      'a body that does not fit',
      400,
      { error: { code: 'TriggerInputSchemaMismatch', message: 'No.' } },
      refused('TriggerInputSchemaMismatch'),
    ],
    [
      'a flow for some people only',
      401,
      { error: { code: 'DirectApiAuthorizationRequired', message: 'No.' } },
      refused('DirectApiAuthorizationRequired'),
    ],
    ['the id in a 400', 400, { id }, blocked],
    ['403 with a page', 403, PAGE, blocked],
    ['a flow that ran too long', 504, { error: { code: 'GatewayTimeout', message: 'No.' } }, broken],
  ],
  zapier: [
    ['success', 200, { attempt: 'a', id: 'b', request_id: 'c', status: 'success' }, unconfirmed],
    ['silence', 200, '', unconfirmed],
    ['even the id', 200, { id, sha256 }, unconfirmed],
    ['an error', 400, { status: 'error', errors: [] }, refused('400')],
    ['a hook that is gone', 410, '', blocked],
    ['a page', 200, PAGE, notAReceipt],
    ['429', 429, { status: 'error' }, busy],
  ],
  make: [
    ['Accepted', 200, 'Accepted', unconfirmed],
    ['the id', 200, { id }, confirmed],
    ['a full queue', 400, 'Queue is full.', blocked],
    ['a scenario that is gone', 410, 'Gone', blocked],
    ['a page', 200, PAGE, notAReceipt],
  ],
  postgrest: rows,
  supabase: rows,
  mailchimp: unreadable(unconfirmed),
  buttondown: unreadable(unconfirmedByMail),
  brevo: unreadable(unconfirmed),
  kit: [
    ['success', 200, { status: 'success', consent: { enabled: false } }, unconfirmedByMail],
    ['a puzzle to solve', 200, { status: 'quarantined', url: 'https://app.kit.com/guard' }, refused('quarantined')],
    ['failure', 400, { status: 'failed', errors: { messages: ['Email is invalid'] } }, refused('failed')],
    ['200 with a page', 200, PAGE, notAReceipt],
    ['403 with a page', 403, PAGE, blocked],
  ],
  listmonk: [
    ['a list that asks back', 200, { data: { has_optin: true } }, confirmedByMail],
    ['a list that does not', 200, { data: { has_optin: false } }, confirmed],
    ['a wrong address or list', 400, { message: 'Invalid e-mail.' }, refused('400')],
    ['a list that is not public', 403, { message: 'Not allowed.' }, refused('403')],
    ['200 with other JSON', 200, { data: true }, notAReceipt],
    ['200 with a page', 200, PAGE, notAReceipt],
    ['404 with a page', 404, PAGE, blocked],
    ['a fault', 500, { message: 'Error' }, broken],
  ],
  ghost: [
    ['201 with JSON', 201, {}, confirmedByMail],
    ['201 with words, as older versions', 201, 'Created.', confirmedByMail],
    ['201 with a page', 201, PAGE, notAReceipt],
    ['200 with words', 200, 'Created.', notAReceipt],
    ['a bad address', 400, ghost(), refused('BadRequestError')],
    ['an error with a code', 400, ghost({ code: 'EMAIL_BLOCKED' }), refused('EMAIL_BLOCKED')],
    ['an address that cannot be mailed', 400, 'Bad Request.', blocked],
    ['too many', 429, ghost({ type: 'TooManyRequestsError' }), busy],
    ['403 with a page', 403, PAGE, blocked],
  ],
  hubspot: [
    ['a message', 200, { inlineMessage: 'Thanks' }, confirmed],
    ['an address to go to', 200, { redirectUri: 'https://www.school.example/thanks' }, confirmed],
    ['200 with other JSON', 200, {}, notAReceipt],
    ['a bad address', 400, hubspot('INVALID_EMAIL'), refused('INVALID_EMAIL', badEmail)],
    ['a blocked address', 400, hubspot('BLOCKED_EMAIL'), refused('BLOCKED_EMAIL', badEmail)],
    ['no consent', 400, hubspot('MISSING_PROCESSING_CONSENT'), refused('MISSING_PROCESSING_CONSENT', noConsent)],
    [
      'a property it does not have',
      400,
      hubspot('FIELD_NOT_IN_FORM_DEFINITION', 'INVALID_EMAIL'),
      refused('FIELD_NOT_IN_FORM_DEFINITION', badEmail),
    ],
    ['a captcha', 400, hubspot('FORM_HAS_RECAPTCHA_ENABLED'), refused('FORM_HAS_RECAPTCHA_ENABLED')],
    ['no such form', 404, { status: 'error', message: 'No.' }, blocked],
    ['200 with a page', 200, PAGE, notAReceipt],
    ['too many', 429, hubspot('ERROR 429'), busy],
  ],
  mailto: [['anything', 0, '', unconfirmed]],
};

export const heardOf = ([, status, body]: Case): Heard => ({
  status,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});
