/** What few check-ins use: the question about needs, and one device for a class. */
export { around, leave, styles } from './mood-check-in-part-kiosk.ts';
export { withNeeds } from './mood-check-in-part-needs.ts';
