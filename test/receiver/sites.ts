import type { Sites } from '../../src/receiver/sites.ts';

/** Two schools: one that also takes pages without an origin, one that does not. */
export const SITES: Sites = {
  hollybrook: { origins: ['https://hollybrook.example', 'null'] },
  ashfield: { origins: ['https://ashfield.example'] },
};
