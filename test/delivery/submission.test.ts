import { expect } from '@open-wc/testing';
import type { Parcel } from '../../src/dialects/shared/dialect.ts';
import type { Envelope } from '../../src/contract/envelope.ts';
import type { SealedEnvelope } from '../../src/contract/sealed.ts';
import type { Address, Courier, Tell } from '../../src/delivery/courier.ts';
import { Deadline } from '../../src/contract/deadline.ts';
import type { Outcome } from '../../src/delivery/deliver.ts';
import { open } from '../../src/keys/open.ts';
import type { LoadPart, Route } from '../../src/delivery/route.ts';
import * as sealing from '../../src/delivery/seal.ts';
import { Submission, type Allow, type Draft } from '../../src/delivery/submission.ts';
import * as recognising from '../../src/dialects/recognise.ts';
import { person, type Person } from './seal-support.ts';

const draft = (changes: Partial<Draft> = {}): Draft => ({
  widget: 'mood-check-in',
  pack: 'faces-5',
  site: 'hollybrook',
  lang: 'en-GB',
  answers: [{ id: 'words', question: 'Would you like to add anything?', value: 'It was loud.' }],
  ...changes,
});

const saying = (value: string, id = 'words'): Draft =>
  draft({ answers: [{ id, question: 'Would you like to add anything?', value }] });

const route = (changes: Partial<Route> = {}): Route => ({
  endpoint: 'https://letters.example/',
  dialect: 'json',
  fields: '{}',
  publicKeys: '',
  ...changes,
});

const UNCERTAIN: Outcome = { kind: 'failed', code: 'network', certain: false };
const CERTAIN: Outcome = { kind: 'failed', code: 'busy', certain: true };

interface Taken extends Address {
  parcel: Parcel;
  keep: boolean;
  tell: Tell;
}

/** A courier that only writes down what it is given, in order: a letter, or the id of one taken back. */
class Desk {
  readonly notes: (Taken | string)[] = [];
  readonly courier = {
    send: async (parcel: Parcel, address: Address, keep: boolean, tell: Tell) =>
      void this.notes.push({ parcel, ...address, keep, tell }),
    withdraw: (id: string) => void this.notes.push(id),
  } as unknown as Courier;

  get taken(): Taken[] {
    return this.notes.filter((note): note is Taken => typeof note !== 'string');
  }

  get last(): Taken {
    return this.taken.at(-1)!;
  }

  get envelopes(): Envelope[] {
    return this.taken.map(({ parcel }) => JSON.parse(parcel.body) as Envelope);
  }

  get withdrawn(): string[] {
    return this.notes.filter((note) => typeof note === 'string');
  }
}

const PARTS: Readonly<Record<string, unknown>> = { 'delivery/seal': sealing, 'dialects/recognise': recognising };

/** Parts of our own, of which some may be missing or other. */
const partsBut =
  (changes: Readonly<Record<string, unknown>> = {}): LoadPart =>
  async <T>(path: string) => {
    const part = { ...PARTS, ...changes }[path];
    if (!part) throw new Error(`${path} did not come`);
    return part as T;
  };

