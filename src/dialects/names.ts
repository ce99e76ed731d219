/** Every dialect, as an admin writes it in `dialect="…"`. Each has a file of its own here. */
export const DIALECT_NAMES: readonly string[] = [
  'json', 'form', 'multipart',
  'google-apps-script', 'google-forms', 'formspree', 'basin', 'web3forms', 'formsubmit', 'netlify',
  'contact-form-7', 'gravity-forms', 'wordpress', 'power-automate', 'zapier', 'make', 'postgrest', 'supabase',
  'mailchimp', 'buttondown', 'brevo', 'kit', 'listmonk', 'ghost', 'hubspot',
  'mailto',
];
