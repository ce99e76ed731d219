import { expect } from '@open-wc/testing';
import welcome from '../../src/packs/en/welcome.json' with { type: 'json' };
import type { Pack } from '../../src/packs/index.ts';
import { UnusablePack } from '../../src/element/content.ts';
import { fetchOwnPack } from '../../src/element/own-pack.ts';
import type { Trouble } from '../../src/settings/trouble.ts';

const SRC = '/packs/worry.json';
const worry = {
  ...welcome,
  id: 'hollybrook:worry',
  title: 'A worry',
  prompts: [
    {
      id: 'what',
      phase: 'story',
      core: true,
      text: 'What is the worry about?',
      answer: { kind: 'many', list: 'worries' },
    },
    {
      id: 'feel',
      phase: 'feelings',
      core: true,
      text: 'How does it feel?',
      answer: [
        { kind: 'many', list: 'feelings' },
        { kind: 'scale', scale: 'faces-3' },
      ],
    },
  ],
  lists: {
    worries: [
      { id: 'work', text: 'Work', symbol: 'no-such-drawing' },
      { id: 'i-am-not-sure', text: 'I am not sure' },
    ],
  },
  adultGuide: ['staff-guide', 'Ask Miss Khan.'],
};
type Worry = typeof worry & Record<string, unknown>;

