import type { L30Widget } from '../element/l30-widget.ts';
import { MoodCheckIn } from './mood-check-in/mood-check-in.ts';
import { NewsletterSignup } from './newsletter-signup/newsletter-signup.ts';
import { QuestionCard } from './question-card/question-card.ts';
import { ReflectionForm } from './reflection-form/reflection-form.ts';

export { MoodCheckIn, NewsletterSignup, QuestionCard, ReflectionForm };

/** Every widget. A new one is a file beside this and a line here. */
export const widgets: readonly (typeof L30Widget)[] = [QuestionCard, MoodCheckIn, ReflectionForm, NewsletterSignup];
