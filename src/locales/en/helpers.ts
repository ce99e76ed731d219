/** Help for families, and who else can help nearby, in English: they come with the part that shows them. In the manner of `en.ts`. */
export const words = {
  family:
    'Worried about a child? Call the school and ask for {lead}. If a child is in danger now, call {emergency}. {lines}',
  familyNeutral:
    'Worried about a child? Call the school and ask for {lead}. If a child is in danger now, call your local emergency number.',
  familyLine: 'You can call {name} on {phone}.',
  leadUnnamed: 'the safeguarding lead',
  partners: 'More people who can help',
} as const;
