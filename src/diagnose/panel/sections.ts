/** The parts of the panel, drawn. */
import { words } from '../../locales/en/check.ts';
import { words as verdict } from '../../locales/en/diagnose.ts';
import type { Finding } from '../finding.ts';
import { button, el } from './elements.ts';
import type { Action, Group, Section } from './report.ts';

const drawFinding = ({ mark, words: text }: Finding): HTMLElement => {
  const label = verdict.marks[mark];
  return el('li', { class: mark }, label ? el('strong', {}, label) : undefined, el('span', {}, text));
};

/** What comes first. */
export const drawSummary = (findings: readonly Finding[]): HTMLElement =>
  el('ul', { class: 'summary' }, ...findings.map(drawFinding));

function drawSettings({ id, title, rows = [], beside }: Section): HTMLElement | undefined {
  if (!rows.length) return undefined;
  const { name, value, from } = words.columns;
  const cell = (label: string, text: string): HTMLElement => el('td', { 'data-label': label }, text);
  return el(
    'details',
    { id: `${id}-settings` },
    el('summary', {}, words.settings.replace('{count}', String(rows.length))),
    el(
      'table',
      { 'aria-label': title },
      el('thead', {}, el('tr', {}, ...[name, value, from].map((column) => el('th', { scope: 'col' }, column)))),
      el(
        'tbody',
        {},
        ...rows.map(([key, held, origin]) =>
          el('tr', {}, el('th', { scope: 'row' }, key), cell(value, held), cell(from, origin)),
        ),
      ),
    ),
    beside && el('p', { class: 'beside' }, beside),
  );
}

function drawAction({ id, label, help, run }: Action): HTMLElement {
  const press = button(id, label, run);
  press.setAttribute('aria-describedby', `${id}-help`);
  return el('div', { class: 'action' }, press, el('span', { id: `${id}-help` }, help));
}

const drawSection = (each: Section, level: 'h4' | undefined): HTMLElement =>
  el(
    'article',
    { id: each.id },
    level && el(level, {}, each.title),
    el('ul', {}, ...each.findings.map(drawFinding)),
    each.facts && el('dl', {}, ...each.facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
    ...(each.actions ?? []).map(drawAction),
    drawSettings(each),
  );

/** Sections under one heading. */
export const drawGroup = ({ id, title, sections }: Group): HTMLElement =>
  el(
    'section',
    { 'aria-labelledby': `${id}-title` },
    el('h3', { id: `${id}-title` }, title),
    ...sections.map((each) => drawSection(each, each.title === title ? undefined : 'h4')),
  );
