/**
 * A file of ours that the content security policy of the page has stopped. All of it is in `l30.js`, its words as well:
 * such a policy stops the leaf with the other words for admins, too.
 */
export interface StoppedFile {
  kind: 'stopped';
  /** Its path beside `l30.js`, without ending. */
  name: string;
  /** The folder that `l30.js` and its leaves lie in. */
  folder: string;
  directive: string;
  /** Its hash, as a policy names it; empty where the page may not read it. */
  hash: string;
}

/** What is wrong, and what to do about it. */
export function explainStop({ name, folder, directive, hash }: StoppedFile): string {
  const which = hash ? `'${hash}'` : 'its hash from integrity.json';
  return `The content security policy of this page (${directive}) stopped ${name}.js. Add ${folder} to script-src or, where that takes hashes alone, ${which} with an import map: the snippet builder writes both.`;
}

/** Milliseconds. Firefox tells that a policy stopped a file only after the file has failed. */
const PAUSE = 100;

/** Hears what policies stop from now on, and says of an address that failed which directive has stopped it, if one has. */
export function watchStops(page: EventTarget = document): (address: string) => Promise<string | undefined> {
  const seen = new Map<string, string>();
  page.addEventListener('securitypolicyviolation', (event) => {
    const { blockedURI, disposition, effectiveDirective } = event as SecurityPolicyViolationEvent;
    if (disposition !== 'report') seen.set(blockedURI, effectiveDirective);
  });
  return async (address) => {
    if (!seen.has(address)) await new Promise((resolve) => setTimeout(resolve, PAUSE));
    return seen.get(address);
  };
}

/** The hash of a file, from the list beside `l30.js`. */
export async function hashOfFile(folder: string, name: string): Promise<string> {
  try {
    const answer = await fetch(`${folder}integrity.json`);
    return ((await answer.json()) as Record<string, string>)[`${name}.js`] ?? '';
  } catch {
    // The policy keeps the page from reading it as well, or it was not put there.
    return '';
  }
}
