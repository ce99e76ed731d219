// Written by `npm run locales` from counted.json: change that file, and run it again.
import { digits, form, ruleOf } from '../plural.ts';

export const tooLong = ({ count }: { count: number }): string =>
  form(
    {
      two: `Defnyddiwch ${digits('cy', count)} lythyren neu lai.`,
      other: `Defnyddiwch ${digits('cy', count)} llythyren neu lai.`,
    },
    ruleOf('cy', count),
  );
