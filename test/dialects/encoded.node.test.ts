/** What each dialect makes of one short letter, field by field. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Encoded } from '../../src/dialects/shared/dialect.ts';
import type { Envelope } from '../../src/contract/envelope.ts';
import { DIALECT_NAMES, dialects } from '../../src/dialects/index.ts';
import { consenting, EXAMPLES, id } from './examples.ts';

const sentAt = '2026-11-23T09:30:00.000Z';
const pupil: Envelope = {
  v: 1,
  id,
  widget: 'mood-check-in',
  site: 'oak',
  lang: 'en-GB',
  sentAt,
  answers: [{ id: 'mood', question: 'How are you?', value: 'sad', words: 'Sad' }],
};
const parent: Envelope = {
  v: 1,
  id,
  widget: 'newsletter-signup',
  site: 'oak',
  lang: 'cy-GB',
  sentAt,
  answers: [
    { id: 'email', question: 'Email', value: 'a@b.example' },
    { id: 'name', question: 'Your name', value: 'Siân' },
    { id: 'consent', question: 'Yes, email me school news.', value: 'yes' },
  ],
};
const isPupils = (name: string): boolean => dialects[name]!.carries !== 'newsletter';
const bodyFor = (name: string): string => JSON.stringify(isPupils(name) ? pupil : parent);

type Fields = readonly (readonly [string, string])[];
const accept = { headers: { Accept: 'application/json' } };
const form = (fields: Fields, more: object = {}) => ({
  form: fields,
  contentType: 'application/x-www-form-urlencoded',
  ...accept,
  ...more,
});
const json = (value: unknown, more: object = {}) => ({ json: value, contentType: 'application/json', ...more });

const FLAT: Fields = [
  ['id', id],
  ['widget', 'mood-check-in'],
  ['site', 'oak'],
  ['lang', 'en-GB'],
  ['sentAt', sentAt],
  ['message', 'How are you?\nSad'],
  ['mood', 'Sad'],
];
const RECEIVER: Fields = [
  ['id', id],
  ['widget', 'mood-check-in'],
  ['site', 'oak'],
  ['lang', 'en-GB'],
  ['answer.mood', 'sad'],
  ['question.mood', 'How are you?'],
  ['words.mood', 'Sad'],
];
const ROW = { id, site: 'oak', widget: 'mood-check-in', letter: JSON.stringify(pupil) };
const opaque = { opaque: true };

/** With what the admin's example holds; the address is the example's own unless it says otherwise. */
const ENCODED: Readonly<Record<string, object>> = {
  json: json(pupil),
  form: form(RECEIVER),
  multipart: { body: RECEIVER, ...accept },
  'google-apps-script': { body: JSON.stringify(pupil), contentType: 'text/plain;charset=utf-8', redirects: true },
  'google-forms': form(
    [
      ['entry.7654321', id],
      ['entry.1234567', 'How are you?\nSad'],
    ],
    opaque,
  ),
  formspree: form([...FLAT, ['_gotcha', '']]),
  basin: form([...FLAT, ['_gotcha', '']]),
  web3forms: form([['access_key', '00000000-0000-4000-8000-000000000000'], ...FLAT, ['botcheck', '']]),
  formsubmit: form([...FLAT, ['_honey', '']]),
  netlify: form([['form-name', 'letters'], ...FLAT]),
  'contact-form-7': {
    body: [
      ['_wpcf7_unit_tag', `wpcf7-l30-${id}`],
      ['l30-id', id],
      ['widget', 'mood-check-in'],
      ['site', 'oak'],
      ['lang', 'en-GB'],
      ['sentAt', sentAt],
      ['your-message', 'How are you?\nSad'],
      ['mood', 'Sad'],
    ],
  },
  'gravity-forms': form([
    ['input_2', id],
    ['input_1', 'How are you?\nSad'],
  ]),
  wordpress: json(pupil),
  'power-automate': json(Object.fromEntries(FLAT)),
  zapier: form(FLAT),
  make: form(FLAT),
  postgrest: json(ROW),
  supabase: json(ROW, { headers: { apikey: 'sb_publishable_0' } }),
  mailchimp: form(
    [
      ['EMAIL', 'a@b.example'],
      ['FNAME', 'Siân'],
      ['b_a1b2c3_d4e5f6', ''],
    ],
    opaque,
  ),
  buttondown: form(
    [
      ['metadata__id', id],
      ['email', 'a@b.example'],
      ['metadata__name', 'Siân'],
      ['embed', '1'],
    ],
    opaque,
  ),
  brevo: form(
    [
      ['EMAIL', 'a@b.example'],
      ['FIRSTNAME', 'Siân'],
      ['OPT_IN', '1'],
      ['locale', 'cy'],
      ['email_address_check', ''],
    ],
    opaque,
  ),
  kit: form([
    ['email_address', 'a@b.example'],
    ['fields[first_name]', 'Siân'],
  ]),
  listmonk: form([
    ['email', 'a@b.example'],
    ['name', 'Siân'],
    ['l', '00000000-0000-4000-8000-000000000000'],
  ]),
  ghost: json({ email: 'a@b.example', name: 'Siân', emailType: 'signup', honeypot: '' }),
  hubspot: json({
    fields: [
      { objectTypeId: '0-1', name: 'email', value: 'a@b.example' },
      { objectTypeId: '0-1', name: 'firstname', value: 'Siân' },
    ],
    legalConsentOptions: {
      consent: { consentToProcess: true, text: 'Yes, email me school news.', communications: [] },
    },
  }),
  mailto: {
    url: `mailto:office@school.example?subject=oak%3A%20mood-check-in&body=How%20are%20you%3F%0D%0ASad%0D%0A%0D%0A${id}`,
    body: '',
    handOver: true,
  },
};

