/** The controls and words that the native form and the minimal element share, as many and as long as the widget's own. */
import { symbols } from '../../src/symbols/index.ts';

export const FACES = [
  ['very-happy', 'Very happy'],
  ['happy', 'Happy'],
  ['middle', 'In the middle'],
  ['low', 'A bit low'],
  ['very-low', 'Very low'],
] as const;

export const QUESTIONS = [
  'What are you looking forward to today?',
  'If your mood was the weather, what would it be?',
  'Who was kind to you this week?',
  'What is one thing you are good at?',
] as const;

/** The steps of a reflection: a question with choices, or with a box for words. */
export const STEPS: readonly { question: string; helper: string; choices?: readonly string[] }[] = [
  {
    question: 'Is now a good time to talk?',
    helper: 'You can say not yet. We can come back to it.',
    choices: ['Yes', 'Not yet', 'Yes, with someone I trust'],
  },
  {
    question: 'Tell it from your side. What happened first, next and last?',
    helper: 'Say what you saw, heard and did. Start where you like.',
  },
  { question: 'What was in your head just before it happened?', helper: 'There is no wrong answer.' },
  { question: 'Who was affected?', helper: 'It can be more than one person.' },
  { question: 'What has it been like for them?', helper: 'You can guess.' },
  { question: 'What could help to put things right?', helper: 'You can say it, show it or draw it.' },
  { question: 'Who can help you?', helper: 'Nobody has to do this alone.' },
  { question: 'What will you do, and when?', helper: 'A small step is enough.' },
];

export const WORDS = {
  heading: 'How are you feeling right now?',
  before:
    'Miss Khan will read this. They read it each school day. No one reads it at night, at weekends or in the holidays. You can skip any question. You can stop at any time.',
  readers:
    'Miss Khan will read this each school day. If you tell us that you are not safe, we cannot keep it secret. It is the same if someone else is not safe. We will only tell people who can help. We will try to talk to you first.',
  newsletter: 'School news by email',
  newsletterLine: 'For families, staff and friends of the school. You can stop at any time.',
  consent: 'Yes, email me our school letter. I am 18 or over.',
  privacy: 'We use your email only for this.',
  pupil: 'Are you a pupil? Talk to a member of staff.',
  badEmail: 'Enter your email address.',
  sent: 'Miss Khan will read it each school day. If you cannot wait, go and find an adult now.',
} as const;

export const drawing = (id: keyof typeof symbols): { lines: string; fill: string } => ({ fill: '', ...symbols[id] });

/** A plain look with the same boxes, for both. */
export const STYLES = `
  * { box-sizing: border-box; margin: 0; padding: 0; border: 0; min-width: 0; font: inherit; color: inherit; }
  .card, .main { display: flex; flex-direction: column; gap: 0.9em; }
  .card { font-size: 18px; padding: 1.2em; color: #1e2a35; background: #fffdf8; border: 1px solid #7a8794; border-radius: 14px; }
  [hidden] { display: none !important; }
  .helper, .note { color: #4a5763; font-size: 0.92em; }
  h2 { font-size: 1.5em; line-height: 1.25; }
  h2, a, label, button { font-weight: 600; }
  .field { display: grid; gap: 0.35em; }
  textarea, input, button { min-height: 48px; padding: 0.45em 0.8em; border: 2px solid #7a8794; border-radius: 10px; background: none; }
  .buttons { display: flex; flex-wrap: wrap; gap: 0.6em; }
  button { color: #155e63; border-color: #155e63; cursor: pointer; }
  .primary { color: #fff; background: #155e63; }
  .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 7.4em), 1fr)); grid-auto-rows: 1fr; gap: 12px; }
  .tile { position: relative; display: grid; font-weight: inherit; cursor: pointer; }
  .tile input { position: absolute; inset: 0; height: 100%; opacity: 0; }
  .tile input + span { display: flex; flex-direction: column; align-items: center; gap: 0.6em; min-height: 64px; padding: 0.6em 0.4em; border: 2px solid #7a8794; border-radius: 14px; }
  .tile input:checked + span { border-color: #155e63; background: #e6f1f0; }
  .consent { display: flex; gap: 0.7em; }
  svg { flex: none; width: 2.9em; height: 2.9em; fill: none; stroke: currentColor; stroke-width: 2.5; }
  .fill { fill: #e6f1f0; stroke: none; }
  .issue { color: #8a2b0e; }
  .help { padding: 0.7em 1.2em; background: #fbf1df; }
`;
