/**
 * Ways to answer that not every pack has: a person, a day, a plan, and the steps up to making it up. Comes
 * as a leaf; until it is there, each is a box for words.
 */
import { words as english } from '../../locales/en/reflection-form.ts';
import {
  css,
  html,
  kindsOf,
  nothing,
  readEndpoint,
  type AnswerKind,
  type Choice,
  type Field,
  type Pack,
  type Prompt,
  type TemplateResult,
  type WidgetHost,
} from '../../core.ts';
import { save } from '../../element/save.ts';

export const styles = css`
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

const wordsOf = (form: WidgetHost): Readonly<Record<keyof typeof english, string>> =>
  form.wordsOf('reflection-form', english);

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
function people(form: WidgetHost): Choice[] {
  const words = wordsOf(form);
  const others: Choice[] = [
    { id: 'someone-else', text: words.someoneElse, symbol: 'something-else' },
    { id: 'not-sure', text: words.notSure, symbol: 'unsure' },
  ];
  const named = listOf(form.settings.trustedAdults);
  form.complain(named ? undefined : { kind: 'trusted-adults' });
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

const calendars = new Map<string, Intl.DateTimeFormat>();

/** How a language names a day. Kept, because making one takes longer than all else that a key press leads to. */
function calendarIn(lang: string): Intl.DateTimeFormat {
  const calendar =
    calendars.get(lang) ?? new Intl.DateTimeFormat(lang, { weekday: 'long', day: 'numeric', month: 'short' });
  calendars.set(lang, calendar);
  return calendar;
}

/** The days to choose from, near ones first. What is stored is the day itself: "tomorrow" means nothing to whoever reads it next week. */
function days(form: WidgetHost): Choice[] {
  const words = wordsOf(form);
  const inWords = (day: Date): string => calendarIn(form.locale.lang).format(day);
  const near = Object.entries({
    [words.today]: 0,
    [words.tomorrow]: 1,
    [words.inThreeDays]: 3,
    [words.nextWeek]: 7,
  }).map(([name, count]) => {
    const day = inDays(count);
    return { id: isoDay(day), text: `${name}, ${inWords(day)}` };
  });
  const others = form.entries.all(DAYS).filter((id) => !near.some((day) => day.id === id));
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
function fieldsOf(form: WidgetHost, prompt: Prompt): Field[] {
  const words = wordsOf(form);
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
        ...(form.entries.all(id).length ? [{ id, question, answer: ONE_LINE }] : []),
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
      ...(kind === 'who' && UNNAMED.includes(form.entries.all(id)[0] ?? '')
        ? [labelled('name', words.theirName, ONE_LINE)]
        : []),
      ...('other' in answer && answer.other ? [labelled('other', words.addYourWords, ONE_LINE)] : []),
    ];
  });
}

/** The pack with the people and days that only this school and this day can offer, and with a field for each of them. */
export const offering = (form: WidgetHost, pack: Pack): Pack => ({
  ...pack,
  lists: { ...pack.lists, who: people(form), when: days(form) },
  prompts: pack.prompts.map((prompt) => ({ ...prompt, fields: fieldsOf(form, prompt) })),
});

/** What stands over the fields of a prompt: the rungs up to making it up. */
export function over(form: WidgetHost, { rungs }: Prompt): TemplateResult | symbol {
  const words = wordsOf(form);
  const steps = [words.sorryRung, words.promiseRung, words.makeUpRung];
  return rungs ? html`<ol class="rungs">${steps.map((step) => html`<li>${step}</li>`)}</ol>` : nothing;
}

/** What stands under them: all the days beside those to choose from, and a kind word for whoever is not ready. */
export function under(form: WidgetHost, { phase }: Prompt, fields: readonly Field[]): TemplateResult {
  const notYet = phase === 'ready' && fields.some(({ id }) => form.entries.all(id).includes('not-yet'));
  return html`${fields.filter(({ answer, label }) => answer.kind === 'when' && !label).map((field) => calendar(form, field))}
    ${notYet ? html`<p class="outcome">${wordsOf(form).notYet}</p>` : nothing}`;
}

function calendar(form: WidgetHost, { id }: Field): TemplateResult {
  const pick = ({ target }: Event): void => {
    const { value } = target as HTMLInputElement;
    if (!value) return;
    form.entries.set(DAYS, [...new Set([...form.entries.all(DAYS), value])]);
    form.entries.set(`${id}.other`, []);
    form.entries.set(id, [value]);
  };
  return html`<div class="field">
    <label for="${id}.day">${wordsOf(form).otherDay}</label>
    <input id="${id}.day" type="date" min=${isoDay(new Date())} @change=${pick} />
  </div>`;
}

/** A day among the fields of a plan, which has several: one line. */
function dayLine(form: WidgetHost, { lists = {} }: Pack, field: Field): TemplateResult {
  const words = wordsOf(form);
  const { id, label } = field;
  const [chosen = ''] = form.entries.all(id);
  const other = form.entries.all(`${id}.other`).length > 0;
  const choose = ({ target }: Event): void => {
    const { value } = target as HTMLSelectElement;
    form.entries.set(`${id}.other`, value === OTHER ? ['yes'] : []);
    form.entries.set(id, value && value !== OTHER ? [value] : []);
  };
  return html`<div class="field">
      <label for=${id}>${label}</label>
      <select id=${id} @change=${choose}>
        <option value="" .selected=${!chosen && !other}>${words.noDay}</option>
        ${lists.when?.map((day) => html`<option value=${day.id} .selected=${day.id === chosen}>${day.text}</option>`)}
        <option value=${OTHER} .selected=${other}>${words.otherDay}</option>
      </select>
    </div>
    ${other ? calendar(form, field) : nothing}`;
}

/**
 * What stands in place of the fields of a plan: one row, more when they are asked for, and the day to look at it
 * again, which can go into a calendar. Nothing for any other prompt, whose fields the form draws itself.
 */
export function plan(
  form: WidgetHost,
  pack: Pack,
  fields: readonly Field[],
  drawOther: (field: Field) => unknown,
): TemplateResult | undefined {
  if (!fields.some(({ row }) => row)) return undefined;
  const words = wordsOf(form);
  const drawField = (field: Field): unknown =>
    field.answer.kind === 'when' ? dayLine(form, pack, field) : drawOther(field);
  const on = fields.at(-1)!;
  const shownId = `${on.id}.rows`;
  const filled = fields
    .filter(({ id }) => form.entries.all(id).some((value) => value.trim()))
    .map(({ row = 1 }) => row);
  const shown = Math.max(1, ...filled, Number(form.entries.all(shownId)[0] ?? 1));
  const rows = upTo(shown);
  const [day] = form.entries.all(on.id);
  const inRow = (row: number): unknown => fields.filter((field) => field.row === row).map(drawField);
  const more = (): void => form.entries.set(shownId, [`${shown + 1}`]);
  const toCalendar = (): void => save('plan.ics', 'text/calendar', calendarOf(day!, words.lookAgain));
  const addRow = html`<div class="buttons"><button type="button" @click=${more}>${words.addRow}</button></div>`;
  const keepDay = html`<div class="buttons">
    <button type="button" @click=${toCalendar}>${words.toCalendar}</button>
  </div>`;
  const above = fields.filter(({ row }) => !row).slice(0, -1);
  return html`${above.map(drawField)}
    ${rows.map((row) => {
      const label = words.planRow.replace('{row}', `${row}`);
      return html`<div class="row" role="group" aria-label=${label}>${inRow(row)}</div>`;
    })}
    ${fields.some(({ row = 0 }) => row > shown) ? addRow : nothing}
    <div class="row">${drawField(on)} ${day ? keepDay : nothing}</div>`;
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
