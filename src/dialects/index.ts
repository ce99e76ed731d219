import type { Dialect } from './shared/dialect.ts';
import { dialect as basin } from './basin.ts';
import { dialect as brevo } from './brevo.ts';
import { dialect as buttondown } from './buttondown.ts';
import { dialect as contactForm7 } from './contact-form-7.ts';
import { dialect as form } from './form.ts';
import { dialect as formspree } from './formspree.ts';
import { dialect as formsubmit } from './formsubmit.ts';
import { dialect as ghost } from './ghost.ts';
import { dialect as googleAppsScript } from './google-apps-script.ts';
import { dialect as googleForms } from './google-forms.ts';
import { dialect as gravityForms } from './gravity-forms.ts';
import { dialect as hubspot } from './hubspot.ts';
import { dialect as json } from './json.ts';
import { dialect as kit } from './kit.ts';
import { dialect as listmonk } from './listmonk.ts';
import { dialect as mailchimp } from './mailchimp.ts';
import { dialect as mailto } from './mailto.ts';
import { dialect as make } from './make.ts';
import { dialect as multipart } from './multipart.ts';
import { dialect as netlify } from './netlify.ts';
import { dialect as postgrest } from './postgrest.ts';
import { dialect as powerAutomate } from './power-automate.ts';
import { dialect as supabase } from './supabase.ts';
import { dialect as web3forms } from './web3forms.ts';
import { dialect as wordpress } from './wordpress.ts';
import { dialect as zapier } from './zapier.ts';

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
