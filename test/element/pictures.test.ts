import { expect } from '@open-wc/testing';
import { readPictures } from '../../src/element/pictures.ts';
import { MoodCheckIn } from '../../src/widgets/mood-check-in/mood-check-in.ts';
import { listen } from '../support.ts';
import { eventually, mount, SETTINGS, shown } from '../suites/widget.ts';

/** Any picture that the test's own server has. */
const PICTURE = '/demo/images/crest.svg';
const at = (path: string): string => new URL(path, location.origin).href;
const pictures = (widget: Element): HTMLImageElement[] => [...widget.shadowRoot!.querySelectorAll('img')];

describe('pictures of a school\u2019s own', () => {
  const places: [symbols: string, happy: string | undefined][] = [
    ['/symbols/', at('/symbols/happy.svg')],
    ['/symbols', at('/symbols/happy.svg')],
    ['https://pictures.example/ours/', 'https://pictures.example/ours/happy.svg'],
    ['{"happy": "/pictures/smile.png"}', at('/pictures/smile.png')],
    ['{"happy": "https://pictures.example/smile.png"}', 'https://pictures.example/smile.png'],
    ['{"low": "/pictures/low.png"}', ''],
    ['{"happy": "javascript:alert(1)"}', ''],
    ['{"happy": "http://pictures.example/smile.png"}', ''],
    ['{"happy": 7}', ''],
    ['{}', ''],
    ['symbols', undefined],
    ['http://pictures.example/', undefined],
    ['{"happy": "/smile.png"', undefined],
  ];
  for (const [symbols, happy] of places) {
    it(`${symbols} ${happy === undefined ? 'cannot be used' : happy ? 'has one' : 'has none, and ours is drawn'}`, () =>
      expect(readPictures(symbols)?.('happy')).to.equal(happy));
  }

  it('have no names of what every object has', () => {
    for (const id of ['constructor', '__proto__', 'toString'])
      expect(readPictures('{"happy": "/smile.png"}')!(id)).to.equal('');
  });

  describe('in a widget', () => {
    before(() => MoodCheckIn.define());

    it('stand in place of the drawings that the map names, without words of their own, and leave the tick to us', async () => {
      const widget = await mount('mood-check-in', {
        ...SETTINGS,
        symbols: JSON.stringify({ happy: PICTURE, tick: PICTURE }),
      });
      await eventually(() => pictures(widget).length === 1);
      const [picture] = pictures(widget) as [HTMLImageElement];
      expect(picture.alt).to.equal('');
      expect(picture.closest('label')!.querySelector('.tick')).to.be.instanceOf(SVGElement);
      await eventually(() => picture.naturalWidth > 0);
      expect(getComputedStyle(picture).backgroundColor, 'lines for white paper').to.equal('rgb(255, 255, 255)');
      expect(picture.getBoundingClientRect().height).to.be.above(40);
      await expect(widget).to.be.accessible();
    });

    it('give way to our drawings when they do not come', async () => {
      const widget = await mount('mood-check-in', { ...SETTINGS, symbols: '/no-such-folder/' });
      const all = (selector: string): number => widget.shadowRoot!.querySelectorAll(selector).length;
      let seen = 0;
      new MutationObserver(() => void (seen += pictures(widget).length)).observe(widget.shadowRoot!, {
        childList: true,
        subtree: true,
      });
      await eventually(() => seen && !pictures(widget).length);
      expect(all('.tile svg:not(.tick)')).to.equal(all('.tile'));
    });

    it('are told about to the admin when the setting cannot be used, and ours stay', async () => {
      const { said, stop } = listen();
      const widget = await mount('mood-check-in', { ...SETTINGS, symbols: 'pictures/' });
      await eventually(() => widget.shadowRoot!.querySelector('.admin'));
      stop();
      expect(shown(widget)).to.contain('/symbols/');
      expect(said).to.have.length(1);
      expect(widget.shadowRoot!.querySelectorAll('.tile svg')).to.not.be.empty;
    });
  });
});
