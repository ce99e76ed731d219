/** What compiled messages need as they run: each `counted.ts` is written by `npm run locales` and imports this. */

const rules: Record<string, Intl.PluralRules> = {};

/** Which plural form a number takes in a language: Welsh has six, English two. */
export const ruleOf = (lang: string, count: number): Intl.LDMLPluralRule =>
  (rules[lang] ??= new Intl.PluralRules(lang)).select(count);

/** A number in the digits of a language, as a child writes it: without a mark at the thousands. */
export const digits = (lang: string, count: number): string => count.toLocaleString(lang, { useGrouping: false });

/** The first form that there is, or `other`, which every message has. */
export const form = (forms: Readonly<Record<string, string>>, ...names: readonly string[]): string =>
  forms[names.find((name) => Object.hasOwn(forms, name)) ?? 'other']!;
