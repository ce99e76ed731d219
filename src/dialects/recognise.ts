/** By the end of a host's name. */
const HOSTS: Readonly<Record<string, string>> = {
  'script.google.com': 'google-apps-script',
  'docs.google.com': 'google-forms',
  'formspree.io': 'formspree',
  'usebasin.com': 'basin',
  'api.web3forms.com': 'web3forms',
  'formsubmit.co': 'formsubmit',
  'logic.azure.com': 'power-automate',
  'api.powerplatform.com': 'power-automate',
  'hooks.zapier.com': 'zapier',
  'make.com': 'make',
  'supabase.co': 'supabase',
  'list-manage.com': 'mailchimp',
  'buttondown.com': 'buttondown',
  'buttondown.email': 'buttondown',
  'sibforms.com': 'brevo',
  'app.convertkit.com': 'kit',
  'app.kit.com': 'kit',
  'hsforms.com': 'hubspot',
};

/** By a part of the path, for what schools run at an address of their own. The first match holds. */
const PATHS: Readonly<Record<string, string>> = {
  '/wp-json/contact-form-7/': 'contact-form-7',
  '/wp-json/gf/v2/': 'gravity-forms',
  '/wp-json/': 'wordpress',
  '/members/api/': 'ghost',
  '/api/public/subscription': 'listmonk',
};

/** The dialect that an endpoint's address gives away; `json`, our own receiver's, when it says nothing. */
export function recognise(endpoint: string): string {
  let url: URL;
  try {
    url = new URL(endpoint);
  } catch {
    return 'json';
  }
  const { protocol, hostname, pathname } = url;
  if (protocol === 'mailto:') return 'mailto';
  const host = Object.keys(HOSTS).find((name) => `.${hostname}`.endsWith(`.${name}`));
  const path = Object.keys(PATHS).find((part) => pathname.includes(part));
  return (host && HOSTS[host]) || (path && PATHS[path]) || 'json';
}
