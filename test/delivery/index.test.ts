import { expect } from '@open-wc/testing';
import type { Envelope } from '../../src/contract/envelope.ts';
import type { Outcome } from '../../src/delivery/deliver.ts';
import type { Delivery } from '../../src/delivery/index.ts';
import { open } from '../../src/delivery/open.ts';
import type { Draft } from '../../src/delivery/submission.ts';
import { OUTBOX } from '../../src/contract/outbox-name.ts';
import { dialects } from '../../src/dialects/index.ts';
import { noNetwork } from '../support.ts';
import { Network, Page, SCHOOL, until } from './page.ts';
import { person } from './seal-support.ts';
import { clearDevice, databaseNames, rawLetters } from './storage.ts';

const draft: Draft = {
  widget: 'mood-check-in',
  pack: 'faces-5',
  site: 'hollybrook',
  lang: 'en-GB',
  answers: [{ id: 'words', question: 'Would you like to add anything?', value: 'A unique and secret sentence.' }],
};

describe('delivery on a page', () => {
  let page: Page;
  let network: Network;
  let delivery: Delivery;
  let asked: string[];

  const route = (publicKeys = '') => ({
    endpoint: SCHOOL,
    dialect: 'json',
    fields: '{}',
    publicKeys,
    fetch: network.fetch,
  });

  beforeEach(async () => {
    await clearDevice();
    page = await Page.open({ inRealTime: true });
    network = new Network(page);
    asked = [];
    const { open: openThere } = await page.load<typeof import('../../src/delivery/index.ts')>('delivery/index.ts');
    delivery = openThere(async <T>(path: string) => {
      asked.push(path);
      const [room, name] = path.split('/') as [string, string];
      // The build makes a leaf of each dialect, under this one name.
      return (dialects[name] && room === 'dialects' ? { dialect: dialects[name] } : await page.load(`${path}.ts`)) as T;
    });
  });
  afterEach(() => Page.closeAll());

  /** Sends the draft, and gives what is told of it when that has come to rest. */
  async function send(publicKeys?: string): Promise<Outcome> {
    const told: Outcome[] = [];
    expect(
      await delivery.submission(() => true).send(draft, route(publicKeys), (outcome) => told.push(outcome)),
    ).to.equal(true);
    await until(() => told.length > 0, 'something was told');
    return told.at(-1)!;
  }

  it('sends a plain letter to our own receiver without any further part, and stores nothing on the device', async () => {
    expect(await delivery.misfit(route(), 'pupils')).to.equal(undefined);
    expect(await send()).to.deep.equal({ kind: 'sent' });
    expect((JSON.parse([...network.rows.values()][0]!) as Envelope).answers).to.deep.equal(draft.answers);
    expect(asked).to.deep.equal([]);
    expect(await databaseNames()).to.deep.equal([]);
  });

  it('fetches the parts of another dialect', async () => {
    expect(
      await delivery.misfit({ ...route(), endpoint: 'https://formspree.io/f/abc', dialect: '' }, 'pupils'),
    ).to.equal(undefined);
    expect(asked).to.deep.equal(['dialects/recognise', 'dialects/names', 'dialects/formspree']);
  });

  it('keeps a sealed letter that cannot go, and nothing on the device can be read in it [case 60]', async () => {
    const [khan, owen] = [await person(), await person()];
    network.answer = noNetwork;
    expect(await send(`${khan.publicKey} ${owen.publicKey}`)).to.deep.equal({ kind: 'waiting', code: 'network' });
    expect(asked).to.deep.equal(['delivery/seal']);
    expect(await databaseNames()).to.deep.equal([OUTBOX]);
    const records = (await rawLetters()) as { body: string }[];
    expect(records.length).to.equal(1);
    for (const secret of ['secret sentence', 'words', 'Would you', 'faces-5', 'en-GB'])
      expect(JSON.stringify(records)).not.to.include(secret);
    const { envelope } = (await open(JSON.parse(records[0]!.body), owen.keys)) as { envelope: Envelope };
    expect(envelope.answers).to.deep.equal(draft.answers);
  });

  it('keeps nothing of a plain letter that cannot go', async () => {
    network.answer = noNetwork;
    expect(await send()).to.deep.equal({ kind: 'failed', code: 'network', certain: false, retrying: true });
    expect(await databaseNames()).to.deep.equal([]);
  });
});
