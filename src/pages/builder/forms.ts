/** The forms that a snippet can have, what to do with each, and which comes next where one did not come through. */

/**
 * The forms of the snippet. `whole`: box, link and script. `self`: one tag that places itself. `site-link` and
 * `site-marker`: the script once for the whole site, and a link or a marker in the text. `frame` and
 * `frame-address`: the hosted page in a frame, as HTML or by its address. `link`: a link to the hosted page.
 */
export type FormName = 'whole' | 'self' | 'site-link' | 'site-marker' | 'frame' | 'frame-address' | 'link';

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
export const PASTE_HTML =
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