describe('a pack of a school\u2019s own', () => {
  const { fetch: real } = window;
  const { warn } = console;
  let asked: [url: string, init: RequestInit][];
  let warned: string[];
  const answers = (body: BodyInit | null, init: ResponseInit = {}): void => {
    window.fetch = async (url, given) => {
      asked.push([String(url), given!]);
      return new Response(body, { headers: { 'content-type': 'application/json' }, ...init });
    };
  };
  const json = (changes: object = {}): void => answers(JSON.stringify({ ...worry, ...changes }, null, 2));
  const contentOf = async (src: string): Promise<{ value: Pack } | { trouble: Trouble }> => {
    try {
      return { value: (await fetchOwnPack(src)).default };
    } catch (error) {
      expect(error).to.be.instanceOf(UnusablePack);
      return { trouble: (error as UnusablePack).trouble };
    }
  };
  const load = async (src = SRC): Promise<Pack> => {
    const content = await contentOf(src);
    if ('trouble' in content) throw new Error(JSON.stringify(content));
    return content.value;
  };
  const complaint = async (src = SRC): Promise<string> => {
    const content = await contentOf(src);
    expect(content).to.have.nested.property('trouble.kind', 'own-pack');
    return (content as { trouble: { words: string } }).trouble.words;
  };

  beforeEach(() => {
    asked = [];
    warned = [];
    console.warn = (...words) => warned.push(words.join(' '));
  });
  afterEach(() => {
    window.fetch = real;
    console.warn = warn;
  });

  it('comes whole, with its own lists, the shared ones it names, and the words for adults', async () => {
    json();
    const { id, lists = {}, adultGuide = [], prompts } = await load();
    expect(id).to.equal('hollybrook:worry');
    expect(Object.keys(lists).sort()).to.deep.equal(['faces-3', 'feelings', 'worries']);
    expect(lists['feelings']!.map((choice) => choice.id)).to.include('i-am-not-sure');
    expect(adultGuide[0]).to.contain('listen, stay calm');
    expect(adultGuide[1]).to.equal('Ask Miss Khan.');
    expect(prompts.map((prompt) => prompt.id)).to.deep.equal(['what', 'feel']);
    expect(warned).to.deep.equal([]);
  });

  it('is asked for without cookies and without saying from which page', async () => {
    json();
    await load();
    const [[url, init]] = asked as [(typeof asked)[0]];
    expect(url).to.equal(new URL(SRC, location.origin).href);
    expect(init).to.include({ credentials: 'omit', referrerPolicy: 'no-referrer' });
  });

  for (const src of [
    'worry.json',
    'http://school.example/worry.json',
    '//school.example/worry.json',
    'javascript:alert(1)',
    'data:application/json,{}',
    'mailto:head@school.example',
    'blob:https://school.example/1',
  ]) {
    it(`is not asked for at ${src}`, async () => {
      json();
      expect(await complaint(src)).to.contain(`${src} is not an address that a pack can come from`);
      expect(asked).to.deep.equal([]);
    });
  }

  const shapes: [name: string, changes: (pack: Worry) => object, says: RegExp][] = [
    [
      'another kind of answer',
      ({ prompts }) => ({ prompts: [prompts[0], { ...prompts[1], answer: { kind: 'txt' } }] }),
      /\/packs\/worry\.json, line \d+, column \d+: prompts\[1\]\.answer\.kind is "txt"; it can be talk, text, one/,
    ],
    [
      'a list without words',
      () => ({ lists: {} }),
      /line \d+, column \d+: prompts\[0\]\.answer\.list is "worries", which has no words: write them under "lists", or name one of feelings, people/,
    ],
    [
      'one id for two questions',
      ({ prompts }) => ({ prompts: [prompts[0], prompts[0]] }),
      /prompts\[1\]\.id is "what" once more/,
    ],
    [
      'a title that is markup in a list',
      () => ({ title: ['<b>Worry</b>'] }),
      /title is \["<b>Worry<\/b>"\]; it takes words in quotes/,
    ],
    [
      'many things at once',
      () => ({ title: 1, purpose: 2, flow: 3, tone: 4, role: 5, lang: 6, source: 7 }),
      /There are 2 more\.$/,
    ],
  ];
  for (const [name, changes, says] of shapes) {
    it(`says where there is ${name}`, async () => {
      json(changes(worry as Worry));
      expect(await complaint()).to.match(says);
    });
  }

  it('names the line as an editor counts it', async () => {
    const text = JSON.stringify(worry, null, 2).replace('"kind": "many"', '"kind": "lots"');
    const line = text.split('\n').findIndex((each) => each.includes('lots')) + 1;
    answers(text);
    expect(await complaint()).to.contain(`/packs/worry.json, line ${line}, column `);
    answers(
      JSON.stringify(worry, null, 2).replace('"flow": "sequence",', '"flow": "sequence"').replaceAll('\n', '\r\n'),
    );
    const after =
      JSON.stringify(worry, null, 2)
        .split('\n')
        .findIndex((each) => each.includes('"flow"')) + 2;
    expect(await complaint()).to.match(
      new RegExp(`^/packs/worry\\.json, line ${after}, column 3: a comma or } is missing`),
    );
  });

  it('takes out a name that nobody reads, and warns of it', async () => {
    json({ colour: 'red', prompts: worry.prompts.map((prompt) => ({ ...prompt, required: true })) });
    const pack = await load();
    expect(warned).to.have.length(3);
    expect(warned.join())
      .to.match(/line \d+, column \d+: colour is a name that no pack has/)
      .and.to.contain('prompts[1].required is');
    expect(JSON.stringify(pack)).not.to.match(/colour|required/);
  });

  it('may begin with the mark that some editors write', async () => {
    answers(`\ufeff${JSON.stringify(worry)}`);
    expect(await load()).to.have.property('title', 'A worry');
  });

  for (const type of [
    'application/json; charset=utf-8',
    'application/ld+json',
    'text/plain',
    'application/octet-stream',
  ]) {
    it(`comes as ${type}, which is what some servers call it`, async () => {
      answers(JSON.stringify(worry), { headers: { 'content-type': type } });
      expect(await load()).to.have.property('id', 'hollybrook:worry');
    });
  }

  it('is not read out of a page that came in its place', async () => {
    answers('<p>Please sign in</p>', { headers: { 'content-type': 'text/html' } });
    expect(await complaint())
      .to.contain('the server calls it text/html')
      .and.to.contain('sign in');
  });

  it('says what the server said', async () => {
    answers('', { status: 404 });
    expect(await complaint()).to.contain('the server answered 404');
  });

  it('says what to look at when nothing answers', async () => {
    window.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await complaint())
      .to.contain('could not be fetched')
      .and.to.contain('CORS')
      .and.to.contain('connect-src');
  });

  it('says so when it breaks off, or is not UTF-8', async () => {
    answers(new ReadableStream({ start: (stream) => stream.error(new TypeError('cut')) }));
    expect(await complaint()).to.contain('could not be read to its end');
    answers(new Uint8Array([0x7b, 0x22, 0xe9, 0x22, 0x7d]));
    expect(await complaint()).to.contain('UTF-8');
  });

  it('is not read further when it is huge', async () => {
    let given = 0;
    answers(
      new ReadableStream({
        pull: (stream) => {
          given++;
          stream.enqueue(new Uint8Array(50_000).fill(0x20));
        },
      }),
    );
    expect(await complaint()).to.contain('more than 200 kB');
    expect(given).to.be.below(12);
  });

  const hostile: [name: string, text: string][] = [
    ['nothing', ''],
    ['null', 'null'],
    ['a number', '7'],
    ['a deep nest', '['.repeat(90_000)],
    ['a deep nest of objects', '{"a":'.repeat(30_000)],
    ['a prototype', `{"__proto__":{"polluted":true},${JSON.stringify(worry).slice(1)}`],
    [
      'prototypes in every place',
      JSON.stringify(worry).replaceAll(
        '"id":',
        '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"id":',
      ),
    ],
    [
      'names of what every object has',
      JSON.stringify(worry).replaceAll('"worries"', '"constructor"').replace('"feelings"}', '"toString"}'),
    ],
    ['a promise', JSON.stringify({ ...worry, then: 'x', toJSON: 1 })],
  ];
  for (const [name, text] of hostile) {
    it(`never throws at ${name}, and leaves the page as it was`, async () => {
      answers(text);
      const content = await contentOf(SRC);
      expect(Object.keys(content)).to.have.length(1);
      expect(({} as { polluted?: unknown }).polluted).to.equal(undefined);
      expect(JSON.stringify(content)).not.to.contain('polluted');
    });
  }
});
