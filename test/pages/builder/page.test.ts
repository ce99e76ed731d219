import { expect, fixture, html } from '@open-wc/testing';
import type { Envelope } from '../../../src/contract/envelope.ts';
import { open } from '../../../src/keys/open.ts';
import { seal } from '../../../src/delivery/seal.ts';
import { lookAtKeys } from '../../../src/diagnose/keys.ts';
import { sendTestFor } from '../../../src/diagnose/test-letter.ts';
import { readKeyFile, unlock } from '../../../src/keys/key-file.ts';
import { wordsOnSheet } from '../../../src/keys/sheet.ts';
import { keyFromWords } from '../../../src/keys/words.ts';
import { linkSettings, siteSettings, tidy, widgetSettings, type Choices } from '../../../src/pages/builder/choices.ts';
import { howItLooks } from '../../../src/pages/builder/choosing.ts';
import type { Desk } from '../../../src/pages/builder/fields.ts';
import type { BuilderKeys } from '../../../src/pages/builder/key-making.ts';
import '../../../src/pages/builder/key-making.ts';
import { loadHere, makeKeys } from '../../../src/pages/builder/keys.ts';
import { snippetFor } from '../../../src/pages/builder/snippet.ts';
import '../../../src/pages/builder/testing.ts';
import type { BuilderTest } from '../../../src/pages/builder/testing.ts';
import { until } from '../../support.ts';

const PEOPLE = [
  { name: 'Miss Khan, Pastoral Lead', passphrase: 'river candle stone tree' },
  { name: 'Zo\u00eb O\u2019Neil', passphrase: 'another long passphrase' },
];
const letter: Envelope = {
  v: 1,
  id: '0'.repeat(32),
  widget: 'mood-check-in',
  site: 'hollybrook',
  lang: 'en-GB',
  sentAt: '2026-11-23T09:00:00.000Z',
  answers: [{ id: 'mood', question: 'How are you?', value: 'happy' }],
};

/** A desk whose changes are seen by whoever asks. */
function desk(
  choices: Partial<Choices> = {},
  changed: (change: Partial<Choices>) => void = () => undefined,
): Desk & { said: string[] } {
  const said: string[] = [];
  return {
    choices: tidy({ site: 'hollybrook', ...choices }),
    set: changed,
    say: (words) => void said.push(words),
    said,
  };
}

const button = (root: Element, words: string): HTMLButtonElement =>
  [...root.querySelectorAll('button')].find(({ textContent }) => textContent!.trim().startsWith(words))!;

function type(root: Element, id: string, words: string): void {
  const field = root.querySelector<HTMLInputElement>(`#${id}`)!;
  field.value = words;
  field.dispatchEvent(new Event('input'));
}

it('reads every snippet back as it was chosen, as a browser reads it', () => {
  const texts = ['Zo\u00eb "Z" O\'Neil & \u{1f642}', 'a=1&amp;b', '100% <b>', '{"message":"entry.1"}'];
  for (const text of texts) {
    const choices = tidy({
      widget: 'mood-check-in',
      heading: text,
      school: text,
      readers: text,
      fields: text,
      askName: 'yes',
      label: text,
      script: 'https://school.example/l30.js',
    });
    const { body } = new DOMParser().parseFromString(snippetFor({ ...choices, form: 'whole' }).code, 'text/html');
    const data = (element: Element): Record<string, string> =>
      Object.fromEntries(
        [...element.attributes].flatMap(({ name, value }) =>
          name.startsWith('data-') && name !== 'data-l30' ? [[name.slice(5), value]] : [],
        ),
      );
    const [box, script] = body.children as unknown as [HTMLElement, HTMLScriptElement];
    expect(body.children.length).to.equal(2);
    expect(data(box)).to.deep.equal(widgetSettings(choices));
    expect(data(script)).to.deep.equal(siteSettings(choices));
    const link = box.querySelector('a')!;
    expect(link.textContent).to.equal(choices.label);
    expect(Object.fromEntries(new URL(link.href).searchParams)).to.deep.equal(linkSettings(choices));
  }
});

