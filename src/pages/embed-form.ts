import { words as news } from '../locales/en/newsletter.ts';
import { words as plan } from '../locales/en/reflection-form.ts';
import { english, fill } from '../locales/index.ts';
import { choicesOf, kindsOf, type Choice, type Pack, type Prompt, type Scale } from '../packs/index.ts';
import type { Content, EmbedSite } from './embed-content.ts';
import { attributes, html, type Markup } from './markup.ts';

type PupilContent = Exclude<Content, { widget: 'newsletter-signup' }>;

const { lang, strings } = english;

/** The question travels beside its answer, so that staff read what the child read. */
const asked = (id: string, question: string): Markup =>
  html`<input type="hidden" name="question.${id}" value="${question}">`;

/** One short line under a question; `of` is the id of the field that it describes. */
const helper = (text: string | undefined, of?: string): Markup | false =>
  !!text && html`<p class="helper"${attributes({ id: of && `${of}-helper` })}>${text}</p>`;

const describedBy = (id: string, hint: string | undefined): Markup[] =>
  attributes({ 'aria-describedby': hint && `${id}-helper` });

/** A box for words. */
function box(id: string, question: string, hint?: string, className?: string): Markup {
  return html`<div class="field">
${asked(id, question)}<label for="${id}"${attributes({ class: className })}>${question}</label>
${helper(hint, id)}<textarea id="${id}" name="answer.${id}" rows="4" autocomplete="off"${describedBy(id, hint)}></textarea>
</div>
`;
}

function line(
  id: string,
  question: string,
  hint?: string,
  more: Record<string, string> = { type: 'text', autocomplete: 'off' },
): Markup {
  return html`<div class="field">
${asked(id, question)}<label for="${id}">${question}</label>
${helper(hint, id)}<input id="${id}" name="answer.${id}"${attributes(more)}${describedBy(id, hint)}>
</div>
`;
}

function choice(
  type: 'radio' | 'checkbox',
  name: string,
  { id, text }: Choice,
  more: Record<string, string> = {},
): Markup {
  return html`<label class="choice"><input type="${type}" name="answer.${name}" value="${id}"${attributes(more)}> <span>${text}</span></label>
`;
}

/** The words of a choice travel beside it as well. */
const seen = (name: string, { id, text }: Choice): Markup | false =>
  !!id && html`<input type="hidden" name="words.${name}.${id}" value="${text}">`;

function choices(
  type: 'radio' | 'checkbox',
  name: string,
  question: string,
  list: readonly Choice[],
  hint?: string,
  exit = strings.skip,
): Markup {
  // Without script a radio cannot be taken back; one without a value can, because empty fields are not sent on.
  const all = type === 'radio' ? [...list, { id: '', text: exit }] : list;
  return html`<fieldset class="field"${describedBy(name, hint)}>
<legend>${question}</legend>
${asked(name, question)}${helper(hint, name)}<div class="choices">
${all.map((item) => html`${choice(type, name, item)}${seen(name, item)}`)}</div>
</fieldset>
`;
}

/** One question of a pack, as fields. Talking needs none, and is always possible. */
function promptFields(pack: Pack, prompt: Prompt): Markup {
  const { id, text, helper: hint } = prompt;
  const { kind } = kindsOf(prompt)[0]!;
  const offered = choicesOf(pack, prompt);
  if (offered.length) return choices(kind === 'many' ? 'checkbox' : 'radio', id, text, offered, hint);
  if (kind === 'plan') {
    return html`<fieldset class="field"${describedBy(id, hint)}>
<legend>${text}</legend>
${helper(hint, id)}${line(`${id}.who`, plan.planWho)}${line(`${id}.what`, plan.planWhat)}${line(`${id}.when`, plan.planWhen)}${line(`${id}.check`, plan.planCheck)}</fieldset>
`;
  }
  if (kind === 'talk')
    return html`<div class="field"><h2>${text}</h2>${helper(hint)}${helper(strings.talkInstead)}</div>`;
  return box(id, text, hint, 'question');
}

function moodFields({ question, options, max, helper: hint, steps = [] }: Scale): Markup {
  return html`${choices(max ? 'checkbox' : 'radio', 'mood', question, options, hint, strings.ratherNotSay)}${steps.map((step) => choices(step.max ? 'checkbox' : 'radio', step.id, step.question, step.options, step.helper))}${box('words', strings.addAnything, strings.canLeaveEmpty)}<div class="field">
${asked('talk', strings.talkToSomeone)}${choice('checkbox', 'talk', { id: 'yes', text: strings.talkToSomeone })}</div>
${line('name', strings.yourName, strings.nameToFindYou)}`;
}

