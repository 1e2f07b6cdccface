/** Why rows of a file are not taken, in one sentence each: what is wrong and what helps. */
export const REFUSAL_REASONS = {
  unreadable_row: 'The row has more or fewer cells than the header; mend its commas and quotes.',
  no_number: 'There is no document number; every row needs one.',
  bad_number: 'The number is longer than 60 characters or holds what cannot be printed.',
  bad_date:
    'The date is not readable, before 1970 or to come; write a past one like 2010-12-01, with or without a time.',
  bad_quantity: 'The quantity is no number, or is zero; write it like 6 or 2.5.',
  bad_price: 'The unit price is no number; write it like 2.55, without a currency sign.',
  bad_currency: 'The currency is unknown; use its three letters, such as GBP.',
  bad_country: 'The country is unknown; use its English name or two letters, such as GB.',
  bad_text: 'A text is too long; descriptions have up to 1,000 characters, names and codes up to 200.',
  no_customer: 'There is no customer; name one, or import with a walk-in customer.',
  negative_quantity: 'The quantity is negative and the document is no credit note: a stock movement, not a sale.',
  positive_quantity: 'The quantity of a credit note is not negative; a credit note takes back.',
  row_beside: 'Another row of the same document was refused, and a document is taken whole or not at all.',
  mixed_document: 'Rows of one number differ in customer, date, country or currency; they are one document.',
  no_sale: 'The document comes to nothing and names no customer: a stock movement, not a sale.',
  negative_total: 'The document comes to less than zero and is no credit note.',
  too_many_lines: 'The document has more than 5,000 lines; split it.',
  bad_amount: 'An amount is too large to be carried exactly.',
  own_series: 'The number is of the form that this tenant gives its own documents; it would meet one of them some day.',
  number_taken: 'There is a document of this number already, and it did not come from a file.',
  changed: 'A document of this number was imported already, with other content; what is final does not change.',
} as const;

export type RefusalReason = keyof typeof REFUSAL_REASONS;

/** The most lines that one imported document has. */
export const MAX_IMPORTED_LINES = 5_000;
