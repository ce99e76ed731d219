import { expect } from '@open-wc/testing';
import { dialects } from '../../src/dialects/index.ts';
import type { Finding, Mark } from '../../src/diagnose/finding.ts';
import { judgeReach } from '../../src/diagnose/judge-reach.ts';
import { reach, type Reached } from '../../src/diagnose/reach.ts';
import { endpoint, held, noNetwork, problem, webPage, type Answering } from '../support.ts';

const AT = 'https://inbox.school.example:8443/submissions';
const ORIGIN = 'https://www.school.example';
const dialect = (name: string) => dialects[name]!;
const judge = (reached: Reached, name = 'json'): Finding =>
  judgeReach(reached, { endpoint: AT, dialect: dialect(name), origin: ORIGIN });
const answer =
  (status: number, body: BodyInit | null = null): Answering =>
  () =>
    new Response(body, { status });

/** What the browser does where an answer may not be read: fails, unless the page asks for nothing. */
const closed: Answering = ({ init: { mode } }) =>
  mode === 'no-cors' ? new Response() : Promise.reject(new TypeError('CORS'));

describe('trying to reach an endpoint', () => {
  const situations: [what: string, name: string, answering: Answering, mark: Mark, sentence: RegExp][] = [
    [
      'a receiver of ours',
      'json',
      problem(405, 'method-not-allowed'),
      'good',
      /^It answers, it is a receiver of ours, and pages of https:\/\/www\.school\.example may send to it\.$/,
    ],
    ['a receiver of ours, spoken to as a form', 'form', problem(405, 'method-not-allowed'), 'good', /receiver of ours/],
    [
      'a receiver of ours, at another path',
      'json',
      problem(404, 'not-found'),
      'wrong',
      /not at this path\. Its paths are \/submissions and \/subscriptions\.$/,
    ],
    [
      'a sign-in page',
      'json',
      webPage(200),
      'wrong',
      /web page \(status 200\).*Wi-Fi sign-in page.*For IT: From a pupil\u2019s device, inbox\.school\.example:8443 must answer on port 8443/,
    ],
    ['a server without anything there', 'json', webPage(404), 'wrong', /nothing at this address \(status 404\)/],
    ['a filter that says no', 'json', webPage(403), 'look', /The answer is no \(status 403\)\..*For IT: From a pupil/],
    [
      'a server with a fault',
      'json',
      webPage(502),
      'wrong',
      /fault of its own \(status 502\)\. For IT: Look into the log of inbox\.school\.example:8443 at 2\d{3}-/,
    ],
    ['something else that answers', 'json', answer(405, '{}'), 'look', /not as a receiver of ours does/],
    [
      "a server of the school's own",
      'form',
      answer(405),
      'good',
      /It answers \(status 405\), and pages of https:\/\/www\.school\.example may read its answers\./,
    ],
    [
      'a server that does not allow the page',
      'json',
      closed,
      'wrong',
      /\(CORS\)\. For IT: On inbox\.school\.example:8443, let in pages of https:\/\/www\.school\.example: .*Access-Control-Allow-Methods: POST, Access-Control-Allow-Headers: content-type/,
    ],
    [
      'a server that answers, but never says yes beforehand',
      'json',
      ({ init: { method } }) => (method === 'HEAD' ? new Response() : Promise.reject(new TypeError('preflight'))),
      'wrong',
      /pages of https:\/\/www\.school\.example may read it, but it does not say yes .*\(preflight\)\. For IT: Answer OPTIONS requests/,
    ],
    ['a form handler that does not allow a look', 'form', closed, 'look', /Only a letter shows/],
    ['a service', 'zapier', closed, 'look', /Only a letter shows/],
    [
      'nothing',
      'json',
      noNetwork,
      'wrong',
      /^Nothing answered at inbox\.school\.example:8443\..*For IT: Please check that inbox\.school\.example:8443 runs.*From a pupil\u2019s device, inbox\.school\.example:8443 must answer on port 8443, with no sign-in page/,
    ],
    ['nothing, of a service', 'zapier', noNetwork, 'wrong', /^Nothing answered at inbox/],
  ];
  for (const [what, name, answering, mark, sentence] of situations) {
    it(`finds ${what}`, async () => {
      const { fetch } = endpoint(answering);
      const finding = judge(await reach(AT, dialect(name), { fetch }), name);
      expect(finding.mark).to.equal(mark);
      expect(finding.words).to.match(sentence);
      expect(finding.words).not.to.match(/\{\w*\}|undefined/);
    });
  }

  it('gives up a silent server', async () => {
    const never = held(answer(200));
    const reached = await reach(AT, dialect('json'), { fetch: endpoint(never.answer).fetch, timeout: 20 });
    expect(reached).to.deep.equal({ kind: 'late' });
    expect(judge(reached).words).to.match(/^No answer came in 10 seconds\. For IT:/);
    never.letGo();
  });

  it('names the directive of the page that stopped it, with what to add where', async () => {
    const reached = await reach(AT, dialect('json'), {
      fetch: endpoint(noNetwork).fetch,
      stoppedBy: async () => 'connect-src',
    });
    expect(judge(reached).words).to.equal(
      'The page\u2019s own content security policy stopped the request: connect-src. For IT: Add https://inbox.school.example:8443 to connect-src in the Content-Security-Policy of https://www.school.example.',
    );
  });

  it('tells of an answer that came from somewhere else', () => {
    const reached: Reached = {
      kind: 'answered',
      status: 200,
      ours: false,
      page: true,
      from: 'https://filter.example/blocked',
    };
    expect(judge(reached).words).to.match(
      /^The answer comes from another address, filter\.example\..*For IT: From a pupil\u2019s device, inbox\.school\.example:8443 must answer/,
    );
  });

  it('asks on a page that has nothing to abort a request with', async () => {
    const { AbortController: own } = window;
    Object.assign(window, { AbortController: undefined });
    try {
      const { fetch } = endpoint(problem(405, 'method-not-allowed'));
      expect(await reach(AT, dialect('json'), { fetch })).to.include({ kind: 'answered', ours: true });
    } finally {
      Object.assign(window, { AbortController: own });
    }
  });

  it('sends no words and no cookies, and asks for leave as a letter of ours does', async () => {
    const { fetch, asked } = endpoint(problem(405, 'method-not-allowed'));
    await reach(AT, dialect('json'), { fetch });
    const [{ url, init, text }] = asked as [(typeof asked)[0]];
    expect([url, init.method, text, init.credentials, init.referrerPolicy]).to.deep.equal([
      AT,
      undefined,
      '',
      'omit',
      'no-referrer',
    ]);
    expect(new Headers(init.headers).get('Content-Type')).to.equal('application/json');
  });

  for (const name of Object.keys(dialects).filter((each) => !['json', 'form', 'multipart', 'mailto'].includes(each))) {
    it(`of ${name} asks only the server, because its address might start something`, async () => {
      const { fetch, asked } = endpoint(answer(200));
      await reach('https://hooks.service.example/catch/1?key=secret', dialect(name), { fetch });
      expect(asked.map(({ url, init: { mode } }) => [url, mode])).to.deep.equal([
        ['https://hooks.service.example/', 'no-cors'],
      ]);
    });
  }
});
