/** One school page, with one subject on it once or many times. */
import { nativeForm } from './native.ts';
import { WIDGETS, type Subject, type WidgetName } from './subjects.ts';

/** What a page of a school says to `l30.js`. */
const SCHOOL =
  'data-site="hollybrook" data-school="Hollybrook" data-endpoint="/submissions" data-newsletter-endpoint="/submissions" data-readers="Miss Khan" data-read-when="each school day" data-lead="Mr Owen" data-region="england"';

/** As the README has it: a box that keeps the widget's height free, with a link inside. */
const BOXES: Readonly<Record<WidgetName, string>> = {
  'question-card':
    '<div data-l30="question-card" data-pack="check-in" data-respond="" style="min-height:760px"><a href="/embed/question-card">Our question for today</a></div>',
  'mood-check-in':
    '<div data-l30="mood-check-in" data-scale="faces-5" style="min-height:760px"><a href="/embed/mood-check-in">How are you feeling right now?</a></div>',
  'reflection-form':
    '<div data-l30="reflection-form" data-pack="caused-harm" style="min-height:895px"><a href="/embed/reflection-form">Think about it, one question at a time</a></div>',
  'newsletter-signup':
    '<div data-l30="newsletter-signup" data-list-name="our school letter" style="min-height:780px"><a href="/embed/newsletter-signup">Get our letter by email</a></div>',
};

function bodyOf(subject: Subject, name: WidgetName, nr: number): string {
  if (subject === 'widget' || subject === 'against') return BOXES[name];
  if (subject === 'native') return nativeForm(name, nr);
  return subject === 'minimal' ? `<div style="min-height:760px"><bench-${name}></bench-${name}></div>` : '';
}

const scriptOf = (subject: Subject, name: WidgetName): string =>
  ({
    widget: `<script src="/l30.js" ${SCHOOL} defer></script>`,
    against: `<script src="/against/l30.js" ${SCHOOL} defer></script>`,
    native: '<script src="/bench/native.js" defer></script>',
    minimal: `<script src="/bench/minimal-${name}.js" defer></script>`,
    empty: '',
  })[subject];

/** What a page shows. */
export interface PageOptions {
  subject: Subject;
  name: WidgetName;
  count?: number;
}

export const addressOf = ({ subject, name, count = 1 }: PageOptions): string =>
  `/page?${new URLSearchParams({ subject, name, count: String(count) }).toString()}`;

/** The page at an address that `addressOf` made. */
export function pageAt(query: URLSearchParams): string {
  const subject = query.get('subject') as Subject;
  const name = WIDGETS.find((each) => each === query.get('name')) ?? 'mood-check-in';
  const bodies = Array.from({ length: Number(query.get('count')) }, (_, nr) => bodyOf(subject, name, nr));
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hollybrook</title>
<link rel="icon" href="data:,">
<style>
  body { font: 18px/1.45 sans-serif; margin: 1em auto; max-width: 45em; }
</style>
</head>
<body>
<h1>For pupils</h1>
<p>This page is yours. You can tell us how you are.</p>
${bodies.join('\n')}
<p>Miss Khan looks each school day before 10.</p>
${scriptOf(subject, name)}
</body>
</html>`;
}
