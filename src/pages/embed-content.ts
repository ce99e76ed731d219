import { WIDGET_NAMES } from '../contract/envelope.ts';
import { words as news } from '../locales/en/newsletter.ts';
import bothSides from '../packs/en/both-sides.json' with { type: 'json' };
import bothSidesEarly from '../packs/en/both-sides-early.json' with { type: 'json' };
import causedHarm from '../packs/en/caused-harm.json' with { type: 'json' };
import causedHarmEarly from '../packs/en/caused-harm-early.json' with { type: 'json' };
import causedHarmTeen from '../packs/en/caused-harm-teen.json' with { type: 'json' };
import checkIn from '../packs/en/check-in.json' with { type: 'json' };
import checkInEarly from '../packs/en/check-in-early.json' with { type: 'json' };
import checkOut from '../packs/en/check-out.json' with { type: 'json' };
import checkOutEarly from '../packs/en/check-out-early.json' with { type: 'json' };
import classAgreement from '../packs/en/class-agreement.json' with { type: 'json' };
import familyHome from '../packs/en/family-home.json' with { type: 'json' };
import familyPlan from '../packs/en/family-plan.json' with { type: 'json' };
import followUp from '../packs/en/follow-up.json' with { type: 'json' };
import freshStart from '../packs/en/fresh-start.json' with { type: 'json' };
import groupRepair from '../packs/en/group-repair.json' with { type: 'json' };
import harmed from '../packs/en/harmed.json' with { type: 'json' };
import harmedEarly from '../packs/en/harmed-early.json' with { type: 'json' };
import { promptAt, type Pack, type PackFile, type Prompt, type Scale } from '../packs/index.ts';
import learningStuck from '../packs/en/learning-stuck.json' with { type: 'json' };
import pictureTalk from '../packs/en/picture-talk.json' with { type: 'json' };
import prepare from '../packs/en/prepare.json' with { type: 'json' };
import sayIt from '../packs/en/say-it.json' with { type: 'json' };
import staffCircle from '../packs/en/staff-circle.json' with { type: 'json' };
import staffRepair from '../packs/en/staff-repair.json' with { type: 'json' };
import staffSelf from '../packs/en/staff-self.json' with { type: 'json' };
import welcome from '../packs/en/welcome.json' with { type: 'json' };
import witness from '../packs/en/witness.json' with { type: 'json' };
import witnessEarly from '../packs/en/witness-early.json' with { type: 'json' };
import { wholePack, wholeScales } from '../packs/whole.ts';
import { isHarmless, ownPack } from '../page/address.ts';
import { TONES } from '../settings/settings.ts';

/** The query of a hosted page's address. */
export type EmbedQuery = Readonly<Record<string, string | undefined>>;

/**
 * Whose page this is. It comes from the deployment's own settings and never from the address: a link
 * that anyone can write must not decide where a child's words go, or who is said to read them.
 */
export interface EmbedSite {
  /** The receiver's name for this school. */
  site: string;
  /** The school's name as people read it. */
  school: string;
  /** Where pupils' words go: an address that takes form posts as our receiver does. */
  endpoint?: string;
  /** Where newsletter signups go. */
  newsletterEndpoint?: string;
  /** Who reads what pupils write, when, and who leads on safeguarding. Without all three nothing is sent. */
  readers?: string;
  readWhen?: string;
  lead?: string;
  /** With keys nothing may travel open, so without script there is no form. */
  publicKeys?: string;
  /** Adults whom pupils can choose by picture and name, as JSON. */
  trustedAdults?: string;
  /** Whose emergency numbers to show. */
  region?: string;
  /** The numbers themselves, where the region is `other`. */
  emergency?: string;
  helpline?: string;
  listName?: string;
  frequency?: string;
  privacyHref?: string;
  /** Address of `l30.js`. */
  script: string;
  /** Address of a style sheet for the page around the widget. */
  stylesheet?: string;
}

/** What a hosted page shows, and the `data-*` settings that make the widget show the same. */
export type Content = { title: string; settings: Readonly<Record<string, string>> } & (
  | { widget: 'question-card'; pack: Pack; prompt: Prompt; respond: boolean }
  | { widget: 'mood-check-in'; scale: Scale }
  | { widget: 'reflection-form'; pack: Pack; prompts: readonly Prompt[] }
  | { widget: 'newsletter-signup' }
);

