/** Under this id stands who should not read what is written. No prompt can have it, so it never travels. */
export const NOT_THEM = '.not-them';
