/** What a widget says about itself where a school asks for it, in English. In the manner of `en.ts`. */
export const words = {
  title: 'About this',
  questionCard:
    'These questions help us to get to know each other, and to put things right. You can answer, listen or pass.',
  moodCheckIn: 'Here you can say how you are. It is not a test, and all feelings are OK.',
  reflectionForm:
    'This helps you to think about what happened, one step at a time. We look for a way forward with you.',
  newsletterSignup: 'Adults can ask for our letter here. We need one email address, and you can stop at any time.',
} as const;
