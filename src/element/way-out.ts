import type { ReactiveControllerHost } from 'lit';
import type { Fetch } from '../delivery/deliver.ts';
import type { Route } from '../delivery/route.ts';
import { readEndpoint } from '../settings/endpoint.ts';
import type { Site } from '../settings/settings.ts';
import { troubleBehind, type Trouble } from '../settings/trouble.ts';
import { callDelivery } from './delivery.ts';

/** Pupils' words and newsletter signups go different ways, so that one never reaches the other's endpoint. */
export type Audience = 'pupils' | 'newsletter';

interface WayOutHost extends ReactiveControllerHost, HTMLElement {
  fetch: Fetch | undefined;
  complain(trouble: Trouble | undefined): void;
}

/** A widget's way out of the page. It is worked out once for each setting, and everything that sends uses what was found. */
export class WayOut {
  /** Where a letter goes and for whom it is sealed; nothing while something is wrong with the settings. */
  route: Route | undefined;
  /** What is wrong with the settings. */
  trouble: Trouble | undefined;
  /** The settings that this was worked out from. */
  #from = '';
  #fetch: Fetch | undefined;
  /** Whether the parts for sending have looked at it. */
  #isSeen = false;
  /** Whether anybody has begun to answer. */
  #isAsked = false;

  constructor(
    private readonly host: WayOutHost,
    private readonly audience: Audience,
  ) {}

  /** Works the way out anew where a setting that it hangs on has changed. */
  meet(settings: Readonly<Site>): void {
    const pupils = this.audience === 'pupils';
    const setting = pupils ? 'endpoint' : 'newsletterEndpoint';
    const dialect = settings[pupils ? 'dialect' : 'newsletterDialect'];
    const fields = settings.fields || this.host.querySelector('script[type="application/json"]')?.textContent || '{}';
    const publicKeys = pupils ? settings.publicKeys : '';
    const { fetch } = this.host;
    const from = [settings[setting], dialect, fields, publicKeys].join('\n');
    if (from === this.#from && fetch === this.#fetch) return;
    this.#from = from;
    this.#fetch = fetch;
    const use = readEndpoint(settings[setting]);
    this.trouble = 'problem' in use ? { kind: 'endpoint', problem: use.problem, setting } : undefined;
    this.route = 'url' in use ? { endpoint: use.url, dialect, fields, publicKeys, fetch } : undefined;
    this.#isSeen = false;
    if (this.#isAsked) void this.prepare();
  }

  /** Fetches what sending takes, and looks whether it fits together. Does nothing when it cannot be fetched. */
  async prepare(): Promise<void> {
    const { route } = this;
    this.#isAsked = true;
    if (!route || this.#isSeen) return;
    try {
      const misfit = await (await callDelivery()).misfit(route, this.audience);
      if (route !== this.route) return;
      this.#isSeen = true;
      // What is as it should be need not be drawn, and least of all while a device makes words safe.
      if (!misfit) return;
      this.route = undefined;
      this.trouble = misfit;
      this.host.requestUpdate();
    } catch (error) {
      // Send tries again, and says so. What the page itself stands in the way of, its admin is told.
      const stopped = troubleBehind(error);
      if (stopped) this.host.complain(stopped);
    }
  }
}
