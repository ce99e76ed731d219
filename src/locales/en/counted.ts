// Written by `npm run locales` from counted.json: change that file, and run it again.
import { digits, form, ruleOf } from '../plural.ts';

export const waiting = ({ count }: { count: number }): string =>
  form(
    {
      one: `${digits('en-GB', count)} message is waiting to be sent.`,
      other: `${digits('en-GB', count)} messages are waiting to be sent.`,
    },
    ruleOf('en-GB', count),
  );

export const tooLong = ({ count }: { count: number }): string =>
  form(
    { one: `Use ${digits('en-GB', count)} letter or fewer.`, other: `Use ${digits('en-GB', count)} letters or fewer.` },
    ruleOf('en-GB', count),
  );
