/** Elements in the templates of Vue 3. Import it once, for its types alone. */
import type { HTMLAttributes } from 'vue';
import type { L30Elements, L30Settings } from './elements.js';

type Listeners<Events> = {
  [Name in keyof Events & string as `on${Capitalize<Camel<Name>>}`]?: (event: Events[Name]) => void;
};
type Camel<Name extends string> = Name extends `${infer First}-${infer Rest}`
  ? `${First}${Capitalize<Camel<Rest>>}`
  : Name;

type L30Component<Tag extends keyof L30Elements> = new () => L30Elements[Tag]['element'] & {
  $props: Omit<HTMLAttributes, keyof L30Settings<Tag>> & L30Settings<Tag> & Listeners<L30Elements[Tag]['events']>;
};

type L30Components = { [Tag in keyof L30Elements]: L30Component<Tag> };

declare module 'vue' {
  interface GlobalComponents extends L30Components {}
}
