/** What is known of each destination of the page's letters, and what trying it has brought to light. */
import { words } from '../../locales/en/check-page.ts';
import { fill } from '../../locales/index.ts';
import { canReach, type Destination, inspectDestination, type Inspection, type Surroundings } from '../destination.ts';
import { fact, wrong, type Finding } from '../finding.ts';
import { judgeDestination, judgeFit } from '../judge-destination.ts';
import { judgeReach } from '../judge-reach.ts';
import { judgeProof } from '../judge-test-letter.ts';
import { reach, type Asking } from '../reach.ts';
import { sendTestLetter, whyNoTest } from '../test-letter.ts';
import { withoutQuery } from './origins.ts';
import type { Action, Section } from './report.ts';
import type { SeenWidget } from './widgets.ts';

/** A destination with the widgets that use it. */
export interface Used extends Destination {
  id: string;
  users: SeenWidget[];
}

/** The destinations of all widgets that send, each once. */
export function destinationsOf(seen: readonly SeenWidget[]): Used[] {
  const all = new Map<string, Used>();
  for (const each of seen) {
    if (!each.destination) continue;
    const { audience, site, route } = each.destination;
    const id = JSON.stringify([audience, site, route]);
    const used = all.get(id) ?? { ...each.destination, id, users: [] };
    used.users.push(each);
    all.set(id, used);
  }
  return [...all.values()];
}

interface Tried {
  reached?: Finding;
  test?: Finding;
}

/**
 * A test letter is stored. So the panel sends one only to a letter box for pupils' words which proves that it
 * arrived, never to a mailing list.
 */
const canTest = (used: Used, known: Inspection): boolean =>
  used.audience === 'pupils' && known.dialect?.confirms === true && whyNoTest(used, known) === undefined;

const hostOf = ({ route }: Used): string => new URL(route.endpoint).host;

/** Whoever shows what is found out. */
export interface Listener {
  /** Says what is being done, and what came of it. */
  say: (words: string) => void;
  /** More is known than before. */
  changed: () => void;
}

export class Inquiries {
  readonly #inspections = new Map<string, Inspection>();
  readonly #tried = new Map<string, Tried>();

  constructor(
    private readonly surroundings: Surroundings,
    private readonly stoppedBy: NonNullable<Asking['stoppedBy']>,
    private readonly listener: Listener,
  ) {}

  /** Looks at what is new, without asking anyone. */
  lookAt(all: readonly Used[]): void {
    for (const used of all) void this.#inspect(used);
  }

  inspectionOf(used: Used | undefined): Inspection | undefined {
    return used && this.#inspections.get(used.id);
  }

  /** What the buttons have brought to light. */
  triedOf(used: Used | undefined): Finding[] {
    const { reached, test } = (used && this.#tried.get(used.id)) ?? {};
    return [...(reached ? [reached] : []), ...(test ? [test] : [])];
  }

  /** Whether a destination that can be asked was not asked yet. */
  isUntried(used: Used): boolean {
    return canReach(used) && !this.#tried.has(used.id);
  }

  sectionOf(used: Used, id: string): Section {
    const known = this.inspectionOf(used);
    const usedBy = fact(fill(words.usedBy, { names: used.users.map(({ title }) => title).join('; ') }));
    return {
      id,
      title: withoutQuery(used.route.endpoint),
      findings: [
        ...this.triedOf(used),
        ...(known ? [...judgeFit(known), usedBy, ...judgeDestination(used, known)] : []),
      ],
      actions: known ? this.#actions(used, known, id) : [],
    };
  }

  #actions(used: Used, known: Inspection, id: string): Action[] {
    const reachIt: Action = {
      id: `${id}-try`,
      label: words.tryIt,
      help: words.tryHelp,
      run: () => void this.#reach(used, known),
    };
    const testIt: Action = {
      id: `${id}-test`,
      label: words.test,
      help: words.testHelp,
      run: () => void this.#test(used, known),
    };
    return [...(known.dialect && canReach(used) ? [reachIt] : []), ...(canTest(used, known) ? [testIt] : [])];
  }

  async #inspect(used: Used): Promise<void> {
    if (this.#inspections.has(used.id)) return;
    this.#inspections.set(used.id, { dialect: undefined, misfit: undefined });
    this.#inspections.set(used.id, await inspectDestination(used, this.surroundings));
    this.listener.changed();
  }

  async #reach(used: Used, { dialect }: Inspection): Promise<void> {
    this.listener.say(fill(words.trying, { host: hostOf(used) }));
    const { stoppedBy, surroundings } = this;
    const { fetch, origin } = surroundings;
    const { endpoint } = used.route;
    const reached = await reach(endpoint, dialect!, { fetch, stoppedBy });
    this.#settle(used, { reached: judgeReach(reached, { endpoint, dialect: dialect!, origin }) });
  }

  async #test(used: Used, known: Inspection): Promise<void> {
    this.listener.say(fill(words.testing, { host: hostOf(used) }));
    const found = await sendTestLetter(used, known, this.surroundings, { sender: 'panel' });
    this.#settle(used, { test: 'problem' in found ? wrong(found.problem) : judgeProof(found) });
  }

  #settle(used: Used, tried: Tried): void {
    this.#tried.set(used.id, { ...this.#tried.get(used.id), ...tried });
    const found: Finding[] = Object.values(tried);
    this.listener.say(found.map(({ words: said }) => said).join(' '));
    this.listener.changed();
  }
}
