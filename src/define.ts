/** The front door for npm where everything shall work at once: defines `<l30-site>` and every widget. */
import { L30Site } from './settings/l30-site.ts';
import { widgets } from './widgets/index.ts';

export * from './index.ts';

for (const element of [L30Site, ...widgets]) element.define();