function unpack({ body, contentType, ...rest }: Encoded): object {
  const packed =
    typeof body !== 'string'
      ? { body }
      : contentType === 'application/json'
        ? { json: JSON.parse(body) as unknown, contentType }
        : contentType === 'application/x-www-form-urlencoded'
          ? { form: [...new URLSearchParams(body)], contentType }
          : { body, ...(contentType && { contentType }) };
  return { ...packed, ...rest };
}

const encode = (
  name: string,
  body: string,
  fields?: Record<string, string>,
  endpoint = EXAMPLES[name]!.endpoint,
  ticket?: string,
): object =>
  unpack(
    dialects[name]!.encode(
      { id, body },
      { endpoint, fields: fields ?? EXAMPLES[name]!.fields ?? {}, ...(ticket !== undefined && { ticket }) },
    ),
  );

const fieldsIn = (encoded: object): Record<string, string> => {
  const {
    form: list,
    body,
    json: value,
  } = encoded as {
    form?: Fields;
    body?: Fields;
    json?: { fields?: { name: string; value: string }[] } & Record<string, string>;
  };
  return value
    ? value.fields
      ? Object.fromEntries(value.fields.map((each) => [each.name, each.value]))
      : value
    : Object.fromEntries(list ?? body ?? []);
};

describe('what a dialect makes of a letter', () => {
  it('is told of each', () => {
    assert.deepEqual(Object.keys(ENCODED), DIALECT_NAMES);
  });

  for (const [name, encoded] of Object.entries(ENCODED)) {
    it(name, () => {
      assert.deepEqual(encode(name, bodyFor(name)), { url: EXAMPLES[name]!.endpoint, ...encoded });
    });
  }
});

describe("a name in fields comes before the dialect's own", () => {
  const takesNames = [
    'form',
    'multipart',
    'google-forms',
    'formspree',
    'basin',
    'web3forms',
    'formsubmit',
    'netlify',
    'contact-form-7',
    'gravity-forms',
    'power-automate',
    'zapier',
    'make',
  ];
  for (const name of takesNames) {
    it(name, () => {
      const fields = fieldsIn(encode(name, bodyFor(name), { message: 'theirs_1', mood: 'theirs_2', id: 'theirs_3' }));
      assert.deepEqual([fields.theirs_1, fields.theirs_2, fields.theirs_3], ['How are you?\nSad', 'Sad', id]);
    });
  }
  for (const name of ['mailchimp', 'buttondown', 'brevo', 'kit', 'hubspot']) {
    it(name, () => {
      const fields = fieldsIn(
        encode(name, bodyFor(name), { email: 'theirs_1', name: 'theirs_2', id: 'theirs_3', consent: 'theirs_4' }),
      );
      assert.deepEqual(
        [fields.theirs_1, fields.theirs_2, fields.theirs_3, fields.theirs_4],
        ['a@b.example', 'Siân', id, 'yes'],
      );
    });
  }
});

describe('a mailing service gets no more than it is for', () => {
  const withMore = JSON.stringify({
    ...parent,
    pack: 'p',
    replaces: 'f'.repeat(32),
    answers: [...parent.answers, { id: 'child', question: 'Class?', value: 'Year 4' }],
  });
  for (const name of DIALECT_NAMES.filter((each) => !isPupils(each))) {
    it(name, () => {
      assert.deepEqual(encode(name, withMore), encode(name, bodyFor(name)));
    });

    it(`${name}, where no name and no consent were given`, () => {
      const bare = JSON.stringify({ ...parent, answers: parent.answers.slice(0, 1) });
      const text = JSON.stringify(encode(name, bare));
      assert.ok(text.includes('a@b.example'));
      assert.doesNotMatch(text, /Siân|OPT_IN|legalConsent/);
    });
  }
});

