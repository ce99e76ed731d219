import { expect } from '@open-wc/testing';
import { dialects } from '../../src/dialects/index.ts';
import { PACK_IDS, regions, SCALE_IDS } from '../../src/packs/index.ts';
import { explain, uncheckedRegions } from '../../src/settings/admin.ts';
import type { Trouble } from '../../src/settings/trouble.ts';

const widgets = ['question-card', 'mood-check-in', 'reflection-form', 'newsletter-signup'];

/** Every kind of trouble, and what its sentence must name: the attribute to write, or the name that was meant. */
const EVERY: Record<Trouble['kind'], [trouble: Trouble, names: string[]][]> = {
  people: [
    [{ kind: 'people', missing: 'readers' }, ['data-readers="']],
    [{ kind: 'people', missing: 'readWhen' }, ['data-read-when="']],
    [{ kind: 'people', missing: 'lead' }, ['data-lead="']],
  ],
  endpoint: (['endpoint', 'newsletterEndpoint'] as const).flatMap((setting): [Trouble, string[]][] => {
    const attribute = setting === 'endpoint' ? 'endpoint' : 'newsletter-endpoint';
    return [
      [{ kind: 'endpoint', problem: 'missing', setting }, [`data-${attribute}="https://`]],
      [{ kind: 'endpoint', problem: 'not-a-url', setting }, [` ${attribute} `, 'https://', 'one /']],
      [{ kind: 'endpoint', problem: 'not-secure', setting }, [` ${attribute} `, 'https://']],
    ];
  }),
  dialect: [[{ kind: 'dialect', name: 'jsn', known: Object.keys(dialects) }, ['"jsn"', 'Did you mean "json"?']]],
  fields: [[{ kind: 'fields' }, ['JSON', '{"email": "entry.123"}']]],
  keys: [
    [{ kind: 'keys', problem: 'few' }, ['public-keys', 'only one', 'npm run keys']],
    [{ kind: 'keys', problem: 'bad-key' }, ['public-keys', '87', 'npm run keys']],
    [{ kind: 'keys', problem: 'no-webcrypto' }, ['public-keys', 'https']],
  ],
  misfit: [
    [{ kind: 'misfit', dialect: 'mailchimp', misfit: 'carries' }, ['"mailchimp"', 'mailing list']],
    [{ kind: 'misfit', dialect: 'mailto', misfit: 'seals' }, ['"mailto"', 'sealed', 'public-keys']],
  ],
  needs: [
    [
      { kind: 'needs', dialect: 'google-forms', missing: ['message'] },
      ['"google-forms"', `data-fields='{"message":"..."}'`],
    ],
    [
      { kind: 'needs', dialect: 'netlify', missing: ['form-name', 'message'] },
      ['form-name and message', `data-fields='{"form-name":"...","message":"..."}'`],
    ],
  ],
  unknown: [
    [
      { kind: 'unknown', what: 'widget', name: 'mood-chekin', known: widgets },
      ['widget', '"mood-chekin"', 'Did you mean "mood-check-in"?', ...widgets],
    ],
    [{ kind: 'unknown', what: 'widget', name: 'QuestionCard', known: widgets }, ['Did you mean "question-card"?']],
    [{ kind: 'unknown', what: 'widget', name: '', known: widgets }, ['""', ...widgets]],
    [
      { kind: 'unknown', what: 'question pack', name: 'checkin', known: PACK_IDS },
      ['question pack', '"checkin"', 'Did you mean "check-in"?', ...PACK_IDS],
    ],
    [{ kind: 'unknown', what: 'question pack', name: 'cuased-harm', known: PACK_IDS }, ['Did you mean "caused-harm"?']],
    [
      { kind: 'unknown', what: 'mood scale', name: 'face-3', known: SCALE_IDS },
      ['mood scale', '"face-3"', 'Did you mean "faces-3"?', ...SCALE_IDS],
    ],
  ],
  region: [
    [{ kind: 'region', name: 'other', known: Object.keys(regions) }, ['data-emergency="', 'data-helpline="']],
    [
      { kind: 'region', name: 'northern ireland', known: Object.keys(regions) },
      ['"northern ireland"', 'Did you mean "northern-ireland"?', 'telephone number'],
    ],
  ],
  'trusted-adults': [[{ kind: 'trusted-adults' }, ['trusted-adults', 'JSON', '"id"', '"name"']]],
  stopped: [
    [
      {
        kind: 'stopped',
        name: 'delivery/index',
        folder: 'https://www.school.example/l30/',
        directive: 'script-src-elem',
        hash: 'sha384-abc',
      },
      ['delivery/index.js', 'script-src-elem', 'https://www.school.example/l30/', "'sha384-abc'", 'import map'],
    ],
  ],
  'beside-pupils': [
    [{ kind: 'beside-pupils', name: 'l30-mood-check-in' }, ['<l30-mood-check-in>', 'data-beside-pupils']],
  ],
  'idle-minutes': [
    [{ kind: 'idle-minutes', value: 'abc' }, ['idle-minutes="abc"', 'idle-minutes="15"', 'idle-minutes="0"']],
  ],
  symbols: [[{ kind: 'symbols' }, ['/symbols/', '{"happy"', 'https://']]],
  'own-pack': [
    [{ kind: 'own-pack', words: '/packs/worry.json, line 12: prompts[2] is wrong.' }, ['/packs/worry.json', 'line 12']],
  ],
  own: [[{ kind: 'own', words: 'Some of the words are not used: "sned" is none.' }, ['"sned"']]],
  leaf: [
    [{ kind: 'leaf', name: 'packs/en/check-out' }, ['packs/en/check-out.js', 'l30.js']],
    [
      { kind: 'leaf', name: 'symbols/more', isOtherBuild: true },
      ['symbols/more.js', 'another version', 'whole folder'],
    ],
  ],
  delivery: [
    [{ kind: 'delivery', code: 'network' }, ['CORS', location.origin, 'content security policy', 'connect-src']],
    [{ kind: 'delivery', code: 'timeout' }, ['endpoint', 'in time']],
    [{ kind: 'delivery', code: 'busy' }, ['endpoint']],
    [{ kind: 'delivery', code: 'broken' }, ['endpoint', 'server error']],
    [{ kind: 'delivery', code: 'not-a-receipt' }, ['receipt', 'Wi-Fi', 'dialect']],
    [{ kind: 'delivery', code: 'blocked' }, ['web filter', 'five minutes']],
    [{ kind: 'delivery', code: 'leaf' }, ['beside l30.js']],
    [{ kind: 'delivery', code: 'seal' }, ['https', 'public-keys']],
    [{ kind: 'delivery', code: 'refused' }, ['kept on this device', 'each visit']],
    [{ kind: 'delivery', code: 'too-large' }, ['64 KiB']],
    [{ kind: 'delivery', code: 'id-reused' }, ['refused', 'id-reused']],
  ],
};

