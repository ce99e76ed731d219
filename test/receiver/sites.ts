import type { Sites } from '../../src/receiver/sites.ts';

/** Names of public keys, as `kidOf` makes them. */
export const KEYS = ['Qm9vLWhvby1rZXktb25lIQ', 'Zm9yLXRoZS1kZXB1dHkhIQ'];

/** Three schools: one that also takes pages without an origin, one that does not, and one that seals. */
export const SITES: Sites = {
  hollybrook: { origins: ['https://hollybrook.example', 'null'] },
  ashfield: { origins: ['https://ashfield.example'] },
  oakfield: { origins: ['https://oakfield.example'], keys: KEYS },
};
