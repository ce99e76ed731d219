/** Elements in the JSX of React 19 and newer. Import it once, for its types alone. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { L30Elements } from './elements.js';
import type { L30JSX } from './jsx.js';

type Common = {
  [Tag in keyof L30Elements]: DetailedHTMLProps<
    HTMLAttributes<L30Elements[Tag]['element']>,
    L30Elements[Tag]['element']
  >;
};

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends L30JSX<Common> {}
  }
}
