import { expect } from '@open-wc/testing';
import {
  dialectOf,
  keysOf,
  loadDialect,
  misfitOf,
  readFields,
  type LoadPart,
  type Misfit,
  type Route,
} from '../../src/delivery/route.ts';
import * as sealing from '../../src/delivery/seal.ts';
import { DIALECT_NAMES, dialects, recognise } from '../../src/dialects/index.ts';
import { person } from './seal-support.ts';

/** Every part as a page has it, and a list of those that were asked for. */
function parts(missing = ''): { load: LoadPart; asked: string[] } {
  const asked: string[] = [];
  const load: LoadPart = async <T>(path: string) => {
    asked.push(path);
    if (path === missing) throw new Error('It did not come.');
    const name = path.replace('dialects/', '');
    const all: Record<string, unknown> = {
      'delivery/seal': sealing,
      'dialects/names': { DIALECT_NAMES },
      'dialects/recognise': { recognise },
    };
    return (all[path] ?? { dialect: dialects[name] }) as T;
  };
  return { load, asked };
}

describe("the service's names on a page", () => {
  const fit: [what: string, json: string, entries: [string, string][]][] = [
    ['an empty object', '{}', []],
    [
      'an object of texts',
      ' {"email":"entry.1","":"","é\\u0000":"🙂"}\n',
      [
        ['email', 'entry.1'],
        ['', ''],
        ['é\0', '🙂'],
      ],
    ],
    ['a name given twice', '{"email":"a","email":"b"}', [['email', 'b']]],
    [
      'names that every object has',
      '{"__proto__":"a","constructor":"b","hasOwnProperty":"c"}',
      [
        ['__proto__', 'a'],
        ['constructor', 'b'],
        ['hasOwnProperty', 'c'],
      ],
    ],
  ];
  for (const [what, json, entries] of fit) {
    it(`can be ${what}`, () => {
      const fields = readFields(json);
      expect(Object.entries(fields!)).to.deep.equal(entries);
      expect(Object.getPrototypeOf(fields)).to.equal(Object.prototype);
    });
  }

  const unfit: [what: string, json: string][] = [
    ['nothing', ''],
    ['white space', ' \n'],
    ['null', 'null'],
    ['a number', '1'],
    ['a number beyond all', '1e400'],
    ['a text', '"email"'],
    ['true', 'true'],
    ['a list', '[]'],
    ['a list of texts', '["email"]'],
    ['a value that is a number', '{"email":1}'],
    ['a value that is null', '{"email":null}'],
    ['a value that is an object', '{"email":{"toString":"a"}}'],
    ['a prototype', '{"__proto__":{"email":"a"}}'],
    ['a prototype one floor down', '{"constructor":{"prototype":{"email":"a"}}}'],
    ['half an object', '{"email":"a"'],
    ['two objects', '{}{}'],
    ['a comment', '{"email":"a"} // mine'],
    ['a comment inside', '{/* mine */"email":"a"}'],
    ['a comma too many', '{"email":"a",}'],
    ['single quotes', "{'email':'a'}"],
    ['curly quotes, as an editor makes them', '{“email”:“a”}'],
    ['a byte order mark', '\ufeff{"email":"a"}'],
    ['a list in a list in a list, a hundred thousand times', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['objects as deep', `${'{"a":'.repeat(100_000)}""${'}'.repeat(100_000)}`],
    ['ten million brackets', '{"a":'.repeat(2_000_000)],
  ];
  for (const [what, json] of unfit) {
    it(`cannot be ${what} [case 85]`, () => {
      expect(readFields(json)).to.equal(undefined);
      expect(({} as Record<string, unknown>)['email'], 'of every object').to.equal(undefined);
    });
  }

  it('may have ten million letters [case 85]', () => {
    expect(readFields(JSON.stringify({ email: 'a'.repeat(10 ** 7) }))!['email']!.length).to.equal(10 ** 7);
  });
});

describe('public keys on a page', () => {
  const table: [text: string, keys: string[]][] = [
    ['', []],
    [' \n,\t', []],
    ['a', ['a']],
    ['a b', ['a', 'b']],
    ['a,b', ['a', 'b']],
    ['\n  a,\n  b ,\u00a0c\n', ['a', 'b', 'c']],
    ['a b a', ['a', 'b']],
  ];
  for (const [publicKeys, keys] of table) {
    it(`${JSON.stringify(publicKeys)} are ${keys.length}`, () => {
      expect(keysOf({ publicKeys })).to.deep.equal(keys);
    });
  }
});

describe("a route's dialect", () => {
  it('is the one that the page names, whatever the address looks like', async () => {
    const { load, asked } = parts();
    expect(await dialectOf({ dialect: 'json', endpoint: 'https://formspree.io/f/abc' }, load)).to.equal('json');
    expect(asked).to.deep.equal([]);
  });

  it('is told from the address where the page names none', async () => {
    const { load, asked } = parts();
    expect(await dialectOf({ dialect: '', endpoint: 'https://formspree.io/f/abc' }, load)).to.equal('formspree');
    expect(asked).to.deep.equal(['dialects/recognise']);
  });

  it('rejects when the list of addresses does not come', async () => {
    const { load } = parts('dialects/recognise');
    expect(
      await dialectOf({ dialect: '', endpoint: 'https://formspree.io/f/abc' }, load).catch(() => 'rejected'),
    ).to.equal('rejected');
  });

  it('comes as a part of its own', async () => {
    const { load, asked } = parts();
    expect(await loadDialect(load, 'form')).to.equal(dialects['form']);
    expect(asked).to.deep.equal(['dialects/form']);
  });
});

describe('what makes a route unfit', () => {
  let [first, second] = ['', ''];
  before(async () => {
    [first, second] = [(await person()).publicKey, (await person()).publicKey];
  });

  const misfit = (
    changes: Partial<Route>,
    audience: 'pupils' | 'newsletter' = 'pupils',
    hostname = 'www.school.example',
  ): Promise<Misfit | undefined> =>
    misfitOf(
      { endpoint: 'https://letters.example/', dialect: 'json', fields: '{}', publicKeys: '', ...changes },
      audience,
      parts().load,
      hostname,
    );

  it('nothing, without keys and with two', async () => {
    expect(await misfit({})).to.equal(undefined);
    expect(await misfit({ publicKeys: `${first} ${second}` })).to.equal(undefined);
    expect(await misfit({}, 'newsletter')).to.equal(undefined);
  });

  it('a dialect that there is not, with the names of those that there are', async () => {
    expect(await misfit({ dialect: 'jsonn' })).to.deep.equal({ kind: 'dialect', name: 'jsonn', known: DIALECT_NAMES });
    // Every object has this name; no list has.
    expect(await misfit({ dialect: 'constructor' })).to.deep.equal({
      kind: 'dialect',
      name: 'constructor',
      known: DIALECT_NAMES,
    });
  });

  it('names of the service that cannot be read', async () => {
    expect(await misfit({ fields: '{"message":' })).to.deep.equal({ kind: 'fields' });
    expect(await misfit({ fields: '', publicKeys: first })).to.deep.equal({ kind: 'fields' });
  });

  describe('keys', () => {
    for (const hostname of [
      'www.school.example',
      'localhost.school.example',
      '127.school.example',
      '1270.0.0.1',
      '10.0.0.1',
      '[::2]',
      '',
    ]) {
      it(`that are one alone on ${hostname || 'a page without a host'} [case 82]`, async () => {
        expect(await misfit({ publicKeys: first }, 'pupils', hostname)).to.deep.equal({ kind: 'keys', problem: 'few' });
        // The same person twice is still one person.
        expect(await misfit({ publicKeys: `${first}, ${first}` }, 'pupils', hostname)).to.deep.equal({
          kind: 'keys',
          problem: 'few',
        });
        expect(await misfit({ publicKeys: `${first}, ${second}` }, 'pupils', hostname)).to.equal(undefined);
      });
    }

    for (const hostname of ['localhost', '127.0.0.1', '127.1.2.3', '[::1]']) {
      it(`that are one alone on ${hostname}, where people try things out, are no misfit [case 82]`, async () => {
        expect(await misfit({ publicKeys: first }, 'pupils', hostname)).to.equal(undefined);
      });
    }

    it('are counted on the host of the page itself', async () => {
      const route = { endpoint: 'https://letters.example/', dialect: 'json', fields: '{}', publicKeys: first };
      expect(location.hostname).to.equal('127.0.0.1');
      expect(await misfitOf(route, 'pupils', parts().load)).to.equal(undefined);
    });

    it('that are no keys [case 81]', async () => {
      for (const bad of ['abc', first.slice(0, -1), `${first}A`, `B${'A'.repeat(86)}`, first.replace(/^../, 'BQ')]) {
        expect(await misfit({ publicKeys: `${first} ${bad}` }), bad).to.deep.equal({
          kind: 'keys',
          problem: 'bad-key',
        });
      }
    });

    it('that a page without WebCrypto cannot use [case 81]', async () => {
      const load: LoadPart = async <T>(path: string) =>
        path === 'delivery/seal'
          ? ({ ...sealing, checkKeys: async () => ({ problem: 'no-webcrypto' }) } as T)
          : parts().load<T>(path);
      const route = {
        endpoint: 'https://letters.example/',
        dialect: 'json',
        fields: '{}',
        publicKeys: `${first} ${second}`,
      };
      expect(await misfitOf(route, 'pupils', load, 'www.school.example')).to.deep.equal({
        kind: 'keys',
        problem: 'no-webcrypto',
      });
    });
  });

  for (const [name, { carries, seals, needs = [] }] of Object.entries(dialects)) {
    const fields = JSON.stringify(Object.fromEntries(needs.map((need) => [need, 'theirs'])));
    for (const audience of ['pupils', 'newsletter'] as const) {
      const fits = carries === 'both' || carries === audience;
      it(`the dialect ${name} ${fits ? 'carries' : 'does not carry'} what is for ${audience}, and its misfit says so`, async () => {
        const expected = fits ? undefined : { kind: 'misfit', dialect: name, misfit: 'carries' };
        expect(
          await misfit(
            { dialect: name, fields: fields.replace('message', audience === 'pupils' ? 'message' : 'email') },
            audience,
          ),
        ).to.deep.equal(expected);
      });

      for (const need of fits ? needs : []) {
        const missing = audience === 'newsletter' && need === 'message' ? 'email' : need;
        it(`the dialect ${name} needs ${missing} in its fields for ${audience}, and its misfit says so`, async () => {
          for (const without of ['{}', JSON.stringify({ [missing]: '' })]) {
            expect(await misfit({ dialect: name, fields: without }, audience)).to.deep.equal({
              kind: 'needs',
              dialect: name,
              missing: [missing],
            });
          }
        });
      }
    }

    if (carries === 'newsletter') continue;
    it(`the dialect ${name} ${seals ? 'takes' : 'does not take'} a sealed letter, and its misfit says so`, async () => {
      const expected = seals ? undefined : { kind: 'misfit', dialect: name, misfit: 'seals' };
      expect(await misfit({ dialect: name, fields, publicKeys: `${first} ${second}` })).to.deep.equal(expected);
    });
  }

  it('is found by the address where the page names no dialect', async () => {
    const found = await misfit({ dialect: '', endpoint: 'https://school.us1.list-manage.com/subscribe/post?u=1&id=2' });
    expect(found).to.deep.equal({ kind: 'misfit', dialect: 'mailchimp', misfit: 'carries' });
  });

  it('takes no part of sealing to find out, nor a list of dialects, where nothing is sealed and the receiver is ours', async () => {
    const { load, asked } = parts();
    await misfitOf(
      { endpoint: 'https://letters.example/', dialect: 'json', fields: '{}', publicKeys: '' },
      'pupils',
      load,
      'www.school.example',
    );
    expect(asked).to.deep.equal(['dialects/json']);
  });

  for (const missing of ['dialects/recognise', 'dialects/names', 'dialects/form', 'delivery/seal']) {
    it(`cannot be told when ${missing} does not come`, async () => {
      const { load } = parts(missing);
      const route = {
        endpoint: 'https://letters.example/',
        dialect: missing.endsWith('recognise') ? '' : 'form',
        fields: '{}',
        publicKeys: `${first} ${second}`,
      };
      expect(await misfitOf(route, 'pupils', load, 'www.school.example').catch(() => 'rejected')).to.equal('rejected');
    });
  }
});
