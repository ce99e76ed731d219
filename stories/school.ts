import type { ArgTypes } from '@storybook/web-components-vite';
import type { Site } from '../src/settings/settings.ts';
import { DIALECT_NAMES } from '../src/dialects/names.ts';
import { regions } from '../src/packs/index.ts';
import { PUBLIC_KEYS } from './device.ts';
import { answers, type AnswerName } from './endpoint.ts';

/** The settings that stories play with, and what their endpoint answers. */
export interface School extends Pick<
  Site,
  'endpoint' | 'dialect' | 'publicKeys' | 'readers' | 'readWhen' | 'lead' | 'region' | 'help'
> {
  answer: AnswerName;
}

/** A school that has set up everything. */
export const school: School = {
  endpoint: 'https://hollybrook.example/submissions',
  dialect: '',
  publicKeys: '',
  readers: 'Miss Khan, Pastoral Lead',
  readWhen: 'each school day before 10am',
  lead: 'Mr Owen, Designated safeguarding lead',
  region: 'england',
  help: '',
  answer: 'receipt',
};

/** The same school before it has said who reads what pupils write. */
export const noReaders = { readers: '', readWhen: '', lead: '' };

/** The same school with keys, so that what pupils write travels and waits locked. */
export const withKeys = { publicKeys: PUBLIC_KEYS };

/** What the endpoint answers is told as a name; it is no attribute of any widget. */
export const answerControl: ArgTypes<Pick<School, 'answer'>> = {
  answer: {
    control: 'select',
    options: Object.keys(answers),
    description: 'What the endpoint answers',
    table: { category: 'story' },
  },
};

export const schoolControls: ArgTypes<School> = {
  endpoint: { control: 'text', table: { category: 'school' } },
  dialect: { control: 'select', options: ['', ...DIALECT_NAMES], table: { category: 'school' } },
  publicKeys: { control: 'text', name: 'public-keys', table: { category: 'school' } },
  readers: { control: 'text', table: { category: 'school' } },
  readWhen: { control: 'text', name: 'read-when', table: { category: 'school' } },
  lead: { control: 'text', table: { category: 'school' } },
  region: { control: 'select', options: [...Object.keys(regions), 'other'], table: { category: 'school' } },
  help: { control: 'select', options: ['', 'host-provides'], table: { category: 'school' } },
  ...answerControl,
};
