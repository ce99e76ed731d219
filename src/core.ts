/**
 * What `l30.js` lends to its leaves, and all that a leaf may import besides floor 0 and files that `l30.js` does not
 * carry: the build binds these names to the running `l30.js`, so that nothing is evaluated twice. In unit tests and
 * in the npm package it is an ordinary module.
 */
export { css, html, nothing, type ReactiveController, type TemplateResult } from 'lit';
export { L30StepEvent, L30TalkEvent, type L30SentEvent, type L30SubmitEvent } from './element/events.ts';
export { draw } from './element/draw.ts';
export { UnusablePack } from './element/content.ts';
export type { Entries, FieldOptions } from './element/entries.ts';
export { call } from './element/help-strip.ts';
export type { OwnWords, Tailored } from './element/own.ts';
export { languages } from './element/speech.ts';
export type { Phase } from './element/submit-controller.ts';
export type { PupilHost, WidgetHost } from './element/widget-host.ts';
export { Leaf } from './leaf.ts';
export { english, fill, like, pieces, type Foreign, type Locale } from './locales/index.ts';
export {
  linesOf,
  kindsOf,
  type AnswerKind,
  type Choice,
  type Field,
  type Pack,
  type Pictures,
  type Prompt,
  type Region,
  type Scale,
  type ScaleOption,
} from './packs/index.ts';
export { isHarmless, ownPack, parse, settingsIn } from './page/address.ts';
export { readEndpoint } from './settings/endpoint.ts';
export { NOT_THEM } from './widgets/reflection-form/ids.ts';
export { attributeOf, defaults, settingNames, type SettingName, type Site } from './settings/settings.ts';
export { explainStop } from './settings/stopped.ts';
export { report, type Trouble } from './settings/trouble.ts';
