/** One line of an explanation: what was done, with which figures, and what came out. */
export type ExplainedRow = {
  id: string;
  what: string;
  /** The figures: '1,000 × $0.04'. Empty where the result says it all. */
  how: string;
  result: string;
  /** The last row: the amount on the invoice. */
  decisive?: boolean;
};
