/**
 * A value as JSON, whatever the page has done. Old libraries give arrays a `toJSON` of their own, which turns a
 * list into one piece of text: no receiver could read it, and no key would open a letter that was sealed so.
 */
export const toJson = (value: unknown): string =>
  JSON.stringify(value, function (this: Record<string, unknown>, name) {
    return this[name];
  });
