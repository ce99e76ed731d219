/** One widget, for the panel. */
import { words } from '../../locales/en/check.ts';
import { fill } from '../../locales/index.ts';
import type { CheckedPage, Found } from '../../page/found.ts';
import { verifiedOn, wordsFor } from '../../settings/admin.ts';
import type { Site } from '../../settings/settings.ts';
import type { Trouble } from '../../settings/trouble.ts';
import { audienceOf } from '../destination.ts';
import { fact, good, look, wrong, type Finding } from '../finding.ts';
import { misspeltOn } from './idle-names.ts';
import { knownTo, settingsWithOrigin, shownValue } from './origins.ts';
import type { Section } from './report.ts';
import { isFrame, toldBy, type SeenWidget } from './widgets.ts';

/** CSS pixels. */
const NARROWEST = 240;

function judgeBox(widget: Element): Finding[] {
  const { width, height } = widget.getBoundingClientRect();
  if (!width || !height || getComputedStyle(widget).visibility !== 'visible') return [look(words.hidden)];
  const values = { width: Math.round(width), height: Math.round(height) };
  return [values.width < NARROWEST ? look(fill(words.narrow, values)) : fact(fill(words.size, values))];
}

/** Whose help numbers a pupil widget shows, and when a person last looked whether they are right. */
function judgeNumbers({ region, help }: Site): Finding[] {
  if (help === 'host-provides') return [look(words.helpByHost)];
  const day = verifiedOn(region);
  if (day === undefined) return [];
  return [day ? fact(fill(words.numbersChecked, { region, day })) : look(fill(words.numbersUnchecked, { region }))];
}

const howFound = (name: string, { widget, shape, mended }: Found): Finding[] => [
  fact(fill(words.shapes[shape], { name, tag: `l30-${name}` })),
  ...(isFrame(widget)
    ? [fact(fill(words.inFrame, { address: `${widget.src}${widget.src.includes('?') ? '&' : '?'}l30-check` }))]
    : []),
  ...mended.map((id) => look(words.mended[id] ?? fill(words.mendedOther, { id }))),
];

/** What has come to light of a widget besides what is written on the page. */
export interface Learnt {
  /** What only the parts for sending could tell. */
  misfit: Trouble | undefined;
  /** The code of its last failure. */
  lastError: string | undefined;
  /** What trying its endpoint has brought to light. Where its words would not arrive it does not work, whatever its settings say. */
  tried: readonly Finding[];
}

/** Everything that is wrong, each thing once, in whatever way it came to light. */
function judgeTroubles({ found: { widget }, troubles }: SeenWidget, { misfit }: Learnt): Finding[] {
  const { complaint } = toldBy(widget);
  const known = [...(complaint ? [complaint] : []), ...troubles, ...(misfit ? [misfit] : [])];
  return [...new Set(known.map((trouble) => wordsFor(trouble)))].map(wrong);
}

/** Where its submission stands. */
function judgePhase({ found: { widget }, sends }: SeenWidget): Finding[] {
  const { phase } = toldBy(widget);
  if (!phase || !sends) return [];
  const said = words.phases[phase];
  return [phase === 'refused' || phase === 'failed' ? look(said) : fact(said)];
}

export function widgetSection(seen: SeenWidget, page: CheckedPage, learnt: Learnt): Section {
  const { id, name, title, found, site, sends } = seen;
  const { widget, shape } = found;
  const how = howFound(name, found);
  if (isFrame(widget)) return { id, title, findings: how };
  if (!widget.shadowRoot) return { id, title, findings: [wrong(words.notStarted), ...how] };
  const troubles = judgeTroubles(seen, learnt);
  const last =
    learnt.lastError && toldBy(widget).phase === 'failed'
      ? [wrong(`${words.lastTry} ${wordsFor({ kind: 'delivery', code: learnt.lastError })}`)]
      : [];
  const settings = settingsWithOrigin(found, page);
  const unset = knownTo(widget).filter((each) => !settings.some((setting) => setting.name === each));
  return {
    id,
    title,
    findings: [
      ...learnt.tried.filter(({ mark }) => mark === 'wrong'),
      ...troubles,
      ...(troubles.length ? [] : [sends ? good(words.sends) : fact(words.doesNotSend)]),
      ...last,
      ...misspeltOn(widget, shape),
      ...how,
      ...judgePhase(seen),
      ...judgeBox(widget),
      ...(audienceOf(name) === 'pupils' ? judgeNumbers(site) : []),
    ],
    rows: settings.map((setting) => [setting.name, shownValue(setting), words.origins[setting.from]]),
    beside: fill(words.notSet, { names: unset.join(', ') }),
  };
}
