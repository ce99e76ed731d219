import { html, nothing, type TemplateResult } from 'lit';
import { WIDGET_NAMES } from '../../contract/envelope.ts';
import { judgeColours, type ContrastVerdict } from '../../diagnose/colours.ts';
import { regions } from '../../packs/index.ts';
import { wholeScales } from '../../packs/whole.ts';
import { embedPacks } from '../embed-content.ts';
import { concerns, DEFAULT_PACK, isForFamilies, WIDGETS } from './choices.ts';
import { textField, chapter, radios, select, tick, type Desk, type Option } from './fields.ts';

const option = (id: string): Option => [id, `${embedPacks[id]!.title} (${id})`];

function packField(desk: Desk): TemplateResult {
  const { choices } = desk;
  const usual = DEFAULT_PACK[choices.widget] ?? '';
  const ids = Object.keys(embedPacks).filter((id) => id !== usual);
  const isResponsive = (id: string): boolean => (embedPacks[id]!.notFor ?? []).length > 0;
  const { notFor = [] } = embedPacks[choices.pack || usual] ?? {};
  return html`${select(desk, 'pack', 'Questions', [
    ['', [['', option(usual)[1]]]],
    ['Before anything has happened', ids.filter((id) => !isResponsive(id)).map(option)],
    ['When something has happened', ids.filter(isResponsive).map(option)],
  ])}
    ${notFor.length ? html`<div class="note"><p>What these questions are not for:</p><ul>${notFor.map((words) => html`<li>${words.replace('{lead}', choices.lead || 'the safeguarding lead')}</li>`)}</ul></div>` : nothing}`;
}

const scaleField = (desk: Desk): TemplateResult =>
  select(desk, 'scale', 'Pictures', [
    [
      '',
      [
        ['', 'Five faces, or three for the youngest'],
        ...Object.values(wholeScales).map(({ id, question }): Option => [id, `${id}: ${question}`]),
      ],
    ],
  ]);

/** 1. Which widget, and what it asks. */
export function whatItShows(desk: Desk): TemplateResult {
  const { choices } = desk;
  const has = (name: Parameters<typeof concerns>[1]): boolean => concerns(choices, name);
  return chapter(
    1,
    'What it shows',
    '',
    html`
    ${radios(
      { ...desk, set: ({ widget = choices.widget }) => desk.set({ widget, pack: '', form: '' }) },
      'widget',
      'Widget',
      WIDGET_NAMES.map((name) => [name, WIDGETS[name].name, WIDGETS[name].about] as const),
    )}
    ${has('pack') ? packField(desk) : nothing} ${has('scale') ? scaleField(desk) : nothing}
    ${has('heading') ? textField(desk, 'heading', 'Heading', { hint: 'Leave it empty for ours.' }) : nothing}
    ${has('listName') ? textField(desk, 'listName', 'Name of the letter', { hint: 'It ends the sentence \u201cYes, email me \u2026\u201d, for example: the Hollybrook letter' }) : nothing}
    ${has('frequency') ? textField(desk, 'frequency', 'How often it comes', { hint: 'For example: every other Friday' }) : nothing}
    ${has('purposes') ? textField(desk, 'purposes', 'Purposes', { hint: 'Only if people can choose: each gets a box of its own. For example: School news; events: Events for families' }) : nothing}
    ${has('privacyHref') ? textField(desk, 'privacyHref', 'Address of your privacy notice', { type: 'url' }) : nothing}
    ${has('respond') ? tick(desk, 'respond', 'Offer a box for words and a Send button') : nothing}
    ${has('depth') ? tick(desk, 'depth', 'Ask all questions, not only the core ones', 'full') : nothing}
    ${has('askName') ? tick(desk, 'askName', 'Offer a field for a name') : nothing}
    ${has('askNeeds') ? tick(desk, 'askNeeds', 'Ask what someone needs, if your school is ready to give it') : nothing}
    ${has('kiosk') ? tick(desk, 'kiosk', 'For one device that goes around a class: it clears itself') : nothing}
  `,
  );
}

const AGES: readonly Option[] = [
  ['', 'Children of all ages'],
  ['4-7', '4 to 7'],
  ['8-12', '8 to 12'],
  ['13-18', '13 to 18'],
];

const regionName = (id: string): string => id.replace(/(^|-)\w/g, (letter) => letter.replace('-', ' ').toUpperCase());

