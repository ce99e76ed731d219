import type { FailureCode } from './deliver.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** A server that asks for a longer pause is asked again all the same: its clock, or ours, may be wrong. */
const LONGEST_ASKED = 15 * MINUTE;

/** Longest pause by what went wrong. Where the way is cut, little is lost by knocking; a server in trouble needs rest. */
const LONGEST: Partial<Record<FailureCode, number>> = {
  network: 30 * SECOND,
  timeout: 30 * SECOND,
  'not-a-receipt': 30 * SECOND,
  leaf: 30 * SECOND,
};

/** A filter says the same for hours, and counts who asks. */
const BLOCKED = 5 * MINUTE;

/** What went wrong last, and how often in a row. */
export interface Setback {
  code: FailureCode;
  /** 1 after the first. */
  tries: number;
  /** Seconds the server asked for. */
  retryAfter?: number | undefined;
}

/**
 * Milliseconds until the next try. Doubles from one second, with jitter, so that a class that lost
 * its Wi-Fi together does not come back together. What the server asks for wins, and is never cut short
 * by jitter.
 */
export function backoff({ code, tries, retryAfter }: Setback, random: () => number = Math.random): number {
  if (retryAfter !== undefined) {
    const asked = Math.min(Math.max(retryAfter * SECOND, SECOND), LONGEST_ASKED);
    return asked + random() * Math.min(asked / 4, 5 * SECOND);
  }
  if (code === 'blocked') return BLOCKED * (1 + random() / 4);
  const longest = LONGEST[code] ?? 5 * MINUTE;
  // The first pause must not fall under a second either: a tab never asks more often than that.
  return Math.max(SECOND, Math.min(SECOND * 2 ** tries, longest) * (0.5 + random() / 2));
}
