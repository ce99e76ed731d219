/**
 * Ways to answer that not every pack has: a person, a day, a plan, and the steps up to making it up. Comes
 * as a leaf; until it is there, each is a box for words.
 */
import type { TemplateResult } from 'lit';
import { words as english } from '../../locales/en/reflection-form.ts';
import { kindsOf, type AnswerKind, type Choice, type Field, type Pack, type Prompt } from '../../packs/index.ts';
import { readEndpoint } from '../../settings/endpoint.ts';
import type { Kit } from '../../element/kit.ts';
import { save } from '../../element/save.ts';

export const styles = `
  .rungs {
    display: grid;
    gap: 0.5em;
    padding: 0;
    list-style: none;
    counter-reset: rung;
  }
  .rungs li {
    display: flex;
    gap: 0.7em;
    padding: 0.5em 0.8em;
    color: var(--_muted);
    border-inline-start: 4px solid var(--_line);
  }
  .rungs li:last-child {
    color: var(--_ink);
    font-weight: 600;
    background: var(--_soft);
    border-color: var(--_accent);
  }
  .row {
    display: grid;
    gap: 0.9em;
  }
  @media (min-width: 700px) {
    .row {
      grid-template-columns: 1fr 1fr;
      align-items: end;
    }
    .rungs {
      grid-template-columns: 1fr 1fr 1.4fr;
    }
  }
  select {
    min-height: 48px;
    padding: 0.45em 0.6em;
    color: inherit;
    background: var(--_surface);
    border: 2px solid var(--_line);
    border-radius: calc(var(--_radius) * 0.7);
  }
  .row + .row {
    padding-block-start: 0.9em;
    border-block-start: 1px solid var(--_line);
  }
  .tile img {
    flex: none;
    width: 3em;
    height: 3em;
    border-radius: 50%;
    object-fit: cover;
  }
`;

const wordsOf = (kit: Kit): Readonly<Record<keyof typeof english, string>> =>
  kit.own?.('reflection-form', english) ?? english;

/** One adult whom the school names in `trusted-adults`. */
interface Person {
  /** Stable, and what travels. */
  id: string;
  name: string;
  role?: string;
  /** Address of a picture. */
  photo?: string;
  /** When they are in. */
  when?: string;
}

/** Days that were chosen in a calendar, so that each has words from then on. No prompt can have this id. */
const DAYS = '.days';

/** In place of a day: it is none of those that are offered. */
const OTHER = 'other';

const isPerson = (one: unknown): one is Person =>
  ['id', 'name'].every((key) => typeof (one as Record<string, unknown> | null)?.[key] === 'string');

/** The people in a setting; nothing where it is no list of people. */
function listOf(trustedAdults: string): Person[] | undefined {
  try {
    const list = JSON.parse(trustedAdults || '[]') as unknown;
    return Array.isArray(list) && list.every(isPerson) ? list : undefined;
  } catch {
    return undefined;
  }
}

/** The people a pupil can choose from: those the school names, or kinds of people to give a name to. */
function people(kit: Kit, trustedAdults: string): Choice[] {
  const words = wordsOf(kit);
  const others: Choice[] = [
    { id: 'someone-else', text: words.someoneElse, symbol: 'something-else' },
    { id: 'not-sure', text: words.notSure, symbol: 'unsure' },
  ];
  const named = listOf(trustedAdults);
  kit.complain(named ? undefined : { kind: 'trusted-adults' });
  if (named?.length) return [...named.map(personChoice), ...others];
  return [
    { id: 'teacher', text: words.aTeacher, symbol: 'adult' },
    { id: 'family', text: words.myFamily, symbol: 'family' },
    { id: 'friend', text: words.aFriend, symbol: 'friend' },
    ...others,
  ];
}

function personChoice({ id, name, role, photo = '', when }: Person): Choice {
  const address = readEndpoint(photo);
  return {
    id,
    text: [name, role, when].filter(Boolean).join(', '),
    symbol: 'adult',
    ...('url' in address && { photo: address.url }),
  };
}

const pad = (number: number): string => `${number}`.padStart(2, '0');

/** The day as it stands in a calendar on the wall, whatever the time zone. */
const isoDay = (day: Date): string => `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())}`;

function inDays(count: number): Date {
  const day = new Date();
  day.setDate(day.getDate() + count);
  return day;
}

