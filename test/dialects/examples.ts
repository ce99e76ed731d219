import type { Envelope } from '../../src/contract/envelope.ts';
import { SUITE, type SealedEnvelope } from '../../src/contract/sealed.ts';

export const id = '0123456789abcdef0123456789abcdef';
export const sha256 = 'a'.repeat(64);

/** What an admin writes for each dialect: the README shows the same. */
export interface Example {
  endpoint: string;
  fields?: Readonly<Record<string, string>>;
  /** The address alone gives the dialect away. */
  recognised?: true;
}

export const EXAMPLES: Readonly<Record<string, Example>> = {
  json: { endpoint: 'https://l30.school.example/submissions', recognised: true },
  form: { endpoint: 'https://www.school.example/l30.php' },
  multipart: { endpoint: 'https://www.school.example/upload.php' },
  'google-apps-script': { endpoint: 'https://script.google.com/macros/s/AKfycb/exec', recognised: true },
  'google-forms': {
    endpoint: 'https://docs.google.com/forms/d/e/1FAIpQL/formResponse',
    fields: { message: 'entry.1234567', id: 'entry.7654321' },
    recognised: true,
  },
  formspree: { endpoint: 'https://formspree.io/f/xayzabcd', recognised: true },
  basin: { endpoint: 'https://usebasin.com/f/0123456789ab', recognised: true },
  web3forms: {
    endpoint: 'https://api.web3forms.com/submit',
    fields: { access_key: '00000000-0000-4000-8000-000000000000' },
    recognised: true,
  },
  formsubmit: { endpoint: 'https://formsubmit.co/ajax/0123456789abcdef', recognised: true },
  netlify: { endpoint: 'https://www.school.example/letters', fields: { 'form-name': 'letters' } },
  'contact-form-7': {
    endpoint: 'https://www.school.example/wp-json/contact-form-7/v1/contact-forms/123/feedback',
    recognised: true,
  },
  'gravity-forms': {
    endpoint: 'https://www.school.example/wp-json/gf/v2/forms/1/submissions',
    fields: { message: 'input_1', id: 'input_2' },
    recognised: true,
  },
  wordpress: { endpoint: 'https://www.school.example/wp-json/school/v1/letters', recognised: true },
  'power-automate': {
    endpoint:
      'https://prod-00.uksouth.logic.azure.com/workflows/0/triggers/manual/paths/invoke?api-version=1&sp=run&sv=1.0&sig=0',
    recognised: true,
  },
  zapier: { endpoint: 'https://hooks.zapier.com/hooks/catch/123/abc/', recognised: true },
  make: { endpoint: 'https://hook.eu1.make.com/abcdefghijkl', recognised: true },
  postgrest: { endpoint: 'https://db.school.example/l30_letters' },
  supabase: {
    endpoint: 'https://abcdefgh.supabase.co/rest/v1/l30_letters',
    fields: { apikey: 'sb_publishable_0' },
    recognised: true,
  },
  mailchimp: { endpoint: 'https://school.us1.list-manage.com/subscribe/post?u=a1b2c3&id=d4e5f6', recognised: true },
  buttondown: { endpoint: 'https://buttondown.com/api/emails/embed-subscribe/school', recognised: true },
  brevo: { endpoint: 'https://a1b2c3d4.sibforms.com/serve/MUIF0', fields: { name: 'FIRSTNAME' }, recognised: true },
  kit: { endpoint: 'https://app.kit.com/forms/1234567/subscriptions', recognised: true },
  listmonk: {
    endpoint: 'https://lists.school.example/api/public/subscription',
    fields: { list: '00000000-0000-4000-8000-000000000000' },
    recognised: true,
  },
  ghost: { endpoint: 'https://news.school.example/members/api/send-magic-link/', recognised: true },
  hubspot: {
    endpoint: 'https://api.hsforms.com/submissions/v3/integration/submit/123/abc',
    fields: { name: 'firstname' },
    recognised: true,
  },
  mailto: { endpoint: 'mailto:office@school.example', recognised: true },
};

/** What a pupil gave, with everything in it that breaks forms. */
export const pupils: Envelope = {
  v: 1,
  id,
  widget: 'mood-check-in',
  pack: 'faces-5',
  site: 'oak & ash',
  lang: 'en-GB',
  sentAt: '2026-11-23T09:30:00.000Z',
  replaces: 'f'.repeat(32),
  answers: [
    { id: 'mood', question: 'How are you today?', value: 'sad', words: 'Sad' },
    {
      id: 'needs',
      question: 'What would help?',
      value: ['quiet', 'talk'],
      words: ['A quiet place', 'Someone to talk to'],
    },
    { id: 'words', question: 'Anything else?', value: '=1+1&a=b%20 "<b>é</b>" 😀\nline 2\u0000' },
  ],
};

export const newsletter: Envelope = {
  v: 1,
  id,
  widget: 'newsletter-signup',
  site: 'oak',
  lang: 'cy',
  sentAt: '2026-11-23T09:30:00.000Z',
  answers: [
    { id: 'email', question: 'Email', value: 'parent+news@example.org' },
    { id: 'name', question: 'Your name', value: "Siân O'Neill & co" },
    { id: 'consent', question: 'Yes, email me school news.', value: 'yes' },
  ],
};

/** A signup with a consent for each of two purposes, and their version. */
export const consenting: Envelope = {
  ...newsletter,
  answers: [
    ...newsletter.answers.slice(0, 2),
    { id: 'consent', question: 'What may we email you about? School news; Events', value: 'yes' },
    { id: 'consent.school-news', question: 'School news', value: 'yes' },
    { id: 'consent.events', question: 'Events', value: 'yes' },
    { id: 'consent-version', question: 'Version of these words', value: '2026-09' },
  ],
};

export const sealed: SealedEnvelope = {
  v: 1,
  id,
  widget: 'mood-check-in',
  site: 'oak & "ash"',
  suite: SUITE,
  commitment: `${'c'.repeat(42)}A`,
  recipients: ['-_one', '-_two'].map((name) => ({
    kid: name.padEnd(22, 'A'),
    enc: `B${'e'.repeat(85)}A`,
    key: 'k'.repeat(64),
  })),
  iv: 'i'.repeat(16),
  text: 'T_-0'.repeat(200),
};
