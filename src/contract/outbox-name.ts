/** Of the database, of its lock and of its channel. The name is for ever: letters of older versions of this code lie under it. */
export const OUTBOX = 'l30-outbox';
