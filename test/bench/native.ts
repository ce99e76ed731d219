/** The same controls as plain HTML: what a school's own web developer would write by hand. */
import { drawing, FACES, QUESTIONS, STEPS, WORDS } from './controls.ts';
import type { WidgetName } from './subjects.ts';

const svg = (id: Parameters<typeof drawing>[0]): string => {
  const { lines, fill } = drawing(id);
  return `<svg viewBox="0 0 48 48" aria-hidden="true"><path class="fill" d="${fill}"></path><path d="${lines}"></path></svg>`;
};

const HELP =
  '<div class="help">Worried, or not safe? Tell an adult you trust. You can call Childline free on <a href="tel:08001111">0800 1111</a>. In danger now? Call <a href="tel:999">999</a>.</div>';
const SEND = '<button class="primary">Send</button>';

/** A box for words. Ids must differ between forms of one page. */
const box = (id: string, label: string): string =>
  `<div class="field"><label for="${id}">${label}</label><p class="helper">You can leave this empty.</p><textarea id="${id}" name="words" rows="3"></textarea></div>`;

const tiles = (name: string, all: readonly (readonly [string, string, string?])[]): string =>
  `<fieldset class="tiles">${all.map(([value, words, drawn = '']) => `<label class="tile"><input type="radio" name="${name}" value="${value}"><span>${drawn}<span>${words}</span></span></label>`).join('')}</fieldset>`;

const FORMS: Readonly<Record<WidgetName, (nr: number) => string>> = {
  'question-card': (nr) => `<h2>${QUESTIONS[0]}</h2><p class="helper">You can pass.</p>
    ${box(`words-${nr}`, 'Add your words')}<p class="note">${WORDS.readers}</p>
    <div class="buttons">${SEND}<button type="button" data-does="move">Another one</button></div>${HELP}`,
  'mood-check-in': (nr) => `<h2>${WORDS.heading}</h2>
    ${tiles(
      'mood',
      FACES.map(([id, words]) => [id, words, svg(id)]),
    )}
    <div class="tiles"><label class="tile"><input type="checkbox" name="talk" value="yes"><span>${svg('talk')}<span>I would like to talk to someone</span></span></label>
    <button type="button">${svg('rather-not')}<span>I would rather not say</span></button></div>
    <div class="main more" hidden>${box(`words-${nr}`, 'Would you like to add anything?')}<p class="note">${WORDS.readers}</p><div class="buttons">${SEND}</div></div>${HELP}`,
  'reflection-form': () => `<div class="main step"><h2>Think it through</h2><p>${WORDS.before}</p>
      <details><summary>Is there someone who should not read this?</summary></details>
      <div class="buttons"><button class="primary" type="button" data-does="next">Start</button></div></div>
    ${STEPS.map(
      ({ question, helper, choices }, step) => `<div class="main step" hidden>
      <h2>${question}</h2><p class="helper">${helper}</p>${
        choices
          ? tiles(
              `step-${step}`,
              choices.map((words) => [words, words]),
            )
          : `<textarea name="step-${step}" rows="4"></textarea>`
      }
      <div class="buttons"><button type="button" data-does="back">Back</button><button class="primary" type="button" data-does="next">Next</button></div></div>`,
    ).join('')}
    <div class="main step" hidden><h2>Check your words</h2><dl class="review"></dl><div class="buttons">${SEND}<button type="button" data-does="back">Back</button></div></div>${HELP}`,
  'newsletter-signup': (
    nr,
  ) => `<h2>${WORDS.newsletter}</h2><p class="helper">${WORDS.newsletterLine}</p><p class="issue"></p>
    <div class="field"><label for="email-${nr}">Email address</label><input id="email-${nr}" name="email" type="email" autocomplete="email"></div>
    <div class="field"><label for="name-${nr}">Your name</label><p class="helper">You can leave this empty.</p><input id="name-${nr}" name="name" autocomplete="name"></div>
    <label class="consent"><input type="checkbox" name="consent" value="yes"><span>${WORDS.consent}</span></label><p class="note">${WORDS.privacy}</p>
    <div class="buttons"><button class="primary">Sign up</button></div><p class="note">${WORDS.pupil}</p>`,
};

/** One form; `nr` tells those of one page apart. */
export const nativeForm = (name: WidgetName, nr: number): string =>
  `<form class="card main native" action="/submissions" method="post" novalidate>${FORMS[name](nr)}</form>`;
