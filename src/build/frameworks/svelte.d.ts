/** Elements in the templates of Svelte 5 and newer. Import it once, for its types alone. */
import type { HTMLAttributes } from 'svelte/elements';
import type { L30Elements } from './elements.js';
import type { L30JSX } from './jsx.js';

type Common = { [Tag in keyof L30Elements]: HTMLAttributes<L30Elements[Tag]['element']> };

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends L30JSX<Common> {}
}
