import { Hono, type Context } from 'hono';
import { MAX_BODY_BYTES, type WidgetName } from '../contract/envelope.ts';
import type { Problem, Receipt } from '../contract/reply.ts';
import { readBody, sha256Hex } from './body.ts';
import { flagsOf } from './flags.ts';
import { problemPage, sentPage } from './page.ts';
import { problem } from './problem.ts';
import { FORM_TYPE, JSON_TYPE, readEnvelope } from './read.ts';
import type { Sites } from './sites.ts';
import type { Flag, Store } from './store.ts';
import { checkSubscription } from './subscription.ts';

/** What a receiver is made of. */
export interface AppOptions {
  store: Store;
  sites: Sites;
  /** Takes a line per request, and one more for what somebody should look into. Default: `console.log`. */
  log?: (line: string) => void;
}

const PATHS = ['/submissions', '/subscriptions'] as const;
type Path = (typeof PATHS)[number];

const pathOf = (widget: WidgetName): Path => (widget === 'newsletter-signup' ? '/subscriptions' : '/submissions');

/** Seconds. Long enough for a lock to pass, short enough for someone who is watching. */
const RETRY_AFTER = '10';

/** Seconds a browser may remember a preflight; Chromium remembers none for longer. */
const PREFLIGHT_AGE = '7200';

function mediaType(c: Context): string | undefined {
  // Compressed bytes cannot be counted against the limit without unpacking them.
  if (c.req.header('content-encoding')) return undefined;
  return c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
}

function wantsPage(c: Context): boolean {
  return (
    c.req.method === 'POST' && mediaType(c) !== JSON_TYPE && c.req.header('accept')?.includes('text/html') === true
  );
}

async function refuse(c: Context, trouble: Problem, headers: Record<string, string> = {}): Promise<Response> {
  const answer = wantsPage(c)
    ? await problemPage(trouble)
    : new Response(JSON.stringify(trouble), {
        status: trouble.status,
        headers: { 'Content-Type': 'application/problem+json' },
      });
  for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value);
  return answer;
}

function originProblem(origin: string, site?: string): Problem {
  // A header can hold anything; only what a browser would send is repeated.
  const name = /^(?:null|https?:\/\/[\w.:[\]-]{1,255})$/.test(origin) ? `"${origin}"` : 'of this page';
  const who = site === undefined ? 'No site here lists' : `The site "${site}" does not list`;
  const senders = 'Sandboxed frames, pages opened from a file, and forms on pages with the referrer policy no-referrer';
  const hint = origin === 'null' ? ` ${senders} send "null".` : '';
  return problem('origin-not-allowed', `${who} the origin ${name}. Add it to "origins" in L30_SITES.${hint}`);
}

/** What a flag says in the log. */
const FLAGGED: Readonly<Record<Flag, string>> = {
  'unknown-key': 'a letter was stored that is sealed for a key that "keys" in L30_SITES does not list',
  'not-sealed': 'a letter was stored that came in plain words, though "keys" in L30_SITES says that this site seals',
  'unknown-suite': 'a letter was stored that is sealed in a way newer than this receiver',
};

/** Name, code and place of a fault. Not its message, which could quote what someone wrote. */
function placeOf(error: Error): string {
  const frame = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  return [error.name, (error as { code?: unknown }).code, frame?.trim()].filter(Boolean).join(' ');
}

/**
 * The reference receiver: `POST /submissions` for what pupils send, `POST /subscriptions` for the
 * newsletter. A web-standard `fetch` handler that runs wherever Hono and its store run.
 *
 * A receipt is answered only after the store has committed: 201 the first time, 200 when the same
 * bytes come again. Everything else is a problem (RFC 9457) and nothing was stored. Pages without
 * script may post a form, and get a page to read.
 */
