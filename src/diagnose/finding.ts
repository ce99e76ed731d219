/** `good`: as it should be. `look`: worth a look. `wrong`: something does not work because of it. `fact`: neither. `unclear`: could not be found out. */
export type Mark = 'good' | 'look' | 'wrong' | 'fact' | 'unclear';

/** One thing that was found out, judged. */
export interface Finding {
  mark: Mark;
  words: string;
}

export const good = (words: string): Finding => ({ mark: 'good', words });
export const look = (words: string): Finding => ({ mark: 'look', words });
export const wrong = (words: string): Finding => ({ mark: 'wrong', words });
export const fact = (words: string): Finding => ({ mark: 'fact', words });
export const unclear = (words: string): Finding => ({ mark: 'unclear', words });
