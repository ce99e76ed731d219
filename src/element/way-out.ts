import type { ReactiveControllerHost } from 'lit';
import type { Fetch } from '../delivery/deliver.ts';
import type { Route } from '../delivery/route.ts';
import { readEndpoint } from '../settings/endpoint.ts';
import type { Site } from '../settings/settings.ts';
import type { Trouble } from '../settings/trouble.ts';
import { callDelivery } from './delivery.ts';

/** Pupils' words and newsletter signups go different ways, so that one never reaches the other's endpoint. */
export type Audience = 'pupils' | 'newsletter';

/** Where a letter goes and for whom it is sealed, or what is wrong with the settings. */
export type Way = { trouble: Trouble; route?: undefined } | { trouble?: undefined; route: Route };

interface WayOutHost extends ReactiveControllerHost, HTMLElement {
  fetch: Fetch | undefined;
}

/** A widget's way out of the page, by its settings. */
export class WayOut {
  /** What only the parts for sending could tell, by the route they were asked about: settings can change. */
  #unfit: Record<string, Trouble | undefined> = {};

  constructor(
    private readonly host: WayOutHost,
    private readonly audience: Audience,
  ) {}

  by(settings: Readonly<Site>): Way {
    const pupils = this.audience === 'pupils';
    const setting = pupils ? 'endpoint' : 'newsletterEndpoint';
    const use = readEndpoint(settings[setting]);
    if ('problem' in use) return { trouble: { kind: 'endpoint', problem: use.problem, setting } };
    const dialect = settings[pupils ? 'dialect' : 'newsletterDialect'];
    const fields = settings.fields || this.host.querySelector('script[type="application/json"]')?.textContent || '{}';
    const route = {
      endpoint: use.url,
      dialect,
      fields,
      publicKeys: pupils ? settings.publicKeys : '',
      fetch: this.host.fetch,
    };
    const trouble = this.#unfit[JSON.stringify(route)];
    return trouble ? { trouble } : { route };
  }

  /** Fetches what sending takes, and looks whether it fits together. Does nothing when it cannot be fetched. */
  async prepare(way: Way): Promise<void> {
    if (way.trouble) return;
    try {
      const misfit = await (await callDelivery()).misfit(way.route, this.audience);
      this.#unfit[JSON.stringify(way.route)] = misfit;
      // What is as it should be need not be drawn, and least of all while a device makes words safe.
      if (misfit) this.host.requestUpdate();
    } catch {
      // Send tries again, and says so.
    }
  }
}
