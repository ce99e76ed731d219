/**
 * Angular allows any attribute, property and event on custom elements once a component has the schema
 * `CUSTOM_ELEMENTS_SCHEMA`, and looks at none of them. What a component's own code takes from a template can be typed.
 */
import type { L30Elements } from './elements.js';

/** What a listener gets: `onSent(event: L30Event<'l30-mood-check-in', 'l30-sent'>)`. */
export type L30Event<
  Tag extends keyof L30Elements,
  Name extends keyof L30Elements[Tag]['events'],
> = L30Elements[Tag]['events'][Name] & { target: L30Elements[Tag]['element'] };

/** What a query finds: `viewChild<ElementRef<L30Element<'l30-mood-check-in'>>>('checkIn')`. */
export type L30Element<Tag extends keyof L30Elements> = L30Elements[Tag]['element'];
