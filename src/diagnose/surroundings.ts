import type { Fetch } from '../delivery/deliver.ts';
import type { LoadPart } from '../delivery/route.ts';

/** All that looking, trying and judging take from the page that they are done on. */
export interface Surroundings {
  fetch: Fetch;
  /** Brings the sealing. Every dialect is here. */
  load: LoadPart;
  origin: string;
  hostname: string;
}