describe('a mailing service that is told of a consent for each purpose', () => {
  const [email, name] = parent.answers;
  const body = JSON.stringify({ ...parent, answers: [email, name, ...consenting.answers.slice(2)] });
  for (const dialect of DIALECT_NAMES.filter((each) => !isPupils(each))) {
    it(`${dialect} gets the one consent as ever, in the words that were ticked`, () => {
      const words = (text: string): string =>
        JSON.stringify(encode(dialect, text)).replace(
          'What may we email you about? School news; Events',
          'Yes, email me school news.',
        );
      assert.equal(words(body), words(bodyFor(dialect)));
    });
  }
  for (const dialect of ['mailchimp', 'buttondown', 'brevo', 'kit', 'hubspot']) {
    it(`${dialect} gets each where fields have a name for it`, () => {
      const fields = fieldsIn(
        encode(dialect, body, {
          'consent.events': 'theirs_1',
          'consent.other': 'theirs_2',
          'consent-version': 'theirs_3',
        }),
      );
      assert.deepEqual([fields.theirs_1, fields.theirs_2, fields.theirs_3], ['yes', undefined, '2026-09']);
    });
  }
});

describe('some addresses are put right', () => {
  const urlOf = (name: string, endpoint: string): string =>
    (encode(name, bodyFor(name), undefined, endpoint) as { url: string }).url;
  const table: [name: string, given: string, used: string][] = [
    [
      'google-forms',
      'https://docs.google.com/forms/d/e/1F/viewform?usp=sf_link',
      'https://docs.google.com/forms/d/e/1F/formResponse',
    ],
    [
      'google-forms',
      'https://docs.google.com/forms/d/e/1F/formResponse?hl=cy',
      'https://docs.google.com/forms/d/e/1F/formResponse?hl=cy',
    ],
    [
      'mailchimp',
      'https://a.us1.list-manage.com/subscribe/post-json?u=1&id=2',
      'https://a.us1.list-manage.com/subscribe/post?u=1&id=2',
    ],
    ['ghost', 'https://news.school.example', 'https://news.school.example/members/api/send-magic-link/'],
    ['ghost', 'https://school.example/news/', 'https://school.example/news/members/api/send-magic-link/'],
    [
      'ghost',
      'https://school.example/news/members/api/send-magic-link',
      'https://school.example/news/members/api/send-magic-link/',
    ],
  ];
  for (const [name, given, used] of table) {
    it(`${name}: ${given}`, () => {
      assert.equal(urlOf(name, given), used);
    });
  }

  it('mailto, whose address has a subject of its own', () => {
    const url = new URL(urlOf('mailto', 'mailto:office@school.example?cc=head@school.example&Subject=Letter%20box'));
    assert.equal(url.pathname, 'office@school.example');
    assert.deepEqual([...url.searchParams.keys()], ['cc', 'Subject', 'body']);
  });

  it('mailchimp, whose trap has no name without an audience', () => {
    assert.deepEqual(
      fieldsIn(encode('mailchimp', bodyFor('mailchimp'), {}, 'https://a.us1.list-manage.com/subscribe/post')).b__,
      '',
    );
  });
});

describe('dialect ghost, which asks for a token first', () => {
  it('asks beside the call itself', () => {
    const { ticketFrom } = dialects.ghost!;
    assert.equal(ticketFrom?.(EXAMPLES.ghost!.endpoint), 'https://news.school.example/members/api/integrity-token/');
    assert.equal(
      ticketFrom?.('https://school.example/news/'),
      'https://school.example/news/members/api/integrity-token/',
    );
  });

  it('hands the token back', () => {
    assert.equal(
      fieldsIn(encode('ghost', bodyFor('ghost'), {}, undefined, '1700000000:abc+/=:def')).integrityToken,
      '1700000000:abc+/=:def',
    );
  });

  for (const ticket of ['', '<!doctype html>', 'a b', 'x'.repeat(501)]) {
    it(`takes ${JSON.stringify(ticket.slice(0, 20))} for no token`, () => {
      assert.ok(!('integrityToken' in fieldsIn(encode('ghost', bodyFor('ghost'), {}, undefined, ticket))));
    });
  }

  it('is the only one', () => {
    assert.deepEqual(
      DIALECT_NAMES.filter((name) => dialects[name]!.ticketFrom),
      ['ghost'],
    );
  });
});

describe('dialect listmonk', () => {
  it('can put an address on several lists', () => {
    const { form: fields } = encode('listmonk', bodyFor('listmonk'), { list: ' a, b\nc,' }) as { form: Fields };
    assert.deepEqual(fields.slice(2), [
      ['l', 'a'],
      ['l', 'b'],
      ['l', 'c'],
    ]);
  });
});

describe('a key that is missing', () => {
  const needy = DIALECT_NAMES.filter((name) => dialects[name]!.needs);

  it('is not made up', () => {
    assert.deepEqual(needy, ['google-forms', 'web3forms', 'netlify', 'gravity-forms', 'supabase', 'listmonk']);
    for (const name of needy) assert.doesNotMatch(JSON.stringify(encode(name, bodyFor(name), {})), /undefined/);
  });
});
