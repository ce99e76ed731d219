/** The version in `package.json`. */
export const version = '0.1.0';

/** The same as one number, three digits for each part, by which copies of the script on one page tell who is newest. */
export const serial = 1_000;
