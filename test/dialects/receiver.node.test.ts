/** What `json` and `form` encode, given to our own receiver, and what it answers, given back to them. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Envelope } from '../../src/contract/envelope.ts';
import type { Reply } from '../../src/contract/reply.ts';
import { dialect as form } from '../../src/dialects/form.ts';
import { dialect as json } from '../../src/dialects/json.ts';
import { createApp } from '../../src/receiver/app.ts';
import type { Store, Submission } from '../../src/receiver/store.ts';
import { consenting, id, newsletter, pupils, sealed } from './examples.ts';

function receiver() {
  const saved: Submission[] = [];
  const store: Store = {
    save: async (submission) => {
      const repeated = saved.some(({ sha256 }) => sha256 === submission.sha256);
      if (!repeated) saved.push(submission);
      return { kind: repeated ? 'repeated' : 'stored', storedAt: '2026-11-23T09:30:00.000Z' };
    },
    list: async () => [],
    close: async () => undefined,
  };
  const app = createApp({
    store,
    sites: { oak: { origins: [] }, [pupils.site]: { origins: [] }, [sealed.site]: { origins: [] } },
    log: () => undefined,
  });
  const send = async (dialect: typeof form, letter: object): Promise<Reply> => {
    const path = (letter as Envelope).widget === 'newsletter-signup' ? '/subscriptions' : '/submissions';
    const { url, body, contentType, headers } = dialect.encode(
      { id, body: JSON.stringify(letter) },
      { endpoint: `http://localhost${path}`, fields: {} },
    );
    assert.ok(typeof body === 'string' && contentType);
    const response = await app.request(url, {
      method: 'POST',
      body,
      headers: { 'Content-Type': contentType, ...headers },
    });
    const sha256 = createHash('sha256').update(body).digest('hex');
    return dialect.decode({ status: response.status, text: await response.text() }, { id, sha256 });
  };
  return { saved, send };
}

const { replaces: _, ...first } = pupils;

for (const dialect of [json, form]) {
  describe(`our own receiver, spoken to in ${dialect.name}`, () => {
    for (const [what, letter] of Object.entries({
      "a pupil's letter": first,
      'a letter that replaces another': pupils,
      'a subscription': newsletter,
      'a subscription for two purposes': consenting,
    })) {
      it(`confirms ${what} and keeps all of it, once`, async () => {
        const { saved, send } = receiver();
        assert.deepEqual(await send(dialect, letter), { kind: 'confirmed' });
        assert.deepEqual(await send(dialect, letter), { kind: 'confirmed' });
        assert.equal(saved.length, 1);
        const { sentAt, ...kept } = JSON.parse(saved[0]!.body) as Envelope;
        assert.ok(Date.parse(sentAt) > 0);
        const { sentAt: _sentAt, ...sent } = letter;
        assert.deepEqual(kept, sent);
      });
    }

    it('confirms a sealed letter and keeps it byte for byte', async () => {
      const { saved, send } = receiver();
      assert.deepEqual(await send(dialect, sealed), { kind: 'confirmed' });
      assert.deepEqual(
        saved.map(({ body }) => body),
        [JSON.stringify(sealed)],
      );
    });

    it('says what is wrong with a subscription, by our own names', async () => {
      const { send } = receiver();
      const reply = await send(dialect, {
        ...newsletter,
        answers: [{ id: 'email', question: 'Email', value: 'parent' }],
      });
      assert.ok(reply.kind === 'refused');
      assert.deepEqual(
        reply.issues.map(({ name, rule }) => `${name} ${rule}`),
        ['email email', 'consent checked'],
      );
    });
  });
}
