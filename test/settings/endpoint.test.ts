import { expect } from '@open-wc/testing';
import { readEndpoint } from '../../src/settings/endpoint.ts';

const SCHOOL = 'https://school.example';

describe('endpoint', () => {
  const used: [what: string, setting: string, url: string, origin?: string][] = [
    ['https', 'https://letters.example/submissions', 'https://letters.example/submissions'],
    [
      'https with a port and a query',
      'https://letters.example:8443/in?school=1',
      'https://letters.example:8443/in?school=1',
    ],
    ['capitals', 'HTTPS://Letters.Example/In', 'https://letters.example/In'],
    ['white space around', ' \n https://letters.example/in\t', 'https://letters.example/in'],
    ['a path', '/submissions', 'https://school.example/submissions'],
    ['a path with white space around', ' /submissions ', 'https://school.example/submissions'],
    ['the path /', '/', 'https://school.example/'],
    ['a path with another path in it', '/to//submissions', 'https://school.example/to//submissions'],
    ['a path with dots', '/../submissions', 'https://school.example/submissions'],
    [
      'a path on a page with a port',
      '/submissions',
      'https://school.example:8443/submissions',
      'https://school.example:8443',
    ],
    ['http on localhost', 'http://localhost:3000/submissions', 'http://localhost:3000/submissions'],
    ['http on LOCALHOST', 'http://LOCALHOST/submissions', 'http://localhost/submissions'],
    ['http on 127.0.0.1', 'http://127.0.0.1:3000/submissions', 'http://127.0.0.1:3000/submissions'],
    ['http on another loopback address', 'http://127.8.9.10/submissions', 'http://127.8.9.10/submissions'],
    ['http on the IPv6 loopback', 'http://[::1]:3000/submissions', 'http://[::1]:3000/submissions'],
    ['http on the IPv6 loopback in full', 'http://[0:0:0:0:0:0:0:1]/submissions', 'http://[::1]/submissions'],
    ['a letter for the mail program', 'mailto:office@school.example', 'mailto:office@school.example'],
    [
      'a letter with a subject, in capitals',
      'MAILTO:office@school.example?cc=head@school.example',
      'mailto:office@school.example?cc=head@school.example',
    ],
    ['a path on a loopback page', '/submissions', 'http://localhost:8000/submissions', 'http://localhost:8000'],
    ['https in a frame without an address', 'https://letters.example/in', 'https://letters.example/in', 'null'],
  ];
  for (const [what, setting, url, origin = SCHOOL] of used) {
    it(`can be ${what}`, () => {
      expect(readEndpoint(setting, origin)).to.deep.equal({ url });
    });
  }

  const notUsed: [problem: 'missing' | 'not-a-url' | 'not-secure', what: string, setting: string, origin?: string][] = [
    ['missing', 'nothing', ''],
    ['missing', 'only spaces', ' \t\n'],
    ['not-secure', 'http', 'http://letters.example/submissions'],
    ['not-secure', 'http in capitals', 'HTTP://letters.example/submissions'],
    ['not-secure', 'a path on an http page', '/submissions', 'http://school.example'],
    ['not-secure', 'a machine of the local network', 'http://192.168.0.10/submissions'],
    ['not-secure', 'every address of this machine', 'http://0.0.0.0/submissions'],
    ['not-secure', 'another IPv6 address', 'http://[::2]/submissions'],
    ['not-secure', 'a host that begins like localhost', 'http://localhost.evil.example/'],
    ['not-secure', 'a host that ends like localhost', 'http://evillocalhost/'],
    ['not-secure', 'a host that begins like the loopback address', 'http://127.0.0.1.evil.example/'],
    ['not-secure', 'localhost as a user name', 'http://localhost@evil.example/'],
    ['not-a-url', 'another host without a protocol', '//evil.example/submissions'],
    ['not-a-url', 'another host after a backslash', '/\\evil.example/submissions'],
    ['not-a-url', 'another host after a tab', '/\t/evil.example/submissions'],
    ['not-a-url', 'another host after a line break', '/\n/evil.example/submissions'],
    ['not-a-url', 'a path in a frame without an address', '/submissions', 'null'],
    ['not-a-url', 'javascript:', 'javascript:alert(1)'],
    ['not-a-url', 'javascript: that looks like a path', 'javascript://x/%0aalert(1)'],
    ['not-a-url', 'data:', 'data:text/plain,hello'],
    ['not-a-url', 'blob:', 'blob:https://school.example/1'],
    ['not-a-url', 'file:', 'file:///submissions'],
    ['not-a-url', 'ws:', 'wss://letters.example/'],
    ['not-a-url', 'a letter with a space in its address', 'mailto:the office@school.example'],
    ['not-a-url', 'a letter that looks like a path', '/\\mailto:office@school.example'],
    ['not-a-url', 'a bare word', 'submissions'],
    ['not-a-url', 'a host without a protocol', 'letters.example/submissions'],
    ['not-a-url', 'a relative path', './submissions'],
    ['not-a-url', 'a query', '?submissions'],
    ['not-a-url', 'a fragment', '#submissions'],
    ['not-a-url', 'https without a host', 'https://'],
    ['not-a-url', 'https without slashes', 'https:letters.example'],
    ['not-a-url', 'a space in the host', 'https://letters example/submissions'],
    ['not-a-url', 'words', 'ask the office'],
    ['not-a-url', 'a path in a page without an origin', '/submissions', 'null'],
  ];
  for (const [problem, what, setting, origin = SCHOOL] of notUsed) {
    it(`of ${what} is ${problem} [case 80]`, () => {
      expect(readEndpoint(setting, origin)).to.deep.equal({ problem });
    });
  }

  it('that is a path belongs to this page, whatever <base href> says [case 80]', () => {
    const base = document.createElement('base');
    base.href = 'https://elsewhere.example/pages/';
    document.head.append(base);
    try {
      expect(new URL('/submissions', document.baseURI).href).to.equal('https://elsewhere.example/submissions');
      expect(readEndpoint('/submissions')).to.deep.equal({ url: `${location.origin}/submissions` });
      expect(readEndpoint('submissions')).to.deep.equal({ problem: 'not-a-url' });
    } finally {
      base.remove();
    }
  });
});
