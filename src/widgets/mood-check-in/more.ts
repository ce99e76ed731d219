/** What few check-ins use: the question about needs, and one device for a class. */
export { around, styles } from './kiosk.ts';
export { withNeeds } from './needs.ts';
