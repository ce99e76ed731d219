/**
 * Words for the person who looks after the website. A leaf: a page that is set up right never loads
 * it. Each sentence says what is wrong and what to write where.
 */
import regions from '../packs/regions.json' with { type: 'json' };
import { nearest } from './nearest.ts';
import { attributeOf, explainStop, type SettingName, type Trouble } from '../core.ts';

/** Examples to copy into the script tag. */
const EXAMPLES: Partial<Record<SettingName, string>> = {
  readers: 'data-readers="Miss Khan, Pastoral Lead"',
  readWhen: 'data-read-when="each school day before 10am"',
  lead: 'data-lead="Mr Owen, Designated safeguarding lead"',
};

const PEOPLE: Partial<Record<SettingName, string>> = {
  readers: 'who reads what pupils write (readers)',
  readWhen: 'when they read it (read-when)',
  lead: 'who leads on safeguarding (lead)',
};

const DELIVERY: Readonly<Record<string, string>> = {
  network:
    'The endpoint could not be reached. Is it running, is its address right, and does it allow this page by CORS? Add {origin} to its list of allowed origins. If the page has a content security policy, its connect-src must name the endpoint. A filter that redirects to a page of its own looks the same.',
  timeout: 'The endpoint did not answer in time.',
  busy: 'The endpoint asked to wait.',
  broken: 'The endpoint answered with a server error.',
  'not-a-receipt':
    'The endpoint answered without a receipt, so nothing is called sent. A Wi-Fi sign-in page or a filter may have answered in its place, or the address is wrong, or it needs another dialect.',
  blocked:
    'Something between this page and the endpoint said no, or the address is wrong: the answer was an error page that the endpoint does not give. A web filter may have to allow it. It is asked again every five minutes.',
  leaf: 'A part of the sender could not be loaded. It must lie in a folder beside l30.js, on a server that this page may load scripts from.',
  seal: 'The words could not be sealed, so they were not sent. The page must be served over https, and every key in public-keys must be whole.',
  refused:
    'The endpoint will not take a letter that is kept on this device. It is tried again at each visit; its answer is in the network panel of the browser.',
  'too-large': 'The words are over the limit of 64 KiB.',
};

const KEYS: Readonly<Record<Extract<Trouble, { kind: 'keys' }>['problem'], string>> = {
  few: 'There is only one. Whoever holds it may lose it, or leave, and nobody could open a letter then. Copy the whole line from "npm run keys".',
  'bad-key':
    'One of them is not whole, or was changed when it was copied. Each is 87 letters and digits, with a space between two. Copy the whole line again from "npm run keys".',
  'no-webcrypto': 'This browser can seal only on a secure page. Serve the page over https.',
};

const MISFITS = {
  carries:
    "is made for other things than this widget sends: pupils' words do not belong in a mailing list, nor a newsletter in a letter box",
  seals:
    'cannot carry sealed letters. Choose another endpoint, or take public-keys away: then words travel open, and nothing is kept on a device',
};

const suggest = (name: string, known: readonly string[]): string =>
  `Did you mean "${nearest(name, known)}"? Known names: ${known.join(', ')}.`;

const numbers: Readonly<Record<string, { verifiedOn: string | null }>> = regions;

/** The day on which a person last looked at the help numbers of a region; `null` where nobody has, nothing for a region without numbers of ours. */
export const verifiedOn = (region: string): string | null | undefined =>
  Object.hasOwn(numbers, region) ? numbers[region]!.verifiedOn : undefined;

/** Regions whose help numbers no person has looked at since they were written down. A page that names none has England's. */
export const uncheckedRegions = (named: readonly string[]): string[] =>
  [...new Set(named.length ? named : ['england'])].filter((region) => verifiedOn(region) === null);

let toldOfNumbers = false;

/** Whoever sets a page up is told once that its help numbers wait for a person to look at them; no pupil reads it. */
function tellOfNumbers(): void {
  if (toldOfNumbers) return;
  toldOfNumbers = true;
  const named = [...document.querySelectorAll('[region], [data-region]')].map(
    (each) => each.getAttribute('region') ?? each.getAttribute('data-region') ?? '',
  );
  const unchecked = uncheckedRegions(named);
  if (unchecked.length)
    console.warn(
      `[l30] No person has checked the help numbers of ${unchecked.join(', ')} since they were written down. Look at the website of each line in the help strip, or call it, before pupils use this page, and tell your supplier of l30.js of any change.`,
    );
}