const all = Object.values(EVERY).flat();

describe('words for the admin', () => {
  for (const [trouble, names] of all) {
    it(`about ${JSON.stringify(trouble).slice(0, 80)} say ${names[0]}`, () => {
      const words = explain(trouble);
      for (const name of names) expect(words).to.include(name);
    });
  }

  it("name the directive to change when a page's own policy cuts the way [case 88]", () => {
    expect(explain({ kind: 'delivery', code: 'network' })).to.match(
      /content security policy, its connect-src must name the endpoint/,
    );
  });

  it('are whole sentences, without a place left open', () => {
    for (const [trouble] of all) {
      const words = explain(trouble);
      expect(words).to.match(/^[A-Z].*\.$/s);
      expect(words).not.to.match(/undefined|null|\[object|NaN|\{\w*\}/);
    }
  });

  it('know whose help numbers wait for a person, and that a page without a region shows those of England', () => {
    const checked = Object.entries(regions as Record<string, { verifiedOn?: string | null }>).flatMap(
      ([name, { verifiedOn }]) => (verifiedOn ? [name] : []),
    );
    expect(uncheckedRegions(['wales', 'wales', 'ireland', 'other', 'toString'])).to.deep.equal(
      ['wales', 'ireland'].filter((name) => !checked.includes(name)),
    );
    expect(uncheckedRegions([])).to.deep.equal(['england'].filter((name) => !checked.includes(name)));
  });

  it('differ for every trouble', () => {
    const words = all.map(([trouble]) => explain(trouble));
    expect(new Set(words).size).to.equal(words.length);
  });
});
