/** What the content security policy of the page stops. */
import { words } from '../../locales/en/check-page.ts';
import { fill } from '../../locales/index.ts';
import { fact, good, look, wrong, type Finding } from '../finding.ts';
import { withoutQuery } from './origins.ts';

/** Something that a policy of the page has stopped. */
export interface Stopped {
  directive: string;
  /** An address without its query, or a word such as `inline`. */
  address: string;
}

/** Milliseconds a browser may take to tell which policy stopped a request. */
const POLICY_PAUSE = 100;

export interface PolicyWatch {
  seen: readonly Stopped[];
  /** The directive that has stopped a request to this address, if one has. */
  stoppedRequest: (address: string) => Promise<string | undefined>;
  stop: () => void;
}

/** Hears what the page's policy stops, from before the panel opened where the browser remembers it. `stop` ends it. */
export function watchPolicy(changed: () => void): PolicyWatch {
  const seen: Stopped[] = [];
  const note = (directive = '', blocked = ''): void => {
    const stopped = { directive, address: /^\w+:\/\//.test(blocked) ? withoutQuery(blocked) : blocked || 'inline' };
    if (seen.some((each) => JSON.stringify(each) === JSON.stringify(stopped))) return;
    seen.push(stopped);
    changed();
  };
  const hear = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void =>
    note(effectiveDirective, blockedURI);
  document.addEventListener('securitypolicyviolation', hear);
  let observer: ReportingObserver | undefined;
  try {
    observer = new ReportingObserver(
      (reports) => {
        for (const { body } of reports) {
          const { effectiveDirective, blockedURL } = Object(body) as {
            effectiveDirective?: string;
            blockedURL?: string;
          };
          note(effectiveDirective, blockedURL);
        }
      },
      { types: ['csp-violation'], buffered: true },
    );
    observer.observe();
  } catch {
    // A browser without it forgets what was stopped before.
  }
  return {
    seen,
    stoppedRequest: async (address) => {
      const { origin } = new URL(address);
      await new Promise((resolve) => setTimeout(resolve, POLICY_PAUSE));
      // A browser tells of the same thing once; what was stopped before is stopped again.
      return seen.find((each) => each.address.startsWith(origin) && each.directive === 'connect-src')?.directive;
    },
    stop: () => {
      document.removeEventListener('securitypolicyviolation', hear);
      observer?.disconnect();
    },
  };
}

/** `ours`: origins that the widgets need, our own files' and the endpoints'. */
export function judgePolicy(seen: readonly Stopped[], ours: readonly string[]): Finding[] {
  if (!seen.length) return [good(words.noneBlocked)];
  return seen.map(({ directive, address }) => {
    const said = fill(words.blocked, { directive, address });
    if (directive.includes('trusted-types')) return look(`${said} ${words.blockedTypes}`);
    const source = /^\w+:\/\//.test(address) ? new URL(address).origin : '';
    return ours.includes(source)
      ? wrong(`${said} ${fill(words.blockedOurs, { source, directive })}`)
      : fact(`${said} ${words.blockedOther}`);
  });
}

export function policyInPage(): Finding[] {
  const text = [...document.querySelectorAll<HTMLMetaElement>('meta[http-equiv="Content-Security-Policy" i]')]
    .map(({ content }) => content)
    .join('; ');
  const directives = text
    .split(';')
    .map((each) => each.trim().split(/\s+/)[0])
    .filter(Boolean);
  return [
    ...(directives.length ? [fact(fill(words.policyInPage, { directives: [...new Set(directives)].join(', ') }))] : []),
    ...(/require-trusted-types-for/.test(text) ? [good(words.trustedTypes)] : []),
  ];
}
