import type { Dialect } from './shared/dialect.ts';
import { basin } from './basin.ts';
import { brevo } from './brevo.ts';
import { buttondown } from './buttondown.ts';
import { contactForm7 } from './contact-form-7.ts';
import { form } from './form.ts';
import { formspree } from './formspree.ts';
import { formsubmit } from './formsubmit.ts';
import { ghost } from './ghost.ts';
import { googleAppsScript } from './google-apps-script.ts';
import { googleForms } from './google-forms.ts';
import { gravityForms } from './gravity-forms.ts';
import { hubspot } from './hubspot.ts';
import { json } from './json.ts';
import { kit } from './kit.ts';
import { listmonk } from './listmonk.ts';
import { mailchimp } from './mailchimp.ts';
import { mailto } from './mailto.ts';
import { make } from './make.ts';
import { multipart } from './multipart.ts';
import { netlify } from './netlify.ts';
import { postgrest } from './postgrest.ts';
import { powerAutomate } from './power-automate.ts';
import { supabase } from './supabase.ts';
import { web3forms } from './web3forms.ts';
import { wordpress } from './wordpress.ts';
import { zapier } from './zapier.ts';

export { DIALECT_NAMES } from './names.ts';
export { recognise } from './recognise.ts';

/** Every dialect by its name: for tests and documents. A page fetches the one it uses, and none of the others. */
export const dialects: Readonly<Record<string, Dialect>> = {
  json,
  form,
  multipart,
  'google-apps-script': googleAppsScript,
  'google-forms': googleForms,
  formspree,
  basin,
  web3forms,
  formsubmit,
  netlify,
  'contact-form-7': contactForm7,
  'gravity-forms': gravityForms,
  wordpress,
  'power-automate': powerAutomate,
  zapier,
  make,
  postgrest,
  supabase,
  mailchimp,
  buttondown,
  brevo,
  kit,
  listmonk,
  ghost,
  hubspot,
  mailto,
};