/** The questions alone: to think about, or to talk about with someone. */
function questionsOnly(content: PupilContent): Markup {
  const question = ({ text, helper: hint }: { text: string; helper?: string }): Markup => html`<h2>${text}</h2>
${helper(hint)}`;
  if (content.widget === 'mood-check-in') return question({ text: content.scale.question });
  if (content.widget === 'question-card') return question(content.prompt);
  return html`${content.prompts.map(question)}`;
}

function pupilFields(content: PupilContent): Markup {
  if (content.widget === 'mood-check-in') return moodFields(content.scale);
  if (content.widget === 'reflection-form')
    return html`${content.prompts.map((prompt) => promptFields(content.pack, prompt))}`;
  const { id, text, helper: hint } = content.prompt;
  return box(id, text, [hint, strings.addYourWordsHelper].filter(Boolean).join(' '), 'question');
}

function form(action: string, content: Content, site: EmbedSite, fields: Markup, button: string): Markup {
  const pack = content.settings['data-pack'] ?? content.settings['data-scale'];
  const hidden = Object.entries({ site: site.site, widget: content.widget, pack, lang }).map(
    ([name, value]) => value !== undefined && html`<input type="hidden" name="${name}" value="${value}">`,
  );
  return html`<form method="post" action="${action}" accept-charset="utf-8">
${hidden}
${fields}<p><button>${button}</button></p>
</form>
`;
}

function newsletter(content: Content, site: EmbedSite): Markup {
  const frequency = content.settings['data-frequency'] || site.frequency;
  const often = frequency ? fill(news.newsletterOften, { frequency }) : '';
  const consent = fill(news.consent, {
    listName: content.settings['data-list-name'] || site.listName || news.listDefault,
  });
  const intro = html`<h2>${content.title}</h2>
<p class="helper">${news.newsletterLine} ${often}</p>
`;
  if (!site.newsletterEndpoint) return html`${intro}<p>${strings.contentMissing}</p>`;
  const fields = html`${line('email', news.email, undefined, { type: 'email', autocomplete: 'email', required: '' })}${line('name', strings.yourName, strings.canLeaveEmpty, { type: 'text', autocomplete: 'name' })}<div class="field">
${asked('consent', consent)}${choice('checkbox', 'consent', { id: 'yes', text: consent }, { required: '' })}<p class="helper">${news.privacyUse}${!!site.privacyHref && html` <a href="${site.privacyHref}">${news.privacyLink}</a>`}</p>
</div>
`;
  return html`${intro}${form(site.newsletterEndpoint, content, site, fields, news.signUp)}<p class="helper">${news.pupilNote}</p>
`;
}

/** What the adult beside a pupil should know, one tap away. */
function adultGuide({ notFor = [], adultGuide: guide = [] }: Pack, lead = strings.leadUnnamed): Markup | false {
  const words = [...notFor, ...guide];
  return (
    words.length > 0 &&
    html`<details><summary>${strings.forAdults}</summary>${words.map((text) => html`<p>${fill(text, { lead })}</p>`)}</details>
`
  );
}

/**
 * A widget without its script: the same questions in the same words, as one form. Where no named
 * person reads, or nothing is meant to be sent, there is no form, because a child who has written
 * something believes that somebody will see it; nor where it must be sealed, which a form cannot.
 */
export function plainForm(content: Content, site: EmbedSite): Markup {
  if (content.widget === 'newsletter-signup') return newsletter(content, site);
  const { endpoint, readers, readWhen, lead, publicKeys } = site;
  // Their questions are in a file that only the script reads.
  if (content.settings['data-src']) return html`<p>${strings.contentMissing}</p>`;
  const guide = 'pack' in content && adultGuide(content.pack, lead || undefined);
  if (content.widget === 'question-card' && !content.respond) return html`${questionsOnly(content)}${guide}`;
  const heading = content.widget === 'reflection-form' && html`<h2>${content.title}</h2>\n`;
  if (!endpoint || !readers || !readWhen || !lead || publicKeys) {
    return html`${heading}<p>${strings.talkOnly}</p>
${questionsOnly(content)}${guide}`;
  }
  return html`${heading}<p>${fill(strings.before, { readers, when: readWhen })}</p>
<p>${strings.noSecret}</p>
${form(endpoint, content, site, pupilFields(content), strings.send)}${guide}`;
}
