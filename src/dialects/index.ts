import type { Dialect } from '../contract/dialect.ts';
import { json } from './json.ts';

/** Every dialect by the name an admin writes in `dialect="…"`. */
export const dialects: Readonly<Record<string, Dialect>> = { json };