/** On a server nothing is gained by loading content piece by piece, so all of it is here. */
export const embedPacks: Readonly<Record<string, Pack>> = Object.fromEntries(
  [
    bothSides,
    bothSidesEarly,
    causedHarm,
    causedHarmEarly,
    causedHarmTeen,
    checkIn,
    checkInEarly,
    checkOut,
    checkOutEarly,
    classAgreement,
    familyHome,
    familyPlan,
    followUp,
    freshStart,
    groupRepair,
    harmed,
    harmedEarly,
    learningStuck,
    pictureTalk,
    prepare,
    sayIt,
    staffCircle,
    staffRepair,
    staffSelf,
    welcome,
    witness,
    witnessEarly,
  ].map((file) => [file.id, wholePack(file as PackFile)]),
);

/** A known entry, or the sentence that helps whoever wrote the address. */
function find<T>(kind: string, known: Readonly<Record<string, T>>, id: string): T | { problem: string } {
  if (Object.hasOwn(known, id)) return known[id]!;
  return { problem: `There is no ${kind} called "${id}". Known: ${Object.keys(known).join(', ')}.` };
}

const isProblem = (value: object): value is { problem: string } => 'problem' in value;

/** Our own name for whatever server this is, so that an address can be read before it is known. */
const HERE = 'http://here.invalid';

/** The settings in an address, as `data-*`. A pack of the school's own counts where it lies beside the script. */
function settingsOf(query: EmbedQuery, script: string): Record<string, string> {
  const src = ownPack(
    `${HERE}?${new URLSearchParams({ src: query['src'] ?? '' })}`,
    new URL('.', new URL(script, HERE)).href,
  );
  const own = Object.entries(query).flatMap(([name, value]) =>
    isHarmless(name) && value !== undefined ? [[name, value] as const] : [],
  );
  return Object.fromEntries(
    [...own, ...(query['src'] && src ? [['src', src.replace(HERE, '')] as const] : [])].map(([name, value]) => [
      `data-${name}`,
      value,
    ]),
  );
}

/** The pack or scale for this age, where there is one. */
function apt(id: string, query: EmbedQuery): string {
  const variant = `${id}-${TONES[query['age'] ?? '']}`;
  return Object.hasOwn(embedPacks, variant) ? variant : id;
}

/** Everything a hosted page shows, or a sentence that says which name in its address is not known. */
export function findContent(
  widget: string,
  query: EmbedQuery,
  now: Date,
  script = '/l30.js',
): Content | { problem: string } {
  const settings = settingsOf(query, script);
  switch (widget) {
    case 'question-card': {
      const pack = find('question pack', embedPacks, apt(query['pack'] || 'check-in', query));
      if (isProblem(pack)) return pack;
      const prompt = promptAt(pack, 0, now);
      return {
        widget,
        title: prompt.text,
        settings: { 'data-pack': pack.id, ...settings },
        pack,
        prompt,
        respond: query['respond'] !== undefined,
      };
    }
    case 'mood-check-in': {
      const usual = TONES[query['age'] ?? ''] === 'early' ? 'faces-3' : 'faces-5';
      const found = find('mood scale', wholeScales, query['scale'] || usual);
      if (isProblem(found)) return found;
      const scale = { ...found, question: query['heading'] || found.question };
      return { widget, title: scale.question, settings: { 'data-scale': scale.id, ...settings }, scale };
    }
    case 'reflection-form': {
      const pack = find('question pack', embedPacks, apt(query['pack'] || 'caused-harm', query));
      if (isProblem(pack)) return pack;
      const prompts = pack.prompts.filter(({ core = true }) => core || query['depth'] === 'full');
      return { widget, title: pack.title, settings: { 'data-pack': pack.id, ...settings }, pack, prompts };
    }
    case 'newsletter-signup':
      return { widget, title: query['heading'] || news.newsletterTitle, settings };
    default:
      return { problem: `There is no widget called "${widget}". Known: ${WIDGET_NAMES.join(', ')}.` };
  }
}
