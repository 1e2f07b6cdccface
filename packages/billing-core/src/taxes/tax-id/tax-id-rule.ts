/** How the tax numbers of one country look. */
export type TaxIdRule = {
  /** What stands before the number where it is written in full. */
  readonly prefix: string;
  /** Of the number without its prefix, without blanks and dots. */
  readonly format: RegExp;
  /** For people: an example in full. */
  readonly example: string;
  /** Whether the check digits of a number of that format are right; null where there are none, or none that are published. */
  readonly check: ((number: string) => boolean) | null;
};
