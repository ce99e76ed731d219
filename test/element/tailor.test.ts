import { expect } from '@open-wc/testing';
import type { WidgetName } from '../../src/contract/envelope.ts';
import type { L30Widget } from '../../src/element/l30-widget.ts';
import { words as about } from '../../src/locales/en/about.ts';
import { words as kiosk } from '../../src/locales/en/mood-kiosk.ts';
import { words as watch } from '../../src/locales/en/watch.ts';
import { en } from '../../src/locales/en/core.ts';
import { readWords, TEXTS } from '../../src/element/own-words.ts';
import { widgets } from '../../src/widgets/index.ts';
import { fromSource } from '../../src/leaf.ts';
import { endpoint, listen, receipt } from '../support.ts';
import { envelopes, eventually, headingOf, mount, send, SETTINGS, settled, shown } from '../suites/widget.ts';

const NAMES = widgets.map(({ widgetName }) => widgetName);
const all = <T extends Element = HTMLElement>(widget: L30Widget, selector: string): T[] => [
  ...widget.shadowRoot!.querySelectorAll<T>(selector),
];
const ids = (widget: L30Widget, name: string): string[] =>
  all<HTMLInputElement>(widget, `input[name="${name}"]`).map(({ value }) => value);
const adminOf = (widget: L30Widget): string => all(widget, '.admin')[0]?.textContent ?? '';

async function press(widget: L30Widget, words: string): Promise<void> {
  all(widget, 'button')
    .find(({ textContent }) => textContent!.trim() === words)!
    .click();
  await widget.updateComplete;
}

