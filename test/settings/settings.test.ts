import { expect } from '@open-wc/testing';
import {
  attributeOf,
  defaults,
  given,
  readSettings,
  settingNames,
  settingProperties,
  siteContext,
  type SettingName,
} from '../../src/settings/settings.ts';

describe('settings', () => {
  const written: Record<SettingName, string> = {
    endpoint: 'endpoint',
    newsletterEndpoint: 'newsletter-endpoint',
    dialect: 'dialect',
    newsletterDialect: 'newsletter-dialect',
    fields: 'fields',
    publicKeys: 'public-keys',
    site: 'site',
    school: 'school',
    readers: 'readers',
    readWhen: 'read-when',
    lead: 'lead',
    trustedAdults: 'trusted-adults',
    region: 'region',
    emergency: 'emergency',
    helpline: 'helpline',
    partners: 'partners',
    symbols: 'symbols',
    age: 'age',
    words: 'words',
    about: 'about',
    hideChoices: 'hide-choices',
    allowDrafts: 'allow-drafts',
    help: 'help',
  };
  for (const [name, attribute] of Object.entries(written) as [SettingName, string][]) {
    it(`${name} is written ${attribute} in HTML`, () => {
      expect(attributeOf(name)).to.equal(attribute);
      expect(settingProperties[name]).to.deep.equal({ attribute });
    });

    it(`${attribute} is read as ${name}`, () => {
      expect(readSettings((asked) => (asked === attribute ? 'some words' : null))).to.deep.equal({
        [name]: 'some words',
      });
    });
  }

  it('are the ones that have a default, and no others', () => {
    expect([...settingNames].sort()).to.deep.equal(Object.keys(written).sort());
    expect(Object.keys(settingProperties).sort()).to.deep.equal(Object.keys(written).sort());
  });

  it('name nobody, no endpoint, no dialect and no key unless a school does', () => {
    const { site, region, ...rest } = defaults;
    expect({ site, region }).to.deep.equal({ site: 'school', region: 'england' });
    expect(Object.values(rest).filter(Boolean)).to.deep.equal([]);
  });

  it('are kept only where they say something', () => {
    const values = {
      endpoint: '/submissions',
      school: '',
      readers: null,
      lead: undefined,
      readWhen: ' ',
      colour: 'red',
    };
    expect(given(values)).to.deep.equal({ endpoint: '/submissions', readWhen: ' ' });
    expect(readSettings(() => '')).to.deep.equal({});
    expect(readSettings(() => null)).to.deep.equal({});
  });

  it('travel under one registered key, so that two copies of the script understand each other', () => {
    expect(siteContext).to.equal(Symbol.for('l30-site'));
  });
});