/** The days to choose from, near ones first. What is stored is the day itself: "tomorrow" means nothing to whoever reads it next week. */
function days(kit: Kit, lang: string): Choice[] {
  const words = wordsOf(kit);
  const inWords = (day: Date): string =>
    new Intl.DateTimeFormat(lang, { weekday: 'long', day: 'numeric', month: 'short' }).format(day);
  const near = Object.entries({
    [words.today]: 0,
    [words.tomorrow]: 1,
    [words.inThreeDays]: 3,
    [words.nextWeek]: 7,
  }).map(([name, count]) => {
    const day = inDays(count);
    return { id: isoDay(day), text: `${name}, ${inWords(day)}` };
  });
  const others = kit.entered(DAYS).filter((id) => !near.some((day) => day.id === id));
  return [...near, ...others.map((id) => ({ id, text: inWords(new Date(`${id}T12:00`)) }))];
}

/** How many things a plan can hold, where its pack does not say. */
const PLAN_ROWS = 3;

/** Choices of a person who has no name yet. */
const UNNAMED = ['someone-else', 'teacher', 'family', 'friend'];

const ONE_LINE: AnswerKind = { kind: 'text', rows: 1 };

/** Numbers from 1. Not by `Array.from`, whose second argument is lost on pages with Prototype.js or MooTools. */
const upTo = (last: number): number[] => [...Array(last).keys()].map((before) => before + 1);

/** The fields of a prompt with everything this part knows to ask. */
function fieldsOf(kit: Kit, prompt: Prompt): Field[] {
  const words = wordsOf(kit);
  const { text: question } = prompt;
  return kindsOf(prompt).flatMap((answer, at): Field[] => {
    const { kind } = answer;
    const id = at ? `${prompt.id}.${at + 1}` : prompt.id;
    const labelled = (name: string, label: string, part: AnswerKind, row?: number): Field => ({
      id: `${id}.${name}`,
      question: label,
      label,
      answer: part,
      ...(row && { row }),
    });
    if (kind === 'talk' || kind === 'show') return [];
    if (kind === 'plan') {
      return [
        // Words that were written before this part had come.
        ...(kit.entered(id).length ? [{ id, question, answer: ONE_LINE }] : []),
        ...upTo(answer.rows ?? PLAN_ROWS).flatMap((row): Field[] => {
          const [place, number] = row > 1 ? [`${row}.`, `${row}. `] : ['', ''];
          return [
            labelled(`${place}who`, number + words.planWho, ONE_LINE, row),
            labelled(`${place}what`, number + words.planWhat, ONE_LINE, row),
            labelled(`${place}when`, number + words.planWhen, { kind: 'when' }, row),
            labelled(`${place}check`, number + words.planCheck, ONE_LINE, row),
          ];
        }),
        labelled('on', words.planOn, { kind: 'when' }),
      ];
    }
    const own = at && kind === 'text' ? words.addYourWords : at && kind === 'who' ? words.someoneYouTrust : '';
    return [
      { id, question, ...(own && { label: own }), answer },
      ...(kind === 'who' && UNNAMED.includes(kit.entered(id)[0] ?? '')
        ? [labelled('name', words.theirName, ONE_LINE)]
        : []),
      ...('other' in answer && answer.other ? [labelled('other', words.addYourWords, ONE_LINE)] : []),
    ];
  });
}

/** The pack with the people and days that only this school and this day can offer, and with a field for each of them. */
export const offering = (kit: Kit, pack: Pack, trustedAdults: string, lang: string): Pack => ({
  ...pack,
  lists: { ...pack.lists, who: people(kit, trustedAdults), when: days(kit, lang) },
  prompts: pack.prompts.map((prompt) => ({ ...prompt, fields: fieldsOf(kit, prompt) })),
});

/** What stands over the fields of a prompt: the rungs up to making it up. */
export function over(kit: Kit, { rungs }: Prompt): TemplateResult | symbol {
  const { html, nothing } = kit;
  const words = wordsOf(kit);
  const steps = [words.sorryRung, words.promiseRung, words.makeUpRung];
  return rungs ? html`<ol class="rungs">${steps.map((step) => html`<li>${step}</li>`)}</ol>` : nothing;
}

/** What stands under them: all the days beside those to choose from, and a kind word for whoever is not ready. */
export function under(kit: Kit, { phase }: Prompt, fields: readonly Field[]): TemplateResult {
  const { html, nothing } = kit;
  const notYet = phase === 'ready' && fields.some(({ id }) => kit.entered(id).includes('not-yet'));
  return html`${fields.filter(({ answer, label }) => answer.kind === 'when' && !label).map((field) => calendar(kit, field))}
    ${notYet ? html`<p class="outcome">${wordsOf(kit).notYet}</p>` : nothing}`;
}

