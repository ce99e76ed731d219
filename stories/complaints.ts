/** What a story's widget rightly complains of in the console; the stories' test takes anything else for a bug. */
export const complains = (...complaints: RegExp[]): { complaints: RegExp[] } => ({ complaints });

/** What the console says, for the outcomes that more than one widget tells. */
export const COMPLAINT = {
  noReaders: /nobody has said who reads what pupils write/,
  refusal: /refused the submission \(unknown-site\)/,
  issues: /refused the submission \(invalid-subscription\)/,
  busy: /asked to wait/,
  page: /without a receipt/,
  offline: /could not be reached/,
  keys: /public-keys cannot be used/,
  tooLarge: /over the limit of 64 KiB/,
};
