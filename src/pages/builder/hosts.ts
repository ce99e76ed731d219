/**
 * What comes through where, as data. `source` says how we know: `measured` by running the real editor or
 * filter, `documents` from what others wrote, `unknown` where nobody has tried.
 */
import { PASTE_HTML, type FormName } from './forms.ts';

export interface Host {
  id: string;
  /** The site and, where it matters, the role of whoever pastes. */
  name: string;
  form: FormName;
  source: 'measured' | 'documents' | 'unknown';
  /** How to get to the place and paste. What comes after is the same for a form everywhere. */
  steps: readonly string[];
  /** What else to know. */
  limit?: string;
}

const NETWORK =
  'On a network of sites (multisite) only its super administrators may paste scripts; everyone else is filtered like an author.';

export const hosts = [
  {
    id: 'wordpress-admin',
    name: 'WordPress: administrator or editor',
    form: 'whole',
    source: 'measured',
    steps: [
      'Edit the page and add a block: Custom HTML.',
      'Paste both lines into it. In the classic editor, use the Text tab, not Visual.',
    ],
    limit: NETWORK,
  },
  {
    id: 'wordpress-author',
    name: 'WordPress: author or contributor',
    form: 'site-link',
    source: 'measured',
    steps: [
      'Once for the whole site: ask an administrator to open Appearance, Widgets, add a Custom HTML widget to the footer and paste the first code into it.',
      'In your page, write the words of the link, mark them, and link them to the address below. Give the link a line of its own.',
    ],
    limit: 'WordPress removes scripts that authors paste, and keeps links.',
  },
  {
    id: 'wordpress-com',
    name: 'WordPress.com',
    form: 'link',
    source: 'documents',
    steps: ['Write the words of the link in a paragraph, mark them, and link them to the address.'],
    limit:
      'Below the Business plan scripts and frames are removed, we have read. On Business and above, choose \u201cWordPress: administrator\u201d.',
  },
  {
    id: 'wix',
    name: 'Wix',
    form: 'frame-address',
    source: 'documents',
    steps: ['Choose Add, Embed Code, Embed a Site.', 'Paste the address.'],
    limit: 'What is embedded in Wix stands in a frame of fixed height, apart from your page.',
  },
  {
    id: 'squarespace',
    name: 'Squarespace',
    form: 'self',
    source: 'documents',
    steps: ['Add a block: Code. Keep it on HTML.', 'Paste the line into it.'],
    limit: 'Code needs one of the higher plans, we have read. A link works on all of them.',
  },
  {
    id: 'google-sites',
    name: 'Google Sites',
    form: 'frame-address',
    source: 'documents',
    steps: ['Choose Insert, Embed, By URL.', 'Paste the address.'],
    limit: 'Do not use \u201cEmbed code\u201d: Google has refused scripts from other sites there.',
  },
  {
    id: 'sharepoint',
    name: 'SharePoint',
    form: 'frame',
    source: 'documents',
    steps: [
      'Edit the page and add the web part: Embed.',
      'Paste the line into \u201cWebsite address or embed code\u201d.',
    ],
    limit: 'An administrator has to allow the address of your hosted page first (Site settings, HTML Field Security).',
  },
  {
    id: 'webflow',
    name: 'Webflow',
    form: 'self',
    source: 'documents',
    steps: ['Add the element: Code Embed.', 'Paste the line into it and save.'],
    limit: 'Webflow shows embeds only on the published page.',
  },
  {
    id: 'drupal-full',
    name: 'Drupal: a text format that allows HTML',
    form: 'whole',
    source: 'documents',
    steps: ['Set the text format below the box to Full HTML.', 'Choose Source and paste both lines.'],
    limit: 'We ran Drupal\u2019s filter with the tags allowed, not a whole site with Full HTML.',
  },
  {
    id: 'drupal-basic',
    name: 'Drupal: Basic HTML or Restricted HTML',
    form: 'site-link',
    source: 'measured',
    steps: [
      'Once for the whole site: ask an administrator to add a block with the format Full HTML to the footer, with the first code in it.',
      'In your page, write the words of the link, mark them, and link them to the address below. Give the link a line of its own.',
    ],
    limit: 'Basic HTML keeps the link and nothing else. We ran the filter, not a whole site.',
  },
  {
    id: 'joomla-super',
    name: 'Joomla: super user',
    form: 'whole',
    source: 'documents',
    steps: [
      'Set your editor to \u201cNone\u201d in your profile: the usual one removes scripts even for you.',
      'Open the article, or a module of the type Custom, and paste both lines.',
      'Save, and set the editor back. Do not save this article with the usual editor again.',
    ],
    limit: 'We have not tried this on a whole site. If you see code, or nothing, say so below.',
  },
  {
    id: 'joomla-author',
    name: 'Joomla: manager, editor or author',
    form: 'site-link',
    source: 'measured',
    steps: [
      'Once for the whole site: ask a super user to make a module of the type Custom for every page, with the first code in it, with the editor set to \u201cNone\u201d.',
      'In your article, write the words of the link, mark them, and link them to the address below. Give the link a line of its own.',
    ],
    limit:
      'Joomla\u2019s own filter removes scripts that anyone else pastes, and keeps links. We ran the filter, not a whole site.',
  },
  {
    id: 'ghost',
    name: 'Ghost',
    form: 'whole',
    source: 'measured',
    steps: ['In the post or page, type /html and choose HTML.', 'Paste both lines into the card.'],
    limit: 'Pasted as normal text, visitors read the code.',
  },
  {
    id: 'juniper',
    name: 'Juniper Websites, PrimarySite',
    form: 'whole',
    source: 'unknown',
    steps: [PASTE_HTML, 'Paste both lines.'],
    limit:
      'We have not tried this system and found nothing written about it. Try this form; if you see code, or nothing, say so below and use the next one. Their support can also add it.',
  },
  {
    id: 'e4education',
    name: 'e4education',
    form: 'whole',
    source: 'unknown',
    steps: [PASTE_HTML, 'Paste both lines.'],
    limit:
      'We have not tried this system and found nothing written about it. Try this form; if you see code, or nothing, say so below and use the next one. Their support can also add it.',
  },
  {
    id: 'html',
    name: 'Plain HTML files',
    form: 'whole',
    source: 'measured',
    steps: [
      'Open the file of the page in a text editor.',
      'Paste both lines where the widget should stand, inside body.',
    ],
  },
  {
    id: 'other',
    name: 'Something else',
    form: 'whole',
    source: 'unknown',
    steps: [PASTE_HTML, 'Paste both lines.'],
    limit: 'Every system filters in its own way. Try this form and tell us below what you see.',
  },
] as const satisfies readonly Host[];

export type HostId = (typeof hosts)[number]['id'];

/** How we know, in words. */
export const SOURCES: Readonly<Record<Host['source'], string>> = {
  measured: 'We have tried this.',
  documents: 'We have only read about this, and have not tried it.',
  unknown: 'We have not tried this.',
};
