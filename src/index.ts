/**
 * The front door for npm: classes and types. Importing it defines nothing; call
 * `MoodCheckIn.define()` for each widget a page uses, or import one of the doors that do.
 */
export type { Answer, Envelope } from './contract/envelope.ts';
export type { Receipt, Problem } from './contract/reply.ts';
export type { Issue } from './contract/rules.ts';
export type { Fetch } from './delivery/deliver.ts';
export * from './element/events.ts';
export type { Phase } from './element/submit-controller.ts';
export { setLeafLoader, type LeafLoader } from './leaf.ts';
export { L30Site } from './settings/l30-site.ts';
export type { Site } from './settings/settings.ts';
export { MoodCheckIn, NewsletterSignup, QuestionCard, ReflectionForm } from './widgets/index.ts';