describe('keys that are made in the browser', () => {
  it('open a letter with each file and with the words of the sheet [case 82]', async () => {
    const { publicKeys, files } = await makeKeys('hollybrook', PEOPLE, '2026-11-23');
    expect(files.map(({ name }) => name)).to.deep.equal([
      'key-miss-khan-pastoral-lead.json',
      'key-zoe-o-neil.json',
      'recovery-sheet.html',
      'public-keys.txt',
    ]);
    expect(files.at(-1)!.text).to.include(`data-public-keys="${publicKeys}"`);
    const sealed: unknown = JSON.parse(await seal(letter, publicKeys.split(' ')));
    const byFile = await Promise.all(
      PEOPLE.map(({ passphrase }, index) => unlock(readKeyFile(files[index]!.text)!, passphrase)),
    );
    const byWords = await keyFromWords(wordsOnSheet(files[2]!.text));
    for (const key of [...byFile, 'key' in byWords ? byWords.key : undefined]) {
      expect(await open(sealed, new Map([[key!.kid, key!.pair]]))).to.deep.equal({ envelope: letter });
    }
    expect(await unlock(readKeyFile(files[0]!.text)!, PEOPLE[1]!.passphrase), 'another passphrase').to.equal(undefined);
  });

  it('are checked as the widget checks them', async () => {
    const { publicKeys } = await makeKeys('hollybrook', PEOPLE, '2026-11-23');
    const [first = '', second = ''] = publicKeys.split(' ');
    const at = { load: loadHere, hostname: 'www.hollybrook.example' };
    expect(await lookAtKeys('', at)).to.deep.equal({ fingerprints: [] });
    expect((await lookAtKeys(publicKeys, at)) as { fingerprints: string[] })
      .to.have.property('fingerprints')
      .with.lengthOf(3);
    expect(await lookAtKeys(first, { ...at, hostname: 'localhost' })).to.have.property('fingerprints');
    expect(await lookAtKeys(first, at))
      .to.have.property('problem')
      .that.matches(/only one/);
    expect(await lookAtKeys(`${first} ${second.slice(0, -2)}`, at))
      .to.have.property('problem')
      .that.matches(/not whole/);
    // Whole, and no point of the curve.
    expect(await lookAtKeys(`${first} B${'A'.repeat(86)}`, at))
      .to.have.property('problem')
      .that.matches(/not whole/);
  });

  it('come into the snippet only when every file was saved, and their passphrases are forgotten', async () => {
    const taken: { name: string; text: Promise<string> }[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      taken.push({ name: this.download, text: fetch(this.href).then((file) => file.text()) });
    };
    try {
      const changes: Partial<Choices>[] = [];
      const work = desk({}, (change) => changes.push(change));
      const keys = await fixture<BuilderKeys>(html`<builder-keys .desk=${work}></builder-keys>`);
      keys.querySelector('details')!.open = true;
      await expect(keys).to.be.accessible();
      button(keys, 'Make the keys').click();
      await until(() => keys.querySelector('.wrong'));
      expect(keys.querySelector('.wrong')!.textContent).to.match(/at least two people|name of their own/);
      for (const [index, { name, passphrase }] of PEOPLE.entries()) {
        type(keys, `name-${index}`, name);
        type(keys, `passphrase-${index}`, passphrase);
        type(keys, `again-${index}`, index ? 'mistyped' : passphrase);
      }
      button(keys, 'Make the keys').click();
      await keys.updateComplete;
      expect(keys.querySelector('.wrong')!.textContent).to.equal(
        'Zo\u00eb O\u2019Neil: The two passphrases are not the same.',
      );
      type(keys, 'again-1', PEOPLE[1]!.passphrase);
      button(keys, 'Make the keys').click();
      await until(() => keys.querySelector('.files'), 'the files');
      expect(JSON.stringify(keys.rows)).not.to.include('candle');
      await expect(keys).to.be.accessible();
      button(keys, 'Put the public keys').click();
      await keys.updateComplete;
      expect(keys.querySelector('.wrong')!.textContent).to.match(/^Save these first.*key-zoe-o-neil\.json/);
      expect(changes).to.deep.equal([]);
      for (const each of keys.querySelectorAll<HTMLButtonElement>('.files button')) each.click();
      button(keys, 'Put the public keys').click();
      await keys.updateComplete;
      expect(changes).to.have.lengthOf(1);
      const { publicKeys = '' } = changes[0]!;
      expect(taken.map(({ name }) => name)).to.have.lengthOf(4);
      const file = readKeyFile(await taken[0]!.text)!;
      expect(publicKeys.split(' ')).to.include(file.publicKey);
      expect(await unlock(file, PEOPLE[0]!.passphrase)).to.have.property('publicKey', file.publicKey);
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    // Locking and unlocking takes millions of rounds, and they are slow on purpose.
  });
});

describe('the test letter', () => {
  async function tested(
    answer: () => Response | undefined,
    endpoint = 'https://inbox.example/submissions',
  ): Promise<BuilderTest> {
    const work = desk({ endpoint });
    const element = await fixture<BuilderTest>(html`<builder-test .desk=${work}></builder-test>`);
    element.fetch = async () => {
      const response = answer();
      if (!response) throw new TypeError('Failed to fetch');
      return response;
    };
    button(element, 'Send a test').click();
    await until(() => element.querySelector('.verdict'), 'a verdict');
    await expect(element).to.be.accessible();
    expect(work.said.at(-1)).to.equal(
      element.querySelector('.verdict h3')!.textContent === 'Nothing was sent'
        ? element.querySelector('.verdict p')!.textContent
        : element.querySelector('.verdict h3')!.textContent,
    );
    return element;
  }

  it('to an endpoint that is not there ends in words for whoever looks after it', async () => {
    const element = await tested(() => undefined);
    expect(element.querySelector('h3')!.textContent).to.equal('Not yet: the test letter did not get through');
    expect(element.querySelector('code')!.textContent).to.include('Please check that inbox.example runs');
  });

  it('to a service without proof says so', async () => {
    const element = await tested(
      () => new Response('{"status":"success"}'),
      'https://hooks.zapier.com/hooks/catch/1/2/',
    );
    expect(element.querySelector('h3')!.textContent).to.equal('Letters get through, but without proof');
  });

  it('without an endpoint is not sent', async () => {
    const element = await tested(() => expect.fail('nothing may be asked'), '');
    expect(element.querySelector('p:not(.hint)')!.textContent).to.match(/no endpoint is set/);
  });

  it('says nothing any more once the endpoint is another one', async () => {
    const element = await tested(() => undefined);
    element.desk = desk({ endpoint: 'https://other.example/' });
    await element.updateComplete;
    expect(element.querySelector('.verdict')).to.equal(null);
  });
});

it('what keeps a widget from sending is said in its own words, and nothing is asked', async () => {
  const cases: [Partial<Choices>, RegExp][] = [
    [{ endpoint: '' }, /no endpoint is set/],
    [{ endpoint: 'inbox' }, /not an address/],
    [{ endpoint: 'http://inbox.example/' }, /not secure/],
    [{ dialect: 'jsn' }, /no dialect called "jsn"/],
    [{ endpoint: 'https://abc.supabase.co/rest/v1/l30_letters' }, /needs apikey/],
    [{ endpoint: 'https://a.us1.list-manage.com/subscribe/post?u=1&id=2' }, /made for other things/],
    [{ publicKeys: 'abc' }, /public-keys cannot be used/],
    [{ endpoint: 'mailto:office@hollybrook.example' }, /mail program/],
    [
      { widget: 'newsletter-signup', newsletterEndpoint: 'https://inbox.example/subscriptions' },
      /your own email address/,
    ],
  ];
  for (const [choices, words] of cases) {
    const fetch = async (): Promise<never> => expect.fail('nothing may be asked');
    const { widget, ...set } = tidy({ endpoint: 'https://inbox.example/submissions', ...choices });
    const [origin, hostname] = ['https://www.hollybrook.example', 'www.hollybrook.example'];
    const found = await sendTestFor(widget, set, { fetch, load: loadHere, origin, hostname }, { sender: 'builder' });
    expect('problem' in found ? found.problem : '').to.match(words);
  }
});

it('a colour that is hard to read is told, with one that is not to take instead', async () => {
  const changes: Partial<Choices>[] = [];
  const page = await fixture(
    html`<main>${howItLooks(desk({ accent: '#e0a030', onAccent: '#ffffff' }, (change) => changes.push(change)))}</main>`,
  );
  expect(page.querySelectorAll('.contrast .wrong').length).to.equal(2);
  button(page, 'Use #').click();
  expect(changes[0]!.accent).to.match(/^#[\da-f]{6}$/);
  await expect(page).to.be.accessible();
});