/** 2. Whose it is, and who reads what pupils write. */
export function whoseItIs(desk: Desk): TemplateResult {
  const { choices } = desk;
  const people = (
    [
      ['readers', 'who reads it'],
      ['readWhen', 'when they read it'],
      ['lead', 'your safeguarding lead'],
    ] as const
  ).filter(([name]) => !choices[name].trim());
  const forPupils = html`${textField(desk, 'readers', 'Who reads what pupils write', { hint: 'By name and role, with ; between several. For example: Miss Khan, Pastoral Lead' })}
    ${textField(desk, 'readWhen', 'When they read it', { hint: 'It ends the sentence \u201cThey read it \u2026\u201d, for example: each school day before 10am' })}
    ${textField(desk, 'lead', 'Your safeguarding lead', { hint: 'For example: Mr Owen, Designated safeguarding lead' })}
    ${
      people.length
        ? html`<p class="note">Until you say ${people
            .map(([, words]) => words)
            .join(', ')
            .replace(/, ([^,]*)$/, ' and $1')}, the widget does not send: it is for thinking and talking only.</p>`
        : nothing
    }
    <div class="pair">
      ${select(desk, 'region', 'Whose emergency numbers', [['', [...Object.keys(regions).map((id): Option => [id, regionName(id)]), ['other', 'Somewhere else']]]])}
      ${select(desk, 'age', 'Whom the page is for', [['', AGES]])}
    </div>
    ${choices.region === 'other' ? html`<div class="pair">${textField(desk, 'emergency', 'Emergency number')}${textField(desk, 'helpline', 'Line for children', { hint: 'Its name, a comma, its number' })}</div>` : nothing}
    <p class="hint">Call each number once before pupils use the page: no person has checked ours yet.</p>`;
  return chapter(
    2,
    'Whose it is',
    isForFamilies(choices) ? '' : 'A box that invites a child to write needs a named adult who reads it.',
    html`
    <div class="pair">
      ${textField(desk, 'school', 'Name of your school')}
      ${textField(desk, 'site', 'Its short name', { hint: 'As your receiver knows it: hollybrook', spellcheck: false })}
    </div>
    ${isForFamilies(choices) ? nothing : forPupils}
  `,
  );
}

const verdict = ({ mark, words, better }: ContrastVerdict, take: (colour: string) => void): TemplateResult =>
  html`<li class=${mark}><span>${words}</span>${better ? html` <button type="button" class="small" @click=${() => take(better)}>Use ${better}</button>` : nothing}</li>`;

function colour(desk: Desk, name: 'accent' | 'onAccent', label: string): TemplateResult {
  const value = desk.choices[name];
  const isColour = /^#[\da-f]{6}$/i.test(value);
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <div class="colour">
      <input id=${name} type="text" autocomplete="off" spellcheck="false" .value=${value} aria-invalid=${isColour ? nothing : 'true'} aria-describedby=${isColour ? nothing : `${name}-wrong`}
        @input=${(event: Event) => desk.set({ [name]: (event.target as HTMLInputElement).value.trim() })} />
      <input type="color" aria-label="${label}: choose" .value=${isColour ? value.toLowerCase() : '#000000'} @input=${(event: Event) => desk.set({ [name]: (event.target as HTMLInputElement).value })} />
    </div>
    ${isColour ? nothing : html`<p class="wrong" id="${name}-wrong">Write it as # and six digits, such as #14573a.</p>`}
  </div>`;
}

/** 3. How it looks on the school's page, and whether its colours can be read. */
export function howItLooks(desk: Desk): TemplateResult {
  const { accent, onAccent, scheme } = desk.choices;
  const isColour = [accent, onAccent].every((each) => /^#[\da-f]{6}$/i.test(each));
  const { onCard, onButton } = judgeColours(isColour ? accent : '#155e63', isColour ? onAccent : '#ffffff', scheme);
  return chapter(
    3,
    'How it looks',
    'The widget takes the font of your page by itself.',
    html`
    <div class="pair">${colour(desk, 'accent', 'Your school\u2019s colour')}${colour(desk, 'onAccent', 'Words on it')}</div>
    ${radios(desk, 'scheme', 'Your page is', [
      ['light', 'Light'],
      ['dark', 'Dark'],
    ])}
    ${isColour ? html`<ul class="contrast" aria-label="Contrast">${verdict(onCard, (better) => desk.set({ accent: better }))}${verdict(onButton, (better) => desk.set({ onAccent: better }))}</ul>` : nothing}
    ${select(desk, 'width', 'Width of the preview', [
      [
        '',
        [
          ['', 'As wide as there is room'],
          ['360', 'A phone (360 px)'],
          ['720', 'A page column (720 px)'],
          ['1024', 'A wide page (1024 px)'],
        ],
      ],
    ])}
  `,
  );
}