export function createApp({ store, sites, log = console.log }: AppOptions): Hono {
  const app = new Hono();
  const everyOrigin = new Set(Object.values(sites).flatMap((site) => site.origins));
  const isOwn = (c: Context, origin: string) => origin === new URL(c.req.url).origin;
  const mayRead = (c: Context, origin: string) => everyOrigin.has(origin) || isOwn(c, origin);
  const note = (...parts: unknown[]) => log([new Date().toISOString(), ...parts].join(' '));
  const alert = (code: string, words: string) => note('alert', `${code}:`, words);

  app.use(async (c: Context, next) => {
    const start = performance.now();
    await next();
    const { headers, status } = c.res;
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('Cache-Control', 'no-store');
    headers.set('Referrer-Policy', 'no-referrer');
    headers.set('Vary', 'Origin');
    // On refusals too: without these a page cannot even read why.
    const origin = c.req.header('origin');
    if (origin && mayRead(c, origin)) {
      headers.set('Access-Control-Allow-Origin', origin);
      headers.set('Access-Control-Expose-Headers', 'Retry-After');
    }
    // The URL's pathname keeps its percent-encoding, so that it cannot begin a line of its own.
    const path = new URL(c.req.url).pathname.slice(0, 100);
    const ms = Math.round(performance.now() - start);
    // `receive` leaves these behind once they are known to be ours.
    const { site = '-', widget = '-', size = '-' } = c.var;
    note(path, site, widget, status, size, ms);
  });

  async function receive(c: Context, path: Path): Promise<Response> {
    const type = mediaType(c);
    if (type !== JSON_TYPE && type !== FORM_TYPE) return refuse(c, problem('unsupported-media-type'));
    const bytes = await readBody(c.req.raw, MAX_BODY_BYTES);
    if (typeof bytes === 'string') return refuse(c, problem(bytes));
    c.set('size', bytes.length);

    const message = readEnvelope(type, bytes);
    if ('problem' in message) return refuse(c, message.problem);
    const { envelope, body } = message;
    const { id, site, widget } = envelope;
    c.set('widget', widget);
    const known = Object.hasOwn(sites, site) ? sites[site] : undefined;
    if (!known) return refuse(c, problem('unknown-site'));
    c.set('site', site);
    const origin = c.req.header('origin');
    if (origin !== undefined && !isOwn(c, origin) && !known.origins.includes(origin)) {
      return refuse(c, originProblem(origin, site));
    }

    const right = pathOf(widget);
    if (path !== right)
      return refuse(c, problem('wrong-widget', `What ${widget} sends belongs to ${right}, not ${path}.`));
    const breach = widget === 'newsletter-signup' && 'answers' in envelope ? checkSubscription(envelope) : undefined;
    if (breach) return refuse(c, breach);

    const sha256 = await sha256Hex(bytes);
    const flags = flagsOf(envelope, known.keys);
    const saved = await store.save({ envelope, body, sha256, flags });
    if (saved.kind === 'id-reused') {
      alert(saved.kind, `other bytes came for ${site} under the id ${id}; the first stay as they are`);
      return refuse(c, problem('id-reused'));
    }
    if ('reason' in saved) {
      alert(`storage-${saved.kind}`, saved.reason);
      if (saved.kind === 'full') return refuse(c, problem('storage-full'));
      return refuse(c, problem('storage-unavailable'), { 'Retry-After': RETRY_AFTER });
    }
    if (saved.kind === 'stored') {
      if (saved.notice) alert('storage-low', saved.notice);
      for (const flag of flags) alert(flag, `${FLAGGED[flag]}: ${site} ${id}`);
    }
    const status = saved.kind === 'stored' ? 201 : 200;
    const receipt: Receipt = { id, sha256, storedAt: saved.storedAt };
    return wantsPage(c) ? sentPage(status) : Response.json(receipt, { status });
  }

  // A preflight has no body, so its site is unknown: any site that lists the origin will do, and the
  // post itself is checked again.
  async function preflight(c: Context): Promise<Response> {
    const origin = c.req.header('origin');
    if (origin && !mayRead(c, origin)) return refuse(c, originProblem(origin));
    return new Response(null, {
      status: 204,
      headers: {
        Allow: 'POST, OPTIONS',
        ...(origin && {
          'Access-Control-Allow-Methods': 'POST',
          'Access-Control-Allow-Headers': 'content-type',
          'Access-Control-Max-Age': PREFLIGHT_AGE,
        }),
      },
    });
  }

  for (const path of PATHS) {
    app.post(path, (c) => receive(c, path));
    app.options(path, preflight);
    app.all(path, (c) => refuse(c, problem('method-not-allowed'), { Allow: 'POST, OPTIONS' }));
  }
  app.notFound((c) => refuse(c, problem('not-found')));
  app.onError((error, c) => {
    note('fault:', placeOf(error));
    return refuse(c, problem('internal'));
  });
  return app;
}