/** What is wrong, and what to do about it. */
export function explain(trouble: Trouble): string {
  tellOfNumbers();
  return wordsFor(trouble);
}

/** The same, for who has no page with a help strip before them. `origin` is that of the page that sends. */
export function wordsFor(trouble: Trouble, origin = location.origin): string {
  switch (trouble.kind) {
    case 'people':
      return `This widget does not send, because nobody has said ${PEOPLE[trouble.missing]}. Add ${EXAMPLES[trouble.missing]} to the script tag. Until then it is for thinking and talking only.`;
    case 'endpoint': {
      const attribute = attributeOf(trouble.setting);
      if (trouble.problem === 'missing')
        return `This widget cannot send, because no endpoint is set. Add data-${attribute}="https://..." to the script tag.`;
      if (trouble.problem === 'not-secure')
        return `This widget does not send, because its ${attribute} is not secure. Use an address that starts with https://.`;
      return `This widget cannot send, because its ${attribute} is not an address. It must start with https:// or, for this same site, with one /.`;
    }
    case 'dialect':
      return `This widget cannot send, because there is no dialect called "${trouble.name}". ${suggest(trouble.name, trouble.known)}`;
    case 'fields':
      return 'This widget cannot send, because its fields are not a JSON object of names, such as {"email": "entry.123"}.';
    case 'keys':
      return `This widget does not send, because its public-keys cannot be used. ${KEYS[trouble.problem]}`;
    case 'misfit':
      return `This widget does not send, because the dialect "${trouble.dialect}" ${MISFITS[trouble.misfit]}.`;
    case 'needs':
      return `This widget does not send, because the dialect "${trouble.dialect}" needs ${trouble.missing.join(' and ')} in its fields. Add data-fields='${JSON.stringify(Object.fromEntries(trouble.missing.map((name) => [name, '...'])))}' to the script tag, with what the service calls or gives you in place of the dots.`;
    case 'unknown':
      return `There is no ${trouble.what} called "${trouble.name}". ${suggest(trouble.name, trouble.known)}`;
    case 'region':
      if (trouble.name === 'other')
        return 'The help strip shows no telephone number, because the region is "other" and the page gives none. Add data-emergency="112" data-helpline="Name of a helpline for children, 0800 123" to the script tag, with the numbers of your country.';
      return `There is no region called "${trouble.name}", so the help strip shows no telephone number. ${suggest(trouble.name, trouble.known)}`;
    case 'trusted-adults':
      return 'The trusted-adults are not a JSON list of people, each with an id and a name, so pupils choose from kinds of people. An example: [{"id": "khan", "name": "Miss Khan", "role": "Pastoral Lead", "photo": "/khan.jpg", "when": "Monday to Friday"}].';
    case 'idle-minutes':
      return `The setting idle-minutes="${trouble.value}" is no number of minutes, so the screen is cleared after 20 without a touch. Write a number, such as idle-minutes="15", or idle-minutes="0" for a screen that is never cleared.`;
    case 'symbols':
      return 'The pictures in symbols are not used, because it is neither the address of a folder, such as /symbols/, nor a JSON object, such as {"happy": "/pictures/happy.png"}. An address starts with https:// or, for this same site, with one /.';
    case 'own-pack':
      return `The question pack of this page cannot be shown. ${trouble.words}`;
    case 'own':
      return trouble.words;
    case 'leaf':
      if (trouble.isOtherBuild)
        return `The file ${trouble.name}.js belongs to another version than l30.js. Put the whole folder on your web space once more, and empty the cache of the server if it has one.`;
      return `The file ${trouble.name}.js could not be loaded. It must lie in a folder beside l30.js, on a server that this page may load scripts from.`;
    case 'stopped':
      return explainStop(trouble);
    case 'beside-pupils':
      return `This newsletter signup is not shown, because <${trouble.name}> is on the same page: a child who writes there could give an address here. Move it to a page for adults. If adults alone use this page, add data-beside-pupils="" to its tag.`;
    case 'delivery':
      return (DELIVERY[trouble.code] ?? `The endpoint refused the submission (${trouble.code}).`).replace(
        '{origin}',
        origin,
      );
  }
}