function calendar(kit: Kit, { id }: Field): TemplateResult {
  const pick = ({ target }: Event): void => {
    const { value } = target as HTMLInputElement;
    if (!value) return;
    kit.enter(DAYS, [...new Set([...kit.entered(DAYS), value])]);
    kit.enter(`${id}.other`, []);
    kit.enter(id, [value]);
  };
  return kit.html`<div class="field">
    <label for="${id}.day">${wordsOf(kit).otherDay}</label>
    <input id="${id}.day" type="date" min=${isoDay(new Date())} @change=${pick} />
  </div>`;
}

/** A day among the fields of a plan, which has several: one line. */
function dayLine(kit: Kit, { lists = {} }: Pack, field: Field): TemplateResult {
  const { html, nothing } = kit;
  const words = wordsOf(kit);
  const { id, label } = field;
  const [chosen = ''] = kit.entered(id);
  const other = kit.entered(`${id}.other`).length > 0;
  const choose = ({ target }: Event): void => {
    const { value } = target as HTMLSelectElement;
    kit.enter(`${id}.other`, value === OTHER ? ['yes'] : []);
    kit.enter(id, value && value !== OTHER ? [value] : []);
  };
  return html`<div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} @change=${choose}>
        <option value="" .selected=${!chosen && !other}>${words.noDay}</option>
        ${lists.when?.map((day) => html`<option value=${day.id} .selected=${day.id === chosen}>${day.text}</option>`)}
        <option value=${OTHER} .selected=${other}>${words.otherDay}</option>
      </select>
    </div>
    ${other ? calendar(kit, field) : nothing}`;
}

/**
 * What stands in place of the fields of a plan: one row, more when they are asked for, and the day to look at it
 * again, which can go into a calendar. Nothing for any other prompt, whose fields the form draws itself.
 */
export function plan(
  kit: Kit,
  pack: Pack,
  fields: readonly Field[],
  drawOther: (field: Field) => unknown,
): TemplateResult | undefined {
  const { html, nothing } = kit;
  if (!fields.some(({ row }) => row)) return undefined;
  const words = wordsOf(kit);
  const drawField = (field: Field): unknown =>
    field.answer.kind === 'when' ? dayLine(kit, pack, field) : drawOther(field);
  const on = fields.at(-1)!;
  const shownId = `${on.id}.rows`;
  const filled = fields.filter(({ id }) => kit.entered(id).some((value) => value.trim())).map(({ row = 1 }) => row);
  const shown = Math.max(1, ...filled, Number(kit.entered(shownId)[0] ?? 1));
  const rows = upTo(shown);
  const [day] = kit.entered(on.id);
  return html`${fields
    .filter(({ row }) => !row)
    .slice(0, -1)
    .map(drawField)}
    ${rows.map((row) => html`<div class="row" role="group" aria-label=${words.planRow.replace('{row}', `${row}`)}>${fields.filter((field) => field.row === row).map(drawField)}</div>`)}
    ${fields.some(({ row = 0 }) => row > shown) ? html`<div class="buttons"><button type="button" @click=${() => kit.enter(shownId, [`${shown + 1}`])}>${words.addRow}</button></div>` : nothing}
    <div class="row">
      ${drawField(on)}
      ${day ? html`<div class="buttons"><button type="button" @click=${() => save('plan.ics', 'text/calendar', calendarOf(day, words.lookAgain))}>${words.toCalendar}</button></div>` : nothing}
    </div>`;
}

/** One whole day in a calendar (RFC 5545). Others can see a calendar, so it holds nothing that anyone wrote. */
export function calendarOf(day: string, summary: string, stamp = new Date()): string {
  const compact = day.replaceAll('-', '');
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//l30-widgets//EN',
    'BEGIN:VEVENT',
    `UID:${crypto.getRandomValues(new Uint32Array(4)).join('-')}@l30-widgets`,
    `DTSTAMP:${stamp.toISOString().replace(/[-:]|\.\d+/g, '')}`,
    `DTSTART;VALUE=DATE:${compact}`,
    `SUMMARY:${summary.replace(/[\\,;]/g, '\\$&').replace(/\s+/g, ' ')}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}
