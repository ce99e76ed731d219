import { expect } from '@open-wc/testing';
import { meantBy } from '../../src/diagnose/panel/idle-names.ts';
import { shownValue, withoutQuery } from '../../src/diagnose/panel/origins.ts';
import { attributeOf, settingNames } from '../../src/settings/settings.ts';

const known = [...settingNames.map(attributeOf), 'pack', 'scale', 'ask-name', 'respond'];

describe('names and values in the check of a page', () => {
  const meant: [written: string, name: string | undefined][] = [
    ['reders', 'readers'],
    ['readwhen', 'read-when'],
    ['read_when', 'read-when'],
    ['endpiont', 'endpoint'],
    ['publickeys', 'public-keys'],
    ['newsletterendpoint', 'newsletter-endpoint'],
    ['packs', 'pack'],
    ['askname', 'ask-name'],
    ['cfasync', undefined],
    ['aos', undefined],
    ['id', undefined],
    ['no-optimize', undefined],
    ['wp-strategy', undefined],
    ['turbo-track', undefined],
    ['elementor-id', undefined],
  ];
  for (const [written, name] of meant)
    it(`takes ${written} for ${name ?? "somebody else's"}`, () => expect(meantBy(written, known)).to.equal(name));

  const addresses: [address: string, shown: string][] = [
    ['https://school.example/submissions', 'https://school.example/submissions'],
    ['https://prod.logic.azure.com/workflows/1?sig=secret', 'https://prod.logic.azure.com/workflows/1?\u2026'],
    ['https://school.example/s#part', 'https://school.example/s'],
    ['mailto:office@school.example?subject=x', 'mailto:office@school.example?\u2026'],
    ['http://', 'http://'],
  ];
  for (const [address, shown] of addresses)
    it(`shows ${address} as ${shown}`, () => expect(withoutQuery(address)).to.equal(shown));

  const values: [name: string, value: string, shown: string][] = [
    ['endpoint', '/submissions', '/submissions'],
    ['endpoint', 'https://hooks.example/1?key=secret', 'https://hooks.example/1?\u2026'],
    ['public-keys', 'BAAA BBBB,BCCC', '3 keys'],
    ['fields', `{"message": "${'x'.repeat(200)}"}`, `{"message": "${'x'.repeat(87)}\u2026`],
  ];
  for (const [name, value, shown] of values)
    it(`shows ${name}="${value.slice(0, 40)}" as ${shown.slice(0, 40)}`, () =>
      expect(shownValue({ name, value, from: 'tag' })).to.equal(shown));
});
