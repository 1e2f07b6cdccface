/** A part of a period: 17 of 30 days. Whole numbers, of days or of seconds. */
export type Portion = { part: number; whole: number };