describe('a submission', () => {
  let desk: Desk;
  let told: [Outcome, string][];
  const begin = (allow: Allow = () => true, load: LoadPart = partsBut()): Submission =>
    new Submission(desk.courier, load, allow);
  const send = (submission: Submission, words: Draft, way: Route = route()): Promise<boolean> =>
    submission.send(words, way, (...words) => told.push(words));

  let khan: Person;
  let owen: Person;
  before(async () => {
    [khan, owen] = [await person(), await person()];
  });
  beforeEach(() => {
    desk = new Desk();
    told = [];
  });

  it('makes an envelope of what was said, and hands it to the courier', async () => {
    const fetch = () => new Promise<never>(() => undefined);
    const earliest = Date.now();
    expect(await send(begin(), draft(), route({ fields: '{"message":"entry.1"}', fetch }))).to.equal(true);
    const { parcel, keep, tell: _, deadline: __, ...address } = desk.last;
    expect(address).to.deep.equal({
      endpoint: 'https://letters.example/',
      dialect: 'json',
      fields: { message: 'entry.1' },
      fetch,
    });
    expect(keep).to.equal(false);
    const { id, sentAt, ...rest } = JSON.parse(parcel.body) as Envelope;
    expect(rest).to.deep.equal({ v: 1, ...draft() });
    expect(id)
      .to.match(/^[\da-f]{32}$/)
      .and.equal(parcel.id);
    expect(new Date(sentAt).toISOString()).to.equal(sentAt);
    expect(Date.parse(sentAt)).to.be.within(earliest, Date.now());
    expect(told).to.deep.equal([]);
  });

  it('hands on until when whoever pressed waits, and waits no longer itself', async () => {
    const deadline = new Deadline(20);
    await begin().send(draft(), route(), () => {}, deadline);
    expect(desk.last.deadline).to.equal(deadline);

    const publicKeys = `${khan.publicKey} ${owen.publicKey}`;
    for (const [way, code] of [
      [route({ dialect: '' }), 'leaf'],
      [route({ publicKeys }), 'leaf'],
    ] as const) {
      const late = new Submission(
        desk.courier,
        () => new Promise(() => {}),
        () => true,
      );
      await late.send(draft(), way, (...words) => told.push(words), new Deadline(20));
      expect(told.pop()![0]).to.deep.equal({ kind: 'failed', code, certain: true });
    }
    expect(desk.taken.length).to.equal(1);
  });

  it("tells every outcome with the letter's id, as often as there is one", async () => {
    await send(begin(), draft());
    const { tell, parcel } = desk.last;
    const outcomes: Outcome[] = [
      { kind: 'waiting', code: 'network' },
      { kind: 'refused', code: 'invalid', issues: [] },
      { kind: 'sent', checkEmail: true },
      { kind: 'sent-unconfirmed' },
    ];
    for (const outcome of outcomes) tell(outcome);
    expect(told).to.deep.equal(outcomes.map((outcome) => [outcome, parcel.id]));
  });

  it('finds the dialect by the address where the page names none', async () => {
    await send(begin(), draft(), route({ endpoint: 'https://formspree.io/f/abc', dialect: '' }));
    expect(desk.last.dialect).to.equal('formspree');
  });

  it("keeps none of the service's names when they cannot be read", async () => {
    await send(begin(), draft(), route({ fields: '{"message":' }));
    expect(desk.last.fields).to.deep.equal({});
  });

  it('sends the same words under the same id, in the same bytes', async () => {
    const submission = begin();
    await send(submission, draft());
    for (const outcome of [UNCERTAIN, CERTAIN]) {
      desk.last.tell(outcome);
      await send(submission, draft());
    }
    expect(desk.taken.length).to.equal(3);
    expect(desk.taken.map(({ parcel }) => parcel)).to.deep.equal(Array(3).fill(desk.last.parcel));
    expect(desk.withdrawn).to.deep.equal([]);
  });

  describe('with changed words', () => {
    const arrived: [what: string, outcome: Outcome][] = [
      ['may have arrived', UNCERTAIN],
      ['was sent, perhaps while the words were being changed', { kind: 'sent' }],
      ['was sent without proof', { kind: 'sent-unconfirmed' }],
    ];
    for (const [what, outcome] of arrived) {
      it(`is a new letter that names the earlier one when that ${what}`, async () => {
        const submission = begin();
        await send(submission, saying('loud'));
        desk.last.tell(outcome);
        await send(submission, saying('quiet'));
        const [first, second] = desk.envelopes as [Envelope, Envelope];
        expect(second.id).not.to.equal(first.id);
        expect(second.replaces).to.equal(first.id);
        expect(second.answers[0]!.value).to.equal('quiet');
      });
    }

    const harmless: [what: string, outcome: Outcome | undefined][] = [
      ['has not been heard of', undefined],
      ['certainly did not arrive', CERTAIN],
      ['was refused', { kind: 'refused', code: 'invalid', issues: [] }],
      ['waits, and will arrive', { kind: 'waiting', code: 'network' }],
    ];
    for (const [what, outcome] of harmless) {
      it(`names none that ${what}`, async () => {
        const submission = begin();
        await send(submission, saying('loud'));
        if (outcome) desk.last.tell(outcome);
        await send(submission, saying('quiet'));
        expect(desk.envelopes[1]).not.to.have.property('replaces');
      });
    }

    it('names none that answers another question, and leaves that on its way', async () => {
      const submission = begin();
      await send(submission, saying('loud', 'first'));
      desk.last.tell(UNCERTAIN);
      await send(submission, saying('quiet', 'second'));
      expect(desk.envelopes[1]).not.to.have.property('replaces');
      expect(desk.withdrawn).to.deep.equal([]);
    });

    it('names the newest that may have arrived', async () => {
      const submission = begin();
      for (const [words, outcome] of [
        ['one', UNCERTAIN],
        ['two', UNCERTAIN],
        ['three', CERTAIN],
      ] as const) {
        await send(submission, saying(words));
        desk.last.tell(outcome);
      }
      await send(submission, saying('four'));
      const [, second] = desk.envelopes;
      expect(desk.envelopes[3]!.replaces).to.equal(second!.id);
    });

    it('takes the earlier letters to the same question back before it goes, but not itself', async () => {
      const submission = begin();
      await send(submission, saying('loud'));
      await send(submission, saying('quiet'));
      await send(submission, saying('loud'));
      const [loud, quiet] = desk.taken.map(({ parcel }) => parcel.id);
      const order = desk.notes.map((note) => (typeof note === 'string' ? `${note} back` : note.parcel.id));
      expect(order).to.deep.equal([loud, `${loud} back`, quiet, `${quiet} back`, loud]);
    });
  });

  it('is a new letter where the page has changed the address meanwhile', async () => {
    const submission = begin();
    await send(submission, draft());
    desk.last.tell(UNCERTAIN);
    await send(submission, draft(), route({ endpoint: 'https://other.example/' }));
    const [first, second] = desk.envelopes as [Envelope, Envelope];
    expect(second.replaces).to.equal(first.id);
    expect(desk.withdrawn).to.deep.equal([first.id]);
    expect(desk.last.endpoint).to.equal('https://other.example/');
  });

  it('never again calls certain what once was not', async () => {
    const submission = begin();
    await send(submission, draft());
    desk.last.tell({ ...CERTAIN, retrying: true });
    desk.last.tell(UNCERTAIN);
    desk.last.tell(CERTAIN);
    await send(submission, draft());
    desk.last.tell(CERTAIN);
    expect(told.map(([outcome]) => outcome)).to.deep.equal([
      { ...CERTAIN, retrying: true },
      UNCERTAIN,
      { ...CERTAIN, certain: false },
      { ...CERTAIN, certain: false },
    ]);
  });

  describe('with public keys', () => {
    const sealed = (): Route => route({ publicKeys: `${khan.publicKey},\n${owen.publicKey}` });
    const openFor = ({ parcel }: Taken, { keys }: Person): Promise<unknown> => open(JSON.parse(parcel.body), keys);

    it('travels sealed to everyone, to be kept', async () => {
      await send(begin(), draft(), sealed());
      expect(desk.last.keep).to.equal(true);
      expect(desk.last.parcel.body).not.to.include('loud');
      for (const recipient of [khan, owen]) {
        const { envelope } = (await openFor(desk.last, recipient)) as { envelope: Envelope };
        expect(envelope).to.deep.include({ ...draft(), id: desk.last.parcel.id });
      }
    });

    it('is sealed once, so that the same words are the same bytes', async () => {
      const submission = begin();
      await send(submission, draft(), sealed());
      desk.last.tell(UNCERTAIN);
      await send(submission, draft(), sealed());
      expect(desk.taken[1]!.parcel).to.deep.equal(desk.taken[0]!.parcel);
      expect(desk.taken[1]!.keep).to.equal(true);
    });

    it('names the earlier letter inside alone', async () => {
      const submission = begin();
      await send(submission, saying('loud'), sealed());
      desk.last.tell(UNCERTAIN);
      await send(submission, saying('quiet'), sealed());
      const [first, second] = desk.taken as [Taken, Taken];
      const { envelope } = (await openFor(second, khan)) as { envelope: Envelope };
      expect(envelope.replaces).to.equal(first.parcel.id);
      expect(JSON.parse(second.parcel.body) as object).not.to.have.property('replaces');
    });

    it('is never the open letter that was tried before the page had keys', async () => {
      const submission = begin();
      await send(submission, draft());
      desk.last.tell(UNCERTAIN);
      await send(submission, draft(), sealed());
      const [before, after] = desk.taken as [Taken, Taken];
      expect(after.parcel.body).not.to.include('loud');
      expect(after.keep).to.equal(true);
      expect(desk.withdrawn).to.deep.equal([before.parcel.id]);
      const { envelope } = (await openFor(after, khan)) as { envelope: Envelope };
      expect(envelope).to.deep.include({ ...draft(), replaces: before.parcel.id });
    });

    it('is sealed again for other keys', async () => {
      const submission = begin();
      await send(submission, draft(), route({ publicKeys: khan.publicKey }));
      await send(submission, draft(), route({ publicKeys: owen.publicKey }));
      expect((JSON.parse(desk.last.parcel.body) as SealedEnvelope).recipients.map(({ kid }) => kid)).to.deep.equal([
        owen.kid,
      ]);
    });

    const trouble: [what: string, changes: Readonly<Record<string, unknown>>, code: string, way: () => Route][] = [
      [
        'a key does not fit',
        {},
        'seal',
        () => route({ publicKeys: `${khan.publicKey} ${khan.publicKey.slice(0, -2)}` }),
      ],
      [
        'sealing fails',
        { 'delivery/seal': { ...sealing, seal: () => Promise.reject(new Error('no')) } },
        'seal',
        sealed,
      ],
      ['the part that seals does not come', { 'delivery/seal': undefined }, 'leaf', sealed],
      [
        'the list of addresses does not come',
        { 'dialects/recognise': undefined },
        'leaf',
        () => ({ ...sealed(), dialect: '' }),
      ],
    ];
    for (const [what, changes, code, way] of trouble) {
      it(`sends nothing when ${what}, and says so`, async () => {
        expect(
          await send(
            begin(() => true, partsBut(changes)),
            draft(),
            way(),
          ),
        ).to.equal(true);
        expect(desk.notes).to.deep.equal([]);
        expect(told.map(([outcome]) => outcome)).to.deep.equal([{ kind: 'failed', code, certain: true }]);
        expect(told[0]![1]).to.match(/^[\da-f]{32}$/);
      });
    }

    it('goes under its first id when sealing works again', async () => {
      const changes: Record<string, unknown> = { 'delivery/seal': undefined };
      const submission = begin(
        () => true,
        (path) => partsBut(changes)(path),
      );
      await send(submission, draft(), sealed());
      delete changes['delivery/seal'];
      await send(submission, draft(), sealed());
      expect(desk.taken.map(({ parcel }) => parcel.id)).to.deep.equal([told[0]![1]]);
    });
  });

  describe('and the page around it', () => {
    it('shows the page the envelope, before anything is sent or taken back', async () => {
      const shown: Envelope[] = [];
      const submission = begin((envelope) => {
        shown.push(envelope);
        expect(desk.notes.length).to.equal(shown.length - 1);
        return true;
      });
      await send(submission, draft());
      expect(shown).to.deep.equal(desk.envelopes);
    });

    it('sends nothing that the page has taken over', async () => {
      let allowed = true;
      const submission = begin(() => allowed);
      await send(submission, saying('loud'));
      allowed = false;
      expect(await send(submission, saying('quiet'))).to.equal(false);
      expect(desk.taken.length).to.equal(1);
      expect({ withdrawn: desk.withdrawn, told }).to.deep.equal({ withdrawn: [], told: [] });
    });
  });

  describe('forgotten', () => {
    it('takes back all that was tried, and knows nothing of it', async () => {
      const submission = begin();
      await send(submission, saying('loud', 'first'));
      desk.last.tell(UNCERTAIN);
      await send(submission, saying('quiet', 'second'));
      const ids = desk.taken.map(({ parcel }) => parcel.id);
      submission.forget();
      expect(desk.withdrawn).to.have.members(ids);
      await send(submission, saying('loud', 'first'));
      const { id, replaces } = desk.envelopes[2]!;
      expect(ids).not.to.include(id);
      expect(replaces).to.equal(undefined);
      expect(desk.withdrawn.length).to.equal(2);
    });
  });
});
