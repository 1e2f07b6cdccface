export type Labelled = { label: string; value: string };

/** How much a mail insists: the colour of its head, and nothing that a reader without colours would miss. */
export type Tone = 'plain' | 'good' | 'urgent' | 'severe';

export type ItemView = { description: string; period: string | null; quantity: string; amount: string };

/** A mail in words and figures, the same for HTML and for plain text. Nothing is decided after this. */
export type MailView = {
  /** The language it is written in (BCP 47). */
  language: string;
  subject: string;
  preheader: string;
  heading: string;
  tone: Tone;
  greeting: string;
  paragraphs: string[];
  panel: { label: string; amount: string } | null;
  button: { label: string; url: string } | null;
  /** What tables are called. */
  labels: { description: string; quantity: string; amount: string; pay_by_transfer: string };
  items: ItemView[];
  /** "and 12 more lines", or null when all are shown. */
  more_items: string | null;
  totals: (Labelled & { strong: boolean })[];
  facts: Labelled[];
  payment: Labelled[];
  notes: string[];
  footer: string[];
  brand: string;
};

/** What a letter leaves out. */
export const EMPTY_VIEW = {
  tone: 'plain',
  panel: null,
  button: null,
  items: [],
  more_items: null,
  totals: [],
  facts: [],
  payment: [],
  notes: [],
} as const satisfies Partial<MailView>;