describe('what a school makes its own', () => {
  let console: ReturnType<typeof listen>;
  before(() => widgets.forEach((widget) => widget.define()));
  beforeEach(() => (console = listen()));
  afterEach(() => console.stop());

  it('is asked for only where a school asks for some of it', async () => {
    const asked: string[] = [];
    for (const name of NAMES)
      await mount(name, SETTINGS, undefined, (path, bring) => (asked.push(path), fromSource(path, bring)));
    expect(asked.filter((path) => /tailor|own-words/.test(path))).to.deep.equal([]);
  });

  describe('texts', () => {
    const words = (texts: object): Record<string, string> => ({ ...SETTINGS, words: JSON.stringify(texts) });

    // This comes first, because from then on the page has what reads them.
    it('are ours where what reads them cannot come', async () => {
      let asked = 0;
      const widget = await mount('mood-check-in', words({ ratherNotSay: 'Not now' }), undefined, (path, bring) =>
        path === 'element/own-words' ? (asked++, Promise.reject(new TypeError('no network'))) : fromSource(path, bring),
      );
      await eventually(() => asked > 0);
      await widget.updateComplete;
      expect(shown(widget)).to.contain(en.ratherNotSay).and.not.to.contain('Not now');
    });

    it('stand in place of ours, with the school\u2019s people in their places', async () => {
      const widget = await mount(
        'mood-check-in',
        words({ talkToSomeone: 'I want to talk', talkAsk: 'Good that you say so. Press Send to tell {readers}.' }),
      );
      await eventually(() => shown(widget).includes('I want to talk'));
      expect(shown(widget)).not.to.contain(en.talkToSomeone);
      all(widget, '.exits input')[0]!.click();
      await widget.updateComplete;
      expect(shown(widget)).to.contain('Good that you say so. Press Send to tell Miss Khan, Pastoral Lead.');
      expect(adminOf(widget)).to.equal('');
      await expect(widget).to.be.accessible();
    });

    it('travel as the pupil saw them', async () => {
      const to = endpoint(receipt());
      const widget = await mount('mood-check-in', words({ talkToSomeone: 'I want to talk' }), to);
      await eventually(() => shown(widget).includes('I want to talk'));
      all(widget, '.exits input')[0]!.click();
      await widget.updateComplete;
      send(widget);
      await settled(widget, 'sent');
      expect(envelopes(to)[0]!.answers).to.deep.equal([{ id: 'talk', question: 'I want to talk', value: 'yes' }]);
    });

    it('reach a widget from the script tag\u2019s settings and from <l30-site>, and the nearest wins', async () => {
      const { L30Site } = await import('../../src/settings/l30-site.ts');
      if (!customElements.get('l30-site')) customElements.define('l30-site', L30Site);
      const outer = document.createElement('l30-site');
      outer.setAttribute('words', '{"anotherOne": "Next question, please"}');
      const card = document.createElement('l30-question-card') as L30Widget;
      outer.append(card);
      document.body.append(outer);
      await eventually(() => card.shadowRoot?.querySelector('h2') && shown(card).includes('Next question, please'));
      card.setAttribute('words', '{"anotherOne": "One more"}');
      await eventually(() => shown(card).includes('One more'));
      card.removeAttribute('words');
      await eventually(() => shown(card).includes('Next question, please'));
      outer.removeAttribute('words');
      await eventually(() => shown(card).includes(en.anotherOne));
      outer.remove();
    });

    const parts: [name: WidgetName, settings: Record<string, string>, key: string, step?: string][] = [
      ['question-card', { pack: 'harmed' }, 'card.print'],
      ['question-card', { pack: 'harmed', mode: 'alone' }, 'card.alone'],
      ['question-card', { age: '4-7' }, 'ages.forGrownUps'],
      ['mood-check-in', { kiosk: '' }, 'mood-kiosk.counts'],
      ['mood-check-in', { 'ask-needs': '' }, 'mood-needs.question', 'input[name=mood]'],
      ['newsletter-signup', { purposes: 'News; Events' }, 'newsletter.purposes'],
      ['newsletter-signup', {}, 'newsletter.signUp'],
      ['reflection-form', { 'exit-href': 'https://www.example.org/' }, 'reflection-form.leave'],
      ['question-card', { about: 'yes' }, 'about.title'],
      [
        'question-card',
        { watch: '/film.mp4', 'watch-captions': '/film.vtt', 'watch-words': 'Two friends talk.' },
        'watch.title',
      ],
    ];
    for (const [name, settings, key, step] of parts) {
      it(`reach ${key}, which comes with a part`, async () => {
        const widget = await mount(name, { ...words({ [key]: 'A school says this' }), ...settings });
        if (step) {
          all(widget, step)[0]!.click();
          await widget.updateComplete;
        }
        await eventually(() => shown(widget).includes('A school says this'), key);
        expect(shown(widget)).not.to.contain(TEXTS.get(key)!);
      });
    }

    it('reach every text of every part of ours, and are told apart by the name in front', () => {
      expect(TEXTS.get('next')).to.equal(en.next);
      expect(TEXTS.get('mood-kiosk.next')).to.equal(kiosk.next);
      expect(readWords('{"next": "Onward"}').texts.get('mood-kiosk.next')).to.equal(undefined);
    });

    const wrong: [what: string, setting: string, says: string][] = [
      ['is no JSON', '{"send": "Post it"', 'not a JSON object of keys and texts, such as {"send": "Post it"}'],
      ['is a list', '["Post it"]', 'not a JSON object'],
      ['names a text that there is not', '{"sned": "Post it"}', 'there is no text called "sned". Did you mean "send"?'],
      ['names a text of a part that there is not', '{"card.pirnt": "Paper"}', 'Did you mean "card.print"?'],
      ['names what every object has', '{"constructor": "x"}', 'there is no text called "constructor"'],
      ['is empty', '{"send": " "}', '"send" takes words in quotes'],
      ['is a number', '{"send": 7}', '"send" takes words in quotes'],
      ['leaves out who reads it', '{"review": "This will be sent."}', '"review" needs {readers}'],
      ['has a place that nothing fills', '{"send": "Send to {reader}"}', '"send" has no names in { }'],
      [
        'has another place',
        '{"before": "{readers} reads this {day}."}',
        '"before" needs {readers} and {when}, and no other name',
      ],
      ['promises what no page can keep', '{"talkInstead": "This is confidential."}', 'promises "confidential"'],
      ['takes the help strip away', '{"helpStrip": "Ask a friend."}', '"helpStrip" keeps our words'],
      ['says that it is secret', '{"noSecret": "Only we know."}', '"noSecret" keeps our words'],
      ['calls sent what is not', '{"unconfirmedTitle": "Sent"}', '"unconfirmedTitle" keeps our words'],
      ['takes help from paper', '{"card.helpOnPaper": "Bye"}', '"card.helpOnPaper" keeps our words'],
    ];
    for (const [what, setting, says] of wrong) {
      it(`are not used where one ${what}`, () => {
        const { texts, faults } = readWords(setting);
        expect(texts.size).to.equal(0);
        expect(faults.join(' ')).to.contain(says);
      });
    }

    it('are used where they can be, and the admin is told about the others', async () => {
      const widget = await mount(
        'mood-check-in',
        words({ noSecret: 'Only we know.', ratherNotSay: 'Not now', sned: 'Post it', helpStrip: 'Ask a friend.' }),
      );
      await eventually(() => adminOf(widget));
      expect(adminOf(widget)).to.contain('"noSecret" keeps our words').and.to.contain('Did you mean "send"?');
      expect(shown(widget)).to.contain('Not now').and.to.contain('0800 1111').and.not.to.contain('Ask a friend.');
      all(widget, 'input[name=mood]')[0]!.click();
      await widget.updateComplete;
      expect(shown(widget)).to.contain(en.noSecret).and.not.to.contain('Only we know.');
    });

    it('hide no form for adults that works', async () => {
      const widget = await mount('newsletter-signup', words({ sned: 'Post it' }));
      await eventually(() => adminOf(widget));
      expect(all(widget, '[part=send]')).to.have.length(1);
    });
  });

  describe('choices that are not offered', () => {
    it('are gone from a list, and its ways out stay', async () => {
      const widget = await mount('mood-check-in', {
        ...SETTINGS,
        'ask-needs': '',
        'hide-choices': 'something-to-eat-or-drink, time',
      });
      all(widget, 'input[name=mood]')[0]!.click();
      await eventually(() => ids(widget, 'needs').length && !ids(widget, 'needs').includes('time'));
      expect(ids(widget, 'needs')).not.to.include('something-to-eat-or-drink');
      expect(ids(widget, 'needs')).to.include.members([
        'some-space',
        'an-adult-near-me',
        'something-else',
        'i-am-not-sure',
      ]);
      expect(adminOf(widget)).to.equal('');
    });

    it('are never a way out, nor a way to someone who helps, and the admin is told', async () => {
      const widget = await mount('mood-check-in', {
        ...SETTINGS,
        'ask-needs': '',
        'hide-choices': 'i-am-not-sure to-feel-safe time',
      });
      all(widget, 'input[name=mood]')[0]!.click();
      await eventually(() => ids(widget, 'needs').length && !ids(widget, 'needs').includes('time'));
      expect(ids(widget, 'needs')).to.include.members(['i-am-not-sure', 'to-feel-safe']);
      await eventually(() => adminOf(widget).includes('i-am-not-sure, to-feel-safe are not hidden'));
    });

    it('are never how someone feels, nor the wish to talk', async () => {
      const widget = await mount('mood-check-in', { ...SETTINGS, 'hide-choices': 'low very-low yes' });
      await eventually(() => (widget as unknown as { entries: { offer: unknown } }).entries.offer);
      await widget.updateComplete;
      expect(ids(widget, 'mood')).to.have.length(5);
      expect(ids(widget, 'talk')).to.deep.equal(['yes']);
    });

    it('stay where someone has chosen one, and where a list would have nothing left', async () => {
      const widget = await mount('mood-check-in', { ...SETTINGS, 'ask-needs': '' });
      all(widget, 'input[name=mood]')[0]!.click();
      await eventually(() => ids(widget, 'needs').length);
      all(widget, 'input[value=time]')[0]!.click();
      const needs = ids(widget, 'needs');
      widget.setAttribute('hide-choices', 'time some-space');
      await eventually(() => !ids(widget, 'needs').includes('some-space'));
      expect(ids(widget, 'needs')).to.include('time');
      widget.setAttribute('hide-choices', needs.join(' '));
      await eventually(() => ids(widget, 'needs').length < needs.length - 1);
      expect(ids(widget, 'needs')).to.include.members(['time', 'an-adult-near-me', 'something-else', 'i-am-not-sure']);
      widget.removeAttribute('hide-choices');
      await eventually(() => ids(widget, 'needs').length === needs.length);
    });
  });

  describe('a word about the widget', () => {
    for (const name of NAMES) {
      it(`is one tap away on the ${name} where it is asked for, and can be the school\u2019s own`, async () => {
        const silent = await mount(name, SETTINGS);
        expect(all(silent, '[part=about]')).to.deep.equal([]);
        silent.setAttribute('about', 'yes');
        await eventually(() => all(silent, '[part=about]').length);
        const [box] = all(silent, '[part=about]') as [HTMLDetailsElement];
        expect(box.open).to.equal(false);
        expect(box.querySelector('summary')!.textContent).to.equal(about.title);
        expect(Object.values<string>(about)).to.include(box.querySelector('p')!.textContent!);
        await expect(silent).to.be.accessible();
        silent.setAttribute('about', 'We ask this in every class.');
        await eventually(() => box.querySelector('p')!.textContent === 'We ask this in every class.');
      });
    }
  });

  describe('a picture without alt', () => {
    it('is told to the admin, and one that has it is not', async () => {
      const widget = await mount('question-card', SETTINGS);
      const picture = document.createElement('img');
      picture.setAttribute('src', '/boy-on-chair.jpg');
      widget.querySelector('a')!.append(picture);
      widget.requestUpdate();
      await eventually(() => adminOf(widget).includes('/boy-on-chair.jpg has no alt. Add alt="..."'));
      picture.alt = '';
      widget.requestUpdate();
      await eventually(() => !adminOf(widget));
    });
  });

  describe('something to watch', () => {
    const FILM = {
      watch: '/films/with.mp4',
      'watch-captions': '/films/with.vtt',
      'watch-title': 'Working with people',
      'watch-words': 'Two friends find out what would help.',
    };
    const requests = (): string[] =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.includes('/films/'));

    it('asks for nothing before it is pressed, never plays by itself, has captions, and words beside it', async () => {
      performance.clearResourceTimings();
      const card = await mount('question-card', { ...SETTINGS, ...FILM });
      await eventually(() => all(card, '.watch button').length);
      expect(shown(card)).to.contain('Two friends find out what would help.');
      expect(all(card, 'video')).to.deep.equal([]);
      await expect(card).to.be.accessible();
      expect(requests()).to.deep.equal([]);
      await press(card, 'Working with people');
      const [video] = all<HTMLVideoElement>(card, 'video') as [HTMLVideoElement];
      expect([video.autoplay, video.controls, video.getAttribute('aria-label')]).to.deep.equal([
        false,
        true,
        'Working with people',
      ]);
      expect(video.querySelector('track')!.getAttribute('src')).to.equal(
        new URL('/films/with.vtt', location.origin).href,
      );
      expect(shown(card)).to.contain('Two friends find out what would help.');
      await eventually(() => card.shadowRoot!.activeElement === video);
    });

    it('is a link where it lies elsewhere, so that nobody else is asked for anything', async () => {
      const card = await mount('question-card', { ...SETTINGS, ...FILM, watch: 'https://films.example/with.mp4' });
      await eventually(() => all(card, '.watch a').length);
      const [link] = all<HTMLAnchorElement>(card, '.watch a') as [HTMLAnchorElement];
      expect([link.href, link.rel, link.textContent]).to.deep.equal([
        'https://films.example/with.mp4',
        'noreferrer',
        'Working with people',
      ]);
      expect(shown(card)).to.contain(watch.elsewhere);
      expect(all(card, 'video, iframe')).to.deep.equal([]);
    });

    for (const [what, changes, says] of [
      ['words', { 'watch-words': '' }, 'data-watch-words'],
      ['captions', { 'watch-captions': '' }, 'data-watch-captions'],
      ['captions on this site', { 'watch-captions': 'https://films.example/with.vtt' }, 'data-watch-captions'],
      ['an address', { watch: 'javascript:alert(1)' }, 'does not start with https://'],
    ] as const) {
      it(`is not offered without ${what}, and the admin is told`, async () => {
        const card = await mount('question-card', { ...SETTINGS, ...FILM, ...changes });
        await eventually(() => adminOf(card).includes(says));
        expect(all(card, '.watch')).to.deep.equal([]);
        expect(headingOf(card)).not.to.equal('');
      });
    }
  });
});
