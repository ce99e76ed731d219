/**
 * What comes through where, as data. `source` says how we know: `measured` by running the real editor or
 * filter, `documents` from what others wrote, `unknown` where nobody has tried.
 */

/**
 * The forms of the snippet. `whole`: box, link and script. `self`: one tag that places itself. `site-link` and
 * `site-marker`: the script once for the whole site, and a link or a marker in the text. `frame` and
 * `frame-address`: the hosted page in a frame, as HTML or by its address. `link`: a link to the hosted page.
 */
export type FormName = 'whole' | 'self' | 'site-link' | 'site-marker' | 'frame' | 'frame-address' | 'link';

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

/** What somebody sees who has pasted and looks at the finished page. */
export const PASTED = {
  works: 'The widget is there',
  link: 'Only a link is there',
  code: 'I see code, or [l30 \u2026]',
  nothing: 'Nothing is there, or an empty frame',
} as const;
export type Pasted = keyof typeof PASTED;

const SITE_SCRIPT =
  'Once for the whole site: ask whoever administers it to paste the first code where scripts for every page belong (in many systems: Site settings, Custom code, Head or Footer). If nobody may do that, use the link alone.';
const LOOK =
  'Publish, and open the page in a private window, as a pupil would. In the editor itself the widget may not show.';
const PASTE_HTML =
  'Find where the editor takes HTML: a button called Source, Code, HTML or <>, or a block called Custom HTML, Embed or Code. Do not paste into the normal text.';

/** Steps of a form where no host has its own, and what comes after in each case. */
export const STEPS: Readonly<Record<FormName, { name: string; steps: readonly string[]; after: readonly string[] }>> = {
  whole: { name: 'Box, link and script', steps: [PASTE_HTML, 'Paste both lines.'], after: [LOOK] },
  self: {
    name: 'One script tag',
    steps: ['Add a block for code or an embed.', 'Paste the line into it.'],
    after: [LOOK],
  },
  'site-link': {
    name: 'Script for the site, link in the text',
    steps: [
      SITE_SCRIPT,
      'In the text, write the words of the link, mark them, and use the link button of the editor to link them to the address below. Give the link a line of its own. Or paste the second code where HTML is taken.',
    ],
    after: [LOOK, 'With the script the link becomes the widget. Without it, it opens the widget on a page of its own.'],
  },
  'site-marker': {
    name: 'Script for the site, marker in the text',
    steps: [SITE_SCRIPT, 'In the text, write the second code on a line of its own, exactly as it stands.'],
    after: [
      LOOK,
      'Quotes that your editor makes curly are understood. Words with other signs than plain letters have no place in the marker, so ours are shown.',
    ],
  },
  frame: {
    name: 'A frame',
    steps: [PASTE_HTML, 'Paste the line.'],
    after: [LOOK, 'A frame cannot grow by itself. If something is cut off, raise the number at height.'],
  },
  'frame-address': {
    name: 'A frame, by its address',
    steps: ['Choose Embed, then By URL.', 'Paste the address.'],
    after: ['Make the frame as wide as the page, and about 960 pixels high.', LOOK],
  },
  link: {
    name: 'A link',
    steps: ['Write the words of the link in the text, mark them, and use the link button to link them to the address.'],
    after: ['A link works everywhere. It opens the widget on a page of its own.'],
  },
};

/** The forms whose script runs on the school's own pages, and therefore under their policy. */
export const WITH_SCRIPT: readonly FormName[] = ['whole', 'self', 'site-link', 'site-marker'];

/** What comes before and after the other steps where a policy allows scripts by their hashes alone. */
export const STRICT = {
  first:
    'Paste the import map into the head of the page, before every other script, exactly as it stands: the policy knows it by its hash as well. Where the page has an import map already, write the lines of this one under “integrity” there, and have its new hash put into the policy: some browsers read only one.',
  last: (folder: string): string =>
    `Ask whoever sets the content security policy to add what stands under “For the policy”. Where it may name addresses of scripts, ${folder} is enough in place of all hashes but the first, and works in older browsers too.`,
  after:
    'Make the snippet again whenever l30.js is replaced by another version: the hashes change with it. Chrome and Edge know such an import map from 127 on, Firefox from 138, Safari from 18; in older ones the widget shows, and says that it could not send.',
} as const;

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

/** Which form to try next, after what somebody saw. Where nothing stands there is nothing better than what they have. */
const LADDER: Readonly<Record<FormName, Partial<Record<Pasted, FormName>>>> = {
  whole: { link: 'site-link', code: 'self', nothing: 'self' },
  self: { code: 'site-link', nothing: 'site-link' },
  'site-link': { code: 'site-marker', nothing: 'site-marker' },
  'site-marker': { code: 'frame', nothing: 'frame' },
  frame: { code: 'frame-address', nothing: 'frame-address' },
  'frame-address': { code: 'link', nothing: 'link' },
  link: {},
};

/** Why the outcome is as it is, and what comes next. */
export function nextForm(form: FormName, outcome: Pasted): { next?: FormName; words: string } {
  if (outcome === 'works')
    return {
      words:
        'Good. Press Send once on the page itself, with words that say it is a test, and see that your readers get it.',
    };
  const next = LADDER[form][outcome];
  if (outcome === 'link') {
    const plain = 'The link is good as it is: it opens the widget on a page of its own.';
    return next
      ? {
          next,
          words: `Your editor kept the link and removed the script. ${plain} To have the widget in the page itself, try the next form.`,
        }
      : { words: plain };
  }
  const seen = outcome === 'code' ? 'The editor took the code for text.' : 'The editor removed it.';
  if (next) return { next, words: `${seen} Take it out again, and try the next form.` };
  return {
    words: `${seen} Then nothing can be put there. Print the poster below, or ask the support of your system to add the first form for you.`,
  };
}
