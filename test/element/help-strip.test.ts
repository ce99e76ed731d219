import { expect, fixture, html } from '@open-wc/testing';
import { helpStrip } from '../../src/element/help-strip.ts';
import { en } from '../../src/locales/en/core.ts';
import { defaults, type Site } from '../../src/settings/settings.ts';

const strip = (site: Partial<Site>): Promise<HTMLElement> =>
  fixture<HTMLElement>(html`<div>${helpStrip(en, { ...defaults, ...site })}</div>`);
const said = (box: HTMLElement): string => box.textContent!.replace(/\s+/g, ' ').trim();
const calls = (box: HTMLElement): (string | null)[] =>
  [...box.querySelectorAll('a')].map((link) => link.getAttribute('href'));

describe('the help strip', () => {
  const childline = 'You can call Childline free on 0800 1111.';
  const table: [site: Partial<Site>, says: string, links: string[]][] = [
    [{}, `${childline} In danger now? Call 999.`, ['tel:08001111', 'tel:999']],
    [{ region: 'scotland' }, `${childline} In danger now? Call 999.`, ['tel:08001111', 'tel:999']],
    [
      { region: 'wales' },
      `${childline} You can call Meic free on 080880 23456. In danger now? Call 999.`,
      ['tel:08001111', 'tel:08088023456', 'tel:999'],
    ],
    [
      { region: 'northern-ireland' },
      `${childline} You can call Lifeline free on 0808 808 8000. In danger now? Call 999.`,
      ['tel:08001111', 'tel:08088088000', 'tel:999'],
    ],
    [
      { region: 'ireland' },
      'You can call ISPCC Childline free on 1800 66 66 66. In danger now? Call 112 / 999.',
      ['tel:1800666666', 'tel:112', 'tel:999'],
    ],
    [
      { region: 'other', emergency: '112', helpline: 'Die Nummer, 116 111; Rat, Tat und mehr, +49 30 123' },
      'You can call Die Nummer on 116 111. You can call Rat, Tat und mehr on +49 30 123. In danger now? Call 112.',
      ['tel:116111', 'tel:+4930123', 'tel:112'],
    ],
    [{ region: 'other', emergency: '112' }, 'In danger now? Call 112.', ['tel:112']],
    [
      { region: 'other', helpline: 'Die Nummer, 116 111' },
      'You can call Die Nummer on 116 111. In danger now? Call your local emergency number.',
      ['tel:116111'],
    ],
    [{ region: 'other', helpline: 'Die Nummer' }, 'In danger now? Call your local emergency number.', []],
    [{ region: 'other' }, 'In danger now? Call your local emergency number.', []],
    [
      { region: 'atlantis', emergency: '112', helpline: 'Nobody, 116 111' },
      'In danger now? Call your local emergency number.',
      [],
    ],
    [{ region: 'toString' }, 'In danger now? Call your local emergency number.', []],
    [
      { emergency: '112', helpline: 'Nobody, 116 111' },
      `${childline} In danger now? Call 999.`,
      ['tel:08001111', 'tel:999'],
    ],
  ];
  for (const [site, says, links] of table) {
    it(`for ${JSON.stringify(site)} gives ${links.join(', ') || 'no number'}`, async () => {
      const box = await strip(site);
      expect(said(box)).to.equal(`Worried, or not safe? Tell an adult you trust. ${says}`);
      expect(calls(box)).to.deep.equal(links);
      for (const link of box.querySelectorAll('a'))
        expect(link.querySelector('bdi')!.getAttribute('dir')).to.equal('ltr');
      await expect(box).to.be.accessible();
    });
  }

  for (const help of ['', 'none', 'no', 'false', 'host-provides']) {
    it(`is ${help === 'host-provides' ? 'left to the page' : 'there'} with help="${help}"`, async () => {
      expect(!!(await strip({ help })).querySelector('[part=help]')).to.equal(help !== 'host-provides');
    });
  }
});
