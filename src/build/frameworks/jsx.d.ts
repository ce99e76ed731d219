/**
 * Elements as JSX knows them, for libraries that take `on` and the name of an event as a listener. A library's own
 * `JSX.IntrinsicElements` can extend `L30JSX`; for React, `l30-widgets/types/react` does so.
 */
import type { L30Elements, L30Settings } from './elements.js';

type Listeners<Events> = { [Name in keyof Events & string as `on${Name}`]?: (event: Events[Name]) => void };

export type L30JSX<Common extends { [Tag in keyof L30Elements]: object }> = {
  [Tag in keyof L30Elements]: Omit<Common[Tag], keyof L30Settings<Tag>> &
    L30Settings<Tag> &
    Listeners<L30Elements[Tag]['events']>;
};
